import { createServer, type Server } from 'node:http';
import { isIP } from 'node:net';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler, type Response } from 'express';
import { MAX_BODY_BYTES } from '../edge/http.ts';
import { type Handle, problem, type WebRequest, type WebResponse } from './http.ts';

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

/**
 * Node's own limits are too slow for a public socket (facts: slow headers still open after 66 s).
 * Headers within 5 s, the whole request within 10 s, checked every second.
 */
const TIMEOUTS = { headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 5_000, connectionsCheckingInterval: 1_000 } as const;

/** One Express application over the mounts. `event` is told of what broke; the client never is. */
export function httpServer(mounts: readonly Mount[], event: (name: string, fields: Readonly<Record<string, string>>) => void): HttpServer {
  const load: Load = { inFlight: 0, stopping: false };
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(refuseWhenStopping(load));
  // Counted after the body is in: a slow sender must not hold a place that a turn needs.
  app.use(express.raw({ type: () => true, limit: MAX_BODY_BYTES, inflate: false }));
  app.use(refuseWhenBusy(load));
  for (const { path, handle } of mounts) mount(app, path, handle);
  app.use((_request, response) => send(response, problem(404, 'There is nothing at this address.')));
  app.use(onError(event));
  const server = createServer({ ...TIMEOUTS, maxHeaderSize: 16 * 1024 }, app);
  server.maxHeadersCount = 100;
  return { server, stop: () => stop(server, load) };
}

interface Load {
  inFlight: number;
  stopping: boolean;
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

function mount(app: Express, path: string, handle: Handle): void {
  app.use(path, async (request, response) => send(response, await handle(webRequest(request))));
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
function onError(event: (name: string, fields: Readonly<Record<string, string>>) => void): ErrorRequestHandler {
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
    event('web.failed', { code: 'bug', error: error instanceof Error ? error.name : 'unknown' });
    return send(response, problem(500, 'Something broke here. Nothing was lost; try again.'));
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
