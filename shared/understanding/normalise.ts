import { joinFractions } from './fractions.ts';
import type { Grammar } from './grammar.ts';
import { rightly } from './hearings.ts';
import { ordinalOf, readNumbers } from './numbers.ts';

/** One token of an utterance: folded text, and where its words stand in the raw text (for names, which keep their capitals). */
export interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** An amount read from "mille cinq": written 1005, meant 1500 or 1005. The token keeps the mark `q`. */
export const COLLOQUIAL = 'q';

/** What a self-repair ("non pardon", "no wait") is rewritten to. */
const REPAIR = '@r';

const TOKEN =
  /(?:usd|eur|gbp|chf|cad)(?=\d)|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}-\d{1,2}-\d{4}|\d{1,2}[/]\d{1,2}(?:[/]\d{2,4})?|\d{1,2}\.\d{1,2}\.\d{2,4}|\d{1,2}:\d{2}|\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+[.,]\d{1,2}(?![\d.,])|[\p{L}\p{N}]+|[€$£,?!.;:()"«»…–—-]/giu;

/** Lower case without accents, ligatures opened: "Cœur" → "coeur". Length may change; tokens keep raw offsets. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/’/g, "'");
}

const PAUSE: Readonly<Record<string, string>> = {
  '!': '.',
  ';': ',',
  ':': ',',
  '(': ',',
  ')': ',',
  '…': ',',
  '–': '—',
  '—': '—',
  '.': '.',
  '?': '?',
  ',': ',',
};

/** "1 500" → 1500, "1.500,50" → 1500.5, "82,50" → 82.5. A separator before exactly three digits groups. */
function plainNumber(token: string): string {
  const grouped = token.replace(/[ \u00a0\u202f.,](?=\d{3}(?!\d))/g, '');
  return grouped.replace(',', '.');
}

const DATE_LIKE = /^\d{4}[-/.]|^\d{1,2}-\d|\/|^\d{1,2}\.\d{1,2}\.\d|:/;

function split(token: string): readonly string[] {
  if (DATE_LIKE.test(token)) return [token];
  if (/^\d[\d .,\u00a0\u202f]*$/.test(token)) return [plainNumber(token)];
  const unit = /^(\d+(?:[.,]\d+)?)([a-z]+)$/.exec(token);
  if (!unit) return [token];
  const [, digits = '', letters = ''] = unit;
  if (/^(er|ere|re|e|eme|ieme|nd|nde|rd|th|st)$/.test(letters)) return [`${digits}e`];
  if (letters === 'k') return [String(Number(digits) * 1000)];
  if (/^h$/.test(letters)) return [digits, 'h'];
  return [digits, letters];
}

/** "a.m." without its points, at the same offsets. */
function withoutPoints(text: string): string {
  return text.replace(/(?<![\p{L}\d])([ap])\. ?m\.?(?![\p{L}])/giu, (all, half: string) => `${half}m`.padEnd(all.length));
}

/** A dash between digits is a range; between spaces a pause; inside a word nothing. */
function dash(text: string, from: number, to: number): string | undefined {
  if (/\d\s?$/.test(text.slice(0, from)) && /^\s?\d/.test(text.slice(to))) return '-';
  return /\s$/.test(text.slice(0, from)) && /^\s/.test(text.slice(to)) ? '—' : undefined;
}

const WHOLE = /^(?:\d+h\d\d|\dx\d)$/;

function partsOf(token: string, text: string, from: number, to: number): readonly string[] {
  if (token === '-') return [dash(text, from, to) ?? []].flat();
  if (token === '–' && dash(text, from, to) === '-') return ['-'];
  const pause = PAUSE[token];
  if (pause) return [pause];
  return WHOLE.test(token) ? [token] : split(token);
}

function rawTokens(said: string): Word[] {
  const text = withoutPoints(said);
  return [...text.matchAll(TOKEN)].flatMap((match) => {
    const from = match.index;
    const to = from + match[0].length;
    return partsOf(fold(match[0]), text, from, to).map((part) => ({ text: part, from, to }));
  });
}

/** A sign or code that stands before its number; of "800 euros 50" and "800 € 50" it belongs to the number before. */
function isPrefix(word: Word, next: Word, previous: Word | undefined, grammar: Grammar): boolean {
  if (!grammar.prefixUnits.has(word.text) || !/^\d/.test(next.text) || /^[a-z]{4,}$/.test(word.text)) return false;
  return !/^\d/.test(previous?.text ?? '') || (word.to === next.from && previous?.to !== word.from);
}

/** "$2,000" → "2000 $": amounts are read with the unit after them. */
function unitsAfter(words: readonly Word[], grammar: Grammar): Word[] {
  const out: Word[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    const next = words[i + 1];
    if (word && next && isPrefix(word, next, out.at(-1), grammar)) {
      out.push(next, word);
      i++;
    } else if (word) out.push(word);
  }
  return out;
}

/** A word said twice is a stutter, but "nous nous" and "quatre quatre" are not. */
function isRepeated(word: Word, previous: Word | undefined, next: Word | undefined, { numbers }: Grammar): boolean {
  // "twenty twenty-eight" is a year.
  if (numbers.tens[word.text] !== undefined && numbers.small[next?.text ?? ''] !== undefined) return false;
  const twice = previous !== undefined && previous.text === word.text && /^[a-z—,]+$/.test(word.text);
  return (
    twice && word.text !== 'nous' && word.text !== 'vous' && (numbers.small[word.text] === undefined || numbers.weak.includes(word.text))
  );
}

/** A word or two said again: "rooms rooms", "let's let's", "eight eight hundred". */
function isStutter(words: readonly Word[], i: number, grammar: Grammar): boolean {
  const [word, next, previous] = [words[i], words[i + 1], words[i - 1]];
  if (!word) return false;
  // "Un un six sept": a code that is read out.
  const counted =
    isNumber(word, grammar) && (isNumber(words[i - 2], grammar) || (isNumber(next, grammar) && isNumber(words[i + 2], grammar)));
  if (isRepeated(word, previous, next, grammar) && !counted) return true;
  // "Pour deux, deux mille euros": how many they are, then how much.
  const heads = grammar.values['heads']?.[words[i - 2]?.text ?? ''] !== undefined;
  if (word.text === previous?.text && word.text !== next?.text && isScale(next ?? word, grammar) && !heads) return true;
  return isPairAgain(words, i - 2, grammar) || isPairAgain(words, i - 3, grammar);
}

/** The two words from `at` are said twice. */
function isPairAgain(words: readonly Word[], at: number, grammar: Grammar): boolean {
  return [at, at + 1].every((i) => {
    const word = words[i];
    return word !== undefined && word.text === words[i + 2]?.text && /^[a-z]+$/.test(word.text) && !isNumber(word, grammar);
  });
}

function isScale({ text }: Word, { numbers }: Grammar): boolean {
  return numbers.hundred.includes(text) || numbers.thousand.includes(text);
}

/** "20" "1e" is "twenty-first". */
function joinedOrdinals(words: readonly Word[]): Word[] {
  const out: Word[] = [];
  for (const word of words) {
    const tens = out.at(-1);
    if (tens && /^[2-9]0$/.test(tens.text) && /^[1-9]e$/.test(word.text)) {
      out[out.length - 1] = { text: `${Number(tens.text) + Number.parseInt(word.text, 10)}e`, from: tens.from, to: word.to };
    } else out.push(word);
  }
  return out;
}

/** The utterance as tokens: folded, elisions and hyphens opened, fillers gone, number words and ordinals as digits ("20", "2e"). */
export function normalise(text: string, grammar: Grammar): readonly Word[] {
  const raw = rawTokens(text.slice(0, 600));
  const spoken = raw.filter((word) => !grammar.fillers.has(word.text));
  // "Hein ?" alone is no filler
  const words = spoken.some((word) => /[a-z0-9]/.test(word.text)) ? spoken : raw;
  const heard = rightly(words, grammar.hearings);
  const meant = rewrite(heard, grammar);
  // "Euh non" and "non attendez" alone correct nothing
  const rewritten = meant.some((word) => /[a-z0-9]/.test(word.text) && word.text !== REPAIR) ? meant : heard;
  const said = rewritten.filter((_, i) => !isStutter(rewritten, i, grammar));
  const numbers = joinFractions(readNumbers(said, grammar.numbers), grammar.numbers);
  const ordinals = numbers.map((word) => ordinalOf(word, grammar.numbers));
  return unitsAfter(joinedOrdinals(ordinals), grammar);
}

function isNumber(word: Word | undefined, grammar: Grammar): boolean {
  return word !== undefined && (/^\d+$/.test(word.text) || Object.hasOwn(grammar.numbers.small, word.text));
}

/** "quatre quatre" among other digits belongs to a code that is read out, not to a car: but "un quatre quatre" is one. */
function isDigits(words: readonly Word[], i: number, length: number, grammar: Grammar): boolean {
  if (!words.slice(i, i + length).every((word) => isNumber(word, grammar))) return false;
  const counts = (word: Word | undefined) => isNumber(word, grammar) && !grammar.numbers.weak.includes(word?.text ?? '');
  const [before, after] = [words[i - 1], words[i + length]];
  const around = [
    [before, words[i - 2]],
    [after, words[i + length + 1]],
  ] as const;
  return around.some(([next, beyond]) => counts(next) || (isNumber(next, grammar) && isNumber(beyond, grammar)));
}

function rewriteAt(words: readonly Word[], i: number, grammar: Grammar) {
  const found = grammar.rewrites.longest(words, i);
  return found && isDigits(words, i, found.length, grammar) ? undefined : found;
}

/** Spellings and mishearings that mean one thing ("quatre fois quatre" → "4x4"), longest first. */
function rewrite(words: readonly Word[], grammar: Grammar): Word[] {
  const out: Word[] = [];
  for (let i = 0; i < words.length; ) {
    const hit = rewriteAt(words, i, grammar);
    const first = words[i];
    if (!first) break;
    if (!hit) {
      out.push(first);
      i++;
      continue;
    }
    const last = words[i + hit.length - 1] ?? first;
    for (const part of hit.value.split(' ')) if (part) out.push({ text: part, from: first.from, to: last.to });
    i += hit.length;
  }
  return out;
}
