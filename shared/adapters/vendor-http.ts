import type { LookupAddress, LookupAllOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { type Addresses, addresses, hostOf } from './public-address.ts';

/** How a call ended. `answer`: the vendor was reached and spoke. `timeout`: it may or may not have acted. `unreached`: nothing usable came back. */
export type PostResult =
  | {
      readonly type: 'answer';
      readonly status: number;
      readonly contentType: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly type: 'timeout' }
  | { readonly type: 'unreached'; readonly cause: unknown };

export interface PostOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Only for demonstration vendors on this machine: plain HTTP to a loopback literal. */
  readonly loopback: boolean;
}

export interface VendorHttp {
  post(url: string, body: string, headers: Readonly<Record<string, string>>, options: PostOptions): Promise<PostResult>;
  close(): Promise<void>;
}

export const MAX_RESPONSE_BYTES = 256 * 1024;
const CONNECT_TIMEOUT_MS = 3_000;

type Client = Awaited<ReturnType<typeof openClient>>;

/** Posts to vendors: https to public addresses only (checked again on the address connected to), no redirects, real time limits, at most 256 kB back. Loads undici at the first call. Tests put another resolver. */
export function createVendorHttp(lookup?: SystemLookup): VendorHttp {
  let client: Promise<Client> | undefined;
  return {
    post: async (url, body, headers, options) => {
      client ??= openClient(lookup);
      return postWith(await client, url, body, headers, options);
    },
    close: async () => {
      if (client) await (await client).close();
    },
  };
}

async function openClient(lookup?: SystemLookup) {
  const [{ Agent, request }, known, dns] = await Promise.all([import('undici'), addresses(), import('node:dns')]);
  const limits = { maxResponseSize: MAX_RESPONSE_BYTES, connectTimeout: CONNECT_TIMEOUT_MS, allowH2: false };
  const open = new Agent({ ...limits, connect: { lookup: guardedLookup(lookup ?? dns.lookup, known) } });
  const local = new Agent(limits);
  return {
    request,
    agentFor: (loopback: boolean) => (loopback ? local : open),
    isAllowed: (url: URL, loopback: boolean) => isAllowed(url, loopback, known),
    close: async () => void (await Promise.all([open.close(), local.close()])),
  };
}

/** https on its own port to a name or a public address; or plain HTTP to a loopback literal where that is allowed. */
function isAllowed(url: URL, loopback: boolean, { isLiteral, isLoopback, isPublic }: Addresses): boolean {
  if (url.username !== '' || url.password !== '') return false;
  const host = hostOf(url);
  if (loopback) return url.protocol === 'http:' && isLoopback(host);
  return url.protocol === 'https:' && url.port === '' && (!isLiteral(host) || isPublic(host));
}

/** As node:dns does it. */
export type SystemLookup = (
  host: string,
  options: LookupAllOptions,
  back: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Resolves once, refuses the name if any address is not public, and connects to what was checked. */
export function guardedLookup(lookup: SystemLookup, { isPublic }: Pick<Addresses, 'isPublic'>): LookupFunction {
  return (host, options, back) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      const [first] = found ?? [];
      if (error || !first) return back(error ?? new Error('no address'), '');
      if (found.some(({ address }) => !isPublic(address))) return back(new Error('not a public address'), '');
      return options.all ? back(null, found) : back(null, first.address, first.family);
    });
  };
}

async function postWith(
  client: Client,
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  options: PostOptions,
): Promise<PostResult> {
  const { timeoutMs, signal, loopback } = options;
  const target = URL.parse(url);
  if (!target || !client.isAllowed(target, loopback))
    return { type: 'unreached', cause: new Error('the endpoint is not an allowed address') };
  const limit = AbortSignal.timeout(timeoutMs);
  const both = signal ? AbortSignal.any([signal, limit]) : limit;
  try {
    const response = await client.request(target, {
      method: 'POST',
      body,
      headers: {
        ...headers,
        'accept-encoding': 'identity',
        accept: 'application/cloudevents+json, application/cloudevents-batch+json, application/problem+json',
      },
      dispatcher: client.agentFor(loopback),
      signal: both,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
    const answered = plainHeaders(response.headers);
    return {
      type: 'answer',
      status: response.statusCode,
      contentType: answered['content-type'] ?? '',
      headers: answered,
      body: await response.body.text(),
    };
  } catch (cause) {
    return both.aborted || isTimeout(cause) ? { type: 'timeout' } : { type: 'unreached', cause };
  }
}

function plainHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? (value[0] ?? '') : (value ?? '')]),
  );
}

function isTimeout(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && cause.code.endsWith('_TIMEOUT');
}
