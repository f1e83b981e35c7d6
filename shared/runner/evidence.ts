import { append, drawCommitment, drawSecret, type Entry, type Head, type Recorded, type RefusalDoc, sealedOf } from '../market/evidence.ts';
import { type RequestEvidence, type VendorEvidence, vendorPart, type WholeEvidence, wholeEvidence } from '../market/evidence-file.ts';
import type { Offer } from '../market/offer.ts';
import { type RequestForOffers, wireIdOf } from '../market/request.ts';
import type { Item, Ports } from '../ports.ts';
import type { Instant } from '../time.ts';
import type { Trip } from '../trip-record.ts';
import { key, offersKeptUntil } from './keys.ts';

/**
 * The trip with its logs moved on by what this step did. Entries are stored first, each under its own hash, and count only once a trip
 * that names them is saved: an overtaken step leaves entries that no log leads to, and nothing is ever appended against another writer.
 */
export async function withEvidence(before: Trip, after: Trip, offers: readonly Offer[], now: Instant, ports: Ports): Promise<Trip> {
  const steps = stepsOf(before.id === after.id ? before : undefined, after, offers, { now, terms: ports.settings.termsHash });
  if (steps.length === 0) return after;
  const heads: Record<string, Head> = { ...after.evidence };
  const puts = steps.map(({ request, data }) => {
    const entry = append(heads[request.id], now, data);
    heads[request.id] = { seq: entry.seq, hash: entry.hash };
    const item = { pk: key.trip(after.id), sk: skOf(request.id, entry), doc: entry, expiresAt: offersKeptUntil(request) };
    return ports.store.put(item, 0);
  });
  await Promise.all(puts);
  return { ...after, evidence: heads };
}

function skOf(requestId: string, { seq, hash }: Head): string {
  return `EVID#${requestId}#${String(seq).padStart(5, '0')}#${hash}`;
}

interface Moment {
  readonly now: Instant;
  /** Hash of the buyer's terms that stand now. */
  readonly terms: string;
}

interface Step {
  readonly request: RequestForOffers;
  readonly data: Recorded;
}

/** What goes on record, request by request: its publication, its offers being told, its end. */
function stepsOf(before: Trip | undefined, after: Trip, offers: readonly Offer[], { now, terms }: Moment): readonly Step[] {
  const old = new Map(before?.requests.map((request) => [request.id, request]));
  if (before?.requests === after.requests && before.listed === after.listed) return [];
  const opened = before?.listed === after.listed ? [] : openedBy(after, offers);
  return after.requests.flatMap((request): readonly Step[] => {
    const was = old.get(request.id);
    const sealed = () => sealedOf(request, offers, after.brief, now, drawSecret(after.secret));
    return [
      ...(was ? [] : [{ request, data: published(request, after.secret, terms) }]),
      ...(opened.includes(request.id) ? [{ request, data: { type: 'opened' as const, offers: sealed(), spoken: spoken(after) } }] : []),
      ...(request.round && !was?.round ? [{ request, data: invited(request.round, sealed()) }] : []),
      ...(request.state === was?.state ? [] : ending(request, after, sealed)),
    ];
  });
}

function published(request: RequestForOffers, secret: string, terms: string): Recorded {
  const { state: _moves, ...asked } = request;
  return { type: 'published', request: asked, terms, draw: drawCommitment(secret, request.id) };
}

function invited(round: NonNullable<RequestForOffers['round']>, offers: Extract<Recorded, { type: 'invited' }>['offers']): Recorded {
  return { type: 'invited', offers, best: round.offers, closesAt: round.closesAt };
}

/** Requests whose offers are among what is told. */
function openedBy({ listed }: Trip, offers: readonly Offer[]): readonly string[] {
  const lines = new Set(listed.flatMap((proposal) => proposal.lines));
  return [...new Set(offers.filter(({ id }) => lines.has(id)).map(({ requestId }) => requestId))];
}

function spoken({ listed }: Trip): Extract<Recorded, { type: 'opened' }>['spoken'] {
  return listed.map(({ kind, lines, effectiveMinor, misses, total }) => ({ kind, lines, effectiveMinor, misses, totalMinor: total.minor }));
}

function ending(request: RequestForOffers, trip: Trip, sealed: () => Extract<Recorded, { type: 'opened' }>['offers']): readonly Step[] {
  if (request.state === 'withdrawn') return [{ request, data: { type: 'withdrawn', offers: sealed() } }];
  const bought = trip.bookings.find(({ offer, status }) => offer.requestId === request.id && status === 'confirmed');
  return request.state === 'awarded' && bought ? [{ request, data: { type: 'awarded', offers: sealed(), offer: bought.offer.id } }] : [];
}

/** The log of one request, from its head back: entries of overtaken steps are not in it. Undefined when something is missing. */
function logFrom(head: Head | undefined, items: readonly Item<Entry>[]): readonly Entry[] {
  const known = new Map(items.map(({ doc }) => [doc.hash, doc]));
  const log: Entry[] = [];
  for (let hash = head?.hash ?? ''; hash !== ''; ) {
    const entry = known.get(hash);
    if (!entry) break;
    log.unshift(entry);
    hash = entry.prev;
  }
  return log;
}

async function requestEvidence(trip: Trip, requestId: string, { store }: Pick<Ports, 'store'>): Promise<RequestEvidence> {
  const pk = key.trip(trip.id);
  const [entries, offers, refused] = await Promise.all([
    store.query<Entry>({ pk, skPrefix: `EVID#${requestId}#` }),
    store.query<Offer>({ pk, skPrefix: `OFFER#${requestId}#` }),
    store.query<RefusalDoc>({ pk, skPrefix: `LOG#${requestId}#` }),
  ]);
  return {
    request: requestId,
    log: logFrom(trip.evidence?.[requestId], entries),
    offers: offers.map(({ doc }) => doc),
    refused: refused.map(({ doc }) => doc),
  };
}

/** All that is on record of a trip, for its traveller. */
export async function evidenceOf(trip: Trip, ports: Pick<Ports, 'store'>): Promise<WholeEvidence> {
  const requests = await Promise.all(trip.requests.map(({ id }) => requestEvidence(trip, id, ports)));
  return wholeEvidence(trip.id, trip.secret, requests);
}

/** One vendor's part of the record of one request, with the revisions before it, under the id that the vendor knows it by. */
export async function vendorEvidence(
  trip: Trip,
  requestId: string,
  vendor: { readonly id: string; readonly wireRequestId: string },
  ports: Pick<Ports, 'store'>,
): Promise<VendorEvidence> {
  const asked = trip.requests.find(({ id }) => id === requestId);
  const same = trip.requests.filter((request) => asked !== undefined && wireIdOf(request) === wireIdOf(asked));
  const revisions = await Promise.all(same.map(({ id }) => requestEvidence(trip, id, ports)));
  return vendorPart(revisions, vendor.id, vendor.wireRequestId, drawSecret(trip.secret));
}
