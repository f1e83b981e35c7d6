import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type App, createApp, environment, readConfiguration } from '../../shared/app.ts';
import { ConciergeError } from '../../shared/errors.ts';
import type { Clock, Log } from '../../shared/ports.ts';
import { handleVendors } from '../vendors/router.ts';
import { createSandbox, type Sandbox } from '../vendors/sandbox/sandbox.ts';
import { vendorsOf } from '../vendors/wire.ts';
import { type Handle, methodNotAllowed } from './http.ts';
import { isLoopback, type Mount, mounted } from './http-server.ts';
import { LOOPBACK_RATE, limiter, PUBLIC_RATE } from './limits.ts';
import { type Answering, listen, ownNamesOnly } from './listening.ts';
import { webRouter } from './router.ts';
import { siteFiles } from './static.ts';
import { webOf } from './wire.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** The same demonstration offers on every machine. */
const SANDBOX_SEED = 'concierge';

export interface Running {
  /** With the port that was really taken. */
  readonly url: string;
  /** Where the links lead. */
  readonly baseUrl: string;
  /** Finishes turns in flight, then lets go of store and port. */
  stop(): Promise<void>;
  /** Resolves when nothing is left to do for now. */
  settled(): Promise<void>;
}

type Environment = ReturnType<typeof environment>;

/** What a test puts in place of the machine: another clock or log, and no waiting for the slow among the demonstration vendors. */
export interface ServerOptions {
  readonly clock?: Clock;
  readonly log?: Log;
  readonly sleep?: (ms: number) => Promise<void>;
  readonly random?: () => number;
}

/** Everything on one machine (contracts/http.md). Rejects with ConciergeError 'config' naming the variable that is wrong or missing. */
export async function startServer(env: Environment = environment(), options: ServerOptions = {}): Promise<Running> {
  const { host, port, sandbox } = readConfiguration(env);
  const local = isLoopback(host);
  if (!local) refuseWithoutSecrets(env, host);
  // The port is taken before the store is opened: vendors must be told where to answer.
  const ready = Promise.withResolvers<Wired>();
  ready.promise.catch(() => undefined);
  const answering: Answering = {
    handle: async (request) => (await ready.promise).handle(request),
    event: (name, fields) => void ready.promise.then(({ log }) => log.event(name, fields)).catch(() => undefined),
  };
  const front = await listen(answering, host, port);
  // Demonstration vendors are called on loopback alone: a server on an outward address opens a second door there.
  const back = sandbox && front.inside === undefined ? await listen(answering, '127.0.0.1', 0) : undefined;
  const stop = async () => void (await Promise.all([front.stop(), back?.stop()]));
  try {
    // "Every address" is none that a link can lead to.
    const baseUrl = local ? front.url : (front.inside ?? front.url);
    const inside = front.inside ?? back?.url ?? front.url;
    const parts = await wire({ BASE_URL: baseUrl, ...env }, { local, inside }, options);
    ready.resolve(parts);
    return { url: front.url, baseUrl: parts.baseUrl, stop: async () => stop().then(parts.close), settled: parts.settled };
  } catch (error) {
    ready.reject(error);
    await stop();
    throw error;
  }
}

/** Open to others: each caller must prove itself, so nothing starts without what it is checked by. */
function refuseWithoutSecrets(env: Environment, host: string): void {
  const missing = ['SESSION_SECRET', 'ALEXA_SKILL_ID', 'GOOGLE_WEBHOOK_SECRET'].filter((name) => !env[name]);
  if (missing.length > 0) throw new ConciergeError('config', `HOST ${host} can be reached by others: set ${missing.join(', ')}`);
}

interface Wired {
  readonly handle: Handle;
  readonly log: Log;
  readonly baseUrl: string;
  readonly close: () => Promise<void>;
  readonly settled: () => Promise<void>;
}

interface Where {
  /** Nobody else can reach the server. */
  readonly local: boolean;
  /** Its address on loopback, whatever its public name. */
  readonly inside: string;
}

async function wire(env: Environment, { local, inside }: Where, options: ServerOptions): Promise<Wired> {
  let sandbox: Sandbox | undefined;
  const { clock, log, random } = options;
  const app = await createApp({
    env,
    background: true,
    sandboxVendors: () => sandbox?.vendors() ?? [],
    ...(clock && { clock }),
    ...(log && { log }),
    ...(random && { random }),
  });
  const { configuration, ports } = app;
  if (configuration.sandbox) {
    const { dataDir, baseUrl } = configuration;
    sandbox = createSandbox({
      dataDir: join(dataDir, 'sandbox'),
      seed: SANDBOX_SEED,
      personas: configuration.personas === true,
      now: () => ports.clock.now(),
      baseUrl: () => inside,
      controls: local && isLoopback(new URL(baseUrl).hostname),
      // A vendor that sleeps must not keep a stopped server alive.
      sleep: options.sleep ?? ((ms) => sleep(ms, undefined, { ref: false })),
      places: app,
      secret: (bytes) => ports.ids.secret(bytes),
    });
  }
  const close = async () => {
    await app.close();
    sandbox?.close();
  };
  const handle = mounted(mounts(app, sandbox, local));
  return {
    handle: local ? ownNamesOnly(handle, configuration.baseUrl) : handle,
    log: ports.log,
    baseUrl: configuration.baseUrl,
    close,
    settled: async () => {
      await sandbox?.settled();
      await app.settled();
    },
  };
}

function mounts(app: App, sandbox: Sandbox | undefined, local: boolean): readonly Mount[] {
  const web = webRouter({ web: webOf(app, ROOT, !local), limit: limiter(local ? LOOPBACK_RATE : PUBLIC_RATE), files: siteFiles(ROOT) });
  return [
    { path: '/alexa', handle: posted(whenAsked(() => alexa(app, local))) },
    { path: '/google', handle: posted(whenAsked(() => google(app, local))) },
    { path: '/vendors/v1', handle: vendors(app) },
    ...(sandbox ? [{ path: '/sandbox', handle: demonstration(sandbox) }] : []),
    { path: '/', handle: web },
  ];
}

/** The platforms' own libraries are half of the start, and most machines are asked by the page alone. */
function whenAsked(load: () => Promise<Handle>): Handle {
  let loaded: Promise<Handle> | undefined;
  return async (request) => {
    loaded ??= load();
    return (await loaded)(request);
  };
}

async function alexa(app: App, local: boolean): Promise<Handle> {
  const [{ handleAlexaHttp, verifyPorts }, { createAlexaSkill }] = await Promise.all([
    import('../alexa/handler.ts'),
    import('../alexa/skill.ts'),
  ]);
  const { converse, ports, configuration } = app;
  const { baseUrl, alexaSkillId } = configuration;
  const now = () => ports.clock.now();
  const known = alexaSkillId === undefined || local ? {} : { skillId: alexaSkillId };
  const skill = createAlexaSkill({ converse, now, log: ports.log, baseUrl, ...known });
  const deps = { skill, now, ...known, ...(!local && { verify: verifyPorts(now) }) };
  return ({ headers, body }) => handleAlexaHttp({ headers, rawBody: body }, deps);
}

async function google(app: App, local: boolean): Promise<Handle> {
  const { googleDeps, handleGoogleHttp } = await import('../google/http.ts');
  const { secret, ...open } = googleDeps(app);
  const deps = local || secret === undefined ? open : { ...open, secret };
  return ({ headers, body }) => handleGoogleHttp({ headers, rawBody: body }, deps);
}

function vendors(app: App): Handle {
  const ports = vendorsOf(app);
  return ({ body, ...request }) => handleVendors({ ...request, rawBody: body }, ports);
}

function demonstration(sandbox: Sandbox): Handle {
  return ({ path, headers, body, client }) => sandbox.handle({ path, headers, rawBody: Buffer.from(body), remoteAddress: client });
}

/** Platforms only ever POST. */
function posted(handle: Handle): Handle {
  return async (request) => (request.method === 'POST' ? handle(request) : methodNotAllowed(['POST']));
}

/** What whoever starts it must know, in one line. */
function startLine({ url, baseUrl }: Pick<Running, 'url' | 'baseUrl'>): string {
  const where = `Concierge at ${url}`;
  const next = 'Open it in a browser, or run: npm run talk';
  if (isLoopback(new URL(url).hostname)) return `${where} (this machine only: platform request verification is off). ${next}`;
  const plain = `Set BASE_URL to the https address that others use: links lead to ${baseUrl}, and over plain http browsers drop the cookie that knows a traveller again.`;
  return `${where} (platform request verification is on). ${baseUrl.startsWith('https:') ? next : plain}`;
}

async function main(): Promise<void> {
  const { stop, ...started } = await startServer();
  process.stdout.write(`${startLine(started)}\n`);
  const end = () => void stop().then(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

if (process.argv[1] === import.meta.filename) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof ConciergeError ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
