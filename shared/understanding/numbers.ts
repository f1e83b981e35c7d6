import type { NumberWords } from '../../locales/grammar.ts';
import { COLLOQUIAL, type Word } from './normalise.ts';

type Kind = 'small' | 'ten' | 'hundred' | 'hundreds' | 'thousand' | 'and' | 'digits';

interface Morpheme {
  readonly kind: Kind;
  readonly value: number;
  /** Index of the last token that it covers. */
  readonly token: number;
  readonly text: string;
}

interface Read {
  readonly value: number;
  /** Index of the next morpheme. */
  readonly next: number;
}

type Meaning = Pick<Morpheme, 'kind' | 'value'>;

const meanings = new WeakMap<NumberWords, ReadonlyMap<string, Meaning>>();

function meaningsOf(data: NumberWords): ReadonlyMap<string, Meaning> {
  const known = meanings.get(data);
  if (known) return known;
  const listed = (words: readonly string[], value: number) => Object.fromEntries(words.map((word) => [word, value]));
  const tables = [
    ['and', listed(data.and, 0)],
    ['thousand', listed(data.thousand, 1000)],
    ['hundreds', data.hundreds ?? {}],
    ['hundred', listed(data.hundred, 100)],
    ['ten', data.tens],
    ['small', data.small],
  ] as const;
  // A word of two tables means what the last of them says.
  const made = new Map(tables.flatMap(([kind, words]) => Object.entries(words).map(([word, value]) => [word, { kind, value }] as const)));
  meanings.set(data, made);
  return made;
}

function kindOf(word: string, data: NumberWords): Meaning | undefined {
  return meaningsOf(data).get(word) ?? (/^\d{1,3}$/.test(word) ? { kind: 'digits', value: Number(word) } : undefined);
}

/** Splits "zweitausenddreihundert" into its parts; nothing when a part is no number. */
function segments(word: string, data: NumberWords): readonly string[] | undefined {
  if (word === '') return [];
  for (let length = word.length; length > 1; length--) {
    const head = word.slice(0, length);
    if (!kindOf(head, data)) continue;
    const rest = segments(word.slice(length), data);
    if (rest) return [head, ...rest];
  }
  return undefined;
}

function partsOf(text: string, data: NumberWords): readonly string[] {
  if (kindOf(text, data)) return [text];
  return (data.compound && text.length > 4 && segments(text, data)) || [];
}

function morphemesOf(words: readonly Word[], token: number, data: NumberWords): readonly Morpheme[] {
  const text = words[token]?.text ?? '';
  const pair = data.pairs?.[`${text} ${words[token + 1]?.text ?? ''}`];
  if (pair !== undefined) return [{ kind: 'ten', value: pair, token: token + 1, text }];
  return partsOf(text, data).flatMap((part) => {
    const read = kindOf(part, data);
    return read ? [{ ...read, token, text: part }] : [];
  });
}

function morphemesAt(words: readonly Word[], from: number, data: NumberWords): readonly Morpheme[] {
  const out: Morpheme[] = [];
  for (let i = from; i < words.length; i++) {
    const parts = morphemesOf(words, i, data);
    if (parts.length === 0) break;
    out.push(...parts);
    i = parts.at(-1)?.token ?? i;
  }
  return out;
}

function skipAnd(list: readonly Morpheme[], at: number): number {
  return list[at]?.kind === 'and' ? at + 1 : at;
}

function afterTen(list: readonly Morpheme[], at: number, ten: number, data: NumberWords): Read {
  const skipped = skipAnd(list, at);
  const next = list[skipped];
  const reach = data.vigesimal?.includes(ten) ? 19 : 9;
  if (
    !data.unitFirst &&
    next?.kind === 'small' &&
    !data.articles.includes(next.text) &&
    next.value > 0 &&
    next.value <= reach &&
    andFits(skipped > at, next.value, data)
  ) {
    const unit = next.value === 10 && list[skipped + 1]?.kind === 'small' ? list[skipped + 1] : undefined;
    if (unit && unit.value >= 7 && unit.value <= 9 && data.vigesimal) return { value: ten + 10 + unit.value, next: skipped + 2 };
    return { value: ten + next.value, next: skipped + 1 };
  }
  return { value: ten, next: at };
}

/** French says "et" only before un and onze: "vingt et deux" is two numbers. */
function andFits(said: boolean, unit: number, data: NumberWords): boolean {
  return !said || !data.vigesimal || unit === 1 || unit === 11;
}

/** 0…99 at `at`. */
function belowHundred(list: readonly Morpheme[], at: number, data: NumberWords): Read | undefined {
  const first = list[at];
  if (!first) return undefined;
  if (first.kind === 'ten') return afterTen(list, at + 1, first.value, data);
  if (first.kind !== 'small' || (at > 0 && data.articles.includes(first.text))) return undefined;
  const and = list[at + 1];
  const ten = list[at + 2];
  if (data.unitFirst && first.value < 10 && and?.kind === 'and' && ten?.kind === 'ten')
    return { value: first.value + ten.value, next: at + 3 };
  const unit = list[at + 1];
  if (data.vigesimal && first.value === 10 && unit?.kind === 'small' && unit.value >= 7 && unit.value <= 9)
    return { value: 10 + unit.value, next: at + 2 };
  return { value: first.value, next: at + 1 };
}

function afterHundred(list: readonly Morpheme[], at: number, value: number, data: NumberWords): Read {
  const from = data.andAfterHundred ? skipAnd(list, at) : at;
  const rest = belowHundred(list, from, data);
  return rest && rest.value > 0 ? { value: value + rest.value, next: rest.next } : { value, next: at };
}

/** 0…999, or up to maxHundreds hundred ("twenty-five hundred"). */
function group(list: readonly Morpheme[], at: number, data: NumberWords): Read | undefined {
  const first = list[at];
  if (first?.kind === 'hundred') return afterHundred(list, at + 1, 100, data);
  if (first?.kind === 'hundreds') return afterHundred(list, at + 1, first.value, data);
  const read = first?.kind === 'digits' ? { value: first.value, next: at + 1 } : belowHundred(list, at, data);
  const then = read && list[read.next];
  if (read && read.value > 0 && read.value <= data.maxHundreds && then?.kind === 'hundred') {
    return afterHundred(list, read.next + 1, read.value * 100, data);
  }
  return read;
}

/** One whole number at `at`, 0…999,999. */
function whole(list: readonly Morpheme[], at: number, data: NumberWords): (Read & { readonly colloquial: boolean }) | undefined {
  const head = list[at]?.kind === 'thousand' ? { value: 1, next: at } : group(list, at, data);
  if (!head) return undefined;
  if (list[head.next]?.kind !== 'thousand' || head.value === 0) return { ...head, colloquial: false };
  const thousands = head.value * 1000;
  const from = data.andAfterHundred ? skipAnd(list, head.next + 1) : head.next + 1;
  const rest = group(list, from, data);
  if (!rest || rest.value === 0 || rest.value > 999) return { value: thousands, next: head.next + 1, colloquial: false };
  const colloquial = Boolean(data.colloquialThousand) && rest.value < 10 && rest.next === from + 1 && list[from]?.kind === 'small';
  return { value: thousands + rest.value, next: rest.next, colloquial };
}

function endsToken(list: readonly Morpheme[], next: number): boolean {
  return list[next]?.token !== list[next - 1]?.token;
}

/** "à dix-neuf heures trente et un taxi": after an hour "et un" begins something else, unless the minutes end there. */
function isElse(list: readonly Morpheme[], words: readonly Word[], at: number, data: NumberWords): boolean {
  const [ten, and, one] = list;
  if (!data.clock?.hour.includes(words[at - 1]?.text ?? '') || ten?.kind !== 'ten' || and?.kind !== 'and' || one?.value !== 1) return false;
  const next = words[one.token + 1]?.text;
  return next !== undefined && /^[a-z]/.test(next) && !data.clock.after.includes(next);
}

interface Taken {
  readonly text: string;
  readonly last: number;
}

/** "between eight hundred and one thousand": there "and" joins two numbers, not one. */
function upToAnd(list: readonly Morpheme[], before: Word | undefined, data: NumberWords): readonly Morpheme[] {
  const and = list.findIndex((one) => one.kind === 'and');
  return and > 0 && before !== undefined && data.between === before.text ? list.slice(0, and) : list;
}

/** "Two and a half grand", but "the Grand Canyon". */
function isHalved(words: readonly Word[], at: number, { half, halfOf }: NumberWords): boolean {
  return [...(half ?? []), ...(halfOf ?? [])].some((phrase) => {
    const length = phrase.split(' ').length;
    return (
      at >= length &&
      phrase ===
        words
          .slice(at - length, at)
          .map(({ text }) => text)
          .join(' ')
    );
  });
}

function take(words: readonly Word[], at: number, data: NumberWords): Taken | undefined {
  const all = upToAnd(morphemesAt(words, at, data), words[at - 1], data);
  const list = isElse(all, words, at, data) ? all.slice(0, 1) : all;
  const first = list[0];
  if (!first || first.kind === 'and') return undefined;
  const read = whole(list, 0, data);
  const last = read && list[read.next - 1];
  if (!read || !last || !endsToken(list, read.next)) return undefined;
  const alone = read.next === 1;
  const isWeak = data.weak.includes(first.text) && !(first.kind === 'thousand' && isHalved(words, at, data));
  if (alone && (isWeak || first.kind === 'digits')) return undefined;
  return { text: `${read.value}${read.colloquial ? COLLOQUIAL : ''}`, last: last.token };
}

/** Number words become digits; every other token stays. "deux mille cinq" keeps its doubt as "2005q". */
export function readNumbers(words: readonly Word[], data: NumberWords): Word[] {
  const out: Word[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (!word) break;
    const taken = take(words, i, data);
    const last = taken && words[taken.last];
    if (taken && last) {
      out.push({ text: taken.text, from: word.from, to: last.to });
      i = taken.last;
    } else out.push(word);
  }
  return out;
}

/** "deuxieme" → "2e". Ordinals after a number word ("vingt deuxieme") were joined before. */
export function ordinalOf(word: Word, data: NumberWords): Word {
  const value = data.ordinals[word.text];
  return value === undefined ? word : { ...word, text: `${value}e` };
}

const strong = new WeakMap<NumberWords, NumberWords>();

/** The same words where none is too weak to count alone. */
function allCount(data: NumberWords): NumberWords {
  const known = strong.get(data);
  if (known) return known;
  const made = { ...data, weak: [] };
  strong.set(data, made);
  return made;
}

/** The number that the words say, or nothing when they say more or less than one number. */
export function numberFrom(words: readonly string[], data: NumberWords): number | undefined {
  const read = readNumbers(
    words.map((text, i) => ({ text, from: i, to: i + 1 })),
    allCount(data),
  );
  const only = read.length === 1 ? read[0]?.text : undefined;
  return only !== undefined && /^\d+q?$/.test(only) ? Number.parseInt(only, 10) : undefined;
}
