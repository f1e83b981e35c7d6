import type { Booking } from './booking/booking.ts';
import type { Vote } from './booking/vote.ts';
import type { Answer } from './dialogue/say.ts';
import type { Talk } from './dialogue/talk.ts';
import type { Head } from './market/evidence.ts';
import type { Notice } from './market/notice.ts';
import type { Proposal } from './market/proposal.ts';
import type { RequestForOffers } from './market/request.ts';
import type { HeardNews } from './market/vendor-news.ts';
import type { Money } from './money.ts';
import type { Instant, LocalDate } from './time.ts';
import type { Brief } from './trip/brief.ts';

export type Phase = 'briefing' | 'waiting' | 'choosing' | 'confirming' | 'booking' | 'settled';

/** Work for the outside that a save recorded. The key names what is done, so twice asked is once done. */
export type Effect =
  | { readonly type: 'request-offers'; readonly key: string; readonly requestId: string; readonly wait: boolean }
  | { readonly type: 'invite-best'; readonly key: string; readonly requestId: string; readonly wait: boolean }
  | { readonly type: 'withdraw'; readonly key: string; readonly requestId: string }
  /** To one vendor, or to all that were asked. */
  | { readonly type: 'notice'; readonly key: string; readonly requestId: string; readonly vendorId?: string; readonly notice: Notice }
  /** A traveller's answer to what a vendor wrote: by mail, to whoever wrote it, from the booking's address. */
  | {
      readonly type: 'letter';
      readonly key: string;
      readonly requestId: string;
      readonly vendorId: string;
      readonly to: string;
      readonly replyTo: string;
      readonly text: string;
    }
  | { readonly type: 'hold'; readonly key: string; readonly bookingId: string }
  | { readonly type: 'confirm'; readonly key: string; readonly bookingId: string }
  | { readonly type: 'release'; readonly key: string; readonly bookingId: string }
  | { readonly type: 'quote-cancel'; readonly key: string; readonly bookingId: string }
  | { readonly type: 'cancel'; readonly key: string; readonly bookingId: string }
  | WatchEffect;

/** A clock for a watched price: at that moment vendors are asked, or what they answered is looked at. */
export interface WatchEffect {
  readonly type: 'watch';
  readonly key: string;
  readonly watchId: string;
  readonly step: 'ask' | 'look';
  readonly at: Instant;
}

/** "Préviens-moi si ça passe sous 600 euros": vendors are asked once a day until the last day; told once, when it happens. */
export interface Watch {
  readonly id: string;
  readonly below: Money;
  readonly scope: NonNullable<Brief['budget']>['scope'];
  /** The last day on which vendors are asked, civil in `timeZone`. */
  readonly until: LocalDate;
  readonly timeZone: string;
  readonly locale: string;
  /** The trip as it stood, and which of its needs are watched; all when absent. */
  readonly brief: Brief;
  readonly needIds?: readonly string[];
  /** How often what vendors answered was looked at. */
  readonly round: number;
  /** The round for which they were asked last: a clock that rings twice asks once. */
  readonly asked?: number;
  readonly state: 'armed' | 'met' | 'told' | 'over';
  /** What went below. */
  readonly found?: Proposal;
}

/** The aggregate: everything about one trip but its offers, in one document and one conditional write. */
export interface Trip {
  readonly schema: 1;
  readonly id: string;
  readonly traveller: string;
  readonly createdAt: Instant;
  /** Unguessable; opens the trip page. */
  readonly key: string;
  /** Never leaves; vendors' pseudonyms are HMACs under it. */
  readonly secret: string;
  readonly phase: Phase;
  readonly brief: Brief;
  /** The last few briefs, newest last: "reviens en arrière". */
  readonly past: readonly Brief[];
  readonly requests: readonly RequestForOffers[];
  /** The list last spoken, in its order. Late offers never renumber it. */
  readonly listed: readonly Proposal[];
  /** Proposals spoken before that list: "celle d'avant", and what "d'autres ?" leaves out. */
  readonly heardBefore: readonly string[];
  readonly chosen?: Proposal;
  readonly bookings: readonly Booking[];
  readonly leadName?: { readonly given?: string; readonly family: string };
  /** Filled in on the private form of the trip page, by the vendors' field names ("passengers.2.birth_date"). Never spoken, never shown. */
  readonly details?: Readonly<Record<string, string>>;
  readonly readback?: Readback;
  readonly watch?: Watch;
  /** Two or three choices that those who travel vote on. */
  readonly vote?: Vote;
  readonly talk: Talk;
  /** The last 50 answers by turn id, oldest first. */
  readonly turns: readonly Answer[];
  /** Effects not yet known to be handed to the dispatcher. */
  readonly outbox: readonly Effect[];
  /** Forgotten by its traveller: only what vendors must still be told is left, until then. */
  readonly keptUntil?: Instant;
  /** By request id: where the log of what was published, opened and awarded ends (market/evidence.ts). */
  readonly evidence?: Readonly<Record<string, Head>>;
  /** What vendors said by themselves, oldest first: changes, questions, what is ready. */
  readonly fromVendors?: readonly HeardNews[];
  readonly counters: {
    readonly need: number;
    readonly request: number;
    readonly booking: number;
    readonly leave: number;
    readonly watch?: number;
  };
}

/** How far the read-back went, and what it said: the confirm is bound to `hash`. */
export interface Readback {
  readonly hash: string;
  readonly bookingIds: readonly string[];
  readonly totalMinor: number;
  readonly currency: string;
  /** How many of its breaths were spoken; the phrase buys only when all were. */
  readonly spoken: number;
  readonly breaths: number;
  readonly askedForPhrase: number;
  /** Read right after another seller was bought or left out: under the same name, which is not said whole again. */
  readonly next?: true;
  readonly confirmedAt?: Instant;
}
