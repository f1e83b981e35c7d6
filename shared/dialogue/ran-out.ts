import { activeBookings } from './bookings.ts';
import { goOn } from './briefing.ts';
import { offersOf } from './offer-facts.ts';
import { inPhase, type Reaction, say } from './reaction.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';
import { switchRanOut } from './switching.ts';

/** All that was held ended before it was confirmed, or all that was offered before one was chosen: said, and the vendors are asked again for the same trip. Undefined while anything stands. */
export function ranOut(state: State, ctx: StepContext, before: readonly Say[] = []): Reaction | undefined {
  const changed = switchRanOut(state, ctx, before);
  if (changed) return changed;
  const { chosen: _chosen, readback: _readback, ...trip } = state.trip;
  const told = hasNoHold(state) ? 'hold.ran_out' : hasNoOffer(state, ctx) ? 'offers.ran_out' : undefined;
  if (!told) return undefined;
  const same = { changed: new Set<never>(), added: [], dropped: [], wished: [] };
  return goOn({ ...state, trip: { ...inPhase(trip, 'briefing'), listed: [] } }, same, ctx, [...before, say(told)]);
}

function hasNoHold({ trip }: State): boolean {
  const ended = trip.bookings.some((booking) => booking.failure?.reason === 'expired');
  return trip.phase === 'confirming' && ended && activeBookings(trip).length === 0;
}

/** Each choice of the list has a line that its vendor no longer promises. */
function hasNoOffer({ trip, offers }: State, { now }: StepContext): boolean {
  if (trip.phase !== 'choosing' || trip.listed.length === 0 || activeBookings(trip).length > 0) return false;
  return trip.listed.every((each) => offersOf(each, offers).some(({ validUntil }) => validUntil <= now));
}
