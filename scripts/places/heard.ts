import { keyOf, wordsOf } from '../../shared/places/fold.ts';
import type { Core, Language } from '../../shared/places/gazetteer.ts';
import { byFirstField, LANGUAGES } from './names.ts';
import type { Town } from './sources.ts';
import type { Atlas } from './towns.ts';

/** Renown of what has no inhabitants, by the first letters of its id; others (airports, metros) as those who use them. */
const KINDS: readonly (readonly [string, number])[] = [
  ['resort:', 2],
  ['region:', 2],
  ['country:', 2],
  ['station:', 0],
];

/** A town of a large airport is known as the airport is; one that people travel to is known beyond its size: "royna" is Royan. */
const HUB = 1.6;
const VISITED = 1;

/**
 * The names that may be meant by a misheard one: key, renown in French, in English. Renown is in orders of magnitude, 0 for a town of 10,000.
 * Of names that come with the data only those of resorts, of large towns, of those that people travel to and of those that planes do; airports and stations are asked
 * for by their town, or by the names of the lists ("Charles de Gaulle").
 */
export function heardLines(
  nameLines: readonly string[],
  towns: readonly Town[],
  atlas: Atlas,
  { weights, byHand, flownTo }: Pick<Core, 'weights'> & { readonly byHand: ReadonlySet<string>; readonly flownTo: ReadonlySet<string> },
): string[] {
  const renown = (town: Town) =>
    Math.max(townRenown(town, weights), flownTo.has(town.id) ? HUB : town.isVisited || weights.place[town.id] !== undefined ? VISITED : 0);
  const renownOf = (id: string) => {
    const town = atlas.byId.get(id);
    return town ? renown(town) : (KINDS.find(([kind]) => id.startsWith(kind))?.[1] ?? HUB);
  };
  const named = nameLines.flatMap((line) => namesOf(line, byHand).map(([key, language, id]) => [key, language, renownOf(id)] as const));
  const large = towns
    .filter((town) => byHand.has(town.id) || flownTo.has(town.id) || isHeard(town, weights))
    .flatMap((town) => LANGUAGES.map((language) => [keyOf(wordsOf(town.name)), language, renown(town)] as const));
  const known = new Map<string, Partial<Record<Language, number>>>();
  for (const [key, language, renown] of [...named, ...large]) {
    const renowns = known.get(key) ?? {};
    known.set(key, { ...renowns, [language]: Math.max(renowns[language] ?? 0, renown) });
  }
  return [...known].map(([key, { fr, en }]) => [key, fr?.toFixed(1), en?.toFixed(1)].join('\t').trimEnd()).sort(byFirstField);
}

function isHeard({ id, cc, population, isVisited }: Town, { heard, place }: Core['weights']): boolean {
  return isVisited || population >= (heard[cc] ?? heard['other'] ?? 0) || place[id] !== undefined;
}

function namesOf(line: string, byHand: ReadonlySet<string>): (readonly [key: string, language: Language, id: string])[] {
  const [key = '', all = '', fr = '', en = ''] = line.split('\t');
  const resorts = all.split(' ').filter((id) => id.startsWith('resort:') || byHand.has(`${id} ${key}`));
  const own: Record<Language, readonly string[]> = { fr: fr.split(' '), en: en.split(' ') };
  return LANGUAGES.flatMap((language) =>
    [...resorts, ...own[language]].filter((id) => id !== '').map((id) => [key, language, id] as const),
  );
}

function townRenown(town: Town, weights: Core['weights']): number {
  return Math.max(0, Math.log10((town.population * (weights.country[town.cc] ?? 1)) / 10_000));
}
