import type { Booking } from '../booking/booking.ts';
import { isUnderWay } from '../booking/saga.ts';
import { sum } from '../money.ts';
import { civilAt, dateOf, type LocalDateTime, timeOf } from '../time.ts';
import type { Readback, Trip } from '../trip-record.ts';
import { afterCancel, stoodAfter } from './after-sale.ts';
import { confirmNext, heldUntil, readyBookings } from './bookings.ts';
import { openDetails } from './form.ts';
import { clearAwaiting, notIncluded, readAfter, readOn, startReadback } from './holding.ts';
import { names } from './leaving-says.ts';
import { isCurrent } from './offering.ts';
import { inPhase, type Reaction, say } from './reaction.ts';
import { lastQuestion, readbackOf, totalSay } from './readback.ts';
import { outAt, sellerOf } from './readback-lines.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';
import { replaced } from './substituting.ts';
import { feeLapsed, leftFor, switchedOff, switchKept, switchOver } from './switching.ts';
import { unread } from './unread.ts';

/** The engaging phrase, or a plain yes where nothing is owed: buys what was read whole, and nothing else. */
export function commit(state: State, ctx: StepContext): Reaction {
  const { trip } = state;
  const { readback } = trip;
  if (!isAnswered(trip)) return notYet(state, ctx);
  if (!readback) return startReadback(trip, ctx);
  if (readback.spoken < readback.breaths) return readOn(trip, ctx);
  const lapsed = feeLapsed(trip, ctx);
  if (lapsed) return lapsed;
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
export function bareYes({ trip }: State, ctx: StepContext): Reaction {
  const { readback } = trip;
  if (!readback) return startReadback(trip, ctx);
  const until = heldUntil(trip);
  const asked: Trip = { ...trip, readback: { ...readback, askedForPhrase: readback.askedForPhrase + 1 } };
  // The talk ends here: whoever comes back hears it anew.
  if (readback.askedForPhrase >= 1 && trip.talk.switching) return { trip: unread(trip), says: switchKept(trip) };
  if (readback.askedForPhrase >= 1)
    return { trip: unread(trip), says: [until ? say('confirm.kept', { until: { instant: until } }) : say('confirm.not_paid')] };
  const says = until ? [say('confirm.need_phrase', { until: { instant: until } })] : [say('confirm.need_phrase_unheld')];
  return { trip: asked, says, ask: { type: 'confirm' }, prompt: say('ask.prefer'), back: true };
}

/** The confirms of this turn came in, or its deadline did. */
export function afterConfirm(state: State, ctx: StepContext): Reaction {
  const bound = new Set(state.trip.readback?.bookingIds ?? []);
  const lines = state.trip.bookings.filter((booking) => bound.has(booking.id));
  const failed = lines.find((booking) => booking.status === 'failed');
  const off = failed && unswitched(state, failed, lines, ctx);
  if (off) return off;
  if (failed) return replaced({ ...state, trip: clearAwaiting(state.trip) }, failed, lines, ctx);
  const open = lines.filter((booking) => ['confirming', 'unknown', 'cancelling', 'held', 'chosen'].includes(booking.status));
  if (open.length > 0) return stillConfirming(state.trip, lines, open);
  const next = clearAwaiting(state.trip);
  const more = readyBookings(next);
  if (more.length > 0) {
    const { readback: _done, ...rest } = inPhase(next, 'confirming');
    const seller = lines[0] ? sellerOf(lines[0].offer) : '';
    return readAfter([say('closing.one_done', { seller })], startReadback(rest, ctx, true), ctx);
  }
  const over = switchOver(next);
  return closing({ ...state, trip: inPhase(over.trip, 'settled') }, lines, ctx, over.says);
}

/** What would take the place of something booked could not be had: that stands, and nothing else is slipped in. Undefined where another price is asked for, or no change was under way. */
function unswitched(state: State, failed: Booking, lines: readonly Booking[], ctx: StepContext): Reaction | undefined {
  const { trip } = state;
  if (!trip.talk.switching || failed.failure?.newTotal !== undefined) return undefined;
  const open = lines.filter(isUnderWay);
  if (open.length > 0) return stillConfirming(trip, lines, open);
  return switchedOff(state, ctx, [say(`failed.${failed.failure?.reason ?? 'technical'}`, { seller: sellerOf(failed.offer) })]);
}

/** What took the place of something is bought, and what it was for is left. */
export function afterLeaving(state: State, ids: readonly string[], ctx: StepContext): Reaction {
  const { trip } = state;
  const change = leftFor(trip);
  if (!change) return afterCancel(state, ids, ctx);
  const { fresh, slow, kept } = change;
  if (slow.length > 0) return { trip, says: [bookedSay(fresh), say('cancel.waiting', { sellers: names(slow) })] };
  const over = switchOver(clearAwaiting(trip));
  if (kept.length === 0) return closing({ ...state, trip: over.trip }, fresh, ctx, over.says);
  return stoodAfter({ ...state, trip: over.trip }, ctx, [bookedSay(fresh), ...over.says]);
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

/** What is booked, what is paid, when it starts, what nobody offered, where it is written. */
function closing({ trip, offers }: State, lines: readonly Booking[], ctx: StepContext, besides: readonly Say[]): Reaction {
  // What stands at a price that nobody read is told by itself, as no success.
  if (lines.every(({ overcharged }) => overcharged !== undefined)) return { trip, says: [...besides, say('closing.written')] };
  const demo = lines.some((booking) => booking.offer.demo);
  const paid = sum(lines.map((booking) => booking.paid ?? booking.offer.dueNow));
  const free = lines.every((booking) => booking.offer.total.minor === 0);
  const only = lines[0]?.offer.item;
  if (free && only?.category === 'restaurant') {
    return {
      trip,
      says: [say('closing.table'), ...(demo ? [say('closing.demo')] : []), ...besides, mealWish(only.at, ctx)],
    };
  }
  const money = demo ? say('closing.demo') : paid.minor > 0 ? say('closing.paid', { paid }) : say('closing.nothing_paid');
  const says = [bookedSay(lines), money, ...besides, ...startOf(lines), ...notIncluded({ trip, offers }, ctx), say('closing.written')];
  if (trip.brief.later?.length) return { trip, says, ask: { type: 'next_stage' } };
  // What else became of it takes the wish's breath.
  return { trip, says: besides.length > 0 ? says : [...says, ...wishOf(lines)] };
}

/** How many are booked. */
export function bookedSay(lines: readonly Booking[]): Say {
  if (lines.length === 1) return say('closing.booked_one');
  return lines.length === 2 ? say('closing.booked_both') : say('closing.booked', { count: lines.length });
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
  const items = lines.map((booking) => booking.offer.item);
  const stay = items.find((item) => item.category === 'lodging');
  if (stay?.category === 'lodging') return [say('closing.starts_stay', { date: { date: stay.checkIn } })];
  return items.slice(0, 1).flatMap((item): readonly Say[] => {
    if (item.category === 'transfer') return [say('closing.starts_transfer', { from: { place: item.from }, when: outAt(item.out) })];
    return item.category === 'car' ? [say('closing.starts_car', { place: { place: item.pickup }, date: { date: item.from } })] : [];
  });
}

/** "Bon appétit samedi", and of a meal today without its day. */
function mealWish(at: LocalDateTime, { now, timeZone }: StepContext): Say {
  const isToday = dateOf(at) === dateOf(civilAt(now, timeZone));
  return isToday ? say('closing.meal') : say('closing.evening', { date: { date: dateOf(at) } });
}

function wishOf(lines: readonly Booking[]): readonly Say[] {
  const stay = lines.map((booking) => booking.offer.item).find((item) => item.category === 'lodging');
  return stay?.category === 'lodging' ? [say('closing.enjoy', { place: { place: stay.place } })] : [say('closing.good_trip')];
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
  return {
    trip: readback ? { ...trip, readback } : trip,
    says: [...before, totalSay(trip, ctx)],
    ask: { type: text.free ? 'confirm_free' : 'confirm' },
    prompt: lastQuestion(trip, text.free),
    back: true,
  };
}
