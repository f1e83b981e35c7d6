import { handleChat } from './chat.ts';
import { type Handle, json, methodNotAllowed, notFound, problem, type WebRequest, type WebResponse } from './http.ts';
import type { Limiter } from './limits.ts';
import { type StaticFile, serveFile } from './static.ts';
import { handleTrip } from './trips.ts';
import type { Web } from './web.ts';

export interface Routes {
  readonly web: Web;
  readonly limit: Limiter;
  /** By URL path; "/" is the page. */
  readonly files: ReadonlyMap<string, StaticFile>;
}

/** Every address of this skill but the other channels': the same for the local server and for the function. */
export function webRouter(routes: Routes): Handle {
  return async (request) => {
    const file = routes.files.get(request.path);
    if (file) return reads(request, async () => serveFile(file, request));
    if (request.path === '/chat')
      return request.method === 'POST' ? handleChat(request, routes.web, routes.limit) : methodNotAllowed(['POST']);
    if (request.path === '/healthz') return reads(request, () => health(routes.web));
    if (request.path.startsWith('/trips/')) return handleTrip(request, routes.web);
    return notFound();
  };
}

async function reads(request: WebRequest, answer: () => Promise<WebResponse>): Promise<WebResponse> {
  return request.method === 'GET' || request.method === 'HEAD' ? answer() : methodNotAllowed(['GET', 'HEAD']);
}

async function health(web: Web): Promise<WebResponse> {
  const ok = await web.healthy().catch(() => false);
  return ok ? json({ ok: true }) : problem(503, 'The store or the dispatcher is not up.');
}
