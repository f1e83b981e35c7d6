import type { Instant } from '../time.ts';
import { areTermsAsGood } from './as-good.ts';
import { canonicalJson } from './canonical.ts';
import { snake } from './item-wire.ts';
import type { Item, Offer } from './offer.ts';
import { rank } from './rank.ts';
import type { RequestForOffers } from './request.ts';
import { freeUntil, holds, type NeedContext } from './score.ts';
import { offerState } from './states.ts';

/** How many are asked for their best price. */
const BEST = 3;

/** Offers that stand at that moment: neither expired nor taken back by a better one of their own vendor. `kept`: ids that stay although they were bettered, because they are held. */
export function standing(offers: readonly Offer[], now: Instant, kept: ReadonlySet<string> = new Set()): readonly Offer[] {
  const alive = offers.filter(({ validUntil }) => Date.parse(validUntil) > Date.parse(now));
  const bettered = new Set(alive.flatMap((offer) => betteredBy(offer) ?? []));
  return alive.filter(({ id }) => kept.has(id) || !bettered.has(id));
}

/** Our id of the offer that this one replaces. */
export function betteredBy({ counters, requestId, vendorId, betters }: Offer): string | undefined {
  if (betters !== undefined) return betters;
  return counters === undefined ? undefined : `${requestId}/${vendorId}/${counters}`;
}

/** Who is asked to do better: one offer of each of the best three vendors. Those that the traveller was told of come first, in their order (`told`: our ids), then by rank. */
export function bestOf(told: readonly string[], offers: readonly Offer[], context: NeedContext, secret: string): readonly string[] {
  const ranked = rank(standing(offers, context.now, new Set(told)), context, secret).fitting.map(({ offer }) => offer);
  const first = told.flatMap((id) => ranked.find((offer) => offer.id === id) ?? []);
  const vendors = new Set<string>();
  const best = [...first, ...ranked].filter(({ vendorId }) => !vendors.has(vendorId) && vendors.add(vendorId));
  return best.slice(0, BEST).map(({ id }) => id);
}

/** What somebody who is asked to do better is told: whether it leads, and in what it is behind. No price, no name, no number of others. */
export interface Standing {
  readonly youAre: 'leading' | 'not_leading';
  readonly weakOn: readonly string[];
}

export function standingOf(offer: Offer, others: readonly Offer[], context: NeedContext, secret: string): Standing {
  const order = rank([offer, ...others.filter(({ id }) => id !== offer.id)], context, secret).fitting;
  const rest = order.map((ranked) => ranked.offer).filter(({ id }) => id !== offer.id);
  const leads = order[0]?.offer.id === offer.id;
  const state = offerState(offer, { now: context.now, leads, outdated: false, taken: false, lost: false });
  return { youAre: state === 'leading' ? state : 'not_leading', weakOn: weakOn(offer, rest, context) };
}

/** In what others are better than it, and which wishes it leaves open. */
export function weakOn(offer: Offer, rest: readonly Offer[], context: NeedContext): readonly string[] {
  const found = [
    ...(rest.some(({ total }) => total.minor < offer.total.minor) ? ['price'] : []),
    ...(rest.some((other) => (freeUntil(other, context.now) ?? '') > (freeUntil(offer, context.now) ?? '')) ? ['cancellation'] : []),
    ...(rest.some(({ item }) => distanceOf(item) < distanceOf(offer.item)) ? ['distance'] : []),
    ...(rest.some(({ rating = 4 }) => rating > (offer.rating ?? 4)) ? ['rating'] : []),
    ...context.need.requirements.filter((wish) => wish.strength === 'wish' && !holds(offer, wish)).map(({ attr }) => snake(attr)),
  ];
  return [...new Set(found)];
}

/** Minutes on foot to the lifts or else the centre; nobody is behind in what it did not tell. */
function distanceOf(item: Item): number {
  return item.category === 'lodging' ? (item.slopesMinutes ?? item.centreMinutes ?? 0) : 0;
}

/** Why an offer that replaces another one is refused; undefined when it may. `before`: what its vendor has offered so far. */
export function counterProblem(
  offer: Offer,
  before: readonly Offer[],
  request: RequestForOffers,
): { readonly reason: 'not_invited' | 'not_improved' | 'duplicate'; readonly problem: string } | undefined {
  const old = before.find(({ id }) => id === betteredBy(offer));
  const { round } = request;
  if (!old || !round?.offers.includes(old.id))
    return { reason: 'not_invited', problem: 'counters: not an offer that was asked for better' };
  if (offer.receivedAt > round.closesAt) return { reason: 'not_invited', problem: 'counters: the round is over' };
  if (before.some(({ id, counters }) => counters === offer.counters && id !== offer.id))
    return { reason: 'duplicate', problem: 'counters: bettered once already' };
  return improves(old, offer)
    ? undefined
    : { reason: 'not_improved', problem: 'counters: no better in price or terms, or worse in something' };
}

/** No worse in anything, and better in price, terms or what is included. */
export function improves(before: Offer, after: Offer): boolean {
  if (after.total.currency !== before.total.currency || after.total.minor > before.total.minor) return false;
  if (!areTermsAsGood(before, after)) return false;
  if (!isAsGood(before.item, after.item) || !before.includes.every((what) => after.includes.includes(what))) return false;
  const fees = feesAlong(before, after);
  if (fees.some(([old, now]) => now > old)) return false;
  const cheaper = after.total.minor < before.total.minor;
  const freer = fees.some(([old, now]) => now < old);
  return cheaper || freer || hasMore(before, after);
}

function hasMore(before: Offer, after: Offer): boolean {
  return after.includes.length > before.includes.length || canonicalJson(after.item) !== canonicalJson(before.item);
}

/** What leaving costs at every moment at which either schedule changes, and after the last. */
function feesAlong(before: Offer, after: Offer): readonly (readonly [number, number])[] {
  const moments = [before, after].flatMap(({ cancellation }) => cancellation.schedule.map(({ until }) => until));
  const feeAt = ({ cancellation, total }: Offer, at: Instant) =>
    cancellation.schedule.find(({ until }) => at <= until)?.fee.minor ?? total.minor;
  return [...moments, '9999'].map((at) => [feeAt(before, at), feeAt(after, at)] as const);
}

/** Facts where more is better; in any other the thing offered must stay the same. */
const MORE: ReadonlySet<string> = new Set(['bagsPerPerson', 'stars']);

function isAsGood(before: Item, after: Item): boolean {
  const old = new Map<string, unknown>(Object.entries(before));
  const now = new Map<string, unknown>(Object.entries(after));
  return [...new Set([...old.keys(), ...now.keys()])].every((name) => isFactAsGood(name, old.get(name), now.get(name)));
}

function isFactAsGood(name: string, old: unknown, now: unknown): boolean {
  if (name === 'has') return isWithin(old, now);
  if (name === 'hasNot') return isWithin(now, old);
  if (name === 'breakfast') return now === old || now === true;
  if (MORE.has(name)) return typeof old === 'number' && typeof now === 'number' ? now >= old : now === old;
  return canonicalJson(old ?? null) === canonicalJson(now ?? null);
}

function isWithin(some: unknown, all: unknown): boolean {
  return Array.isArray(some) && Array.isArray(all) && some.every((each) => all.includes(each));
}
