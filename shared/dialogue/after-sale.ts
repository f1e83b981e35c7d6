import type { Booking } from '../booking/booking.ts';
import { sum } from '../money.ts';
import type { Instant } from '../time.ts';
import type { Effect, Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { activeBookings, release } from './bookings.ts';
import { clearAwaiting } from './holding.ts';
import { offerFreeUntil } from './offer-facts.ts';
import { inPhase, type Reaction, say, withEffects } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import { withdraw } from './requests.ts';
import type { Say } from './say.ts';
import type { State } from './state.ts';

/** "Annule l'hôtel", "annule tout": the vendors are asked what leaving costs; nothing is left before that was said. */
export function cancel(state: State, heard: Heard): Reaction {
  const { trip } = state;
  const wanted = (booking: Booking) =>
    heard.needs.length === 0 || heard.needs.includes('all') || heard.needs.includes(booking.offer.category);
  const leaving = trip.bookings.filter(isLeaving);
  // A vendor that never answered may be asked once more.
  const bought = trip.bookings.filter((booking) => booking.status === 'confirmed' || (isUnheard(booking) && booking.failure === undefined));
  const open = activeBookings(trip).filter((booking) => booking.status === 'confirming' || booking.status === 'unknown');
  // What a vendor has not answered yet cannot be left: nobody knows whether it stands.
  if (open.some(wanted)) return { trip, says: [say('cancel.not_yet', { sellers: names(open.filter(wanted)) })] };
  const named = bought.filter(wanted);
  if (bought.length === 0 && leaving.length > 0) return { trip, says: [say('status.leaving', { sellers: names(leaving) })] };
  if (bought.length === 0) return withdrawAll(trip);
  return quote(trip, named.length > 0 ? named : bought);
}

/** Its vendor has still to answer that it is left. */
export function isLeaving({ status, unclear, failure }: Booking): boolean {
  return status === 'cancelling' && unclear === undefined && failure === undefined;
}

function isUnheard({ status, unclear }: Booking): boolean {
  return status === 'cancelling' && unclear !== undefined;
}

/** Asks each vendor what leaving costs now. */
function quote(trip: Trip, which: readonly Booking[]): Reaction {
  const ids = which.map((booking) => booking.id);
  const effects = which.map(
    (booking): Effect => ({ type: 'quote-cancel', key: `quote:${booking.id}:${trip.counters.leave + 1}`, bookingId: booking.id }),
  );
  // Each try to leave has its own key: a vendor that refused once is asked anew.
  const counters = { ...trip.counters, leave: trip.counters.leave + 1 };
  const bookings = trip.bookings.map((booking): Booking => (ids.includes(booking.id) ? unquoted(booking) : booking));
  const asked: Trip = withEffects(
    { ...trip, counters, bookings, talk: { ...trip.talk, awaiting: { type: 'quote', bookingIds: ids } } },
    effects,
  );
  return { trip: asked, says: [], effects, wait: true };
}

/** An old quote must not answer for a new one. */
function unquoted({ cancelQuote: _old, ...booking }: Booking): Booking {
  return booking;
}

/** Nothing is booked: the request is withdrawn, what was held is let go, and that costs nothing. */
export function withdrawAll(trip: Trip): Reaction {
  const freed = release(trip, () => true);
  let next = freed.trip;
  const effects = [...freed.effects];
  for (const request of trip.requests) {
    const gone = withdraw(next, request);
    next = gone.trip;
    effects.push(...gone.effects);
  }
  const { chosen: _chosen, readback: _readback, watch: _watch, ...rest } = next;
  const had = trip.requests.some((request) => request.state === 'open') || freed.effects.length > 0;
  return { trip: inPhase({ ...rest, listed: [] }, 'briefing'), says: [say(had ? 'withdraw.done' : 'withdraw.nothing')], effects };
}

/** The quotes are in: the fee first, what stays, then the question. */
export function afterQuote(state: State, ids: readonly string[]): Reaction {
  const trip = clearAwaiting(state.trip);
  const asked = trip.bookings.filter((booking) => ids.includes(booking.id));
  const silent = asked.filter((booking) => !booking.cancelQuote);
  if (silent.length > 0) return { trip: state.trip, says: [say('cancel.waiting', { sellers: names(silent) })] };
  const fee = sum(asked.map((booking) => booking.cancelQuote?.fee ?? booking.offer.total));
  const refund = sum(asked.map((booking) => booking.cancelQuote?.refund ?? { minor: 0, currency: fee.currency }));
  const only = asked.length === 1 ? asked[0] : undefined;
  const until = only ? offerFreeUntil(only.offer) : undefined;
  const head = costSay(fee, refund, names(asked), until);
  const rest = activeBookings(trip).filter((booking) => booking.status === 'confirmed' && !ids.includes(booking.id));
  const says = [head, ...(rest.length > 0 ? [say('cancel.rest', { sellers: names(rest) })] : [])];
  return {
    trip,
    says,
    ask: { type: 'cancel', bookingIds: ids },
    prompt: only ? say('ask.cancel_one', { seller: sellerOf(only.offer) }) : say('ask.cancel'),
  };
}

function costSay(
  fee: { minor: number; currency: string },
  refund: { minor: number; currency: string },
  sellers: ReturnType<typeof names>,
  until: string | undefined,
): Say {
  if (fee.minor === 0) return until ? say('cancel.free_until', { until: { instant: until }, sellers }) : say('cancel.free', { sellers });
  return say(refund.minor > 0 ? 'cancel.costs_refund' : 'cancel.costs', { fee, refund, sellers });
}

function names(bookings: readonly Booking[]) {
  return { list: bookings.map((booking) => sellerOf(booking.offer)) };
}

/** Yes to the fee: now it is left. A quote that ran out meanwhile is asked for again instead. */
export function confirmCancel(trip: Trip, ids: readonly string[], now: Instant): Reaction {
  const asked = trip.bookings.filter((booking) => ids.includes(booking.id));
  if (asked.some((booking) => (booking.cancelQuote?.validUntil ?? '') <= now)) return quote(trip, asked);
  const effects = ids.map((id): Effect => ({ type: 'cancel', key: `cancel:${id}:${trip.counters.leave}`, bookingId: id }));
  const bookings = trip.bookings.map((booking): Booking => (ids.includes(booking.id) ? leavingNow(booking) : booking));
  const next: Trip = withEffects({ ...trip, bookings, talk: { ...trip.talk, awaiting: { type: 'cancel', bookingIds: ids } } }, effects);
  return { trip: next, says: [], effects, wait: true };
}

function leavingNow({ unclear: _asked, ...booking }: Booking): Booking {
  return { ...booking, status: 'cancelling' };
}

export function afterCancel(state: State, ids: readonly string[]): Reaction {
  const asked = state.trip.bookings.filter((booking) => ids.includes(booking.id));
  const open = asked.filter((booking) => booking.status === 'cancelling');
  if (open.length > 0) return { trip: state.trip, says: [say('cancel.waiting', { sellers: names(open) })] };
  const trip = clearAwaiting(state.trip);
  const kept = asked.filter((booking) => booking.status !== 'cancelled');
  if (kept.length > 0) return { trip, says: [say('cancel.refused', { sellers: names(kept) })] };
  const refund = sum(asked.map((booking) => booking.cancelQuote?.refund ?? { minor: 0, currency: 'EUR' }));
  const fee = sum(asked.map((booking) => booking.cancelQuote?.fee ?? { minor: 0, currency: refund.currency }));
  const needs = trip.brief.needs.filter((need) => !asked.some((booking) => booking.needId === need.id));
  const silent = asked.filter(({ leftAt }) => leftAt !== undefined);
  const answered = asked.filter(({ leftAt }) => leftAt === undefined);
  const says = [
    ...(answered.length > 0 ? [say('cancel.done', { sellers: names(answered) })] : []),
    ...silent.map((booking) => say('cancel.unanswered', { seller: sellerOf(booking.offer), sent: { instant: booking.leftAt ?? '' } })),
    ...(fee.minor > 0 ? [say('cancel.fee', { fee })] : []),
    ...(refund.minor > 0 ? [say('cancel.refund', { refund })] : []),
    say('closing.written'),
  ];
  return { trip: { ...inPhase(trip, 'settled'), brief: { ...trip.brief, needs } }, says };
}
