import { keyOf, wordsOf } from '../../shared/places/fold.ts';
import { LANGUAGES, type NameIndex, type Spoken } from './names.ts';
import { distance, readSource, round, type SourceAirport, type SourceResort, type SourceStation, type Town } from './sources.ts';
import { type Atlas, zoneAt } from './towns.ts';

export interface Hubs {
  /** Id, name, country, latitude, longitude, zone; for a town: airports, stations. */
  readonly lines: string[];
  readonly metros: Record<string, { name: string; city: string; members: string[] }>;
  readonly ids: readonly string[];
  /** Towns of a large airport. */
  readonly flownTo: ReadonlySet<string>;
}

interface Context {
  readonly atlas: Atlas;
  readonly spoken: Spoken;
  readonly names: NameIndex;
  readonly zone: (name: string) => number;
}

/** Airports, metros and stations, and which town has which. */
export function hubs(context: Context): Hubs {
  const airports: SourceAirport[] = readSource('airports');
  const stations: SourceStation[] = [...readSource<SourceStation[]>('rail-stations.trainline'), ...readSource<SourceStation[]>('stations')];
  const resorts: SourceResort[] = readSource('resorts');
  const gateways = new Set(resorts.flatMap((resort) => resort.gateway ?? []));
  const known: { city: Record<string, string>; label: Record<string, string> } = readSource('airport-cities');
  const cities = new Map(airports.map((airport) => [airport.iata, known.city[airport.iata] ?? airportTown(airport, context.atlas)]));
  const lines = [
    ...airports.map((airport) => airportLine(airport, cities, known.label, context)),
    ...stations.map((station) => stationLine(station, gateways, context)),
    ...townLines(airports, stations, cities, context.atlas),
  ];
  const metros = metroCodes(cities, context);
  const flownTo = new Set(airports.flatMap(({ iata, size }) => (size === 'L' ? (cities.get(iata) ?? []) : [])));
  return {
    lines,
    metros,
    flownTo,
    ids: [...airports.map((a) => a.iata), ...stations.map((s) => `station:${s.uic}`), ...Object.keys(metros)],
  };
}

function airportLine(
  airport: SourceAirport,
  cities: ReadonlyMap<string, string>,
  labels: Record<string, string>,
  { atlas, spoken, names, zone }: Context,
): string {
  const city = cities.get(airport.iata) ?? '';
  const town = atlas.byId.get(city);
  const bare = bareAirport(airport.name);
  if (!town || keyOf(wordsOf(bare)) !== keyOf(wordsOf(town.name))) names.add('all', bare, airport.iata);
  const only = [...cities.values()].filter((id) => id === city).length === 1;
  const local = town && (spoken.local[city] ?? town.name);
  const name = labels[airport.iata] ?? (only && local !== undefined ? local : bare);
  // an airport of one city is called as the city is
  if (name === local) for (const language of LANGUAGES) spoken[language][airport.iata] ??= spoken[language][city] ?? name;
  return [
    airport.iata,
    name,
    airport.country,
    round(airport.lat),
    round(airport.lon),
    zone(zoneAt(airport.country, airport.lat, airport.lon)),
  ].join('\t');
}

const AIRPORT_STOP = /airport|aéroport|flughafen|aeroporto|aeropuerto/i;

function stationLine(station: SourceStation, gateways: ReadonlySet<string>, { names, zone }: Context): string {
  const name = stationName(station);
  const row = [`station:${station.uic}`, name, station.cc, round(station.lat), round(station.lon), zone(station.tz)].join('\t');
  // who says "Stansted airport" means the airport
  if (AIRPORT_STOP.test(name)) return row;
  // "Lozanne" is nearer to a misheard Lausanne than to the stop of that name
  if (/[ -]/.test(name) || station.main === true || gateways.has(station.uic)) names.add('all', name, `station:${station.uic}`);
  return row;
}

function stationName(station: SourceStation): string {
  const plain = station.name.replaceAll('’', "'").replace(/ ?[-—–] ?/g, '-');
  return plain.replace(/\bSt-/g, 'Saint-').replace(/\bSte-/g, 'Sainte-');
}

/** "city:FR:lyon", its airports, its stations without their prefix; large and main ones first. */
function townLines(
  airports: readonly SourceAirport[],
  stations: readonly SourceStation[],
  cities: ReadonlyMap<string, string>,
  atlas: Atlas,
): string[] {
  const served = new Map<string, { airports: string[]; stations: string[] }>();
  const of = (id: string) => served.get(id) ?? served.set(id, { airports: [], stations: [] }).get(id);
  for (const airport of airports.toSorted((a, b) => Number(b.size === 'L') - Number(a.size === 'L')))
    of(cities.get(airport.iata) ?? '')?.airports.push(airport.iata);
  for (const station of stations.toSorted((a, b) => Number(b.main === true) - Number(a.main === true)))
    of(stationTown(station, atlas))?.stations.push(station.uic);
  served.delete('');
  return [...served].map(([id, has]) => [id, has.airports.join(' '), has.stations.join(' ')].join('\t').trimEnd());
}

function metroCodes(cities: ReadonlyMap<string, string>, { atlas, spoken, names }: Context): Hubs['metros'] {
  const codes: Record<string, string[]> = readSource('metro-codes');
  const metros: Hubs['metros'] = {};
  for (const [code, members] of Object.entries(codes)) {
    // a code that one of its airports has too (BRU, OSL, SHA) stays the airport's
    if (members.length < 2 || cities.has(code)) continue;
    const city = cities.get(members[0] ?? '') ?? '';
    const name = code === 'TCI' ? 'Tenerife' : (spoken.local[city] ?? atlas.byId.get(city)?.name ?? code);
    metros[code] = { name, city, members };
    names.add('all', name, code);
  }
  return metros;
}

const AIRPORT_WORDS =
  /\b(international|intercontinental|regional|municipal|airport|aeroporto|aéroport|flughafen|airfield|aerodrome|intl)\b/gi;

function bareAirport(name: string): string {
  return name.replace(AIRPORT_WORDS, ' ').replaceAll('’', "'").replace(/\s+/g, ' ').trim();
}

/** The town whose name the airport's name or municipality begins with, within 110 km; else the heaviest within 40 km. */
function airportTown(airport: SourceAirport, atlas: Atlas): string {
  for (const text of [bareAirport(airport.name), ...airport.city.split(/[/(),]/)]) {
    const town = firstNamed(text, (one) => distance(one, airport) < 110, atlas);
    if (town) return town.id;
  }
  return atlas.within(airport, 40).sort((a, b) => b.population - a.population)[0]?.id ?? '';
}

function stationTown(station: SourceStation, atlas: Atlas): string {
  const named = firstNamed(stationName(station).replace(/^Aéroport /, ''), (town) => distance(town, station) < 25, atlas);
  const nearest = () => atlas.within(station, 6).sort((a, b) => distance(a, station) - distance(b, station))[0];
  return (named ?? nearest())?.id ?? '';
}

/** The largest fitting town of the longest name that the text begins with. */
function firstNamed(text: string, fits: (town: Town) => boolean, atlas: Atlas): Town | undefined {
  const words = wordsOf(text);
  for (let n = words.length; n > 0; n--) {
    const best = (atlas.byKey.get(keyOf(words.slice(0, n))) ?? []).filter(fits).sort((a, b) => b.population - a.population)[0];
    if (best) return best;
  }
  return undefined;
}
