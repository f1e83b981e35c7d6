import { createHmac } from 'node:crypto';
import type { Instant } from '../time.ts';
import { standing } from './best-round.ts';
import { canonicalJson, commitmentOf, sha256 } from './canonical.ts';
import type { Offer } from './offer.ts';
import type { Proposal } from './proposal.ts';
import { rank } from './rank.ts';
import { offersKeptUntil, type RequestForOffers } from './request.ts';
import type { NeedContext } from './score.ts';
import type { Rankable } from './ties.ts';
import type { Weighing } from './weighing.ts';

/** Decides ties within a trip. Never sent; vendors hold a commitment to it, and the traveller's export tells it. */
export function drawSecret(tripSecret: string): string {
  return createHmac('sha256', tripSecret).update('draw').digest('hex');
}

/** What binds us to the draw before any offer is seen. `to`: the request's id in the log, a vendor's pseudonym of it on the wire, so that no two vendors hold the same. */
export function drawCommitment(tripSecret: string, to: string): string {
  return commitmentTo(drawSecret(tripSecret), to);
}

/** The commitment as whoever was told the secret can make it again. */
export function commitmentTo(secret: string, to: string): string {
  return sha256(`${secret}\n${to}`);
}

/** What an offer was ranked by, as it was then. `misses`: musts, which put it beside the others. */
export type Lot = Pick<Rankable, 'effectiveMinor' | 'unmetWishes' | 'minutesThere' | 'co2Kg' | 'freeUntil'> & {
  readonly misses: readonly string[];
};

/** One offer as it lay there when the log went on: sha256 of all that is stored of it. Without a lot it was not ranked (expired, or its need gone). */
export interface Sealed {
  readonly offer: string;
  readonly sha256: string;
  readonly lot?: Lot;
}

/** What lay there when the log went on: every offer, the ranked first and in their order, and sha256 of every refusal. */
export interface Came {
  readonly offers: readonly Sealed[];
  readonly refused: readonly string[];
}

/** As an entry holds it: all, or of a long list the beginning and, as `whole`, sha256 of the list, which is kept beside the log. */
export interface Filed extends Came {
  readonly whole?: string;
  /** What the order was made by; absent where nothing was ranked. */
  readonly by?: Weighing;
}

/** An entry stays small however many vendors answer: a store takes 400 kB at most. */
const IN_ENTRY = 50;

export function filed(came: Came): Filed {
  if (came.offers.length <= IN_ENTRY && came.refused.length <= IN_ENTRY) return came;
  return { offers: came.offers.slice(0, IN_ENTRY), refused: [], whole: commitmentOf(came) };
}

/** The whole of what an entry holds, from the lists by their hash; undefined when its list is not among them. */
export function cameOf(entry: Filed, lists: ReadonlyMap<string, Came>): Came | undefined {
  return entry.whole === undefined ? entry : lists.get(entry.whole);
}

/** What one step of a request's life puts on record. */
export type Recorded =
  | {
      readonly type: 'published';
      readonly request: Omit<RequestForOffers, 'state'>;
      readonly terms: string;
      /** Hash of the rules that it was published under, and with them of what quality was worth. */
      readonly rules?: string;
      /** See drawCommitment. */
      readonly draw: string;
      /** Vendors who are people, and have a day to answer; none when absent. */
      readonly people?: readonly string[];
    }
  /** A wish was added: what vendors were told from then on. */
  | { readonly type: 'revised'; readonly request: Omit<RequestForOffers, 'state'> }
  | (Filed & { readonly type: 'opened'; readonly spoken: readonly SpokenLine[] })
  | (Filed & {
      readonly type: 'invited';
      readonly best: readonly string[];
      /** Those that the traveller had been told of, in that order: they are asked first. */
      readonly told: readonly string[];
      /** Those that stood and could not be asked: sold out, or in a place that was refused. */
      readonly aside: readonly string[];
      readonly closesAt: Instant;
    })
  | (Filed & { readonly type: 'awarded'; readonly offer: string })
  | (Filed & { readonly type: 'withdrawn' });

/** A proposal as it was told, in the order of the telling. */
export type SpokenLine = Pick<Proposal, 'kind' | 'lines' | 'effectiveMinor' | 'misses' | 'beyond'> & { readonly totalMinor: number };

/** What an entry holds of offers; undefined for one that only says what vendors were asked. */
export function filedIn(data: Recorded): Exclude<Recorded, { type: 'published' | 'revised' }> | undefined {
  return data.type === 'published' || data.type === 'revised' ? undefined : data;
}

/** One link of a request's log. `hash` covers all the rest, `prev` is the hash before ("" at the start): whoever holds the hash of one entry sees any change of it or before it. */
export interface Entry {
  readonly seq: number;
  readonly at: Instant;
  readonly prev: string;
  readonly data: Recorded;
  readonly hash: string;
}

/** Where the log of a request ends; part of the trip, so that it moves in the same write. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export function append(head: Head | undefined, at: Instant, data: Recorded): Entry {
  const link = { seq: head ? head.seq + 1 : 0, at, prev: head?.hash ?? '', data };
  return { ...link, hash: hashOf(link) };
}

/** sha256 over the canonical form of everything but the hash itself. */
export function hashOf({ seq, at, prev, data }: Omit<Entry, 'hash'>): string {
  return sha256(canonicalJson({ seq, at, prev, data }));
}

/** The offers of one request as they lie there, the ranked first, in their order. Without a context (the need is gone) none is ranked. */
export function sealedOf(
  requestId: string,
  offers: readonly Offer[],
  { context, now, secret }: { readonly context: NeedContext | undefined; readonly now: Instant; readonly secret: string },
): readonly Sealed[] {
  const mine = offers.filter((offer) => offer.requestId === requestId);
  const { fitting, beside } = context ? rank(standing(mine, now), context, secret) : { fitting: [], beside: [] };
  const ranked = [...fitting, ...beside].map(({ offer, effectiveMinor, unmetWishes, minutesThere, co2Kg, freeUntil, misses }) => {
    const lot: Lot = {
      effectiveMinor,
      unmetWishes,
      co2Kg,
      misses,
      ...(minutesThere === undefined ? {} : { minutesThere }),
      ...(freeUntil === undefined ? {} : { freeUntil }),
    };
    return { offer: offer.id, sha256: commitmentOf(offer), lot };
  });
  const known = new Set(ranked.map(({ offer }) => offer));
  const rest = mine.filter(({ id }) => !known.has(id)).map((offer) => ({ offer: offer.id, sha256: commitmentOf(offer) }));
  return [...ranked, ...rest];
}

export interface Refusal {
  readonly at: Instant;
  /** Of parse-offer.ts, or "duplicate". */
  readonly reason: string;
  readonly problems: readonly string[];
}

/** An offer that was refused, as stored: shown to nobody but its vendor, kept for whoever asks why. */
export interface RefusalDoc extends Refusal {
  readonly type: 'offer-refused';
  readonly requestId: string;
  readonly vendorId: string;
  readonly eventId: string;
}

/** No more are kept of one vendor for one request: whoever sends more learns nothing new from them. */
export const MAX_REFUSALS = 50;

/** Where the refusals of one vendor for one request are. */
export function refusalsOf({ id, tripId }: RequestForOffers, vendorId: string) {
  return { pk: `TRIP#${tripId}`, skPrefix: `LOG#${id}#${vendorId}#` };
}

/** The record of an offer that was refused (TRIP#id / LOG#rfo#vendor#…), kept as long as offers are. */
export function refusalItem(request: RequestForOffers, vendorId: string, eventId: string, refusal: Refusal) {
  const problems = refusal.problems.slice(0, 10);
  const doc: RefusalDoc = { type: 'offer-refused', requestId: request.id, vendorId, eventId, ...refusal, problems };
  const { pk, skPrefix } = refusalsOf(request, vendorId);
  return { pk, sk: `${skPrefix}${sha256(eventId).slice(0, 16)}`, doc, expiresAt: offersKeptUntil(request) };
}

/** An offer as its vendor wrote it: the commitment is the hash of this, and every figure of the offer can be read from it again. */
export interface WireDoc {
  readonly offer: string;
  readonly wire: unknown;
}

/** The record of that (TRIP#id / WIRE#rfo#vendor#offer), beside the offer, which every turn reads. */
export function wireItem(offer: Offer, wire: unknown, expiresAt: Instant | undefined) {
  const doc: WireDoc = { offer: offer.id, wire };
  const sk = `WIRE#${offer.id.replaceAll('/', '#')}`;
  return { pk: `TRIP#${offer.tripId}`, sk, doc, ...(expiresAt === undefined ? {} : { expiresAt }) };
}
