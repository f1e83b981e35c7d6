import { createApp } from '../../shared/app.ts';
import { ConciergeError } from '../../shared/errors.ts';
import { type FunctionResult, readEvent, result } from '../edge/function-url.ts';
import { type GoogleDeps, googleDeps, handleGoogleHttp } from './http.ts';

let deps: Promise<GoogleDeps> | undefined;

/** The webhook behind API Gateway or a Function URL. Refuses to start open to the world: rejects with ConciergeError 'config' while GOOGLE_WEBHOOK_SECRET is not set. */
export const handler = async (event: unknown, _context: unknown): Promise<FunctionResult> => {
  deps ??= wired();
  const { headers, body } = readEvent(event);
  return result(await handleGoogleHttp({ headers, rawBody: body }, await deps));
};

async function wired(): Promise<GoogleDeps> {
  const app = await createApp({ background: false });
  if (app.configuration.googleWebhookSecret === undefined) throw new ConciergeError('config', 'GOOGLE_WEBHOOK_SECRET must be set');
  return googleDeps(app);
}
