import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createApp, environment, readConfiguration } from '../../shared/app.ts';
import { ConciergeError } from '../../shared/errors.ts';
import { type FunctionResult, readEvent, result } from '../edge/function-url.ts';
import { once } from '../edge/once.ts';
import type { Handle } from './http.ts';
import { limiter, PUBLIC_RATE } from './limits.ts';
import { webRouter } from './router.ts';
import { siteFiles } from './static.ts';
import { webOf } from './wire.ts';

const router = once(wired);

/** Chat, page, trips and health behind API Gateway or a Function URL (payload format 2.0). Rejects with ConciergeError 'config' while SESSION_SECRET is not set. */
export const handler = async (event: unknown, _context: unknown): Promise<FunctionResult> => {
  const answer = await (await router())(readEvent(event));
  const { body } = answer;
  return result({ ...answer, body: typeof body === 'string' || body instanceof Uint8Array ? body : await joined(body) });
};

async function wired(): Promise<Handle> {
  // Before the store is opened: the next call tries again.
  if (readConfiguration(environment()).sessionSecret === undefined) throw new ConciergeError('config', 'SESSION_SECRET must be set');
  const app = await createApp({ background: false });
  const root = rootOf(import.meta.dirname);
  return webRouter({ web: webOf(app, root, true), limit: limiter(PUBLIC_RATE), files: siteFiles(root) });
}

/** pages/ and locales/ lie beside the bundle (CommonJS, where import.meta is empty), or at the project's root. */
function rootOf(here: string | undefined): string {
  const folder = here ?? __dirname;
  return existsSync(join(folder, 'locales')) ? folder : join(folder, '..', '..');
}

/** A function answers in one piece: the early part and the answer together. */
async function joined(pieces: AsyncIterable<string>): Promise<string> {
  let whole = '';
  for await (const piece of pieces) whole += piece;
  return whole;
}
