import type { LocalDate } from '../time.ts';
import { monthOf, type Span, yearOf } from './calendar.ts';
import type { Mark } from './chart.ts';
import type { Found, When } from './found.ts';

/** What a date rule makes: a day, a span of days, or slots. */
export type Made = { readonly mark: Mark; readonly value: Found } | undefined;

export function day(date: LocalDate | undefined, when?: When): Made {
  return date === undefined ? undefined : { mark: 'd', value: { type: 'day', ref: { date }, ...(when ? { when } : {}) } };
}

export function span(value: Span | undefined, when?: When): Made {
  return value && { mark: 's', value: { type: 'span', span: value, ...(when ? { when } : {}) } };
}

export function num(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number.parseInt(text, 10);
}

/** The first year in which a month is not over. */
export function yearFor(m: number, said: string | undefined, today: LocalDate): number {
  const y = num(said);
  if (y !== undefined) return y < 100 ? (y > 60 ? 1900 : 2000) + y : y;
  return m < monthOf(today) ? yearOf(today) + 1 : yearOf(today);
}
