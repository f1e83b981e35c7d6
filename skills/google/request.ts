import { NOTHING_HEARD } from '../../shared/dialogue/act.ts';
import { addMinutes, type Instant, isTimeZone } from '../../shared/time.ts';
import type { Input, Turn } from '../../shared/turn.ts';
import { at, isObject, type JsonObject, type Problem, textAt } from '../edge/json.ts';
import { hashed } from '../edge/secret.ts';
import { zoneOf } from '../edge/zone.ts';
import { SURFACES, type Surface, surfaceOf, userOf } from './surface.ts';

/** Name of the Dialogflow context (ES) or session parameter (CX) that marks a session we have spoken in. Dialogflow drops it after 20 idle minutes. */
export const SESSION_MARK = 'concierge';

/** One webhook call of a Dialogflow ES agent, translated. */
export interface EsRequest {
  readonly kind: 'es';
  readonly turn: Turn;
  readonly surface: Surface;
  readonly session: string;
  /** As Dialogflow wrote it: answered back in the same. */
  readonly languageCode: string;
  readonly queryText: string;
}

/** Dialogflow waits 5 s; the second left over is for the way back. */
const ANSWER_WITHIN_MINUTES = 4 / 60;

const LOCALES: Readonly<Record<string, string>> = { fr: 'fr-FR', en: 'en-US' };

/** A WebhookRequest of google/cloud/dialogflow/v2/webhook.proto as a Turn, or what is wrong with it. */
export function readEs(body: JsonObject, now: Instant): EsRequest | readonly Problem[] {
  const session = textAt(body, 'session');
  const query = body['queryResult'];
  const problems: Problem[] = [];
  if (session === undefined) problems.push({ field: 'session', problem: 'is missing', fix: 'send the session name' });
  if (!isObject(query)) problems.push({ field: 'queryResult', problem: 'is not an object', fix: 'send a Dialogflow webhook request' });
  if (session === undefined || !isObject(query)) return problems;

  const original = isObject(body['originalDetectIntentRequest']) ? body['originalDetectIntentRequest'] : {};
  const surface = surfaceOf(original);
  const payload = original['payload'];
  const languageCode = textAt(query, 'languageCode') ?? 'en';
  const queryText = textAt(query, 'queryText') ?? '';
  const input = inputOf(queryText, assistantIntent(payload) ?? queryText);
  const turn = turnOf({
    platform: 'es',
    session,
    response: textAt(body, 'responseId'),
    user: userOf(original),
    surface,
    screen: SURFACES[surface].screen || hasScreen(payload),
    languageCode,
    timeZone: textAt(payload, 'timeZone'),
    input,
    marked: hasMark(query['outputContexts']),
    now,
  });
  return { kind: 'es', turn, surface, session, languageCode, queryText };
}

/** What both Dialogflow editions know of one contribution. */
export interface Contribution {
  readonly platform: 'es' | 'cx';
  readonly session: string;
  readonly response: string | undefined;
  readonly user?: string | undefined;
  readonly surface: Surface;
  readonly screen: boolean;
  readonly languageCode: string;
  readonly timeZone: string | undefined;
  readonly input: Input;
  readonly marked: boolean;
  readonly now: Instant;
}

/** Dialogflow repeats a call it lost the answer of under the same response id, so the turn id is stable under redelivery. */
export function turnOf(said: Contribution): Turn {
  const locale = localeOf(said.languageCode);
  return {
    id: hashed('google', said.platform, said.session, said.response ?? said.now),
    channel: 'google',
    traveller: `google:${said.user === undefined ? hashed(said.platform, said.session) : hashed(said.surface, said.user)}`,
    locale,
    // Dialogflow tells no time zone; a caller of ours may, in its payload.
    timeZone: said.timeZone !== undefined && isTimeZone(said.timeZone) ? said.timeZone : zoneOf(locale),
    deadline: addMinutes(said.now, ANSWER_WITHIN_MINUTES),
    input: said.input,
    capabilities: { screen: said.screen, earlySpeech: false },
    newSession: said.input.type === 'open' || !said.marked,
  };
}

/** Events arrive as their name in place of words; everything else is what the traveller said. */
export function inputOf(words: string, event: string): Input {
  if (/(^|_)WELCOME$/.test(event) || event === 'actions.intent.MAIN') return { type: 'open' };
  if (/^actions[._]intent[._]CANCEL$/.test(event)) {
    return { type: 'heard', heard: { ...NOTHING_HEARD, acts: ['stop'] } };
  }
  if (/^actions[._]intent[._]NO_INPUT$/.test(event) || /^sys\.no-input/.test(event) || words.trim() === '') return { type: 'silence' };
  return { type: 'utterance', text: words };
}

/** "fr" → "fr-FR", "en-gb" → "en-GB"; what is no language tag at all → "en-US". */
export function localeOf(languageCode: string): string {
  try {
    const [tag = 'en-US'] = Intl.getCanonicalLocales(languageCode);
    return LOCALES[tag] ?? tag;
  } catch {
    return 'en-US';
  }
}

/** Assistant requests name their own intent beside Dialogflow's: opening, silence and cancelling are told there. */
function assistantIntent(payload: unknown): string | undefined {
  const inputs = at(payload, 'inputs');
  const intent = Array.isArray(inputs) ? textAt(inputs[0], 'intent') : undefined;
  return intent === 'actions.intent.TEXT' ? undefined : intent;
}

function hasScreen(payload: unknown): boolean {
  const capabilities = at(payload, 'surface', 'capabilities');
  return Array.isArray(capabilities) && capabilities.some((one) => at(one, 'name') === 'actions.capability.SCREEN_OUTPUT');
}

function hasMark(contexts: unknown): boolean {
  return Array.isArray(contexts) && contexts.some((context) => textAt(context, 'name')?.endsWith(`/contexts/${SESSION_MARK}`));
}
