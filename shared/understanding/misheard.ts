import type { Match } from '../places/match.ts';
import type { PlaceHint, PlaceResolution } from '../places/place.ts';
import { closest, matchAt } from '../places/places.ts';
import { isWellKnown, leadOf, placesOf } from './common-places.ts';
import { type Reading, wordValue } from './found.ts';

/** What decides between namesakes: what the trip is for, and where it goes or what was named just before. */
export interface Around {
  readonly activity: string | undefined;
  readonly nearId: string | undefined;
}

export function hintFor(reading: Reading, expected: boolean, around: Around): PlaceHint {
  const { locale, known, asked } = reading.context;
  const { activity } = around;
  const near = known.where?.[0] ?? around.nearId;
  return {
    locale,
    ...(expected || asked === 'origin' || asked === 'place' ? { expected: true } : {}),
    ...(activity === undefined ? {} : { activity }),
    ...(near === undefined ? {} : { nearId: near }),
  };
}

/** A word that could be a name misheard: nothing this locale knows. */
export function isUnknown(word: string | undefined, reading: Reading, shortest = 4): boolean {
  const { grammar } = reading;
  if (word === undefined || word.length < shortest || !/^[a-z]+$/.test(word)) return false;
  return !grammar.stopWords.has(word) && !grammar.commonWords.has(word) && !grammar.terms.longest([{ text: word }], 0);
}

/** Small words inside names: "la clusa", "val d iser". */
export const INSIDE = /^(?:la|le|les|l|d|de|des|du|val|st|saint|sainte|sur|the)$/;

function nearest(words: readonly string[], reading: Reading, around: Around, answer = false): PlaceResolution {
  return closest(words.join(' '), { ...hintFor(reading, true, around), expected: true, answer });
}

const CARRIERS: ReadonlySet<string> = new Set(['flight', 'train', 'coach', 'ride', 'transport']);

/** Something to buy is named (after "de" a carrier, for "de" joins everything): only then may a word after "à" be a misheard name. */
export function isAboutTravel(words: readonly string[], reading: Reading, byCarrier: boolean): boolean {
  if (words.some((word) => reading.grammar.values['oos']?.[word] !== undefined)) return false;
  const spoken = words.map((text) => ({ text }));
  return words.some((_, i) => {
    const term = reading.grammar.terms.longest(spoken, i)?.value;
    if (byCarrier) return CARRIERS.has(term?.need ?? '');
    return term?.need !== undefined || term?.slot === 'trip' || term?.slot === 'tripType';
  });
}

function isExpected(words: readonly string[], i: number, reading: Reading): boolean {
  const { asked } = reading.context;
  const expects = wordValue(reading, 'expects', words[i - 1]);
  if (expects !== undefined && isAboutTravel(words, reading, expects === 2)) return true;
  return (asked === 'origin' || asked === 'place') && (i < 3 || (i < 6 && leadOf(words, i, reading) === 1));
}

/** How many words from `i` could belong to a misheard name. */
function reachOf(words: readonly string[], i: number, reading: Reading): number {
  const rest = words.slice(i, i + 4);
  const stop = rest.findIndex((word) => !isUnknown(word, reading) && !INSIDE.test(word));
  return stop < 0 ? rest.length : stop;
}

/** "De Rennes": a known name after a small word, and not Düren. */
function isLedName([first = '', ...rest]: readonly string[], reading: Reading, around: Around): boolean {
  const named = reading.grammar.stopWords.has(first) ? matchAt(rest, 0, hintFor(reading, true, around)) : undefined;
  return named !== undefined && named.length === rest.length && named.resolution.type !== 'none';
}

/** Where a place is expected (after "à", "from", or as the answer to where), the name that sounds nearest; longest words first. */
export function misheardAt(words: readonly string[], i: number, reading: Reading, around: Around): Match | undefined {
  const hub = hubAt(words, i, reading, around);
  if (hub || !isExpected(words, i, reading)) return hub;
  const split = splitAt(words, i, reading, around);
  if (split) return split;
  for (let length = reachOf(words, i, reading); length > 0; length--) {
    const taken = words.slice(i, i + length);
    if (isLedName(taken, reading, around)) return undefined;
    // "Sierra Trebonda" is not half of it
    const isWhole = isUnknown(taken.at(-1), reading) && words[i + length] !== 's' && !isUnknown(words[i + length], reading);
    const resolution = isWhole ? nearest(taken, reading, around) : NONE;
    if (resolution.type !== 'none') return { length, resolution };
  }
  return wideAt(words, i, reading, around);
}

const NONE: PlaceResolution = { type: 'none' };

/** Nothing of the name follows: a mark, a comma, the end, or a word that leads to something else. */
function isEnd(word: string | undefined, reading: Reading): boolean {
  return word === undefined || /^(?:@.*|[,.?—]|\d+)$/.test(word) || (!INSIDE.test(word) && wordValue(reading, 'leads', word) !== undefined);
}

function matchOf(taken: readonly string[], resolution: PlaceResolution): Match | undefined {
  return resolution.type === 'none' ? undefined : { length: taken.length, resolution };
}

/** "More zeen", "méri belle": one name heard as several words, of which some are words of the language. */
function splitAt(words: readonly string[], i: number, reading: Reading, around: Around): Match | undefined {
  const rest = words.slice(i, i + 5);
  const stop = rest.findIndex((word) => isEnd(word, reading));
  const taken = stop < 0 ? rest : rest.slice(0, stop);
  const [first = ''] = taken;
  const isName = taken.some((word) => isUnknown(word, reading, 3)) && (INSIDE.test(first) || !reading.grammar.stopWords.has(first));
  const terms = taken.some((word) => reading.grammar.terms.longest([{ text: word }], 0));
  if (taken.length < 2 || taken.length > 4 || !isName || terms || holdsPlace(taken, reading, around)) return undefined;
  return matchOf(taken, nearest(taken, reading, around, true));
}

/** "Par Rome": a known place is in it. */
function holdsPlace(taken: readonly string[], reading: Reading, around: Around): boolean {
  return taken.some((_, i) => {
    const match = i > 0 ? matchAt(taken, i, hintFor(reading, true, around)) : undefined;
    return match !== undefined && i + match.length === taken.length && placesOf(match.resolution).some(isWellKnown);
  });
}

/** A whole unknown word after "in" or "à" is a name: it is heard as widely as an answer to where. */
function wideAt(words: readonly string[], i: number, reading: Reading, around: Around): Match | undefined {
  const taken = words.slice(i, i + 1);
  const isName = isUnknown(taken[0], reading) && isEnd(words[i + 1], reading) && words[i + 1] !== 's';
  return isName ? matchOf(taken, nearest(taken, reading, around, true)) : undefined;
}

/** "Lion airport", "l'aéroport de lion". */
function hubAt(words: readonly string[], i: number, reading: Reading, around: Around): Match | undefined {
  const isHub = (word: string | undefined) => wordValue(reading, 'hub', word) !== undefined;
  const isFirst = isHub(words[i]) && /^(?:de|d|du)$/.test(words[i + 1] ?? '');
  const [from, name] = isFirst ? [i, i + 2] : [i, i];
  const length = isFirst ? 1 : words.slice(i + 1, i + 4).findIndex(isHub) + 1;
  const end = isFirst ? name + length : name + length + 1;
  const isNamed = length > 0 && words.slice(name, name + length).every((word) => isNameOfHub(word, reading));
  if (!isNamed || (!isFirst && wordValue(reading, 'expects', words[i - 1]) === undefined)) return undefined;
  const taken = words.slice(from, end);
  return matchOf(taken, nearest(taken, reading, around));
}

function isNameOfHub(word: string, { grammar }: Reading): boolean {
  return /^[a-z]{4,}$/.test(word) && !grammar.stopWords.has(word) && !grammar.terms.longest([{ text: word }], 0);
}

/** "Le grand bornan", "new yorc", "zer mat": an answer to where that as a whole is near a name, though words of it are everyday ones or other names. */
export function wholeAnswer(text: readonly string[], reading: Reading, around: Around): PlaceResolution {
  const { asked } = reading.context;
  const led = wordValue(reading, 'leads', text[0]) === undefined ? 0 : 1;
  const words = text.slice(led);
  if ((asked !== 'place' && asked !== 'origin') || words.length > 4 || !words.every((word) => /^[a-z0-9]+$/.test(word))) return NONE;
  const shortest = words.length > 1 ? 3 : 4;
  const foreign = words.length > 1 && wordValue(reading, 'article', words[0]) !== undefined;
  if (
    !(foreign || words.some((word) => isUnknown(word, reading, shortest))) ||
    matchAt(words, 0, hintFor(reading, true, around))?.length === words.length
  )
    return NONE;
  return nearest(words, reading, around, true);
}
