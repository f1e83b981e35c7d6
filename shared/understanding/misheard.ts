import type { Match } from '../places/match.ts';
import type { PlaceHint, PlaceResolution } from '../places/place.ts';
import { closest, matchAt, near } from '../places/places.ts';
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

/** What is left of "don't" and "I'm": no name has it. */
const CONTRACTED = /^(?:t|m|ll|ve|re)$/;

/** Small words inside names: "la clusa", "val d iser". */
export const INSIDE = /^(?:la|le|les|l|d|de|des|du|val|st|saint|sainte|sur|the)$/;

/** The same between two words of a name: "bourg en brèce". */
const JOINING = new RegExp(`${INSIDE.source}|^(?:en|sous)$`);

function nearest(words: readonly string[], reading: Reading, around: Around): PlaceResolution {
  return closest(words.join(' '), { ...hintFor(reading, true, around), expected: true });
}

const CARRIERS: ReadonlySet<string> = new Set(['flight', 'train', 'coach', 'ride', 'transport']);

/** Something to buy is named (after "de" a carrier, for "de" joins everything): only then may a word after "à" be a misheard name. */
export function isAboutTravel(words: readonly string[], reading: Reading, byCarrier: boolean): boolean {
  if (isElsewhere(words, reading)) return false;
  const spoken = words.map((text) => ({ text }));
  return words.some((_, i) => {
    const term = reading.grammar.terms.longest(spoken, i)?.value;
    if (byCarrier) return CARRIERS.has(term?.need ?? '') || term?.slot === 'tripType';
    return term?.need !== undefined || term?.slot === 'trip' || term?.slot === 'tripType';
  });
}

/** "Fly to", "une semaine à", "près de": what comes before leaves nothing but a place to follow. */
function isBound(words: readonly string[], at: number, reading: Reading): boolean {
  const before = words[at - 1] ?? '';
  return (/^@[us]/.test(before) || wordValue(reading, 'bound', before) !== undefined) && !isElsewhere(words, reading);
}

/** Something is spoken of that no trip has. */
function isElsewhere(words: readonly string[], { grammar }: Reading): boolean {
  return words.some((word) => grammar.values['oos']?.[word] !== undefined);
}

/** Days are told: what then follows "to" is hardly anything but where. */
const DATED = /^@[ds]/;

function isExpected(words: readonly string[], i: number, reading: Reading): boolean {
  const { asked } = reading.context;
  const expects = wordValue(reading, 'expects', words[i - 1]);
  if (expects !== undefined && (isBound(words, i - 1, reading) || isAboutTravel(words, reading, expects === 2))) return true;
  // "I have to be in bergammo on Tuesday"
  if (expects === 1 && reading.context.phase === 'briefing' && words.some((word) => DATED.test(word)) && !isElsewhere(words, reading))
    return true;
  return (asked === 'origin' || asked === 'place') && (i < 3 || (i < 6 && leadOf(words, i, reading) === 1));
}

/** "De Rennes": a known name after a small word, and not Düren. */
function isLedName([first = '', ...rest]: readonly string[], reading: Reading, around: Around): boolean {
  const named = reading.grammar.stopWords.has(first) ? matchAt(rest, 0, hintFor(reading, true, around)) : undefined;
  if (named === undefined || named.length !== rest.length) return false;
  const leads = INSIDE.test(first) || wordValue(reading, 'leads', first) !== undefined;
  // "boss ton" is not Ton
  return placesOf(named.resolution).some((place) => leads || isWellKnown(place));
}

/** "Un vol Paris monréal": a carrier's second place right after its first. */
function follows(words: readonly string[], i: number, previous: string | undefined, reading: Reading): boolean {
  return (
    previous?.startsWith('@p') === true && wordValue(reading, 'leads', words[i - 1]) === undefined && isAboutTravel(words, reading, true)
  );
}

/** "Aux orre", "du corbié": the article that a contraction holds. */
function articleIn(word: string | undefined, reading: Reading): readonly string[] {
  const article = wordValue(reading, 'contracted', word);
  return article === undefined ? [] : [String(article)];
}

/** How much of a name may be wrong here, by how surely nothing but a place is meant. `undefined`: none need be. */
function widestAt(words: readonly string[], i: number, previous: string | undefined, reading: Reading): number | undefined {
  if (isExpected(words, i, reading)) return WIDE;
  if (follows(words, i, previous, reading)) return ODD;
  return isLikely(words, i, reading) ? LIKELY : undefined;
}

/** "Something nice in barselonna", "flights barselonna": a trip is planned, and the word before leads to a place or is what one buys. */
function isLikely(words: readonly string[], i: number, reading: Reading): boolean {
  if (reading.context.phase !== 'briefing' || isElsewhere(words, reading)) return false;
  const before = words[i - 1] ?? '';
  const term = reading.grammar.terms.longest([{ text: before }], 0)?.value;
  if (wordValue(reading, 'expects', before) === 1) return true;
  return (words[i] ?? '').length >= SHORTEST_ODD && (term?.need !== undefined || term?.slot === 'trip');
}

/** Where a place is expected (after "à", "from", another place, or as the answer to where), the reading of one to four words that is nearest to a name; `known`: the first of them are a well-known one. */
export function misheardAt(
  words: readonly string[],
  i: number,
  previous: string | undefined,
  reading: Reading,
  around: Around,
  known = false,
): Match | undefined {
  const hub = hubAt(words, i, reading, around);
  const most = widestAt(words, i, previous, reading);
  const widest = known && most === WIDE ? ODD : most;
  if (hub || widest === undefined) return hub;
  const spans = spansAt(words, i, reading);
  if (spans.some((taken) => isLedName(taken, reading, around))) return undefined;
  const articles = ['', ...articleIn(words[i - 1], reading)];
  const found = spans.flatMap((taken) =>
    articles.flatMap((article) => nearAt(taken, { article, next: after(words, i + taken.length), widest }, reading, around)),
  );
  return found.sort((a, b) => a.wrong - b.wrong)[0]?.match;
}

/** What follows a name: "du" before a day is no part of one. */
function after(words: readonly string[], at: number): string | undefined {
  const [next, second = ''] = words.slice(at, at + 2);
  return next !== undefined && JOINING.test(next) && /^[@\d]/.test(second) ? second : next;
}

function nearAt(
  taken: readonly string[],
  { article, next, widest }: { readonly article: string; readonly next: string | undefined; readonly widest: number },
  reading: Reading,
  around: Around,
): readonly { readonly match: Match; readonly wrong: number }[] {
  const usual = mostWrong(taken, next, reading, around);
  // where a place is only likely, "to see that" and "for providing me" are none
  if (usual === undefined || (widest === LIKELY && usual !== WIDE) || isName(taken, reading, around)) return [];
  const most = Math.min(usual, widest);
  const { resolution, wrong } = near(`${article} ${taken.join(' ')}`, {
    ...hintFor(reading, true, around),
    expected: true,
    answer: most === WIDE,
    mostWrong: most,
  });
  return resolution.type === 'none' || wrong > most ? [] : [{ match: { length: taken.length, resolution }, wrong }];
}

/** A name as it is spelt, where it was found to be none: "à la montagne". */
function isName(taken: readonly string[], reading: Reading, around: Around): boolean {
  return matchAt(taken, 0, hintFor(reading, true, around))?.length === taken.length;
}

const NONE: PlaceResolution = { type: 'none' };

/** As far as names are compared at all. */
const WIDE = 1;
const USUAL = 0.99;
/** Where a place is only likely. */
const LIKELY = 0.06;
/** Words that all mean something else must sound as the name does: "too loose". */
const STRICT = 0.06;
/** As must those of which one does: "more zine". */
const ODD = 0.095;
const SHORTEST_ODD = 6;

/** The words from `i` on, most first, up to what ends a name. */
function spansAt(words: readonly string[], i: number, reading: Reading): readonly (readonly string[])[] {
  const rest = words.slice(i, i + 4);
  const stop = rest.findIndex((word) => isEnd(word, reading));
  const longest = stop < 0 ? rest.length : stop;
  return Array.from({ length: longest }, (_, at) => rest.slice(0, longest - at));
}

/** How much of a name these words may have wrong, by what they are else and by what follows. `undefined`: they are none. */
function mostWrong(taken: readonly string[], next: string | undefined, reading: Reading, around: Around): number | undefined {
  if (!isWhole(taken, next, reading)) return undefined;
  // "noo york", but not "par Rome"
  if (holdsPlace(taken, reading, around)) return isUnknown(taken[0], reading, 3) ? ODD : undefined;
  const unknown = taken.filter((word) => isUnknown(word, reading, taken.length > 1 ? 3 : 4)).length;
  if (unknown === 0 || isOdd(taken, reading)) return oddWrong(taken, next, unknown, reading);
  if (isEnd(next, reading)) return WIDE;
  if (!isUnknown(taken.at(-1), reading, 3)) return undefined;
  return wordValue(reading, 'joins', next) === undefined ? USUAL : WIDE;
}

/** "Sierra Trebonda" is not half of it; "Lion airport" is read as such. */
function isWhole(taken: readonly string[], next: string | undefined, reading: Reading): boolean {
  const isHub = taken.some((word) => wordValue(reading, 'hub', word) !== undefined);
  return !isHub && next !== 's' && !isUnknown(next, reading) && taken.every((word) => /^[a-z0-9]+$/.test(word) && !CONTRACTED.test(word));
}

/** A word of it is something else in this language: "more zine". */
function isOdd([first = '', ...rest]: readonly string[], { grammar: { terms, stopWords } }: Reading): boolean {
  return (stopWords.has(first) && !INSIDE.test(first)) || [first, ...rest].some((word) => terms.longest([{ text: word }], 0));
}

/** Two words that are both others, three of which one is none; "my daughter" and "the first" begin no name. */
function oddWrong(taken: readonly string[], next: string | undefined, unknown: number, reading: Reading): number | undefined {
  const owned = wordValue(reading, 'object', taken[0]) ?? wordValue(reading, 'nounlead', taken[0]);
  const long = unknown > 0 ? 3 : 2;
  if (taken.length < 2 || taken.length > long || owned !== undefined || taken.join('').length < SHORTEST_ODD) return undefined;
  if (unknown === 0) return isEnd(next, reading) ? STRICT : undefined;
  return isEnd(next, reading) || reading.grammar.stopWords.has(next ?? '') ? ODD : undefined;
}

/** Nothing of the name follows: a mark, a comma, the end, or a word that leads to something else. */
function isEnd(word: string | undefined, reading: Reading): boolean {
  return (
    word === undefined || /^(?:@.*|[,.?—]|\d+)$/.test(word) || (!JOINING.test(word) && wordValue(reading, 'leads', word) !== undefined)
  );
}

function matchOf(taken: readonly string[], resolution: PlaceResolution): Match | undefined {
  return resolution.type === 'none' ? undefined : { length: taken.length, resolution };
}

/** "Par Rome": a known place is in it. */
function holdsPlace(taken: readonly string[], reading: Reading, around: Around): boolean {
  return taken.some((_, i) => {
    const match = i > 0 ? matchAt(taken, i, hintFor(reading, true, around)) : undefined;
    return match !== undefined && i + match.length === taken.length && placesOf(match.resolution).some(isWellKnown);
  });
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
  if (words.some((word) => CONTRACTED.test(word)) || isName(words, reading, around)) return NONE;
  const most = answerWrong(words, reading, around);
  if (most === undefined) return NONE;
  const { resolution, wrong } = near(words.join(' '), {
    ...hintFor(reading, true, around),
    expected: true,
    answer: true,
    whole: true,
    mostWrong: most,
  });
  return wrong <= most ? resolution : NONE;
}

function answerWrong(words: readonly string[], reading: Reading, around: Around): number | undefined {
  const foreign = words.length > 1 && wordValue(reading, 'article', words[0]) !== undefined;
  const unknown = words.some((word) => isUnknown(word, reading, words.length > 1 ? 3 : 4));
  if (foreign || unknown) return beginsPlace(words, reading, around) ? ODD : WIDE;
  return words.length > 1 && words.join('').length >= SHORTEST_ODD ? STRICT : undefined;
}

/** "Nîmes ville": a known place is said first. */
function beginsPlace(words: readonly string[], reading: Reading, around: Around): boolean {
  const match = matchAt(words, 0, hintFor(reading, true, around));
  return match !== undefined && placesOf(match.resolution).some(isWellKnown);
}
