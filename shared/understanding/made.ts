import { addDays, type LocalDate } from '../time.ts';
import { addMonths, monthOf, type Span, yearOf } from './calendar.ts';
import type { Groups, Mark } from './chart.ts';
import { count, type Found, numberOf, type Reading, type When } from './found.ts';

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

/** A year as said: "2027", "20 27" (twenty twenty-seven), "87". */
export function yearSaid(text: string | undefined): number | undefined {
  const y = num(text?.replace(' ', ''));
  return y !== undefined && y < 100 ? (y > 60 ? 1900 : 2000) + y : y;
}

/** The first year in which a month is not over. */
export function yearFor(m: number, said: string | undefined, today: LocalDate): number {
  return yearSaid(said) ?? (m < monthOf(today) ? yearOf(today) + 1 : yearOf(today));
}

/** The year meant beside a month or a feast: said itself ("2027"), or from today's ("next year", "in three years"). */
export function yearNamed(groups: Groups, reading: Reading): number | undefined {
  const said = yearSaid(groups['y'] ?? groups['y0']);
  if (said !== undefined) return said;
  const { today } = reading.context;
  const ahead = numberOf(reading, 'yearward', groups['ry']);
  if (ahead !== undefined) return yearOf(today) + ahead;
  const n = count(groups['yn']);
  const unit = numberOf(reading, 'unit', groups['yu']);
  if (n === undefined || unit === undefined) return undefined;
  return yearOf(moved(today, groups['yago'] === undefined ? n : -n, unit));
}

/** A day moved by units of the grammar: days, weeks (7), months (30), quarters (91), years (365). */
export function moved(date: LocalDate, n: number, unit: number): LocalDate {
  if (unit === 365) return addMonths(date, 12 * n);
  if (unit === 91) return addMonths(date, 3 * n);
  return unit === 30 ? addMonths(date, n) : addDays(date, n * unit);
}
