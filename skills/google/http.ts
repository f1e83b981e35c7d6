import type { App } from '../../shared/app.ts';
import { faultOf } from '../../shared/errors.ts';
import type { Log } from '../../shared/ports.ts';
import type { Instant } from '../../shared/time.ts';
import type { Reply, Turn } from '../../shared/turn.ts';
import { type HttpAnswer, json, MAX_BODY_BYTES, problem } from '../edge/http.ts';
import { isObject, isProblems, type JsonObject, parseJson } from '../edge/json.ts';
import { within } from '../edge/patience.ts';
import { sameSecret } from '../edge/secret.ts';
import { type CxRequest, cxResponse, isCx, readCx } from './cx.ts';
import { type EsRequest, readEs } from './request.ts';
import { esResponse } from './response.ts';
import { sorry } from './words.ts';

/** What this skill asks of the core, as the server and the function wire it. */
export interface GoogleDeps {
  converse(turn: Turn): Promise<Reply>;
  now(): Instant;
  readonly log: Log;
  /** "user:password" that the agent's webhook sends as Basic authorization, or whole in x-webhook-secret. Absent: not checked (loopback only). */
  readonly secret?: string;
  /** Base of the trip page's links. */
  readonly baseUrl?: string;
  /** Dialogflow hangs up after 5 s: past this, an apology is better than silence. Default 4500. */
  readonly patienceMs?: number;
}

/** What the app gives of it; the secret is checked when the environment names one. */
export function googleDeps({ converse, ports, configuration }: Pick<App, 'converse' | 'ports' | 'configuration'>): GoogleDeps {
  const { googleWebhookSecret: secret, baseUrl } = configuration;
  return { converse, now: () => ports.clock.now(), log: ports.log, baseUrl, ...(secret !== undefined && { secret }) };
}

export interface GoogleHttpRequest {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly rawBody: Uint8Array;
}

const PATIENCE_MS = 4500;

/** POST /google: a Dialogflow ES or CX webhook call. Never rejects; an authentic call is answered 200 and aloud, whatever fails behind. */
export async function handleGoogleHttp(request: GoogleHttpRequest, deps: GoogleDeps): Promise<HttpAnswer> {
  const { headers, rawBody } = request;
  if (!isAuthentic(headers, deps.secret)) return problem(401, 'The webhook secret is missing or wrong.');
  if (rawBody.byteLength > MAX_BODY_BYTES) return problem(413, 'The body is over 256 kB.');
  if (!isJson(headers['content-type'])) return problem(415, 'Send application/json.');
  const parsed = parseJson(rawBody);
  if (isProblems(parsed)) return problem(400, 'The body cannot be read.', parsed);
  if (!isObject(parsed.value)) return problem(400, 'The body is not a JSON object.');
  const call = read(parsed.value, deps.now());
  if (isProblems(call)) return problem(400, 'This is no Dialogflow webhook request.', call);
  const reply = await replyTo(call.turn, deps);
  const pageUrl =
    reply.trip === undefined || deps.baseUrl === undefined ? undefined : new URL((reply.trip.vote ?? reply.trip).page, deps.baseUrl).href;
  return json(call.kind === 'cx' ? cxResponse(reply, call, pageUrl) : await esResponse(reply, call, pageUrl));
}

function read(body: JsonObject, now: Instant): EsRequest | CxRequest | readonly { field: string; problem: string; fix: string }[] {
  return isCx(body) ? readCx(body, now) : readEs(body, now);
}

async function replyTo(turn: Turn, deps: GoogleDeps): Promise<Reply> {
  try {
    return await within(deps.patienceMs ?? PATIENCE_MS, deps.converse(turn));
  } catch (error) {
    deps.log.event('google.error', { turn: turn.id, ...faultOf(error) });
    return apology(turn, sorry(turn.locale));
  }
}

/** Keeps the session open: nothing is lost, and the traveller may just say it again. */
function apology(turn: Turn, sorry: string): Reply {
  return {
    turnId: turn.id,
    locale: turn.locale,
    sentences: [sorry],
    speech: sorry,
    author: 'machine',
    expectsReply: true,
    suggestions: [],
    phase: 'briefing',
  };
}

function isAuthentic(headers: GoogleHttpRequest['headers'], secret: string | undefined): boolean {
  if (secret === undefined) return true;
  const basic = `Basic ${Buffer.from(secret, 'utf8').toString('base64')}`;
  const byBasic = sameSecret(headers['authorization'] ?? '', basic);
  const byHeader = sameSecret(headers['x-webhook-secret'] ?? '', secret);
  return byBasic || byHeader;
}

function isJson(contentType: string | undefined): boolean {
  return contentType === undefined || /^\s*application\/(json|[\w.+-]+\+json)\s*(;|$)/i.test(contentType);
}
