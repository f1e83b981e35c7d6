import { type Near, nearestName } from './closest.ts';
import { crowKm, type Spot } from './distance.ts';
import { keyOf, wordsOf } from './fold.ts';
import { find, gazetteer, hubsOf } from './gazetteer.ts';
import { type Match, match } from './match.ts';
import type { Place, PlaceHint, PlaceResolution } from './place.ts';
import { languageOf } from './rank.ts';
import { allRows, rowsOf, type Table } from './table.ts';
import { airportFor, stationFor } from './transport.ts';
import { liesIn } from './within.ts';

/** A straight line is about a third shorter than the road, and roads take 70 km an hour with a quarter of an hour to leave and arrive. */
const ROAD_FACTOR = 1.3;
const ROAD_KM_PER_HOUR = 70;
const ROAD_START_MINUTES = 10;
/** Nobody is driven further from an airport. */
const FARTHEST_AIRPORT_KM = 250;

/** Road time in whole minutes; `estimated`: from the distance, not from stored facts of the resort. */
export interface RoadTime {
  readonly minutes: number;
  readonly estimated: boolean;
}

/** The place of an id; `undefined` for ids the data do not hold. */
export function placeById(id: string): Place | undefined {
  return find(id, gazetteer());
}

/** The longest place name beginning at `words[from]`; words as `wordsOf` (fold.ts) gives them. A city said with "aéroport de" or "airport" is its airport. */
export function matchAt(words: readonly string[], from: number, hint: PlaceHint): Match | undefined {
  return match(words, from, hint, gazetteer());
}

/** The place meant by a misspelt or misheard name. Only where a place is expected: every word is near some name. */
export function closest(text: string, hint: PlaceHint): PlaceResolution {
  return near(text, hint).resolution;
}

/** The same, with how wrong the name is: for one of several readings of a sentence. */
export function near(text: string, hint: PlaceHint): Near {
  return nearestName(text, hint, gazetteer());
}

/** What people call a place in a language ("Londres"), where that is not its own name. Airports and regions included. */
export function exonym(id: string, locale: string): string | undefined {
  const { spoken } = gazetteer().core;
  return spoken[languageOf(locale)][id];
}

/** Its own name, and what people call it in every language known here. */
export function namesOf({ id, name }: Place): readonly string[] {
  return [...new Set([name, ...Object.values(gazetteer().core.spoken).flatMap((names) => names[id] ?? [])])];
}

/** An area as the places' data name it: a French département, a US state. */
export interface Area {
  readonly name: string;
  readonly isAmerican: boolean;
}

/** The area that is called so. */
export function areaNamed(said: string): Area | undefined {
  const { areas } = gazetteer().core;
  const key = keyOf(wordsOf(said));
  if (!Object.hasOwn(areas, key)) return undefined;
  const [name, country] = areas[key] ?? [''];
  return { name, isAmerican: country === 'US' };
}

/** Kilometres as the crow flies; `undefined` when a place is not known. */
export function distanceKm(fromId: string, toId: string): number | undefined {
  const [from, to] = [placeById(fromId), placeById(toId)];
  return from && to ? crowKm(from, to) : undefined;
}

/** How long the drive takes, by the resort's stored times, else estimated. `undefined` when a place is not known. */
export function roadTime(fromId: string, toId: string): RoadTime | undefined {
  const [from, to] = [placeById(fromId), placeById(toId)];
  if (!from || !to) return undefined;
  const known = to.resort?.roadMinutes[from.id] ?? from.resort?.roadMinutes[to.id];
  return known === undefined ? { minutes: estimate(from, to), estimated: true } : { minutes: known, estimated: false };
}

/** `roadTime` in minutes only. */
export function roadMinutes(fromId: string, toId: string): number | undefined {
  return roadTime(fromId, toId)?.minutes;
}

function estimate(from: Spot & Pick<Place, 'resort'>, to: Spot & Pick<Place, 'resort'>): number {
  const km = crowKm(from, to) * ROAD_FACTOR;
  // the last kilometres to a resort are a mountain road
  const climb = (from.resort ? 20 : 0) + (to.resort ? 20 : 0);
  return Math.round((km / ROAD_KM_PER_HOUR) * 60 + ROAD_START_MINUTES + climb);
}

/** Airports with regular flights by time on the road, nearest first. A resort with stored times has those and no others: over the ridge is not near. */
export function airportsNear(placeId: string, max: number): readonly { readonly id: string; readonly minutes: number }[] {
  const place = placeById(placeId);
  if (!place) return [];
  if (place.kind === 'airport') return [{ id: place.id, minutes: 0 }].slice(0, max);
  const { withoutAirlines } = gazetteer().core.weights;
  return timed(place)
    .filter((airport) => !withoutAirlines.includes(airport.id))
    .sort((a, b) => a.minutes - b.minutes || (a.id < b.id ? -1 : 1))
    .slice(0, max);
}

let airports: readonly (Spot & { readonly id: string })[] | undefined;

function timed(place: Place): { id: string; minutes: number }[] {
  if (place.resort) return Object.entries(place.resort.roadMinutes).map(([id, minutes]) => ({ id, minutes }));
  if (place.kind === 'region' && place.members && place.members.length > 0) return regional(place.members);
  airports ??= allRows(gazetteer().hubs).flatMap(([id = '', , , lat, lon]) =>
    id.length === 3 ? [{ id, lat: Number(lat), lon: Number(lon) }] : [],
  );
  return airports
    .filter((airport) => crowKm(place, airport) < FARTHEST_AIRPORT_KM)
    .map((airport) => ({ id: airport.id, minutes: estimate(place, airport) }));
}

/** A massif: for each airport that any of its resorts names, the mean over those that do; airports of few resorts come last. */
function regional(members: readonly string[]): { id: string; minutes: number }[] {
  const times = new Map<string, number[]>();
  for (const member of members) {
    for (const [id, minutes] of Object.entries(placeById(member)?.resort?.roadMinutes ?? {}))
      times.set(id, [...(times.get(id) ?? []), minutes]);
  }
  const means = [...times].map(([id, all]) => ({
    id,
    share: all.length / members.length,
    minutes: Math.round(all.reduce((a, b) => a + b, 0) / all.length),
  }));
  const common = means.filter((mean) => mean.share >= 0.4);
  return (common.length > 0 ? common : means).map(({ id, minutes }) => ({ id, minutes }));
}

/** Where one leaves the train: a resort's gateway, a town's main station. */
export function gatewayStation(placeId: string): string | undefined {
  const place = placeById(placeId);
  return place && stationFor(place, gazetteer())?.id;
}

/** Station ids of a town, the main one first; of an airport those of the town whose first it is. Empty for a station. */
export function stationsOf(id: string): readonly string[] {
  const data = gazetteer();
  const kind = placeById(id)?.kind;
  if (kind === 'station') return [];
  return hubsOf(kind === 'airport' ? (townWhere(data.hubs, ([first]) => first === id) ?? '') : id, data).stations;
}

function townWhere(hubs: Table, has: (airports: readonly string[], stations: readonly string[]) => boolean): string | undefined {
  const rows = allRows(hubs).filter(([id = '']) => id.startsWith('city:'));
  return rows.find(([, airports = '', stations = '']) => has(airports.split(' '), stations.split(' ')))?.[0];
}

/** The town that an airport or a station serves; `undefined` for all else, and where no town has it. */
export function townOfHub(id: string): string | undefined {
  const { hubs } = gazetteer();
  const kind = placeById(id)?.kind;
  if (kind === 'airport') return townWhere(hubs, ([first]) => first === id) ?? townWhere(hubs, (airports) => airports.includes(id));
  return kind === 'station' ? townWhere(hubs, (_, stations) => stations.includes(id.slice('station:'.length))) : undefined;
}

/** IATA codes of a town or metro, the largest first; of a station those of its town. Empty where planes of a neighbour are used: `airportsNear`. */
export function airportsOf(id: string): readonly string[] {
  const place = placeById(id);
  if (place?.kind === 'metro') return place.members ?? [];
  if (place?.kind === 'station') return airportsOf(townOfHub(id) ?? '');
  const airport = place && airportFor(place, gazetteer());
  if (airport?.kind === 'metro') return airport.members ?? [];
  return place?.kind === 'airport' ? [id] : hubsOf(id, gazetteer()).airports;
}

/** Whether a place lies in that region or country. */
export function isWithin(id: string, areaId: string): boolean {
  const [place, area] = [placeById(id), placeById(areaId)];
  return place !== undefined && (area?.kind === 'country' || area?.kind === 'region') && liesIn(place, area);
}

/** Resort ids inside a region or country; a resort is its own. */
export function resortsIn(id: string): readonly string[] {
  const place = placeById(id);
  return place?.kind === 'resort' ? [id] : place?.kind === 'region' || place?.kind === 'country' ? (place.members ?? []) : [];
}

/** Towns to stay in within a country or a region without resorts, or of a kind of trip ("trip:beach"), at most three, the best known first; the one town of a sight. Empty for all else. */
export function townsFor(id: string): readonly string[] {
  const [, ids = ''] = rowsOf(gazetteer().bases, id)[0] ?? [];
  return ids === '' ? [] : ids.split(' ');
}

/** The smallest region that holds the resort ("region:paradiski"). */
export function regionOf(resortId: string): string | undefined {
  return regionsOf(resortId)[0];
}

/** Every region that holds the resort, the smallest first. */
export function regionsOf(resortId: string): readonly string[] {
  const short = resortId.replace('resort:', '');
  const holding = gazetteer().core.regions.filter((row) => row[6].includes(short));
  return holding.sort((a, b) => a[6].length - b[6].length).map((row) => `region:${row[0]}`);
}
