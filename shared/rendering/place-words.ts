import en from '../../locales/en-US/lists/place-words.json' with { type: 'json' };
import fr from '../../locales/fr-FR/lists/place-words.json' with { type: 'json' };
import { fold } from '../places/fold.ts';
import type { Place, PlaceForm } from '../places/place.ts';
import { exonym } from '../places/places.ts';

type Words = Readonly<Record<PlaceForm, string>>;

/** `strip`: what a name of the class begins with, and what its forms already hold. */
type PlaceClass = Words & { readonly strip?: string };

/** How one language puts places into sentences: locales/<l>/lists/place-words.json. "de |d'" is the form before a consonant and before a vowel. */
interface Grammar {
  readonly classes: Readonly<Record<string, PlaceClass>> & { readonly town: PlaceClass };
  /** Names whose h is not heard, folded: "d'Hyères" but "de Hambourg". */
  readonly mute: readonly string[];
  /** Class → ids, blank between them. */
  readonly places: Readonly<Record<string, string>>;
  /** Class → departments. */
  readonly areas: Readonly<Record<string, readonly string[]>>;
  readonly names: Readonly<Record<string, string>>;
  readonly airport: Words;
  readonly station: Words;
  /** Stations that say themselves that they are one: "Paris Gare de Lyon". */
  readonly stationNamed: Words & { readonly word: string };
}

interface Language {
  readonly grammar: Grammar;
  readonly classOf: ReadonlyMap<string, string>;
  readonly countryName: (country: string) => string | undefined;
}

const languages: Readonly<Record<'fr' | 'en', Language>> = { fr: language(fr, 'fr'), en: language(en, 'en') };

function language(grammar: Grammar, code: string): Language {
  const classOf = new Map(Object.entries(grammar.places).flatMap(([name, ids]) => ids.split(' ').map((id) => [id, name] as const)));
  // Made with the first country said: it costs 10 ms, which a cold start would pay.
  let names: Intl.DisplayNames | undefined;
  const countryName = (country: string) => {
    names ??= new Intl.DisplayNames(code, { type: 'region' });
    return names.of(country);
  };
  return { grammar, classOf, countryName };
}

/**
 * A place as it is said: name "Les Arcs", "le Portugal" (airports and stations: the bare "Lyon"); at "aux Arcs", "in Les Arcs"; from "des Arcs", "from Les Arcs"; to "aux Arcs", "to Les Arcs".
 * The preposition is part of the form. "depuis" and "pour" take the name.
 */
export function spokenPlace(place: Place, locale: string, form: PlaceForm): string {
  const spoken = languageFor(locale);
  const name = nameOf(place, locale, spoken);
  const frame = frameOf(place, name, spoken.grammar);
  if (!frame) return inClass(place, name, spoken, form);
  const bare = { ...place, id: '', kind: 'city' } as const;
  return frame[form].replace('{name}', name).replace('{from}', inClass(bare, name, spoken, 'from'));
}

/** Where a place lies, to tell it from its namesakes: "dans la Drôme", "en Espagne", "in Spain". A French place its department, an American one its state, another its country. */
export function spokenArea(place: Place, locale: string): string {
  const { grammar } = languageFor(locale);
  const area = place.area?.[locale.slice(0, 2)] ?? place.area?.['en'];
  const words = Object.entries(grammar.areas).find(([, names]) => area !== undefined && names.includes(area));
  if (area !== undefined && place.country === 'FR')
    return inWords(grammar.classes[words?.[0] ?? ''] ?? grammar.classes.town, area, grammar, 'at');
  if (area !== undefined && place.country === 'US') return inWords(grammar.classes.town, area, grammar, 'at');
  return spokenPlace({ ...place, id: `country:${place.country}`, kind: 'country' }, locale, 'at');
}

function languageFor(locale: string): Language {
  return languages[locale.slice(0, 2) === 'fr' ? 'fr' : 'en'];
}

function nameOf(place: Place, locale: string, { grammar, countryName }: Language): string {
  const own = grammar.names[place.id] ?? exonym(place.id, locale);
  if (own !== undefined) return own;
  return place.kind === 'country' ? (countryName(place.country) ?? place.name).replaceAll('’', "'") : place.name;
}

function frameOf(place: Place, name: string, grammar: Grammar): Words | undefined {
  if (place.kind === 'airport') return grammar.airport;
  if (place.kind !== 'station') return undefined;
  return name.includes(grammar.stationNamed.word) ? grammar.stationNamed : grammar.station;
}

function inClass(place: Place, name: string, { grammar, classOf }: Language, form: PlaceForm): string {
  const known = grammar.classes[classOf.get(place.id) ?? ''];
  const words =
    known ?? Object.values(grammar.classes).find((one) => one.strip !== undefined && name.startsWith(one.strip)) ?? grammar.classes.town;
  return inWords(words, name, grammar, form);
}

function inWords(words: PlaceClass, name: string, grammar: Grammar, form: PlaceForm): string {
  const rest = words.strip === undefined ? name : name.slice(words.strip.length);
  const [plain = '', elided = plain] = words[form].split('|');
  return (startsWithVowel(rest, grammar.mute) ? elided : plain) + rest;
}

function startsWithVowel(name: string, mute: readonly string[]): boolean {
  const heard = fold(name);
  return /^([aeiou]|y[^aeiou])/.test(heard) || mute.some((word) => heard.startsWith(word));
}
