import type { Booking } from '../booking/booking.ts';
import type { Instant } from '../time.ts';
import type { Category } from '../trip/brief.ts';
import type { Effect, Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { activeBookings, readyBookings, release } from './bookings.ts';
import { clearAwaiting } from './holding.ts';
import { costSay, names, refundSays, unansweredSays } from './leaving-says.ts';
import { bookedAs } from './merge-needs.ts';
import { factsOf, titleOf } from './offer-facts.ts';
import { standing } from './prompts.ts';
import { inPhase, type Reaction, say, withEffects } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import { withdraw } from './requests.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';
import type { Leaving } from './talk.ts';

/** "Annule l'hôtel", "annule tout": the vendors are asked what leaving costs; nothing is left before that was said. */
export function cancel(state: State, heard: Heard): Reaction {
  const { trip } = state;
  const named = namedIn(heard);
  const wanted = ({ offer }: Booking) => named === undefined || named.has(offer.category);
  const leaving = trip.bookings.filter(isLeaving);
  // A vendor that never answered may be asked once more.
  const bought = trip.bookings.filter((booking) => booking.status === 'confirmed' || (isUnheard(booking) && booking.failure === undefined));
  const open = activeBookings(trip).filter((booking) => booking.status === 'confirming' || booking.status === 'unknown');
  // What a vendor has not answered yet cannot be left: nobody knows whether it stands.
  if (open.some(wanted)) return { trip, says: [say('cancel.not_yet', { sellers: names(open.filter(wanted)) })] };
  if (bought.length === 0 && leaving.length > 0) return { trip, says: [say('status.leaving', { sellers: names(leaving) })] };
  if (bought.length === 0) return withdrawAll(trip);
  const which = bought.filter(wanted);
  if (which.length > 0) return quote(trip, which);
  const { pending } = trip.talk;
  const says = [say('cancel.not_booked', { sellers: names(bought) })];
  return pending ? { trip, says, ask: pending, back: true } : { trip, says, ask: { type: 'open' } };
}

/** Its vendor has still to answer that it is left. */
export function isLeaving({ status, unclear, failure }: Booking): boolean {
  return status === 'cancelling' && unclear === undefined && failure === undefined;
}

function isUnheard({ status, unclear }: Booking): boolean {
  return status === 'cancelling' && unclear !== undefined;
}

/** What the words name; undefined when they name nothing, or all of it. */
function namedIn({ needs, needsNot }: Heard): ReadonlySet<Category> | undefined {
  const words = needs.length > 0 ? needs : needsNot;
  if (words.length === 0 || words.includes('all')) return undefined;
  return bookedAs(words);
}

/** Asks each vendor what leaving costs now; with a yes to that, `instead` is looked for anew. */
export function quote(trip: Trip, which: readonly Booking[], instead?: Heard): Reaction {
  const ids = which.map((booking) => booking.id);
  const effects = which.map(
    (booking): Effect => ({ type: 'quote-cancel', key: `quote:${booking.id}:${trip.counters.leave + 1}`, bookingId: booking.id }),
  );
  // Each try to leave has its own key: a vendor that refused once is asked anew.
  const counters = { ...trip.counters, leave: trip.counters.leave + 1 };
  const bookings = trip.bookings.map((booking): Booking => (ids.includes(booking.id) ? unquoted(booking) : booking));
  const asked: Trip = withEffects(
    { ...trip, counters, bookings, talk: { ...trip.talk, awaiting: { type: 'quote', bookingIds: ids, ...(instead ? { instead } : {}) } } },
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
  const { needs, where } = trip.brief;
  const isTold = (needs.length > 0 || where !== undefined) && !trip.talk.calledOff;
  const had = isTold || trip.requests.some((request) => request.state === 'open') || freed.effects.length > 0;
  const off: Trip = { ...rest, listed: [], talk: { ...rest.talk, calledOff: true } };
  return { trip: inPhase(off, 'briefing'), says: [say(had ? 'withdraw.done' : 'withdraw.nothing')], effects };
}

/** The quotes are in: the fee first, what stays, then the question. */
export function afterQuote(state: State, ids: readonly string[], instead?: Heard): Reaction {
  const trip = clearAwaiting(state.trip);
  const asked = trip.bookings.filter((booking) => ids.includes(booking.id));
  const silent = asked.filter((booking) => !booking.cancelQuote);
  if (silent.length > 0) return { trip: state.trip, says: [say('cancel.waiting', { sellers: names(silent) })] };
  const head = costSay(asked);
  const rest = activeBookings(trip).filter((booking) => booking.status === 'confirmed' && !ids.includes(booking.id));
  const says = [head, ...(rest.length > 0 ? [say('cancel.rest', { sellers: names(rest) })] : [])];
  const only = asked.length === 1 ? asked[0] : undefined;
  const plain = only ? say('ask.cancel_one', { seller: sellerOf(only.offer) }) : say('ask.cancel');
  const ask: Reaction['ask'] = { type: 'cancel', bookingIds: ids, ...(instead ? { instead } : {}) };
  return { trip, says, ask, prompt: instead ? say('ask.cancel_then') : plain };
}

/** "C'est combien ?" to "J'annule ?": what leaving costs, and the same question. */
export function feeAgain(state: State, { slots, needs }: Heard): Reaction | undefined {
  const { pending } = state.trip.talk;
  const asksPrice = slots.ask?.some((topic) => topic === 'price' || topic === 'total') === true && needs.length === 0;
  if (pending?.type !== 'cancel' || !asksPrice) return undefined;
  const told = afterQuote(state, pending.bookingIds, pending.instead);
  return told.ask ? { ...told, ask: pending, back: true } : undefined;
}

/** Yes to the fee: now it is left. A quote that ran out meanwhile is asked for again instead. */
export function confirmCancel(trip: Trip, { bookingIds: ids }: Pick<Leaving, 'bookingIds'>, now: Instant): Reaction {
  const asked = trip.bookings.filter((booking) => ids.includes(booking.id));
  if (asked.some((booking) => (booking.cancelQuote?.validUntil ?? '') <= now)) return quote(trip, asked);
  const effects = ids.map((id): Effect => ({ type: 'cancel', key: `cancel:${id}:${trip.counters.leave}`, bookingId: id }));
  const bookings = trip.bookings.map((booking): Booking => (ids.includes(booking.id) ? leavingNow(booking) : booking));
  const awaiting = { type: 'cancel', bookingIds: ids } as const;
  const next: Trip = withEffects({ ...trip, bookings, talk: { ...trip.talk, awaiting } }, effects);
  return { trip: next, says: [], effects, wait: true };
}

function leavingNow({ unclear: _asked, ...booking }: Booking): Booking {
  return { ...booking, status: 'cancelling' };
}

/** It is left, or its vendor did not cancel: what was asked for of it is not wanted any more. */
export function afterCancel(state: State, ids: readonly string[], ctx: StepContext): Reaction {
  const asked = state.trip.bookings.filter((booking) => ids.includes(booking.id));
  const open = asked.filter((booking) => booking.status === 'cancelling');
  if (open.length > 0) return { trip: state.trip, says: [say('cancel.waiting', { sellers: names(open) })] };
  const trip = clearAwaiting(state.trip);
  const kept = asked.filter((booking) => booking.status !== 'cancelled');
  if (kept.length > 0) return { trip, says: [say('cancel.refused', { sellers: names(kept), count: names(kept).list.length })] };
  const left = new Set(asked.map(({ needId }) => needId));
  const gone = trip.brief.needs.filter(({ id }) => left.has(id)).map(({ category }) => category);
  const brief = {
    ...trip.brief,
    needs: trip.brief.needs.filter(({ id }) => !left.has(id)),
    declined: [...new Set([...trip.brief.declined, ...gone])],
  };
  const answered = asked.filter(({ leftAt }) => leftAt === undefined);
  const says = [
    ...(answered.length > 0 ? [say('cancel.done', { sellers: names(answered), count: names(answered).list.length })] : []),
    ...unansweredSays(asked),
    ...refundSays(asked),
  ];
  return stoodAfter({ ...state, trip: { ...trip, brief } }, ctx, [...says, say('closing.written')]);
}

/** What was on the table beside it is there still. */
export function stoodAfter({ trip, offers }: Pick<State, 'trip' | 'offers'>, ctx: StepContext, says: readonly Say[]): Reaction {
  const bought = new Set(activeBookings(trip).flatMap(({ needId, status }) => (status === 'confirmed' ? [needId] : [])));
  const isOpen = trip.brief.needs.some(({ id, insteadOf }) => !bought.has(id) && insteadOf === undefined);
  const isListed = isOpen && trip.listed.length > 0 && trip.phase === 'choosing';
  const phase = isListed ? 'choosing' : readyBookings(trip).length > 0 ? 'confirming' : 'settled';
  const next = inPhase(trip, phase);
  if (phase === 'settled') return { trip: next, says };
  const ask = standing(next, ctx);
  const taken = ask.type === 'take' ? next.listed.map((each) => factsOf(each, offers)) : [];
  const prompt = taken[0] ? { prompt: say('ask.take_title', { title: titleOf(taken[0], taken) }) } : {};
  return { trip: next, says, ask, ...prompt, back: true };
}
