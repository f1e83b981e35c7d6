import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold, keyOf } from './fold.ts';
import type { Place, PlaceKind } from './place.ts';
import { unpack } from './spot.ts';
import { rowsOf, type Table } from './table.ts';

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
  /** Words that are never meant as a place, although one is called so ("avion"). */
  readonly everyday: readonly string[];
  /** Words that no place is misheard as unless its name sounds as they do ("reins"), blank between them. */
  readonly common: string;
  /** What words end in, and after ">" what in its stead they are listed with: "s ees>er". */
  readonly endings: string;
}

type At = readonly [lat: number, lon: number, zone: number];
type ResortRow = readonly [
  ...Named,
  ...at: At,
  altitudeM: number,
  domain: string,
  road: Readonly<Record<string, number>>,
  gateway: string,
  area: string,
];
type Named = readonly [id: string, name: string, country: string];

/** data/core.json: what is small enough to be parsed. Written by scripts/places.ts, as are the tables. */
export interface Core {
  readonly zones: readonly string[];
  readonly countryZone: Readonly<Record<string, number>>;
  readonly metros: Readonly<Record<string, { readonly name: string; readonly city: string; readonly members: readonly string[] }>>;
  readonly resorts: readonly ResortRow[];
  readonly regions: readonly (readonly [...Named, ...at: At, members: readonly string[]])[];
  readonly countries: readonly (readonly [code: string, name: string, ...at: At])[];
  /** Areas that towns and resorts are told apart by (a French département, a US state), by key. */
  readonly areas: Readonly<Record<string, readonly [name: string, country?: 'US']>>;
  /** Id → what people call it, where that is not its name; `local`: as written there, where GeoNames has the English name. */
  readonly spoken: Readonly<Record<'local' | Language, Readonly<Record<string, string>>>>;
  /** See data/source/weights.json. */
  readonly weights: Readonly<Record<'country' | 'place' | 'heard', Readonly<Record<string, number>>>> & {
    readonly withoutAirlines: readonly string[];
    /** Per locale, what the countries of its speakers weigh more. */
    readonly home: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
  readonly words: Readonly<Record<Language, Frames>>;
}

/** Words that look like places; see `Frames`. */
export interface Traps {
  readonly homonyms: ReadonlySet<string>;
  readonly everyday: ReadonlySet<string>;
  readonly common: ReadonlySet<string>;
  readonly endings: readonly (readonly [end: string, instead: string])[];
}

export interface Gazetteer {
  readonly core: Core;
  readonly traps: Readonly<Record<Language, Traps>>;
  /** Key, country, name, position and inhabitants, zone, area. */
  readonly towns: Table;
  /** Key, ids in every language, in French, in English; blank between ids. */
  readonly names: Table;
  /** Airport or station: id, name, country, latitude, longitude, zone. Town: id, airports, stations. */
  readonly hubs: Table;
  /** Names that may be meant by a misheard one: key, renown in French, in English. */
  readonly heard: Table;
  /** Country or region without resorts, kind of trip ("trip:beach"), or sight: the towns to stay in, the best known first; blank between ids. */
  readonly bases: Table;
  /** Resorts, regions, countries and metros. */
  readonly areas: ReadonlyMap<string, Place>;
}

let loaded: Gazetteer | undefined;

/** The place data, read on first use (a few milliseconds): data/ beside this file, or places/ beside the bundle when bundled as CommonJS. */
export function gazetteer(): Gazetteer {
  loaded ??= load(import.meta.dirname === undefined ? join(__dirname, 'places') : join(import.meta.dirname, 'data'));
  return loaded;
}

function load(folder: string): Gazetteer {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const core: Core = JSON.parse(read('core.json'));
  const tables = {
    towns: read('towns.txt'),
    names: read('names.txt'),
    hubs: read('hubs.txt'),
    heard: read('heard.txt'),
    bases: read('bases.txt'),
  };
  const traps = { fr: trapsOf(core.words.fr), en: trapsOf(core.words.en) };
  return { core, traps, ...tables, areas: areasOf(core, tables.hubs) };
}

function trapsOf({ homonyms, everyday, common, endings }: Frames): Traps {
  return {
    homonyms: new Set(homonyms),
    everyday: new Set(everyday),
    common: new Set(common.split(' ')),
    endings: endings.split(' ').map((one) => {
      const [end = '', instead = ''] = one.split('>');
      return [end, instead];
    }),
  };
}

function areasOf(core: Core, hubs: Table): ReadonlyMap<string, Place> {
  const regions = core.regions.map(([id, name, cc, lat, lon, zone, members]): Place => {
    return { ...place(core, 'region', [`region:${id}`, name, cc], [lat, lon, zone]), members: members.map((member) => `resort:${member}`) };
  });
  const countries = core.countries.map(([cc, name, ...at]): Place => {
    const members = core.resorts.filter((row) => row[2] === cc).map((row) => `resort:${row[0]}`);
    return { ...place(core, 'country', [`country:${cc}`, name, cc], at), ...(members.length > 0 ? { members } : {}) };
  });
  const metros = Object.entries(core.metros).flatMap(([id, { name, members }]): Place[] => {
    const first = hubOf(members[0] ?? '', hubs, core);
    return first ? [{ ...first, id, kind: 'metro', name, members }] : [];
  });
  const all = [...core.resorts.map((row) => resort(row, core)), ...regions, ...countries, ...metros];
  return new Map(all.map((one) => [one.id, one]));
}

function place(core: Core, kind: PlaceKind, [id, name, country]: Named, [lat, lon, zone]: At): Place {
  return { id, kind, name, country, lat, lon, timeZone: core.zones[zone] ?? 'UTC' };
}

function resort([id, name, cc, lat, lon, zone, altitudeM, domain, roadMinutes, gateway, area]: ResortRow, core: Core): Place {
  const gatewayStation = gateway === '' ? {} : { gatewayStation: `station:${gateway}` };
  return {
    ...place(core, 'resort', [`resort:${id}`, name, cc], [lat, lon, zone]),
    resort: { altitudeM, domain, roadMinutes, ...gatewayStation },
    ...(area === '' ? {} : { area: { fr: area, en: area } }),
  };
}

function hubOf(id: string, hubs: Table, core: Core): Place | undefined {
  const [, name = '', country = '', lat, lon, zone] = rowsOf(hubs, id)[0] ?? [];
  if (zone === undefined) return undefined;
  return place(core, id.startsWith('station:') ? 'station' : 'airport', [id, name, country], [Number(lat), Number(lon), Number(zone)]);
}

/** The towns of a key ("saint denis"), per country the largest first. */
export function townsOf(key: string, { towns, core }: Gazetteer): readonly Place[] {
  const rows = rowsOf(towns, key);
  return rows.map((row, index) => town(row, core, row[1] === rows[index - 1]?.[1]));
}

function town(row: readonly string[], core: Core, namesake: boolean): Place {
  const [key = '', country = '', written = '', packed = '', zone = '', area = ''] = row;
  const name = written === '' ? key.replace(/(^| )[a-z]/g, (letter) => letter.toUpperCase()) : written;
  const id = `city:${country}:${hyphened(name)}${namesake ? `:${hyphened(area)}` : ''}`;
  const { lat, lon, inhabitants } = unpack(packed);
  const zoneIndex = zone === '' ? (core.countryZone[country] ?? 0) : Number(zone);
  return {
    ...place(core, 'city', [id, core.spoken.local[id] ?? name, country], [lat, lon, zoneIndex]),
    population: inhabitants,
    ...(area === '' ? {} : { area: { fr: area, en: area } }),
  };
}

function hyphened(text: string): string {
  return fold(text).replaceAll(' ', '-');
}

/** The ids that bear a name in a language, towns apart. */
export function idsOf(key: string, language: Language, { names }: Gazetteer): readonly string[] {
  const [, all = '', fr = '', en = ''] = rowsOf(names, key)[0] ?? [];
  return `${all} ${language === 'fr' ? fr : en}`.split(' ').filter((id) => id !== '');
}

/** IATA codes and station ids of a town, large and main ones first. */
export function hubsOf(
  townId: string,
  { hubs }: Gazetteer,
): { readonly airports: readonly string[]; readonly stations: readonly string[] } {
  const [, airports = '', stations = ''] = rowsOf(hubs, townId)[0] ?? [];
  const ids = (list: string) => (list === '' ? [] : list.split(' '));
  return { airports: ids(airports), stations: ids(stations).map((uic) => `station:${uic}`) };
}

/** A place by id; `undefined` when the data do not hold it. */
export function find(id: string, data: Gazetteer): Place | undefined {
  if (!id.startsWith('city:')) return data.areas.get(id) ?? hubOf(id, data.hubs, data.core);
  const [, , name = ''] = id.split(':');
  return townsOf(keyOf(name.split('-')), data).find((one) => one.id === id);
}
