import type { Booking } from '../booking/booking.ts';
import { say } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import type { Say } from './say.ts';
import type { Stepped } from './state.ts';

/** Whoever bought something of which its vendor said nothing any more, or which it confirmed dearer and will not take back, hears so once, with the next words, and whom to call. */
export function withUnclear(stepped: Stepped): Stepped {
  const { answer, trip } = stepped;
  const untold = trip.bookings.filter(isUntold);
  if (!answer || stepped.wait || untold.length === 0) return stepped;
  const bookings = trip.bookings.map((each) => (isUntold(each) ? toldOf(each) : each));
  return { ...stepped, trip: { ...trip, bookings }, answer: { ...answer, says: [...untold.map(openSay), ...answer.says] } };
}

function isUntold(booking: Booking): boolean {
  return isUnclear(booking) || booking.overcharged === 'untold';
}

function isUnclear({ status, unclear }: Booking): boolean {
  return (status === 'unknown' || status === 'cancelling') && unclear === 'untold';
}

function toldOf(booking: Booking): Booking {
  return isUnclear(booking) ? { ...booking, unclear: 'told' } : { ...booking, overcharged: 'told' };
}

function openSay(booking: Booking): Say {
  const { offer, supportPhone, readTotal = offer.total, confirmedTotal = offer.total } = booking;
  const seller = sellerOf(offer);
  const phone = supportPhone === undefined ? {} : { phone: supportPhone };
  const end = supportPhone === undefined ? '_no_phone' : '';
  if (isUnclear(booking) && booking.failure === undefined)
    return say(booking.status === 'cancelling' ? `booking.unclear_leaving${end}` : `booking.unclear${end}`, { seller, ...phone });
  return say(`booking.overcharged${isUnclear(booking) ? '_silent' : ''}${end}`, {
    seller,
    ...phone,
    price: confirmedTotal,
    read: readTotal,
  });
}
