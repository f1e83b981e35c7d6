import type { Act, Heard } from '../dialogue/act.ts';
import type { Answer, Say } from '../dialogue/say.ts';
import type { Stepped } from '../dialogue/state.ts';
import { ConciergeError } from '../errors.ts';
import type { NewItem } from '../ports.ts';
import type { Instant } from '../time.ts';
import type { Trip } from '../trip-record.ts';
import type { Channel, Turn } from '../turn.ts';
import { key, sha256 } from './keys.ts';

/** How many answers a trip remembers. */
const KEPT = 50;
const TRACE_KEPT_DAYS = 30;

export function answerOf(trip: Trip, turnId: string): Answer | undefined {
  return trip.turns.findLast((answer) => answer.turnId === turnId);
}

/** The trip with this answer as its newest; one under the same turn id is replaced. */
export function withAnswer(trip: Trip, answer: Answer): Trip {
  const others = trip.turns.filter((each) => each.turnId !== answer.turnId);
  return { ...trip, turns: [...others, answer].slice(-KEPT) };
}

/** A trip that takes over from another answers that one's turns too, when they are delivered again. */
export function withTurnsOf(trip: Trip, before: Trip): Trip {
  const known = new Set(trip.turns.map((answer) => answer.turnId));
  const inherited = before.turns.filter((answer) => !known.has(answer.turnId));
  return inherited.length === 0 ? trip : { ...trip, turns: [...inherited, ...trip.turns].slice(-KEPT) };
}

/** The answer of a step: whole, or with `wait` only its progress so far. */
export function answerFrom(turnId: string, at: Instant, stepped: Stepped, before?: Answer): Answer {
  if (!stepped.answer) throw new ConciergeError('bug', 'a turn was stepped without an answer');
  const { says, ...rest } = stepped.answer;
  if (stepped.wait && !before) return { turnId, at, progress: says, says: [], expectsReply: false, author: rest.author, unfinished: true };
  return { turnId, at, progress: before?.progress ?? [], says, ...rest };
}

/** Longer than any platform or client sends a turn again. */
const QUIET_KEPT_MS = 60 * 60_000;

/** The answer to a look for news that brought none. Kept beside the trip, so that looking again and again pushes no spoken answer out. */
export function quietItem(person: string, answer: Answer, now: Instant): NewItem<Answer> {
  return { ...quietKey(person, answer.turnId), doc: answer, expiresAt: new Date(Date.parse(now) + QUIET_KEPT_MS).toISOString() };
}

export function quietKey(person: string, turnId: string): { readonly pk: string; readonly sk: string } {
  return { pk: key.user(person), sk: `QUIET#${sha256(turnId)}` };
}

const PRIVATE: ReadonlySet<Act> = new Set<Act>(['card_number', 'birth_date', 'give_code']);

/** What may be kept of the words: nothing where they held a card number, a date of birth or a code, or were not understood in this run. */
function wordsOf(turn: Turn, heard: Heard | undefined): string | undefined {
  if (turn.input.type !== 'utterance' || !heard) return undefined;
  return heard.acts.some((act) => PRIVATE.has(act)) ? undefined : turn.input.text;
}

/** What one turn left on record; says are kept as keys, so that they can be written in any locale. */
export interface TraceDoc {
  readonly schema: 1;
  readonly at: Instant;
  readonly channel: Channel;
  readonly locale: string;
  /** Where it was said: "demain 11 heures" is told again as it was. */
  readonly timeZone: string;
  readonly heard?: string;
  readonly acts?: readonly Act[];
  readonly said: readonly Say[];
  readonly author: Answer['author'];
}

/** The written record of one turn, in order of its moments. */
export function traceItem(tripId: string, turn: Turn, heard: Heard | undefined, answer: Answer, now: Instant): NewItem<TraceDoc> {
  const words = wordsOf(turn, heard);
  const doc: TraceDoc = {
    schema: 1,
    at: now,
    channel: turn.channel,
    locale: turn.locale,
    timeZone: turn.timeZone,
    ...(words !== undefined && { heard: words }),
    ...(heard && { acts: heard.acts }),
    said: [...answer.progress, ...answer.says],
    author: answer.author,
  };
  const expiresAt = new Date(Date.parse(now) + TRACE_KEPT_DAYS * 86_400_000).toISOString();
  return { pk: key.trip(tripId), sk: `TRACE#${now}#${sha256(turn.id).slice(0, 8)}`, doc, expiresAt };
}
