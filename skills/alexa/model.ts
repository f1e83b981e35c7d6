import { readdirSync, readFileSync } from 'node:fs';
import type { SentenceFile } from '../edge/templates.ts';
import { interactionModel, type Sources } from './interaction-model.ts';
import { type Words, wordsOf } from './locale.ts';
import { manifest } from './manifest.ts';

const LOCALES = new URL('../../locales/', import.meta.url);
const PLACES = new URL('../../shared/places/data/core.json', import.meta.url);
const FOLDER = 'skills/alexa/skill-package';

/** Alexa's locales, and whose words each speaks. */
const SERVED = ['en-GB', 'en-US', 'fr-FR'] as const;

/** Path under the project → content of the whole skill package. Same sources, same bytes. */
export function alexaFiles(): ReadonlyMap<string, string> {
  const places = knownPlaces();
  const files = new Map<string, string>();
  const locales = SERVED.map((locale) => ({ locale, words: wordsOf(locale) }));
  files.set(`${FOLDER}/skill.json`, written(manifest(locales)));
  for (const { locale, words } of locales) {
    files.set(`${FOLDER}/interactionModels/custom/${locale}.json`, written(interactionModel(sourcesOf(words, places))));
  }
  return files;
}

function written(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

function readJson<T>(url: URL): T {
  return JSON.parse(readFileSync(url, 'utf8')) as T;
}

function sourcesOf(words: Words, places: KnownPlaces): Sources {
  const folder = new URL(`${words.locale}/sentences/`, LOCALES);
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return {
    words,
    templates: names.sort().flatMap((name) => readJson<SentenceFile>(new URL(name, folder)).templates),
    examples: readJson(new URL(`${words.locale}/lists/examples.json`, LOCALES)),
    places: placesOf(words.locale, places),
  };
}

interface KnownPlaces {
  readonly resorts: readonly { readonly id: string; readonly name: string }[];
  /** Ids of cities named in every served language. */
  readonly cities: readonly string[];
}

type Exonyms = Readonly<Record<string, readonly string[]>>;

function exonymsOf(locale: string): Exonyms {
  return readJson<{ readonly exonyms: Exonyms }>(new URL(`${locale}/lists/places.json`, LOCALES)).exonyms;
}

/** Resorts by the core's own data, cities by the names each language has for them. */
function knownPlaces(): KnownPlaces {
  const { resorts } = readJson<{ readonly resorts: readonly (readonly [string, string])[] }>(PLACES);
  const [first = {}, ...others] = [...new Set(SERVED.map((locale) => wordsOf(locale).locale))].map(exonymsOf);
  const cities = Object.keys(first).filter((id) => id.startsWith('city:') && others.every((exonyms) => exonyms[id] !== undefined));
  return { resorts: resorts.map(([id, name]) => ({ id: `resort:${id}`, name })), cities: cities.sort() };
}

function placesOf(locale: string, { resorts, cities }: KnownPlaces): Sources['places'] {
  const exonyms = exonymsOf(locale);
  const towns = cities.map((id) => ({ id, names: exonyms[id] ?? [] }));
  return [...resorts.map(({ id, name }) => ({ id, names: exonyms[id] ?? [name] })), ...towns];
}
