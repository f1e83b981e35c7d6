import { airportsNear, airportsOf, gatewayStation, placeById, resortsIn, roadMinutes, stationsOf } from '../places/places.ts';
import type { LocalDate, LocalTime } from '../time.ts';
import type { Brief, Need } from '../trip/brief.ts';
import { CATEGORY, type Gap, isCarrier } from '../trip/categories.ts';
import type { Party } from '../trip/party.ts';

/** A need with the trip's defaults filled in: what a request for offers says. Absent = still a gap. */
export interface ResolvedNeed {
  readonly need: Need;
  readonly where: readonly string[];
  readonly from: readonly string[];
  readonly start?: LocalDate;
  readonly end?: LocalDate;
  readonly time?: LocalTime;
  readonly party?: Party;
  /** What vendors may know of the budget: only where the traveller said so. */
  readonly ceiling?: NonNullable<Brief['budget']>;
  /** Skis and passes and nothing else: the days that were named are skied, the first and the last too. */
  readonly everyDay?: true;
  readonly gaps: readonly Gap[];
}

/** More candidates would make vendors answer for places nobody hears of. */
const MAX_CANDIDATES = 10;

/** Who drives is one, and a car has room for more: how many ride along changes nothing unless it is said. */
const DRIVER: Party = { adults: 1, children: 0, childAges: [] };

/** Nothing but a car to hire, and nobody counted. */
export function isCarAlone({ needs, activity, kids }: Brief): boolean {
  return activity === undefined && kids === undefined && needs.length > 0 && needs.every(({ category }) => category === 'car');
}

/** A table, and skis for a day, end on the day that they begin. */
function endOf(brief: Brief, need: Need): LocalDate | undefined {
  const start = need.start ?? brief.start;
  if (need.end !== undefined) return need.end;
  if (need.category === 'restaurant') return start;
  return brief.end ?? (isDayAlone(need, brief) ? start : undefined);
}

export function resolveNeed(brief: Brief, need: Need): ResolvedNeed {
  const start = need.start ?? brief.start;
  const end = endOf(brief, need);
  const party = need.party ?? brief.party ?? (isCarAlone(brief) ? DRIVER : undefined);
  const resolved = {
    need,
    where: whereOf(brief, need),
    from: fromOf(brief, need),
    ...(start ? { start } : {}),
    ...(end ? { end } : {}),
    ...(need.time ? { time: need.time } : {}),
    ...(party ? { party } : {}),
    ...(brief.tellsBudget && brief.budget ? { ceiling: brief.budget } : {}),
    ...(isEveryDay(need, brief) ? { everyDay: true as const } : {}),
  };
  return { ...resolved, gaps: CATEGORY[need.category].gaps.filter((gap) => isOpen(gap, resolved, brief)) };
}

/** "Des skis le 13 février": nothing is slept or travelled for, so it is for that day. */
function isDayAlone(need: Need, { needs, activity }: Brief): boolean {
  return isOnSnow(need) && needs.every(isOnSnow) && activity !== 'ski';
}

/** The days that were said of it are all on snow: nobody travels on them. What is looked for in the place of something booked has the days of its stay. */
function isEveryDay(need: Need, { needs }: Brief): boolean {
  const isStay = ({ category, start, end }: Need) => category === 'lodging' && start === need.start && end === need.end;
  return isOnSnow(need) && (need.start !== undefined ? !needs.some(isStay) : needs.every(isOnSnow));
}

export function isOnSnow({ category }: Need): boolean {
  return category === 'ski_hire' || category === 'ski_pass';
}

/** A flight or a train gives a ride its place and its hour. */
export function isCarried(brief: Brief): boolean {
  return brief.needs.some(isCarrier);
}

function isOpen(gap: Gap, resolved: Omit<ResolvedNeed, 'gaps'>, brief: Brief): boolean {
  if (gap === 'time' && resolved.need.category === 'transfer' && (isCarried(brief) || resolved.need.daypart)) return false;
  if (gap === 'end' && resolved.need.oneWay) return false;
  const value = resolved[gap];
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

function whereOf(brief: Brief, need: Need): readonly string[] {
  if (need.where && need.where.length > 0) return need.category === 'car' ? need.where.flatMap(deskPlaces) : need.where;
  switch (need.category) {
    case 'flight':
      return arrivalAirport(brief);
    case 'train':
      return [...new Set(stayPlaces(brief).flatMap(arrivalStations))];
    case 'car':
      return deskOf(brief);
    case 'lodging':
    case 'ski_hire':
    case 'ski_pass':
    case 'transfer':
    case 'restaurant':
      // A region goes out as it is: vendors know best where in it they have something.
      return brief.where ?? wayEnd(brief);
  }
}

/** Where a ride alone leads is where one will be, else the town where a car waits; who skis drives on. */
function wayEnd({ needs, activity }: Brief): readonly string[] {
  const ride = needs.find(({ category }) => category === 'transfer')?.where;
  if (ride || activity === 'ski') return ride ?? [];
  const desks = needs.find(({ category }) => category === 'car')?.where ?? [];
  return desks.filter((id) => STAYED_IN.has(placeById(id)?.kind ?? ''));
}

const STAYED_IN: ReadonlySet<string> = new Set(['city', 'resort']);

/** Where the journey out ends: the station of who comes by train, else the airport, else where one stays. */
function deskOf(brief: Brief): readonly string[] {
  const byTrain = brief.needs.some(({ category }) => category === 'train') && !brief.needs.some(({ category }) => category === 'flight');
  const station = byTrain ? arrivalPoint(brief).slice(0, 1) : [];
  if (station.length > 0) return station;
  return arrivalAirport(brief).length > 0 ? arrivalAirport(brief) : stayPlaces(brief);
}

function fromOf(brief: Brief, need: Need): readonly string[] {
  if (need.from && need.from.length > 0) return need.from;
  switch (need.category) {
    case 'flight':
      return [...new Set((brief.origin ?? []).flatMap(departureAirports))];
    case 'train':
      return [...new Set((brief.origin ?? []).flatMap(departureStations))];
    case 'transfer':
      // Off a plane or a train; else from where the traveller says.
      return isCarried(brief) ? arrivalPoint(brief) : (brief.origin ?? []);
    case 'lodging':
    case 'car':
    case 'ski_hire':
    case 'ski_pass':
    case 'restaurant':
      return [];
  }
}

function departureAirports(id: string): readonly string[] {
  const place = placeById(id);
  if (place?.kind === 'airport') return [id];
  const own = airportsOf(id);
  return own.length > 0 ? own.slice(0, 4) : airportsNear(id, 2).map((near) => near.id);
}

function departureStations(id: string): readonly string[] {
  const place = placeById(id);
  return place?.kind === 'station' ? [id] : stationsOf(id).slice(0, 2);
}

function arrivalStations(id: string): readonly string[] {
  const gateway = gatewayStation(id);
  return gateway ? [gateway] : stationsOf(id).slice(0, 1);
}

function deskPlaces(id: string): readonly string[] {
  const place = placeById(id);
  return place?.kind === 'metro' ? airportsOf(id).slice(0, 2) : [id];
}

/** Where the journey out ends: the car desk if it is at an airport, else the airport nearest by road to most candidates. */
export function arrivalAirport(brief: Brief): readonly string[] {
  const flight = brief.needs.find((need) => need.category === 'flight')?.where ?? [];
  if (flight.length > 0) return flight;
  const desk = brief.needs.find((need) => need.category === 'car')?.where ?? [];
  const deskAirport = desk.filter((id) => placeById(id)?.kind === 'airport');
  if (deskAirport.length > 0) return deskAirport;
  const first = brief.where?.[0];
  if (!first) return [];
  const kind = placeById(first)?.kind;
  if (kind === 'airport') return [first];
  if (kind === 'region') return mostCommonAirport(resortsIn(first));
  const own = airportsOf(first);
  return own.length > 0 ? own.slice(0, 3) : airportsNear(first, 1).map((near) => near.id);
}

function mostCommonAirport(places: readonly string[]): readonly string[] {
  const votes = new Map<string, number>();
  for (const id of places) for (const near of airportsNear(id, 2)) votes.set(near.id, (votes.get(near.id) ?? 0) + 1);
  const sorted = [...votes].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  return sorted.slice(0, 1).map(([id]) => id);
}

/** Where one gets off: the airport with a flight, the station with a train. */
export function arrivalPoint(brief: Brief): readonly string[] {
  if (brief.needs.some((need) => need.category === 'train')) return [...new Set(stayPlaces(brief).flatMap(arrivalStations))].slice(0, 3);
  return arrivalAirport(brief);
}

/** The places where nights could be spent: the named ones, or a region's resorts within reach of the arrival. */
export function stayPlaces(brief: Brief): readonly string[] {
  return [...new Set((brief.where ?? []).flatMap((id) => (placeById(id)?.kind === 'region' ? candidates(id, brief) : [id])))].slice(
    0,
    MAX_CANDIDATES,
  );
}

function candidates(regionId: string, brief: Brief): readonly string[] {
  const desk = brief.needs.find((need) => need.category === 'car')?.where?.find((id) => placeById(id)?.kind === 'airport');
  const gateway = desk ?? mostCommonAirport(resortsIn(regionId))[0];
  return [...resortsIn(regionId)]
    .map((id) => ({ id, effort: effort(id, gateway) }))
    .sort((a, b) => a.effort - b.effort || a.id.localeCompare(b.id))
    .map(({ id }) => id);
}

/** Minutes on the road, and a tenth of a minute for every metre that a village lies under 1800: near and snow-sure first. */
function effort(resortId: string, gateway: string | undefined): number {
  const place = placeById(resortId);
  const road = (gateway && (place?.resort?.roadMinutes[gateway] ?? (roadMinutes(gateway, resortId) ?? 400) + 60)) || 400;
  return road + Math.max(0, 1800 - (place?.resort?.altitudeM ?? 0)) / 10;
}
