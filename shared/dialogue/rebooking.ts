import type { Booking } from '../booking/booking.ts';
import type { Effect, Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { afterCancel, confirmCancel, quote } from './after-sale.ts';
import { nextQuestion } from './agenda.ts';
import { ground } from './ground.ts';
import { merge } from './merge.ts';
import { present } from './offering.ts';
import { inPhase, pastOf, type Reaction, say } from './reaction.ts';
import { currentRequest, publish, withdraw } from './requests.ts';
import type { State, StepContext } from './state.ts';
import type { Pending } from './talk.ts';

/** What is booked does not move by a word: leaving it is priced, and with a yes to that what was asked for is looked for instead. */
export function rebook(trip: Trip, heard: Heard, which: readonly Booking[]): Reaction {
  const merged = merge(trip.brief, heard, trip.counters.need);
  return { ...quote(trip, which, heard), says: [...ground(merged), say('settled.change')] };
}

/** Yes to the fee: it is left, and vendors are asked for what takes its place in the same turn. */
export function leave(state: State, pending: Extract<Pending, { type: 'cancel' }>, ctx: StepContext): Reaction {
  const { bookingIds, instead } = pending;
  const left = confirmCancel(state.trip, bookingIds, ctx.now, instead);
  if (!instead || left.trip.talk.awaiting?.type !== 'cancel') return left;
  const merged = merge(left.trip.brief, instead, left.trip.counters.need);
  const counters = { ...left.trip.counters, need: merged.needCounter };
  const moved: Trip = { ...left.trip, brief: merged.brief, past: pastOf(left.trip), listed: [], counters };
  const asked = publish(moved, state.offers, ctx, true);
  return { trip: asked.trip, says: [say('progress.cancel_then')], effects: [...(left.effects ?? []), ...asked.effects], wait: true };
}

/** It is left, and the offers for what takes its place are in; a vendor that did not cancel keeps the trip as it was. */
export function afterLeaving(state: State, ids: readonly string[], ctx: StepContext, instead?: Heard): Reaction {
  const done = afterCancel(state, ids, ctx, instead);
  if (!instead || done.trip.talk.awaiting) return done;
  const kept = done.trip.bookings.filter(({ id, status }) => ids.includes(id) && status !== 'cancelled');
  if (kept.length > 0) return unmoved(done, kept);
  const trip = inPhase(done.trip, 'waiting');
  const question = nextQuestion(trip.brief);
  if (question && question.type !== 'budget' && question.type !== 'what_else')
    return { trip: inPhase(trip, 'briefing'), says: done.says, ask: question };
  return present({ ...state, trip }, ctx, done.says);
}

/** Nothing was left, so nothing is looked for. */
function unmoved(done: Reaction, kept: readonly Booking[]): Reaction {
  const { past } = done.trip;
  let trip: Trip = { ...done.trip, brief: past.at(-1) ?? done.trip.brief, past: past.slice(0, -1) };
  const effects: Effect[] = [];
  for (const { needId } of kept) {
    const request = currentRequest(trip, needId);
    if (request?.state !== 'open') continue;
    const gone = withdraw(trip, request);
    trip = gone.trip;
    effects.push(...gone.effects);
  }
  return { ...done, trip: inPhase(trip, 'settled'), effects };
}
