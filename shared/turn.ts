import type { Heard } from './dialogue/act.ts';
import type { Instant } from './time.ts';

export type Channel = 'alexa' | 'google' | 'web' | 'mcp' | 'talk';

/** What came in. Built-in intents arrive as `heard` (no words were needed); free speech as words. */
export type Input =
  | { readonly type: 'open' }
  | { readonly type: 'utterance'; readonly text: string }
  | { readonly type: 'heard'; readonly heard: Heard }
  | { readonly type: 'silence' }
  | { readonly type: 'news' };

/** One contribution of the traveller, as every channel hands it to the core. */
export interface Turn {
  /** Unique per contribution and stable under redelivery: a repeated id gets the stored answer. */
  readonly id: string;
  readonly channel: Channel;
  /** Opaque and stable per traveller on this channel ("alexa:<hash>", "web:<id>"); links join them to one person. */
  readonly traveller: string;
  /** BCP 47 of a shipped locale, or one that falls back to it ("fr-CA" → fr-FR). */
  readonly locale: string;
  /** IANA. */
  readonly timeZone: string;
  /** When the answer must be on its way. */
  readonly deadline: Instant;
  readonly input: Input;
  readonly capabilities: { readonly screen: boolean; readonly earlySpeech: boolean };
  /** First turn of a channel session: a bare yes or the phrase has no question to answer there. */
  readonly newSession: boolean;
  /** The platform's profile, with the traveller's permission. */
  readonly profile?: { readonly givenName?: string; readonly familyName?: string };
  /** Sends the spoken `progress` part early, where the channel can. Never awaited beyond the deadline; failures are ignored. */
  readonly onProgress?: (progress: string) => Promise<void>;
}

export interface DisplayItem {
  readonly label: string;
  readonly detail?: string;
  /** What choosing it says, as an utterance of the locale. */
  readonly say?: string;
}

export interface Display {
  readonly title: string;
  readonly items: readonly DisplayItem[];
}

/** What goes back. `speech` is plain sentences: the edge escapes. */
export interface Reply {
  readonly turnId: string;
  readonly locale: string;
  /** Sentences in order, progress first; joined by a space they are `speech`. */
  readonly sentences: readonly string[];
  readonly speech: string;
  /** Leading part of speech that can be said while vendors are asked. */
  readonly progress?: string;
  readonly author: 'machine' | 'person' | 'vendor';
  /** What is said after silence; present exactly when a reply is expected. */
  readonly reprompt?: string;
  readonly expectsReply: boolean;
  readonly display?: Display;
  readonly suggestions: readonly string[];
  readonly phase: 'briefing' | 'waiting' | 'choosing' | 'confirming' | 'booking' | 'settled';
  /** The question now open, for platforms that can be told which answer to expect. */
  readonly asked?: string;
  /** Offers, or a form that was filled in, may still take the talk on: the page asks for news. */
  readonly waitingUntil?: Instant;
  /** What a screen must not remember: the words just heard (a card number, a date of birth), or anything ("oubliez-moi"). */
  readonly unkept?: 'heard' | 'all';
  /** contracts/http.md `trip`, already in wire form. */
  readonly trip?: TripView;
}

export interface WireMoney {
  readonly amount: string;
  readonly currency: string;
}

export interface TripView {
  readonly id: string;
  readonly brief: unknown;
  /** The brief in words, a row a fact: what a screen shows beside the talk. */
  readonly summary: readonly { readonly label: string; readonly value: string }[];
  readonly proposals: readonly {
    readonly id: string;
    readonly kind: string;
    readonly title: string;
    /** Of the lines together. Data: no price that anybody asks where `apart`. */
    readonly total: WireMoney;
    /** Each of several sellers has a price of its own and is paid by itself: the lines' totals are what is said and shown, never the sum. */
    readonly apart?: true;
    readonly lines: readonly LineView[];
  }[];
  readonly bookings: readonly {
    readonly id: string;
    readonly category: string;
    /** As it is spoken of: the house or the shop, else the vendor. */
    readonly title: string;
    readonly vendor: string;
    readonly status: 'held' | 'confirmed' | 'cancelled' | 'failed' | 'unknown';
    readonly reference?: string;
    readonly total: WireMoney;
    /** The total in words, with the mark of a demonstration vendor; absent where nothing is paid. */
    readonly price?: string;
    /** A demonstration vendor: marked at every price. */
    readonly demo: boolean;
  }[];
  /** Address of the trip page with its key, e.g. "http://127.0.0.1:3000/trips/trip-1?key=…". */
  readonly page: string;
  /** While those who travel vote: the page where they do, and how many have. */
  readonly vote?: { readonly page: string; readonly count: number; readonly voters: number };
}

export interface LineView {
  readonly offerId: string;
  readonly category: string;
  readonly vendor: string;
  readonly demo: boolean;
  readonly title: string;
  readonly total: WireMoney;
  /** Its vendor has not answered yet to a wish that was added since. */
  readonly beforeWish?: true;
}
