import { allows, moved } from '../market/states.ts';
import type { Money } from '../money.ts';
import type { VendorAnswer } from '../ports.ts';
import type { Instant } from '../time.ts';
import { CATEGORY } from '../trip/categories.ts';
import type { Booking, BookingStatus } from './booking.ts';
import { BOOKING_EVENTS, type BookingEvent, RESERVATION } from './states.ts';

/** On the way to being bought or bought: a second booking for the need would buy twice. */
const ACTIVE: readonly BookingStatus[] = ['chosen', 'holding', 'held', 'confirming', 'confirmed', 'unknown'];

/** Bought, or on its way to being bought or left: nobody may buy for the need again before that ends. */
const BOUND: readonly BookingStatus[] = ['confirming', 'confirmed', 'unknown', 'cancelling'];

export function isBound(booking: Booking): boolean {
  return BOUND.includes(booking.status);
}

/** A vendor's answer is still awaited. One that will never say stays unknown, and is nobody's to wait for. */
export function isUnderWay(booking: Booking): boolean {
  if (booking.status === 'unknown' || booking.status === 'cancelling') return booking.unclear === undefined;
  return booking.status === 'confirming';
}

export function isActive(booking: Booking): boolean {
  return ACTIVE.includes(booking.status);
}

/** Ready to be read back: held, or chosen where nothing can be held. */
export function isReady(booking: Booking): boolean {
  return booking.status === 'held' || booking.status === 'chosen';
}

/** The booking after a vendor's answer: where RESERVATION sends it, with what the answer tells. Answers that come twice or too late change nothing. */
export function answered(booking: Booking, effect: AskedOf, answer: VendorAnswer): Booking {
  if (effect === 'quote-cancel') return answer.type === 'cancel_quoted' ? quoted(booking, answer) : booking;
  const event = eventOf(booking, effect, answer);
  if (event === undefined || !allows(RESERVATION, booking.status, event)) return booking;
  return { ...toldBy(booking, effect, answer), status: moved(RESERVATION, booking.status, event) };
}

type AskedOf = 'hold' | 'confirm' | 'release' | 'quote-cancel' | 'cancel';

/** What an answer is for the machine; undefined for one that says nothing to what was asked. */
export function eventOf(booking: Booking, effect: Exclude<AskedOf, 'quote-cancel'>, answer: VendorAnswer): BookingEvent | undefined {
  if (effect === 'confirm' && answer.type === 'confirmed') return isDearer(booking, answer) ? 'confirm:overcharged' : 'confirm:confirmed';
  if (effect === 'cancel' && booking.failure?.reason === 'price_changed') {
    if (answer.type === 'cancelled' || answer.type === 'released') return 'cancel:returned';
    if (answer.type === 'failed') return 'cancel:kept';
  }
  return BOOKING_EVENTS.find((event) => event === `${effect}:${answer.type}`);
}

function quoted(booking: Booking, { fee, refund, validUntil }: Extract<VendorAnswer, { type: 'cancel_quoted' }>): Booking {
  return { ...booking, cancelQuote: { fee, refund, validUntil } };
}

/** What an answer adds to its booking; where it goes is the machine's. */
function toldBy(booking: Booking, effect: Exclude<AskedOf, 'quote-cancel'>, answer: VendorAnswer): Booking {
  switch (answer.type) {
    case 'held':
      return { ...booking, holdId: answer.holdId, holdUntil: answer.expiresAt };
    case 'confirmed':
      return isDearer(booking, answer) ? overcharged(booking, answer) : bought(booking, answer);
    case 'failed':
      if (eventOf(booking, effect, answer) === 'cancel:kept') return keptDearer(booking);
      return effect === 'release' ? booking : { ...booking, failure: failure(answer) };
    case 'cancelled':
      return left(withoutHold(booking), answer);
    case 'released':
      // Asked after a hold, the vendor says that it held it and does not any more.
      if (effect === 'hold') return { ...booking, failure: { reason: 'expired' } };
      return effect === 'cancel' ? withoutHold(booking) : booking;
    case 'pending':
    case 'cancel_quoted':
    case 'unknown':
      return booking;
  }
}

/** What opened its door opens nothing any more. */
function left(
  { pin: _over, ...booking }: Booking,
  { fee, refund, sentAt, refundBy }: Extract<VendorAnswer, { type: 'cancelled' }>,
): Booking {
  const cancelQuote = { fee, refund, validUntil: booking.cancelQuote?.validUntil ?? '' };
  return { ...booking, cancelQuote, ...(sentAt === undefined ? {} : { leftAt: sentAt }), ...(refundBy === undefined ? {} : { refundBy }) };
}

function withoutHold(booking: Booking): Booking {
  const { holdId: _gone, holdUntil: _over, ...rest } = booking;
  return rest;
}

type Confirmed = Extract<VendorAnswer, { type: 'confirmed' }>;

function bought(booking: Booking, { type: _said, total, ...rest }: Confirmed): Booking {
  return { ...booking, ...rest, confirmedTotal: total };
}

/** More than the traveller heard, or in another currency: that is not what was agreed to. */
function isDearer({ readTotal, offer }: Booking, { total, paid }: Confirmed): boolean {
  const read = readTotal ?? offer.total;
  return [total, paid].some((sum) => sum.minor > 0 && (sum.currency !== read.currency || sum.minor > read.minor));
}

/** Confirmed at a price that nobody read: given back, and failed once that is done. What was confirmed is kept, should it not be taken back. */
function overcharged(booking: Booking, answer: Confirmed): Booking {
  return { ...bought(booking, answer), failure: { reason: 'price_changed', newTotal: answer.total } };
}

/** It stands at a price that nobody read, and the traveller must hear so. Leaving it later is a cancellation like any other. */
function keptDearer({ failure: _told, ...booking }: Booking): Booking {
  return { ...booking, overcharged: 'untold' };
}

function failure(answer: Extract<VendorAnswer, { type: 'failed' }>): NonNullable<Booking['failure']> {
  return { reason: answer.reason, ...(answer.newTotal ? { newTotal: answer.newTotal } : {}) };
}

/** Which lines to confirm next: what can be left for nothing all at once, then what cannot, one by one. None while one has failed or is unknown. */
export function nextToConfirm(bookings: readonly Booking[], now: Instant): readonly Booking[] {
  const stuck = bookings.some((booking) => ['failed', 'unknown', 'cancelling'].includes(booking.status));
  if (stuck || bookings.some((booking) => booking.status === 'confirming')) return [];
  const ready = bookings.filter(isReady);
  const free = ready.filter((booking) => feeAt(booking, now).minor === 0);
  if (free.length > 0) return free;
  return [...ready].sort((a, b) => lastness(a, now) - lastness(b, now) || a.id.localeCompare(b.id)).slice(0, 1);
}

/** Journeys last, and among equals the dearest to leave. */
function lastness(booking: Booking, now: Instant): number {
  return (CATEGORY[booking.offer.category].travels ? 1e12 : 0) + feeAt(booking, now).minor;
}

/** What leaving at `at` costs by the terms that were read. After the last step nothing comes back. */
export function feeAt(booking: Booking, at: Instant): Money {
  const step = booking.terms.schedule.find((each) => at <= each.until);
  return step?.fee ?? booking.confirmedTotal ?? booking.offer.total;
}
