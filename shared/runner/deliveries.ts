import { drawSecret, type RefusalDoc } from '../market/evidence.ts';
import { isPerson } from '../market/invitation.ts';
import { declines } from '../market/notice.ts';
import { wireIdOf } from '../market/request.ts';
import type { WireDeclined } from '../market/wire.ts';
import type { Item, Ports, VendorRecord } from '../ports.ts';
import type { Instant } from '../time.ts';
import type { Effect, Trip } from '../trip-record.ts';
import { vendorHeads } from './evidence.ts';
import { key, sha256 } from './keys.ts';
import { offersOf } from './records.ts';

/** One call to one vendor, with its own version and lease: a fan-out never rewrites the trip. Stored under TRIP#id / OUT#<its key>. */
export interface Delivery {
  readonly schema: 1;
  readonly tripId: string;
  readonly effect: Effect;
  /** Request and withdrawal go to each vendor; the others know theirs by the booking. */
  readonly vendorId?: string;
  /** Where its offer ended: worked out once for all who lost, at one moment. */
  readonly declined?: WireDeclined;
  /** Goes to a vendor without an API, by mail: never within a turn. */
  readonly byMail?: true;
  /** Its vendor was reached, and answers later. */
  readonly later?: true;
  /** dead: kept for a person to look at, found under the foreign key DEAD. */
  readonly state: 'waiting' | 'leased' | 'done' | 'dead';
  /** How often it was begun. Above 1, the vendor may have heard it before. */
  readonly tries: number;
  /** The process that runs it. */
  readonly owner?: string;
}
export type DeliveryItem = Item<Delivery>;

export const DEAD = 'DEAD#delivery';
const LEASE_MS = 30_000;
/** Longer than anything asks again for what is done. */
const DONE_KEPT_MS = 7 * 86_400_000;

/** Name of a delivery within its trip, and the idempotency key under which its vendor hears it: "hold:book-3", "request:rfo-1#alpes". */
export function deliveryKey({ effect, vendorId }: Pick<Delivery, 'effect' | 'vendorId'>): string {
  return vendorId === undefined ? effect.key : `${effect.key}#${vendorId}`;
}

function itemOf(delivery: Delivery, dueAt?: Instant) {
  const item = { pk: key.trip(delivery.tripId), sk: `OUT#${deliveryKey(delivery)}`, doc: delivery };
  return dueAt === undefined ? item : { ...item, dueAt };
}

function later(now: Instant, ms: number): Instant {
  return new Date(Date.parse(now) + ms).toISOString();
}

/** Every delivery that an effect of the outbox stands for. A withdrawal goes to those who were asked. */
export async function deliveriesOf(effect: Effect, trip: Trip, ports: Ports): Promise<readonly Delivery[]> {
  const one = { schema: 1, tripId: trip.id, effect, state: 'waiting', tries: 0 } as const;
  switch (effect.type) {
    case 'request-offers':
      return (await vendorsFor(effect.requestId, trip, ports)).map((vendor) => ({
        ...one,
        vendorId: vendor.id,
        ...(isPerson(vendor) && { byMail: true as const }),
      }));
    case 'invite-best':
      return invitedVendors(effect.requestId, trip).map((vendorId) => ({ ...one, vendorId }));
    case 'withdraw':
      return (await askedVendors(effect.requestId, trip, ports)).map((vendorId) => ({ ...one, vendorId }));
    case 'notice': {
      if (effect.notice.name === 'offer.declined')
        return (await declinesOf(effect.requestId, trip, ports)).map(([vendorId, declined]) => ({ ...one, vendorId, declined }));
      const to = effect.vendorId === undefined ? await askedVendors(effect.requestId, trip, ports) : [effect.vendorId];
      return to.map((vendorId) => ({ ...one, vendorId }));
    }
    case 'letter':
      return [{ ...one, vendorId: effect.vendorId, byMail: true }];
    case 'hold':
    case 'confirm':
    case 'release':
    case 'quote-cancel':
    case 'cancel':
    case 'watch':
      return [one];
  }
}

/** Whoever bid and lost, where, and how their part of the record ends. */
async function declinesOf(requestId: string, trip: Trip, ports: Ports): Promise<readonly (readonly [string, WireDeclined])[]> {
  const request = trip.requests.find(({ id }) => id === requestId);
  const need = trip.brief.needs.find(({ id }) => id === request?.needId);
  if (!request || !need) return [];
  const [asked, offers] = await Promise.all([
    askedVendors(requestId, trip, ports).then((ids) => new Set(ids)),
    offersOf(trip.id, ports, `OFFER#${requestId}#`),
  ]);
  const context = { need, brief: trip.brief, now: ports.clock.now() };
  const found = declines(offers, context, drawSecret(trip.secret), trip.brief.tellsWhy === true);
  const won = new Set(trip.bookings.flatMap(({ offer }) => (offer.requestId === requestId ? [offer.vendorId] : [])));
  const lost = [...found].filter(([vendorId]) => asked.has(vendorId) && !won.has(vendorId));
  const heads = await vendorHeads(
    trip,
    request,
    lost.map(([vendorId]) => vendorId),
    ports,
  );
  return lost.map(([vendorId, declined]) => {
    const head = heads.get(vendorId) ?? '';
    return [vendorId, head === '' ? declined : { ...declined, evidence_head: `sha256-${head}` }];
  });
}

/** Who was asked for a request, in id order. Who refused the buyer's terms hears nothing more of it. */
export async function askedVendors(requestId: string, trip: Trip, { store }: Pick<Ports, 'store'>): Promise<readonly string[]> {
  const [asked, gone] = await Promise.all([
    store.query<Delivery>({ pk: key.trip(trip.id), skPrefix: `OUT#request:${requestId}#` }),
    refusers([requestId], trip, store),
  ]);
  return asked.flatMap(({ doc }) => (doc.vendorId === undefined || gone.has(doc.vendorId) ? [] : [doc.vendorId]));
}

/** Vendors that refused the buyer's terms for one of these requests. */
async function refusers(requestIds: readonly string[], trip: Trip, store: Ports['store']): Promise<ReadonlySet<string>> {
  const logs = await Promise.all(requestIds.map((id) => store.query<RefusalDoc>({ pk: key.trip(trip.id), skPrefix: `LOG#${id}#` })));
  const refused = logs.flat().filter(({ doc }) => doc.reason === 'terms_rejected');
  return new Set(refused.map(({ doc }) => doc.vendorId));
}

/** Our offer ids begin with request and vendor. */
function invitedVendors(requestId: string, trip: Trip): readonly string[] {
  const offers = trip.requests.find(({ id }) => id === requestId)?.round?.offers ?? [];
  return offers.flatMap((id) => id.split('/').slice(1, 2));
}

/** In an order that favours no vendor and is the same each time: under a live cap, another few come first in another request. Nothing of a vendor but its id goes into it. */
async function vendorsFor(requestId: string, trip: Trip, { vendors, store }: Ports): Promise<readonly VendorRecord[]> {
  const request = trip.requests.find((each) => each.id === requestId);
  if (!request) return [];
  const isAside = request.watchId !== undefined || request.shiftDays !== undefined;
  const invited = new Set(request.invited);
  const able = await vendors.forCategory(request.category);
  const before = request.revises ? trip.requests.filter((each) => each.id !== requestId && wireIdOf(each) === wireIdOf(request)) : [];
  const gone = await refusers([requestId, ...before.map(({ id }) => id)], trip, store);
  return (
    able
      .filter(({ id }) => (invited.size === 0 || invited.has(id)) && !gone.has(id) && id !== request.except)
      // A watched price is asked for again and again, other days on the chance that they are liked; a wish stands on the page that the first letter leads to. Nobody is written to for those.
      .filter((vendor) => !(isAside || request.wishes !== undefined) || !isPerson(vendor))
      .map((vendor) => ({ vendor, place: sha256(`${trip.id} ${requestId} ${vendor.id}`) }))
      .sort((a, b) => (a.place < b.place ? -1 : 1))
      .map(({ vendor }) => vendor)
  );
}

/** Records a delivery for the dispatcher, at once or for the moment that its effect names. One that is there already stays as it is. */
export async function enqueue(delivery: Delivery, now: Instant, { store }: Ports): Promise<void> {
  await store.put(itemOf(delivery, delivery.effect.type === 'watch' ? delivery.effect.at : now), 0);
}

/** Takes a delivery for this process: recorded and leased in one write when it is new. Undefined when another has it or it is done. */
export async function begin(delivery: Delivery, owner: string, now: Instant, ports: Ports): Promise<DeliveryItem | undefined> {
  const leased = { ...delivery, state: 'leased', tries: 1, owner } as const;
  const item = itemOf(leased, later(now, LEASE_MS));
  if (await ports.store.put(item, 0)) return { ...item, v: 1 };
  const stored = await ports.store.get<Delivery>(item.pk, item.sk);
  if (!stored) return undefined;
  // Put off for nobody's failure, only so that vendors are not all asked at once: whoever waits for it takes it now.
  const isSpread = stored.doc.effect.type === 'request-offers' && stored.doc.state === 'waiting' && stored.doc.tries === 0;
  return claim(isSpread ? { ...stored, dueAt: now } : stored, owner, now, ports);
}

/** Takes a stored delivery whose time has come. A lease that ran out is anybody's. */
export async function claim(stored: DeliveryItem, owner: string, now: Instant, ports: Ports): Promise<DeliveryItem | undefined> {
  if (stored.dueAt === undefined || stored.dueAt > now) return undefined;
  const item = itemOf({ ...stored.doc, state: 'leased', tries: stored.doc.tries + 1, owner }, later(now, LEASE_MS));
  const v = await ports.store.put(item, stored.v);
  return v === undefined ? undefined : { ...item, v };
}

/** What was put off, or given up, is due now: somebody answered. */
export async function hurry(tripId: string, effectKey: string, now: Instant, { store }: Ports): Promise<void> {
  const item = await store.get<Delivery>(key.trip(tripId), `OUT#${effectKey}`);
  if (!item) return;
  const isPutOff = item.doc.state === 'waiting' && item.dueAt !== undefined && item.dueAt > now;
  if (isPutOff || item.doc.state === 'dead') await store.put(itemOf({ ...item.doc, state: 'waiting' }, now), item.v);
}

/** The end of a try. A conflict means that the lease was lost meanwhile: whoever has it writes the end. */
export type End =
  | { readonly type: 'done'; readonly later?: true }
  | { readonly type: 'dead' }
  | { readonly type: 'again'; readonly at: Instant; readonly uncounted?: true };

export async function end(taken: DeliveryItem, how: End, now: Instant, { store }: Ports): Promise<void> {
  const { owner: _, ...delivery } = taken.doc;
  switch (how.type) {
    case 'done':
      await store.put(
        { ...itemOf({ ...delivery, state: 'done', ...(how.later && { later: true }) }), expiresAt: later(now, DONE_KEPT_MS) },
        taken.v,
      );
      return;
    case 'dead':
      await store.put({ ...itemOf({ ...delivery, state: 'dead' }), foreign: DEAD }, taken.v);
      return;
    case 'again':
      await store.put(itemOf({ ...(how.uncounted ? uncounted(delivery) : delivery), state: 'waiting' }, how.at), taken.v);
  }
}

/** As before this try, but for that it was begun: the vendor may have heard it. */
function uncounted(delivery: Delivery): Delivery {
  return { ...delivery, tries: Math.max(1, delivery.tries - 1) };
}
