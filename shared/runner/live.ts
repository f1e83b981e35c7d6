import type { Outcome, Ports } from '../ports.ts';
import type { Instant } from '../time.ts';
import type { Effect, Trip } from '../trip-record.ts';
import { type Budget, unlessAborted } from './budget.ts';
import { begin, type Delivery, type DeliveryItem, deliveriesOf, end, enqueue } from './deliveries.ts';
import { key } from './keys.ts';
import { atMost } from './lanes.ts';
import { perform, type Result } from './perform.ts';

/** A vendor's answer to a purchase, and the delivery that ends once the trip has it. */
export interface LiveOutcome {
  readonly taken: DeliveryItem;
  readonly answer: Outcome;
  readonly again?: Instant | 'backoff';
}

export interface LiveRun {
  readonly outcomes: readonly LiveOutcome[];
  /** Keys of the effects whose every delivery is on record: they may leave the outbox. */
  readonly handed: readonly string[];
  /** Something was cut by the deadline, or left to the worker. */
  readonly timedOut: boolean;
  /** Another copy of the turn, or the worker, has some of it in hand. */
  readonly elsewhere: boolean;
}

/** A vendor that failed is left alone this long, and then to the worker. */
const RETRY_MS = 1_000;

/** What a live turn waits for. Withdrawals, clocks and requests nobody waits for go straight to the worker. */
export function isAwaited(effect: Effect): boolean {
  return 'wait' in effect ? effect.wait : 'bookingId' in effect;
}

/** Offers are waited for less long than purchases. */
export function asksForOffers({ type }: Effect): boolean {
  return type === 'request-offers' || type === 'invite-best';
}

/** First of each list, then second of each…: under the cap every need is asked for. */
function interleaved<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat();
}

interface Plan {
  readonly deliveries: readonly Delivery[];
  /** Letters: put on record for the worker, and not waited for. */
  readonly letters: readonly Delivery[];
  readonly handed: readonly string[];
}

/** Purchases all run; of the vendors asked for offers, as many as one live turn may ask. */
async function planOf(awaited: readonly Effect[], trip: Trip, ports: Ports): Promise<Plan> {
  const all = await Promise.all(awaited.map((effect) => deliveriesOf(effect, trip, ports)));
  const lists = all.map((list) => list.filter((delivery) => !delivery.byMail));
  const isPurchase = (list: readonly Delivery[]) => list.every((delivery) => delivery.vendorId === undefined);
  const purchases = lists.filter(isPurchase).flat();
  const asked = interleaved(lists.filter((list) => !isPurchase(list))).slice(0, ports.settings.liveFanout);
  const deliveries = [...purchases, ...asked];
  const whole = awaited.filter((_, i) => (lists[i] ?? []).every((delivery) => deliveries.includes(delivery)));
  const letters = all.flat().filter((delivery) => delivery.byMail);
  return { deliveries, letters, handed: whole.map((effect) => effect.key) };
}

/** Deliveries of a trip that somebody has in hand, or may take at once. One that was put off for later is not waited for. */
export async function openDeliveries(trip: Trip, { store, clock }: Ports): Promise<readonly Delivery[]> {
  const rows = await store.query<Delivery>({ pk: key.trip(trip.id), skPrefix: 'OUT#' });
  const now = clock.now();
  return rows
    .filter(({ doc, dueAt = '' }) => (doc.state === 'leased' && dueAt > now) || (doc.state === 'waiting' && dueAt <= now))
    .map(({ doc }) => doc);
}

interface Live {
  readonly owner: string;
  readonly budget: Budget;
  readonly awaited: readonly Effect[];
}

/** Runs the effects that a saved trip waits for, until the budget ends. Never rejects for a vendor; does for the store. */
export async function runLive(trip: Trip, { owner, budget, awaited }: Live, ports: Ports): Promise<LiveRun> {
  const plan = await planOf(awaited, trip, ports);
  await Promise.all(plan.letters.map((delivery) => enqueue(delivery, ports.clock.now(), ports)));
  const tried = await atMost(AT_ONCE, plan.deliveries, (delivery) => tryOne(delivery, trip, { owner, budget, awaited }, ports));
  const keys = new Set(awaited.map((effect) => effect.key));
  const left = new Set(tried.flatMap(({ type }, i) => (type === 'left' ? [plan.deliveries[i]?.effect.key] : [])));
  const handed = plan.handed.filter((effectKey) => !left.has(effectKey));
  const isLost = tried.some(({ type }) => type === 'lost');
  return {
    outcomes: tried.flatMap((one) => (one.type === 'ran' && one.outcome ? [one.outcome] : [])),
    handed,
    timedOut: handed.length < awaited.length || tried.some((one) => one.type === 'ran' && one.cut),
    elsewhere: isLost && (await openDeliveries(trip, ports)).some(({ effect }) => keys.has(effect.key)),
  };
}

/** Vendors of one turn asked at the same moment: what is under way when the time is over must be put down within the turn's margin. */
const AT_ONCE = 100;

/** left: its turn came when the time was over. lost: somebody else has it. */
type Tried = { readonly type: 'left' | 'lost' } | { readonly type: 'ran'; readonly outcome?: LiveOutcome; readonly cut: boolean };

async function tryOne(delivery: Delivery, trip: Trip, { owner, budget }: Live, ports: Ports): Promise<Tried> {
  const { signal } = asksForOffers(delivery.effect) ? budget.offers : budget.booking;
  if (signal.aborted) return { type: 'left' };
  const taken = await begin(delivery, owner, ports.clock.now(), ports);
  return taken ? { type: 'ran', ...(await runOne(taken, trip, budget, ports)) } : { type: 'lost' };
}

async function runOne(
  taken: DeliveryItem,
  trip: Trip,
  budget: Budget,
  ports: Ports,
): Promise<{ readonly outcome?: LiveOutcome; readonly cut: boolean }> {
  const isOffers = asksForOffers(taken.doc.effect);
  const { signal, ms } = isOffers ? budget.offers : budget.booking;
  const bounds = { timeoutMs: ms, signal, ...(isOffers && { respondByLive: budget.offers.until }) };
  const result = await unlessAborted<Result>(perform(taken.doc, trip, ports, bounds), signal, ports);
  // Cut by our own deadline: the lease is released and the worker asks again under the same key.
  const isCut = result === undefined || (signal.aborted && result.again === 'backoff');
  const now = ports.clock.now();
  if (isCut) {
    await end(taken, { type: 'again', at: now }, now, ports);
    return { cut: true };
  }
  if (result.outcome) {
    const { outcome: answer, again } = result;
    return { outcome: { taken, answer, ...(again !== undefined && { again }) }, cut: false };
  }
  const soon = new Date(Date.parse(now) + RETRY_MS).toISOString();
  await end(
    taken,
    result.again === undefined ? { type: 'done', ...(result.later && { later: true }) } : { type: 'again', at: soon },
    now,
    ports,
  );
  return { cut: false };
}
