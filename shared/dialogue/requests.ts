import type { Booking } from '../booking/booking.ts';
import { isActive } from '../booking/saga.ts';
import { standing } from '../market/best-round.ts';
import { ageBands } from '../market/disclosure.ts';
import { meets } from '../market/facts.ts';
import type { Offer } from '../market/offer.ts';
import { latest } from '../market/reaffirmed.ts';
import { askingKey, awaitedUntil, changedFrom, type RequestForOffers, wireIdOf } from '../market/request.ts';
import { allows, offerState, REQUEST, takesOffers } from '../market/states.ts';
import { addMinutes, type Instant, nearestQuarter } from '../time.ts';
import type { Brief, Requirement } from '../trip/brief.ts';
import { CATEGORY } from '../trip/categories.ts';
import { type Party, partySize } from '../trip/party.ts';
import type { Effect, Trip } from '../trip-record.ts';
import { awaitsAges } from './agenda.ts';
import { withEffects } from './reaction.ts';
import { type ResolvedNeed, resolveNeed } from './resolve-need.ts';
import type { StepContext } from './state.ts';

/** How long vendors may answer a request, about: until a quarter that can be said. The live turn takes what is there earlier. */
export const OPEN_MINUTES = 15;

/** The newest request of a need that was not withdrawn. */
export function currentRequest(trip: Trip, needId: string): RequestForOffers | undefined {
  return trip.requests.findLast((request) => request.needId === needId && request.state !== 'withdrawn' && !isAside(request));
}

/** Until when an offer for a need is waited for; undefined when none is. */
export function awaitedFor(trip: Trip, needId: string, now: Instant): Instant | undefined {
  const request = currentRequest(trip, needId);
  return request && awaitedUntil(request, now);
}

/** Asked for other days or for a watched price: beside the trip as it stands. */
function isAside({ shiftDays, watchId }: Pick<RequestForOffers, 'shiftDays' | 'watchId'>): boolean {
  return shiftDays !== undefined || watchId !== undefined;
}

/** Unexpired offers that answer the needs as they now stand, in id order; without those that their vendor took back, or bettered unless they are held. */
export function liveOffers(trip: Trip, offers: readonly Offer[], now: Instant): readonly Offer[] {
  const current = new Set(trip.brief.needs.map((need) => currentRequest(trip, need.id)?.id));
  const gone = new Set(trip.bookings.filter(isGone).map((booking) => booking.offer.id));
  const held = new Set(trip.bookings.filter(isActive).map((booking) => booking.offer.id));
  const alive = offers.filter(({ validUntil }) => validUntil > now);
  const newest = new Set([...latest(alive).map(({ id }) => id), ...held]);
  const stands = new Set(
    standing(
      alive.filter(({ id }) => newest.has(id)),
      now,
      held,
    ).map(({ id }) => id),
  );
  return offers.filter((offer) => {
    const outdated = !current.has(offer.requestId) || !stands.has(offer.id) || isRefusedPlace(offer, trip.brief);
    return offerState(offer, { now, outdated, taken: false, lost: gone.has(offer.id) }) === 'valid';
  });
}

/** Its vendor has it no more, or not at that price. A hold that ran out, or was refused where it was only kept for a vote, leaves the offer standing. */
function isGone({ status, failure, beside }: Booking): boolean {
  if (status !== 'failed' || failure?.reason === 'expired') return false;
  return beside !== true || failure?.reason === 'sold_out' || failure?.reason === 'price_changed';
}

/** Every need that is complete and not asked for yet goes out; what a change made stale is withdrawn. */
export function publish(
  trip: Trip,
  offers: readonly Offer[],
  ctx: StepContext,
  wait: boolean,
): { readonly trip: Trip; readonly effects: readonly Effect[] } {
  let next = withdrawn(trip);
  const effects: Effect[] = next.outbox.slice(trip.outbox.length);
  const isFirst = trip.phase === 'briefing' && trip.listed.length + trip.bookings.length === 0;
  for (const need of trip.brief.needs) {
    const resolved = resolveNeed(trip.brief, need);
    if (resolved.gaps.length > 0 || (isFirst && awaitsAges(trip.brief, need))) continue;
    if (isAnswered(next, resolved, offers, ctx.now)) {
      const told = tellWish(next, resolved, offers, ctx, wait);
      next = told.trip;
      effects.push(...told.effects);
      continue;
    }
    const opened = openRequest(next, resolved, ctx, { wait, invited: [] });
    next = opened.trip;
    effects.push(...opened.effects);
  }
  return { trip: next, effects };
}

/** A wish or a must was added while offers may still come: vendors hear it, under the same id, and what they have offered stands. Nobody waits for them where an offer that is there has it already. */
function tellWish(trip: Trip, resolved: ResolvedNeed, offers: readonly Offer[], { now }: StepContext, wait: boolean) {
  const { need } = resolved;
  const request = currentRequest(trip, need.id);
  const isTaken = trip.bookings.some((booking) => booking.needId === need.id && isActive(booking));
  const mine = offers.filter((offer) => offer.requestId === request?.id);
  const isMet = (one: Requirement) => mine.some((offer) => meets(offer, one) === 'met');
  const fresh = untold(request, resolved).filter((one) => one.strength === 'wish' || !isMet(one));
  if (!request || isTaken || fresh.length === 0 || !takesOffers(request, now)) return { trip, effects: [] };
  const revised: RequestForOffers = {
    ...request,
    requirements: askedOf(resolved),
    revision: request.revision + 1,
    wishes: (request.wishes ?? 0) + 1,
    revises: { id: wireIdOf(request), changed: ['line'] },
  };
  const isThere = mine.some((offer) => fresh.every((one) => meets(offer, one) === 'met'));
  const effect: Effect = { type: 'request-offers', key: askingKey(revised), requestId: request.id, wait: wait && !isThere };
  const requests = trip.requests.map((each) => (each.id === request.id ? revised : each));
  return { trip: withEffects({ ...trip, requests }, [effect]), effects: [effect] };
}

/** A bed or a table in a place that the traveller refused. */
export function isRefusedPlace({ item }: Offer, { notWhere = [] }: Brief): boolean {
  return (item.category === 'lodging' || item.category === 'restaurant') && notWhere.includes(item.place);
}

interface Opening {
  readonly wait: boolean;
  /** These vendors only; all of the category when none is named. */
  readonly invited: readonly string[];
  readonly except?: string;
  readonly shiftDays?: number;
  readonly watchId?: string;
}

/** One more request for a need; it replaces the one before, unless it stands beside the trip. */
export function openRequest(trip: Trip, resolved: ResolvedNeed, ctx: Pick<StepContext, 'now' | 'locale'>, opening: Opening) {
  const number = trip.counters.request + 1;
  const id = `rfo-${number}`;
  const old = isAside(opening) ? undefined : currentRequest(trip, resolved.need.id);
  const stale = old ? withdraw(trip, old) : { trip, effects: [] };
  // What was bought from the one before stays its own: this one begins anew.
  const revised = old && allows(REQUEST, old.state, 'withdraw') ? old : undefined;
  const made = requestFor(id, trip, resolved, ctx, opening, (revised?.revision ?? 0) + 1);
  const request = revised ? { ...made, revises: { id: wireIdOf(revised), changed: changedFrom(revised, made) } } : made;
  const effect: Effect = { type: 'request-offers', key: `request:${id}`, requestId: id, wait: opening.wait };
  const next: Trip = { ...stale.trip, requests: [...stale.trip.requests, request], counters: { ...trip.counters, request: number } };
  return { trip: withEffects(next, [effect]), effects: [...stale.effects, effect] };
}

function requestFor(
  id: string,
  trip: Trip,
  resolved: ResolvedNeed,
  ctx: Pick<StepContext, 'now' | 'locale'>,
  opening: Opening,
  revision: number,
): RequestForOffers {
  const { need } = resolved;
  const start = resolved.start ?? '';
  return {
    id,
    tripId: trip.id,
    needId: need.id,
    revision,
    category: need.category,
    openedAt: ctx.now,
    closesAt: nearestQuarter(addMinutes(ctx.now, OPEN_MINUTES)),
    state: 'open',
    where: resolved.where,
    from: resolved.from,
    start,
    end: resolved.end ?? start,
    ...(resolved.time ? { time: resolved.time } : {}),
    ...(need.daypart ? { daypart: need.daypart } : {}),
    ...(need.returnDaypart ? { returnDaypart: need.returnDaypart } : {}),
    oneWay: need.oneWay === true || (need.category === 'transfer' && resolved.end === undefined),
    party: wireParty(resolved.party),
    requirements: askedOf(resolved),
    ...(resolved.ceiling ? { ceiling: resolved.ceiling } : {}),
    currency: 'EUR',
    locale: ctx.locale,
    briefKey: keyOf(resolved),
    invited: opening.invited,
    ...(opening.except === undefined ? {} : { except: opening.except }),
    ...(opening.shiftDays === undefined ? {} : { shiftDays: opening.shiftDays }),
    ...(opening.watchId === undefined ? {} : { watchId: opening.watchId }),
  };
}

/** Of a trip, the day of arriving and that of leaving are not skied; of skis alone all are. */
const EVERY_DAY: Requirement = { attr: 'everyDay', op: 'eq', value: true, strength: 'wish' };

function wireParty(party: Party | undefined): RequestForOffers['party'] {
  return party ? { adults: party.adults, childAgeBands: ageBands(party) } : { adults: 1, childAgeBands: [] };
}

/** Everything that makes an offer answer another question when it changes. Wishes only filter and rank. */
function keyOf({ need, where, from, start, end, time, party, ceiling, everyDay }: ResolvedNeed): string {
  const question = JSON.stringify([
    where,
    from,
    start,
    end,
    time ?? '',
    need.daypart ?? '',
    ...(need.returnDaypart ? [need.returnDaypart] : []),
    need.oneWay === true,
    ...(ceiling ? [ceiling] : []),
    ...(everyDay ? [EVERY_DAY.attr] : []),
    ...need.requirements.filter(({ attr }) => attr === 'rooms').map(({ value }) => `rooms ${value}`),
  ]);
  return `${question}${FOR}${JSON.stringify(wireParty(party))}`;
}

/** Between what is asked and for whom: fewer people in a car are the same question. */
const FOR = ' for ';

/** Asked already, and the answer still holds: the same question, or fewer people in a car or a taxi. */
function isAnswered(trip: Trip, resolved: ResolvedNeed, offers: readonly Offer[], now: Instant): boolean {
  if (
    trip.bookings.some(
      (booking) =>
        booking.needId === resolved.need.id && ['holding', 'held', 'confirming', 'confirmed', 'unknown'].includes(booking.status),
    )
  )
    return true;
  const request = currentRequest(trip, resolved.need.id);
  // What was bought from it was left again: its offers are gone.
  if (!request || request.state === 'awarded') return false;
  if (request.briefKey !== keyOf(resolved) && !(fits(request, resolved) && sameBut(request, resolved))) return false;
  if (request.closesAt <= now && !offers.some((offer) => offer.requestId === request.id && offer.validUntil > now)) return false;
  return !outgrown(request, resolved, offers);
}

function sameBut(request: RequestForOffers, resolved: ResolvedNeed): boolean {
  return request.briefKey.split(FOR, 1)[0] === keyOf(resolved).split(FOR, 1)[0];
}

function fits(request: RequestForOffers, resolved: ResolvedNeed): boolean {
  const { category } = resolved.need;
  // Four in a family room and two in a double: another room, at another price
  if (CATEGORY[category].perPerson || category === 'lodging' || !resolved.party) return false;
  return partySize(resolved.party) <= request.party.adults + request.party.childAgeBands.length;
}

/** All that vendors are told to look for. "Plus tôt" is measured on what is offered: no vendor knows the attribute. */
function askedOf({ need, everyDay }: ResolvedNeed): readonly Requirement[] {
  return [...need.requirements.filter(({ attr }) => attr !== 'departMinutes'), ...(everyDay ? [EVERY_DAY] : [])];
}

/** What of it the vendors of a request have not heard. */
function untold(request: RequestForOffers | undefined, resolved: ResolvedNeed): readonly Requirement[] {
  const known = new Set(request?.requirements.map((one) => JSON.stringify(one)));
  return askedOf(resolved).filter((one) => !known.has(JSON.stringify(one)));
}

/** A must came later and nobody has offered yet: those that will know nothing of it. Where there are offers, vendors hear of it and the offers stay on the table. */
function outgrown(request: RequestForOffers, resolved: ResolvedNeed, offers: readonly Offer[]): boolean {
  const isNew = untold(request, resolved).some(({ strength }) => strength === 'must');
  return isNew && !offers.some((offer) => offer.requestId === request.id);
}

/** Requests of needs that are no longer wanted. */
function withdrawn(trip: Trip): Trip {
  const wanted = new Set(trip.brief.needs.map((need) => need.id));
  return trip.requests
    .filter((request) => request.state === 'open' && !wanted.has(request.needId))
    .reduce((next, request) => withdraw(next, request).trip, trip);
}

export function withdraw(trip: Trip, request: RequestForOffers): { readonly trip: Trip; readonly effects: readonly Effect[] } {
  if (!allows(REQUEST, request.state, 'withdraw')) return { trip, effects: [] };
  const effect: Effect = { type: 'withdraw', key: `withdraw:${request.id}`, requestId: request.id };
  const requests = trip.requests.map((each) => (each.id === request.id ? { ...each, state: 'withdrawn' as const } : each));
  return { trip: withEffects({ ...trip, requests }, [effect]), effects: [effect] };
}
