import { addDays, isLocalDate, type LocalDate, weekday } from '../time.ts';
import { easter, iso, lastDay, type Span, yearOf } from './calendar.ts';
import feasts from './feast-days.json' with { type: 'json' };

/** A named day or span of each year: rules, or fixed days parted by "|" where no rule gives them (school holidays). */
export interface Holiday {
  /** Phrase patterns of the locale. */
  readonly say: readonly string[];
  readonly named: string;
  readonly from: string;
  readonly to?: string;
  /** Where Britain keeps it on another day: mothering Sunday. */
  readonly inBritain?: string;
}

/** "mothers_day = 2th7@5 (GB easter-21)", "lent = easter-46 .. easter-1", with phrases parted by ";". */
export function holidaysOf(lines: Readonly<Record<string, string>>): readonly Holiday[] {
  return Object.entries(lines).map(([line, phrases]) => {
    const [, named = '', from = '', to, inBritain] = /^(\w+) = (.+?)(?: \.\. (.+?))?(?: \(GB (.+)\))?$/.exec(line) ?? [];
    if (from === '') throw new RangeError(`not a holiday: "${line}"`);
    return {
      say: phrases.split('; '),
      named,
      from,
      ...(to === undefined ? {} : { to }),
      ...(inBritain === undefined ? {} : { inBritain }),
    };
  });
}

const TABLE: Readonly<Record<string, string>> = feasts;
const known = new Map<string, readonly LocalDate[]>();

/** All days of a movable feast of other calendars, 1990 to 2050: the first, and the days to each next one above 350 (scripts/feasts.ts). */
function allDays(name: string): readonly LocalDate[] {
  const before = known.get(name);
  if (before) return before;
  const [first = '', gaps = ''] = (TABLE[name] ?? '').split(' ');
  const days = [first];
  for (const gap of gaps) days.push(addDays(days.at(-1) ?? first, 350 + Number.parseInt(gap, 36)));
  known.set(name, days);
  return days;
}

/** Of one year; none outside the years that are known, two where a lunar year is short. */
function feastDays(name: string, y: number): readonly LocalDate[] {
  return allDays(name).filter((date) => yearOf(date) === y);
}

type Reader = (match: readonly string[], y: number) => readonly LocalDate[];

/** The first weekday of a month, or the nth. */
function nth(y: number, m: number, wd: number, n: number): LocalDate {
  const first = iso(y, m, 1);
  return addDays(first, ((wd - weekday(first) + 7) % 7) + 7 * (n - 1));
}

/** The last such weekday up to a day. */
function upTo(date: LocalDate, wd: number): LocalDate {
  return addDays(date, -((weekday(date) - wd + 7) % 7));
}

/** How the rules of locales/<l>/grammar/holidays.json are written. */
const RULES: readonly (readonly [RegExp, Reader])[] = [
  [/^easter([+-]\d+)$/, ([, by], y) => [addDays(easter(y), Number(by))]],
  [/^feast (\w+?)([+-]\d+)?$/, ([, name = '', by], y) => feastDays(name, y).map((date) => addDays(date, Number(by ?? 0)))],
  // The last Sunday of May, or a week later where that is Whitsun.
  [
    /^last(\d)@(\d+)(?:\^easter\+(\d+))?$/,
    ([, wd, m, other], y) => {
      const date = upTo(iso(y, Number(m), lastDay(y, Number(m))), Number(wd));
      return [other !== undefined && addDays(easter(y), Number(other)) === date ? addDays(date, 7) : date];
    },
  ],
  [/^(\d)th(\d)@(\d+)([+-]\d+)?$/, ([, n, wd, m, by], y) => [addDays(nth(y, Number(m), Number(wd), Number(n)), Number(by ?? 0))]],
  [/^before(\d)@(\d\d-\d\d)$/, ([, wd, day], y) => [upTo(addDays(`${y}-${day}`, -1), Number(wd))]],
  [/^before(\d)@feast (\w+)$/, ([, wd, name = ''], y) => feastDays(name, y).map((date) => upTo(addDays(date, -1), Number(wd)))],
  // The day before where it is that weekday.
  [/^(\d\d-\d\d)<(\d)$/, ([, day, wd], y) => [addDays(`${y}-${day}`, weekday(`${y}-${day}`) === Number(wd) ? -1 : 0)]],
];

function daysOfRule(rule: string, y: number): readonly LocalDate[] {
  for (const [pattern, read] of RULES) {
    const match = pattern.exec(rule);
    if (match) return read(match, y);
  }
  return isLocalDate(`${y}-${rule}`) ? [`${y}-${rule}`] : [];
}

function spansIn(from: string, to: string | undefined, y: number): readonly Span[] {
  return daysOfRule(from, y).flatMap((start) => {
    const ends = to === undefined ? [start] : [...daysOfRule(to, y), ...daysOfRule(to, y + 1)];
    const end = ends.find((date) => date >= start);
    return end === undefined ? [] : [{ start, end }];
  });
}

function listed(holiday: Holiday): readonly Span[] {
  const ends = (holiday.to ?? holiday.from).split('|');
  return holiday.from.split('|').flatMap((start, i) => (isLocalDate(start) ? [{ start, end: ends[i] ?? start }] : []));
}

/** The holiday of a year, or the next one that is not over. Other calendars' feasts are known from 1990 to 2050. */
export function holidaySpan(holiday: Holiday, today: LocalDate, year: number | undefined, locale = ''): Span | undefined {
  const fixed = listed(holiday);
  if (fixed.length > 0) return fixed.find((span) => (year === undefined ? span.end >= today : yearOf(span.start) === year)) ?? fixed.at(-1);
  const from = locale === 'en-GB' ? (holiday.inBritain ?? holiday.from) : holiday.from;
  if (year !== undefined) return spansIn(from, holiday.to, year)[0];
  return [-1, 0, 1, 2].flatMap((i) => spansIn(from, holiday.to, yearOf(today) + i)).find((span) => span.end >= today);
}
