import type { Booking } from '../booking/booking.ts';
import { isBound } from '../booking/saga.ts';
import type { Proposal } from '../market/proposal.ts';
import type { Brief, Need } from '../trip/brief.ts';
import type { Effect, Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { confirmCancel, quote, stoodAfter } from './after-sale.ts';
import { heldUntil, type Moved, release } from './bookings.ts';
import { choose } from './choosing.ts';
import { clearAwaiting } from './holding.ts';
import { names, refundSays, replacedBy, unansweredSays } from './leaving-says.ts';
import { merge } from './merge.ts';
import { inPhase, type Reaction, say } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import { currentRequest, liveOffers, withdraw } from './requests.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';
import type { Leaving, Switching } from './talk.ts';

/** What was found is held and read back like any other trip: what is booked stands until the phrase was said and that is bought. */
export function holdInstead(state: State, { found, ...switching }: Switching & { readonly found: Proposal }, ctx: StepContext): Reaction {
  const { talk } = state.trip;
  return choose({ ...state, trip: { ...state.trip, talk: { ...talk, switching } } }, found, ctx);
}

/** What was found can still be had. */
export function isStillThere({ trip, offers }: State, { lines }: Proposal, ctx: StepContext): boolean {
  const live = new Set(liveOffers(trip, offers, ctx.now).map(({ id }) => id));
  return lines.every((id) => live.has(id));
}

/** The last booking of each thing that takes the place of another; undefined where one has none. */
function newOnes({ brief, bookings }: Trip): readonly (Booking | undefined)[] {
  const isWanted = ({ status }: Booking) => status !== 'releasing' && status !== 'released';
  return brief.needs
    .filter(({ insteadOf }) => insteadOf !== undefined)
    .map(({ id }) => bookings.findLast((booking) => booking.needId === id && isWanted(booking)));
}

/** The last line of what takes the place of something booked is bought: only now is that left. */
export function leftOnceBought(moved: Moved, ctx: StepContext): Moved {
  const { switching, awaiting } = moved.trip.talk;
  if (!switching || awaiting?.type !== 'confirm') return moved;
  const old = replacedBy(moved.trip).map(({ id }) => id);
  if (old.length === 0 || !newOnes(moved.trip).every(isBoughtAsRead)) return moved;
  const left = confirmCancel(moved.trip, { bookingIds: old }, ctx.now);
  return { trip: left.trip, effects: [...moved.effects, ...(left.effects ?? [])] };
}

/** One that stands at a price that nobody read takes the place of nothing. */
function isBoughtAsRead(booking: Booking | undefined): boolean {
  return booking?.status === 'confirmed' && booking.overcharged === undefined;
}

/** Before what takes the place of something is read: one of it is gone, so nothing changes; or a vendor has still to say what leaving costs. */
export function heldInstead(state: State, ctx: StepContext): Reaction | undefined {
  const { trip } = state;
  if (!trip.talk.switching) return undefined;
  const gone = newOnes(trip).find((booking) => booking?.status === 'failed');
  if (gone) return switchedOff(state, ctx, [say('rebook.not_held', { seller: sellerOf(gone.offer) })]);
  const silent = replacedBy(trip).filter(({ cancelQuote }) => cancelQuote === undefined);
  return silent.length > 0 ? { trip, says: [say('cancel.waiting', { sellers: names(silent) })] } : undefined;
}

/** What leaving costs is no longer promised: it is asked for again, and read again. */
export function feeLapsed(trip: Trip, ctx: StepContext): Reaction | undefined {
  const old = replacedBy(trip);
  if (old.every(({ cancelQuote }) => (cancelQuote?.validUntil ?? '') > ctx.now)) return undefined;
  const { readback: _read, ...unread } = trip;
  const asked = quote(unread, old);
  return { ...asked, trip: { ...asked.trip, talk: { ...asked.trip.talk, awaiting: { type: 'hold' } } } };
}

/** The change is off: what was booked stays, and what was held for it goes. What of it was bought already is one too many: leaving it is asked about. */
export function switchedOff(state: State, ctx: StepContext, says: readonly Say[]): Reaction {
  const { trip } = state;
  const stands = replacedBy(trip);
  const extra = newOnes(trip).flatMap((booking) => (booking?.status === 'confirmed' ? [booking] : []));
  const off = unreplaced(clearAwaiting(trip));
  const effects: readonly Effect[] = off.outbox.slice(trip.outbox.length);
  const told = stands.length > 0 ? [...says, say('switch.stands', { sellers: names(stands) })] : says;
  if (extra.length === 0) return { ...stoodAfter({ ...state, trip: off }, ctx, told), effects };
  const ask = { type: 'cancel', bookingIds: extra.map(({ id }) => id) } as const;
  return { trip: off, says: [...told, say('switch.extra', { sellers: names(extra) })], ask, effects };
}

/** A no to "J'annule ?" or "Je prépare l'échange ?": what is booked stays. */
export function notLeft(state: State, { bookingIds, instead }: Leaving, ctx: StepContext): Reaction {
  const { trip } = state;
  const stands = names(trip.bookings.filter(({ id }) => bookingIds.includes(id)));
  return stoodAfter({ ...state, trip: unreplaced(trip) }, ctx, [
    instead ? say('switch.kept', { sellers: stands }) : say('cancel.not_done'),
  ]);
}

/** "Plus tard", a bare yes: what is booked stays, and until when what would take its place is held. */
export function switchKept(trip: Trip): readonly Say[] {
  const until = heldUntil(trip);
  const sellers = names(replacedBy(trip));
  return [until ? say('switch.kept_held', { sellers, until: { instant: until } }) : say('switch.kept', { sellers })];
}

/** A line of what takes the place of something ran out before it was confirmed. */
export function switchRanOut(state: State, ctx: StepContext, before: readonly Say[]): Reaction | undefined {
  const isOver = state.trip.phase === 'confirming' && state.trip.talk.switching !== undefined;
  const ended = isOver && newOnes(state.trip).some((booking) => booking?.failure?.reason === 'expired');
  return ended ? switchedOff(state, ctx, [...before, say('switch.ran_out')]) : undefined;
}

/** The trip without what was only looked for, or held, in the place of something booked. What is bought of it is a thing of its own. */
export function unreplaced(trip: Trip): Trip {
  const others = trip.brief.needs.filter((need) => need.insteadOf !== undefined);
  if (others.length === 0) return trip;
  const isBought = ({ id }: Need) => trip.bookings.some((booking) => booking.needId === id && isBound(booking));
  const gone = new Set(others.filter((need) => !isBought(need)).map(({ id }) => id));
  const freed = release(trip, ({ needId }) => gone.has(needId)).trip;
  const asked = [...gone].reduce((next, id) => {
    const request = currentRequest(next, id);
    return request ? withdraw(next, request).trip : next;
  }, freed);
  const needs = asked.brief.needs.filter(({ id }) => !gone.has(id)).map(({ insteadOf: _was, ...need }) => need);
  return ended({ ...asked, brief: { ...asked.brief, needs } });
}

/** What was read for the change binds no longer. */
function ended(trip: Trip): Trip {
  const { switching, ...talk } = trip.talk;
  if (!switching) return trip;
  const { readback: _read, chosen: _chosen, ...rest } = trip;
  return inPhase({ ...rest, talk }, 'settled');
}

/** What was bought for a change, and of what it takes the place of that whose vendor has still to answer and that which stands. Undefined where nothing is changed. */
export function leftFor(trip: Trip) {
  const { switching } = trip.talk;
  if (!switching) return undefined;
  const old = trip.bookings.filter(({ id }) => switching.bookingIds.includes(id));
  const fresh = newOnes(trip).flatMap((booking) => booking ?? []);
  return { fresh, slow: old.filter(({ status }) => status === 'cancelling'), kept: old.filter(({ status }) => status === 'confirmed') };
}

/** The change is made: what was left is wanted no more, and days and people are the trip's. Whatever of it stands is said: nothing stays booked twice without a word. */
export function switchOver(trip: Trip): { readonly trip: Trip; readonly says: readonly Say[] } {
  const { switching, ...talk } = trip.talk;
  if (!switching) return { trip, says: [] };
  const old = trip.bookings.filter(({ id }) => switching.bookingIds.includes(id));
  const left = old.filter(({ status }) => status === 'cancelled');
  const kept = old.filter(({ status }) => status === 'confirmed');
  const brief = replacedIn(trip.brief, new Set(left.map(({ needId }) => needId)), switching.instead);
  const answered = left.filter(({ leftAt }) => leftAt === undefined);
  const says = [
    ...(answered.length > 0 ? [say('switch.left', { sellers: names(answered) })] : []),
    ...unansweredSays(left),
    ...(left.every(({ offer }) => offer.demo) ? [] : refundSays(left)),
    ...(kept.length > 0 ? [say('switch.both', { sellers: names(kept) })] : []),
  ];
  return { trip: inPhase({ ...trip, talk, brief }, 'settled'), says };
}

function replacedIn(brief: Brief, left: ReadonlySet<string>, instead: Heard): Brief {
  // What was said of one thing is its own.
  const { start, end, party } = instead.needs.length > 0 ? brief : merge({ ...brief, needs: [] }, instead, 0).brief;
  const next = { ...brief, ...(start ? { start } : {}), ...(end ? { end } : {}), ...(party ? { party } : {}) };
  const needs = brief.needs.filter(({ id }) => !left.has(id)).map(({ insteadOf, ...need }) => (insteadOf ? asTheTrips(need, next) : need));
  return { ...next, needs };
}

/** Days and people that are the trip's are not the need's own: they follow the next change of the trip. */
function asTheTrips({ start, end, party, ...need }: Need, brief: Brief): Need {
  return {
    ...need,
    ...(start && start !== brief.start ? { start } : {}),
    ...(end && end !== brief.end ? { end } : {}),
    ...(party && JSON.stringify(party) !== JSON.stringify(brief.party) ? { party } : {}),
  };
}
