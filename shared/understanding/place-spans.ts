import type { PlaceValue } from '../dialogue/act.ts';
import type { Match } from '../places/match.ts';
import type { Place, PlaceHint, PlaceResolution } from '../places/place.ts';
import { exonym, matchAt } from '../places/places.ts';
import type { Found, Reading } from './found.ts';

const countries = new Map<string, Intl.DisplayNames>();

function countryName(code: string, locale: string): string | undefined {
  let names = countries.get(locale);
  if (!names) {
    names = new Intl.DisplayNames([locale], { type: 'region' });
    countries.set(locale, names);
  }
  return names.of(code);
}

/** A place with the name that the traveller's language gives it. */
export function placeValue(place: Place, locale: string): PlaceValue {
  const own = exonym(place.id, locale) ?? (place.kind === 'country' ? countryName(place.country, locale) : undefined);
  return { id: place.id, name: own ?? place.name };
}

function hintFor(reading: Reading, expected: boolean, activity: string | undefined): PlaceHint {
  const { locale, known, asked } = reading.context;
  const near = known.where?.[0];
  return {
    locale,
    ...(expected || asked === 'origin' || asked === 'place' ? { expected: true } : {}),
    ...(activity === undefined ? {} : { activity }),
    ...(near === undefined ? {} : { nearId: near }),
  };
}

/** After these words a place may be one that is also a common word ("à Tours", "in Bath"). */
function isLed(words: readonly string[], i: number, reading: Reading): boolean {
  const previous = words[i - 1] ?? '';
  return reading.grammar.values['leads']?.[previous] !== undefined;
}

/** Known well enough to be meant without a preposition. */
const WELL_KNOWN = 100_000;

function isWellKnown(place: Place): boolean {
  return place.kind !== 'city' || (place.population ?? 0) >= WELL_KNOWN;
}

function accepted(words: readonly string[], i: number, match: Match, previous: string | undefined, reading: Reading): boolean {
  const { grammar, context } = reading;
  const taken = words.slice(i, i + match.length);
  const [first = ''] = taken;
  if (taken.every((word) => grammar.stopWords.has(word))) return false;
  if (taken.length > 1) return true;
  if (!/^[a-z]{2,}$/.test(first) || grammar.terms.longest([{ text: first }], 0)) return false;
  const led = isLed(words, i, reading) || previous?.startsWith('@p') === true;
  const alone = words.length <= 2 && context.asked !== undefined;
  if (grammar.commonWords.has(first)) return alone || (led && first.length > 3);
  return led || alone || placesOf(match.resolution).some(isWellKnown);
}

function placesOf(resolution: PlaceResolution): readonly Place[] {
  if (resolution.type === 'none') return [];
  return resolution.type === 'found' ? [resolution.place] : resolution.candidates;
}

function valuesOf(resolution: PlaceResolution, locale: string): readonly PlaceValue[] {
  return placesOf(resolution).map((place) => placeValue(place, locale));
}

/** Puts a mark for each place name in the text; longest names first from the left. */
export function markPlaces(text: string, reading: Reading, found: Found[], activity: string | undefined): string {
  const words = text.trim().split(' ');
  const out: string[] = [];
  for (let i = 0; i < words.length; ) {
    const match = words[i]?.startsWith('@')
      ? undefined
      : matchAt(words, i, hintFor(reading, isLed(words, i, reading) || out.at(-1)?.startsWith('@p') === true, activity));
    const values = match ? valuesOf(match.resolution, reading.context.locale) : [];
    if (match && values.length > 0 && accepted(words, i, match, out.at(-1), reading)) {
      found.push({ type: 'place', places: values, ambiguous: match.resolution.type === 'ambiguous' });
      out.push(`@p${found.length - 1}`);
      i += match.length;
    } else out.push(words[i++] ?? '');
  }
  return ` ${out.join(' ')} `;
}
