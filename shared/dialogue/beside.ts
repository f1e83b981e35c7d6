import { addDays } from '../time.ts';
import type { Brief, Category, Need } from '../trip/brief.ts';
import { partySize } from '../trip/party.ts';
import type { Trip } from '../trip-record.ts';
import type { Heard, Slots } from './act.ts';
import { boughtOf, stayOf } from './bookings.ts';
import { goOn } from './briefing.ts';
import { categoriesOf, mergeNeeds } from './merge-needs.ts';
import { mergeParty } from './merge-party.ts';
import { pastOf, type Reaction, say } from './reaction.ts';
import { arrivalPoint } from './resolve-need.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';

/** Needs of a trip that is booked in part which nothing is bought for yet. */
export function openNeeds(trip: Trip): readonly Need[] {
  const bought = new Set(boughtOf(trip).map(({ needId }) => needId));
  return trip.brief.needs.filter(({ id, insteadOf }) => !bought.has(id) && insteadOf === undefined);
}

function isNamedPlace({ destination, near, rideFrom, rideTo, carPickup }: Slots): boolean {
  return [destination, near, rideFrom, rideTo, carPickup].some((places) => (places?.length ?? 0) > 0);
}

/** What is wanted beside what is booked: things that were not in the trip, or one more of what was, with a day or a place of its own. */
export function wantedBeside(trip: Trip, heard: Heard): readonly Category[] {
  const { acts, needs, needsNot, slots } = heard;
  if (acts.some((act) => act === 'ask' || act === 'remove' || act === 'cancel_booking')) return [];
  const refused = new Set(needsNot.flatMap(categoriesOf));
  const named = [...new Set(needs.flatMap(categoriesOf))].filter((category) => !refused.has(category));
  const isOneMore =
    slots.extra === true || isAway(trip, slots) || (acts.includes('request') && (slots.start !== undefined || isNamedPlace(slots)));
  const isEnd = (category: Category) => category === 'lodging' && named.includes('transfer') && wasBooked(trip, 'lodging');
  return named.filter(
    (category) =>
      !isEnd(category) && (!trip.brief.needs.some((need) => need.category === category) || (isOneMore && isBought(trip, category))),
  );
}

/** Somewhere, on days that the trip does not have: beside it, and no change of it. */
function isAway({ brief }: Trip, slots: Slots): boolean {
  const { start, end = start } = slots;
  if (!start || !end || !brief.start || !brief.end || !isNamedPlace(slots)) return false;
  return start >= brief.end || end <= brief.start;
}

function wasBooked({ bookings }: Trip, category: Category): boolean {
  return bookings.some(({ offer, status }) => offer.category === category && (status === 'confirmed' || status === 'cancelled'));
}

function isBought(trip: Trip, category: Category): boolean {
  return boughtOf(trip).some(({ offer }) => offer.category === category) && !openNeeds(trip).some((need) => need.category === category);
}

/** Days, places and people said now are of what is added, or else of what is still open: the trip that is booked stays as it is. */
export function addBeside(state: State, heard: Heard, wanted: readonly Category[], ctx: StepContext): Reaction {
  const { trip } = state;
  const number = trip.counters.need;
  const fresh = wanted.map((category, i): Need => ({ id: `need-${number + i + 1}`, category, requirements: [] }));
  const own = fresh.length > 0 ? fresh : meantBy(heard, openNeeds(trip));
  const only: Brief = { ...trip.brief, needs: own };
  const merged = mergeNeeds(
    { brief: only, changed: new Set(), added: [], dropped: [], wished: [], needCounter: number },
    { ...heard, needs: [] },
    [],
  );
  const placed = own.map((need) => withOwn(merged.brief.needs.find(({ id }) => id === need.id) ?? need, heard.slots, trip));
  const kept = trip.brief.needs.map((need) => placed.find(({ id }) => id === need.id) ?? need);
  const added = placed.filter(({ id }) => !kept.some((need) => need.id === id));
  const declined = trip.brief.declined.filter((category) => !wanted.includes(category));
  const brief: Brief = { ...trip.brief, needs: [...kept, ...added], declined };
  const next: Trip = { ...trip, brief, past: pastOf(trip), counters: { ...trip.counters, need: number + fresh.length } };
  const change = {
    changed: new Set(fresh.length > 0 ? [] : (['time'] as const)),
    added: wanted,
    dropped: [],
    wished: [],
    told: true,
  } as const;
  return goOn({ ...state, trip: next }, change, ctx, groundOf(placed, heard.slots));
}

/** What is still open and meant: the thing that is named; an hour alone is of what came last. */
function meantBy({ needs, slots }: Heard, open: readonly Need[]): readonly Need[] {
  const about = new Set(needs.flatMap(categoriesOf));
  const named = open.filter(({ category }) => about.has(category));
  if (named.length > 0) return named;
  return Object.keys(slots).every((key) => key === 'time' || key === 'timeMode') ? open.slice(-1) : open;
}

/** A need with what was said for it; where nothing was, it is where the bookings are. */
function withOwn(need: Need, slots: Slots, trip: Trip): Need {
  const party = mergeParty(trip.brief.party, slots);
  const nights = slots.nights ?? (slots.days === undefined ? undefined : slots.days - 1);
  const end = slots.end ?? (slots.start && nights ? addDays(slots.start, nights) : undefined);
  const when = { ...(slots.start ? { start: slots.start } : {}), ...(end ? { end } : {}) };
  const base: Need = { ...need, ...when, ...(party ? { party } : {}) };
  return base.category === 'transfer' ? rideOf(base, slots, trip) : { ...base, ...placeOf(base, slots, trip) };
}

function placeOf(need: Need, slots: Slots, trip: Trip): Partial<Need> {
  const said = (slots.destination ?? slots.near)?.map(({ id }) => id);
  switch (need.category) {
    case 'flight':
    case 'train':
      return { ...(said ? { where: said } : {}), ...(slots.origin ? { from: slots.origin.map(({ id }) => id) } : {}) };
    case 'car':
      return said && !need.where ? { where: said } : {};
    case 'lodging':
    case 'ski_hire':
    case 'ski_pass':
    case 'transfer':
      return whereIt(need, said, trip);
    case 'restaurant':
      return { ...whereIt(need, said, trip), ...(slots.time ? { time: slots.time } : {}) };
  }
}

function whereIt(need: Need, said: readonly string[] | undefined, trip: Trip): Partial<Need> {
  const stay = stayOf(trip);
  return said ? { where: said } : need.where || stay === undefined ? {} : { where: [stay] };
}

/** A ride on a day of its own is one way: off to what was named, else home on a later day, else from where one arrives. */
function rideOf(need: Need, slots: Slots, trip: Trip): Need {
  return {
    ...need,
    ...endsOf(need, slots, trip),
    ...(slots.time ? { time: slots.time } : {}),
    ...(slots.start && !slots.end ? { oneWay: true } : {}),
  };
}

function endsOf(need: Need, slots: Slots, trip: Trip): Pick<Partial<Need>, 'from' | 'where'> {
  const stay = idsOf(stayOf(trip));
  const point = idsOf(departure(trip));
  const to = placesOf(slots.rideTo ?? slots.destination) ?? need.where;
  const from = placesOf(slots.rideFrom) ?? need.from;
  if (to) return withEnds(from ?? stay, to);
  if (from) return withEnds(from, stay);
  return isLater(slots, trip) ? withEnds(stay, point) : withEnds(point, stay);
}

function isLater({ start }: Slots, { brief }: Trip): boolean {
  return start !== undefined && brief.start !== undefined && start > brief.start;
}

function placesOf(places: readonly { readonly id: string }[] | undefined): readonly string[] | undefined {
  return places?.map(({ id }) => id);
}

function withEnds(from: readonly string[] | undefined, where: readonly string[] | undefined): Pick<Partial<Need>, 'from' | 'where'> {
  return { ...(from ? { from } : {}), ...(where ? { where } : {}) };
}

function idsOf(id: string | undefined): readonly string[] | undefined {
  return id === undefined ? undefined : [id];
}

/** Where one leaves for home: what is booked says it, else where the trip arrives. */
function departure(trip: Trip): string | undefined {
  for (const { offer } of boughtOf(trip)) {
    const { item } = offer;
    if (item.category === 'flight' || item.category === 'train') return item.inbound?.from ?? item.outbound.to;
  }
  return arrivalPoint(trip.brief)[0];
}

/** What was said comes back: the ends of a ride, the place, the day, the hour, how many. */
function groundOf(placed: readonly Need[], slots: Slots): readonly Say[] {
  const [need] = placed;
  if (!need) return [];
  const parts = [
    ...placeSaid(need, slots),
    ...dateSaid(need, slots),
    ...(slots.time ? [say('frag.time', { time: { time: slots.time } })] : []),
    ...(need.party ? [say('frag.party', { count: partySize(need.party) })] : []),
  ];
  return parts.length > 0 ? [say('ground', { parts: { list: parts, join: 'comma' } })] : [say('ok')];
}

function placeSaid(need: Need, slots: Slots): readonly Say[] {
  const to = need.where?.[0];
  const from = need.category === 'transfer' ? need.from?.[0] : undefined;
  if (from && to) return [say('frag.ride', { from: { place: from }, to: { place: to } })];
  return (slots.destination ?? slots.near) && to ? [say('frag.at', { place: { place: to } })] : [];
}

function dateSaid({ start, end }: Need, slots: Slots): readonly Say[] {
  if (!start || !slots.start) return [];
  return [end ? say('frag.range', { range: { range: { start, end } } }) : say('frag.date', { date: { date: start } })];
}
