import type { Booking } from '../booking/booking.ts';
import type { HeardNews } from '../market/vendor-news.ts';
import type { Need } from '../trip/brief.ts';
import type { Trip } from '../trip-record.ts';
import type { Moved } from './bookings.ts';
import { isAwaited } from './form.ts';
import { present } from './offering.ts';
import { inPhase, type Reaction, say } from './reaction.ts';
import { currentRequest, liveOffers, openRequest } from './requests.ts';
import { resolveNeed } from './resolve-need.ts';
import { pinned } from './same-sellers.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';

type At = Pick<StepContext, 'now' | 'locale'>;

/** Its vendor has cancelled what was booked: the others are asked at once for the same, where it was; by whom it was lost is not. Nothing is asked for a day that is over. */
export function seekInstead(trip: Trip, booking: Booking, at: At, wait = false): Moved {
  const { offer } = booking;
  const need = trip.brief.needs.find(({ id }) => id === booking.needId);
  if (!need) return { trip, effects: [] };
  const here = pinned(need, offer.item);
  const brief = { ...trip.brief, needs: trip.brief.needs.map((each): Need => (each.id === need.id ? here : each)) };
  const resolved = resolveNeed(brief, here);
  if (resolved.gaps.length > 0 || (resolved.start ?? '') < at.now.slice(0, 10)) return { trip, effects: [] };
  return openRequest({ ...trip, brief }, resolved, at, { wait, invited: [], except: offer.vendorId });
}

/** True where the traveller chose to be given their money back: nobody looks for what they did not ask for. */
export function isChosen({ fromVendors = [] }: Trip, { vendorId, requestId }: HeardNews): boolean {
  return fromVendors.some(({ news, answer, ...other }) => {
    const isTheirs = other.vendorId === vendorId && other.requestId === requestId;
    return isTheirs && news.type === 'change' && news.options.some(({ id, kind }) => id === answer && kind === 'refund');
  });
}

/** After it was told that a booking is lost: what could take its place is put on the table, never in its place. Undefined where nothing is looked for. */
export function proposeInstead(state: State, heard: HeardNews, ctx: StepContext, says: readonly Say[]): Reaction | undefined {
  const { trip, offers } = state;
  const lost = trip.bookings.findLast(
    ({ status, offer }) => status === 'cancelled' && offer.vendorId === heard.vendorId && offer.requestId === heard.requestId,
  );
  const request = lost && currentRequest(trip, lost.needId);
  if (!lost || !request || request.id === lost.offer.requestId || isAwaited(trip) || trip.vote) return undefined;
  const has = liveOffers(trip, offers, ctx.now).some(({ needId }) => needId === lost.needId);
  if (has || request.closesAt > ctx.now)
    return present({ ...state, trip: { ...inPhase(trip, 'choosing'), listed: [] } }, ctx, [...says, say('lost.sought')]);
  // Nobody listened while the offers stood: they are asked for once more.
  const again = seekInstead(trip, lost, ctx, true);
  if (again.effects.length === 0) return undefined;
  const waiting: Trip = { ...inPhase(again.trip, 'waiting'), listed: [], talk: { ...again.trip.talk, awaiting: { type: 'offers' } } };
  return { trip: waiting, says: [...says, say('lost.seeking')], effects: again.effects, wait: true };
}
