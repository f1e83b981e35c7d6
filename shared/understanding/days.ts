import { addDays, daysBetween, isLocalDate, type LocalDate, weekday } from '../time.ts';
import {
  anchored,
  type DayRef,
  iso,
  lastDay,
  nextWeekday,
  resolveDay,
  resolveRange,
  resolveStart,
  type Span,
  week,
  yearOf,
} from './calendar.ts';
import type { Groups, Makers } from './chart.ts';
import { type Found, isDaypart, numberOf, type Reading, wordValue } from './found.ts';
import { day, type Made, num, yearFor, yearNamed, yearSaid } from './made.ts';
import { present } from './present.ts';
import { nearTrip, partsOf } from './spans.ts';
import { wholeAt } from './wholes.ts';

/** The parts of a day that a rule captured. */
export function refOf(groups: Groups, reading: Reading): DayRef {
  return present({
    d: num(groups['d']),
    m: numberOf(reading, 'month', groups['m']),
    wd: numberOf(reading, 'wd', groups['wd'] ?? groups['wd2']),
    y: yearSaid(groups['y']),
  });
}

/** "31 février" has no day: the doubt offers the last of the month and the first of the next. */
function missing(ref: DayRef, reading: Reading): void {
  const { d, m } = ref;
  if (d === undefined || m === undefined || d > 31) return;
  const y = ref.y ?? yearFor(m, undefined, reading.context.today);
  const last = iso(y, m, lastDay(y, m));
  reading.doubts.push({ type: 'date', said: { day: d, month: m }, options: [last, addDays(last, 1)] });
}

/** "le 3 mars dernier": the latest such day that is over. */
function lastSuch(ref: DayRef, { context }: Reading): DayRef {
  const next = resolveDay(ref, context.today);
  return next === undefined || ref.m === undefined || ref.d === undefined
    ? ref
    : { ...ref, y: yearOf(next) - (next === context.today ? 0 : 1) };
}

function dayMonth(groups: Groups, reading: Reading): Made {
  const y = yearNamed(groups, reading);
  const said = { ...refOf(groups, reading), ...(y === undefined ? {} : { y }) };
  const ref = groups['past'] === undefined ? said : lastSuch(said, reading);
  if (ref.d === undefined || ref.d < 1) return undefined;
  if (ref.m !== undefined && resolveDay(ref, reading.context.today) === undefined) {
    missing(ref, reading);
  }
  return { mark: 'd', value: { type: 'day', ref } };
}

function slash(groups: Groups, reading: Reading): Made {
  if (reading.context.asked === 'budget') return undefined;
  const a = num(groups['a']) ?? 0;
  const b = num(groups['b']) ?? 0;
  const monthFirst = (reading.context.locale === 'en-US' && a <= 12) || b > 12;
  const [d, m] = monthFirst ? [b, a] : [a, b];
  if (m < 1 || m > 12 || d < 1 || d > 31) return undefined;
  const y = groups['y'] === undefined ? {} : { y: yearFor(m, groups['y'], reading.context.today) };
  const ref = { d, m, ...y };
  if (resolveDay(ref, reading.context.today) !== undefined) return { mark: 'd', value: { type: 'day', ref } };
  missing(ref, reading);
  return undefined;
}

/** "lundi en huit" is a week on; "lundi de la semaine prochaine", "next Monday" are in the next calendar week. */
function weekdayIn(wd: number, groups: Groups, today: LocalDate): LocalDate | undefined {
  const coming = nextWeekday(addDays(today, -1), wd);
  const { far } = groups;
  if (far === 'last week') return addDays(week(addDays(today, -7)).start, wd - 1);
  if (groups['past'] !== undefined) return addDays(coming, -7);
  if (far === '8' || groups['far8'] !== undefined) return addDays(coming, 7);
  if (far === '15') return addDays(coming, 14);
  if (far === 'cette' || far === 'this week') return addDays(week(today).start, wd - 1);
  if (far !== undefined || groups['wdn'] !== undefined) return addDays(week(addDays(today, 7)).start, wd - 1);
  return groups['wds'] === undefined ? undefined : addDays(nextWeekday(today, wd), 7 * ((num(groups['n']) ?? 1) - 1));
}

function weekdayOf(groups: Groups, reading: Reading): Made {
  const wd = numberOf(reading, 'wd', groups['wd'] ?? groups['wdn'] ?? groups['wds']);
  if (wd === undefined) return undefined;
  const date = weekdayIn(wd, groups, reading.context.today);
  if (date !== undefined) return day(date);
  return { mark: 'd', value: { type: 'day', ref: groups['d'] === undefined ? { wd } : refOf(groups, reading) } };
}

/** The end does not exist ("du 20 au 31 février"): the start does, and is asked no more; a 29 February of another year is not meant. */
function startOnly(first: DayRef, last: DayRef, from: LocalDate): Made {
  const start = last.d !== undefined && last.m !== undefined ? resolveStart(first, last, from) : undefined;
  if (start === undefined) return undefined;
  const isFar = start > iso(yearFor(last.m ?? 1, undefined, from), last.m ?? 1, 31);
  return { mark: 'w', value: { type: 'when', when: isFar ? {} : { start } } };
}

/** "du 21 au 26", "du vendredi soir au dimanche", and a first end that lacks its month. */
function range(groups: Groups, reading: Reading, last: DayRef, named: LocalDate | undefined): Made {
  const { today } = reading.context;
  const first = withWeekday(reading, groups['d1'], groups['w1']);
  const lone = last.d !== undefined && last.m === undefined && last.date === undefined;
  const weekdays = first.d === undefined && groups['next'] === undefined;
  const near = lone || weekdays ? (named === undefined ? nearTrip(first, reading) : anchored(first, named, today)) : first;
  const from = first.d === undefined ? addDays(today, groups['next'] === undefined ? 1 : 8 - weekday(today)) : today;
  const found = inOneMonth(resolveRange(near, last, from), first, last);
  if (!found) return startOnly(near, last, from);
  return { mark: 'w', value: { type: 'when', when: { ...found, ...partsOf(groups, reading) } } };
}

/** "Du 24 au 31" in November: the next month that has both. */
function inOneMonth(found: Span | undefined, first: DayRef, last: DayRef): Span | undefined {
  const bare = first.m === undefined && last.m === undefined && (first.d ?? 99) < (last.d ?? 0);
  if (!found || !bare || daysBetween(found.start, found.end) < 28) return found;
  return { start: addDays(found.end, (first.d ?? 0) - (last.d ?? 0)), end: found.end };
}

function withWeekday(reading: Reading, d: string | undefined, wd: string | undefined): DayRef {
  return present({ d: num(d), wd: numberOf(reading, 'wd', wd) });
}

/** "February 27th to the 31st": a day that the month of the first does not have is meant in that month, and does not exist. */
function inMonthOf(last: DayRef, first: DayRef | undefined, { context }: Reading): DayRef {
  if (first?.m === undefined || first.d === undefined || last.m !== undefined || last.d === undefined || last.d < first.d) return last;
  const y = first.y ?? yearFor(first.m, undefined, context.today);
  return last.d > lastDay(y, first.m) ? { ...last, m: first.m } : last;
}

function rangeFrom(first: DayRef | undefined, groups: Groups, reading: Reading): Made {
  const said = refOf({ d: groups['d2'], m: groups['m2'], wd: groups['w2'] }, reading);
  const last = inMonthOf(said, first, reading);
  if (first && last !== said) {
    missing(last, reading);
    return startOnly(first, last, reading.context.today);
  }
  const found = first && resolveRange(first, last, reading.context.today);
  return found && { mark: 'w', value: { type: 'when', when: found } };
}

/** "du 3 au 5 du mois prochain". */
function inNamedMonth(groups: Groups, reading: Reading): Made {
  const whole = wholeAt(groups, reading);
  const [from, to] = [num(groups['d1']), num(groups['d2'])];
  if (!whole || from === undefined || to === undefined || to < from) return undefined;
  const at = (d: number) => addDays(whole.start, d - 1);
  return at(to) > whole.end ? undefined : { mark: 'w', value: { type: 'when', when: { start: at(from), end: at(to) } } };
}

/** "The 1st" alone may pick from a list: a day only where days were asked for. */
function bareDay(groups: Groups, reading: Reading): Made {
  const { asked, listed } = reading.context;
  if (groups['bare'] !== undefined && (asked !== 'dates' || listed.length > 0)) return undefined;
  return { mark: 'd', value: { type: 'day', ref: present({ ...refOf(groups, reading), d: num(groups['d'] ?? groups['bare']) }) } };
}

function isListed(groups: Groups, { context }: Reading): boolean {
  return context.phase === 'choosing' && (num(groups['d']) ?? 0) <= context.listed.length;
}

function isoDay(groups: Groups): Made {
  const date = (groups['iso'] ?? '').replace(/[/.]/g, '-').replace(/-(\d)(?=-|$)/g, '-0$1');
  return day(isLocalDate(date) ? date : undefined);
}

/** "Le lendemain", "the day before", where the days of a trip are known: counted from them. */
function besideTrip(said: string | undefined, reading: Reading): Made {
  const { known, phase } = reading.context;
  const beside = numberOf(reading, 'beside', said);
  if (beside === undefined || known.start === undefined || phase === 'briefing') return undefined;
  return { mark: 'd', value: { type: 'day', ref: { date: addDays(known.start, beside) }, beside } };
}

/** Single days, and ranges whose ends are not yet days. `refAt` reads a day found before; `named` is the holiday that was said ("pour Noël, du 23 au 27"). */
export function dayMakers(
  reading: Reading,
  refAt: (mark: string | undefined) => DayRef | undefined,
  named: () => LocalDate | undefined,
): Makers<Found> {
  const { today } = reading.context;
  return {
    iso: isoDay,
    slash: (groups) => slash(groups, reading),
    dm: (groups) => dayMonth(groups, reading),
    rangeend: (groups) => {
      const last = refAt(groups['mark']);
      return last && range(groups, reading, last, undefined);
    },
    /** "Le 18 ou le 19 décembre": the first of them. */
    orday: (groups) => {
      const last = refAt(groups['mark']);
      const start = last && resolveStart(withWeekday(reading, groups['d1'], groups['w1']), last, today);
      return day(start);
    },
    tail: (groups) => rangeFrom(refAt(groups['mark']), groups, reading),
    range: (groups) => range(groups, reading, withWeekday(reading, groups['d2'], groups['w2']), named()),
    weekday: (groups) => weekdayOf(groups, reading),
    rel: (groups) => {
      const days = numberOf(reading, 'rel', groups['rel']);
      return days === undefined ? undefined : (besideTrip(groups['rel'], reading) ?? day(addDays(today, days)));
    },
    today: (groups) => {
      const part = wordValue(reading, 'daypart', groups['p']);
      return day(today, isDaypart(part) ? { daypart: part } : undefined);
    },
    monthdays: (groups) => inNamedMonth(groups, reading),
    day: (groups) => bareDay(groups, reading),
    // "Le deux c'est parfait", with three to choose from
    picked: (groups) => (isListed(groups, reading) ? undefined : bareDay(groups, reading)),
  };
}
