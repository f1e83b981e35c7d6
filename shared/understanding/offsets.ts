import { addDays, daysBetween, type LocalDate } from '../time.ts';
import { iso, monday, month, monthOf, nextWeekday, week, yearOf } from './calendar.ts';
import { at, type Groups, type Makers } from './chart.ts';
import { count, type Found, numberOf, type Reading } from './found.ts';
import { day, type Made, moved, span } from './made.ts';
import { dayFor } from './spans.ts';

const WINDOW = { dateMode: 'window' } as const;
const YEAR = 365;

/** "3", "une", and words that are no number but mean one ("few": 3). */
function howMany(groups: Groups, reading: Reading): number | undefined {
  return numberOf(reading, 'some', groups['n']) ?? count(groups['n']);
}

/** "dans deux ans" names the month of that year; smaller units name a day. */
function away(groups: Groups, reading: Reading, sign: 1 | -1): Made {
  // "Sous quinzaine"
  const n = groups['n'] === undefined ? 1 : howMany(groups, reading);
  const unit = numberOf(reading, 'unit', groups['unit']);
  if (n === undefined || unit === undefined) return undefined;
  const { today } = reading.context;
  const half = groups['half'] === undefined ? 0 : Math.floor(unit / 2);
  const date = addDays(moved(today, sign * n, unit), sign * half);
  if (groups['by'] !== undefined) return span({ start: today, end: date }, WINDOW);
  return unit === YEAR && groups['exact'] === undefined ? span(month(yearOf(date), monthOf(date)), WINDOW) : day(date);
}

function firstOf(unit: number, today: LocalDate): LocalDate {
  if (unit === YEAR) return `${today.slice(0, 4)}-01-01`;
  if (unit === 91) return iso(yearOf(today), 3 * Math.floor((monthOf(today) - 1) / 3) + 1, 1);
  if (unit === 30) return `${today.slice(0, 7)}-01`;
  return unit === 7 ? monday(today) : today;
}

/** "two upcoming week": one unit is named, the second to come. */
function nthUnit(groups: Groups, reading: Reading): Made {
  const n = howMany(groups, reading);
  const unit = numberOf(reading, 'unit', groups['unit']);
  if (n === undefined || unit === undefined) return undefined;
  const start = moved(firstOf(unit, reading.context.today), n, unit);
  return unit === 1 ? day(start) : span({ start, end: addDays(moved(start, 1, unit), -1) }, WINDOW);
}

/** "les trois prochaines semaines": whole weeks, months and years, counted from the next; days from tomorrow. */
function nextUnits(groups: Groups, reading: Reading): Made {
  const n = howMany(groups, reading);
  const unit = numberOf(reading, 'unit', groups['unit']);
  const ahead = numberOf(reading, 'which', groups['which']);
  if (n === undefined || unit === undefined || ahead === undefined) return undefined;
  const begin = firstOf(unit, reading.context.today);
  const start = ahead > 0 ? moved(begin, 1, unit) : moved(begin, -n, unit);
  return span({ start, end: addDays(moved(start, n, unit), -1) }, WINDOW);
}

function dayAt(found: readonly Found[], mark: string | undefined) {
  const thing = at(found, mark);
  return thing?.type === 'day' ? thing.ref : undefined;
}

/** "two weeks from Friday", "a week tomorrow": counted from a day that is near; from a date it is a length ("a week from the 20th"). */
function fromDay(groups: Groups, reading: Reading, found: readonly Found[]): Made {
  const ref = dayAt(found, groups['d']);
  const n = howMany(groups, reading);
  const unit = numberOf(reading, 'unit', groups['unit']);
  if (!ref || n === undefined || unit === undefined || (ref.date === undefined && ref.d !== undefined)) return undefined;
  const date = dayFor(ref, reading);
  return date === undefined ? undefined : day(moved(date, n, unit));
}

/** "vendredi dans deux semaines": the Friday of the week that it then is. */
function weekdayThen(groups: Groups, found: readonly Found[]): Made {
  const wd = dayAt(found, groups['a']);
  const then = dayAt(found, groups['b'])?.date;
  if (wd?.wd === undefined || wd.d !== undefined || wd.date !== undefined || then === undefined) return undefined;
  return day(addDays(week(then).start, wd.wd - 1));
}

/** "three fridays from now", "two thursdays ago". */
function weekdays(groups: Groups, reading: Reading): Made {
  const wd = numberOf(reading, 'wd', groups['wds']);
  const n = count(groups['n']);
  if (wd === undefined || n === undefined) return undefined;
  const { today } = reading.context;
  const coming = nextWeekday(today, wd);
  return day(addDays(coming, 7 * (groups['past'] === undefined ? n - 1 : coming === addDays(today, 7) ? -n - 1 : -n)));
}

/** Of such weekdays the one nearest to a day, or the nth nearest; the day itself counts. */
function nearest(groups: Groups, reading: Reading, found: readonly Found[]): Made {
  const wd = dayAt(found, groups['a'])?.wd;
  const ref = dayAt(found, groups['b']);
  const date = ref && dayFor(ref, reading);
  if (wd === undefined || date === undefined) return undefined;
  const first = Number.parseInt(groups['nth'] ?? '1', 10) || 2;
  const after = nextWeekday(addDays(date, -1), wd);
  const gap = (one: LocalDate) => Math.abs(daysBetween(one, date));
  const all = [0, -1, 1, -2, 2].map((weeks) => addDays(after, 7 * weeks)).sort((a, b) => gap(a) - gap(b));
  return day(all[first - 1]);
}

/** Days counted from today or from a day found before. */
export function offsetMakers(reading: Reading, found: readonly Found[]): Makers<Found> {
  return {
    in: (groups) => away(groups, reading, 1),
    ago: (groups) => away(groups, reading, -1),
    nthunit: (groups) => nthUnit(groups, reading),
    nextn: (groups) => nextUnits(groups, reading),
    from: (groups) => fromDay(groups, reading, found),
    weekthen: (groups) => weekdayThen(groups, found),
    weekdays: (groups) => weekdays(groups, reading),
    nearest: (groups) => nearest(groups, reading, found),
  };
}
