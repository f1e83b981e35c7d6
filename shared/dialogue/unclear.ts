import type { Booking } from '../booking/booking.ts';
import { say } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import type { Say } from './say.ts';
import type { Stepped } from './state.ts';

/** Whoever bought something of which its vendor said nothing any more hears so once, with the next words, and whom to call. */
export function withUnclear(stepped: Stepped): Stepped {
  const { answer, trip } = stepped;
  const untold = trip.bookings.filter(isUntold);
  if (!answer || stepped.wait || untold.length === 0) return stepped;
  const bookings = trip.bookings.map((each) => (isUntold(each) ? { ...each, unclear: 'told' as const } : each));
  return { ...stepped, trip: { ...trip, bookings }, answer: { ...answer, says: [...untold.map(unclearSay), ...answer.says] } };
}

function isUntold({ status, unclear }: Booking): boolean {
  return status === 'unknown' && unclear === 'untold';
}

function unclearSay({ offer, supportPhone }: Booking): Say {
  const seller = sellerOf(offer);
  return supportPhone ? say('booking.unclear', { seller, phone: supportPhone }) : say('booking.unclear_no_phone', { seller });
}
