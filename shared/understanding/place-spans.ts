import type { PlaceValue } from '../dialogue/act.ts';
import type { Match } from '../places/match.ts';
import type { PlaceResolution } from '../places/place.ts';
import { matchAt } from '../places/places.ts';
import { isAsked, isBeforePlace, isCommonPlace, isLed, isLoose, isWellKnown, leadOf, placesOf } from './common-places.ts';
import { type Found, type Reading, wordValue } from './found.ts';
import { inArea } from './in-area.ts';
import { type Around, hintFor, INSIDE, isAboutTravel, isUnknown, misheardAt, wholeAnswer } from './misheard.ts';
import { placeValue } from './place-value.ts';
import { isStreet } from './streets.ts';

/** "Your name is George", "Bank of America", "Air France", "Morton's": names of people and of firms. */
function isOfAnother(words: readonly string[], i: number, match: Match, reading: Reading): boolean {
  if (isAsked(reading)) return false;
  const known = placesOf(match.resolution).some((place) => place.kind === 'city' && (place.population ?? 0) >= MILLION);
  const owner = words[i + match.length] === 's' && !known;
  const firm = wordValue(reading, 'firm', words[i - 2]) !== undefined || wordValue(reading, 'brand', words[i - 1]) !== undefined;
  const called = match.length === 1 && words.slice(0, i).some((word) => wordValue(reading, 'called', word) !== undefined);
  return owner || firm || (called && !(known && leadOf(words, i, reading) === 1));
}

const WELL_KNOWN = 100_000;
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
  if (isHalf(words, i, match, reading)) return false;
  if (taken.length === 1) return isPlaceWord(words, i, match, previous, reading);
  return !grammar.commonWords.has(taken.join(' ')) || wordValue(reading, 'expects', words[i - 1]) !== undefined;
}

/** "Saint-Jean-de-Trifouillis" is another place than Saint-Jean. */
function isHalf(words: readonly string[], i: number, { length }: Match, reading: Reading): boolean {
  const [joins, name] = words.slice(i + length, i + length + 2);
  return SAINT.test(words[i] ?? '') && length === 2 && JOINS.test(joins ?? '') && isUnknown(name, reading, 3);
}

const SAINT = /^(?:saint|sainte|st|ste)$/;
const JOINS = /^(?:d|de|du|des|en|sur|sous|les|la|le)$/;

function valuesOf(resolution: PlaceResolution, locale: string): readonly PlaceValue[] {
  return placesOf(resolution).map((place) => placeValue(place, locale));
}

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

/** "Albert ville", "south hampton": a name in two words, where neither they nor the first are a better known one. */
function joinedAt(words: readonly string[], i: number, named: Match | undefined, reading: Reading, around: Around): Match | undefined {
  const [first = '', second = ''] = words.slice(i, i + 2);
  if (!/^[a-z]{3,} [a-z]{4,}$/.test(`${first} ${second}`) || !(isLed(words, i, reading) || (i === 0 && isAsked(reading)))) return undefined;
  const called = (rest: string) => matchAt([first + rest], 0, hintFor(reading, true, around));
  const whole = called(second) ?? (first.at(-1) === second[0] ? called(second.slice(1)) : undefined);
  const least = named?.length === 2 ? WELL_KNOWN : SMALL;
  const isKnown = (match: Match | undefined, inhabitants: number) =>
    match !== undefined && placesOf(match.resolution).some((place) => (place.population ?? 0) >= inhabitants);
  return whole && (named?.length ?? 0) <= 2 && isKnown(whole, least) && !isKnown(named, WELL_KNOWN) ? { ...whole, length: 2 } : undefined;
}

const SMALL = 10_000;

/** "Porto vechio", "Bonneval sur arque": what is no word goes on, after what joins names. */
function isBegun(words: readonly string[], at: number, reading: Reading): boolean {
  const [next = '', second] = words.slice(at, at + 2);
  return isUnknown(INSIDE.test(next) ? second : next, reading);
}

/** A name as it is spelt, else as it is heard; "San Anton" is not San in Mali. */
function meantAt(words: readonly string[], i: number, previous: string | undefined, reading: Reading, around: Around): Match | undefined {
  const named = exactAt(words, i, previous, reading, around);
  const exact = joinedAt(words, i, named, reading, around) ?? named;
  if (!exact) return misheardAt(words, i, previous, reading, around);
  const known = placesOf(exact.resolution).some(isWellKnown);
  const longer = isBegun(words, i + exact.length, reading) ? misheardAt(words, i, previous, reading, around, known) : undefined;
  return longer && longer.length > exact.length ? longer : exact;
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
      word.startsWith('@') || isStreet(words, i, reading) ? undefined : meantAt(words, i, beforeDash(out, reading), reading, around);
    if (match) {
      const { resolution } = match;
      found.push({ type: 'place', places: valuesOf(resolution, reading.context.locale), ambiguous: resolution.type === 'ambiguous' });
      out.push(`@p${found.length - 1}`);
    } else out.push(word);
    i += match?.length ?? 1;
  }
  return ` ${out.join(' ')} `;
}
