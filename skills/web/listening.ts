import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { ConciergeError } from '../../shared/errors.ts';
import { type Handle, problem } from './http.ts';
import { type Event, httpServer, isLoopback } from './http-server.ts';

/** A server whose port is taken. */
export interface Listening {
  /** As others write it: the host it was told, with the port that was really taken. */
  readonly url: string;
  /** The loopback literal that leads to it from this machine; absent when only an outward address does. */
  readonly inside?: string;
  stop(): Promise<void>;
}

/** Who answers, and who is told of what broke meanwhile. */
export interface Answering {
  readonly handle: Handle;
  readonly event: Event;
}

/** Port 0 takes any free one. Rejects 'config' when the port cannot be had. */
export async function listen({ handle, event }: Answering, host: string, port: number): Promise<Listening> {
  const { server, stop } = httpServer(handle, event);
  server.listen(port, host);
  await once(server, 'listening').catch((cause: unknown) => taken(host, port, cause));
  const at = server.address() as AddressInfo;
  const inside = insideOf(at.address);
  return { url: urlOf(host, at.port), ...(inside !== undefined && { inside: urlOf(inside, at.port) }), stop };
}

/** On loopback any page can have its own name resolve to us (DNS rebinding): only names of this machine and the one in our links are answered. */
export function ownNamesOnly(handle: Handle, baseUrl: string): Handle {
  const own = new URL(baseUrl).hostname;
  return async (request) => {
    const { host } = request.headers;
    const name = host === undefined ? own : (URL.parse(`http://${host}`)?.hostname ?? '');
    return name === own || isLoopback(name)
      ? handle(request)
      : problem(421, 'This server does not answer to that name. Set BASE_URL to it.');
  };
}

/** What listens on every address listens on loopback. */
function insideOf(address: string): string | undefined {
  if (address === '0.0.0.0') return '127.0.0.1';
  if (address === '::') return '::1';
  return address === '::1' || address.startsWith('127.') ? address : undefined;
}

function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function taken(host: string, port: number, cause: unknown): never {
  throw new ConciergeError('config', `PORT ${port} of HOST ${host} cannot be listened on: is another server running? Set PORT`, { cause });
}
