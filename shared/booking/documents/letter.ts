import { sha256 } from '../../market/canonical.ts';
import type { HeardNews } from '../../market/vendor-news.ts';
import type { Trip } from '../../trip-record.ts';
import type { Booking } from '../booking.ts';

/** Names what a vendor said: every id in a message is its vendor's own, and only together with the vendor it names one thing. */
export function letterMark({ vendorId, id }: Pick<HeardNews, 'vendorId' | 'id'>): string {
  return sha256(`${vendorId}\n${id}`).slice(0, 32);
}

/** The booking that a vendor's news is about: the last one made from its offer to that request. */
export function bookingOf(
  { bookings }: Pick<Trip, 'bookings'>,
  { vendorId, requestId }: Pick<HeardNews, 'vendorId' | 'requestId'>,
): Booking | undefined {
  return bookings.findLast(({ offer }) => offer.vendorId === vendorId && offer.requestId === requestId);
}
