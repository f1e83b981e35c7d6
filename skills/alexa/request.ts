import type { IntentRequest, RequestEnvelope } from 'ask-sdk-model';
import { type Act, type Heard, NOTHING_HEARD } from '../../shared/dialogue/act.ts';
import { type Instant, isTimeZone } from '../../shared/time.ts';
import type { Input, Turn } from '../../shared/turn.ts';
import { at, textAt } from '../edge/json.ts';
import { hashed } from '../edge/secret.ts';
import { plain } from '../edge/spoken.ts';
import { zoneOf } from '../edge/zone.ts';
import { hasScreen } from './apl/screen.ts';
import { slotWords } from './envelope.ts';
import { type Words, wordsOf } from './locale.ts';

/** Alexa gives up at 8 s; 1.5 s are left for the way back. */
export const ANSWER_WITHIN_MS = 6_500;

/** Intents whose meaning needs no words. The fallback carries none. */
const BUILT_INS: ReadonlyMap<string, readonly Act[]> = new Map<string, readonly Act[]>([
  ['AMAZON.YesIntent', ['affirm']],
  ['AMAZON.NoIntent', ['deny']],
  ['AMAZON.HelpIntent', ['help']],
  ['AMAZON.StopIntent', ['stop']],
  ['AMAZON.CancelIntent', ['stop']],
  ['AMAZON.RepeatIntent', ['repeat']],
  ['AMAZON.StartOverIntent', ['restart']],
  ['AMAZON.NextIntent', ['more_options']],
  ['AMAZON.PreviousIntent', ['repeat']],
  ['AMAZON.FallbackIntent', []],
]);

export const HOME_INTENT = 'AMAZON.NavigateHomeIntent';
export const PHRASE_INTENT = 'PhraseIntent';
export const ANSWER_INTENT = 'AnswerIntent';

/** What the channel session remembers between turns, echoed back by the platform; all of it can be lost without harm. */
export interface SessionMemory {
  /** The slot of AnswerIntent that the last answer elicited. */
  readonly elicited?: string;
  /** Hash of the person or account that the session began with: recognition comes and goes, and a session speaks of one trip. */
  readonly traveller?: string;
  /** Of the device, asked once a session. */
  readonly timeZone?: string;
  readonly givenName?: string;
  readonly familyName?: string;
}

/** Reads any shape, also an older one; what does not fit is forgotten. */
export function memoryOf(envelope: RequestEnvelope): SessionMemory {
  const read = (key: keyof SessionMemory, fits: (value: string) => boolean) => {
    const value = textAt(envelope, 'session', 'attributes', key);
    return value !== undefined && fits(value) ? { [key]: value } : {};
  };
  const isName = (value: string) => value.length <= 80 && plain(value) === value;
  return {
    ...read('elicited', isSlotName),
    ...read('traveller', isHash),
    ...read('timeZone', isTimeZone),
    ...read('givenName', isName),
    ...read('familyName', isName),
  };
}

function isHash(value: string): boolean {
  return /^[0-9a-f]{64}$/.test(value);
}

function isSlotName(value: string): boolean {
  return /^[a-z]{1,20}$/.test(value);
}

/** What the traveller contributed, or undefined for an intent or request that is not ours. */
export function inputOf(envelope: RequestEnvelope): Input | undefined {
  const { request } = envelope;
  if (request.type === 'LaunchRequest') return { type: 'open' };
  if (request.type === 'IntentRequest') return intentInput(request, wordsOf(localeOf(envelope)), memoryOf(envelope).elicited);
  if (request.type === 'Alexa.Presentation.APL.UserEvent') return touched(at(request, 'arguments'));
  return undefined;
}

function intentInput({ intent }: IntentRequest, words: Words, elicited: string | undefined): Input | undefined {
  if (intent.name === HOME_INTENT) return { type: 'open' };
  const acts = BUILT_INS.get(intent.name);
  if (acts) return heard(acts);
  const spoken = spokenBy(intent, words, elicited);
  if (!spoken) return undefined;
  const value = spoken.slot === undefined ? undefined : slotWords(intent, spoken.slot);
  if (value === undefined) return heard([]);
  const said = plain(value);
  if (spoken.alone && words.edge.stopWords.includes(said.toLowerCase())) return heard(['stop']);
  return { type: 'utterance', text: spoken.before === '' ? said : `${spoken.before} ${said}` };
}

/** Where an intent has its words, and which canonical ones stood before them. */
interface Spoken {
  readonly slot?: string;
  readonly before: string;
  /** Nothing was said around the slot: "annuler" there is a stop, never a place; after "on peut" it is a question. */
  readonly alone: boolean;
}

/** Undefined for an intent that is not in the model. */
function spokenBy(intent: IntentRequest['intent'], words: Words, elicited: string | undefined): Spoken | undefined {
  if (intent.name === PHRASE_INTENT) return { slot: 'phrase', before: '', alone: true };
  if (intent.name === ANSWER_INTENT) return answeredSlot(intent, words, elicited);
  const group = words.carriers.find((carrier) => carrier.intent === intent.name);
  return group && { slot: 'query', before: group.canonical, alone: group.canonical === '' };
}

/** A dialog keeps the slots that it filled before, so the one just asked for comes first. */
function answeredSlot(intent: IntentRequest['intent'], words: Words, elicited: string | undefined): Spoken {
  if (elicited !== undefined && slotWords(intent, elicited) !== undefined) return { slot: elicited, before: '', alone: true };
  const filled = words.answers.find(({ slot }) => slotWords(intent, slot) !== undefined);
  return filled ? { slot: filled.slot, before: filled.canonical, alone: true } : { before: '', alone: true };
}

function touched(args: unknown): Input | undefined {
  const [kind, text]: readonly unknown[] = Array.isArray(args) ? args : [];
  return kind === 'say' && typeof text === 'string' && text !== '' ? { type: 'utterance', text: plain(text) } : undefined;
}

function heard(acts: readonly Act[]): Input {
  const frame: Heard = { ...NOTHING_HEARD, acts };
  return { type: 'heard', heard: frame };
}

/** BCP 47 of the request; that of our English words when it is absent or odd. */
export function localeOf(envelope: RequestEnvelope): string {
  const locale = textAt(envelope, 'request', 'locale');
  return locale !== undefined && /^[a-z]{2}-[A-Z]{2}$/.test(locale) ? locale : wordsOf('').locale;
}

/** "alexa:<hash>" of whom the session began with: the recognised person, else the account. */
export function travellerOf(envelope: RequestEnvelope): string {
  return `alexa:${speakerOf(envelope)}`;
}

/** The hash alone, as the session keeps it. */
export function speakerOf(envelope: RequestEnvelope): string {
  const begun = envelope.session?.new === true ? undefined : memoryOf(envelope).traveller;
  return begun ?? hashed(textAt(envelope, 'context', 'System', 'person', 'personId') ?? envelope.context.System.user.userId);
}

/** Everything of the turn but what the platform's services add. `now` is the moment of arrival. */
export function turnOf(envelope: RequestEnvelope, input: Input, now: Instant): Turn {
  const locale = localeOf(envelope);
  const memory = memoryOf(envelope);
  return {
    id: hashed('alexa', envelope.session?.sessionId ?? '', envelope.request.requestId),
    channel: 'alexa',
    traveller: travellerOf(envelope),
    locale,
    timeZone: memory.timeZone ?? zoneOf(locale),
    deadline: new Date(Date.parse(now) + ANSWER_WITHIN_MS).toISOString(),
    input,
    capabilities: { screen: hasScreen(envelope), earlySpeech: false },
    newSession: envelope.session?.new === true,
  };
}
