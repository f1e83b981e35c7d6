import { addDays, daysBetween, type LocalDate, weekday } from '../time.ts';
import {
  addMonths,
  anchored,
  iso,
  lastDay,
  month,
  monthOf,
  nextWeekday,
  resolveDay,
  type Span,
  week,
  weekend,
  yearOf,
} from './calendar.ts';
import type { Groups, Makers } from './chart.ts';
import { refOf } from './days.ts';
import { type Found, numberOf, type Reading, wordValue } from './found.ts';
import { holidaySpan } from './holidays.ts';
import { day, type Made, num, span, yearFor } from './made.ts';

/** The trip falls somewhere inside. */
const WINDOW = { dateMode: 'window' } as const;

function partOf(groups: Groups, reading: Reading): Made {
  const m = numberOf(reading, 'month', groups['m']);
  const part = wordValue(reading, 'part', groups['p']);
  if (m === undefined) return undefined;
  const y = yearFor(m, groups['y'], reading.context.today);
  const whole = month(y, m);
  const bounds: Readonly<Record<string, readonly [number, number]>> = { start: [1, 10], mid: [11, 20], end: [21, lastDay(y, m)] };
  const [from, to] = bounds[String(part)] ?? [1, lastDay(y, m)];
  return span({ start: addDays(whole.start, from - 1), end: addDays(whole.start, to - 1) }, WINDOW);
}

function half(groups: Groups, reading: Reading): Made {
  const m = numberOf(reading, 'month', groups['m']);
  if (m === undefined) return undefined;
  const whole = month(yearFor(m, groups['y'], reading.context.today), m);
  const first = groups['nth']?.startsWith('1') ?? false;
  const middle = addDays(whole.start, 14);
  return span(first ? { start: whole.start, end: middle } : { start: addDays(middle, 1), end: whole.end }, WINDOW);
}

function monthAt(groups: Groups, reading: Reading): Span | undefined {
  const { today } = reading.context;
  const m = numberOf(reading, 'month', groups['m']);
  if (m !== undefined) return month(yearFor(m, groups['y'], today), m);
  const ahead = numberOf(reading, 'rm', groups['rm']);
  if (ahead === undefined) return undefined;
  const moved = addMonths(`${today.slice(0, 7)}-01`, ahead);
  return month(yearOf(moved), monthOf(moved));
}

/** The nth such weekday of a span, from its end when n is absent; `reach` days must still fit in. */
function nthWeekday(whole: Span, wd: number, n: number | undefined, reach: number): LocalDate {
  if (n !== undefined) return addDays(nextWeekday(addDays(whole.start, -1), wd), 7 * (n - 1));
  const from = addDays(whole.end, -reach);
  return addDays(from, -((weekday(from) - wd + 7) % 7));
}

/** "la première semaine de mars": whole weeks; "le deuxième lundi de mai": that day. */
function nthOf(groups: Groups, reading: Reading): Made {
  const whole = monthAt(groups, reading);
  if (!whole) return undefined;
  if (groups['d'] !== undefined) return day(addDays(whole.start, (num(groups['d']) ?? 1) - 1));
  const what = wordValue(reading, 'what', groups['what']);
  const said = num(groups['nth']);
  const n = Number.isNaN(said) ? undefined : said;
  if (what === 'day') return day(n === undefined ? whole.end : addDays(whole.start, n - 1));
  if (what === 'week') return span(week(nthWeekday(whole, 1, n, 6)));
  if (what === 'weekend') return span(weekend(nthWeekday(whole, 6, n, 1)));
  return day(nthWeekday(whole, numberOf(reading, 'wd', groups['what']) ?? 1, n, 0));
}

function weekOf(groups: Groups, reading: Reading): Made {
  const ref = anchored(refOf(groups, reading), reading.context.known.start, reading.context.today);
  const date = resolveDay(ref, ref.m === undefined ? reading.context.today : addDays(reading.context.today, -6));
  if (date === undefined) return undefined;
  return span(wordValue(reading, 'what', groups['what']) === 'weekend' ? weekend(date) : week(date));
}

function holiday(groups: Groups, reading: Reading): Made {
  const index = numberOf(reading, 'holiday', groups['h']);
  const words = index === undefined ? undefined : reading.grammar.holidays[index];
  const found = words && holidaySpan(words, reading.context.today, num(groups['y']));
  if (!words || !found) return undefined;
  const when = { named: words.named };
  const pre = wordValue(reading, 'around', groups['pre'] ?? groups['post']);
  if (pre === 'weekend') return span(weekend(found.start), when);
  if (pre === 'week') return span(week(found.start), when);
  if (pre === 'eve') return day(addDays(found.start, -1), when);
  if (pre === 'morrow') return day(addDays(found.start, 1), when);
  return words.to === undefined ? day(found.start, when) : span(found, when);
}

function relativeWeek(groups: Groups, reading: Reading): Made {
  const { today } = reading.context;
  const what = wordValue(reading, 'what', groups['what']);
  const ahead = (numberOf(reading, 'which', groups['which']) ?? 0) + (groups['again'] === undefined ? 0 : 1);
  if (what === 'month') {
    const m = addMonths(`${today.slice(0, 7)}-01`, ahead);
    return span(month(yearOf(m), monthOf(m)), WINDOW);
  }
  if (what === 'year') return span({ start: iso(yearOf(today) + ahead, 1, 1), end: iso(yearOf(today) + ahead, 12, 31) }, WINDOW);
  const eighths = groups['huit'] === undefined ? 0 : Math.floor(Number(groups['huit']) / 7);
  if (what === 'weekend') return span(weekend(addDays(week(today).start, 5 + 7 * (ahead + eighths))));
  return span(week(addDays(today, 7 * ahead)));
}

function season(groups: Groups, reading: Reading): Made {
  const rule = wordValue(reading, 'season', groups['s']);
  if (typeof rule !== 'string') return undefined;
  const [from = '', to = ''] = rule.split('..');
  const { today } = reading.context;
  const said = num(groups['y']);
  for (let y = said ?? yearOf(today) - 1; y <= yearOf(today) + 2; y++) {
    const end = `${to < from ? y + 1 : y}-${to}`;
    if (said !== undefined || end > today) return span({ start: `${y}-${from}`, end }, WINDOW);
  }
  return undefined;
}

function partOfWeek({ start, end }: Span, part: unknown): Span {
  if (part === 'start') return { start, end: addDays(start, 1) };
  return part === 'end' ? { start: addDays(start, 3), end } : { start, end: addDays(start, 4) };
}

function partOfMonth({ start, end }: Span, part: unknown): Span {
  if (part === 'start') return { start, end: addDays(start, 9) };
  return part === 'end' ? { start: addDays(start, 20), end } : { start: addDays(start, 10), end: addDays(start, 19) };
}

function partOfYear({ start, end }: Span, part: unknown): Span {
  return part === 'start' ? { start, end: addDays(addMonths(start, 2), -1) } : { start: addMonths(start, 10), end };
}

/** A month's beginning that is past is the next month's. */
function upcoming(whole: Span, part: unknown, today: LocalDate): Span {
  if (part !== 'start' || whole.start >= addDays(today, -10)) return whole;
  const next = addMonths(whole.start, 1);
  return month(yearOf(next), monthOf(next));
}

/** "fin de semaine", "début de l'année": thirds of a month, two days of a week, two months of a year. */
function partSpan(groups: Groups, reading: Reading): Made {
  const part = wordValue(reading, 'part', groups['p']);
  const whole = relativeWeek(groups, reading)?.value;
  if (whole?.type !== 'span') return undefined;
  const length = daysBetween(whole.span.start, whole.span.end) + 1;
  if (length <= 7) return span(partOfWeek(whole.span, part), WINDOW);
  if (length > 31) return span(partOfYear(whole.span, part), WINDOW);
  const named = groups['which'] === undefined ? upcoming(whole.span, part, reading.context.today) : whole.span;
  return span(partOfMonth(named, part), WINDOW);
}

function monthSpan(groups: Groups, reading: Reading): Made {
  const only = num(groups['yy']);
  if (only !== undefined) return span({ start: iso(only, 1, 1), end: iso(only, 12, 31) }, WINDOW);
  const m = numberOf(reading, 'month', groups['m']);
  const m2 = numberOf(reading, 'month', groups['m2']) ?? m;
  if (m === undefined || m2 === undefined) return undefined;
  const y = yearFor(m, groups['y'], reading.context.today);
  return span({ start: month(y, m).start, end: month(m2 < m ? y + 1 : y, m2).end }, WINDOW);
}

function twoWeeks(groups: Groups, reading: Reading): Made {
  const whole = monthAt(groups, reading);
  if (!whole) return undefined;
  const { start, end } = whole;
  return span(groups['nth']?.startsWith('1') ? { start, end: addDays(start, 13) } : { start: addDays(end, -13), end }, WINDOW);
}

/** Weeks, week-ends, months and their parts, holidays, seasons. */
export function periodMakers(reading: Reading): Makers<Found> {
  return {
    partof: (groups) => partOf(groups, reading),
    half: (groups) => half(groups, reading),
    weeks2: (groups) => twoWeeks(groups, reading),
    nthweek: (groups) => nthOf(groups, reading),
    weekof: (groups) => weekOf(groups, reading),
    holiday: (groups) => holiday(groups, reading),
    relweek: (groups) => relativeWeek(groups, reading),
    partspan: (groups) => partSpan(groups, reading),
    season: (groups) => season(groups, reading),
    monthspan: (groups) => monthSpan(groups, reading),
  };
}
