import { activeBookings, heldUntil } from './bookings.ts';
import { choose } from './choosing.ts';
import { afterHold, clearAwaiting } from './holding.ts';
import { takeDays } from './other-days.ts';
import { type Reaction, say } from './reaction.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';
import type { Pending } from './talk.ts';

/** "Je réfléchis" to the same trip on other days: holding is free, so they are held while one thinks. `after` is said once they are. */
export function keepDays(
  state: State,
  pending: Extract<Pending, { type: 'take_days' }>,
  ctx: StepContext,
  after: readonly Say[] = [],
): Reaction {
  const taken = choose({ ...state, trip: takeDays(state.trip, pending.shiftDays) }, pending.proposal, ctx);
  if (!taken.wait) return { ...taken, says: [...taken.says, ...after] };
  return { ...taken, trip: { ...taken.trip, talk: { ...taken.trip.talk, awaiting: { type: 'hold', keep: after } } } };
}

/** They are held: until when, and what else was promised. What could not be held is told as after any choice. */
export function kept(state: State, ctx: StepContext, after: readonly Say[]): Reaction {
  const trip = clearAwaiting(state.trip);
  const until = heldUntil(trip);
  const { start } = trip.brief;
  const isOpen = activeBookings(trip).some((booking) => booking.status === 'holding');
  const isLost = trip.bookings.some((booking) => booking.status === 'failed' && trip.chosen?.lines.includes(booking.offer.id));
  if (!until || !start || isOpen || isLost) {
    const told = afterHold(state, ctx);
    return { ...told, says: [...told.says, ...after] };
  }
  const unheld = activeBookings(trip).some((booking) => booking.status === 'chosen');
  const values = { date: { date: start }, until: { instant: until } };
  return { trip, says: [say(unheld ? 'keep.days_but' : 'keep.days', values), ...after] };
}
