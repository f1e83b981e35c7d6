import type { Place } from '../places/place.ts';
import { addDays, addMinutes, dateOf, daysBetween, type Instant, minutesOf, timeOf } from '../time.ts';
import type { Requirement } from '../trip/brief.ts';
import { meets } from './facts.ts';
import { snake } from './item-wire.ts';
import type { Item, Leg, Offer } from './offer.ts';
import type { OfferDraft } from './offer-wire.ts';
import type { RequestForOffers } from './request.ts';

type PlaceOf = (id: string) => Place | undefined;

/** What in the item is not what was asked for: people, days, ways, places. */
export function fitProblems(item: Item, request: RequestForOffers, now: Instant, placeOf: PlaceOf): readonly string[] {
  if (item.category !== request.category) return [`item.category: ${item.category} where ${request.category} is asked`];
  return [...capacityProblems(item, request), ...dayProblems(item, request, now), ...placeProblems(item, request, placeOf)];
}

/** What is told beside the item: for how many it is good, and what the price holds and does not hold. */
export function extraProblems({ capacity, includes, details }: OfferDraft['extras'], request: RequestForOffers): readonly string[] {
  const people = peopleAsked(request);
  const both = (details?.exclusions ?? []).filter((what) => includes.includes(what));
  return [
    ...(capacity !== undefined && capacity < people ? [`capacity.quantity: ${capacity} for ${people}`] : []),
    ...both.map((what) => `exclusions: ${what} is included too`),
  ];
}

/** For how many an offer must be good: little ones need no skis. */
function peopleAsked({ category, party }: RequestForOffers): number {
  const onSnow = category === 'ski_hire' || category === 'ski_pass';
  return party.adults + (onSnow ? skiersAmong(party) : party.childAgeBands.length);
}

function skiersAmong({ childAgeBands }: RequestForOffers['party']): number {
  return childAgeBands.filter((band) => band === '6-11' || band === '12-17').length;
}

function capacityProblems(item: Item, request: RequestForOffers): readonly string[] {
  const asked = peopleAsked(request);
  const short = (fact: string, has: number) => (has < asked ? [`item.${fact}: ${has} for ${asked}`] : []);
  switch (item.category) {
    case 'flight':
    case 'train':
      return [];
    case 'lodging':
      return short('sleeps', item.sleeps);
    case 'car':
    case 'transfer':
      return short('seats', item.seats);
    case 'ski_hire':
      return short('sets', item.sets);
    case 'ski_pass':
      return short('persons', item.persons);
    case 'restaurant':
      return short('covers', item.covers);
  }
}

function dayProblems(item: Item, request: RequestForOffers, now: Instant): readonly string[] {
  const { start, end } = request;
  const exact = (fact: string, day: string, wanted: string) => (day === wanted ? [] : [`item.${fact}: ${day} where ${wanted} is asked`]);
  switch (item.category) {
    case 'flight':
    case 'train':
      return journeyProblems(item.outbound, item.inbound, request);
    case 'lodging':
      return [...exact('check_in', item.checkIn, start), ...exact('check_out', item.checkOut, end)];
    case 'car':
      return [...exact('from', item.from, start), ...exact('to', item.to, end)];
    case 'ski_hire':
      return coverProblems(item, request);
    case 'ski_pass':
      return item.days > daysBetween(item.from, item.to) + 1 || item.days < daysBetween(item.from, item.to)
        ? ['item.days: does not fit the days it is valid']
        : coverProblems(item, request);
    case 'transfer':
      return [
        ...exact('out', dateOf(item.out), start),
        ...(item.back === undefined ? [] : exact('back', dateOf(item.back), end)),
        ...(item.back === undefined && !request.oneWay ? ['item.back: missing, both ways are asked'] : []),
      ];
    case 'restaurant':
      return tableProblems(item.at, request, now);
  }
}

function journeyProblems(outbound: Leg, inbound: Leg | undefined, { start, end, oneWay }: RequestForOffers): readonly string[] {
  const problems: string[] = [];
  if (dateOf(outbound.departs) !== start) problems.push(`item.outbound.departs: not on ${start}`);
  if (oneWay && inbound) problems.push('item.inbound: one way is asked');
  if (!oneWay && !inbound) problems.push('item.inbound: missing, both ways are asked');
  if (inbound && dateOf(inbound.departs) !== end) problems.push(`item.inbound.departs: not on ${end}`);
  return [...problems, ...durationProblems('outbound', outbound), ...(inbound ? durationProblems('inbound', inbound) : [])];
}

/** Civil times at both ends: flying west may arrive before it leaves, by at most the width of the zones. */
function durationProblems(way: string, { departs, arrives }: Leg): readonly string[] {
  const hours = (Date.parse(`${arrives}:00Z`) - Date.parse(`${departs}:00Z`)) / 3_600_000;
  return hours < -14 || hours > 48 ? [`item.${way}: takes ${hours} hours by its times`] : [];
}

/** Ski things may begin the day after arriving and end the day before leaving, no less: a shorter offer would only look cheaper. */
function coverProblems({ from, to }: { readonly from: string; readonly to: string }, { start, end }: RequestForOffers): readonly string[] {
  if (from < start || to > end || from > to) return [`item: ${from} to ${to} is not inside ${start} to ${end}`];
  return from > addDays(start, 1) || to < addDays(end, -1) ? [`item: ${from} to ${to} leaves out days of ${start} to ${end}`] : [];
}

function tableProblems(at: string, { start, end, time }: RequestForOffers, now: Instant): readonly string[] {
  if (dateOf(at) < start || dateOf(at) > end || dateOf(at) < dateOf(addMinutes(now, -24 * 60))) return [`item.at: not on ${start}`];
  if (time === undefined) return [];
  const apart = Math.abs(minutesOf(timeOf(at)) - minutesOf(time));
  return apart > 120 ? [`item.at: ${timeOf(at)} where ${time} is asked`] : [];
}

/** Kilometres that an airport or station may lie from the town asked for. */
const GATEWAY_KM = 120;
/** Kilometres within which a stay is "beside the place": kept, but spoken only as such. */
const BESIDE_KM = 30;

/** How far from a place that was asked for an offer may be and still count, by what is asked: 0 is that place, or one in it, and no other. Vendors are told it as `radius_km`. */
export function reachKm(category: RequestForOffers['category']): number {
  switch (category) {
    case 'flight':
    case 'train':
      return GATEWAY_KM;
    case 'lodging':
    case 'ski_hire':
    case 'ski_pass':
    case 'restaurant':
      return BESIDE_KM;
    case 'car':
    case 'transfer':
      return 0;
  }
}

function placeProblems(item: Item, request: RequestForOffers, placeOf: PlaceOf): readonly string[] {
  const km = reachKm(request.category);
  const near = (fact: string, id: string, asked: readonly string[]) =>
    asked.length === 0 || asked.some((wanted) => isAt(id, wanted, km, placeOf)) ? [] : [`item.${fact}: ${id} is not a place asked for`];
  switch (item.category) {
    case 'flight':
    case 'train':
      return [
        ...near('outbound.from', item.outbound.from, request.from),
        ...near('outbound.to', item.outbound.to, request.where),
        ...(item.inbound ? near('inbound.from', item.inbound.from, request.where) : []),
        ...(item.inbound ? near('inbound.to', item.inbound.to, request.from) : []),
      ];
    case 'car':
      return [...near('pickup', item.pickup, request.where), ...near('dropoff', item.dropoff, request.where)];
    case 'transfer':
      return [...near('from', item.from, request.from), ...near('to', item.to, request.where)];
    case 'lodging':
    case 'ski_hire':
    case 'ski_pass':
    case 'restaurant':
      return near('place', item.place, request.where);
  }
}

/** True when `id` is the wanted place, one of its members, or within `km` of it. */
function isAt(id: string, wanted: string, km: number, placeOf: PlaceOf): boolean {
  if (id === wanted) return true;
  const [a, b] = [placeOf(id), placeOf(wanted)];
  if (b?.members?.includes(id)) return true;
  return km > 0 && a !== undefined && b !== undefined && distanceKm(a, b) <= km;
}

function distanceKm(a: Place, b: Place): number {
  const radians = Math.PI / 180;
  const x = (b.lon - a.lon) * radians * Math.cos(((a.lat + b.lat) / 2) * radians);
  return 6371 * Math.hypot(x, (b.lat - a.lat) * radians);
}

/** A stay near the place asked for but not there: an offer "à côté", spoken only as such. A pass is at home in its whole domain. */
export function isBeside(item: Item, { where }: RequestForOffers, placeOf: PlaceOf): boolean {
  if (!('place' in item) || where.length === 0) return false;
  const domain = placeOf(item.place)?.resort?.domain;
  return !where.some(
    (wanted) =>
      isAt(item.place, wanted, 0, placeOf) ||
      (item.category === 'ski_pass' && domain !== undefined && placeOf(wanted)?.resort?.domain === domain),
  );
}

/** Each attribute asked for, by what the facts say and else by the vendor's word; and where its word says more than its facts. */
export function statusOf(
  offer: Offer,
  requirements: readonly Requirement[],
  claims: OfferDraft['claims'],
): { readonly meets: Offer['meets']; readonly problems: readonly string[] } {
  const found: Record<string, Offer['meets'][string]> = {};
  const problems: string[] = [];
  for (const requirement of requirements) {
    const claim = claims[snake(requirement.attr)];
    const fact = meets(offer, requirement);
    if (fact === 'not_met' && claim === 'met') problems.push(`meets.${snake(requirement.attr)}: the item says otherwise`);
    const status = fact === 'unknown' ? claim : fact;
    if (status && found[requirement.attr] !== 'not_met') found[requirement.attr] = status;
  }
  return { meets: found, problems };
}
