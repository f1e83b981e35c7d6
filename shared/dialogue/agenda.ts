import { airportsNear, airportsOf, distanceKm, gatewayStation, placeById, stationsOf } from '../places/places.ts';
import type { Brief, Category, Need } from '../trip/brief.ts';
import { CATEGORY, isCarrier } from '../trip/categories.ts';
import { addNeed } from './merge-needs.ts';
import { arrivalAirport, isCarAlone, resolveNeed, stayPlaces } from './resolve-need.ts';
import type { Pending } from './talk.ts';
import { townsToChoose } from './towns.ts';

/** Overland up to here, by air beyond: about four hours of train. */
const TRAIN_KM = 700;
/** A station nearer than this is where one stays. */
const IN_TOWN_KM = 4;

export function hasNeed(brief: Brief, ...categories: readonly Category[]): boolean {
  return brief.needs.some((need) => categories.includes(need.category));
}

/** More than one thing to buy, or a stay away: worth asking for origin, the rest and a ceiling. */
export function isWholeTrip(brief: Brief): boolean {
  return (brief.activity !== undefined && brief.activity !== 'journey') || brief.needs.length > 1;
}

/** Needs nobody would say: a bed on a stay away, a carrier once the origin is known. */
export function withImplied(brief: Brief, needCounter: number): { readonly brief: Brief; readonly needCounter: number } {
  let next = withBed(brief, needCounter);
  next = { ...next, brief: toTheDesk(next.brief) };
  const carrier = impliedCarrier(next.brief);
  if (carrier) next = addNeed(next.brief, carrier, next.needCounter);
  return withWayUp(next.brief, next.needCounter);
}

/** Where nothing was named, a bed, unless one is back the same day. */
function withBed(brief: Brief, needCounter: number): { readonly brief: Brief; readonly needCounter: number } {
  const { needs, activity, declined } = brief;
  if (isDayTrip(brief))
    return { brief: { ...brief, needs: needs.filter(({ category, implied }) => category !== 'lodging' || !implied) }, needCounter };
  const isStay = activity !== undefined && activity !== 'journey' && needs.length === 0 && !declined.includes('lodging');
  return isStay ? addNeed(brief, 'lodging', needCounter) : { brief, needCounter };
}

/** From the station or the airport up to a resort, where nobody drives. */
function withWayUp(brief: Brief, needCounter: number): { readonly brief: Brief; readonly needCounter: number } {
  if (hasNeed(brief, 'car'))
    return { brief: { ...brief, needs: brief.needs.filter(({ category, implied }) => category !== 'transfer' || !implied) }, needCounter };
  const isStranded = brief.activity === 'ski' && !brief.ownCar && (hasNeed(brief, 'lodging') || isDayTrip(brief)) && !arrivesThere(brief);
  const isSought = isStranded && !hasNeed(brief, 'transfer') && !brief.declined.includes('transfer');
  return isSought ? addNeed(brief, 'transfer', needCounter) : { brief, needCounter };
}

/** A car at an airport is reached by air: the train that nobody asked for gives way. */
function toTheDesk(brief: Brief): Brief {
  const needs = brief.needs.filter(({ category, implied }) => category !== 'train' || !implied);
  const isFlown = needs.length < brief.needs.length && atAirport(brief) && flyable(brief.origin?.[0] ?? '', { ...brief, needs });
  return isFlown ? { ...brief, needs } : brief;
}

function atAirport({ needs }: Brief): boolean {
  return needs.some(({ category, where }) => category === 'car' && where?.some((id) => placeById(id)?.kind === 'airport'));
}

/** By a train whose last stop is the resort itself; true also where nobody is carried at all. */
function arrivesThere(brief: Brief): boolean {
  const train = brief.needs.find(({ category }) => category === 'train');
  if (!train) return !hasNeed(brief, 'flight');
  const [stay = ''] = stayPlaces(brief);
  return resolveNeed(brief, train).where.some((station) => (distanceKm(station, stay) ?? IN_TOWN_KM) < IN_TOWN_KM);
}

/** How one gets there where nobody said it. */
export function impliedCarrier(brief: Brief): Category | undefined {
  if (!wantsCarrier(brief) || !brief.origin?.length || !brief.where?.length) return undefined;
  const fromId = brief.origin[0] ?? '';
  const toId = stayPlaces(brief)[0] ?? '';
  if (atAirport(brief)) return flyable(fromId, brief);
  if (!placeById(fromId) || !placeById(toId) || fromId === toId) return undefined;
  const overland =
    (distanceKm(fromId, toId) ?? TRAIN_KM + 1) <= TRAIN_KM &&
    stationsOf(fromId).length > 0 &&
    (gatewayStation(toId) ?? stationsOf(toId)[0]) !== undefined;
  return overland && !brief.declined.includes('train') ? 'train' : flyable(fromId, brief);
}

function flyable(fromId: string, brief: Brief): Category | undefined {
  const departs = placeById(fromId)?.kind === 'airport' || airportsOf(fromId).length > 0 || airportsNear(fromId, 1).length > 0;
  const sameAirport = arrivalAirport(brief).some((id) => id === fromId || airportsOf(fromId).includes(id));
  return departs && !sameAirport && !brief.declined.includes('flight') ? 'flight' : undefined;
}

function wantsCarrier(brief: Brief): boolean {
  if (brief.ownCar || !brief.activity || hasNeed(brief, 'flight', 'train')) return false;
  return !(brief.declined.includes('flight') && brief.declined.includes('train'));
}

/** Nothing but a way there: no day of return is needed. */
export function isJourneyAlone({ needs, activity }: Brief): boolean {
  if (activity !== undefined && activity !== 'journey') return false;
  return (needs.length > 0 || activity === 'journey') && needs.every(isCarrier);
}

/** The first gap that matters, in the order a person would ask. Undefined when vendors can be asked for everything. */
export function nextQuestion(brief: Brief): Pending | undefined {
  for (const ask of ORDER) {
    const pending = ask(brief);
    if (pending && !brief.skipped.includes(pending.type)) return pending;
  }
  return undefined;
}

const ORDER: readonly ((brief: Brief) => Pending | undefined)[] = [
  (brief) => (brief.needs.length === 0 && !brief.activity && !brief.where ? { type: 'open' } : undefined),
  (brief) => (lacks(brief, 'start') || (lacks(brief, 'end') && !lacks(brief, 'start')) ? { type: 'dates' } : undefined),
  (brief) => (lacksPlace(brief) || townsToChoose(brief).length > 0 ? { type: 'place' } : undefined),
  (brief) =>
    brief.party === undefined && !isCarAlone(brief) ? { type: brief.kids?.adults === undefined ? 'who' : 'children' } : undefined,
  (brief) => (lacksAges(brief) ? { type: 'ages' } : undefined),
  (brief) => (lacksOrigin(brief) ? { type: 'origin' } : undefined),
  (brief) => whatElse(brief),
  (brief) => (lacks(brief, 'time') ? { type: 'time' } : undefined),
  (brief) => (isWholeTrip(brief) && !brief.budget && !hasNeed(brief, 'restaurant') ? { type: 'budget' } : undefined),
];

/** What children pay less for, or nothing. */
const BY_AGE: ReadonlySet<Category> = new Set(['flight', 'train', 'lodging', 'ski_hire', 'ski_pass']);

/** Children come whose age nobody said, and something is wanted that is priced by it. */
export function lacksAges({ party, needs }: Brief): boolean {
  return party !== undefined && party.childAges.length < party.children && needs.some(({ category }) => BY_AGE.has(category));
}

/** The ages are being asked for, so this waits for the answer. */
export function awaitsAges(brief: Brief, { category }: Need): boolean {
  return BY_AGE.has(category) && lacksAges(brief) && !brief.skipped.includes('ages');
}

function lacks(brief: Brief, gap: 'start' | 'end' | 'time'): boolean {
  if (brief.needs.length === 0 && gap === 'end' && brief.oneWay) return false;
  if (brief.needs.length === 0 && gap !== 'time') return brief[gap] === undefined;
  return brief.needs.some((need) => resolveNeed(brief, need).gaps.includes(gap));
}

function lacksPlace(brief: Brief): boolean {
  if (brief.where && brief.where.length > 0) return false;
  if (brief.needs.length === 0) return true;
  return brief.needs.some((need) => CATEGORY[need.category].gaps.includes('where') && resolveNeed(brief, need).where.length === 0);
}

function lacksOrigin(brief: Brief): boolean {
  if (brief.origin && brief.origin.length > 0) return false;
  const carrier = brief.needs.some((need) => isCarrier(need) && (need.from ?? []).length === 0);
  const ride = brief.needs.some((need) => need.category === 'transfer' && resolveNeed(brief, need).gaps.includes('from'));
  return carrier || ride || wantsCarrier(brief);
}

/** Only the ride beside other things lacks it: nobody is asked where, or when, the whole trip begins. */
export function lacksForRide(brief: Brief, gap: 'from' | 'time'): boolean {
  const lacking = brief.needs.filter((need) => resolveNeed(brief, need).gaps.includes(gap));
  return brief.needs.length > 1 && lacking.length > 0 && lacking.every(({ category }) => category === 'transfer') && !wantsCarrier(brief);
}

/** Asked once, when something else was named but no bed: a hotel, and skis on a ski trip. */
function whatElse(brief: Brief): Pending | undefined {
  if (!brief.activity || brief.activity === 'journey') return undefined;
  if (isDayTrip(brief))
    return brief.activity === 'ski' && !hasNeed(brief, ...ON_SNOW) ? { type: 'what_else', offered: ON_SNOW } : undefined;
  if (hasNeed(brief, 'lodging') || brief.declined.includes('lodging')) return undefined;
  // Who only dines out sleeps at home.
  if (hasNeed(brief, 'restaurant') && !hasNeed(brief, 'flight', 'train')) return undefined;
  return { type: 'what_else', offered: brief.activity === 'ski' && !hasNeed(brief, 'ski_hire') ? ['lodging', 'ski_hire'] : ['lodging'] };
}

const ON_SNOW: readonly Category[] = ['ski_hire', 'ski_pass'];

/** There and back on one day: nobody sleeps there. */
function isDayTrip({ start, end, nights }: Brief): boolean {
  return end === undefined ? nights === 0 : start === end;
}
