import type { Doubt, HearingContext, PlaceValue, Shared, Slots } from '../dialogue/act.ts';
import type { LocalDate, LocalTime } from '../time.ts';
import type { Spot } from '../trip/brief.ts';
import type { DayRef, Span } from './calendar.ts';
import type { Grammar, Term } from './grammar.ts';

/** Date slots that one expression fills by itself. */
export type When = Pick<
  Slots,
  | 'start'
  | 'end'
  | 'startAfter'
  | 'startBefore'
  | 'endBefore'
  | 'nights'
  | 'days'
  | 'each'
  | 'longWeekend'
  | 'weekend'
  | 'dateMode'
  | 'inside'
  | 'named'
  | 'flexDays'
  | 'daypart'
  | 'returnDaypart'
  | 'weekOf'
>;

export interface TimeValue {
  readonly time: LocalTime;
  readonly mode?: 'at' | 'before' | 'after' | 'around';
  /** "du matin", "pm" was said: nothing is left to guess. */
  readonly sure: boolean;
  /** What it was said to be the hour of: leaving, being there, going home, being home, or something that begins there. */
  readonly of?: 'depart' | 'arrive' | 'back' | 'home' | 'meeting';
  /** The day that comes with it: "in two hours". */
  readonly date?: LocalDate;
}

export interface MoneyValue {
  readonly max?: number;
  readonly min?: number;
  readonly about?: number;
  readonly currency?: string;
  readonly scope?: 'total' | 'per_person' | 'per_night';
  /** Said with words that could be two amounts. */
  readonly either?: readonly number[];
}

/** People of one expression; `companions` join the speaker. */
export interface People {
  readonly adults?: number;
  readonly children?: number;
  readonly infants?: number;
  readonly companions?: number;
  /** A wife or a husband: counted already where couples are. */
  readonly spouse?: true;
  /** Couples were counted. */
  readonly paired?: true;
  readonly total?: number;
  /** "Deux forfaits": as many as are bought for, where nobody else is counted. */
  readonly heads?: number;
  readonly ages?: readonly number[];
  readonly type?: 'solo' | 'couple' | 'friends' | 'family';
  readonly self?: boolean;
  /** Children were named, with or without a number. */
  readonly young?: boolean;
  /** "Dont deux enfants": among those who were counted. */
  readonly among?: true;
  /** "nos", "notre": two parents speak. */
  readonly ours?: boolean;
}

/** One thing found in an utterance. */
export type Found =
  /** `beside`: days from an end of the trip that is known ("le lendemain"). */
  | { readonly type: 'day'; readonly ref: DayRef; readonly when?: When; readonly last?: boolean; readonly beside?: number }
  /** `late`: the end of something; "before the end of March" is before the month is over. */
  | { readonly type: 'span'; readonly span: Span; readonly when?: When; readonly late?: boolean }
  | { readonly type: 'when'; readonly when: When }
  | { readonly type: 'time'; readonly value: TimeValue }
  | { readonly type: 'money'; readonly value: MoneyValue }
  | { readonly type: 'people'; readonly value: People }
  | {
      readonly type: 'place';
      readonly places: readonly PlaceValue[];
      readonly ambiguous: boolean;
      /** One after the other, where several are gone to. */
      readonly stops?: readonly (readonly PlaceValue[])[];
    }
  | { readonly type: 'share'; readonly value: Shared }
  | { readonly type: 'term'; readonly term: Term };

/** What every maker may know. `doubts` collects what could not be taken. */
export interface Reading {
  readonly context: HearingContext;
  readonly grammar: Grammar;
  readonly doubts: Doubt[];
  /** Streets and landmarks, which stand as `@a0` in the text. */
  readonly spots: Spot[];
  /** One more thing is asked for, for a trip that is known. */
  readonly adding?: boolean;
}

/** A class word's value in this locale. */
export function wordValue(reading: Reading, name: string, word: string | undefined): string | number | undefined {
  return word === undefined ? undefined : reading.grammar.values[name]?.[word];
}

export function numberOf(reading: Reading, name: string, word: string | undefined): number | undefined {
  const value = wordValue(reading, name, word);
  return typeof value === 'number' ? value : undefined;
}

/** "25", "2005q" and articles ("une") as a count. */
export function count(token: string | undefined): number | undefined {
  if (token === undefined) return undefined;
  const digits = Number.parseInt(token, 10);
  return Number.isNaN(digits) ? 1 : digits;
}

type Daypart = NonNullable<Slots['daypart']>;

export function isDaypart(value: unknown): value is Daypart {
  return value === 'morning' || value === 'noon' || value === 'afternoon' || value === 'evening' || value === 'night';
}
