import type { Leg } from '../../../../shared/market/offer.ts';
import type { Place } from '../../../../shared/places/place.ts';
import { addCivilMinutes, addMinutes, civilAt, instantOf, type LocalDate, type LocalTime, minutesOf } from '../../../../shared/time.ts';
import type { Ask } from '../ask.ts';
import { type Atlas, distanceKm, expand } from '../atlas.ts';
import wide from '../catalogue/airports.json' with { type: 'json' };
import type { Draft, Vendor } from '../draft.ts';
import type { Draw } from '../draw.ts';
import { advanceFactor, seasonFactor, travelDayFactor } from '../season.ts';
import { fitting } from '../shortlist.ts';

export interface Airline extends Vendor {
  readonly code: string;
  /** Every flight of it starts or ends at a hub, or changes there. */
  readonly hubs: readonly string[];
  /** Airports served, by IATA code; "wide" adds every large airport. */
  readonly network: readonly string[];
  readonly wide?: boolean;
  readonly maxKm: number;
  readonly factor: number;
  /** Departures out and back of each rotation sold, civil. */
  readonly rotations: readonly { readonly out: LocalTime; readonly back: LocalTime; readonly factor?: number }[];
  readonly bags: number;
  readonly cabins?: readonly ('business' | 'first')[];
}

const REACH_KM = 115;
/** Nobody flies less. */
const LEAST_KM = 180;
const CHANGE_MINUTES = 80;

interface Route {
  readonly from: Place;
  readonly to: Place;
  readonly via?: Place;
  readonly km: number;
  readonly accessKm: number;
}

/** The airline's rotations between the nearest served airports, when it plausibly flies there. */
export function flights(ask: Ask, airline: Airline, { atlas, draw }: { atlas: Atlas; draw: Draw }): readonly Draft[] {
  const route = bestRoute(ask, airline, atlas);
  if (!route) return [];
  const out = airline.rotations.filter((rotation) => fitsDaypart(rotation.out, ask.daypart));
  const both = out.filter(({ back }) => fitsDaypart(back, ask.returnDaypart));
  const wanted = both.length > 0 ? both : out;
  const rotations = wanted.length > 0 ? nearestTo(ask.time, wanted) : airline.rotations.slice(0, 1);
  return fitting(
    rotations.map((rotation) => draftOf(ask, airline, route, rotation, draw)).filter((draft) => isCatchable(draft, ask)),
    airline,
    ask,
  );
}

/** Where a time is asked for, what leaves nearest to it comes first. */
function nearestTo(time: LocalTime | undefined, rotations: Airline['rotations']): Airline['rotations'] {
  if (time === undefined) return rotations;
  const apart = ({ out }: Rotation) => Math.abs(minutesOf(out) - minutesOf(time));
  return rotations.toSorted((a, b) => apart(a) - apart(b));
}

function bestRoute(ask: Ask, airline: Airline, atlas: Atlas): Route | undefined {
  const served = airportsOf(airline, atlas);
  const ends = (places: readonly Place[]) =>
    places.flatMap((place) => nearestServed(place, served, atlas)).filter(({ accessKm }) => accessKm <= ask.reachKm);
  const starts = ends(ask.from);
  const routes = ends(ask.places).flatMap((to) => starts.map((from) => routeOf(from, to, airline, atlas)));
  return routes.filter((route) => route !== undefined).sort(byConvenience)[0];
}

function byConvenience(a: Route, b: Route): number {
  const cost = ({ via, accessKm, km }: Route) => (via ? 400 : 0) + accessKm * 3 + km / 10;
  return cost(a) - cost(b) || `${a.from.id}${a.to.id}`.localeCompare(`${b.from.id}${b.to.id}`);
}

function airportsOf(airline: Airline, atlas: Atlas): readonly Place[] {
  const codes = new Set([...airline.hubs, ...airline.network, ...(airline.wide ? wide.large : [])]);
  return [...codes].map((code) => atlas.place(code)).filter((place) => place !== undefined);
}

interface End {
  readonly airport: Place;
  readonly accessKm: number;
}

/** The place itself when it is a served airport, its airports when it is a metro, else served airports within reach; over the ridge is not near a resort. */
function nearestServed(place: Place, served: readonly Place[], atlas: Atlas): readonly End[] {
  if (place.kind === 'airport') return served.filter(({ id }) => id === place.id).map((airport) => ({ airport, accessKm: 0 }));
  if (place.kind === 'metro') {
    const inside = new Set(expand([place], atlas).map(({ id }) => id));
    return served.filter(({ id }) => inside.has(id)).map((airport) => ({ airport, accessKm: 0 }));
  }
  const byRoad = Object.keys(place.resort?.roadMinutes ?? {});
  return served
    .filter(({ id }) => byRoad.length === 0 || byRoad.includes(id))
    .map((airport) => ({ airport, accessKm: distanceKm(place, airport) }))
    .filter(({ accessKm }) => accessKm < REACH_KM)
    .sort((a, b) => a.accessKm - b.accessKm)
    .slice(0, 2);
}

function routeOf(start: End, end: End, airline: Airline, atlas: Atlas): Route | undefined {
  const [from, to] = [start.airport, end.airport];
  const km = distanceKm(from, to);
  if (km < LEAST_KM || km > Math.min(airline.maxKm, perimeterOf(from), perimeterOf(to))) return undefined;
  const accessKm = start.accessKm + end.accessKm;
  if (airline.hubs.includes(from.id) || airline.hubs.includes(to.id)) return { from, to, km, accessKm };
  const vias = airline.hubs.map((code) => atlas.place(code)).filter((hub) => hub !== undefined);
  const best = vias
    .map((via) => ({ via, km: distanceKm(from, via) + distanceKm(via, to) }))
    .filter(({ via, km: detour }) => detour <= Math.max(700, km * 1.8) && Math.min(distanceKm(from, via), distanceKm(via, to)) >= LEAST_KM)
    .sort((one, other) => one.km - other.km)[0];
  return best && { from, to, via: best.via, km: best.km, accessKm };
}

const PERIMETERS = new Map<string, number>(Object.entries(wide.perimeterKm));

/** Some city airports may by law not be flown from farther. */
function perimeterOf({ id }: Place): number {
  return PERIMETERS.get(id) ?? Number.POSITIVE_INFINITY;
}

const blockMinutes = (km: number) => Math.round((32 + (km / 800) * 60) / 5) * 5;

function flyingMinutes({ from, to, via, km }: Route): number {
  return via ? blockMinutes(distanceKm(from, via)) + CHANGE_MINUTES + blockMinutes(distanceKm(via, to)) : blockMinutes(km);
}

function legOf(route: Route, date: LocalDate, time: LocalTime, number: string): Leg {
  const departs = `${date}T${time}`;
  const arrives = civilAt(addMinutes(instantOf(departs, route.from.timeZone), flyingMinutes(route)), route.to.timeZone);
  return { from: route.from.id, to: route.to.id, departs, arrives, number, stops: route.via ? 1 : 0 };
}

type Rotation = Airline['rotations'][number];

function draftOf(ask: Ask, airline: Airline, route: Route, rotation: Rotation, draw: Draw): Draft {
  const cabin = cabinFor(ask, airline);
  const number = 100 + Math.floor(draw(airline.id, route.from.id, route.to.id, rotation.out) * 800) * 2;
  const outbound = legOf(route, ask.start, rotation.out, `${airline.code} ${number}`);
  const home = { ...route, from: route.to, to: route.from };
  const ways = ask.oneWay ? [ask.start] : [ask.start, ask.end];
  const seat = ways.reduce((total, date) => total + fare(ask, airline, route, date), 0) * (rotation.factor ?? 1) * CABIN_FACTOR[cabin];
  const jitter = 0.97 + 0.06 * draw(airline.id, route.from.id, route.to.id, ask.start, ask.end, rotation.out);
  const perSeat = Math.round(seat * jitter) * 100;
  const infants = ask.children.filter((band) => band === '0-1').length;
  const base = perSeat * (ask.persons - infants) + Math.round((perSeat * 0.1 * infants) / 100) * 100;
  const tax = Math.round((base * 0.24) / 100) * 100;
  return {
    key: `${rotation.out}-${rotation.back}`,
    item: {
      category: ask.category === 'train' ? 'train' : 'flight',
      outbound,
      ...(ask.oneWay ? {} : { inbound: legOf(home, ask.end, rotation.back, `${airline.code} ${number + 1}`) }),
      cabin,
      bagsPerPerson: airline.bags,
      documents: true,
    },
    lines: [
      { type: 'base', label: 'seats', minor: base - tax },
      { type: 'tax', label: 'airport_taxes', minor: tax },
    ],
    inclusions: airline.bags > 0 ? ['checked_bag'] : ['cabin_bag'],
    start: ask.start,
    startsAt: rotation.out,
    timeZone: route.from.timeZone,
    co2Kg: Math.round(route.km * 0.1 * ways.length * ask.persons),
  };
}

/** One seat one way in euros: dearer by distance at a falling rate, by season, by day of the week and when the day is near. */
function fare(ask: Ask, airline: Airline, { km, via }: Route, date: LocalDate): number {
  const base = 18 + 2.55 * Math.sqrt(km);
  const when = seasonFactor('travel', date) * travelDayFactor(date) * advanceFactor(ask.today, date);
  return base * (via ? 0.95 : 1) * airline.factor * when;
}

const NOTICE_MINUTES = 90;
const TURN_MINUTES = 60;

/** It has not left yet, and the way back leaves after arriving. */
export function isCatchable({ item, timeZone }: Draft, { now }: Ask): boolean {
  if (item.category !== 'flight' && item.category !== 'train') return true;
  const { outbound, inbound } = item;
  if (instantOf(outbound.departs, timeZone) < addMinutes(now, NOTICE_MINUTES)) return false;
  return inbound === undefined || inbound.departs >= addCivilMinutes(outbound.arrives, TURN_MINUTES);
}

const CABIN_FACTOR = { economy: 1, business: 2.6, first: 4.2 } as const;

function cabinFor(ask: Ask, airline: Airline): keyof typeof CABIN_FACTOR {
  const asked = [...ask.required, ...ask.desired].find(({ attr }) => attr === 'cabin')?.value;
  return airline.cabins?.find((cabin) => cabin === asked) ?? 'economy';
}

const DAYPARTS: Readonly<Record<string, readonly [string, string]>> = {
  morning: ['04:00', '11:59'],
  noon: ['11:00', '14:00'],
  afternoon: ['12:00', '17:59'],
  evening: ['17:00', '21:59'],
  night: ['20:00', '23:59'],
};

export function fitsDaypart(time: LocalTime, daypart: string | undefined): boolean {
  const span = daypart === undefined ? undefined : DAYPARTS[daypart];
  return !span || (time >= span[0] && time <= span[1]);
}
