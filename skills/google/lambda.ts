import { createApp } from '../../shared/app.ts';
import { ConciergeError } from '../../shared/errors.ts';
import { type FunctionResult, readEvent, result } from '../edge/function-url.ts';
import { once } from '../edge/once.ts';
import { googleDeps, handleGoogleHttp } from './http.ts';

const wired = once(async () => {
  const app = await createApp({ background: false });
  if (app.configuration.googleWebhookSecret === undefined) throw new ConciergeError('config', 'GOOGLE_WEBHOOK_SECRET must be set');
  return googleDeps(app);
});

/** The webhook behind API Gateway or a Function URL. Refuses to run open to the world: rejects with ConciergeError 'config' while GOOGLE_WEBHOOK_SECRET is not set. */
export const handler = async (event: unknown, _context: unknown): Promise<FunctionResult> => {
  const { headers, body } = readEvent(event);
  return result(await handleGoogleHttp({ headers, rawBody: body }, await wired()));
};
