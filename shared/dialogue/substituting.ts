import type { Booking } from '../booking/booking.ts';
import { feeAt } from '../booking/saga.ts';
import { drawSecret } from '../market/evidence.ts';
import type { Offer } from '../market/offer.ts';
import { findProposals } from '../market/proposals.ts';
import { type Money, subtract, sum } from '../money.ts';
import { roadMinutes } from '../places/places.ts';
import type { Effect, Trip } from '../trip-record.ts';
import { book, readyBookings } from './bookings.ts';
import { readChange } from './holding.ts';
import { inPhase, type Reaction, say } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import { liveOffers } from './requests.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';

function prefixed(reaction: Reaction, before: readonly Say[]): Reaction {
  return before.length === 0 ? reaction : { ...reaction, says: [...before, ...reaction.says] };
}

/** One line failed: a dearer price is read again, a substitute is proposed, or what stands is said with what leaving it costs. */
export function replaced(state: State, failed: Booking, lines: readonly Booking[], ctx: StepContext): Reaction {
  const trip = inPhase(state.trip, 'confirming');
  const fee = failed.cancelQuote?.fee;
  const cost = fee && fee.minor > 0 ? [say('failed.fee', { seller: sellerOf(failed.offer), fee })] : [];
  const dearer = failed.failure?.reason === 'price_changed' ? failed.failure.newTotal : undefined;
  if (dearer) return prefixed(newPrice(trip, failed, dearer, ctx), cost);
  const stands = lines.filter((booking) => booking.status === 'confirmed');
  const what = say(`failed.${failed.failure?.reason ?? 'technical'}`, { seller: sellerOf(failed.offer) });
  const money =
    stands.length === 0
      ? say('failed.nothing_paid')
      : say('failed.stands', { sellers: { list: stands.map((booking) => sellerOf(booking.offer)) } });
  const other = substituteFor(trip, failed, state.offers, ctx);
  if (!other) return alone(trip, failed, stands, [what, money], ctx);
  const diff = subtract(other.total, failed.offer.total);
  const key = diff.minor === 0 ? 'substitute.same' : diff.minor > 0 ? 'substitute.more' : 'substitute.less';
  const amount = { minor: Math.abs(diff.minor), currency: diff.currency };
  const says = [
    what,
    money,
    say(key, { seller: sellerOf(other), diff: amount, terms: say(sameTerms(other, failed.offer) ? 'terms.same' : 'terms.other') }),
  ];
  return { trip, says, ask: { type: 'substitute', offerId: other.id, bookingId: failed.id }, prompt: say('ask.substitute') };
}

function sameTerms(a: Offer, b: Offer): boolean {
  return a.cancellation.refundability === b.cancellation.refundability;
}

/** The next best offer for one line, all other lines as they are. */
function substituteFor(trip: Trip, failed: Booking, offers: readonly Offer[], ctx: StepContext): Offer | undefined {
  const others = trip.bookings
    .filter((booking) => trip.readback?.bookingIds.includes(booking.id) && booking.id !== failed.id)
    .map((booking) => booking.offer);
  const tried = new Set(trip.bookings.filter((booking) => booking.status === 'failed').map((booking) => booking.offer.id));
  const open = liveOffers(trip, offers, ctx.now).filter(
    (offer) => offer.needId === failed.needId && !tried.has(offer.id) && offer.vendorId !== failed.offer.vendorId,
  );
  const found = findProposals({
    brief: trip.brief,
    offers: [...others, ...open],
    now: ctx.now,
    secret: drawSecret(trip.secret),
    roadMinutes,
  });
  const best = found.all[0] ?? found.aside[0];
  return open.find((offer) => best?.lines.includes(offer.id));
}

/** "L'hôtel a pris 18 euros": the same line at its new price, to be confirmed anew. */
function newPrice(trip: Trip, failed: Booking, newTotal: Money, ctx: StepContext): Reaction {
  const more = subtract(newTotal, failed.offer.total);
  const offer: Offer = { ...failed.offer, total: newTotal, ...raised(failed.offer, more) };
  const number = trip.counters.booking + 1;
  const { failure: _failure, readTotal: _read, hours: _hours, cancelQuote: _left, ...kept } = unbought(failed);
  const booking: Booking = { ...kept, id: `book-${number}`, offer, status: failed.holdId ? 'held' : 'chosen' };
  const next: Trip = { ...trip, bookings: [...trip.bookings, booking], counters: { ...trip.counters, booking: number } };
  const reread = readChange(next, ctx);
  const total = reread.trip.readback ? { minor: reread.trip.readback.totalMinor, currency: reread.trip.readback.currency } : newTotal;
  return {
    trip: reread.trip,
    says: [
      say(`${more.minor > 0 ? 'price.up' : 'price.down'}${total.minor === newTotal.minor ? '_one' : ''}`, {
        seller: sellerOf(offer),
        diff: { minor: Math.abs(more.minor), currency: more.currency },
        price: newTotal,
        total,
      }),
    ],
    ask: { type: 'confirm' },
    prompt: say('ask.new_price'),
  };
}

/** As it was before it was confirmed and given back. */
function unbought({ reservationId: _id, reference: _code, confirmedTotal: _total, paid: _paid, ...kept }: Booking): Booking {
  return kept;
}

/** Where the difference is paid: with the part that is due first. */
function raised(offer: Offer, more: Money): Partial<Offer> {
  if (offer.dueNow.minor > 0) return { dueNow: sum([offer.dueNow, more]) };
  if (offer.dueAtDestination) return { dueAtDestination: sum([offer.dueAtDestination, more]) };
  return { dueNow: sum([offer.dueNow, more]) };
}

/** Nothing replaces the line: what stands, and what leaving all of it would cost. */
function alone(trip: Trip, failed: Booking, stands: readonly Booking[], says: readonly Say[], ctx: StepContext): Reaction {
  if (stands.length === 0 && readyBookings(trip).length === 0)
    return { trip: inPhase(trip, 'choosing'), says: [...says, say('failed.no_other')], ask: { type: 'missing' }, prompt: say('ask.else') };
  const cost = sum(stands.map((booking) => feeAt(booking, ctx.now)));
  const kept: Trip = { ...trip, brief: { ...trip.brief, needs: trip.brief.needs.filter((need) => need.id !== failed.needId) } };
  return {
    trip: kept,
    says: [...says, say('failed.no_other'), say(cost.minor === 0 ? 'failed.leave_free' : 'failed.leave_cost', { cost })],
    ask: { type: 'keep_rest' },
  };
}

/** The substitute was accepted: held, then read back; never slipped in. */
export function takeSubstitute(state: State, offerId: string): Reaction {
  const offer = state.offers.find((each) => each.id === offerId);
  if (!offer) return { trip: state.trip, says: [say('failed.no_other')], ask: { type: 'keep_rest' } };
  const moved = book(state.trip, offer);
  const chosen = state.trip.chosen
    ? {
        ...state.trip.chosen,
        lines: state.trip.chosen.lines.map((line) =>
          state.offers.find((each) => each.id === line)?.needId === offer.needId ? offer.id : line,
        ),
      }
    : undefined;
  const trip: Trip = { ...moved.trip, ...(chosen ? { chosen } : {}), talk: { ...moved.trip.talk, awaiting: { type: 'hold' } } };
  const effects: readonly Effect[] = moved.effects;
  return { trip, says: [], effects, wait: true };
}
