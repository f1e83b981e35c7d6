import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { isIP, type Socket } from 'node:net';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { faultOf } from '../../shared/errors.ts';
import { MAX_BODY_BYTES } from '../edge/http.ts';
import { type Handle, notFound, problem, type WebRequest, type WebResponse } from './http.ts';

export type Event = (name: string, fields: Readonly<Record<string, string>>) => void;

/** An address prefix and what answers below it. The first that matches wins. */
export interface Mount {
  readonly path: string;
  readonly handle: Handle;
}

export interface HttpServer {
  readonly server: Server;
  /** Refuses new work, lets what is in flight finish, and resolves when the last socket is closed. */
  stop(): Promise<void>;
}

/** Turns under way at once; past it 503 costs less than a queue nobody waits for. */
const MAX_IN_FLIGHT = 512;
const MAX_PIPELINED = 16;

/**
 * Node's own limits are too slow for a public socket (facts: slow headers still open after 66 s).
 * Headers within 5 s, the whole request within 10 s, checked every second.
 */
export const TIMEOUTS = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
} as const;

/** One Express application around one handler. `event` is told of what broke; the client never is. */
export function httpServer(handle: Handle, event: Event, timeouts: ServerOptions = TIMEOUTS): HttpServer {
  const load: Load = { inFlight: 0, stopping: false };
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(refuseWhenStopping(load));
  // Counted after the body is in: a slow sender must not hold a place that a turn needs.
  app.use(express.raw({ type: () => true, limit: MAX_BODY_BYTES, inflate: false }));
  app.use(refuseWhenBusy(load));
  app.use(async (request, response) => send(response, await handle(webRequest(request))));
  app.use(onError(event));
  const server = createServer({ ...timeouts, maxHeaderSize: 16 * 1024 }, withoutPipelines(app));
  server.maxHeadersCount = 100;
  return { server, stop: () => stop(server, load) };
}

interface Load {
  inFlight: number;
  stopping: boolean;
}

/** No client of ours sends requests down one socket without waiting; hundreds would be answered before anybody else. */
function withoutPipelines(serve: RequestListener): RequestListener {
  const open = new WeakMap<Socket, number>();
  return (request, response) => {
    const { socket } = request;
    if (socket.destroyed) return;
    const waiting = (open.get(socket) ?? 0) + 1;
    open.set(socket, waiting);
    if (waiting > MAX_PIPELINED) {
      socket.destroy();
      return;
    }
    response.once('close', () => open.set(socket, (open.get(socket) ?? 1) - 1));
    serve(request, response);
  };
}

function refuseWhenStopping(load: Load): RequestHandler {
  return (_request, response, next) => {
    if (!load.stopping) return next();
    return send(response, problem(503, 'Stopping. Try again in a moment.', { connection: 'close', 'retry-after': '2' }));
  };
}

function refuseWhenBusy(load: Load): RequestHandler {
  return (_request, response, next) => {
    if (load.inFlight >= MAX_IN_FLIGHT) return send(response, problem(503, 'Too busy. Try again in a moment.', { 'retry-after': '1' }));
    load.inFlight++;
    response.once('close', () => load.inFlight--);
    return next();
  };
}

/** The first mount whose path begins the address, whole names only: "/alexa" takes "/alexa" and "/alexa/x", not "/alexandria". */
export function mounted(mounts: readonly Mount[]): Handle {
  return async (request) => {
    const found = mounts.find(({ path }) => path === '/' || request.path === path || request.path.startsWith(`${path}/`));
    return found ? found.handle(request) : notFound();
  };
}

function webRequest(request: Request): WebRequest {
  const [path = '/', ...query] = request.originalUrl.split('?');
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return {
    method: request.method,
    path,
    query: new URLSearchParams(query.join('?')),
    headers,
    body: request.body instanceof Uint8Array ? request.body : new Uint8Array(),
    client: request.socket.remoteAddress ?? '',
  };
}

async function send(response: Response, answer: WebResponse): Promise<void> {
  response.status(answer.status).set(answer.headers);
  const { body } = answer;
  if (typeof body === 'string' || body instanceof Uint8Array) {
    response.end(body);
    return;
  }
  for await (const piece of body) response.write(piece);
  response.end();
}

/** The body reader's refusals by their `type` (body-parser's documented names); anything else is our bug. */
function onError(event: Event): ErrorRequestHandler {
  return (error: { type?: unknown; status?: unknown } | undefined, _request, response, _next) => {
    if (response.headersSent) return response.destroy();
    switch (error?.type) {
      case 'entity.too.large':
        return send(response, problem(413, 'The body is over 256 kB.', { connection: 'close' }));
      case 'encoding.unsupported':
        return send(response, problem(415, 'Send the body uncompressed.'));
      case 'request.aborted':
      case 'request.size.invalid':
        return send(response, problem(400, 'The body is shorter or longer than it said.'));
    }
    event('web.failed', { ...faultOf(error) });
    return send(response, problem(503, 'Not available for a moment. Nothing is lost: send the same again.', { 'retry-after': '2' }));
  };
}

async function stop(server: Server, load: Load): Promise<void> {
  load.stopping = true;
  const closed = Promise.withResolvers<void>();
  server.close(() => closed.resolve());
  // A connection whose turn has just ended is idle only then.
  const sweep = setInterval(() => server.closeIdleConnections(), 100);
  await closed.promise;
  clearInterval(sweep);
}

/** Reachable from this machine only: then nobody but its user can speak for a traveller. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1' || host === '[::1]') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}
