import type { Slots } from '../dialogue/act.ts';
import type { Grammar } from './grammar.ts';
import { hits } from './hits.ts';
import { fold } from './normalise.ts';

type Name = NonNullable<Slots['name']>;

/** A word as said, and folded. */
interface Said {
  readonly raw: string;
  readonly text: string;
}

/** How a name was brought: "au nom de Martin" and "c'est pas Lefèvre, c'est Lefébure" say so themselves. */
export interface Named {
  readonly name: Name;
  readonly explicit: boolean;
  /** A word such as "nom" was said. */
  readonly naming: boolean;
  /** Letter by letter. */
  readonly spelled: boolean;
  /** Each of its words begins with a capital. */
  readonly capital: boolean;
  /** "Berg, pas Bergue": what it is not. */
  readonly not?: string;
}

const ELIDED = /(?<![\p{L}])(qu|[cjlmnst])['’](?=(?:est|etait|était|appelle|ai|a|avant|autre|il|on|agit)(?![\p{L}]))/giu;

/** "Au nom d'Yann" is elided before his name, "d'Ormesson" is all of a name. */
const OF_WHOM = /(?<=\bnom )d['’](?=\p{L})/giu;

/** "L-E-I-G-H" and "L E I G H" are one spelled word. */
function wordsIn(text: string): readonly Said[] {
  const parts =
    text
      .replace(ELIDED, '$1 ')
      .replace(OF_WHOM, 'd ')
      .match(/\p{L}+(?:[-'’]\p{L}+)*/gu) ?? [];
  return parts
    .flatMap((part) => (/^\p{L}(?:-\p{L}){2,}$/u.test(part) ? part.split('-') : [part]))
    .map((raw) => ({ raw, text: fold(raw).replace(/'/g, ' ') }));
}

const isLetter = (word: Said | undefined): boolean => word !== undefined && word.text.length === 1;

/** "Leigh L E I G H" → "Leigh"; a spelling alone is the word it spells, and one that differs corrects the word before it. */
function unspelled(words: readonly Said[]): readonly Said[] {
  const from = words.findIndex((_, i) => isLetter(words[i]) && isLetter(words[i + 1]) && isLetter(words[i + 2]));
  if (from < 0) return words;
  const rest = words.slice(from);
  const end = rest.findIndex((word) => !isLetter(word));
  const letters = end < 0 ? rest : rest.slice(0, end);
  const text = letters.map((word) => word.text).join('');
  const before = words[from - 1];
  const kept = before?.text === text ? before : { raw: text, text };
  const near = before !== undefined && (before.text === text || before.text[0] === text[0]);
  return [...words.slice(0, near ? from - 1 : from), kept, ...words.slice(from + letters.length)];
}

function joined(words: readonly Said[]): string {
  return ` ${words.map((word) => word.text).join(' ')} `;
}

/** How many words the rules of a stage take from the start. */
function taken(words: readonly Said[], grammar: Grammar, stage: string): number {
  const ends = hits(grammar, stage, joined(words))
    .filter(({ at }) => at === 1)
    .map(({ length }) => 1 + length);
  const end = Math.max(0, ...ends);
  if (end === 0) return 0;
  let length = 1;
  return (
    words.findIndex((word) => {
      length += word.text.length + 1;
      return length >= end;
    }) + 1
  );
}

/** Words of the locale that nobody is called by: "trois", "cher", "préfère". */
function isCommon(word: string, { stopWords, commonWords, numbers, values, terms }: Grammar): boolean {
  if (values['nameToo']?.[word] !== undefined) return false;
  if (stopWords.has(word) || commonWords.has(word) || values['notName']?.[word] !== undefined) return true;
  if (values['month']?.[word] !== undefined || values['wd']?.[word] !== undefined || values['rel']?.[word] !== undefined) return true;
  if (numbers.small[word] !== undefined || numbers.tens[word] !== undefined || numbers.ordinals[word] !== undefined) return true;
  return terms.longest([{ text: word }], 0) !== undefined;
}

/** "June Carter", "Nguyen Thi Mai": a month in capitals beside another name. */
function isMonthName({ raw, text }: Said, words: readonly Said[], { values }: Grammar): boolean {
  const isMonth = (word: string) => values['month']?.[word] !== undefined;
  return isMonth(text) && /^\p{Lu}/u.test(raw) && words.some((other) => !isMonth(other.text));
}

function isWord({ text }: Said, grammar: Grammar): boolean {
  return !text.split(/[- ]/).every((part) => isCommon(part, grammar)) && text.length > 1;
}

function isParticle({ text }: Said, { values }: Grammar): boolean {
  return values['particle']?.[text] !== undefined;
}

function capital({ raw }: Said): string {
  return raw === raw.toLowerCase()
    ? raw.replace(/(^|[-'’])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    : raw.replace(/^\p{L}/u, (letter) => letter.toUpperCase());
}

/** "jean pierre" is one given name; a particle begins the family name. */
function splitAt(words: readonly Said[], grammar: Grammar): number {
  const particle = words.findIndex((word) => isParticle(word, grammar));
  // "Al Gray" and "Ben Stone", but "van Dyke"
  if (particle === 0 && words.length === 2 && grammar.values['givenToo']?.[words[0]?.text ?? ''] !== undefined) return 1;
  if (particle >= 0) return particle;
  return words.length > 2 && grammar.values['compound']?.[words[0]?.text ?? ''] !== undefined ? 2 : words.length > 1 ? 1 : 0;
}

/** The words as a name: no word of the language among them but particles, which a name follows. */
function named(words: readonly Said[], grammar: Grammar): Name | undefined {
  const last = words.at(-1);
  if (last === undefined || words.length > 6 || isParticle(last, grammar)) return undefined;
  if (!words.every((word) => isParticle(word, grammar) || isWord(word, grammar) || isMonthName(word, words, grammar))) return undefined;
  const at = splitAt(words, grammar);
  const family = words.slice(at).map(capital).join(' ');
  return at === 0 ? { family } : { given: words.slice(0, at).map(capital).join(' '), family };
}

/** "pas Lefèvre c'est Lefébure" → what is after the name that was wrong. */
function corrected(words: readonly Said[], grammar: Grammar): readonly Said[] | undefined {
  const no = taken(words, grammar, 'nameNot');
  if (no === 0) return undefined;
  const rest = words.slice(no);
  const is = rest.findIndex((_, i) => i > 0 && taken(rest.slice(i), grammar, 'nameBut') > 0);
  if (is < 0 || !named(rest.slice(0, is), grammar)) return undefined;
  const right = rest.slice(is);
  return right.slice(taken(right, grammar, 'nameBut'));
}

/** "Bond, James Bond". */
function once(words: readonly Said[]): readonly Said[] {
  return words.length > 2 && words[0]?.text === words.at(-1)?.text ? words.slice(1) : words;
}

/** "Luc et Anne Muller": the first of them, by the name they share. */
function ofTwo(words: readonly Said[], { values }: Grammar): readonly Said[] {
  const [first, and, , ...family] = words;
  return first && and && family.length > 0 && values['and']?.[and.text] !== undefined ? [first, ...family] : words;
}

function withoutTail(words: readonly Said[], grammar: Grammar): readonly Said[] {
  const tail = words.findIndex((_, i) => i > 0 && taken(words.slice(i), grammar, 'nameTail') === words.length - i);
  return tail < 0 ? words : words.slice(0, tail);
}

/**
 * The name that an utterance consists of, such as "au nom de Camille Martin" or "c'est pas Lefèvre, c'est Lefébure". Nothing when any word
 * is one of the language: "finalement on est trois" is no name. One word, or a particle and what follows it, is a family name.
 */
export function nameFrom(text: string, grammar: Grammar): Named | undefined {
  const all = wordsIn(text);
  const words = all.slice(taken(all, grammar, 'nameOpen'));
  const right = corrected(words, grammar);
  const led = taken(words, grammar, 'nameLead');
  const whole = right ?? words.slice(led);
  const bare = withoutTail(whole, grammar);
  const rest = ofTwo(once(unspelled(bare)), grammar);
  const name = named(rest, grammar);
  if (!name) return undefined;
  // "Dupont avec un t" is spelled by its last letter.
  const spelled = whole.slice(bare.length).some(isLetter) || (rest.length < whole.length && all.filter(isLetter).length > 2);
  const capital = rest.every((word) => isParticle(word, grammar) || /^\p{Lu}/u.test(word.raw));
  const capitals = words.length > all.length - words.length && capital;
  const naming = taken(words, grammar, 'naming') > 0;
  const tail = whole.slice(bare.length);
  const not = tail
    .slice(taken(tail, grammar, 'nameNot'))
    .map(({ text: word }) => word)
    .join(' ');
  const refused = not !== '' && not.length < joined(tail).trim().length ? { not } : {};
  return {
    name,
    naming,
    spelled,
    capital,
    ...refused,
    explicit: right !== undefined || naming || (all.length > words.length && (spelled || capitals)),
  };
}
