import { type Heard, NOTHING_HEARD } from '../dialogue/act.ts';
import type { Reading } from './found.ts';
import { hits } from './hits.ts';
import { fold, normalise } from './normalise.ts';

function wordsOf(name: string, reading: Reading): string {
  return normalise(name, reading.grammar)
    .map((word) => word.text)
    .join(' ')
    .replace(/^(?:la|le|les|l|the|hotel|un|une) /, '');
}

interface Named {
  readonly at: number;
  readonly length: number;
  readonly index: number;
}

/** The words at that place come with a negation. */
export function isDenied(plain: string, at: number, length: number, reading: Reading): boolean {
  const marked = `${plain.slice(0, at)} @p0${plain.slice(at + length + 1)}`;
  return hits(reading.grammar, 'negation', marked).some(({ groups }) => groups['k'] === '@p0');
}

function mentions(plain: string, names: readonly string[], index: number, reading: Reading): readonly Named[] {
  return names.flatMap((name) => {
    const words = wordsOf(fold(name), reading);
    const at = words.length < 3 ? -1 : plain.lastIndexOf(` ${words} `);
    return at < 0 || isDenied(plain, at, words.length, reading) ? [] : [{ at, length: words.length, index }];
  });
}

/** 1…n: the items of the list last spoken that the words name by place, hotel or vendor. The last mention comes first; in the same place the longest name counts. */
export function listedIndexes(plain: string, listed: readonly (readonly string[])[], reading: Reading): readonly number[] {
  const named = listed.flatMap((names, i) => mentions(plain, names, i + 1, reading));
  const inOrder = named.sort((a, b) => b.at + b.length - (a.at + a.length) || b.length - a.length);
  const apart = inOrder.filter((each, i) => !inOrder.slice(0, i).some(({ at, length }) => at <= each.at && each.at < at + length));
  return [...new Set(apart.map(({ index }) => index))];
}

/** The vendor with offers on the table that the words name, where it is no handle of the list. */
export function sellerNamed(plain: string, { listed, sellers = [] }: Reading['context'], reading: Reading): string | undefined {
  const handles = new Set(listed.flat());
  return sellers.find((name) => !handles.has(name) && mentions(plain, [name], 0, reading).length > 0);
}

/** "Le deux", "deux" where one of a list is to be picked: no day of the month. */
export function numberPicked(plain: string, { context, grammar }: Reading): Heard | undefined {
  if (context.phase !== 'choosing' || context.asked !== 'choose') return undefined;
  const [found] = hits(grammar, 'numeral', plain);
  if (!found) return undefined;
  const digits = Number.parseInt(found.groups['n'] ?? '', 10);
  const select = Number.isNaN(digits) ? 1 : digits;
  return select <= context.listed.length ? { ...NOTHING_HEARD, acts: ['select'], slots: { select } } : undefined;
}

/** "Celui à 2643", "the one at 363": the one of the list whose sum was spoken so. */
export function pricePicked(plain: string, { context, grammar }: Reading): number | undefined {
  const found = hits(grammar, 'atPrice', plain).map(({ groups }) => Number(groups['n']));
  const at = (context.prices ?? []).findIndex((price) => found.includes(price));
  return at < 0 ? undefined : at + 1;
}

/** The latest hour of the day: "celui à 18" may be one. */
const LAST_HOUR = 24;

/** "Celui à 3000": one of the list is meant by a price, whether or not any of it has that; a bare sum may be a ceiling. */
export function priceMeant(plain: string, { grammar }: Reading): number | undefined {
  const found = hits(grammar, 'atPrice', plain).find(({ make }) => make === 'at');
  const price = Number(found?.groups['n']);
  return price > LAST_HOUR ? price : undefined;
}
