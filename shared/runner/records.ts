import { newConversation, newTrip } from '../dialogue/fresh.ts';
import type { Conversation, State, StepContext } from '../dialogue/state.ts';
import type { Offer } from '../market/offer.ts';
import type { Ports } from '../ports.ts';
import type { Instant } from '../time.ts';
import type { Trip } from '../trip-record.ts';
import { withFruitless } from './fruitless.ts';
import { key } from './keys.ts';

/** What one read gave, and the versions that a write must find again (0 = not stored yet). */
export interface Loaded {
  readonly state: State;
  readonly tripVersion: number;
  readonly conversationVersion: number;
}

type Fresh = StepContext['fresh'];

/** Offers of a trip in id order, so that nothing depends on who answered first. */
export async function offersOf(tripId: string, { store }: Ports, skPrefix = 'OFFER#'): Promise<readonly Offer[]> {
  const items = await store.query<Offer>({ pk: key.trip(tripId), skPrefix });
  return items.map((item) => item.doc).sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
}

/** The conversation is stored at once on first sight: turns that come together must agree on the trip they open. */
async function conversationOf(person: string, fresh: Fresh, { store }: Ports): Promise<{ conversation: Conversation; version: number }> {
  const pk = key.user(person);
  const stored = await store.get<Conversation>(pk, 'CONV');
  if (stored) return { conversation: stored.doc, version: stored.v };
  const conversation = newConversation(person, fresh.tripId);
  const version = await store.put({ pk, sk: 'CONV', doc: conversation }, 0);
  if (version !== undefined) return { conversation, version };
  const winner = await store.get<Conversation>(pk, 'CONV');
  return winner ? { conversation: winner.doc, version: winner.v } : { conversation, version: 0 };
}

/** The state of a person with their current trip. A trip that was never saved is an empty one. */
export async function load(person: string, fresh: Fresh, now: Instant, ports: Ports): Promise<Loaded> {
  const { conversation, version } = await conversationOf(person, fresh, ports);
  const id = conversation.currentTripId;
  const [stored, offers] = await Promise.all([ports.store.get<Trip>(key.trip(id), 'META'), offersOf(id, ports)]);
  const known = stored?.doc ?? newTrip({ id, key: fresh.key, secret: fresh.secret, traveller: person, now });
  const trip = await withFruitless(known, { offers, now }, ports);
  return { state: { conversation, trip, offers }, tripVersion: stored?.v ?? 0, conversationVersion: version };
}

/** The state around one trip, whatever its traveller speaks of now; undefined when it was erased. */
export async function loadTrip(tripId: string, ports: Ports): Promise<Loaded | undefined> {
  const [stored, offers] = await Promise.all([ports.store.get<Trip>(key.trip(tripId), 'META'), offersOf(tripId, ports)]);
  if (!stored) return undefined;
  const { traveller } = stored.doc;
  const known = await ports.store.get<Conversation>(key.user(traveller), 'CONV');
  const conversation = known?.doc ?? newConversation(traveller, tripId);
  return { state: { conversation, trip: stored.doc, offers }, tripVersion: stored.v, conversationVersion: known?.v ?? 0 };
}

/** One conditional write of the aggregate. `dueAt`: when the dispatcher may take over what its outbox still holds. */
export function saveTrip(trip: Trip, expected: number, dueAt: Instant, { store }: Ports): Promise<number | undefined> {
  const { keptUntil, outbox } = trip;
  const item = { pk: key.trip(trip.id), sk: 'META', doc: trip, ...(keptUntil !== undefined && { expiresAt: keptUntil }) };
  return store.put(outbox.length > 0 ? { ...item, dueAt } : item, expected);
}

/** Writes the conversation when the step changed it. Overtaken, it keeps what the other writer opened. */
export async function saveConversation(next: Conversation, loaded: Loaded, { store }: Ports): Promise<void> {
  const before = loaded.state.conversation;
  if (next === before) return;
  const pk = key.user(next.traveller);
  let wanted = next;
  let version = loaded.conversationVersion;
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await store.put({ pk, sk: 'CONV', doc: wanted }, version)) return;
    const stored = await store.get<Conversation>(pk, 'CONV');
    version = stored?.v ?? 0;
    const moved = next.currentTripId !== before.currentTripId;
    wanted = { ...next, currentTripId: moved ? next.currentTripId : (stored?.doc.currentTripId ?? next.currentTripId) };
  }
}
