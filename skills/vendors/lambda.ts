import { createApp } from '../../shared/app.ts';
import { type FunctionResult, readEvent, result } from '../edge/function-url.ts';
import { once } from '../edge/once.ts';
import { handleVendors } from './router.ts';
import { vendorsOf } from './wire.ts';

const wired = once(async () => vendorsOf(await createApp({ background: false })));

/** Late offers and the protocol's description, behind API Gateway or a Function URL (payload format 2.0). Every offer is known by its vendor's signature, or by the link that its vendor was sent. */
export const handler = async (event: unknown, _context: unknown): Promise<FunctionResult> => {
  const { body, ...call } = readEvent(event);
  return result(await handleVendors({ ...call, rawBody: body }, await wired()));
};
