import { addDays, type LocalDate } from '../time.ts';
import { addMonths, iso, month, monthOf, type Span, week, weekend, yearOf } from './calendar.ts';
import type { Groups } from './chart.ts';
import { numberOf, type Reading, wordValue } from './found.ts';
import { yearFor, yearNamed } from './made.ts';

export function yearSpan(y: number): Span {
  return { start: iso(y, 1, 1), end: iso(y, 12, 31) };
}

/** Three months; `n` from 1, and past 4 in the years after. */
export function quarter(y: number, n: number): Span {
  const start = addMonths(iso(y, 1, 1), 3 * (n - 1));
  return { start, end: addDays(addMonths(start, 3), -1) };
}

/** ISO 8601 weeks: the first holds the year's first Thursday. */
export function isoWeek(y: number, n: number): Span {
  return week(addDays(iso(y, 1, 4), 7 * (n - 1)));
}

/** The month or year that something is a part of: "of March 2027", "of next month", "of 2027", "of last year". */
export function wholeAt(groups: Groups, reading: Reading): Span | undefined {
  const { today } = reading.context;
  const y = yearNamed(groups, reading);
  const m = numberOf(reading, 'month', groups['m']);
  if (m !== undefined) return month(y ?? yearFor(m, undefined, today), m);
  const ahead = numberOf(reading, 'rm', groups['rm']);
  if (ahead !== undefined) return monthFrom(today, ahead);
  return y === undefined ? undefined : yearSpan(y);
}

function monthFrom(today: LocalDate, ahead: number): Span {
  const moved = addMonths(`${today.slice(0, 7)}-01`, ahead);
  return month(yearOf(moved), monthOf(moved));
}

/** "next month", "la semaine d'après": a calendar unit counted from today's. */
export function relativeSpan(groups: Groups, reading: Reading): Span | undefined {
  const { today } = reading.context;
  const what = wordValue(reading, 'what', groups['what']);
  const ahead = (numberOf(reading, 'which', groups['which']) ?? 0) + (groups['again'] === undefined ? 0 : 1);
  if (what === 'month') return monthFrom(today, ahead);
  if (what === 'year') return yearSpan(yearOf(today) + ahead);
  if (what === 'quarter') return quarter(yearOf(today), Math.ceil(monthOf(today) / 3) + ahead);
  if (what === 'weekend') {
    const eighths = groups['huit'] === undefined ? 0 : Math.floor(Number(groups['huit']) / 7);
    return weekend(addDays(week(today).start, 5 + 7 * (ahead + eighths)));
  }
  return week(addDays(today, 7 * ahead));
}
