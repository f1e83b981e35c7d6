import { keyOf, wordsOf } from '../../shared/places/fold.ts';
import type { Language } from '../../shared/places/gazetteer.ts';
import { distance, type Exonyms, type PlaceList, readSource, type Town } from './sources.ts';
import { slug } from './towns.ts';

export const LANGUAGES = ['fr', 'en'] as const;

export type Spoken = Record<'local' | Language, Record<string, string>>;

/** Name → ids, for all languages or one. */
export interface NameIndex {
  add(scope: 'all' | Language, name: string, id: string): void;
  /** Key, ids in all languages, ids in French, ids in English. */
  lines(): string[];
}

export function nameIndex(): NameIndex {
  const byKey = new Map<string, Record<'all' | Language, string[]>>();
  return {
    add(scope, name, id) {
      const key = keyOf(wordsOf(name));
      if (key === '') return;
      const ids = byKey.get(key) ?? { all: [], fr: [], en: [] };
      if (!ids[scope].includes(id) && !ids.all.includes(id)) ids[scope].push(id);
      byKey.set(key, ids);
    },
    lines: () =>
      [...byKey].map(([key, ids]) => [key, ids.all.join(' '), ids.fr.join(' '), ids.en.join(' ')].join('\t').trimEnd()).sort(byFirstField),
  };
}

export function byFirstField(a: string, b: string): number {
  const [x = '', y = ''] = [a.split('\t')[0], b.split('\t')[0]];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** What cities are called: written there, in French, in English. The hand-written lists come before the data. */
export function spokenNames(towns: readonly Town[], lists: Record<Language, PlaceList>): Spoken {
  const spoken: Spoken = { local: {}, fr: {}, en: {} };
  const rows: Exonyms[] = readSource('city-exonyms.trainline');
  for (const row of rows) fromTrainline(row, towns, spoken);
  for (const language of LANGUAGES) {
    for (const [id, [name]] of Object.entries(lists[language].exonyms))
      if (name !== undefined && !id.startsWith('country:')) spoken[language][id] = name;
  }
  // GeoNames has the English name of many cities: where the local one is used, English keeps that one
  for (const town of towns) if (spoken.local[town.id] !== undefined) spoken.en[town.id] ??= town.name;
  return spoken;
}

function fromTrainline(row: Exonyms, towns: readonly Town[], spoken: Spoken): void {
  const near = towns.find((town) => town.cc === row.cc && distance(town, row) < 12); // towns come largest first
  if (!near || spoken.local[near.id] !== undefined) return;
  const plain = row.name.replace(/ \(.*| Hbf$/, '').split('/')[0] ?? row.name;
  if (![plain, ...Object.values(row.names)].map(slug).includes(slug(near.name))) return; // another town within 12 km
  if (plain !== near.name) spoken.local[near.id] = plain;
  for (const language of LANGUAGES) {
    const name = row.names[language];
    if (name !== undefined && /^[\p{L}' -]+$/u.test(name)) spoken[language][near.id] = name;
  }
}
