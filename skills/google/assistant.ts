import { BasicCard, SimpleResponse, Suggestions } from 'actions-on-google/dist/service/actionssdk/index.js';
import { dialogflow } from 'actions-on-google/dist/service/dialogflow/index.js';
import type { Reply } from '../../shared/turn.ts';
import { plain, ssml } from '../edge/spoken.ts';
import { type EsRequest, SESSION_MARK } from './request.ts';
import { SURFACES } from './surface.ts';

// Limits of the Actions on Google webhook format; the library passes anything.
const MAX_CHIPS = 8;
const MAX_DISPLAY_TEXT = 640;

/** How many turns the session mark outlives; every answer sets it anew. */
const MARK_TURNS = 5;

/** What actions-on-google makes of a reply: the Assistant's payload, and the contexts that Dialogflow keeps for the session. */
export interface AssistantAnswer {
  readonly payload: unknown;
  readonly outputContexts: unknown;
}

/**
 * Runs the reply through the library's own `dialogflow()` app. It never sees the caller's body, only one made of checked values: as published it throws on
 * payloads that are missing, on broken context data, on an identity token, and on intents called "constructor".
 */
export async function throughAssistant(reply: Reply, request: EsRequest): Promise<AssistantAnswer> {
  const app = dialogflow();
  app.fallback((conv) => {
    const spoken = new SimpleResponse({ speech: ssml(reply.sentences), text: plain(reply.speech).slice(0, MAX_DISPLAY_TEXT) });
    if (reply.expectsReply) conv.ask(spoken);
    else conv.close(spoken);
    if (reply.reprompt !== undefined) conv.noInputs = [ssml([reply.reprompt])];
    if (request.turn.capabilities.screen) addScreen(conv, reply);
    conv.contexts.set(SESSION_MARK, reply.expectsReply ? MARK_TURNS : 0);
  });
  const { body } = await app.handler(checkedBody(request), {}, {});
  return { payload: body['payload'], outputContexts: body['outputContexts'] };
}

/** Chips a surface can show: short enough, no two alike, at most eight, and none once the conversation is over. */
export function chips(reply: Reply, request: EsRequest | { readonly surface: EsRequest['surface'] }): readonly string[] {
  if (!reply.expectsReply) return [];
  const { chipLength } = SURFACES[request.surface];
  const short = reply.suggestions.map(plain).filter((chip) => chip !== '' && chip.length <= chipLength);
  return [...new Set(short)].slice(0, MAX_CHIPS);
}

function addScreen(conv: { add(...responses: (BasicCard | Suggestions)[]): unknown }, reply: Reply): void {
  const { display } = reply;
  if (display !== undefined && display.items.length > 0) {
    conv.add(new BasicCard({ title: plain(display.title), text: display.items.map(lineOf).join('  \n') }));
  }
  const shown = chips(reply, { surface: 'assistant' });
  if (shown.length > 0) conv.add(new Suggestions([...shown]));
}

/** One thing shown, on one line. */
export function lineOf(item: { readonly label: string; readonly detail?: string }): string {
  return plain(item.detail === undefined ? item.label : `${item.label} — ${item.detail}`);
}

function checkedBody(request: EsRequest) {
  return {
    session: request.session,
    queryResult: {
      queryText: request.queryText,
      languageCode: request.languageCode,
      parameters: {},
      outputContexts: [],
      intent: { displayName: 'turn' },
    },
    // Not empty: the library would take an empty payload for its long-gone simulator and warn about it in English.
    originalDetectIntentRequest: { source: 'google', payload: { inputs: [] } },
  };
}
