import type { Offer } from './offer.ts';
import { effectiveMinor, freeUntil, minutesThere, missesOf, type NeedContext, unmetWishes } from './score.ts';
import { inOrder, type Rankable, type Terms } from './ties.ts';

export interface RankedOffer extends Rankable {
  readonly offer: Offer;
  /** Musts it misses; empty when it fits. */
  readonly misses: readonly string[];
}

/** Unexpired offers of one need, best first: those that meet every must, and apart those "à côté", which may only be spoken as such. */
export function rank(
  offers: readonly Offer[],
  context: NeedContext,
  secret: string,
): { readonly fitting: readonly RankedOffer[]; readonly beside: readonly RankedOffer[] } {
  const alive = offers.filter(({ needId, validUntil }) => needId === context.need.id && Date.parse(validUntil) > Date.parse(context.now));
  const scored = alive.map((offer) => rankable(offer, context));
  return {
    fitting: inOrder(
      scored.filter(({ misses }) => misses.length === 0),
      secret,
    ),
    beside: inOrder(
      scored.filter(({ misses }) => misses.length > 0),
      secret,
    ),
  };
}

function rankable(offer: Offer, context: NeedContext): RankedOffer {
  const free = freeUntil(offer, context.now);
  const there = minutesThere(offer.item);
  return {
    offer,
    key: offer.id,
    effectiveMinor: effectiveMinor(offer, context),
    unmetWishes: unmetWishes(offer, context.need),
    co2Kg: offer.co2Kg ?? 0,
    misses: missesOf(offer, context.need),
    ...(there === undefined ? {} : { minutesThere: there }),
    ...(free === undefined ? {} : { freeUntil: free }),
  };
}

/** Of lines that are had together: free to leave until the first of them is not; undefined when one that costs something cannot be left, and when nothing costs anything. */
export function termsOf(lines: readonly RankedOffer[]): Terms {
  const total = (of: (line: RankedOffer) => number) => lines.reduce((sum, line) => sum + of(line), 0);
  const moments = lines.filter(({ offer }) => offer.total.minor > 0).map(({ freeUntil: until }) => until ?? '');
  const free = moments.includes('') ? undefined : moments.sort()[0];
  return {
    unmetWishes: total(({ unmetWishes: unmet }) => unmet),
    minutesThere: total(({ minutesThere: there = 0 }) => there),
    co2Kg: total(({ co2Kg }) => co2Kg),
    ...(free === undefined ? {} : { freeUntil: free }),
  };
}
