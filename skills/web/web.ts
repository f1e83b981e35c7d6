import type { Cast } from '../../shared/booking/documents/vote-form.ts';
import type { Place } from '../../shared/places/place.ts';
import type { Instant } from '../../shared/time.ts';
import type { Trip } from '../../shared/trip-record.ts';
import type { Reply, Turn } from '../../shared/turn.ts';
import type { Words } from './words.ts';

/** What was heard and said in one turn, oldest first: the written trace. */
export interface TraceLine {
  readonly at: Instant;
  readonly timeZone: string;
  readonly heard?: string;
  readonly said: string;
  readonly author: 'machine' | 'person' | 'vendor';
}

/** What this skill asks of the core, as `server.ts` and `lambda.ts` wire it. */
export interface Web {
  /** Rejects only with ConciergeError. */
  converse(turn: Turn): Promise<Reply>;
  now(): Instant;
  /** Unguessable and URL-safe. */
  secret(bytes: number): string;
  /** The trip as stored; undefined when there is none. */
  trip(id: string): Promise<Trip | undefined>;
  trace(trip: Trip, locale: string): Promise<readonly TraceLine[]>;
  /** The text read back, whole, one string a breath; empty before there is one. */
  readback(trip: Trip, locale: string): Promise<readonly string[]>;
  /** All that is on record of the trip's requests, as the text of a file that can be verified. */
  evidence(trip: Trip): Promise<string>;
  /** Corrects the lead name as if it had been said. */
  rename(trip: Trip, name: { readonly given?: string; readonly family: string }): Promise<void>;
  /** Keeps what was filled in on the private form. Rejects 'not-found' | 'conflict' | 'store-down'. */
  giveDetails(trip: Trip, details: Readonly<Record<string, string>>): Promise<void>;
  /** Writes back to a vendor that wrote: `mark` names the letter. Rejects 'store-down'. */
  answerLetter(trip: Trip, mark: string, text: string): Promise<'sent' | 'gone' | 'empty'>;
  /** Keeps a ballot with the trip; the same one again changes nothing. Rejects 'not-found' | 'conflict' | 'store-down'. */
  castVote(trip: Trip, cast: Cast): Promise<'taken' | 'over' | 'full'>;
  place(id: string): Place | undefined;
  /** As people of the locale write it: "Genève", "Geneva". */
  placeName(id: string, locale: string): string;
  /** The documents' words by shipped locale. */
  readonly words: ReadonlyMap<string, Words>;
  /** True when the store and the dispatcher are up. */
  healthy(): Promise<boolean>;
  event(name: string, fields?: Readonly<Record<string, string | number | boolean | undefined>>): void;
  /** Signs the cookies of travellers whose ids we mint; absent where /chat names its traveller (loopback). */
  readonly sessionSecret?: string;
  /** Sellers sell apart: no page shows a sum of several. */
  readonly apart?: boolean;
}
