import { at, type Groups, type Makers } from './chart.ts';
import type { Found, MoneyValue, Reading } from './found.ts';
import { count, wordValue } from './found.ts';
import { COLLOQUIAL } from './normalise.ts';

interface Amount {
  readonly value: number;
  readonly either?: readonly number[];
}

/**
 * "2005q" is "deux mille cinq": 2500 as budgets are said. "mille cinq" and a spoken unit right after ("deux mille cinq euros")
 * could be two amounts, unless one of them is what the traveller named before.
 */
export function amount(token: string | undefined, unit: boolean, known: number | undefined): Amount | undefined {
  if (token === undefined) return undefined;
  // "three fifty"
  const [hundreds = '', rest] = token.split(' ');
  if (rest !== undefined) return { value: Number(hundreds) * 100 + Number(rest) };
  if (!token.endsWith(COLLOQUIAL)) return { value: Number(token) };
  const literal = Number.parseInt(token, 10);
  const colloquial = literal - (literal % 10) + (literal % 10) * 100;
  if (literal === known || colloquial === known) return { value: known };
  return literal < 2000 || unit ? { value: colloquial, either: [colloquial, literal] } : { value: colloquial };
}

function currencyOf(reading: Reading, word: string | undefined) {
  const currency = wordValue(reading, 'currency', word);
  return typeof currency === 'string' ? { currency } : {};
}

/** A smaller number without its currency is no money. */
const LEAST_BARE = 15;

type Role = 'max' | 'min' | 'about';

function one(role: Role, groups: Groups, reading: Reading): MoneyValue | undefined {
  const read = amount(groups['a'] ?? groups['b'], groups['c'] !== undefined, reading.context.known.budgetMax);
  if (!read || !(read.value > 0)) return undefined;
  // "Trois jours, quatre max"
  if (groups['c'] === undefined && read.value < LEAST_BARE) return undefined;
  const cents = (count(groups['cents']) ?? 0) / 100;
  const either = read.either ? { either: read.either } : {};
  return { [role]: read.value + cents, ...currencyOf(reading, groups['c']), ...either };
}

/** "deux à trois mille", "five to six hundred": what multiplies the last multiplies the first. */
function scaleOf(low: number, high: number): number {
  if (low >= 10) return 1;
  if (high >= 1000 && high % 100 === 0) return 1000;
  return high >= 100 && high % 100 === 0 && low * 100 < high ? 100 : 1;
}

/** Less is no sum that one would travel for, unless its currency is said. */
const LEAST = 20;

function between(groups: Groups, reading: Reading): MoneyValue | undefined {
  const low = /^\d/.test(groups['a'] ?? '') ? amount(groups['a'], false, undefined) : { value: 1 };
  const high = amount(groups['b'], false, undefined);
  if (!low || !high) return undefined;
  // "Five children between 4 and 12"
  if (groups['c'] === undefined && high.value < LEAST && reading.context.asked !== 'budget') return undefined;
  const from = low.value * scaleOf(low.value, high.value);
  return from < high.value ? { min: from, max: high.value, ...currencyOf(reading, groups['c']) } : undefined;
}

function scoped(groups: Groups, reading: Reading, found: readonly Found[]): MoneyValue | undefined {
  const said = at(found, `@m${groups['i']}`);
  const scope = wordValue(reading, 'scope', groups['s']);
  if (said?.type !== 'money') return undefined;
  return scope === 'total' || scope === 'per_person' || scope === 'per_night' ? { ...said.value, scope } : undefined;
}

function capped(groups: Groups, found: readonly Found[]): MoneyValue | undefined {
  const said = at(found, `@m${groups['i']}`);
  if (said?.type !== 'money') return undefined;
  const { about, ...rest } = said.value;
  return about === undefined ? said.value : { ...rest, max: about };
}

/** Amounts of money. Precision first: without a unit an amount needs words such as "budget" or "par personne". */
export function moneyMakers(reading: Reading, found: readonly Found[]): Makers<Found> {
  const mark = (value: MoneyValue | undefined) => (value ? ({ mark: 'm', value: { type: 'money', value } } as const) : undefined);
  return {
    between: (groups) => mark(between(groups, reading)),
    max: (groups) => mark(one('max', groups, reading)),
    // "two grand, maybe two and a half"
    halfmore: (groups) => mark({ max: (Number(groups['half']) + 0.5) * 1000, ...currencyOf(reading, groups['c']) }),
    min: (groups) => mark(one('min', groups, reading)),
    about: (groups) => mark(one('about', groups, reading)),
    budget: (groups) => mark(one('max', groups, reading)),
    scope: (groups) => mark(scoped(groups, reading, found)),
    // "deux mille pour nous quatre": the people are left to be counted
    forall: (groups) => mark(scoped({ ...groups, s: 'total' }, reading, found)),
    capped: (groups) => mark(capped(groups, found)),
  };
}
