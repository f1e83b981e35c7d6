import { readEvent, result } from '../edge/function-url.ts';
import type { Handle } from './http.ts';
import { functionRouter } from './wire.ts';

let router: Promise<Handle> | undefined;

/** Chat, page, trips and health behind API Gateway or a Function URL (payload format 2.0). */
export const handler = async (event: unknown, _context: unknown) => {
  router ??= functionRouter();
  const answer = await (await router)(readEvent(event));
  const { body } = answer;
  return result({ ...answer, body: typeof body === 'string' || body instanceof Uint8Array ? body : await joined(body) });
};

/** A function answers in one piece: the early part and the answer together. */
async function joined(pieces: AsyncIterable<string>): Promise<string> {
  let whole = '';
  for await (const piece of pieces) whole += piece;
  return whole;
}
