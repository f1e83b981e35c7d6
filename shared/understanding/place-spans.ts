import type { PlaceValue } from '../dialogue/act.ts';
import type { Match } from '../places/match.ts';
import type { PlaceHint, PlaceResolution } from '../places/place.ts';
import { closest, matchAt } from '../places/places.ts';
import { isAsked, isBeforePlace, isCommonPlace, isLed, isLoose, isWellKnown, leadOf, placesOf } from './common-places.ts';
import { type Found, type Reading, wordValue } from './found.ts';
import { inArea } from './in-area.ts';
import { placeValue } from './place-value.ts';
import { isStreet } from './streets.ts';

/** What decides between namesakes: what the trip is for, and where it goes or what was named just before. */
interface Around {
  readonly activity: string | undefined;
  readonly nearId: string | undefined;
}

function hintFor(reading: Reading, expected: boolean, around: Around): PlaceHint {
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

/** "Your name is George", "Bank of America", "Air France", "Morton's": names of people and of firms. */
function isOfAnother(words: readonly string[], i: number, match: Match, reading: Reading): boolean {
  if (isAsked(reading)) return false;
  const known = placesOf(match.resolution).some((place) => place.kind === 'city' && (place.population ?? 0) >= MILLION);
  const owner = words[i + match.length] === 's' && !known;
  const firm = wordValue(reading, 'firm', words[i - 2]) !== undefined || wordValue(reading, 'brand', words[i - 1]) !== undefined;
  const called = match.length === 1 && words.slice(0, i).some((word) => wordValue(reading, 'called', word) !== undefined);
  return owner || firm || (called && !(known && leadOf(words, i, reading) === 1));
}

const MILLION = 1_000_000;

/** Enough for a name that opens the sentence before dates or people: "Annecy du 5 au 8 février". */
const TOWN = 20_000;

/** "la gare", "la plage": an article and a word of the lists is that thing, unless one travels there ("un vol pour la Réunion"). */
function isThing(words: readonly string[], i: number, match: Match, reading: Reading): boolean {
  if (match.length !== 2 || placesOf(match.resolution).some((place) => place.kind !== 'city') || !INSIDE.test(words[i] ?? '')) return false;
  if (!reading.grammar.terms.longest([{ text: words[i + 1] ?? '' }], 0)) return false;
  return wordValue(reading, 'expects', words[i - 1]) === undefined || !isAboutTravel(words, reading, true);
}

/** "Annecy du 5 au 8 février", "hôtel spa Colmar le 12": a name that opens the sentence, or follows what is bought, before dates or people. */
function opensDates(words: readonly string[], i: number, { grammar }: Reading): boolean {
  const before = words[i - 1];
  const term = before === undefined ? undefined : grammar.terms.longest([{ text: before }], 0)?.value;
  if ((words[i] ?? '').length < 5 || (before !== undefined && term?.need === undefined && term?.pref === undefined)) return false;
  return /^(?:(?:du|le|de|from|on|the) )?@/.test(words.slice(i + 1, i + 3).join(' '));
}

/** One word alone may be a place only where a place is expected, or when it is well known. */
function isPlaceWord(words: readonly string[], i: number, match: Match, previous: string | undefined, reading: Reading): boolean {
  const { grammar, context } = reading;
  const first = words[i] ?? '';
  if (!/^[a-z]{2,}$/.test(first) || grammar.terms.longest([{ text: first }], 0)) return false;
  const led = isLed(words, i, reading) || previous?.startsWith('@p') === true;
  const last = words[i + 1] === undefined && isAsked(reading) && /^[,.—]$|^@r$/.test(words[i - 1] ?? '');
  const alone = last || (words.length <= 2 && context.asked !== undefined);
  if (grammar.commonWords.has(first))
    return (
      alone ||
      (led && isAsked(reading) && words[i + 1] === undefined) ||
      isCommonPlace(words, i, previous, reading) ||
      isBeforePlace(words, i, reading)
    );
  const opens = opensDates(words, i, reading);
  return (
    led ||
    alone ||
    placesOf(match.resolution).some((place) => opens && (place.population ?? 0) >= TOWN) ||
    placesOf(match.resolution).some(isWellKnown)
  );
}

/** "Au Cap", "pour le Cap": a name with its article, however common its word is. */
function isArticled(words: readonly string[], i: number, match: Match, reading: Reading): boolean {
  const before = words[i - 1] ?? '';
  const isWhole = match.length === 2 && /^les?$/.test(words[i] ?? '') && leadOf(words, i, reading) === 1;
  const isContracted = match.length === 1 && /^(?:au|aux|du|des)$/.test(before);
  if (!(isWhole || isContracted) || !isLoose(words, i + match.length - 1, reading)) return false;
  return placesOf(match.resolution).some((place) => /^Les? \S+$/.test(placeValue(place, reading.context.locale).name));
}

function accepted(words: readonly string[], i: number, match: Match, previous: string | undefined, reading: Reading): boolean {
  const { grammar } = reading;
  const taken = words.slice(i, i + match.length);
  if (isArticled(words, i, match, reading)) return true;
  // "Belle-Île", "lac de Garde": everyday words that only together are a place
  const whole = taken.length > 1 && placesOf(match.resolution).some((place) => place.kind === 'region' || place.kind === 'country');
  if (
    (!whole && taken.every((word) => grammar.stopWords.has(word))) ||
    isThing(words, i, match, reading) ||
    isOfAnother(words, i, match, reading)
  )
    return false;
  if (taken.length === 1) return isPlaceWord(words, i, match, previous, reading);
  return !grammar.commonWords.has(taken.join(' ')) || wordValue(reading, 'expects', words[i - 1]) !== undefined;
}

function valuesOf(resolution: PlaceResolution, locale: string): readonly PlaceValue[] {
  return placesOf(resolution).map((place) => placeValue(place, locale));
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
function isAboutTravel(words: readonly string[], reading: Reading, byCarrier: boolean): boolean {
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
function misheardAt(words: readonly string[], i: number, reading: Reading, around: Around): Match | undefined {
  if (!isExpected(words, i, reading)) return undefined;
  for (let length = reachOf(words, i, reading); length > 0; length--) {
    const taken = words.slice(i, i + length);
    if (isLedName(taken, reading, around)) return undefined;
    const resolution = isUnknown(taken.at(-1), reading) && words[i + length] !== 's' ? nearest(taken, reading, around) : NONE;
    if (resolution.type !== 'none') return { length, resolution };
  }
  return undefined;
}

const NONE: PlaceResolution = { type: 'none' };

function exactAt(words: readonly string[], i: number, previous: string | undefined, reading: Reading, around: Around): Match | undefined {
  const common = reading.grammar.commonWords.has(words[i] ?? '') && isBeforePlace(words, i, reading);
  const led = common || isLed(words, i, reading) || previous?.startsWith('@p') === true;
  const match = matchAt(words, i, hintFor(reading, led, around));
  if (!match || match.resolution.type === 'none' || !accepted(words, i, match, previous, reading)) return undefined;
  const leads = wordValue(reading, 'leads', words[i + match.length]) === 1;
  const isName = (word = '') => /^[a-z]{3,}$/.test(word) && !reading.grammar.stopWords.has(word);
  return inArea(words, i, { match, leads, isName, hint: { ...hintFor(reading, true, around), expected: true } }) ?? match;
}

function lastPlace(found: readonly Found[]): string | undefined {
  const last = found.findLast((thing) => thing.type === 'place');
  return last?.type === 'place' ? last.places[0]?.id : undefined;
}

/** "Le grand bornan", "new yorc", "zer mat": an answer to where that as a whole is near a name, though words of it are everyday ones or other names. */
function wholeAnswer(text: readonly string[], reading: Reading, around: Around): PlaceResolution {
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

/** "Then", "and". */
function isOnward(word: string | undefined, reading: Reading): boolean {
  return wordValue(reading, 'onward', word) !== undefined || wordValue(reading, 'leads', word) === 3;
}

/** "Marseille – Ajaccio": the dash joins two places; so does "then" ("Paris, and then Nice"). */
function beforeDash(out: readonly string[], reading: Reading): string | undefined {
  if (out.at(-1) === '—') return out.at(-2);
  if (!isOnward(out.at(-1), reading)) return out.at(-1);
  return out.findLast((word) => word !== ',' && !isOnward(word, reading));
}

/** Puts a mark for each place name in the text; longest names first from the left. */
export function markPlaces(text: string, reading: Reading, found: Found[], activity: string | undefined): string {
  const words = text.trim().split(' ');
  const whole = wholeAnswer(words, reading, { activity, nearId: undefined });
  if (whole.type !== 'none') {
    found.push({ type: 'place', places: valuesOf(whole, reading.context.locale), ambiguous: whole.type === 'ambiguous' });
    return ` @p${found.length - 1} `;
  }
  const out: string[] = [];
  for (let i = 0; i < words.length; ) {
    const word = words[i] ?? '';
    const around = { activity, nearId: lastPlace(found) };
    const match =
      word.startsWith('@') || isStreet(words, i, reading)
        ? undefined
        : (exactAt(words, i, beforeDash(out, reading), reading, around) ?? misheardAt(words, i, reading, around));
    if (match) {
      const { resolution } = match;
      found.push({ type: 'place', places: valuesOf(resolution, reading.context.locale), ambiguous: resolution.type === 'ambiguous' });
      out.push(`@p${found.length - 1}`);
    } else out.push(word);
    i += match?.length ?? 1;
  }
  return ` ${out.join(' ')} `;
}
