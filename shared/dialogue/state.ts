import type { Offer } from '../market/offer.ts';
import type { Outcome, Settings } from '../ports.ts';
import type { Instant, LocalDate } from '../time.ts';
import type { Effect, Phase, Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import type { Answer, Say } from './say.ts';

/** What one traveller and we share across trips and channels. Stored under USER#id / CONV. */
export interface Conversation {
  readonly schema: 1;
  readonly traveller: string;
  readonly currentTripId: string;
  /** Newest last; enough to say "mes voyages" without loading them. */
  readonly trips: readonly TripSummary[];
  /** "un assistant automatique" was said once. */
  readonly introduced: boolean;
  /** The trip was changed by the last turn, which could not ask what is open there. */
  readonly switched?: true;
  /** From an earlier booking or the platform's profile. */
  readonly leadName?: { readonly given?: string; readonly family: string };
}

export interface TripSummary {
  readonly id: string;
  readonly place?: string;
  readonly start?: LocalDate;
  readonly end?: LocalDate;
  readonly phase: Phase;
  /** All that was booked was left again. */
  readonly cancelled?: true;
}

/** `turn`: the traveller did something. `outcome`: a vendor answered an effect, or a watch is due; changes state, says nothing. `resume`: the effects of this turn are done, or its deadline came; speaks from the state. */
export type DialogueEvent =
  | {
      readonly type: 'turn';
      readonly turnId: string;
      readonly input: TurnInput;
      readonly newSession: boolean;
      readonly profile?: { readonly givenName?: string; readonly familyName?: string };
    }
  | { readonly type: 'outcome'; readonly effect: Effect; readonly answer: Outcome }
  | { readonly type: 'resume'; readonly turnId: string; readonly timedOut: boolean };

export type TurnInput =
  | { readonly type: 'open' | 'silence' | 'news' }
  | { readonly type: 'heard'; readonly heard: Heard }
  /** A hand-over code was right: the trip of the other channel is now this one's. */
  | { readonly type: 'linked' }
  | { readonly type: 'code-wrong' };

export interface State {
  readonly conversation: Conversation;
  readonly trip: Trip;
  /** Every stored offer of the trip's requests, in id order. Expired and stale ones included: the dialogue filters. */
  readonly offers: readonly Offer[];
}

/** Everything a step may know besides the state. Read once a turn and passed. */
export interface StepContext {
  readonly now: Instant;
  readonly locale: string;
  /** The traveller's zone, for "demain 11 heures". */
  readonly timeZone: string;
  readonly settings: Pick<Settings, 'operatorRole' | 'sandbox' | 'desk' | 'relayDomain'>;
  /** How long says are in the locale, without markup: the read-back is cut by it. */
  readonly measure: (says: readonly Say[]) => { readonly words: number; readonly characters: number };
  /** Fresh unguessable values for what this step may create. */
  readonly fresh: { readonly tripId: string; readonly key: string; readonly secret: string; readonly code: string };
}

/** `effects` are also in the returned trip's outbox. With `wait` the runner runs them before answering and then steps `resume`. */
export interface Stepped {
  readonly conversation: Conversation;
  readonly trip: Trip;
  readonly effects: readonly Effect[];
  readonly wait: boolean;
  /** What is said by this step; absent for outcomes. When `wait`, it becomes the answer's progress. */
  readonly answer?: Omit<Answer, 'turnId' | 'progress'>;
  /** A hand-over code to store for this traveller before answering. */
  readonly issueCode?: string;
  /** "Oubliez-moi": erase the traveller after answering. */
  readonly forget?: boolean;
}
