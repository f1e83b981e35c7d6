import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type App, createApp } from '../shared/app.ts';
import type { Input, Turn } from '../shared/turn.ts';
import { marketBench } from './bench/market.ts';
import { BUDGET_KB, BUILD, buildAll } from './build.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const CONVERSATIONS = 150;
const AT_ONCE = 8;
const STARTS = 7;

/** What each conversation of the benchmark says; nothing in it waits for a vendor. */
const WORDS = [
  "j'aimerais aller skier dans les Alpes françaises du 20 au 25 mars",
  'deux adultes et un enfant de huit ans',
  'de Nantes',
  'non, du 21 au 26',
  'répète',
  'aide',
];
const SAID: readonly Input[] = [{ type: 'open' }, ...WORDS.map((text): Input => ({ type: 'utterance', text }))];

/** The least a skill can be: Amazon's SDK and one sentence. */
const BARE = `
  const { SkillBuilders } = require('ask-sdk-core');
  const hello = { canHandle: () => true, handle: ({ responseBuilder }) => responseBuilder.speak('Bonjour').withShouldEndSession(false).getResponse() };
  const skill = SkillBuilders.custom().addRequestHandlers(hello).create();
  exports.handler = async (event, context) => skill.invoke(event, context);
`;

const SKILL = 'amzn1.ask.skill.bench';
const SYSTEM = {
  application: { applicationId: SKILL },
  user: { userId: 'amzn1.ask.account.1' },
  device: { deviceId: 'd', supportedInterfaces: {} },
};
const LAUNCH = {
  version: '1.0',
  session: {
    new: true,
    sessionId: 'amzn1.echo-api.session.1',
    application: { applicationId: SKILL },
    user: { userId: 'amzn1.ask.account.1' },
  },
  context: { System: { ...SYSTEM, apiEndpoint: 'https://api.eu.amazonalexa.com', apiAccessToken: 'none' } },
  request: { type: 'LaunchRequest', requestId: 'amzn1.echo-api.request.1', timestamp: '2026-11-21T10:00:00Z', locale: 'fr-FR' },
};
const P = 'projects/p/agent/sessions/1';
const http = (method: string, path: string, body?: unknown) => ({
  version: '2.0',
  rawPath: path,
  headers: { 'content-type': 'application/json', 'x-webhook-secret': 'bench:bench' },
  requestContext: { http: { method, path, sourceIp: '192.0.2.1' } },
  ...(body !== undefined && { body: JSON.stringify(body) }),
});

/** What each function is started with. */
const FIRST: Readonly<Record<string, unknown>> = {
  bare: LAUNCH,
  alexa: LAUNCH,
  google: http('POST', '/google', { responseId: '1', session: P, queryResult: { queryText: 'WELCOME', languageCode: 'fr' } }),
  web: http('POST', '/chat', { traveller: 'bench', locale: 'fr-FR', timeZone: 'Europe/Paris', open: true }),
  vendors: http('GET', '/vendors/v1/openapi.json'),
  worker: { source: 'aws.events' },
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const percentile = (values: readonly number[], p: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil((values.length * p) / 100) - 1] ?? 0;

/** Turns one after another for the times of a single one, then eight conversations at once for the rate. */
async function turns(app: App): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < CONVERSATIONS; i++) await conversation(app, `one-${i}`, times);
  const started = performance.now();
  const several = Array.from({ length: AT_ONCE }, async (_, lane) => {
    for (let i = 0; i < CONVERSATIONS / AT_ONCE; i++) await conversation(app, `lane-${lane}-${i}`, []);
  });
  await Promise.all(several);
  const seconds = (performance.now() - started) / 1000;
  const perSecond = Math.round((AT_ONCE * Math.floor(CONVERSATIONS / AT_ONCE) * SAID.length) / seconds);
  console.log(
    `a turn, without vendors   p50 ${percentile(times, 50).toFixed(1)} ms   p99 ${percentile(times, 99).toFixed(1)} ms   ${perSecond} turns/s (embedded store)`,
  );
}

async function conversation(app: App, name: string, times: number[]): Promise<void> {
  for (const [index, input] of SAID.entries()) {
    const now = app.ports.clock.now();
    const turn: Turn = {
      id: `${name}-${index}`,
      channel: 'talk',
      traveller: `talk:${name}`,
      locale: 'fr-FR',
      timeZone: 'Europe/Paris',
      deadline: new Date(Date.parse(now) + 6000).toISOString(),
      input,
      capabilities: { screen: false, earlySpeech: false },
      newSession: index === 0,
    };
    const started = performance.now();
    await app.converse(turn);
    times.push(performance.now() - started);
  }
}

// From the start of the process to its first answer, as the platform would wait for it.
const RUN = `
  const { handler } = require(process.argv[1]);
  handler(JSON.parse(process.argv[2]), { getRemainingTimeInMillis: () => 60_000 }).then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
`;

/** Milliseconds from spawn to the first answer, median of several; the embedded store, in a folder of its own. */
function coldStart(name: string, data: string): number {
  const times = Array.from({ length: STARTS }, (_, i) => {
    const env = {
      NODE_PATH: join(root, 'node_modules'),
      DATA_DIR: join(data, `${name}-${i}`),
      SANDBOX: 'off',
      ALEXA_SKILL_ID: SKILL,
      GOOGLE_WEBHOOK_SECRET: 'bench:bench',
      SESSION_SECRET: 'bench',
    };
    const started = performance.now();
    const run = spawnSync(process.execPath, ['-e', RUN, join(BUILD, name, 'index.cjs'), JSON.stringify(FIRST[name])], {
      env,
      encoding: 'utf8',
    });
    if (run.status !== 0) throw new Error(`${name}: ${run.stderr}`);
    return performance.now() - started;
  });
  return median(times);
}

async function buildBare(): Promise<number> {
  mkdirSync(join(BUILD, 'bare'), { recursive: true });
  const { outputFiles } = await build({
    stdin: { contents: BARE, resolveDir: root },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    write: false,
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('nothing was built');
  writeFileSync(join(BUILD, 'bare', 'index.cjs'), file.contents);
  return file.contents.length;
}

async function wholeBench(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const app = await createApp({
      background: false,
      env: { DATA_DIR: join(data, 'turns'), SANDBOX: 'off', CONCIERGE_NOW: '2026-11-21T10:00:00Z' },
      log: { event: () => undefined },
    });
    await turns(app);
    await app.close();
    const sizes: Record<string, number> = { ...(await buildAll()), bare: await buildBare() };
    for (const name of ['bare', ...Object.keys(sizes).filter((other) => other !== 'bare')]) {
      const kB = Math.round((sizes[name] ?? 0) / 1000);
      const budget = BUDGET_KB[name] === undefined ? '' : `of ${BUDGET_KB[name]}`;
      console.log(
        `${name.padEnd(10)} ${String(kB).padStart(5)} kB ${budget.padEnd(8)} cold start to first answer ${coldStart(name, data).toFixed(0)} ms`,
      );
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

// `npm run bench -- market` measures the market alone.
if (process.argv[2] === 'market') await marketBench();
else await wholeBench();
