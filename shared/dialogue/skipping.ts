import type { Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { boughtOf, readyBookings, release } from './bookings.ts';
import { theNeed } from './briefing.ts';
import { readAfter, startReadback } from './holding.ts';
import { status } from './meta.ts';
import { inPhase, pastOf, type Reaction, say } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import { missed } from './repair.ts';
import { isOfBrief, no, waved } from './replying.ts';
import type { State, StepContext } from './state.ts';

/** "On passe", "pas celui-là": read back seller by seller, this one is left out and the next is read; a question of the brief is waved away; else it is a no. */
export function skip(state: State, heard: Heard, ctx: StepContext): Reaction {
  const next = leaveOut(state, ctx);
  if (next) return next;
  const { pending } = state.trip.talk;
  if (!pending) return missed(state, heard, ctx);
  return isOfBrief(pending) ? waved(state, pending, ctx) : no(state, pending, ctx);
}

const READ: ReadonlySet<string | undefined> = new Set(['confirm', 'confirm_free', 'so_far']);

/** One seller was read, and others follow or are bought: the trip goes on without it. Undefined where it is all there is, or all was read at once. */
export function leaveOut(state: State, ctx: StepContext): Reaction | undefined {
  const { trip } = state;
  const { readback, ...unread } = trip;
  const [only, ...others] = readback?.bookingIds ?? [];
  // What takes the place of something booked is taken whole or not at all.
  if (trip.talk.switching) return undefined;
  const ready = readyBookings(trip);
  const booking = ready.find(({ id }) => id === only);
  if (trip.phase !== 'confirming' || !READ.has(trip.talk.pending?.type) || !booking || others.length > 0) return undefined;
  if (ready.length === 1 && boughtOf(trip).length === 0) return undefined;
  const freed = release(unread, ({ id }) => id === booking.id);
  const { needs, declined } = trip.brief;
  const brief = {
    ...trip.brief,
    needs: needs.filter(({ id }) => id !== booking.needId),
    declined: [...new Set([...declined, booking.offer.category])],
  };
  const next: Trip = { ...freed.trip, brief, past: pastOf(trip) };
  const says = [say('skip.left', { need: say(theNeed(trip, booking.needId)), seller: sellerOf(booking.offer) })];
  if (ready.length > 1) return { ...readAfter(says, startReadback(next, ctx, true), ctx), effects: freed.effects };
  const { pending: _read, ...talk } = next.talk;
  const stands = status({ ...state, trip: inPhase({ ...next, talk }, 'settled') }, ctx);
  return { ...stands, says: [...says, ...stands.says], effects: freed.effects };
}
