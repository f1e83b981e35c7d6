import type { Place, PlaceResolution } from '../places/place.ts';
import { matchAt } from '../places/places.ts';
import { type Reading, wordValue } from './found.ts';

/** How surely a place follows a word: 1 "à", "to"; 2 "is", where only one that was asked for does; 3 "and", after another place. */
type Lead = 1 | 2 | 3;

export function leadOf(words: readonly string[], i: number, reading: Reading): Lead | undefined {
  const lead = wordValue(reading, 'leads', words[i - 1]);
  return lead === 1 || lead === 2 || lead === 3 ? lead : undefined;
}

/** After these words a place may be one that is also a common word ("à Tours", "in Bath"). */
export function isLed(words: readonly string[], i: number, reading: Reading): boolean {
  const lead = leadOf(words, i, reading);
  return lead === 2 ? isAsked(reading) : lead !== undefined;
}

/** A place was asked for. */
export function isAsked({ context }: Reading): boolean {
  return context.asked === 'place' || context.asked === 'origin' || context.asked === 'either';
}

/** Nothing follows that a common word would belong to: "male voice", "nice hotel", "big and nice". */
export function isLoose(words: readonly string[], i: number, reading: Reading): boolean {
  const next = words[i + 1];
  if (next === undefined || /^(?:[@\d].*|[,.?—-])$/.test(next)) return true;
  if (wordValue(reading, 'joins', next) !== undefined) return true;
  if (reading.grammar.terms.longest([{ text: next }], 0)) return false;
  return reading.grammar.stopWords.has(next) || wordValue(reading, 'leads', next) !== undefined;
}

/** Known well enough to be meant without a preposition. */
const WELL_KNOWN = 100_000;

export function isWellKnown(place: Place): boolean {
  return place.kind !== 'city' || (place.population ?? 0) >= WELL_KNOWN;
}

export function placesOf(resolution: PlaceResolution): readonly Place[] {
  if (resolution.type === 'none') return [];
  return resolution.type === 'found' ? [resolution.place] : resolution.candidates;
}

/** "…, Nice and Rome". */
function isListed(words: readonly string[], i: number, reading: Reading): boolean {
  return words[i - 1] === ',' && (words[i + 1] === ',' || leadOf(words, i + 2, reading) === 3);
}

/** "Nice Paris", "Nice to Paris": a common word right before a place is one too. */
export function isBeforePlace(words: readonly string[], i: number, reading: Reading): boolean {
  if (wordValue(reading, 'nounlead', words[i - 1]) !== undefined) return false;
  const next = words[i + 1] === 'to' || isListed(words, i, reading) ? i + 2 : i + 1;
  const match = matchAt(words, next, { locale: reading.context.locale });
  return match !== undefined && placesOf(match.resolution).some(isWellKnown) && !reading.grammar.commonWords.has(words[next] ?? '');
}

/** "À Tours", "in Bath", but "and nice" only after another place, and "to surprise my mother" is no journey to Arizona. */
export function isCommonPlace(words: readonly string[], i: number, previous: string | undefined, reading: Reading): boolean {
  const [first = '', next] = words.slice(i, i + 2);
  if (first.length <= 3 || wordValue(reading, 'object', next) !== undefined) return false;
  const isAfter = previous?.startsWith('@p') === true;
  // "Paris, Lyon and Nice", but not "in Paris and nice and quiet"
  if (leadOf(words, i, reading) === 3) return isAfter && (next === undefined || /^[@,.?]/.test(next));
  return (isAfter || isLed(words, i, reading)) && isLoose(words, i, reading);
}
