import type { Booking } from '../booking/booking.ts';
import { type Money, money } from '../money.ts';
import type { Trip } from '../trip-record.ts';
import { feesOf } from './apart.ts';
import { offerFreeUntil } from './offer-facts.ts';
import { say } from './reaction.ts';
import { momentIn, refundSay, sellerOf, zoneOf } from './readback-lines.ts';
import type { Say } from './say.ts';

/** Their sellers, each once. */
export function names(bookings: readonly Booking[]) {
  return { list: [...new Set(bookings.map((booking) => sellerOf(booking.offer)))] };
}

/** What leaving costs, as its vendors quoted it; without a quote all of it. */
function feeOf(asked: readonly Booking[]) {
  return feesOf(asked.map(({ cancelQuote, offer }) => ({ fee: cancelQuote?.fee ?? offer.total, category: offer.category })));
}

function refundOf(asked: readonly Booking[], { currency }: Pick<Money, 'currency'>) {
  return feesOf(asked.map(({ cancelQuote, offer }) => ({ fee: cancelQuote?.refund ?? money(0, currency), category: offer.category })));
}

/** What leaving costs and what comes back. Nothing was charged by vendors who only show how it goes: then what it costs is what it would. */
export function costSay(asked: readonly Booking[]): Say {
  const fee = feeOf(asked);
  const refund = refundOf(asked, fee);
  const alone = only(asked);
  const free = alone ? offerFreeUntil(alone.offer) : undefined;
  const sellers = names(asked);
  if (fee.minor === 0)
    return alone && free
      ? say('cancel.free_until', { until: momentIn(free, zoneOf(alone.offer.item)), sellers })
      : say('cancel.free', { sellers });
  return say(costKey('cancel', refund, asked), { fee, refund, sellers });
}

function costKey(topic: 'cancel' | 'switch', refund: Money, asked: readonly Booking[]): string {
  const key = refund.minor > 0 ? `${topic}.costs_refund` : `${topic}.costs`;
  return isShown(asked) ? `${key}_demo` : key;
}

/** What is left once what takes its place is bought. */
export function replacedBy({ talk, bookings }: Trip): readonly Booking[] {
  const ids = talk.switching?.bookingIds ?? [];
  return bookings.filter(({ id, status }) => ids.includes(id) && status === 'confirmed');
}

/** "Dès que c'est confirmé, j'annule ce que vous aviez": read with what takes its place, because the phrase agrees to both. */
export function thenLeft(trip: Trip): readonly Say[] {
  const asked = replacedBy(trip);
  if (asked.length === 0) return [];
  const fee = feeOf(asked);
  const refund = refundOf(asked, fee);
  const sellers = names(asked);
  return [fee.minor === 0 ? say('switch.free', { sellers }) : say(costKey('switch', refund, asked), { fee, refund, sellers })];
}

/** What is left costs something, so that leaving it is no small thing. */
export function leavesAtAFee(trip: Trip): boolean {
  const asked = replacedBy(trip);
  return asked.length > 0 && feeOf(asked).minor > 0;
}

function isShown(asked: readonly Booking[]): boolean {
  return asked.every(({ offer }) => offer.demo);
}

function only([first, ...more]: readonly Booking[]): Booking | undefined {
  return more.length === 0 ? first : undefined;
}

/** Who never answered the cancellation, and since when it counts. */
export function unansweredSays(asked: readonly Booking[]): readonly Say[] {
  return asked.flatMap(({ offer, leftAt }) =>
    leftAt === undefined ? [] : [say('cancel.unanswered', { seller: sellerOf(offer), sent: { instant: leftAt } })],
  );
}

/** What leaving cost and what comes back, once it is left. */
export function refundSays(asked: readonly Booking[]): readonly Say[] {
  const refund = refundOf(asked, money(0));
  const fee = feesOf(
    asked.map(({ cancelQuote, offer }) => ({ fee: cancelQuote?.fee ?? money(0, refund.currency), category: offer.category })),
  );
  if (isShown(asked)) return fee.minor + refund.minor > 0 ? [say('cancel.demo_done')] : [];
  return [...(fee.minor > 0 ? [say('cancel.fee', { fee })] : []), ...(refund.minor > 0 ? [refundSay(refund, only(asked)?.refundBy)] : [])];
}
