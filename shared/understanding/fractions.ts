import type { NumberWords } from '../../locales/grammar.ts';
import type { Word } from './normalise.ts';

interface Joined {
  readonly text: string;
  /** Tokens taken after the first. */
  readonly more: number;
}

const NUMBER = /^\d+(?:\.\d+)?$/;

function textAt(words: readonly Word[], at: number): string {
  return words[at]?.text ?? '';
}

/** Tokens of the phrase that stands at a place, 0 when none does. */
function phraseAt(words: readonly Word[], at: number, phrases: readonly string[] | undefined): number {
  for (const phrase of phrases ?? []) {
    const parts = phrase.split(' ');
    if (parts.every((part, i) => textAt(words, at + i) === part)) return parts.length;
  }
  return 0;
}

/** What the token at a place multiplies by: "k", "million", and a hundred or thousand after something that is no whole number. */
function timesAt(words: readonly Word[], at: number, data: NumberWords, broken: boolean): number | undefined {
  const text = textAt(words, at);
  if (broken && /^10{2,3}$/.test(text)) return Number(text);
  return data.multiples && Object.hasOwn(data.multiples, text) ? data.multiples[text] : undefined;
}

function product(value: number, times: number): string {
  return String(Math.round(value * times * 100) / 100);
}

/** A number, or a small word that counts only here: "one and a half thousand". */
function valueAt(words: readonly Word[], at: number, data: NumberWords): number | undefined {
  const text = textAt(words, at);
  if (NUMBER.test(text)) return Number(text);
  return Object.hasOwn(data.small, text) ? data.small[text] : undefined;
}

/** "two and a half thousand", "deux mille et demi". */
function halved(words: readonly Word[], at: number, data: NumberWords): Joined | undefined {
  const half = phraseAt(words, at + 1, data.half);
  if (half === 0) return undefined;
  const value = valueAt(words, at, data) ?? 0;
  const times = timesAt(words, at + 1 + half, data, true);
  if (times !== undefined) return { text: product(value + 0.5, times), more: half + 1 };
  return value >= 1000 && value % 1000 === 0 ? { text: String(value + 500), more: half } : undefined;
}

/** "point five", and "point five thousand", which was read as five thousand: the digits, and what they are multiplied by. */
function decimalsAt(
  words: readonly Word[],
  at: number,
  data: NumberWords,
): { readonly digits: string; readonly times: number } | undefined {
  const text = textAt(words, at + 1);
  if (!data.point?.includes(textAt(words, at))) return undefined;
  const [, digits, zeros = ''] = /^(\d{1,2}?)(000|00)$/.exec(text) ?? [];
  if (digits !== undefined) return { digits, times: 10 ** zeros.length };
  const value = /^\d{1,2}$/.test(text) ? text : valueAt(words, at + 1, data);
  return value === undefined || Number(value) > 99 ? undefined : { digits: String(value), times: 1 };
}

/** "two point five", "2.5 k", "2 million". */
function multiplied(words: readonly Word[], at: number, data: NumberWords): Joined | undefined {
  const value = valueAt(words, at, data);
  const decimals = decimalsAt(words, at + 1, data);
  const said = decimals === undefined ? String(value) : `${value}.${decimals.digits}`;
  const taken = decimals === undefined ? 0 : 2;
  const times = decimals === undefined || decimals.times === 1 ? timesAt(words, at + taken + 1, data, said.includes('.')) : undefined;
  if (times !== undefined) return { text: product(Number(said), times), more: taken + 1 };
  return decimals && { text: product(Number(said), decimals.times), more: 2 };
}

/** "half a thousand"; "a few hundred" is no number that could be taken. */
function before(words: readonly Word[], at: number, data: NumberWords): Joined | undefined {
  const half = phraseAt(words, at, data.halfOf);
  const times = half === 0 ? undefined : timesAt(words, at + half, data, true);
  if (times !== undefined) return { text: product(0.5, times), more: half };
  return data.vague?.includes(textAt(words, at)) && /^10{2,3}$/.test(textAt(words, at + 1))
    ? { text: textAt(words, at), more: 1 }
    : undefined;
}

/** Fractions and multiples of numbers that were read: "2 point 5", "2.5 k", "2 and a half 1000". */
export function joinFractions(words: readonly Word[], data: NumberWords): Word[] {
  const out: Word[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (!word) break;
    const counts = valueAt(words, at, data) !== undefined;
    const joined = counts ? (halved(words, at, data) ?? multiplied(words, at, data)) : before(words, at, data);
    out.push(joined ? { text: joined.text, from: word.from, to: words[at + joined.more]?.to ?? word.to } : word);
    at += joined?.more ?? 0;
  }
  return out;
}
