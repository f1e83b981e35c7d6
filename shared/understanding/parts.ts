import { addDays, daysBetween, type LocalDate } from '../time.ts';
import { addMonths, month, monthOf, type Span, yearOf } from './calendar.ts';
import type { Groups, Makers } from './chart.ts';
import { count, type Found, numberOf, type Reading, wordValue } from './found.ts';
import { type Made, num, span, yearSaid } from './made.ts';
import { seasonNamed } from './seasons.ts';
import { relativeSpan, wholeAt, yearSpan } from './wholes.ts';

/** The trip falls somewhere inside. */
const WINDOW = { dateMode: 'window' } as const;

function partOfWeek({ start, end }: Span, part: unknown, reading: Reading): Span {
  if (part === 'start') return { start, end: addDays(start, 1) };
  if (part === 'end') return { start: addDays(start, numberOf(reading, 'weekpart', 'end') ?? 3), end };
  return part === 'mid' ? { start: addDays(start, 1), end: addDays(start, 3) } : { start, end };
}

function partOfMonth({ start, end }: Span, part: unknown): Span {
  if (part === 'start') return { start, end: addDays(start, 9) };
  if (part === 'end') return { start: addDays(start, 20), end };
  return part === 'mid' ? { start: addDays(start, 10), end: addDays(start, 19) } : { start, end };
}

/** Thirds of a season, as they are of a month. */
function partOfSeason({ start, end }: Span, part: unknown): Span {
  if (part === 'start') return { start, end: addDays(start, 29) };
  return part === 'end' ? { start: addDays(end, -29), end } : { start: addDays(start, 30), end: addDays(end, -30) };
}

function partOfYear({ start, end }: Span, part: unknown): Span {
  if (part === 'start') return { start, end: addDays(addMonths(start, 2), -1) };
  return part === 'mid' ? { start: addMonths(start, 5), end: addDays(addMonths(start, 7), -1) } : { start: addMonths(start, 10), end };
}

/** A month's beginning that is past is the next month's. */
function upcoming(whole: Span, part: unknown, today: LocalDate): Span {
  if (part !== 'start' || whole.start >= addDays(today, -10)) return whole;
  const next = addMonths(whole.start, 1);
  return month(yearOf(next), monthOf(next));
}

/** "début mars", "beginning of 2027", "fin de semaine", "début de l'année": thirds of a month, two days of a week, two months of a year. */
function partOf(groups: Groups, reading: Reading): Made {
  const part = wordValue(reading, 'part', groups['p']);
  const named = wholeAt(groups, reading);
  const whole = named ?? (groups['s'] === undefined ? relativeSpan(groups, reading) : seasonNamed(groups, reading));
  if (!whole) return undefined;
  const rolls = named === undefined && groups['which'] === undefined;
  return { mark: 's', value: { type: 'span', span: partIn(whole, part, rolls, reading), when: WINDOW, late: part === 'end' } };
}

function partIn(whole: Span, part: unknown, rolls: boolean, reading: Reading): Span {
  const length = daysBetween(whole.start, whole.end) + 1;
  if (length > 85 && length < 100) return partOfSeason(whole, part);
  if (length <= 7) return partOfWeek(whole, part, reading);
  if (length > 31) return partOfYear(whole, part);
  return partOfMonth(rolls ? upcoming(whole, part, reading.context.today) : whole, part);
}

function half(groups: Groups, reading: Reading): Made {
  const whole = wholeAt(groups, reading);
  if (!whole) return undefined;
  const first = groups['nth']?.startsWith('1') ?? false;
  const long = daysBetween(whole.start, whole.end) > 31;
  const middle = long ? addDays(addMonths(whole.start, 6), -1) : addDays(whole.start, 14);
  return span(first ? { start: whole.start, end: middle } : { start: addDays(middle, 1), end: whole.end }, WINDOW);
}

/** Days and weeks are counted in days, months whole: "the first two weeks of August", "the last four months of 2027". */
function edge({ start, end }: Span, first: boolean, n: number, unit: number): Span {
  if (unit === 30) return first ? { start, end: addDays(addMonths(start, n), -1) } : { start: addMonths(addDays(end, 1), -n), end };
  return first ? { start, end: addDays(start, n * unit - 1) } : { start: addDays(end, 1 - n * unit), end };
}

function units(groups: Groups, reading: Reading): Made {
  const whole = wholeAt(groups, reading);
  const n = numberOf(reading, 'some', groups['n']) ?? count(groups['n'] ?? '2');
  const unit = numberOf(reading, 'unit', groups['unit']) ?? 7;
  if (!whole || n === undefined) return undefined;
  const found = edge(whole, groups['nth']?.startsWith('1') ?? false, n, unit);
  return found.start >= whole.start && found.end <= whole.end ? span(found, WINDOW) : undefined;
}

/** "the rest of the week", "later this month": from today, from the middle where that is yet to come. */
function rest(groups: Groups, reading: Reading): Made {
  const whole = relativeSpan(groups, reading);
  if (!whole) return undefined;
  const { today } = reading.context;
  const middle = addDays(whole.start, Math.floor((daysBetween(whole.start, whole.end) + 1) / 2));
  const from = groups['later'] !== undefined && middle > today ? middle : today;
  if (groups['earlier'] !== undefined) return span({ start: whole.start, end: middle }, WINDOW);
  return span({ start: from > whole.start ? from : whole.start, end: whole.end }, WINDOW);
}

/** "from 2027 to 2028". */
function yearRange(groups: Groups, reading: Reading): Made {
  const [from, to] = [num(groups['y1']) ?? 0, num(groups['y2']) ?? 0];
  return from < to && reading.context.asked !== 'budget' ? span({ start: yearSpan(from).start, end: yearSpan(to).end }, WINDOW) : undefined;
}

/** "d'avril à juin", "between March and May 2027": whole months, the first run of them that is not over. */
function monthRange(groups: Groups, reading: Reading): Made {
  if (groups['y1'] !== undefined) return yearRange(groups, reading);
  const first = numberOf(reading, 'month', groups['m']);
  const last = numberOf(reading, 'month', groups['m2']);
  if (first === undefined || last === undefined) return undefined;
  const over = last < first ? 1 : 0;
  const ending = yearSaid(groups['y2']);
  const y = yearSaid(groups['y']) ?? (ending === undefined ? firstYear(first, last, reading.context.today) : ending - over);
  return span({ start: month(y, first).start, end: month(ending ?? y + over, last).end }, WINDOW);
}

/** "de novembre à mars" said in January began last year. */
function firstYear(first: number, last: number, today: LocalDate): number {
  const m = monthOf(today);
  if (last < first) return yearOf(today) - (m <= last ? 1 : 0);
  return yearOf(today) + (m > last ? 1 : 0);
}

/** Parts of weeks, months and years, and what runs over several of them. */
export function partMakers(reading: Reading): Makers<Found> {
  return {
    partof: (groups) => partOf(groups, reading),
    partspan: (groups) => partOf(groups, reading),
    half: (groups) => half(groups, reading),
    units: (groups) => units(groups, reading),
    rest: (groups) => rest(groups, reading),
    monthrange: (groups) => monthRange(groups, reading),
  };
}
