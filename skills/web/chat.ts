import { faultOf } from '../../shared/errors.ts';
import type { Reply, Turn } from '../../shared/turn.ts';
import { isProblems, parseJson } from '../edge/json.ts';
import { within } from '../edge/patience.ts';
import { type ChatBody, parseChat } from './chat-body.ts';
import { json, mediaType, notFound, problem, type WebRequest, type WebResponse } from './http.ts';
import { identify, travellerOf } from './identity.ts';
import type { Limiter } from './limits.ts';
import type { Web } from './web.ts';

/** A live answer is on its way within this; the core keeps its own margin inside it. */
const ANSWER_WITHIN_MS = 6_000;
/** Past this the core has broken its promise: 503 rather than an open socket. */
const GIVE_UP_MS = 9_000;
const EVENT_STREAM = 'text/event-stream';

/** POST /chat (contracts/http.md). With `Accept: text/event-stream` the progress is sent as soon as it is known, then the answer. */
export async function handleChat(request: WebRequest, web: Web, limit: Limiter): Promise<WebResponse> {
  if (mediaType(request) !== 'application/json') return problem(415, 'Send the body as application/json.');
  const parsed = parseJson(request.body);
  if (isProblems(parsed)) return problem(400, 'The body cannot be read.', {}, parsed);
  const body = parseChat(parsed.value, web.sessionSecret === undefined);
  if (isProblems(body)) return problem(400, 'Some fields are wrong.', {}, body);
  const who = whoIs(request, body, web);
  const wait = limit(web.sessionSecret === undefined ? who.traveller : request.client, Date.parse(web.now()));
  if (wait > 0) return problem(429, 'Too many turns at once.', { 'retry-after': String(wait) });
  const headers = who.setCookie === undefined ? {} : { 'set-cookie': who.setCookie };
  const streams = (request.headers['accept'] ?? '').includes(EVENT_STREAM);
  return streams ? streamed(body, who.traveller, web, headers) : whole(body, who.traveller, web, headers);
}

function whoIs(request: WebRequest, body: ChatBody, web: Web): { readonly traveller: string; readonly setCookie?: string } {
  if (web.sessionSecret === undefined) return { traveller: travellerOf(body.traveller ?? '') };
  return identify(request.headers['cookie'], web.sessionSecret, () => web.secret(18));
}

type Headers = Readonly<Record<string, string>>;

async function whole(body: ChatBody, traveller: string, web: Web, headers: Headers): Promise<WebResponse> {
  try {
    return json(answerOf(await within(GIVE_UP_MS, web.converse(turnOf(body, traveller, web)))), headers);
  } catch (error) {
    return failure(error, web);
  }
}

/** Waits for the first thing worth sending, so that a failure before it is still an honest status. */
async function streamed(body: ChatBody, traveller: string, web: Web, headers: Headers): Promise<WebResponse> {
  const early = Promise.withResolvers<string>();
  const onProgress = async (progress: string): Promise<void> => early.resolve(progress);
  const reply = within(GIVE_UP_MS, web.converse(turnOf(body, traveller, web, onProgress)));
  try {
    const progress = await Promise.race([early.promise, reply.then(() => undefined)]);
    return {
      status: 200,
      headers: { 'content-type': `${EVENT_STREAM}; charset=utf-8`, 'cache-control': 'no-store', ...headers },
      body: events(progress, reply, web),
    };
  } catch (error) {
    return failure(error, web);
  }
}

async function* events(progress: string | undefined, reply: Promise<Reply>, web: Web): AsyncIterable<string> {
  if (progress !== undefined) yield event('progress', { progress });
  try {
    yield event('answer', answerOf(await reply));
  } catch (error) {
    yield event('problem', JSON.parse(String(failure(error, web).body)));
  }
}

const event = (name: string, data: unknown): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

function turnOf(body: ChatBody, traveller: string, web: Web, onProgress?: (progress: string) => Promise<void>): Turn {
  return {
    id: `web:${body.turnId ?? web.secret(12)}`,
    channel: 'web',
    traveller,
    locale: body.locale,
    timeZone: body.timeZone,
    deadline: new Date(Date.parse(web.now()) + ANSWER_WITHIN_MS).toISOString(),
    input: body.input,
    capabilities: { screen: true, earlySpeech: onProgress !== undefined },
    newSession: body.input.type === 'open',
    ...(onProgress && { onProgress }),
  };
}

/** The answer of contracts/http.md and, beside it, `waitingUntil`: while `news` may bring more offers; `unkept`: what the page must not remember. */
export function answerOf(reply: Reply) {
  return {
    speech: reply.speech,
    ...(reply.progress !== undefined && { progress: reply.progress }),
    author: reply.author,
    ...(reply.reprompt !== undefined && { reprompt: reply.reprompt }),
    expectsReply: reply.expectsReply,
    ...(reply.display !== undefined && { display: reply.display }),
    suggestions: reply.suggestions,
    phase: reply.phase,
    ...(reply.waitingUntil !== undefined && { waitingUntil: reply.waitingUntil }),
    ...(reply.unkept !== undefined && { unkept: reply.unkept }),
    ...(reply.trip !== undefined && { trip: reply.trip }),
  };
}

/** Whatever failed behind: 503 with a fixed text, and the same turn may be sent again. The log has the code. */
export function failure(error: unknown, web: Web): WebResponse {
  const fault = faultOf(error);
  web.event('web.failed', { ...fault });
  switch (fault.code) {
    case 'bad-input':
      return problem(400, 'The turn cannot be read.');
    case 'not-found':
      return notFound();
    case 'bug':
    case 'config':
    case 'conflict':
    case 'place-data':
    case 'refused':
    case 'store-down':
    case 'timeout':
    case 'vendor-failed':
      return problem(503, 'Not available for a moment. Nothing is lost: send the same again.', { 'retry-after': '2' });
  }
}
