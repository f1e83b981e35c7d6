import { append, drawCommitment, drawSecret, type Entry, type Head, type Recorded, type RefusalDoc, sealedOf } from '../market/evidence.ts';
import { type RequestEvidence, type VendorEvidence, vendorPart, type WholeEvidence, wholeEvidence } from '../market/evidence-file.ts';
import type { Offer } from '../market/offer.ts';
import type { Proposal } from '../market/proposal.ts';
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
  const known = before.id === after.id ? before : undefined;
  const steps = stepsOf(known, after, offers, { now, terms: ports.settings.termsHash });
  await keepTaken(known, after, ports);
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

/** What was watched and is the trip's own from now on is kept as long as all of its own, and not as short as a price that is asked for every day. */
async function keepTaken(before: Trip | undefined, after: Trip, { store }: Pick<Ports, 'store'>): Promise<void> {
  const watched = new Set(before?.requests.flatMap(({ id, watchId }) => (watchId === undefined ? [] : [id])));
  const taken = after.requests.filter(({ id, watchId }) => watchId === undefined && watched.has(id));
  const pk = key.trip(after.id);
  const keep = taken.flatMap((request) =>
    ['EVID', 'OFFER'].map(async (kind) => {
      const expiresAt = offersKeptUntil(request);
      const items = await store.query({ pk, skPrefix: `${kind}#${request.id}#` });
      await Promise.all(items.map(({ v, ...item }) => store.put({ ...item, expiresAt }, v)));
    }),
  );
  await Promise.all(keep);
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
  const told = toldBy(before, after);
  if (before?.requests === after.requests && told.length === 0) return [];
  const opened = openedBy(told, offers);
  // A watched trip may not be the one that is spoken of now.
  const briefOf = ({ watchId }: RequestForOffers) =>
    watchId !== undefined && watchId === after.watch?.id ? after.watch.brief : after.brief;
  return after.requests.flatMap((request): readonly Step[] => {
    const was = old.get(request.id);
    const sealed = () => sealedOf(request, offers, briefOf(request), now, drawSecret(after.secret));
    return [
      ...(was ? [] : [{ request, data: published(request, after.secret, terms) }]),
      ...(opened.includes(request.id) ? [{ request, data: { type: 'opened' as const, offers: sealed(), spoken: spoken(told) } }] : []),
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

/** The proposals that this step tells: a new list, what a watch found, the same trip on other days. */
function toldBy(before: Trip | undefined, after: Trip): readonly Proposal[] {
  const { watch, talk } = after;
  const met = watch?.state === 'told' && before?.watch?.state !== 'told' ? watch.found : undefined;
  const days = offeredDays(talk);
  const isNew = days !== undefined && days.id !== (before && offeredDays(before.talk))?.id;
  return [...(before?.listed === after.listed ? [] : after.listed), ...(met ? [met] : []), ...(isNew ? [days] : [])];
}

function offeredDays({ pending }: Trip['talk']): Proposal | undefined {
  return pending?.type === 'take_days' ? pending.proposal : undefined;
}

/** Requests whose offers are among what is told. */
function openedBy(told: readonly Proposal[], offers: readonly Offer[]): readonly string[] {
  const lines = new Set(told.flatMap((proposal) => proposal.lines));
  return [...new Set(offers.filter(({ id }) => lines.has(id)).map(({ requestId }) => requestId))];
}

function spoken(told: readonly Proposal[]): Extract<Recorded, { type: 'opened' }>['spoken'] {
  return told.map(({ kind, lines, effectiveMinor, misses, total }) => ({ kind, lines, effectiveMinor, misses, totalMinor: total.minor }));
}

function ending(request: RequestForOffers, trip: Trip, sealed: () => Extract<Recorded, { type: 'opened' }>['offers']): readonly Step[] {
  if (request.state === 'withdrawn') return [{ request, data: { type: 'withdrawn', offers: sealed() } }];
  const bought = trip.bookings.find(({ offer, status }) => offer.requestId === request.id && status === 'confirmed');
  return request.state === 'awarded' && bought ? [{ request, data: { type: 'awarded', offers: sealed(), offer: bought.offer.id } }] : [];
}

/** The log of one request, from its head back to the first entry that is missing; entries of overtaken steps are not in it. */
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
  const requests = await Promise.all(
    trip.requests.map(async (request) => ({ request, evidence: await requestEvidence(trip, request.id, ports) })),
  );
  // A price that was only watched is on record for three days.
  const kept = requests.filter(({ request, evidence }) => request.watchId === undefined || evidence.log.length > 0);
  return wholeEvidence(
    trip.id,
    trip.secret,
    kept.map(({ evidence }) => evidence),
  );
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
