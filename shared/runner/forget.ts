import { release } from '../dialogue/bookings.ts';
import { newTrip } from '../dialogue/fresh.ts';
import type { Conversation } from '../dialogue/state.ts';
import { ConciergeError } from '../errors.ts';
import type { RequestForOffers } from '../market/request.ts';
import type { Item, Ports } from '../ports.ts';
import { addMinutes } from '../time.ts';
import type { Effect, Trip } from '../trip-record.ts';
import type { Turn } from '../turn.ts';
import type { Delivery } from './deliveries.ts';
import { key } from './keys.ts';
import type { LinkDoc } from './people.ts';
import { saveTrip } from './records.ts';

/** Longer than any vendor is asked again. */
const LEFT_MINUTES = 2 * 24 * 60;
const ATTEMPTS = 8;

/**
 * Everything of a person: links of every channel, conversation, profile and trips. What vendors were shown expires by itself.
 * Of a trip with a hold or a purchase that vendors must still be told about, so much is left as they must be told, nameless and for two days.
 */
export async function forget(conversation: Conversation, turn: Turn, ports: Ports): Promise<void> {
  const { store } = ports;
  const { traveller } = conversation;
  const people = new Set<string>();
  for (const tripId of new Set([conversation.currentTripId, ...conversation.trips.map((trip) => trip.id)]))
    people.add((await forgetTrip(tripId, ports)) ?? traveller);
  const links = await linksOf(traveller, ports);
  for (const pk of new Set([key.link(turn.channel, turn.traveller), ...links])) await store.erase(pk);
  await store.erase(key.user(traveller));
  for (const person of people) if (person !== traveller) await leave(person, ports);
}

/** Erases what is kept of a person to whom no channel leads any more. */
export async function leave(person: string, ports: Ports): Promise<void> {
  if ((await linksOf(person, ports)).length === 0) await ports.store.erase(key.user(person));
}

/** The index may still show a link that was erased or leads elsewhere by now: each is read again by its own key. */
async function linksOf(person: string, { store }: Ports): Promise<readonly string[]> {
  const found = await store.query({ foreign: key.person(person) });
  const links = await Promise.all(found.map(({ pk, sk }) => store.get<LinkDoc>(pk, sk)));
  return links.flatMap((link) => (link?.doc.person === person ? [link.pk] : []));
}

/** The traveller whose trip it was, if it was ever stored. */
async function forgetTrip(tripId: string, ports: Ports): Promise<string | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const stored = await ports.store.get<Trip>(key.trip(tripId), 'META');
    if (await eraseAllBut(tripId, stored, ports)) return stored?.doc.traveller;
  }
  throw new ConciergeError('store-down', 'the trip to forget keeps changing');
}

/** What is left is written first: killed in between, nothing is lost that a vendor waits for. False when the trip moved meanwhile. */
async function eraseAllBut(tripId: string, stored: Item<Trip> | undefined, ports: Ports): Promise<boolean> {
  const { store, clock } = ports;
  const pk = key.trip(tripId);
  const open = (await store.query<Delivery>({ pk, skPrefix: 'OUT#' })).filter(isOpen);
  const left = stored && leftOf(stored.doc, open, ports);
  if (left && !(await saveTrip(left, stored.v, clock.now(), ports))) return false;
  const kept = new Set(left ? ['META', ...open.map(({ sk }) => sk)] : []);
  if (kept.size === 0) await store.erase(pk);
  else for (const { sk } of await store.query({ pk })) if (!kept.has(sk)) await store.erase(pk, sk);
  return true;
}

function isPurchase(effect: Effect): boolean {
  return 'bookingId' in effect;
}

function isOpen({ doc }: Item<Delivery>): boolean {
  return isPurchase(doc.effect) && (doc.state === 'waiting' || doc.state === 'leased');
}

/** The trip with its holds let go and without what is the traveller's, names too unless a purchase under way cannot do without; undefined when no vendor waits for anything. */
function leftOf(trip: Trip, open: readonly Item<Delivery>[], { clock, ids }: Ports): Trip | undefined {
  const freed = release(trip, () => true).trip;
  const outbox = freed.outbox.filter(isPurchase);
  const effects = [...outbox, ...open.map(({ doc }) => doc.effect)];
  if (effects.length === 0) return undefined;
  const concerned = new Set(effects.flatMap((effect) => ('bookingId' in effect ? [effect.bookingId] : [])));
  const now = clock.now();
  const bare = newTrip({ id: trip.id, key: ids.secret(16), secret: trip.secret, traveller: 'forgotten', now });
  const { phase, leadName, details, readback } = trip;
  const bought = effects.some(({ type }) => type === 'confirm') && {
    phase,
    ...(leadName && { leadName }),
    ...(details && { details }),
    ...(readback && { readback }),
  };
  const bookings = freed.bookings.filter(({ id }) => concerned.has(id));
  const requests = trip.requests.filter(({ id }) => bookings.some(({ offer }) => offer.requestId === id)).map(closed);
  return { ...bare, ...bought, requests, bookings, outbox, counters: trip.counters, keptUntil: addMinutes(now, LEFT_MINUTES) };
}

/** Its vendor knows what it is told about by the request, in which nothing is personal. No offer comes in for it any more, and nobody hears who lost. */
function closed({ ceiling: _gone, ...request }: RequestForOffers): RequestForOffers {
  return request.state === 'open' || request.state === 'closed' ? { ...request, state: 'withdrawn' } : request;
}
