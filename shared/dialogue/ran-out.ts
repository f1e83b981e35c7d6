import { activeBookings } from './bookings.ts';
import { goOn } from './briefing.ts';
import { inPhase, type Reaction, say } from './reaction.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';

/** All that was held ended before it was confirmed: said, and the vendors are asked again for the same trip. Undefined while anything stands. */
export function ranOut(state: State, ctx: StepContext, before: readonly Say[] = []): Reaction | undefined {
  const { chosen: _chosen, readback: _readback, ...trip } = state.trip;
  const ended = trip.bookings.some((booking) => booking.failure?.reason === 'expired');
  if (trip.phase !== 'confirming' || !ended || activeBookings(trip).length > 0) return undefined;
  const same = { changed: new Set<never>(), added: [], dropped: [], wished: [] };
  return goOn({ ...state, trip: { ...inPhase(trip, 'briefing'), listed: [] } }, same, ctx, [...before, say('hold.ran_out')]);
}
