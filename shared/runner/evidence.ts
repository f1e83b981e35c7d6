import { commitmentOf } from '../market/canonical.ts';
import { requestPseudonym } from '../market/disclosure.ts';
import {
  append,
  type Came,
  drawSecret,
  type Entry,
  type Filed,
  filed,
  filedIn,
  type Head,
  type RefusalDoc,
  sealedOf,
  type WireDoc,
} from '../market/evidence.ts';
import {
  byHash,
  type RequestEvidence,
  type VendorEvidence,
  vendorPart,
  type WholeEvidence,
  wholeEvidence,
} from '../market/evidence-file.ts';
import { isPerson } from '../market/invitation.ts';
import type { Offer } from '../market/offer.ts';
import { type RequestForOffers, wireIdOf } from '../market/request.ts';
import { contextOf, weighingOf } from '../market/weighing.ts';
import type { Item, Ports, Store } from '../ports.ts';
import type { Instant } from '../time.ts';
import type { Category } from '../trip/brief.ts';
import type { Trip } from '../trip-record.ts';
import { type Step, stepsOf } from './evidence-steps.ts';
import { key, offersKeptUntil } from './keys.ts';

/**
 * The trip with its logs moved on by what this step did. Entries are stored first, each under its own hash, and count only once a trip
 * that names them is saved: an overtaken step leaves entries that no log leads to, and nothing is ever appended against another writer.
 */
export async function withEvidence(before: Trip, after: Trip, offers: readonly Offer[], now: Instant, ports: Ports): Promise<Trip> {
  const known = before.id === after.id ? before : undefined;
  const steps = stepsOf(known, after, offers, ports.settings.termsHash);
  await keepTaken(known, after, ports);
  if (steps.length === 0) return after;
  const [filing, people] = await Promise.all([filingOf(steps, after, { offers, now }, ports), peopleOf(steps, ports)]);
  const heads: Record<string, Head> = { ...after.evidence };
  const puts = steps.map((step) => {
    const { request } = step;
    const data =
      step.type === 'published' ? step.dataOf(people.get(request.category) ?? []) : step.dataOf(filing.get(request.id) ?? NOTHING);
    const entry = append(heads[request.id], now, data);
    heads[request.id] = { seq: entry.seq, hash: entry.hash };
    const item = { pk: key.trip(after.id), sk: skOf(request.id, entry), doc: entry, expiresAt: offersKeptUntil(request) };
    return ports.store.put(item, 0);
  });
  await Promise.all(puts);
  return { ...after, evidence: heads };
}

/** Vendors of what is published who are people: they may answer for a day, and the record says so before they do. */
async function peopleOf(steps: readonly Step[], { vendors }: Pick<Ports, 'vendors'>): Promise<ReadonlyMap<Category, readonly string[]>> {
  const categories = new Set(steps.flatMap((step) => (step.type === 'published' ? [step.request.category] : [])));
  const people = [...categories].map(async (category) => {
    const ids = (await vendors.forCategory(category)).filter(isPerson).map(({ id }) => id);
    return [category, ids.toSorted()] as const;
  });
  return new Map(await Promise.all(people));
}

const NOTHING: Filed = { offers: [], refused: [] };
/** How much of a long list one item holds: some 100 kB. */
const IN_ITEM = 400;

/** A piece of a list that is too long for an entry (SEAL#request#hash#n). */
interface Piece {
  readonly hash: string;
  readonly list: Came;
}

interface Here {
  readonly offers: readonly Offer[];
  readonly now: Instant;
}

/** What came for each request that a step sums up, as its entries hold it; long lists are stored under their hash. */
async function filingOf(
  steps: readonly Step[],
  trip: Trip,
  { offers, now }: Here,
  { store }: Pick<Ports, 'store'>,
): Promise<ReadonlyMap<string, Filed>> {
  const filing = new Map<string, Filed>();
  const summed = new Map(steps.flatMap((step) => (step.type === 'sums-up' ? [[step.request.id, step] as const] : [])));
  const filings = [...summed.values()].map(async ({ request, brief }) => {
    const refused = await store.query<RefusalDoc>({ pk: key.trip(trip.id), skPrefix: `LOG#${request.id}#` });
    const need = brief.needs.find(({ id }) => id === request.needId);
    // Weighed by what is put on record and nothing else, so that the order follows from the record alone.
    const by = need && weighingOf({ need, brief });
    const context = by && contextOf(by, request, now);
    const sealed = sealedOf(request.id, offers, { context, now, secret: drawSecret(trip.secret) });
    const came: Came = { offers: sealed, refused: refused.map(({ doc }) => commitmentOf(doc)) };
    const entry: Filed = { ...filed(came), ...(by && { by }) };
    filing.set(request.id, entry);
    if (entry.whole !== undefined) await keepList(entry.whole, came, request, store);
  });
  await Promise.all(filings);
  return filing;
}

async function keepList(hash: string, { offers, refused }: Came, request: RequestForOffers, store: Store): Promise<void> {
  const count = Math.ceil(Math.max(offers.length, refused.length) / IN_ITEM);
  const puts = Array.from({ length: count }, (_, i) => {
    const part = <T>(list: readonly T[]) => list.slice(i * IN_ITEM, (i + 1) * IN_ITEM);
    const doc: Piece = { hash, list: { offers: part(offers), refused: part(refused) } };
    const sk = `SEAL#${request.id}#${hash}#${String(i).padStart(3, '0')}`;
    return store.put({ pk: key.trip(request.tripId), sk, doc, expiresAt: offersKeptUntil(request) }, 0);
  });
  await Promise.all(puts);
}

/** The lists that entries name, put together again. */
function listsOf(log: readonly Entry[], pieces: readonly Piece[]): readonly Came[] {
  const named = new Set(log.flatMap(({ data }) => filedIn(data)?.whole ?? []));
  return [...named].map((hash) => {
    const mine = pieces.filter((piece) => piece.hash === hash).map(({ list }) => list);
    return { offers: mine.flatMap(({ offers }) => offers), refused: mine.flatMap(({ refused }) => refused) };
  });
}

/** What was watched and is the trip's own from now on is kept as long as all of its own, and not as short as a price that is asked for every day. */
async function keepTaken(before: Trip | undefined, after: Trip, { store }: Pick<Ports, 'store'>): Promise<void> {
  const watched = new Set(before?.requests.flatMap(({ id, watchId }) => (watchId === undefined ? [] : [id])));
  const taken = after.requests.filter(({ id, watchId }) => watchId === undefined && watched.has(id));
  const pk = key.trip(after.id);
  const keep = taken.flatMap((request) =>
    ['EVID', 'SEAL', 'OFFER', 'LOG', 'WIRE'].map(async (kind) => {
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

/** `of`: the vendor whose offers and refusals alone are wanted, as part of their keys. */
async function requestEvidence(trip: Trip, requestId: string, { store }: Pick<Ports, 'store'>, of = ''): Promise<RequestEvidence> {
  const pk = key.trip(trip.id);
  const [entries, pieces, offers, refused] = await Promise.all([
    store.query<Entry>({ pk, skPrefix: `EVID#${requestId}#` }),
    store.query<Piece>({ pk, skPrefix: `SEAL#${requestId}#` }),
    store.query<Offer>({ pk, skPrefix: `OFFER#${requestId}#${of}` }),
    store.query<RefusalDoc>({ pk, skPrefix: `LOG#${requestId}#${of}` }),
  ]);
  const head = trip.evidence?.[requestId];
  const log = logFrom(head, entries);
  return {
    request: requestId,
    ...(head && { head }),
    log,
    lists: listsOf(
      log,
      pieces.map(({ doc }) => doc),
    ),
    offers: offers.map(({ doc }) => doc),
    refused: refused.map(({ doc }) => doc),
    wires: [],
  };
}

/** What vendors wrote, which a vendor's part does without. */
async function wiresOf(trip: Trip, requestId: string, { store }: Pick<Ports, 'store'>): Promise<readonly WireDoc[]> {
  return (await store.query<WireDoc>({ pk: key.trip(trip.id), skPrefix: `WIRE#${requestId}#` })).map(({ doc }) => doc);
}

/** All that is on record of a trip, for its traveller. */
export async function evidenceOf(trip: Trip, ports: Pick<Ports, 'store'>): Promise<WholeEvidence> {
  const requests = await Promise.all(
    trip.requests.map(async (request) => {
      const [evidence, wires] = await Promise.all([requestEvidence(trip, request.id, ports), wiresOf(trip, request.id, ports)]);
      return { request, evidence: { ...evidence, wires } };
    }),
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
  return vendorPart(await revisionsOf(trip, requestId, ports, `${vendor.id}#`), vendor.id, vendor.wireRequestId, drawSecret(trip.secret));
}

/** Where the part of each of these vendors ends, the record being read once for all of them. */
export async function vendorHeads(
  trip: Trip,
  request: RequestForOffers,
  vendorIds: readonly string[],
  ports: Pick<Ports, 'store'>,
): Promise<ReadonlyMap<string, string>> {
  const revisions = await revisionsOf(trip, request.id, ports);
  const known = revisions.map(({ lists }) => byHash(lists));
  const draw = drawSecret(trip.secret);
  const headOf = (id: string) => {
    const under = requestPseudonym(trip.secret, id, wireIdOf(request));
    return vendorPart(revisions, id, under, draw, known).head;
  };
  return new Map(vendorIds.map((id) => [id, headOf(id)]));
}

async function revisionsOf(trip: Trip, requestId: string, ports: Pick<Ports, 'store'>, of = ''): Promise<readonly RequestEvidence[]> {
  const asked = trip.requests.find(({ id }) => id === requestId);
  const same = trip.requests.filter((request) => asked !== undefined && wireIdOf(request) === wireIdOf(asked));
  return Promise.all(same.map(({ id }) => requestEvidence(trip, id, ports, of)));
}
