import type { Instant } from '../time.ts';
import { canonicalJson, commitmentOf, sha256 } from './canonical.ts';
import { type Came, cameOf, commitmentTo, drawSecret, type Entry, filedIn, type Head, type RefusalDoc, type WireDoc } from './evidence.ts';
import type { Offer } from './offer.ts';

export const EVIDENCE_FORMAT = 'org.rfo.evidence.v1';

/** The log of one request with what it speaks of. */
export interface RequestEvidence {
  readonly request: string;
  /** Where the log ends, as the trip itself says. Kept elsewhere, it tells of a log that was cut off or written anew. */
  readonly head?: Head;
  readonly log: readonly Entry[];
  /** Lists too long for their entries, which name them by hash. */
  readonly lists: readonly Came[];
  /** Every offer as stored, those too that came after the last entry. */
  readonly offers: readonly Offer[];
  readonly refused: readonly RefusalDoc[];
  /** The offers as their vendors wrote them. */
  readonly wires: readonly WireDoc[];
}

/** All that was put on record of a trip: the traveller's to keep and to show. `draw` is the secret that ties were drawn by. */
export interface WholeEvidence {
  readonly format: typeof EVIDENCE_FORMAT;
  readonly part: 'whole';
  readonly trip: string;
  readonly draw: string;
  readonly requests: readonly RequestEvidence[];
  /** sha256 of the canonical form of everything else. */
  readonly digest: string;
}

/** What one vendor may know of what was put on record: its own steps, in a chain of their own, so that nothing in it is in another vendor's part. */
export type VendorStep =
  | { readonly type: 'received'; readonly offer_id: string; readonly commitment: string; readonly received_at: Instant }
  | (OfEntry &
      (
        | {
            readonly type: 'published';
            readonly revision: number;
            readonly closes_at: Instant;
            readonly terms: string;
            readonly draw: string;
          }
        | { readonly type: 'revised'; readonly revision: number }
        | { readonly type: 'opened' }
        | { readonly type: 'invited'; readonly offer_id: string }
        | { readonly type: 'awarded'; readonly offer_id: string }
        | { readonly type: 'not_selected' }
        | { readonly type: 'withdrawn' }
      ));

/** What binds a vendor's part to all that the whole says at that step, others' offers and what they were weighed by included, and tells none of it: sha256 over the draw's secret, a line feed, request_id, a line feed and the hash of the whole's entry. */
interface OfEntry {
  readonly entry: string;
}

export interface VendorEntry {
  readonly seq: number;
  /** To the second, as all that vendors are told. */
  readonly at: Instant;
  readonly prev: string;
  readonly data: VendorStep;
  readonly hash: string;
}

export interface VendorEvidence {
  readonly format: typeof EVIDENCE_FORMAT;
  readonly part: 'vendor';
  /** The vendor's own id of the request; the chain starts from it. */
  readonly request_id: string;
  readonly log: readonly VendorEntry[];
  /** Hash of the last entry, "" before the first: to be kept. A part of later must hold an entry with it. */
  readonly head: string;
  /** Offers that came and were not opened yet. */
  readonly unopened: readonly Extract<VendorStep, { type: 'received' }>[];
  readonly refused: readonly {
    readonly event_id: string;
    readonly at: Instant;
    readonly reason: string;
    readonly problems: readonly string[];
  }[];
  readonly digest: string;
}

export function wholeEvidence(tripId: string, tripSecret: string, requests: readonly RequestEvidence[]): WholeEvidence {
  const file = { format: EVIDENCE_FORMAT, part: 'whole', trip: tripId, draw: drawSecret(tripSecret), requests } as const;
  return { ...file, digest: digestOf(file) };
}

/** sha256 of the canonical form without the member `digest`. */
export function digestOf({ digest: _own, ...rest }: Readonly<Record<string, unknown>> & { readonly digest?: unknown }): string {
  return sha256(canonicalJson(rest));
}

/** The file as written: one text for one value, so that no byte of it is free. */
export function fileText(file: WholeEvidence | VendorEvidence): string {
  return `${canonicalJson(file)}\n`;
}

export function vendorHash(requestId: string, { seq, at, prev, data }: Omit<VendorEntry, 'hash'>): string {
  return sha256(canonicalJson({ request_id: requestId, seq, at, prev, data }));
}

/** One vendor's part, made of the whole alone: made again later it begins with the same entries, and whoever holds the whole can make it too. `revisions`: of one request, oldest first; `known`: their lists by hash, for whoever makes the parts of many. */
export function vendorPart(
  revisions: readonly RequestEvidence[],
  vendorId: string,
  requestId: string,
  draw: string,
  known: readonly ReadonlyMap<string, Came>[] = revisions.map(({ lists }) => byHash(lists)),
): VendorEvidence {
  const offers = revisions.flatMap((each) => each.offers).filter((offer) => offer.vendorId === vendorId);
  const refused = revisions.flatMap((each) => each.refused).filter((refusal) => refusal.vendorId === vendorId);
  const steps = revisions.flatMap(({ log }, i) =>
    log.flatMap((entry) => vendorSteps(entry, { mine: offers, lists: known[i] ?? new Map() }, requestId, draw)),
  );
  const told = new Set<string>();
  const log: VendorEntry[] = [];
  for (const { at, data } of steps) {
    if (data.type === 'received' && told.has(data.commitment)) continue;
    if (data.type === 'received') told.add(data.commitment);
    const link = { seq: log.length, at: `${at.slice(0, 19)}Z`, prev: log.at(-1)?.hash ?? '', data };
    log.push({ ...link, hash: vendorHash(requestId, link) });
  }
  const file = {
    format: EVIDENCE_FORMAT,
    part: 'vendor',
    request_id: requestId,
    log,
    head: log.at(-1)?.hash ?? '',
    unopened: offers.map(receivedStep).filter(({ commitment }) => !told.has(commitment)),
    refused: refused.map(({ eventId, at, reason, problems }) => ({ event_id: eventId, at, reason, problems })),
  } as const;
  return { ...file, digest: digestOf(file) };
}

/** Lists by what entries name them by. */
export function byHash(lists: readonly Came[]): ReadonlyMap<string, Came> {
  return new Map(lists.map((list) => [commitmentOf(list), list]));
}

/** What an entry of the whole is to one vendor: first its offers that were there, then the step itself. */
function vendorSteps(
  entry: Entry,
  { mine, lists }: { readonly mine: readonly Offer[]; readonly lists: ReadonlyMap<string, Came> },
  requestId: string,
  draw: string,
): readonly { readonly at: Instant; readonly data: VendorStep }[] {
  const { at, data } = entry;
  const filed = filedIn(data);
  const came = filed && cameOf(filed, lists);
  const there = new Set(came?.offers.map(({ offer }) => offer));
  const received = mine.filter(({ id }) => there.has(id)).map(receivedStep);
  return [...received, ...stepsOf(entry, mine, requestId, draw)].map((step) => ({ at, data: step }));
}

/** As the receipt said it when the offer came. */
export function receivedStep(offer: Offer): Extract<VendorStep, { type: 'received' }> {
  return { type: 'received', offer_id: offer.vendorOfferId, commitment: `sha256-${offer.commitment}`, received_at: offer.receivedAt };
}

function stepsOf({ data, hash }: Entry, mine: readonly Offer[], requestId: string, draw: string): readonly VendorStep[] {
  const own = (offerId: string) => mine.find(({ id }) => id === offerId);
  const entry = commitmentTo(draw, `${requestId}\n${hash}`);
  switch (data.type) {
    case 'published': {
      const { revision, closesAt } = data.request;
      const closes = `${closesAt.slice(0, 19)}Z`;
      return [{ type: 'published', revision, closes_at: closes, terms: data.terms, draw: commitmentTo(draw, requestId), entry }];
    }
    case 'revised':
      return [{ type: 'revised', revision: data.request.revision, entry }];
    case 'opened':
      return [{ type: 'opened', entry }];
    case 'invited':
      return data.best.flatMap((id): readonly VendorStep[] => {
        const offer = own(id);
        return offer ? [{ type: 'invited', offer_id: offer.vendorOfferId, entry }] : [];
      });
    case 'awarded': {
      const won = own(data.offer);
      return [won ? { type: 'awarded', offer_id: won.vendorOfferId, entry } : { type: 'not_selected', entry }];
    }
    case 'withdrawn':
      return [{ type: 'withdrawn', entry }];
  }
}
