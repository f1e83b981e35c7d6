import { type Money, money, parseDecimal } from '../money.ts';
import type { Reader } from './read.ts';

/** A decimal string of the currency in minor units. */
export function readAmount(from: Reader, name: string, currency: string): Money {
  const value = parseDecimal(from.raw(name), currency);
  if (!value) from.problem(name, 'a decimal string of the currency');
  return value ?? money(0, currency);
}
