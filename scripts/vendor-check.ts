import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { systemClock, systemIds } from '../shared/adapters/system.ts';
import { createVendorHttp } from '../shared/adapters/vendor-http.ts';
import { standardWebhooks } from '../shared/adapters/webhook.ts';
import { ConciergeError } from '../shared/errors.ts';
import { readEvents, type VendorEvent } from '../shared/market/vendor-message.ts';
import { placeById } from '../shared/places/places.ts';
import type { Clock } from '../shared/ports.ts';
import { CATEGORIES, type Category } from '../shared/trip/brief.ts';
import { checkVendor } from '../skills/vendors/kit/check.ts';
import { type Finding, reportLines, verdictOf } from '../skills/vendors/kit/report.ts';
import type { Elsewhere } from '../skills/vendors/kit/requests.ts';
import type { Outside } from '../skills/vendors/kit/stage.ts';
import { argumentsOf } from './arguments.ts';

const USAGE = `usage: npm run vendor:check -- <endpoint> --secret whsec_… [--category lodging] [--place <place id>] [--from <place id>] [--wait 30] [--public-url https://…]
  Plays the concierge's side: asks, holds, confirms, cancels. It buys, so check a test system.
  --place       where, as requests name places: city:FR:annecy, resort:les-arcs, LYS; --from is where a journey or a ride starts
  --wait        seconds to wait for offers that are announced by 202
  --public-url  where a vendor elsewhere reaches this machine, for offers that it posts later`;

/** As long as the concierge's worker waits. */
const PATIENCE_MS = 10_000;

export interface Options {
  readonly endpoint: string;
  readonly secret: string;
  readonly category: Category;
  readonly place?: string;
  readonly from?: string;
  readonly waitMs: number;
  /** Tests wait less. */
  readonly patienceMs?: number;
  readonly publicUrl?: string;
}

/** Throws ConciergeError 'config' with the usage. */
export function optionsOf(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const options = { secret: text, category: text, place: text, from: text, wait: text, 'public-url': text };
  const { values, positionals } = argumentsOf(() => parseArgs({ args: [...args], options, allowPositionals: true, strict: true }), USAGE);
  const [endpoint] = positionals;
  const category = CATEGORIES.find((known) => known === (values.category ?? 'lodging'));
  const waitMs = Number(values.wait ?? 30) * 1000;
  if (endpoint?.startsWith('mailto:'))
    throw new ConciergeError(
      'config',
      'A vendor without an API has nothing to check: it is written to, and answers on its page. Ask for its category on a test server and open the link.',
    );
  if (!endpoint || !URL.canParse(endpoint) || !values.secret?.startsWith('whsec_') || !category || !(waitMs >= 0))
    throw new ConciergeError('config', USAGE);
  const { place, from, 'public-url': publicUrl } = values;
  return {
    endpoint,
    secret: values.secret,
    category,
    waitMs,
    ...(place !== undefined && { place }),
    ...(from !== undefined && { from }),
    ...(publicUrl !== undefined && { publicUrl }),
  };
}

/** A place that nobody knows would leave a request without one, which any vendor declines. */
function elsewhereOf({ place, from }: Options): Elsewhere {
  for (const id of [place, from])
    if (id !== undefined && !placeById(id)) throw new ConciergeError('config', `There is no place ${id}.\n${USAGE}`);
  return { ...(place !== undefined && { where: place }), ...(from !== undefined && { from }) };
}

interface Letter {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

async function letterOf(request: IncomingMessage): Promise<Letter> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
  return { path: request.url ?? '', headers, body: Buffer.concat(parts).toString() };
}

/** Takes what vendors post to offers addresses, if they signed it. */
async function mailbox(secret: string) {
  const taken = new Map<string, readonly VendorEvent[]>();
  const take = async ({ path, headers, body }: Letter): Promise<number> => {
    const id = /\/requests\/(req_[\w-]{22})\/offers$/.exec(path)?.[1];
    if (id === undefined) return 404;
    const events = (await standardWebhooks.isSigned([secret], headers, body)) ? readEvents(body) : undefined;
    if (events) taken.set(id, [...(taken.get(id) ?? []), ...events]);
    return events ? 200 : 401;
  };
  const server = createServer(async (request, response) => {
    response.writeHead(await take(await letterOf(request)), { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const posted: Outside['posted'] = async (id, waitMs, before) => {
    const until = Date.now() + waitMs;
    while ((taken.get(id) ?? []).length <= before && Date.now() < until) await new Promise((wake) => setTimeout(wake, 50));
    return (taken.get(id) ?? []).slice(before);
  };
  return { port: (server.address() as AddressInfo).port, posted, close: () => void server.close() };
}

/** One whole check over HTTP, with the limits and guards that the concierge itself has. `machineMs` measures how long answers take. */
export async function runCheck(options: Options, clock: Clock = systemClock(), machineMs = () => Date.now()): Promise<readonly Finding[]> {
  const { endpoint, secret, category, waitMs, publicUrl } = options;
  const elsewhere = elsewhereOf(options);
  const [http, box] = [createVendorHttp(), await mailbox(secret)];
  const loopback = /^http:\/\/(127\.|\[::1\])/.test(endpoint);
  const outside: Outside = {
    post: (body, headers, timeoutMs) => http.post(endpoint, body, headers, { timeoutMs, loopback }),
    secret,
    now: () => clock.now(),
    placeOf: placeById,
    machineMs,
    chance: () => systemIds.secret(16),
    source: `${publicUrl?.replace(/\/$/, '') ?? `http://127.0.0.1:${box.port}`}/vendors/v1`,
    posted: box.posted,
    waitMs,
    patienceMs: options.patienceMs ?? PATIENCE_MS,
  };
  try {
    return await checkVendor(outside, { category, elsewhere });
  } finally {
    box.close();
    await http.close();
  }
}

async function main(): Promise<void> {
  const findings = await runCheck(optionsOf(process.argv.slice(2)));
  process.stdout.write(`${reportLines(findings).join('\n')}\n`);
  process.exitCode = { keeps: 0, breaks: 1, unseen: 2 }[verdictOf(findings)];
}

if (process.argv[1] === import.meta.filename) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  });
}
