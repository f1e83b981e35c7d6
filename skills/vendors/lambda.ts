import { createApp } from '../../shared/app.ts';
import { type FunctionResult, readEvent, result } from '../edge/function-url.ts';
import { once } from '../edge/once.ts';
import { handleVendorApi } from './api.ts';
import { vendorApiOf } from './wire.ts';

const wired = once(async () => vendorApiOf(await createApp({ background: false })));

/** Late offers and the protocol's description, behind API Gateway or a Function URL (payload format 2.0). Every offer is known by its vendor's signature. */
export const handler = async (event: unknown, _context: unknown): Promise<FunctionResult> => {
  const { method, path, headers, body } = readEvent(event);
  return result(await handleVendorApi({ method, path, headers, rawBody: body }, await wired()));
};
