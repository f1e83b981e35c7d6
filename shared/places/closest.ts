import { keyOf, wordsOf } from './fold.ts';
import type { Gazetteer, Language, Traps } from './gazetteer.ts';
import { match } from './match.ts';
import type { PlaceHint, PlaceKind, PlaceResolution } from './place.ts';
import { bearers, languageOf, resolve } from './rank.ts';
import { englishSoundOf, hearingOf, type Spelling, soundOf, spellingOf, unlike } from './sound.ts';
import { allRows } from './table.ts';

/** A name that may have been misheard. */
interface Known {
  readonly key: string;
  readonly letters: string;
  readonly mask: number;
  /** Orders of magnitude of how likely it is meant: 0 for a town of 10,000. */
  readonly renown: number;
  readonly isArticled: boolean;
}

/** The share of a name that may be wrong, by how many letters were heard: short words are near too many names. */
const MOST_WRONG: readonly (readonly [letters: number, share: number])[] = [
  [7, 0.22],
  [6, 0.19],
  [5, 0.14],
  [4, 0.09],
];
/** More of it may be where nothing but a place can be meant. */
const ANSWERED = 0.05;
/** And more again of a short one where nothing else was said: of five letters two may have changed places. */
const WHOLE = 0.04;
const LONG = 9;
/** A tenfold population outweighs this share of wrong letters. */
const RENOWN = 0.035;
const MOST_RENOWNED = 3;
/** Below this renown less may be wrong, by so much for each tenth of the population: "blorfington" is no Burlington. */
const RENOWNED = 2.5;
const LITTLE_KNOWN = 0.035;
const WRONG_START = 0.1;
/** What sounds alike may be spelt otherwise, but not entirely. */
const SOUND_ONLY = 0.25;
const MOST_MISSPELT = 0.6;
/** "La plahn" is less like Lapland, and "laplagne" a little less like La Plagne. */
const NO_ARTICLE = 0.06;
const OTHER_ARTICLE = 0.03;

/** What was found for a name misheard; `wrong`: the share of it that is, less what renown is worth. */
export interface Near {
  readonly resolution: PlaceResolution;
  readonly wrong: number;
}

/** What is as good as the name for one who listens: "reins" is Reims, "affiche" is not La Flèche. */
const SAME_SOUND = 0.01;
const ANY = Number.POSITIVE_INFINITY;

const NOTHING_NEAR: Near = { resolution: { type: 'none' }, wrong: Number.POSITIVE_INFINITY };

/** The place whose name is spelt or sounds nearest, where one is expected; none when nothing is near. */
export function nearestName(text: string, hint: PlaceHint, data: Gazetteer): Near {
  const words = wordsOf(text);
  const exact = match(words, 0, { ...hint, expected: true }, data);
  if (exact?.length === words.length) return { resolution: exact.resolution, wrong: 0 };
  const hub = hubNamed(words, hint, data);
  return hub ? likeliest(hub.words, { ...hint, kinds: hub.kinds }, data, true) : likeliest(words, hint, data, false);
}

/** `framed`: an airport or a station is called so, which is a name however common its word is. */
function likeliest(words: readonly string[], hint: PlaceHint, data: Gazetteer, framed: boolean): Near {
  const language = languageOf(hint.locale);
  const { articles } = data.core.words[language];
  const key = keyOf(words);
  const bare = words.length > 1 && articles.includes(words[0] ?? '') ? [keyOf(words.slice(1))] : [];
  const worst = framed ? ANY : worstOf([key, ...bare], data.traps[language]);
  if (worst === undefined) return NOTHING_NEAR;
  const heard = [key, ...bare, ...withArticle(words, language)];
  const near = heard.flatMap((one) => nearest(one, language, data, hint).map((known) => ({ ...known, heard: one })));
  for (const known of near.filter(({ score }) => score <= worst).sort((a, b) => a.score - b.score)) {
    const resolution = resolve(bearers(known.key, hint.locale, data), hint, data);
    const isLost = bare.includes(known.heard) && hint.whole !== true && resolution.type === 'found' && resolution.place.kind === 'city';
    if (resolution.type !== 'none' && !isLost) return { resolution, wrong: known.score };
  }
  return NOTHING_NEAR;
}

/** How wrong a name may be that is a word of the language; `undefined`: it is never one. */
function worstOf(keys: readonly string[], traps: Traps): number | undefined {
  if (keys.some((key) => isWord(key, traps))) return undefined;
  return keys.some((key) => isCommon(key, traps)) ? SAME_SOUND : ANY;
}

/** "Lion airport", "aéroport de lion": the words of the name alone. */
function hubNamed(
  words: readonly string[],
  { locale }: PlaceHint,
  { core }: Gazetteer,
): { readonly words: readonly string[]; readonly kinds: readonly PlaceKind[] } | undefined {
  for (const kind of ['airport', 'station'] as const) {
    const { before, after } = core.words[languageOf(locale)][kind];
    const kinds: readonly PlaceKind[] = kind === 'airport' ? ['airport', 'metro'] : ['station'];
    const text = words.join(' ');
    const lead = before.find((phrase) => text.startsWith(`${phrase} `));
    if (lead !== undefined) return { words: text.slice(lead.length + 1).split(' '), kinds };
    const tail = after.find((phrase) => text.endsWith(` ${phrase}`));
    if (tail !== undefined) return { words: text.slice(0, -tail.length - 1).split(' '), kinds };
  }
  return undefined;
}

/** "Lay jay", "lez arc": as English ears take the article of the French. */
function withArticle([first = '', ...rest]: readonly string[], language: Language): readonly string[] {
  return language === 'en' && rest.length > 0 && /^(?:lays?|lez|lei|ley|le)$/.test(first) ? [keyOf(['les', ...rest])] : [];
}

function isWord(key: string, { everyday, homonyms }: Traps): boolean {
  return everyday.has(key) || homonyms.has(key);
}

/** A word of every day as it is listed, or with another end: "affichées". */
function isCommon(key: string, { common, everyday, endings }: Traps): boolean {
  return (
    common.has(key) ||
    endings.some(([end, instead]) => {
      const listed = key.endsWith(end) ? key.slice(0, -end.length) + instead : key;
      return common.has(listed) || everyday.has(listed);
    })
  );
}

/** The share of a name that may be wrong before its renown is counted. */
function mostOf(length: number, { answer, whole, mostWrong = 1 }: Pick<PlaceHint, 'answer' | 'whole' | 'mostWrong'>): number {
  const usual = MOST_WRONG.find(([least]) => length >= least)?.[1] ?? 0;
  return Math.min(usual + (answer ? ANSWERED : 0) + (whole && length < LONG ? WHOLE : 0), mostWrong + RENOWN * MOST_RENOWNED);
}

/** The keys nearest to what was heard, best first; a few, because the hint may rule the first out. */
export function nearest(
  key: string,
  language: Language,
  data: Gazetteer,
  hint: Pick<PlaceHint, 'answer' | 'whole' | 'mostWrong'>,
): readonly { readonly key: string; readonly score: number }[] {
  const letters = lettersOf(key);
  const heard = heardOf(letters, language);
  const [isArticled, lost] = [ARTICLE.test(key), lostArticle(key)];
  const most = mostOf(letters.length, hint);
  const longer = letters.length < LONG ? 3 : 4;
  const found: { key: string; score: number }[] = [];
  for (const known of knownNames(language, data)) {
    if (Math.abs(known.letters.length - letters.length) > longer || bits(known.mask ^ heard.mask) > 2) continue;
    const article = known.isArticled === isArticled ? 0 : lost;
    const least = most - LITTLE_KNOWN * Math.max(0, RENOWNED - known.renown);
    const near = article > least ? article : wrongShare(heard, soundsOf(known, language), least - article);
    const wrong = near * sainted(key, known.key) + article;
    if (wrong <= least) found.push({ key: known.key, score: wrong - RENOWN * known.renown });
  }
  return found.sort((a, b) => a.score - b.score).slice(0, 5);
}

const SAINT = 'saint ';
const ARTICLE = /^(?:la|le|les|the) /;

/** What saints share tells none of them apart. */
function sainted(key: string, known: string): number {
  return key.startsWith(SAINT) && known.startsWith(SAINT) ? key.length / (key.length - SAINT.length) : 1;
}

/** Without "the" the words are compared anyway: it is part of hardly any name. */
function lostArticle(key: string): number {
  if (key.startsWith('the ')) return Number.POSITIVE_INFINITY;
  return ARTICLE.test(key) ? NO_ARTICLE : OTHER_ARTICLE;
}

const NUMBERS: Readonly<Record<string, string>> = { '2': 'deux', '3': 'trois', '4': 'quatre', '7': 'sept' };

/** Numbers as they sound in a name: "les 2 alpes". */
function lettersOf(key: string): string {
  return key.replace(/(?<=^| )[2347](?= |$)/g, (digit) => NUMBERS[digit] ?? digit).replaceAll(' ', '');
}

interface Heard {
  readonly mask: number;
  readonly spelling: Spelling;
  /** As a French ear takes the letters, and as an English one where it is one. */
  readonly sounds: readonly Spelling[];
}

function heardOf(letters: string, language: Language): Heard {
  const sounds = [...new Set([soundOf(letters), ...(language === 'en' ? [englishSoundOf(letters)] : [])])].map(hearingOf);
  return { mask: maskOf(letters), spelling: spellingOf(letters), sounds };
}

const heardNames: Readonly<Record<Language, Map<string, Heard>>> = { fr: new Map(), en: new Map() };

function soundsOf({ letters }: Known, language: Language): Heard {
  const known = heardNames[language].get(letters) ?? heardOf(letters, language);
  heardNames[language].set(letters, known);
  return known;
}

/** How wrong the spelling is, or the sound if that is nearer, as a share of the longer name; a wrong beginning is worse. */
function wrongShare(a: Heard, b: Heard, limit: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const one of a.sounds) for (const other of b.sounds) least = Math.min(least, begun(one, other, limit));
  if (least > limit) return begun(a.spelling, b.spelling, limit);
  const spelt = share(a.spelling, b.spelling, MOST_MISSPELT);
  return Math.min(spelt + start(a.spelling, b.spelling), least + SOUND_ONLY * spelt);
}

function start(a: Spelling, b: Spelling): number {
  return a.signs[0] === b.signs[0] ? 0 : WRONG_START;
}

function begun(a: Spelling, b: Spelling, limit: number): number {
  const wrong = start(a, b);
  return share(a, b, limit - wrong) + wrong;
}

function share(a: Spelling, b: Spelling, limit: number): number {
  const length = Math.max(a.signs.length, b.signs.length, 3);
  return unlike(a, b, limit * length) / length;
}

const CLASSES: Readonly<Record<string, string>> = {
  c: 'k',
  q: 'k',
  g: 'k',
  j: 'k',
  s: 'z',
  x: 'z',
  d: 't',
  b: 'p',
  f: 'v',
  w: 'v',
  m: 'n',
};

/** One bit for each kind of consonant, so that most names are told apart without comparing letters. */
function maskOf(letters: string): number {
  let mask = 0;
  for (const letter of letters) if (!'aeiouyh'.includes(letter)) mask |= 1 << ((CLASSES[letter] ?? letter).charCodeAt(0) - 97);
  return mask;
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) if (++count > 2) break;
  return count;
}

const lists = new Map<Language, readonly Known[]>();

function knownNames(language: Language, data: Gazetteer): readonly Known[] {
  const list =
    lists.get(language) ?? allRows(data.heard).flatMap(([key = '', fr = '', en = '']) => known(key, language === 'fr' ? fr : en));
  lists.set(language, list);
  return list;
}

function known(key: string, renown: string): Known[] {
  const letters = lettersOf(key);
  return renown === '' ? [] : [{ key, letters, mask: maskOf(letters), renown: Number(renown), isArticled: ARTICLE.test(key) }];
}
