import type { Booking } from '../booking/booking.ts';
import type { Offer } from '../market/offer.ts';
import { awaitedUntil } from '../market/request.ts';
import type { Instant } from '../time.ts';
import type { Trip } from '../trip-record.ts';
import { isLeaving } from './after-sale.ts';
import { activeBookings, heldBeside, heldUntil } from './bookings.ts';
import { say } from './reaction.ts';
import { lineOf, sellerOf } from './readback-lines.ts';
import { currentRequest, liveOffers } from './requests.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';

/** "Vous attendez quoi ?": the sellers that have still to answer, else the things nobody offered yet and until when, else the traveller's own answer. */
export function waitingSays({ trip, offers }: State, ctx: StepContext): readonly Say[] {
  const sellers = (bookings: readonly Booking[]) => ({ sellers: { list: bookings.map(({ offer }) => sellerOf(offer)) } });
  const active = activeBookings(trip);
  const open = active.filter(({ status }) => status === 'confirming' || status === 'unknown');
  if (open.length > 0) return [say('status.waiting', sellers(open))];
  const leaving = trip.bookings.filter(isLeaving);
  if (leaving.length > 0) return [say('status.leaving', sellers(leaving))];
  const holding = active.find(({ status }) => status === 'holding');
  if (holding) return [say('hold.waiting', { seller: sellerOf(holding.offer) })];
  const empty = unanswered({ trip, offers }, ctx);
  if (empty.length > 0) return empty;
  return [say(trip.talk.pending && trip.talk.pending.type !== 'open' ? 'wait.you' : 'wait.nobody')];
}

/** What was asked for and nobody has offered yet. */
function unanswered({ trip, offers }: Pick<State, 'trip' | 'offers'>, { now }: StepContext): readonly Say[] {
  const answered = new Set(liveOffers(trip, offers, now).map(({ needId }: Offer) => needId));
  const open = trip.brief.needs.flatMap((need) => {
    const request = currentRequest(trip, need.id);
    const until = request && awaitedUntil(request, now);
    return until !== undefined && !answered.has(need.id) ? [{ need, until }] : [];
  });
  const [first] = open;
  if (!first) return [];
  return [say('wait.for', { needs: { list: open.map(({ need }) => say(`the.${need.category}`)) }, until: { instant: first.until } })];
}

/** Until when one may think it over, of what is held. */
export function heldSays(trip: Trip): readonly Say[] {
  const until = heldUntil(trip);
  const before = until && heldBefore(trip, until);
  if (before) return [before];
  const unheld = activeBookings(trip).some(({ status }) => status === 'chosen');
  return until ? [say(unheld ? 'form.kept_partly' : 'form.kept_held', { until: { instant: until } })] : [];
}

/** What is held, and until when; `isRest`: beside what is booked. */
export function heldNow(trip: Trip, until: Instant, isRest: boolean): Say {
  return heldBefore(trip, until) ?? say(isRest ? 'status.held_rest' : 'status.held', { until: { instant: until } });
}

/** "Le lendemain plutôt": what was taken before is held, and others are on the table. */
function heldBefore(trip: Trip, until: Instant): Say | undefined {
  const held = heldBeside(trip);
  return held.length === 0
    ? undefined
    : say('status.held_before', { until: { instant: until }, lines: { list: held.map((offer) => lineOf(offer, trip)) } });
}
