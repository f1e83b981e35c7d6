import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { fold, keyOf, wordsOf } from '../shared/places/fold.ts';
import type { Core, Frames, Language } from '../shared/places/gazetteer.ts';
import { pack } from '../shared/places/spot.ts';
import { areaNames, countryRows, countryZones, regionRows, resortRows, told } from './places/areas.ts';
import { baseLines } from './places/bases.ts';
import { heardLines } from './places/heard.ts';
import { type Hubs, hubs } from './places/hubs.ts';
import { byFirstField, LANGUAGES, type NameIndex, nameIndex, spokenNames } from './places/names.ts';
import { type PlaceList, readList, readSource } from './places/sources.ts';
import { atlasOf, readTowns } from './places/towns.ts';

// Builds shared/places/data/{core.json,towns.txt,names.txt,hubs.txt,heard.txt,bases.txt} from npm data packages, shared/places/data/source and locales/*/lists/places.json.

const out = new URL('../shared/places/data/', import.meta.url);
const lists: Record<Language, PlaceList> = { fr: readList('fr-FR'), en: readList('en-US') };
const towns = readTowns();
const names = nameIndex();
const zones: string[] = [];
const spoken = spokenNames(towns, lists);
const atlas = atlasOf(towns, spoken);
const transport = hubs({ atlas, spoken, names, zone });
const resorts = resortRows(atlas, names, zone);
const core: Core = {
  resorts,
  regions: regionRows(resorts, names, spoken, zone),
  countries: countryRows(towns, names, zone),
  countryZone: countryZones(towns, zone),
  metros: transport.metros,
  areas: areaNames(towns, resorts),
  spoken,
  weights: readSource<Core['weights']>('weights'),
  words: { fr: frames(lists.fr), en: frames(lists.en) },
  zones,
};
const problems = nameByHand(transport, names);
const townRows = townLines();
const nameRows = names.lines();
const files = {
  'towns.txt': townRows,
  'names.txt': nameRows,
  'heard.txt': heardLines(nameRows, towns, atlas, { ...core, byHand: namedByHand(), flownTo: transport.flownTo }),
  'hubs.txt': transport.lines.sort(byFirstField),
  'bases.txt': baseLines(core.regions, atlas).sort(byFirstField),
  'core.json': [JSON.stringify(core)],
};
for (const [name, lines] of Object.entries(files)) {
  const text = `${lines.join('\n')}\n`;
  writeFileSync(new URL(name, out), text);
  console.log(`${name}: ${Math.round(text.length / 1024)} kB, gz ${Math.round(gzipSync(text, { level: 9 }).length / 1024)} kB`);
}
for (const problem of problems) console.warn(problem);

function zone(name: string): number {
  const index = zones.indexOf(name);
  return index === -1 ? zones.push(name) - 1 : index;
}

/** Adds the names of the locale lists; returns those whose place is not in the data. */
function nameByHand({ ids }: Hubs, index: NameIndex): string[] {
  const known = new Set([
    ...ids,
    ...atlas.byId.keys(),
    ...core.resorts.map((row) => `resort:${row[0]}`),
    ...core.countries.map((row) => `country:${row[0]}`),
  ]);
  for (const [id, name] of Object.entries(spoken.local)) index.add('all', name, id);
  return LANGUAGES.flatMap((language) => {
    for (const [id, name] of Object.entries(spoken[language])) if (id.startsWith('city:')) index.add(language, name, id);
    return [lists[language].exonyms, lists[language].aliases].flatMap((list) =>
      Object.entries(list).flatMap(([id, all]) => {
        if (!known.has(id)) return [`${language}: no place ${id} (${all[0]})`];
        for (const name of all) index.add(language, name, id);
        return [];
      }),
    );
  });
}

/** "CDG charles de gaulle": what the locale lists call what; and the ids alone. */
function namedByHand(): ReadonlySet<string> {
  const all = LANGUAGES.flatMap((language) => Object.entries(lists[language].aliases));
  return new Set(all.flatMap(([id, called]) => [id, ...called.map((name) => `${id} ${keyOf(wordsOf(name))}`)]));
}

/** Key, country, name unless it is the key in capitals, position and inhabitants, zone unless the country's usual one, area where it tells namesakes apart. */
function townLines(): string[] {
  const keyed = towns.map((town) => ({ town, key: keyOf(wordsOf(town.name)) }));
  // the sort is stable: within a key and country the largest stays first, which is the one with the plain id
  keyed.sort((a, b) => compare(a.key, b.key) || compare(a.town.cc, b.town.cc));
  return keyed.map(({ town, key }) => {
    const written = titled(key) === town.name ? '' : town.name;
    const other = core.countryZone[town.cc] === zone(town.zone) ? '' : zone(town.zone);
    return [key, town.cc, written, pack(town, town.population), other, told(town)].join('\t').trimEnd();
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function titled(key: string): string {
  return key.replace(/(^| )[a-z]/g, (letter) => letter.toUpperCase());
}

function frames(list: PlaceList): Frames {
  const keys = (phrases: readonly string[]) => phrases.map((phrase) => keyOf(fold(phrase).split(' '))).sort((a, b) => b.length - a.length);
  return {
    airport: { before: keys(list.airport.before), after: keys(list.airport.after) },
    station: { before: keys(list.station.before), after: keys(list.station.after) },
    town: keys(list.town),
    articles: list.articles,
    contractions: list.contractions,
    homonyms: keys(list.homonyms),
    everyday: keys(list.everyday),
    common: list.common.join(' '),
    endings: list.endings,
  };
}
