import type { Category } from '../trip/brief.ts';
import type { PlaceValue } from './act.ts';
import type { Answer } from './say.ts';

/** The question now open. A yes answers this and nothing else. */
export type Pending =
  | { readonly type: 'who' | 'origin' | 'budget' | 'place' | 'dates' | 'time' | 'name' | 'choose' | 'open' | 'missing' | 'stuck' }
  | { readonly type: 'what_else'; readonly offered: readonly Category[] }
  | { readonly type: 'which_place'; readonly slot: string; readonly candidates: readonly PlaceValue[] }
  | { readonly type: 'which_amount'; readonly values: readonly number[] }
  | { readonly type: 'which_date'; readonly options: readonly string[] }
  /** "Je la bloque pour vous ?": one proposal on the table. */
  | { readonly type: 'take'; readonly proposalId: string }
  /** "Jusque-là, c'est bien ça ?": nothing is bought by it. */
  | { readonly type: 'so_far' }
  | { readonly type: 'confirm' }
  /** Nothing is owed and leaving is free: a plain yes books. */
  | { readonly type: 'confirm_free' }
  | { readonly type: 'substitute'; readonly offerId: string; readonly bookingId: string }
  | { readonly type: 'new_price'; readonly bookingId: string }
  | { readonly type: 'cancel'; readonly bookingIds: readonly string[] }
  | { readonly type: 'restart' }
  | { readonly type: 'person' }
  | { readonly type: 'resume' }
  | { readonly type: 'add_transfer' }
  | { readonly type: 'go_on' }
  | { readonly type: 'reread' };

/** What the dialogue remembers between turns; part of the trip, so one write moves both. */
export interface Talk {
  readonly pending?: Pending;
  /** How often each question was asked: never a third time. */
  readonly asked: Readonly<Record<string, number>>;
  /** Turns not understood in a row. */
  readonly misses: number;
  readonly silences: number;
  /** How often more options were asked for. */
  readonly more: number;
  /** The demonstration vendors were announced with the first offers. */
  readonly demoSaid: boolean;
  /** Something happened outside a turn that the traveller has not heard of. */
  readonly news: readonly string[];
  /** The last answer whole, for "répète". */
  readonly last?: Answer;
}

export const NO_TALK: Talk = { asked: {}, misses: 0, silences: 0, more: 0, demoSaid: false, news: [] };
