import type { OutcomeEvent } from '../concierge.ts';
import { faultOf } from '../errors.ts';
import type { Item, Outcome, Ports } from '../ports.ts';
import { claim, type Delivery, type DeliveryItem, deliveriesOf, type End, end, enqueue } from '../runner/deliveries.ts';
import { atMost } from '../runner/lanes.ts';
import { perform, type Result } from '../runner/perform.ts';
import { saveTrip } from '../runner/records.ts';
import { leaveUnclear } from '../runner/unclear.ts';
import type { Instant } from '../time.ts';
import type { Effect, Trip } from '../trip-record.ts';

/** What the dispatcher is given beside the ports. */
export interface Dispatching {
  readonly ports: Ports;
  readonly deliver: (event: OutcomeEvent) => Promise<boolean>;
  /** Names this process's leases. */
  readonly owner: string;
  /** 0 ≤ r < 1. */
  readonly random: () => number;
  /** By trip id, the outcome being told: each is a write of the same trip, so they go one after another. */
  readonly telling: Map<string, Promise<unknown>>;
}

/** What became of the items of one pass; those that another run has are only found. */
export interface Swept {
  readonly found: number;
  readonly expanded: number;
  readonly done: number;
  readonly again: number;
  readonly dead: number;
}

/** Below the lease, even when a status query comes first. */
const CALL_MS = 10_000;
/** What no turn waits for goes to each vendor at a moment of its own: two who compare when they were asked learn nothing. */
const PUBLISHED_WITHIN_MS = 2_000;
/** Deliveries put on record at the same moment: one after another, a thousand vendors take most of a function's minute. */
const RECORDED_AT_ONCE = 25;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 5 * 60_000;
/** An offer is worth a few tries; a purchase is asked after for about an hour before a person must look. */
const MOST_TRIES: Readonly<Record<Effect['type'], number>> = {
  'request-offers': 5,
  'invite-best': 5,
  notice: 5,
  letter: 24,
  withdraw: 5,
  hold: 24,
  confirm: 24,
  release: 24,
  'quote-cancel': 24,
  cancel: 24,
  watch: 24,
};

function later(now: Instant, ms: number): Instant {
  return new Date(Date.parse(now) + ms).toISOString();
}

/** One pass over what is due: outboxes become deliveries, deliveries are claimed, run, and ended. Safe to run anywhere, any number of times at once. */
export async function dispatch(
  dispatching: Dispatching,
  { now, limit }: { readonly now: Instant; readonly limit: number },
): Promise<Swept> {
  return runItems(await dispatching.ports.store.due(now, limit), now, dispatching);
}

/** Takes over from processes that are gone: their leases end and their outboxes go on. Only for the one owner of a store, before its first turn. */
export async function recover({
  ports,
  random = () => 0,
}: Pick<Dispatching, 'ports'> & Partial<Pick<Dispatching, 'random'>>): Promise<void> {
  const { store, clock } = ports;
  const left = await store.due(later(clock.now(), LAST_RETRY_MS), 10_000);
  for (const item of left) {
    // A try that ended with its process was none: many restarts are no hour of asking.
    if (isDelivery(item) && item.doc.state === 'leased')
      await end(item, { type: 'again', at: clock.now(), uncounted: true }, clock.now(), ports);
    if (isTrip(item)) await expand(item, { ports, random });
  }
}

function isDelivery(item: Item): item is DeliveryItem {
  return item.sk.startsWith('OUT#');
}

function isTrip(item: Item): item is Item<Trip> {
  return item.pk.startsWith('TRIP#') && item.sk === 'META';
}

/** The same for items that are already at hand (a table's stream). */
export async function runItems(items: readonly Item[], now: Instant, dispatching: Dispatching): Promise<Swept> {
  const isDue = (item: Item) => item.dueAt !== undefined && item.dueAt <= now;
  let expanded = 0;
  for (const trip of items.filter(isTrip).filter(isDue)) if (await expand(trip, dispatching)) expanded++;
  const ends = await Promise.all(items.filter(isDelivery).map((item) => runDelivery(item, dispatching)));
  const count = (type: End['type']) => ends.filter((each) => each?.type === type).length;
  return { found: items.length, expanded, done: count('done'), again: count('again'), dead: count('dead') };
}

/** Puts each delivery of an outbox on record, then empties the outbox. In this order: after a crash the second run finds them there. */
async function expand(item: Item<Trip>, { ports, random }: Pick<Dispatching, 'ports' | 'random'>): Promise<boolean> {
  const trip = item.doc;
  for (const effect of trip.outbox) {
    const spreadMs = effect.type === 'request-offers' ? PUBLISHED_WITHIN_MS : 0;
    await atMost(RECORDED_AT_ONCE, await deliveriesOf(effect, trip, ports), (delivery) =>
      enqueue(delivery, later(ports.clock.now(), Math.floor(random() * spreadMs)), ports),
    );
  }
  return (await saveTrip({ ...trip, outbox: [] }, item.v, ports.clock.now(), ports)) !== undefined;
}

/** Undefined when another run has it. A failure of ours puts it off like any other, so that one bad delivery stops no other. */
async function runDelivery(stored: DeliveryItem, dispatching: Dispatching): Promise<End | undefined> {
  const { ports, owner } = dispatching;
  const taken = await claim(stored, owner, ports.clock.now(), ports);
  if (!taken) return undefined;
  const how = await attempt(taken, dispatching).catch((error: unknown): End => {
    ports.log.event('delivery.failed', { effect: taken.doc.effect.type, ...faultOf(error) });
    return endOf(taken.doc, FAILED, dispatching);
  });
  if (how.type === 'dead')
    ports.log.event('delivery.dead', { effect: taken.doc.effect.type, tries: taken.doc.tries, trip: taken.doc.tripId });
  await end(taken, how, ports.clock.now(), ports);
  return how;
}

async function attempt(taken: DeliveryItem, dispatching: Dispatching): Promise<End> {
  const { ports } = dispatching;
  const trip = await ports.store.get<Trip>(taken.pk, 'META');
  if (!trip) return { type: 'done' };
  const { effect, tries, tripId } = taken.doc;
  const result = await perform(taken.doc, trip.doc, ports, { timeoutMs: CALL_MS }, tries >= MOST_TRIES[effect.type]);
  const isTold = result.outcome === undefined || (await tell(taken.doc, result.outcome, dispatching));
  const how = endOf(taken.doc, isTold ? result : FAILED, dispatching);
  if (how.type === 'dead' && (effect.type === 'confirm' || effect.type === 'cancel')) await leaveUnclear(tripId, effect.bookingId, ports);
  return how;
}

async function tell({ tripId, effect }: Delivery, answer: Outcome, { deliver, telling }: Dispatching): Promise<boolean> {
  const before = telling.get(tripId) ?? Promise.resolve();
  const told = before.catch(() => undefined).then(() => deliver({ type: 'outcome', tripId, effect, answer }));
  telling.set(tripId, told);
  return told.finally(() => telling.get(tripId) === told && telling.delete(tripId));
}

const FAILED: Result = { again: 'backoff' };

function endOf({ effect, tries }: Delivery, { again, uncounted, later: isLater }: Result, { ports, random }: Dispatching): End {
  if (again === undefined) return { type: 'done', ...(isLater && { later: true }) };
  if (uncounted && again !== 'backoff') return { type: 'again', at: again, uncounted };
  if (tries >= MOST_TRIES[effect.type]) return { type: 'dead' };
  if (again !== 'backoff') return { type: 'again', at: again };
  // The last look at a purchase comes when no call of before can still be under way.
  const isLastOfPurchase = effect.type === 'confirm' && tries + 1 >= MOST_TRIES.confirm;
  return { type: 'again', at: later(ports.clock.now(), isLastOfPurchase ? LAST_RETRY_MS : backoffMs(tries, random())) };
}

/** Capped exponential with full jitter: callers that failed together do not come back together. */
export function backoffMs(tries: number, random: number): number {
  return Math.round(random * Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(tries - 1, 20)));
}
