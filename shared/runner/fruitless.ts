import type { Offer } from '../market/offer.ts';
import { awaitedUntil, type RequestForOffers } from '../market/request.ts';
import type { Ports } from '../ports.ts';
import type { Instant } from '../time.ts';
import type { Trip } from '../trip-record.ts';
import type { Delivery } from './deliveries.ts';
import { key } from './keys.ts';

interface At {
  readonly offers: readonly Offer[];
  readonly now: Instant;
  /** Effects that left the outbox in this turn. */
  readonly handed?: ReadonlySet<string>;
}

/** The trip, with each request marked that everyone has answered and nobody has anything for. Reads only where nothing was offered. */
export async function withFruitless(trip: Trip, { offers, now, handed }: At, { store }: Pick<Ports, 'store'>): Promise<Trip> {
  const asking = new Set(trip.outbox.flatMap((effect) => ('requestId' in effect && !handed?.has(effect.key) ? [effect.requestId] : [])));
  const offered = new Set(offers.map(({ requestId }) => requestId));
  const open = trip.requests.filter((one) => awaitedUntil(one, now) !== undefined && !asking.has(one.id) && !offered.has(one.id));
  const found = await Promise.all(open.map(async (request) => ((await isOver(request, trip.id, store)) ? [request.id] : [])));
  const over = new Set(found.flat());
  if (over.size === 0) return trip;
  return { ...trip, requests: trip.requests.map((one) => (over.has(one.id) ? { ...one, answered: true as const } : one)) };
}

/** Nobody was there to ask, or all have said that they have nothing. Who answers later, by mail or after a failure, may still come. */
async function isOver({ id }: RequestForOffers, tripId: string, store: Ports['store']): Promise<boolean> {
  const rows = await store.query<Delivery>({ pk: key.trip(tripId), skPrefix: `OUT#request:${id}` });
  const mine = rows.map(({ doc }) => doc).filter(({ effect }) => effect.type === 'request-offers' && effect.requestId === id);
  return mine.every(({ state, later, byMail }) => state === 'dead' || (state === 'done' && !later && !byMail));
}
