import { canonicalJson } from './canonical.ts';
import type { Offer } from './offer.ts';

/** How many wishes later an offer was made: none where it answered the request as first asked. */
function wishesOf({ wishes = 0 }: Offer): number {
  return wishes;
}

/** What a vendor's newest answer to a request makes of its earlier ones: said again as it was, the earlier stays and the newer is not told twice; otherwise the newer takes its place. Offers whose vendor has not answered again stay, and so does one that it was asked to better. To be given only what has not expired. */
export function latest(offers: readonly Offer[]): readonly Offer[] {
  if (offers.every(({ wishes }) => wishes === undefined)) return offers;
  const byVendor = Map.groupBy(offers, ({ requestId, vendorId }) => `${requestId}/${vendorId}`);
  const stays = new Set([...byVendor.values()].flatMap(lastOf));
  return offers.filter((offer) => stays.has(offer));
}

function lastOf(mine: readonly Offer[]): readonly Offer[] {
  const last = Math.max(...mine.map(wishesOf));
  const isNow = (offer: Offer) => wishesOf(offer) === last || offer.counters !== undefined;
  return mine.flatMap((offer) => (isNow(offer) ? [mine.find((each) => isSame(each, offer)) ?? offer] : []));
}

/** The same thing on the same terms, whatever id its vendor gives it. */
function isSame(a: Offer, b: Offer): boolean {
  if (a.total.minor !== b.total.minor || a.counters !== b.counters) return false;
  const said = ({ item, total, dueNow, dueLater, dueAtDestination, includes, cancellation, hold, dataNeeded, details = {} }: Offer) =>
    canonicalJson([item, total, dueNow, dueLater, dueAtDestination, includes, cancellation, hold, dataNeeded, details]);
  return said(a) === said(b);
}

/** Made before what was wished for last, by a vendor that has not answered to that yet. */
export function isStale(offer: Offer, offers: readonly Offer[], wishes: number | undefined): boolean {
  const mine = offers.filter(({ requestId, vendorId }) => requestId === offer.requestId && vendorId === offer.vendorId);
  return Math.max(0, ...mine.map(wishesOf)) < (wishes ?? 0);
}
