import type { Booking } from '../booking/booking.ts';
import type { Proposal } from '../market/proposal.ts';
import type { Trip } from '../trip-record.ts';
import { confirmCancel, stoodAfter } from './after-sale.ts';
import { type Moved, release, take } from './bookings.ts';
import { afterHold, clearAwaiting, readAfter } from './holding.ts';
import { inPhase, type Reaction, say } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import { currentRequest, liveOffers, withdraw } from './requests.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';
import type { Leaving } from './talk.ts';

/** Yes to the fee and to what was found: that is held first, and what is booked is only left once it is. */
export function holdFirst(state: State, leaving: Leaving & { readonly found: Proposal }, ctx: StepContext): Reaction {
  const taken = take(state.trip, leaving.found, state.offers);
  const { readback: _old, ...rest } = taken.trip;
  const { bookingIds, instead, found } = leaving;
  const awaiting = { type: 'cancel', bookingIds, found, ...(instead ? { instead } : {}) } as const;
  const trip: Trip = { ...rest, talk: { ...rest.talk, awaiting } };
  const on = leftOnceHeld({ trip, effects: taken.effects }, ctx);
  return { trip: on.trip, says: [], effects: on.effects, wait: true };
}

/** What was found can still be had. */
export function isStillThere({ trip, offers }: State, { lines }: Proposal, ctx: StepContext): boolean {
  const live = new Set(liveOffers(trip, offers, ctx.now).map(({ id }) => id));
  return lines.every((id) => live.has(id));
}

/** The last hold of what takes the place of something booked stands: now that is left. */
export function leftOnceHeld(moved: Moved, ctx: StepContext): Moved {
  const { awaiting } = moved.trip.talk;
  if (awaiting?.type !== 'cancel' || !awaiting.found) return moved;
  const isBooked = moved.trip.bookings.every(({ id, status }) => !awaiting.bookingIds.includes(id) || status === 'confirmed');
  const fresh = newOnes(moved.trip, awaiting.found);
  if (!isBooked || fresh.some(({ status }) => status !== 'held' && status !== 'chosen')) return moved;
  const left = confirmCancel(moved.trip, awaiting, ctx.now);
  return { trip: left.trip, effects: [...moved.effects, ...(left.effects ?? [])] };
}

/** The last booking of each line of what was found. */
function newOnes(trip: Trip, { lines }: Proposal): readonly Booking[] {
  return lines.flatMap((id) => trip.bookings.findLast(({ offer }) => offer.id === id) ?? []);
}

/** What keeps the change from going on: a line is gone, so nothing was left; or its vendor has still to answer. */
export function stuckHold(state: State, { found, bookingIds }: Leaving, ctx: StepContext): Reaction | undefined {
  const isBooked = state.trip.bookings.every(({ id, status }) => !bookingIds.includes(id) || status === 'confirmed');
  if (!found || !isBooked) return undefined;
  const fresh = newOnes(state.trip, found);
  const gone = fresh.find(({ status }) => status === 'failed');
  if (gone) return dropped(state, found, ctx, [say('rebook.not_held', { seller: sellerOf(gone.offer) })]);
  const slow = fresh.find(({ status }) => status === 'holding');
  return slow && { trip: state.trip, says: [say('hold.waiting', { seller: sellerOf(slow.offer) })] };
}

/** The trip without what was only looked for in the place of something booked. */
export function unreplaced(trip: Trip): Trip {
  const gone = trip.brief.needs.filter((need) => need.insteadOf !== undefined);
  if (gone.length === 0) return trip;
  const asked = gone.reduce((next, { id }) => {
    const request = currentRequest(next, id);
    return request ? withdraw(next, request).trip : next;
  }, trip);
  return { ...asked, brief: { ...asked.brief, needs: asked.brief.needs.filter((need) => need.insteadOf === undefined) } };
}

/** The trip stays as it was booked, and what was held in its place is let go of. */
export function dropped(state: State, found: Proposal | undefined, ctx: StepContext, says: readonly Say[]): Reaction {
  const freed = release(unreplaced(clearAwaiting(state.trip)), ({ offer }) => found?.lines.includes(offer.id) ?? false);
  const { chosen: _gone, ...trip } = freed.trip;
  const on = stoodAfter({ trip: inPhase(trip, 'settled'), offers: state.offers }, ctx, says);
  return { ...on, effects: [...freed.effects, ...(on.effects ?? [])] };
}

/** What was booked is left, and what takes its place is read back: at once where both fit in one answer. */
export function readNew(state: State, ctx: StepContext, says: readonly Say[]): Reaction {
  const read = afterHold({ ...state, trip: inPhase(state.trip, 'confirming') }, ctx);
  return readAfter(says, read, ctx);
}
