import type { Instant } from '../../shared/time.ts';
import type { Reply, Turn } from '../../shared/turn.ts';
import { at, type JsonObject, type Problem, textAt } from '../edge/json.ts';
import { plain, ssml } from '../edge/spoken.ts';
import { chips } from './assistant.ts';
import { inputOf, SESSION_MARK, turnOf } from './request.ts';
import { richContent } from './response.ts';
import { SURFACES, surfaceOf } from './surface.ts';

/** One webhook call of a Dialogflow CX agent (now "Conversational Agents"), translated. */
export interface CxRequest {
  readonly kind: 'cx';
  readonly turn: Turn;
  readonly surface: ReturnType<typeof surfaceOf>;
  /** "projects/…/flows/<flow>" now running; absent when the call does not say. */
  readonly flow?: string;
}

/** A WebhookResponse of google/cloud/dialogflow/cx/v3/webhook.proto. */
export interface CxResponse {
  readonly fulfillmentResponse: { readonly messages: readonly unknown[]; readonly mergeBehavior: 'REPLACE' };
  readonly sessionInfo: { readonly parameters: Readonly<Record<string, unknown>> };
  readonly targetPage?: string;
}

/** CX calls have `fulfillmentInfo` and `sessionInfo`, ES calls `queryResult`. */
export function isCx(body: JsonObject): boolean {
  return at(body, 'queryResult') === undefined && (at(body, 'sessionInfo') !== undefined || at(body, 'fulfillmentInfo') !== undefined);
}

/** A WebhookRequest of google/cloud/dialogflow/cx/v3/webhook.proto as a Turn, or what is wrong with it. */
export function readCx(body: JsonObject, now: Instant): CxRequest | readonly Problem[] {
  const session = textAt(body, 'sessionInfo', 'session');
  if (session === undefined) return [{ field: 'sessionInfo.session', problem: 'is missing', fix: 'send the session name' }];
  const payload = body['payload'];
  const surface = surfaceOf({ payload });
  const event = textAt(body, 'triggerEvent');
  const words = textAt(body, 'text') ?? textAt(body, 'transcript') ?? textAt(body, 'dtmfDigits') ?? '';
  const turn = turnOf({
    platform: 'cx',
    session,
    response: textAt(body, 'detectIntentResponseId'),
    surface,
    screen: SURFACES[surface].screen,
    languageCode: textAt(body, 'languageCode') ?? 'en',
    timeZone: textAt(payload, 'timeZone'),
    input: inputOf(words, event ?? tagged(textAt(body, 'fulfillmentInfo', 'tag')) ?? words),
    marked: textAt(body, 'sessionInfo', 'parameters', SESSION_MARK) !== undefined,
    now,
  });
  const flow = /^(.+\/flows\/[^/]+)\/pages\//.exec(textAt(body, 'pageInfo', 'currentPage') ?? '')?.[1];
  return { kind: 'cx', turn, surface, ...(flow !== undefined && { flow }) };
}

export function cxResponse(reply: Reply, request: CxRequest, pageUrl?: string): CxResponse {
  const content = SURFACES[request.surface].screen ? richContent(reply, chips(reply, request), pageUrl) : undefined;
  const messages = [
    { text: { text: [plain(reply.speech)] } },
    { outputAudioText: { ssml: ssml(reply.sentences) } },
    ...(content === undefined ? [] : [{ payload: { richContent: content } }]),
  ];
  const ended = !reply.expectsReply && request.flow !== undefined;
  return {
    fulfillmentResponse: { messages, mergeBehavior: 'REPLACE' },
    // null takes a parameter out of the session.
    sessionInfo: { parameters: { [SESSION_MARK]: reply.expectsReply ? 'open' : null } },
    // endInteraction is Dialogflow's own to send; a webhook ends the session by going to its end page.
    ...(ended && { targetPage: `${request.flow}/pages/END_SESSION` }),
  };
}

/** An agent may name what happened in the webhook's tag: "welcome", "no-input", "cancel"; any other tag is a plain turn. */
function tagged(tag: string | undefined): string | undefined {
  if (tag === 'welcome') return 'WELCOME';
  if (tag === 'no-input') return 'sys.no-input-default';
  return tag === 'cancel' ? 'actions.intent.CANCEL' : undefined;
}
