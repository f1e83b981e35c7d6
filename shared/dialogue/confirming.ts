import type { Booking } from '../booking/booking.ts';
import { feeAt } from '../booking/saga.ts';
import { drawSecret } from '../market/evidence.ts';
import type { Offer } from '../market/offer.ts';
import { findProposals } from '../market/proposals.ts';
import { type Money, subtract, sum } from '../money.ts';
import { roadMinutes } from '../places/places.ts';
import { dateOf, timeOf } from '../time.ts';
import type { Effect, Readback, Trip } from '../trip-record.ts';
import { book, confirmNext, heldUntil, readyBookings } from './bookings.ts';
import { openDetails } from './form.ts';
import { clearAwaiting, readChange, readOn, startReadback } from './holding.ts';
import { isCurrent } from './offering.ts';
import { inPhase, type Reaction, say } from './reaction.ts';
import { lastQuestion, readbackOf } from './readback.ts';
import { sellerOf } from './readback-lines.ts';
import { liveOffers } from './requests.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';

/** The engaging phrase, or a plain yes where nothing is owed: buys what was read whole, and nothing else. */
export function commit(state: State, ctx: StepContext, newSession: boolean): Reaction {
  const { trip } = state;
  const { readback } = trip;
  if (!isAnswered(trip)) return notYet(state, ctx);
  if (!readback || newSession) return startReadback(trip, ctx);
  if (readback.spoken < readback.breaths) return readOn(trip, ctx);
  const isWhole = readbackOf(trip, ctx).hash === readback.hash && openDetails(trip).length === 0;
  return isWhole ? buy(state, readback, ctx) : startReadback(trip, ctx);
}

/** Something is held under a name, and what was read is still what the trip asks for. */
function isAnswered(trip: Trip): boolean {
  const bound = trip.bookings.filter((booking) => trip.readback?.bookingIds.includes(booking.id));
  return (
    trip.phase === 'confirming' &&
    trip.leadName !== undefined &&
    readyBookings(trip).length > 0 &&
    bound.every((booking) => isCurrent(trip, booking))
  );
}

function buy(state: State, readback: Readback, ctx: StepContext): Reaction {
  const { trip } = state;
  // The list is spent: "le deuxième" of before must not buy again.
  const moved = confirmNext({ ...inPhase(trip, 'booking'), listed: [], readback: { ...readback, confirmedAt: ctx.now } }, ctx.now);
  const next: Trip = { ...moved.trip, talk: { ...moved.trip.talk, awaiting: { type: 'confirm' } } };
  const conversation = trip.leadName ? { ...state.conversation, leadName: trip.leadName } : state.conversation;
  const count = readback.bookingIds.length;
  const says = [count === 2 ? say('progress.confirm_both') : say('progress.confirm', { count })];
  return { trip: next, conversation, says, effects: moved.effects, wait: true };
}

/** The phrase before there is anything to buy. */
function notYet(state: State, ctx: StepContext): Reaction {
  const { trip } = state;
  if (trip.phase === 'booking') return afterConfirm(state, ctx);
  if (trip.phase === 'settled' && readyBookings(trip).length === 0) return { trip, says: [say('readback.nothing')] };
  if (trip.phase === 'confirming' && !trip.leadName) return { trip, says: [say('commit.name_first')], ask: { type: 'name' }, back: true };
  if (trip.listed.length > 0) return { trip, says: [say('commit.choose_first')], ask: { type: 'choose' }, back: true };
  return { trip, says: [say('commit.nothing')], ask: trip.talk.pending ?? { type: 'open' }, back: true };
}

/** A bare yes to a question that costs money: asked once for the phrase, then the hold stays. */
export function bareYes(state: State): Reaction {
  const { trip } = state;
  const { readback } = trip;
  if (!readback) return { trip, says: [], ask: { type: 'open' } };
  const until = heldUntil(trip);
  const asked: Trip = { ...trip, readback: { ...readback, askedForPhrase: readback.askedForPhrase + 1 } };
  if (readback.askedForPhrase >= 1)
    return { trip: asked, says: [until ? say('confirm.kept', { until: { instant: until } }) : say('confirm.not_paid')] };
  const says = until ? [say('confirm.need_phrase', { until: { instant: until } })] : [say('confirm.need_phrase_unheld')];
  return { trip: asked, says, ask: { type: 'confirm' }, prompt: say('ask.prefer'), back: true };
}

/** The confirms of this turn came in, or its deadline did. */
export function afterConfirm(state: State, ctx: StepContext): Reaction {
  const bound = new Set(state.trip.readback?.bookingIds ?? []);
  const lines = state.trip.bookings.filter((booking) => bound.has(booking.id));
  const failed = lines.find((booking) => booking.status === 'failed');
  if (failed) return replaced({ ...state, trip: clearAwaiting(state.trip) }, failed, lines, ctx);
  const open = lines.filter((booking) => ['confirming', 'unknown', 'cancelling', 'held', 'chosen'].includes(booking.status));
  if (open.length > 0) return stillConfirming(state.trip, lines, open);
  const next = clearAwaiting(state.trip);
  const more = readyBookings(next);
  if (more.length > 0) {
    const { readback: _done, ...rest } = inPhase(next, 'confirming');
    const seller = lines[0] ? sellerOf(lines[0].offer) : '';
    const reaction = startReadback(rest, ctx);
    return { ...reaction, says: [say('closing.one_done', { seller }), ...reaction.says] };
  }
  return closing(inPhase(next, 'settled'), lines);
}

function stillConfirming(trip: Trip, lines: readonly Booking[], open: readonly Booking[]): Reaction {
  const done = lines.filter((booking) => booking.status === 'confirmed').map((booking) => sellerOf(booking.offer));
  const waiting = open.map((booking) => sellerOf(booking.offer));
  const says =
    done.length > 0
      ? [say('booking.partly', { done: { list: done }, waiting: { list: waiting } })]
      : [say('booking.waiting', { waiting: { list: waiting } })];
  return { trip, says };
}

/** What is booked, what is paid, when it starts, where it is written. */
export function closing(trip: Trip, lines: readonly Booking[]): Reaction {
  // What stands at a price that nobody read is told by itself, as no success.
  if (lines.every(({ overcharged }) => overcharged !== undefined)) return { trip, says: [say('closing.written')] };
  const demo = lines.some((booking) => booking.offer.demo);
  const paid = sum(lines.map((booking) => booking.paid ?? booking.offer.dueNow));
  const free = lines.every((booking) => booking.offer.total.minor === 0);
  const only = lines[0]?.offer.item;
  if (free && only?.category === 'restaurant') {
    return {
      trip,
      says: [say('closing.table'), ...(demo ? [say('closing.demo')] : []), say('closing.evening', { date: { date: dateOf(only.at) } })],
    };
  }
  const head =
    lines.length === 1
      ? say('closing.booked_one')
      : lines.length === 2
        ? say('closing.booked_both')
        : say('closing.booked', { count: lines.length });
  const money = demo ? say('closing.demo') : paid.minor > 0 ? say('closing.paid', { paid }) : say('closing.nothing_paid');
  return { trip, says: [head, money, ...startOf(lines), say('closing.written'), ...wishOf(lines)] };
}

function startOf(lines: readonly Booking[]): readonly Say[] {
  for (const { offer } of lines) {
    const { item } = offer;
    if (item.category === 'flight' || item.category === 'train') {
      const out = item.outbound;
      return [
        say(`closing.starts_${item.category}`, {
          from: { place: out.from },
          date: { date: dateOf(out.departs) },
          time: { time: timeOf(out.departs) },
        }),
      ];
    }
  }
  const stay = lines.map((booking) => booking.offer.item).find((item) => item.category === 'lodging');
  return stay?.category === 'lodging' ? [say('closing.starts_stay', { date: { date: stay.checkIn } })] : [];
}

function wishOf(lines: readonly Booking[]): readonly Say[] {
  const stay = lines.map((booking) => booking.offer.item).find((item) => item.category === 'lodging');
  return stay?.category === 'lodging' ? [say('closing.enjoy', { place: { place: stay.place } })] : [say('closing.good_trip')];
}

function prefixed(reaction: Reaction, before: readonly Say[]): Reaction {
  return before.length === 0 ? reaction : { ...reaction, says: [...before, ...reaction.says] };
}

/** One line failed: a dearer price is read again, a substitute is proposed, or what stands is said with what leaving it costs. */
function replaced(state: State, failed: Booking, lines: readonly Booking[], ctx: StepContext): Reaction {
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
  const { failure: _failure, readTotal: _read, cancelQuote: _left, ...kept } = unbought(failed);
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

/** "Relis tout": from the first breath. */
export function reread(trip: Trip, ctx: StepContext): Reaction {
  return startReadback(trip, ctx);
}

/** The totals alone, and the question again: for "quoi ?" and corrections at the read-back. */
export function totalsAgain(trip: Trip, ctx: StepContext, before: readonly Say[]): Reaction {
  const text = readbackOf(trip, ctx);
  const readback = trip.readback
    ? { ...trip.readback, hash: text.hash, spoken: text.breaths.length, breaths: text.breaths.length }
    : undefined;
  const totals = say(text.now.minor === 0 ? 'readback.total_short' : 'readback.total_short_now', { total: text.total, now: text.now });
  return {
    trip: readback ? { ...trip, readback } : trip,
    says: [...before, totals],
    ask: { type: text.free ? 'confirm_free' : 'confirm' },
    prompt: lastQuestion(trip, text.free),
    back: true,
  };
}
