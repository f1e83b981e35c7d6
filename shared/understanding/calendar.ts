import { addDays, daysBetween, isLocalDate, type LocalDate, weekday } from '../time.ts';
import { present } from './present.ts';

/** A day as said: any part may be missing. `date` is a day already decided ("demain"). `wd` 1 = Monday. */
export interface DayRef {
  readonly y?: number;
  readonly m?: number;
  readonly d?: number;
  readonly wd?: number;
  readonly date?: LocalDate;
}

/** Whole days, both inclusive. */
export interface Span {
  readonly start: LocalDate;
  readonly end: LocalDate;
}

export function iso(y: number, m: number, d: number): LocalDate {
  return `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

export function monthOf(date: LocalDate): number {
  return Number(date.slice(5, 7));
}

export function dayOf(date: LocalDate): number {
  return Number(date.slice(8, 10));
}

export function lastDay(y: number, m: number): number {
  return new Date(Date.UTC(y, m, 0)).getUTCDate();
}

/** Moves by months, keeping the day where it exists ("31 January" + 1 → 28 February). */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const y = Math.floor(index / 12);
  const m = (index % 12) + 1;
  return iso(y, m, Math.min(dayOf(date), lastDay(y, m)));
}

export function monday(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekday(date));
}

export function week(date: LocalDate): Span {
  const start = monday(date);
  return { start, end: addDays(start, 6) };
}

export function month(y: number, m: number): Span {
  return { start: iso(y, m, 1), end: iso(y, m, lastDay(y, m)) };
}

/** Saturday and Sunday of the week-end nearest to a day, its own first. */
export function weekend(date: LocalDate): Span {
  const wd = weekday(date);
  const start = wd === 7 ? addDays(date, -1) : addDays(date, 6 - wd - (wd < 3 ? 7 : 0));
  return { start, end: addDays(start, 1) };
}

/** Strictly after `from`. */
export function nextWeekday(from: LocalDate, wd: number): LocalDate {
  return addDays(from, (wd - weekday(from) + 7) % 7 || 7);
}

/** The year in which the month and day are not yet past; four years on for 29 February. */
function nextMonthDay(m: number, d: number, from: LocalDate, wd: number | undefined): LocalDate | undefined {
  const named = [0, 1]
    .map((i) => iso(yearOf(from) + i, m, d))
    .find((date) => isLocalDate(date) && date >= addDays(from, -3) && weekday(date) === wd);
  if (named !== undefined) return named;
  for (let y = yearOf(from); y <= yearOf(from) + 8; y++) {
    const date = iso(y, m, d);
    if (isLocalDate(date) && date >= from) return date;
  }
  return undefined;
}

function nextDayOfMonth(ref: DayRef, from: LocalDate): LocalDate | undefined {
  let fallback: LocalDate | undefined;
  for (let i = 0; i < 12; i++) {
    const month = addMonths(`${from.slice(0, 7)}-01`, i);
    const date = iso(yearOf(month), monthOf(month), ref.d ?? 1);
    if (!isLocalDate(date) || date < from) continue;
    if (ref.wd === undefined || weekday(date) === ref.wd) return date;
    fallback ??= date;
  }
  return fallback;
}

function withYear(y: number, ref: DayRef): LocalDate | undefined {
  const date = iso(y, ref.m ?? 1, ref.d ?? 1);
  return isLocalDate(date) ? date : undefined;
}

/** The first day not before `from` that the words can mean; nothing when no such day exists ("31 février"). */
export function resolveDay(ref: DayRef, from: LocalDate): LocalDate | undefined {
  if (ref.date !== undefined) return ref.date;
  if (ref.d !== undefined && ref.m !== undefined)
    return ref.y === undefined ? nextMonthDay(ref.m, ref.d, from, ref.wd) : withYear(ref.y, ref);
  if (ref.d !== undefined) return nextDayOfMonth(ref, from);
  if (ref.wd !== undefined) return nextWeekday(addDays(from, -1), ref.wd);
  return undefined;
}

/** The first end, with the month and year that the last one lends it. */
export function resolveStart(first: DayRef, last: DayRef, from: LocalDate): LocalDate | undefined {
  const lent = first.m === undefined && first.d !== undefined && last.m !== undefined ? lend(first, last) : first;
  return resolveDay(beforeYear(lent, last), from);
}

/** "du 28 au 3 mars", "du 20 mars au 25": each end lends the other what it lacks. */
export function resolveRange(first: DayRef, last: DayRef, from: LocalDate): Span | undefined {
  const start = resolveStart(first, last, from);
  if (start === undefined) return undefined;
  const end = resolveDay(last.y === undefined && first.y !== undefined && last.m !== undefined ? { ...last, y: first.y } : last, start);
  if (end === undefined) return undefined;
  return end < start ? undefined : (turned(first, last, from, daysBetween(start, end)) ?? { start, end });
}

/** Nobody stays so long who names one month: "du 8 au 5 mai" is from the 5th to the 8th. */
const LONG_DAYS = 21;

function turned(first: DayRef, last: DayRef, from: LocalDate, length: number): Span | undefined {
  const [a, b] = [first.d, last.d];
  const oneMonth = (first.m === undefined) !== (last.m === undefined) && first.date === undefined && last.date === undefined;
  if (!oneMonth || a === undefined || b === undefined || a <= b || length <= LONG_DAYS || (first.wd ?? last.wd) !== undefined)
    return undefined;
  const month = present({ m: first.m ?? last.m, y: first.y ?? last.y });
  const start = resolveDay({ ...month, d: b }, from);
  const end = resolveDay({ ...month, d: a }, start ?? from);
  return start === undefined || end === undefined || end < start ? undefined : { start, end };
}

/** A year said once, at the end, is also the start's: "du 30 avril au 2 mai 2028". */
function beforeYear(first: DayRef, last: DayRef): DayRef {
  if (first.y !== undefined || first.m === undefined || last.y === undefined || last.m === undefined) return first;
  return { ...first, y: first.m > last.m ? last.y - 1 : last.y };
}

function lend(first: DayRef, last: DayRef): DayRef {
  const m = last.m ?? 1;
  const earlier = (first.d ?? 0) > (last.d ?? 31);
  const borrowed = earlier ? ((m + 10) % 12) + 1 : m;
  const y = last.y === undefined ? {} : { y: earlier && m === 1 ? last.y - 1 : last.y };
  return { ...first, ...y, m: borrowed };
}

/** Of the same day of month in each month, the one nearest to a day already known ("non, du 21 au 26"). */
export function anchored(ref: DayRef, known: LocalDate | undefined, today: LocalDate): DayRef {
  if (known === undefined || ref.d === undefined || ref.m !== undefined || ref.date !== undefined) return ref;
  const near = [-1, 0, 1]
    .map((i) => addMonths(`${known.slice(0, 7)}-01`, i))
    .map((m) => iso(yearOf(m), monthOf(m), ref.d ?? 1))
    .filter((date) => isLocalDate(date) && date >= today)
    .sort((a, b) => Math.abs(daysBetween(a, known)) - Math.abs(daysBetween(b, known)));
  const [date] = near;
  return date === undefined ? ref : { date };
}

/** Gregorian Easter Sunday (Meeus/Jones/Butcher). */
export function easter(y: number): LocalDate {
  const a = y % 19;
  const b = Math.floor(y / 100);
  const c = y % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const n = h + l - 7 * Math.floor((a + 11 * h + 22 * l) / 451) + 114;
  return iso(y, Math.floor(n / 31), (n % 31) + 1);
}
