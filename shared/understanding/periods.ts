import { addDays, type LocalDate, weekday } from '../time.ts';
import { month, monthOf, nextWeekday, resolveDay, type Span, week, weekend, yearOf } from './calendar.ts';
import type { Groups, Makers } from './chart.ts';
import { refOf } from './days.ts';
import { type Found, numberOf, type Reading, wordValue } from './found.ts';
import { type Holiday, holidaySpan } from './holidays.ts';
import { day, type Made, num, span, yearFor, yearNamed } from './made.ts';
import { seasonOf } from './seasons.ts';
import { nearTrip } from './spans.ts';
import { isoWeek, quarter, relativeSpan, wholeAt, yearSpan } from './wholes.ts';

/** The trip falls somewhere inside. */
const WINDOW = { dateMode: 'window' } as const;

/** The nth such weekday of a span, from its end when n is negative; `reach` days must still fit in. */
function nthWeekday(whole: Span, wd: number, n: number, reach: number): LocalDate {
  if (n > 0) return addDays(nextWeekday(addDays(whole.start, -1), wd), 7 * (n - 1));
  const from = addDays(whole.end, -reach);
  return addDays(from, -((weekday(from) - wd + 7) % 7) + 7 * (n + 1));
}

/** "2e" is the second, "last" the last, "3e … last" the third from the end. */
function placeOf(groups: Groups): number {
  const said = num(groups['nth']);
  const n = said === undefined || Number.isNaN(said) ? undefined : said;
  if (groups['fromend'] !== undefined) return -(n ?? 2);
  return n ?? (groups['nth'] === 'second' ? 2 : -1);
}

/** Of a year that begins the span, its nth part of so many, from its end when n is negative. */
function nthPart({ start }: Span, what: unknown, n: number): Span {
  const y = yearOf(start);
  return what === 'month' ? month(y, n < 0 ? 13 + n : n) : quarter(y, n < 0 ? 5 + n : n);
}

/** "la première semaine de mars": whole weeks; "le deuxième lundi de mai": that day. */
function nthOf(groups: Groups, reading: Reading): Made {
  const whole = wholeAt(groups, reading);
  if (!whole) return undefined;
  if (groups['d'] !== undefined) return day(addDays(whole.start, (num(groups['d']) ?? 1) - 1));
  const what = wordValue(reading, 'what', groups['what']);
  const n = placeOf(groups);
  switch (what) {
    case 'day':
      return day(addDays(n < 0 ? whole.end : whole.start, n < 0 ? n + 1 : n - 1));
    case 'week':
      return span(week(nthWeekday(whole, 1, n, 6)));
    case 'weekend':
      return span(weekend(nthWeekday(whole, 6, n, 1)));
    case 'month':
    case 'quarter':
      return span(nthPart(whole, what, n), WINDOW);
    case undefined:
      return day(nthWeekday(whole, numberOf(reading, 'wd', groups['what']) ?? 1, n, 0));
  }
  return undefined;
}

function weekOf(groups: Groups, reading: Reading): Made {
  const ref = nearTrip(refOf(groups, reading), reading);
  const date = resolveDay(ref, ref.m === undefined ? reading.context.today : addDays(reading.context.today, -6));
  if (date === undefined) return undefined;
  const what = wordValue(reading, 'what', groups['what']);
  if (what === 'bridge') return span(bridge(date));
  if (what === 'weekend') return span(weekend(date));
  return span(week(date), { weekOf: date });
}

/** The feast of the year that was named; "last Easter" is the one before the next. */
function feastOf(groups: Groups, reading: Reading, words: Holiday): Span | undefined {
  const { today, locale } = reading.context;
  const named = yearNamed(groups, reading);
  const next = holidaySpan(words, today, named, locale);
  if (next === undefined || named !== undefined || numberOf(reading, 'which', groups['which']) !== -1) return next;
  return holidaySpan(words, today, yearOf(next.start) - 1, locale) ?? next;
}

/** A feast's week-end: with the Monday or the Friday that it falls on. */
function longWeekend({ start }: Span): Span {
  const near = weekend(start);
  if (weekday(start) === 1) return { start: addDays(start, -2), end: start };
  return weekday(start) === 5 ? { start, end: addDays(start, 2) } : near;
}

/** "Le pont de l'Ascension": with the day off between it and the week-end. */
function bridge(date: LocalDate): Span {
  const wd = weekday(date);
  // Of a Wednesday two days are taken off
  if (wd === 3 || wd === 4) return { start: date, end: addDays(date, 7 - wd) };
  return wd === 2 ? { start: addDays(date, -3), end: date } : longWeekend({ start: date, end: date });
}

function holiday(groups: Groups, reading: Reading): Made {
  const index = numberOf(reading, 'holiday', groups['h']);
  const words = index === undefined ? undefined : reading.grammar.holidays[index];
  const found = words && feastOf(groups, reading, words);
  if (!words || !found) return undefined;
  return around(wordValue(reading, 'around', groups['pre'] ?? groups['post']), found, words);
}

/** The feast itself, or the days beside it that are meant. */
function around(pre: unknown, found: Span, { named, to }: Holiday): Made {
  const when = { named };
  const alone = to === undefined ? day(found.start, when) : span(found, when);
  switch (pre) {
    case 'weekend':
      return span(longWeekend(found), when);
    case 'bridge':
      return to === undefined ? span(bridge(found.start), when) : alone;
    case 'week':
      return span(to === undefined ? week(found.start) : found, when);
    case 'eve2':
      return day(addDays(found.start, -2), when);
    case 'morrow2':
      return day(addDays(found.start, 2), when);
    case 'eve':
      return day(addDays(found.start, -1), when);
    case 'morrow':
      return day(addDays(found.start, 1), when);
    default:
      return alone;
  }
}

/** "Le week-end suivant", "the following week", where days are known: these days, a week on or back. */
function fromTrip(groups: Groups, reading: Reading): Span | undefined {
  const weeks = numberOf(reading, 'anchored', groups['which']);
  const what = wordValue(reading, 'what', groups['what']);
  const { known, phase } = reading.context;
  if (weeks === undefined || known.start === undefined || phase === 'briefing') return undefined;
  if (what !== 'week' && what !== 'weekend') return undefined;
  return { start: addDays(known.start, 7 * weeks), end: addDays(known.end ?? known.start, 7 * weeks) };
}

function relative(groups: Groups, reading: Reading): Made {
  const moved = fromTrip(groups, reading);
  if (moved) return span(moved, undefined);
  const found = relativeSpan(groups, reading);
  const what = wordValue(reading, 'what', groups['what']);
  return span(found, what === 'week' || what === 'weekend' ? undefined : WINDOW);
}

function monthSpan(groups: Groups, reading: Reading): Made {
  const { today, asked } = reading.context;
  const only = num(groups['yy']);
  if (only !== undefined) return asked === 'budget' ? undefined : span(yearSpan(only), WINDOW);
  const m = numberOf(reading, 'month', groups['m']);
  const m2 = numberOf(reading, 'month', groups['m2']) ?? m;
  if (m === undefined || m2 === undefined) return undefined;
  const y = yearNamed(groups, reading) ?? yearOfMonth(groups, m, today);
  return span({ start: month(y, m).start, end: month(m2 < m ? y + 1 : y, m2).end }, WINDOW);
}

/** "last March" is the one before today's month, "March after next" not the coming one. */
function yearOfMonth(groups: Groups, m: number, today: LocalDate): number {
  if (groups['past'] !== undefined) return yearOf(today) - (m < monthOf(today) ? 0 : 1);
  return yearFor(m, undefined, today) + (groups['again'] === undefined ? 0 : 1);
}

function quarterOf(groups: Groups, reading: Reading): Made {
  const { today } = reading.context;
  const n = num(groups['q']);
  if (n === undefined || n < 1 || n > 4) return undefined;
  const said = yearNamed(groups, reading);
  const here = quarter(yearOf(today), n);
  return span(said === undefined ? (here.end < today ? quarter(yearOf(today) + 1, n) : here) : quarter(said, n), WINDOW);
}

function numberedWeek(groups: Groups, reading: Reading): Made {
  const { today } = reading.context;
  const n = num(groups['wk']);
  if (n === undefined) return undefined;
  const said = yearNamed(groups, reading);
  const here = isoWeek(yearOf(today), n);
  return span(said === undefined ? (here.end < today ? isoWeek(yearOf(today) + 1, n) : here) : isoWeek(said, n));
}

/** Weeks, week-ends, months, quarters, holidays, seasons. */
export function periodMakers(reading: Reading): Makers<Found> {
  return {
    nthweek: (groups) => nthOf(groups, reading),
    weekof: (groups) => weekOf(groups, reading),
    holiday: (groups) => holiday(groups, reading),
    relweek: (groups) => relative(groups, reading),
    season: (groups) => span(seasonOf(groups, reading), WINDOW),
    monthspan: (groups) => monthSpan(groups, reading),
    quarter: (groups) => quarterOf(groups, reading),
    weekno: (groups) => numberedWeek(groups, reading),
  };
}
