import tzLookup from '@photostructure/tz-lookup';
import { fold, keyOf, wordsOf } from '../../shared/places/fold.ts';
import {
  type Exonyms,
  type PlaceList,
  readList,
  readSource,
  type SourceAirport,
  type SourceRegion,
  type SourceResort,
  type SourceStation,
  type Town,
} from './sources.ts';
import { slug } from './towns.ts';

const LANGUAGES = { fr: 'fr-FR', en: 'en-US' } as const;
type Language = keyof typeof LANGUAGES;
type Names = Record<string, string[]>;

/** Everything but the towns, as core.json holds it. Rows are arrays in the order that shared/places/gazetteer.ts reads. */
export interface Core {
  zones: string[];
  countryZone: Record<string, number>;
  airports: unknown[][];
  metros: Record<string, { name: string; city: string; members: string[] }>;
  stations: unknown[][];
  resorts: unknown[][];
  regions: unknown[][];
  countries: unknown[][];
  /** Key → ids, per language and for all of them. */
  names: Record<'all' | Language, Record<string, string>>;
  /** Id → what people call it in that language; `local`: as written there, where GeoNames has the English name. */
  spoken: Record<'local' | Language, Record<string, string>>;
  weights: { country: Record<string, number>; place: Record<string, number> };
  words: Record<Language, unknown>;
}

export interface Built {
  core: Core;
  problems: string[];
}

export function distance(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2;
  return 12742 * Math.asin(Math.sqrt(h));
}

const keyOfName = (name: string) => keyOf(wordsOf(name));
const around = (n: number) => Math.round(n * 1000) / 1000;

export function buildCore(towns: readonly Town[]): Built {
  const problems: string[] = [];
  const zones: string[] = [];
  const zone = (name: string) => (zones.includes(name) ? zones.indexOf(name) : zones.push(name) - 1);
  const lists: Record<Language, PlaceList> = { fr: readList('fr-FR'), en: readList('en-US') };
  const spoken = spokenNames(towns, lists);
  const byKey = new Map<string, Town[]>();
  for (const town of towns) {
    const keys = new Set(
      [town.name, spoken.fr[town.id], spoken.en[town.id], spoken.local[town.id]].flatMap((n) => (n ? [keyOfName(n)] : [])),
    );
    for (const key of keys) byKey.set(key, [...(byKey.get(key) ?? []), town]);
  }
  const cells = gridOf(towns);
  const names: Record<'all' | Language, Names> = { all: {}, fr: {}, en: {} };
  const add = (scope: 'all' | Language, name: string, id: string) => {
    const key = keyOfName(name);
    if (key === '') return;
    const ids = (names[scope][key] ??= []);
    if (!ids.includes(id)) ids.push(id);
  };

  const airportCities: { city: Record<string, string>; label: Record<string, string> } = readSource('airport-cities');
  const airports: SourceAirport[] = readSource('airports');
  const cityCount = new Map<string, number>();
  const cityOf = new Map<string, string>();
  for (const airport of airports) {
    const city = airportCities.city[airport.iata] ?? airportCity(airport, byKey, cells);
    cityOf.set(airport.iata, city);
    cityCount.set(city, (cityCount.get(city) ?? 0) + 1);
  }
  const townOf = new Map(towns.map((t) => [t.id, t]));
  for (const [iata, id] of cityOf) if (id !== '' && !townOf.has(id)) problems.push(`airport ${iata}: no town ${id}`);
  const airportRows = airports.map((a) => {
    const city = cityOf.get(a.iata) ?? '';
    const town = townOf.get(city);
    const bare = bareAirport(a.name);
    if (!town || keyOfName(bare) !== keyOfName(town.name)) add('all', bare, a.iata);
    const label = airportCities.label[a.iata] ?? (town && cityCount.get(city) === 1 ? (spoken.local[city] ?? town.name) : bare);
    if (town && label === (spoken.local[city] ?? town.name)) for (const language of ['fr', 'en'] as const) inherit(spoken[language], city, a.iata);
    return [a.iata, label, a.country, around(a.lat), around(a.lon), zone(a.tz), a.size === 'L' ? 1 : 0, city];
  });

  const metroCodes: Record<string, string[]> = readSource('metro-codes');
  const metros: Core['metros'] = {};
  for (const [code, members] of Object.entries(metroCodes)) {
    if (members.length < 2) continue;
    const city = code === 'TCI' ? (cityOf.get('TFN') ?? '') : (cityOf.get(members[0] ?? '') ?? '');
    const name = code === 'TCI' ? 'Tenerife' : (spoken.local[city] ?? townOf.get(city)?.name ?? code);
    metros[code] = { name, city, members };
    add('all', name, code);
  }

  const stations: SourceStation[] = readSource('rail-stations.trainline');
  const stationRows = stations.map((s) => {
    const name = s.name
      .replace(/[—–]/g, '-')
      .replaceAll('’', "'")
      .replace(/ ?- ?/g, '-')
      .replace(/\bSt-/g, 'Saint-')
      .replace(/\bSte-/g, 'Sainte-');
    add('all', name, `station:${s.uic}`);
    return [s.uic, name, s.cc, around(s.lat), around(s.lon), zone(s.tz), s.main ? 1 : 0, stationCity(s, name, byKey, cells)];
  });

  const resorts: SourceResort[] = readSource('resorts');
  const resortRows = resorts.map((r) => {
    for (const name of [r.name, ...r.aliases]) add('all', name, `resort:${r.id}`);
    return [
      r.id,
      r.name,
      r.cc,
      r.lat,
      r.lon,
      zone(tzLookup(r.lat, r.lon)),
      r.alt,
      r.domain,
      r.road,
      r.gateway ?? '',
      nearestArea(r, cells),
    ];
  });

  const regions: SourceRegion[] = readSource('regions');
  const resortOf = new Map(resorts.map((r) => [r.id, r]));
  const regionRows = regions.map((r) => {
    for (const language of ['fr', 'en'] as const) {
      for (const name of [r[language], ...(r.aliases[language] ?? [])])
        if (name !== 'Alpes' || r.id !== 'alps') add(language, name, `region:${r.id}`);
      spoken[language][`region:${r.id}`] = r[language];
    }
    const inside = r.members.flatMap((m) => resortOf.get(m) ?? []);
    const lat = r.lat ?? inside.reduce((sum, m) => sum + m.lat, 0) / inside.length;
    const lon = r.lon ?? inside.reduce((sum, m) => sum + m.lon, 0) / inside.length;
    return [r.id, r.fr, r.cc, around(lat), around(lon), zone(tzLookup(lat, lon)), r.members];
  });

  const countryRows = countries(towns, zone, add);

  for (const language of ['fr', 'en'] as const) {
    const list = lists[language];
    const known = new Set<string>([
      ...townOf.keys(),
      ...airports.map((a) => a.iata),
      ...Object.keys(metros),
      ...stations.map((s) => `station:${s.uic}`),
      ...resorts.map((r) => `resort:${r.id}`),
      ...countryRows.map((c) => `country:${String(c[0])}`),
    ]);
    for (const [id, all] of [...Object.entries(list.exonyms), ...Object.entries(list.aliases)]) {
      if (!known.has(id)) problems.push(`${language}: no place ${id} (${all[0]})`);
      else for (const name of all) add(language, name, id);
    }
    for (const [id, name] of Object.entries(spoken[language])) if (id.startsWith('city:')) add(language, name, id);
  }
  for (const [id, name] of Object.entries(spoken.local)) add('all', name, id);

  const weights: { country: Record<string, number>; place: Record<string, number> } = readSource('weights');
  return {
    core: {
      zones,
      countryZone: countryZones(towns, zone),
      airports: airportRows,
      metros,
      stations: stationRows,
      resorts: resortRows,
      regions: regionRows,
      countries: countryRows,
      names: { all: joined(names.all), fr: joined(names.fr), en: joined(names.en) },
      spoken,
      weights: { country: weights.country, place: weights.place },
      words: { fr: frames(lists.fr), en: frames(lists.en) },
    },
    problems,
  };
}

/** An airport of one city is called as the city is. */
function inherit(spoken: Record<string, string>, city: string, airport: string): void {
  const name = spoken[city];
  if (name !== undefined) spoken[airport] ??= name;
}

function frames(list: PlaceList): unknown {
  const keys = (all: string[]) => all.map((phrase) => keyOf(fold(phrase).split(' '))).sort((a, b) => b.length - a.length);
  return {
    airport: { before: keys(list.airport.before), after: keys(list.airport.after) },
    station: { before: keys(list.station.before), after: keys(list.station.after) },
    articles: list.articles,
    contractions: list.contractions,
    town: keys(list.town),
    homonyms: (list.homonyms ?? []).map(keyOfName),
  };
}

function joined(names: Names): Record<string, string> {
  return Object.fromEntries(
    Object.entries(names)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, ids]) => [key, ids.join(' ')]),
  );
}

function spokenNames(towns: readonly Town[], lists: Record<Language, PlaceList>): Core['spoken'] {
  const spoken: Core['spoken'] = { local: {}, fr: {}, en: {} };
  const sources: Exonyms[] = readSource('city-exonyms.trainline');
  for (const row of sources) {
    const near = towns.find((t) => t.cc === row.cc && distance(t, row) < 12); // towns come largest first
    if (!near || spoken.local[near.id] !== undefined) continue;
    const plain = row.name.replace(/ \(.*| Hbf$/, '').split('/')[0] ?? row.name;
    const names = [plain, ...Object.values(row.names)].map(slug);
    if (!names.includes(slug(near.name))) continue; // another town within 12 km
    if (plain !== near.name) spoken.local[near.id] = plain;
    for (const language of ['fr', 'en'] as const) {
      const name = row.names[language];
      if (name !== undefined && /^[\p{L}' -]+$/u.test(name)) spoken[language][near.id] = name;
    }
  }
  for (const language of ['fr', 'en'] as const) {
    for (const [id, [name]] of Object.entries(lists[language].exonyms))
      if (name !== undefined && !id.startsWith('country:')) spoken[language][id] = name;
  }
  for (const town of towns) {
    // GeoNames has the English name of many cities: where the local one is used, English keeps that one
    if (spoken.local[town.id] !== undefined) spoken.en[town.id] ??= town.name;
  }
  return spoken;
}

function countries(
  towns: readonly Town[],
  zone: (name: string) => number,
  add: (scope: 'all' | Language, name: string, id: string) => void,
): unknown[][] {
  const shown = { fr: new Intl.DisplayNames('fr', { type: 'region' }), en: new Intl.DisplayNames('en', { type: 'region' }) };
  const rows: { cc: string }[] = readSource('countries');
  return rows.flatMap(({ cc }) => {
    const capital = towns.find((t) => t.cc === cc);
    if (!capital) return [];
    for (const language of ['fr', 'en'] as const) add(language, shown[language].of(cc) ?? cc, `country:${cc}`);
    return [[cc, shown.en.of(cc) ?? cc, around(capital.lat), around(capital.lon), zone(capital.zone)]];
  });
}

function countryZones(towns: readonly Town[], zone: (name: string) => number): Record<string, number> {
  const counts = new Map<string, Map<string, number>>();
  for (const town of towns) {
    const of = counts.get(town.cc) ?? new Map<string, number>();
    counts.set(town.cc, of.set(town.zone, (of.get(town.zone) ?? 0) + 1));
  }
  const common = (of: Map<string, number>) => [...of].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'UTC';
  return Object.fromEntries([...counts].map(([cc, of]) => [cc, zone(common(of))]));
}

type Grid = (at: { lat: number; lon: number }, km: number) => Town[];

function gridOf(towns: readonly Town[]): Grid {
  const cells = new Map<string, Town[]>();
  for (const town of towns) {
    const cell = `${Math.floor(town.lat)} ${Math.floor(town.lon)}`;
    cells.set(cell, [...(cells.get(cell) ?? []), town]);
  }
  return (at, km) => {
    const found: Town[] = [];
    for (let lat = -1; lat <= 1; lat++)
      for (let lon = -2; lon <= 2; lon++) found.push(...(cells.get(`${Math.floor(at.lat) + lat} ${Math.floor(at.lon) + lon}`) ?? []));
    return found.filter((town) => distance(town, at) <= km);
  };
}

function nearestArea(at: { lat: number; lon: number; cc: string }, grid: Grid): string {
  return (
    grid(at, 80)
      .filter((t) => t.cc === at.cc)
      .sort((a, b) => distance(a, at) - distance(b, at))[0]?.area ?? ''
  );
}

const AIRPORT_WORDS =
  /\b(international|intercontinental|regional|municipal|airport|aeroporto|aéroport|flughafen|airfield|aerodrome|intl)\b/gi;

function bareAirport(name: string): string {
  return name.replace(AIRPORT_WORDS, ' ').replaceAll('’', "'").replace(/\s+/g, ' ').trim();
}

/** The town whose name the airport's name or municipality begins with, within 110 km; else the heaviest within 40 km. */
function airportCity(airport: SourceAirport, byKey: Map<string, Town[]>, grid: Grid): string {
  for (const text of [bareAirport(airport.name), ...airport.city.split(/[/(),]/)]) {
    const words = wordsOf(text);
    for (let n = words.length; n > 0; n--) {
      const near = (byKey.get(keyOf(words.slice(0, n))) ?? []).filter((t) => distance(t, airport) < 110);
      const best = near.sort((a, b) => b.population - a.population)[0];
      if (best) return best.id;
    }
  }
  return grid(airport, 40).sort((a, b) => b.population - a.population)[0]?.id ?? '';
}

function stationCity(station: SourceStation, name: string, byKey: Map<string, Town[]>, grid: Grid): string {
  const words = wordsOf(name.replace(/^Aéroport /, ''));
  for (let n = words.length; n > 0; n--) {
    const best = (byKey.get(keyOf(words.slice(0, n))) ?? []).find((t) => distance(t, station) < 25);
    if (best) return best.id;
  }
  return grid(station, 6).sort((a, b) => distance(a, station) - distance(b, station))[0]?.id ?? '';
}
