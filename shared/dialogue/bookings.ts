import type { Booking } from '../booking/booking.ts';
import { carHours } from '../booking/car-hours.ts';
import { isHoldable } from '../booking/details.ts';
import { answered, isActive, isBound, isReady, nextToConfirm } from '../booking/saga.ts';
import { RESERVATION } from '../booking/states.ts';
import { betteredBy } from '../market/best-round.ts';
import type { Offer } from '../market/offer.ts';
import type { Proposal } from '../market/proposal.ts';
import { allows, moved, REQUEST } from '../market/states.ts';
import type { Outcome, VendorAnswer } from '../ports.ts';
import type { Instant } from '../time.ts';
import type { Category } from '../trip/brief.ts';
import type { Effect, Trip } from '../trip-record.ts';
import { offersOf } from './offer-facts.ts';
import { withEffects } from './reaction.ts';

/** A trip and what it asks of the outside. */
export interface Moved {
  readonly trip: Trip;
  readonly effects: readonly Effect[];
}

/** Bookings of the trip that are wanted now, in the order of its needs. What is only kept for a vote is not. */
export function activeBookings(trip: Trip): readonly Booking[] {
  const order = new Map(trip.brief.needs.map((need, i) => [need.id, i]));
  const wanted = trip.bookings.filter((booking) => isActive(booking) && booking.beside !== true);
  return wanted.toSorted((a, b) => (order.get(a.needId) ?? 99) - (order.get(b.needId) ?? 99));
}

/** What is bought and stands. */
export function boughtOf(trip: Trip): readonly Booking[] {
  return activeBookings(trip).filter(({ status }) => status === 'confirmed');
}

/** Where the bookings put one: the bed, else the slopes or the table; of what was left only where nothing else says it. */
export function stayOf(trip: Trip): string | undefined {
  const active = activeBookings(trip);
  const left = trip.bookings.filter(({ status }) => status === 'cancelled');
  const at = (bookings: readonly Booking[], ...categories: readonly Category[]) =>
    bookings.flatMap(({ offer: { item } }) => ('place' in item && categories.includes(item.category) ? [item.place] : []))[0];
  return at(active, 'lodging') ?? at(active, 'ski_hire', 'ski_pass') ?? at(left, 'lodging') ?? at(active, 'restaurant');
}

/** All that was booked was left again, and nothing is wanted beside it. */
export function isLeft({ bookings, brief }: Trip): boolean {
  return brief.needs.length === 0 && bookings.some(({ status }) => status === 'cancelled') && !bookings.some(isActive);
}

/** All of it was called off: nothing is asked, held or booked any more. */
export function isWithdrawn({ requests, bookings, listed, phase }: Trip): boolean {
  const isOver = phase === 'briefing' || phase === 'settled';
  const asked = requests.length > 0 || bookings.length > 0;
  return isOver && asked && listed.length === 0 && !bookings.some(isActive) && requests.every(({ state }) => state !== 'open');
}

export function replaceBooking(trip: Trip, booking: Booking): Trip {
  return { ...trip, bookings: trip.bookings.map((each) => (each.id === booking.id ? booking : each)) };
}

/** Takes a proposal: holds its lines, keeps those already held, lets go of the others; of what its vendor bettered only once the better one is held. */
export function take(trip: Trip, proposal: Proposal, offers: readonly Offer[]): Moved {
  const lines = offersOf(proposal, offers);
  const before = (offer: Offer) =>
    isHoldable({ needId: offer.needId, offer }, trip)
      ? trip.bookings.find(({ status, offer: { id } }) => status === 'held' && id === betteredBy(offer))
      : undefined;
  const wanted = new Set(lines.flatMap((offer) => [offer.id, before(offer)?.offer.id ?? offer.id]));
  const freed = release(trip, (booking) => booking.status !== 'confirmed' && !wanted.has(booking.offer.id));
  const late = holdLate(freed.trip);
  let next: Trip = { ...late.trip, chosen: proposal, bookings: late.trip.bookings.map(asWanted) };
  const effects: Effect[] = [...freed.effects, ...late.effects];
  for (const offer of lines) {
    if (next.bookings.some((booking) => booking.offer.id === offer.id && isActive(booking))) continue;
    const held = book(next, offer, before(offer)?.id);
    next = held.trip;
    effects.push(...held.effects);
  }
  return { trip: next, effects };
}

/** What was kept for a vote and is not let go of is what was taken. */
function asWanted(booking: Booking): Booking {
  const { beside: _kept, ...wanted } = booking;
  return isActive(booking) && booking.beside ? wanted : booking;
}

/** Holds every line of several choices that can be held, next to each other; lets go of the rest. Which one is bought is decided when one is taken. */
export function holdBeside(trip: Trip, proposals: readonly Proposal[], offers: readonly Offer[]): Moved {
  const lines = [...new Set(proposals.flatMap((proposal) => offersOf(proposal, offers)))];
  const ids = new Set(lines.map(({ id }) => id));
  const stays = ({ status, offer }: Booking) => (status === 'held' || status === 'holding') && ids.has(offer.id);
  const freed = release(trip, (booking) => !stays(booking));
  const effects: Effect[] = [...freed.effects];
  let next = freed.trip;
  for (const offer of lines) {
    if (!isHoldable({ needId: offer.needId, offer }, next) || next.bookings.some((each) => each.offer.id === offer.id && stays(each)))
      continue;
    const held = book(next, offer);
    next = held.trip;
    effects.push(...held.effects);
  }
  const bookings = next.bookings.map((booking): Booking => (stays(booking) ? { ...booking, beside: true } : booking));
  return { trip: { ...next, bookings }, effects };
}

/** Until when all that is kept for a vote is; undefined when nothing is. */
export function keptUntil(trip: Trip): Instant | undefined {
  return trip.bookings
    .flatMap(({ beside, status, holdUntil }) => (beside && status === 'held' && holdUntil !== undefined ? [holdUntil] : []))
    .toSorted()[0];
}

/** Holds what was only chosen because its vendor wanted to know more first. */
export function holdLate(trip: Trip): Moved {
  const late = trip.bookings.filter((booking) => booking.status === 'chosen' && isHoldable(booking, trip));
  if (late.length === 0) return { trip, effects: [] };
  const effects = late.map((booking): Effect => ({ type: 'hold', key: `hold:${booking.id}`, bookingId: booking.id }));
  const bookings = trip.bookings.map((booking): Booking => (late.includes(booking) ? { ...booking, status: 'holding' } : booking));
  return { trip: withEffects({ ...trip, bookings }, effects), effects };
}

/** A new booking for an offer: held where that is free and the vendor knows enough, else only chosen. The one door: what is bought for a need is not bought again. */
export function book(trip: Trip, offer: Offer, instead?: string): Moved {
  if (trip.bookings.some((booking) => booking.needId === offer.needId && isBound(booking))) return { trip, effects: [] };
  const number = trip.counters.booking + 1;
  const holdable = isHoldable({ needId: offer.needId, offer }, trip);
  const booking: Booking = {
    id: `book-${number}`,
    needId: offer.needId,
    offer,
    status: holdable ? 'holding' : 'chosen',
    terms: offer.cancellation,
    ...(instead === undefined ? {} : { instead }),
    ...(offer.supportPhone ? { supportPhone: offer.supportPhone } : {}),
  };
  const effects: Effect[] = holdable ? [{ type: 'hold', key: `hold:${booking.id}`, bookingId: booking.id }] : [];
  const next: Trip = { ...trip, bookings: [...trip.bookings, booking], counters: { ...trip.counters, booking: number } };
  return { trip: withEffects(next, effects), effects };
}

/** Lets go of what was held or chosen but not bought. */
export function release(trip: Trip, which: (booking: Booking) => boolean): Moved {
  const effects: Effect[] = [];
  const bookings = trip.bookings.map((booking): Booking => {
    if (!allows(RESERVATION, booking.status, 'let_go') || !which(booking)) return booking;
    const status = moved(RESERVATION, booking.status, 'let_go');
    if (status === 'releasing') effects.push({ type: 'release', key: `release:${booking.id}`, bookingId: booking.id });
    return { ...booking, status };
  });
  return { trip: withEffects({ ...trip, bookings }, effects), effects };
}

/** Sends the next lines of the read-back to be confirmed; none when all are or one is stuck. */
export function confirmNext(trip: Trip, now: Instant): Moved {
  const bound = new Set(trip.readback?.bookingIds ?? []);
  const next = nextToConfirm(
    trip.bookings.filter((booking) => bound.has(booking.id) && booking.beside !== true),
    now,
  );
  const ids = new Set(next.map((booking) => booking.id));
  const effects = next.map((booking): Effect => ({ type: 'confirm', key: `confirm:${booking.id}`, bookingId: booking.id }));
  const bookings = trip.bookings.map((booking): Booking => (ids.has(booking.id) ? asRead(booking, trip) : booking));
  return { trip: withEffects({ ...trip, bookings }, effects), effects };
}

/** Sent to be confirmed as it was read. */
function asRead(booking: Booking, trip: Trip): Booking {
  const { item, total } = booking.offer;
  const hours =
    item.category === 'car' &&
    carHours(
      item,
      activeBookings(trip).map(({ offer }) => offer.item),
    );
  return { ...booking, status: 'confirming', readTotal: total, ...(hours && { hours }) };
}

/** A vendor's answer takes its booking on, and the saga its next step. An answer to nothing we know changes nothing. */
export function applyOutcome(trip: Trip, effect: Effect, answer: Outcome, now: Instant): Moved {
  if (!('bookingId' in effect) || answer.type === 'due') return { trip, effects: [] };
  const booking = trip.bookings.find((each) => each.id === effect.bookingId);
  if (!booking) return { trip, effects: [] };
  const late = heldTooLate(trip, booking, effect, answer);
  if (late) return late;
  const after = answered(booking, effect.type, answer);
  if (after === booking) return { trip, effects: [] };
  if (effect.type === 'hold') return swapped(heardOf(replaceBooking(trip, after), after), after);
  const ended = awarded(heardOf(replaceBooking(trip, after), after), after);
  // What stands for more than was read holds up the other lines no longer.
  if (effect.type !== 'confirm' && !(effect.type === 'cancel' && after.overcharged === 'untold')) return ended;
  const returned = giveBack(ended.trip, after);
  const effects = [...ended.effects, ...returned.effects];
  if (returned.trip.phase !== 'booking') return { trip: returned.trip, effects };
  const on = confirmNext(returned.trip, now);
  return settledIfDone({ trip: on.trip, effects: [...effects, ...on.effects] });
}

/** The better one is held, so that of before is let go of; if that was bought meanwhile, the better one is. */
function swapped(trip: Trip, { id, status, instead }: Booking): Moved {
  const old = trip.bookings.find((booking) => booking.id === instead);
  if (status !== 'held' || !old) return { trip, effects: [] };
  const over = isBound(old) ? id : old.id;
  return release(trip, (booking) => booking.id === over);
}

/** What is bought as agreed ends its request: no later offer counts, and who was not chosen is told so. */
function awarded(trip: Trip, { status, offer, overcharged }: Booking): Moved {
  const open = trip.requests.some(({ id, state }) => id === offer.requestId && allows(REQUEST, state, 'award'));
  if (status !== 'confirmed' || overcharged !== undefined || !open) return { trip, effects: [] };
  const requests = trip.requests.map((each) => (each.id === offer.requestId ? { ...each, state: 'awarded' as const } : each));
  const { requestId } = offer;
  const effects: readonly Effect[] = [{ type: 'notice', key: `declined:${requestId}`, requestId, notice: { name: 'offer.declined' } }];
  return { trip: withEffects({ ...trip, requests }, effects), effects };
}

/** What a vendor confirmed for more than was read is left again at once; what it held and did not confirm is given back, unless it asks for another price. */
function giveBack(trip: Trip, { id: bookingId, status, holdId, failure }: Booking): Moved {
  const effects: Effect[] = [];
  if (status === 'cancelling') effects.push({ type: 'cancel', key: `cancel:${bookingId}:overcharged`, bookingId });
  if (status === 'failed' && holdId !== undefined && failure?.newTotal === undefined)
    effects.push({ type: 'release', key: `release:${bookingId}`, bookingId });
  return { trip: withEffects(trip, effects), effects };
}

/** A hold that lands after it was let go of is let go of again, under its own key. */
function heldTooLate(trip: Trip, booking: Booking, effect: Effect, answer: VendorAnswer): Moved | undefined {
  const gone = booking.status === 'releasing' || booking.status === 'released';
  if (effect.type !== 'hold' || answer.type !== 'held' || !gone || booking.holdId) return undefined;
  const again: Effect = { type: 'release', key: `release:${booking.id}:late`, bookingId: booking.id };
  const next = replaceBooking(trip, { ...booking, status: 'releasing', holdId: answer.holdId });
  return { trip: withEffects(next, [again]), effects: [again] };
}

function settledIfDone(moved: Moved): Moved {
  const bound = new Set(moved.trip.readback?.bookingIds ?? []);
  const all = moved.trip.bookings.filter((booking) => bound.has(booking.id));
  const done = all.length > 0 && all.every((booking) => booking.status === 'confirmed');
  return done ? { ...moved, trip: { ...moved.trip, phase: 'settled' } } : moved;
}

/** Outcomes outside a turn are told at the next one. */
function heardOf(trip: Trip, booking: Booking): Trip {
  return { ...trip, talk: { ...trip.talk, news: [...new Set([...trip.talk.news, booking.id])] } };
}

/** When the first hold of what is chosen ends; undefined when nothing is held. */
export function heldUntil(trip: Trip): Instant | undefined {
  return activeBookings(trip)
    .filter((booking) => booking.status === 'held')
    .map((booking) => booking.holdUntil)
    .filter((until): until is Instant => until !== undefined)
    .toSorted()[0];
}

/** What is held while only others are on the table; empty where it is among them, or nobody chooses. */
export function heldBeside(trip: Trip): readonly Offer[] {
  const held = activeBookings(trip).flatMap(({ status, offer }) => (status === 'held' ? [offer] : []));
  const isListed = trip.listed.some(({ lines }) => held.some(({ id }) => lines.includes(id)));
  return trip.phase !== 'choosing' || trip.listed.length === 0 || isListed ? [] : held;
}

/** Holds that ran out are gone, whether or not a sweep has seen it. */
export function expireHolds(trip: Trip, now: Instant): Trip {
  const isOver = (booking: Booking) =>
    (booking.status === 'held' && booking.holdUntil !== undefined && booking.holdUntil <= now) ||
    (booking.status === 'chosen' && booking.offer.validUntil <= now);
  if (!trip.bookings.some(isOver)) return trip;
  const bookings = trip.bookings.map(
    (booking): Booking => (isOver(booking) ? { ...booking, status: 'failed', failure: { reason: 'expired' } } : booking),
  );
  return { ...trip, bookings };
}

export function readyBookings(trip: Trip): readonly Booking[] {
  return activeBookings(trip).filter(isReady);
}
