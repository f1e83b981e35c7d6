import type { Money } from '../money.ts';
import type { VendorAnswer } from '../ports.ts';
import type { Instant } from '../time.ts';
import { CATEGORY } from '../trip/categories.ts';
import type { Booking, BookingStatus } from './booking.ts';

/** On the way to being bought or bought: a second booking for the need would buy twice. */
const ACTIVE: readonly BookingStatus[] = ['chosen', 'holding', 'held', 'confirming', 'confirmed', 'unknown'];

/** Bought, or on its way to being bought or left: nobody may buy for the need again before that ends. */
const BOUND: readonly BookingStatus[] = ['confirming', 'confirmed', 'unknown', 'cancelling'];

export function isBound(booking: Booking): boolean {
  return BOUND.includes(booking.status);
}

/** A vendor's answer is still awaited. One that will never say stays unknown, and is nobody's to wait for. */
export function isUnderWay(booking: Booking): boolean {
  if (booking.status === 'unknown') return booking.unclear === undefined;
  return booking.status === 'confirming' || booking.status === 'cancelling';
}

export function isActive(booking: Booking): boolean {
  return ACTIVE.includes(booking.status);
}

/** Ready to be read back: held, or chosen where nothing can be held. */
export function isReady(booking: Booking): boolean {
  return booking.status === 'held' || booking.status === 'chosen';
}

/** The booking after a vendor's answer. Answers that come twice or too late change nothing. */
export function answered(
  booking: Booking,
  effect: 'hold' | 'confirm' | 'release' | 'quote-cancel' | 'cancel',
  answer: VendorAnswer,
): Booking {
  const { status } = booking;
  switch (effect) {
    case 'hold':
      return status === 'holding' ? afterHold(booking, answer) : booking;
    case 'confirm':
      return status === 'confirming' || status === 'unknown' ? afterConfirm(booking, answer) : booking;
    case 'release':
      return status === 'releasing' ? afterRelease(booking, answer) : booking;
    case 'quote-cancel':
      return answer.type === 'cancel_quoted' ? quoted(booking, answer) : booking;
    case 'cancel':
      return status === 'cancelling' ? afterCancel(booking, answer) : booking;
  }
}

function quoted(booking: Booking, { fee, refund, validUntil }: Extract<VendorAnswer, { type: 'cancel_quoted' }>): Booking {
  return { ...booking, cancelQuote: { fee, refund, validUntil } };
}

/** A hold that the vendor no longer knows is let go of as well. */
function afterRelease(booking: Booking, answer: VendorAnswer): Booking {
  return answer.type === 'released' || answer.type === 'failed' ? { ...booking, status: 'released' } : booking;
}

function afterHold(booking: Booking, answer: VendorAnswer): Booking {
  switch (answer.type) {
    case 'held':
      return { ...booking, status: 'held', holdId: answer.holdId, holdUntil: answer.expiresAt };
    case 'failed':
      return { ...booking, status: 'failed', failure: failure(answer) };
    // Asked after, the vendor says that it held it and does not any more.
    case 'released':
      return { ...booking, status: 'failed', failure: { reason: 'expired' } };
    case 'confirmed':
    case 'pending':
    case 'cancel_quoted':
    case 'cancelled':
    case 'unknown':
      return booking;
  }
}

function afterConfirm(booking: Booking, answer: VendorAnswer): Booking {
  switch (answer.type) {
    case 'confirmed':
      return isDearer(booking, answer)
        ? overcharged(booking, answer)
        : {
            ...booking,
            status: 'confirmed',
            reservationId: answer.reservationId,
            reference: answer.reference,
            confirmedTotal: answer.total,
            paid: answer.paid,
            ...(answer.supportPhone ? { supportPhone: answer.supportPhone } : {}),
          };
    case 'failed':
      return { ...booking, status: 'failed', failure: failure(answer) };
    case 'pending':
    case 'unknown':
      return { ...booking, status: 'unknown' };
    case 'held':
    case 'released':
    case 'cancel_quoted':
    case 'cancelled':
      return booking;
  }
}

type Confirmed = Extract<VendorAnswer, { type: 'confirmed' }>;

/** More than the traveller heard, or in another currency: that is not what was agreed to. */
function isDearer({ readTotal, offer }: Booking, { total, paid }: Confirmed): boolean {
  const read = readTotal ?? offer.total;
  return [total, paid].some((sum) => sum.minor > 0 && (sum.currency !== read.currency || sum.minor > read.minor));
}

/** Confirmed at a price that nobody read: given back, and failed once that is done. */
function overcharged(booking: Booking, { total, reservationId }: Confirmed): Booking {
  return { ...booking, status: 'cancelling', reservationId, failure: { reason: 'price_changed', newTotal: total } };
}

function afterCancel(booking: Booking, answer: VendorAnswer): Booking {
  const validUntil = booking.cancelQuote?.validUntil ?? '';
  const { holdId: _gone, holdUntil: _over, ...rest } = booking;
  const left: Booking = { ...rest, status: booking.failure?.reason === 'price_changed' ? 'failed' : 'cancelled' };
  switch (answer.type) {
    case 'cancelled':
      return { ...left, cancelQuote: { fee: answer.fee, refund: answer.refund, validUntil } };
    case 'released':
      return left;
    case 'failed':
      return { ...booking, status: 'confirmed', failure: failure(answer) };
    case 'held':
    case 'confirmed':
    case 'pending':
    case 'cancel_quoted':
    case 'unknown':
      return booking;
  }
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
