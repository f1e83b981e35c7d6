import type { Proposal } from '../market/proposal.ts';
import type { ChangeOption } from '../market/vendor-news.ts';
import type { Category, Spot } from '../trip/brief.ts';
import type { Heard, PlaceValue } from './act.ts';
import type { Answer, Say } from './say.ts';

/** Bookings to leave; `instead`: what is looked for in their place, and `found` there: a yes takes it. */
export interface Leaving {
  readonly bookingIds: readonly string[];
  readonly instead?: Heard;
  readonly found?: Proposal;
}

/** What takes the place of something booked, and is held and read: that is bought first, and only then is what is booked left. */
export interface Switching {
  readonly bookingIds: readonly string[];
  readonly instead: Heard;
}

/** The question now open. A yes answers this and nothing else. */
export type Pending =
  | { readonly type: 'who' }
  /** How many children come, and how old they are. */
  | { readonly type: 'children' }
  /** How old they are, once they were counted. */
  | { readonly type: 'ages' }
  | { readonly type: 'origin' }
  /** `inEuros`: one was named in another currency; `scope`: what that one was for. */
  | { readonly type: 'budget'; readonly inEuros?: true; readonly amount?: true; readonly scope?: 'total' | 'per_person' | 'per_night' }
  | { readonly type: 'place' }
  | { readonly type: 'dates' }
  | { readonly type: 'time' }
  | { readonly type: 'name' }
  | { readonly type: 'choose' }
  | { readonly type: 'open' }
  /** "Qu'est-ce qui ne va pas ?", after a no to what was read. */
  | { readonly type: 'wrong' }
  | { readonly type: 'missing' }
  /** Three times not understood. `alone`: nobody is on duty who could call. */
  | { readonly type: 'stuck'; readonly alone?: true }
  | { readonly type: 'what_else'; readonly offered: readonly Category[] }
  | { readonly type: 'which_place'; readonly slot: string; readonly candidates: readonly PlaceValue[] }
  | { readonly type: 'which_amount'; readonly values: readonly number[] }
  | { readonly type: 'which_date'; readonly options: readonly string[] }
  /** "Je la bloque pour vous ?": one proposal on the table. */
  | { readonly type: 'take'; readonly proposalId: string }
  /** The same trip on other days, so many later. */
  | { readonly type: 'take_days'; readonly shiftDays: number; readonly proposal: Proposal }
  /** What a watch found below its threshold. */
  | { readonly type: 'take_watched' }
  /** "Jusque-là, c'est bien ça ?": nothing is bought by it. */
  | { readonly type: 'so_far' }
  | { readonly type: 'confirm' }
  /** Nothing is owed and leaving is free: a plain yes books. */
  | { readonly type: 'confirm_free' }
  | { readonly type: 'substitute'; readonly offerId: string; readonly bookingId: string }
  | ({ readonly type: 'cancel' } & Leaving)
  /** A line failed and nothing replaces it: keep what stands, or leave everything. */
  | { readonly type: 'keep_rest' }
  /** Nobody offers for this need: go on without it? */
  | { readonly type: 'without'; readonly needId: string }
  /** A vendor asked something, or changes what it confirmed. `newsId` is the vendor's: two vendors may use the same. */
  | { readonly type: 'vendor_question'; readonly newsId: string; readonly vendorId: string; readonly choices: readonly string[] }
  /** `options`: what may still be answered, in the vendor's order. */
  | { readonly type: 'vendor_change'; readonly newsId: string; readonly vendorId: string; readonly options: readonly ChangeOption[] }
  /** "Je peux garder les deux, et chacun vote": these proposals. */
  | { readonly type: 'vote'; readonly options: readonly string[] }
  /** "On passe à Rome ?": what was kept for after this stage. */
  | { readonly type: 'next_stage' }
  | { readonly type: 'restart' }
  | { readonly type: 'forget' }
  | { readonly type: 'which_trip'; readonly tripIds: readonly string[] }
  /** "Vous voulez que quelqu'un prenne le relais ?" `after`: what was open before. */
  | { readonly type: 'person'; readonly after?: Pending }
  | { readonly type: 'resume' }
  /** `after`: what was open before "attendez". */
  | { readonly type: 'go_on'; readonly after?: Pending }
  | { readonly type: 'reread' };

/** Vendors are asked, lines are being held, confirmed, quoted for leaving, or left, or the traveller fills a form in. `only`: the needs that were asked again. */
export type Awaiting =
  /** `wished`: only these wishes are new, and what was told stays on the table. */
  | { readonly type: 'offers'; readonly only?: readonly string[]; readonly insteadOf?: string; readonly wished?: readonly string[] }
  | { readonly type: 'confirm' | 'other-days' }
  /** `keep`: only kept while one thinks; said once it is held. `first`: what is said before anything else once it is. */
  | { readonly type: 'hold'; readonly keep?: readonly Say[]; readonly first?: readonly Say[] }
  /** The choices of a vote are being held. */
  | { readonly type: 'vote' }
  /** The best three of each need are asked to do better. */
  | { readonly type: 'better' }
  /** All are asked again, with the ceiling: what was told is told anew only where it changed. */
  | { readonly type: 'budget'; readonly told: readonly Proposal[] }
  /** The private form on the trip page. */
  | { readonly type: 'details' }
  | ({ readonly type: 'quote' | 'cancel' } & Leaving);

/** What the dialogue remembers between turns; part of the trip, so one write moves both. */
export interface Talk {
  readonly pending?: Pending;
  /** How often each question was asked: never a third time. */
  readonly asked: Readonly<Record<string, number>>;
  /** The request was withdrawn, and nothing was said of a trip since. */
  readonly calledOff?: true;
  /** Turns not understood in a row. */
  readonly misses: number;
  readonly silences: number;
  /** How often more options were asked for. */
  readonly more: number;
  /** The demonstration vendors were announced with the first offers. */
  readonly demoSaid: boolean;
  /** Something happened outside a turn that the traveller has not heard of. */
  readonly news: readonly string[];
  /** Notes of the brief that were not said yet. */
  readonly toNote?: readonly string[];
  /** Spots of the brief that were not said yet. */
  readonly toSpot?: readonly Spot[];
  /** The proposal last spoken of by itself: what "celui-là" means. */
  readonly about?: string;
  /** The one of the list that alone has what was just asked after: a yes to which one means it. */
  readonly singled?: string;
  /** What the outside was asked for and the traveller waits to hear of. */
  readonly awaiting?: Awaiting;
  readonly switching?: Switching;
  /** Picked together with a change: what comes is first looked for around it. */
  readonly around?: Proposal;
  /** A person was asked for: the desk sees the trip since then. */
  readonly handedOverAt?: string;
  /** The last answer whole, for "répète". */
  readonly last?: Answer;
}

export const NO_TALK: Talk = { asked: {}, misses: 0, silences: 0, more: 0, demoSaid: false, news: [] };
