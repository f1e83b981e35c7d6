import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold, keyOf } from './fold.ts';
import type { Place, PlaceKind } from './place.ts';

export type Language = 'fr' | 'en';

/** What surrounds a place name in one language, as keys: "aéroport de" before, "airport" after; longest first. */
export interface Frames {
  readonly airport: { readonly before: readonly string[]; readonly after: readonly string[] };
  readonly station: { readonly before: readonly string[]; readonly after: readonly string[] };
  readonly town: readonly string[];
  readonly articles: readonly string[];
  readonly contractions: readonly string[];
  /** Places that are everyday words too ("nice", "tours"): taken only where a place is expected. */
  readonly homonyms: readonly string[];
}

type At = readonly [lat: number, lon: number, zone: number];

/** data/core.json: all places but the towns. Built by scripts/places.ts. */
export interface Core {
  readonly zones: readonly string[];
  readonly countryZone: Readonly<Record<string, number>>;
  readonly airports: readonly (readonly [iata: string, name: string, country: string, ...at: At, large: number, city: string])[];
  readonly metros: Readonly<Record<string, { readonly name: string; readonly city: string; readonly members: readonly string[] }>>;
  readonly stations: readonly (readonly [uic: string, name: string, country: string, ...at: At, main: number, city: string])[];
  readonly resorts: readonly (readonly [
    id: string,
    name: string,
    country: string,
    ...at: At,
    altitude: number,
    domain: string,
    road: Readonly<Record<string, number>>,
    gateway: string,
    area: string,
  ])[];
  readonly regions: readonly (readonly [id: string, name: string, country: string, ...at: At, members: readonly string[]])[];
  readonly countries: readonly (readonly [code: string, name: string, ...at: At])[];
  readonly names: Readonly<Record<'all' | Language, Readonly<Record<string, string>>>>;
  readonly spoken: Readonly<Record<'local' | Language, Readonly<Record<string, string>>>>;
  readonly weights: { readonly country: Readonly<Record<string, number>>; readonly place: Readonly<Record<string, number>> };
  readonly words: Readonly<Record<Language, Frames>>;
}

export interface Gazetteer {
  readonly core: Core;
  readonly byId: ReadonlyMap<string, () => Place>;
  /** IATA codes by town id, large airports first. */
  readonly airportsByCity: ReadonlyMap<string, readonly string[]>;
  /** Station ids by town id, main station first. */
  readonly stationsByCity: ReadonlyMap<string, readonly string[]>;
  /** One town a line, sorted by key; see scripts/places.ts. */
  readonly towns: string;
}

let loaded: Gazetteer | undefined;

/** The place data, read on first use: data/ beside this file, or places/ beside the bundle when bundled as CommonJS. */
export function gazetteer(): Gazetteer {
  loaded ??= load(import.meta.dirname === undefined ? join(__dirname, 'places') : join(import.meta.dirname, 'data'));
  return loaded;
}

function load(folder: string): Gazetteer {
  const core: Core = JSON.parse(readFileSync(join(folder, 'core.json'), 'utf8'));
  const towns = readFileSync(join(folder, 'towns.txt'), 'utf8');
  return {
    core,
    towns,
    byId: makers(core),
    airportsByCity: grouped(core.airports.map((row) => ({ id: row[0], city: row[7], first: row[6] === 1 }))),
    stationsByCity: grouped(core.stations.map((row) => ({ id: `station:${row[0]}`, city: row[7], first: row[6] === 1 }))),
  };
}

function grouped(rows: readonly { id: string; city: string; first: boolean }[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const row of [...rows.filter((r) => r.first), ...rows.filter((r) => !r.first)]) {
    const group = groups.get(row.city);
    if (group) group.push(row.id);
    else groups.set(row.city, [row.id]);
  }
  return groups;
}

function makers(core: Core): ReadonlyMap<string, () => Place> {
  const byId = new Map<string, () => Place>();
  const place = (id: string, kind: PlaceKind, name: string, country: string, at: At): Place => ({
    id,
    kind,
    name,
    country,
    lat: at[0],
    lon: at[1],
    timeZone: core.zones[at[2]] ?? 'UTC',
  });
  for (const [iata, name, cc, ...rest] of core.airports)
    byId.set(iata, () => place(iata, 'airport', name, cc, [rest[0], rest[1], rest[2]]));
  for (const [code, metro] of Object.entries(core.metros)) {
    // a metro's code may be that of one of its airports (BRU, OSL, SHA): the airport keeps it
    if (byId.has(code)) continue;
    byId.set(code, () => ({
      ...(placeOf(metro.members[0] ?? '', byId) ?? unknownPlace),
      id: code,
      kind: 'metro',
      name: metro.name,
      members: metro.members,
    }));
  }
  for (const [uic, name, cc, ...rest] of core.stations) {
    byId.set(`station:${uic}`, () => place(`station:${uic}`, 'station', name, cc, [rest[0], rest[1], rest[2]]));
  }
  for (const row of core.resorts)
    byId.set(`resort:${row[0]}`, () => resort(row, place(`resort:${row[0]}`, 'resort', row[1], row[2], [row[3], row[4], row[5]])));
  for (const [id, name, cc, lat, lon, zone, members] of core.regions) {
    byId.set(`region:${id}`, () => ({
      ...place(`region:${id}`, 'region', name, cc, [lat, lon, zone]),
      members: members.map((m) => `resort:${m}`),
    }));
  }
  for (const [cc, name, ...at] of core.countries) {
    byId.set(`country:${cc}`, () => {
      const members = core.resorts.filter((row) => row[2] === cc).map((row) => `resort:${row[0]}`);
      return { ...place(`country:${cc}`, 'country', name, cc, at), ...(members.length > 0 ? { members } : {}) };
    });
  }
  return byId;
}

const unknownPlace: Place = { id: '', kind: 'metro', name: '', country: '', lat: 0, lon: 0, timeZone: 'UTC' };

function placeOf(id: string, byId: ReadonlyMap<string, () => Place>): Place | undefined {
  return byId.get(id)?.();
}

function resort(row: Core['resorts'][number], place: Place): Place {
  const [, , , , , , altitudeM, domain, roadMinutes, gateway, area] = row;
  return {
    ...place,
    resort: { altitudeM, domain, roadMinutes, ...(gateway === '' ? {} : { gatewayStation: `station:${gateway}` }) },
    ...(area === '' ? {} : { area: { fr: area, en: area } }),
  };
}

/** The towns of a key ("saint denis"), per country the largest first. */
export function townsOf(key: string, { towns, core }: Gazetteer): readonly Place[] {
  const found: Place[] = [];
  let ids = '';
  for (let start = lineAt(key, towns); start < towns.length; ) {
    const end = towns.indexOf('\n', start);
    const fields = towns.slice(start, end).split('\t');
    if (fields[0] !== key) break;
    const place = town(fields, core, ids.includes(` ${fields[1]} `));
    ids += ` ${place.country} `;
    found.push(place);
    start = end + 1;
  }
  return found;
}

/** The start of the first line whose key is not before `key`. */
function lineAt(key: string, towns: string): number {
  let low = 0;
  let high = towns.length;
  while (low < high) {
    const middle = towns.lastIndexOf('\n', ((low + high) >> 1) - 1) + 1;
    const start = Math.max(middle, low);
    if (towns.slice(start, towns.indexOf('\t', start)) < key) low = towns.indexOf('\n', start) + 1;
    else high = start;
  }
  return low;
}

function town(fields: readonly string[], core: Core, namesake: boolean): Place {
  const [key = '', country = '', written = '', lat = '0', lon = '0', hundreds = '0', zone = '', area = ''] = fields;
  const name = written === '' ? key.replace(/(^| )[a-z]/g, (letter) => letter.toUpperCase()) : written;
  const plain = `city:${country}:${fold(name).replaceAll(' ', '-')}`;
  const id = namesake ? `${plain}:${fold(area).replaceAll(' ', '-')}` : plain;
  const zoneIndex = zone === '' ? (core.countryZone[country] ?? 0) : Number(zone);
  return {
    id,
    kind: 'city',
    name: core.spoken.local[id] ?? name,
    country,
    lat: Number(lat),
    lon: Number(lon),
    timeZone: core.zones[zoneIndex] ?? 'UTC',
    population: Number(hundreds) * 100,
    ...(area === '' ? {} : { area: { fr: area, en: area } }),
  };
}

/** A place by id; `undefined` when the data do not hold it. */
export function find(id: string, data: Gazetteer): Place | undefined {
  if (!id.startsWith('city:')) return data.byId.get(id)?.();
  const [, , slug = ''] = id.split(':');
  return townsOf(keyOf(slug.split('-')), data).find((place) => place.id === id);
}
