import { addDays, civilAt, dateOf, type LocalDate, weekday } from '../time.ts';
import type { Brief } from '../trip/brief.ts';
import type { StepContext } from './state.ts';

/** A long weekend begins on a Friday, a stay on a Saturday. */
function firstWeekday({ longWeekend }: Brief): number {
  return longWeekend ? 5 : 6;
}

/** "Un week-end début décembre", until it is to be longer. */
function isWeekend({ weekend, nights }: Brief): boolean {
  return weekend === true && nights === 1;
}

/** The weekend of a window that holds no other. */
export function onlyWeekend(brief: Brief, ctx: StepContext): LocalDate | undefined {
  const [only, ...others] = isDayOpen(brief) && isWeekend(brief) ? someDays(brief, ctx) : [];
  return others.length === 0 ? only : undefined;
}

/** Two first days to choose from, Saturdays where there are: in the window that was named, else soon. With a first day, two last ones. */
export function someDays(brief: Brief, ctx: StepContext): readonly LocalDate[] {
  const { start, window, activity } = brief;
  if (start) return activity ? [addDays(start, 3), addDays(start, 7)] : [addDays(start, 1), addDays(start, 2)];
  const today = dateOf(civilAt(ctx.now, ctx.timeZone));
  const from = window && window.start > today ? window.start : addDays(today, window ? 1 : 7);
  const saturday = addDays(from, (firstWeekday(brief) - weekday(from) + 7) % 7);
  const [first, second] = [saturday, addDays(saturday, 7)];
  if (!window || second <= lastFirst(window, from, brief)) return [first, second];
  return inWindow(first, from, { ...window, end: lastFirst(window, from, brief) }, brief);
}

/** The last day on which a stay in the window may begin. */
function lastFirst({ end, inside }: NonNullable<Brief['window']>, from: LocalDate, { nights = 0 }: Brief): LocalDate {
  const last = inside ? addDays(end, -nights) : end;
  return last < from ? from : last;
}

/** Where only one such day lies in the window: it and another; of a long weekend the day after. */
function inWindow(first: LocalDate, from: LocalDate, window: NonNullable<Brief['window']>, brief: Brief): readonly LocalDate[] {
  const { longWeekend } = brief;
  if (first > window.end) return [from, addDays(from, 1)];
  if (isWeekend(brief)) return [first];
  if (longWeekend) return [first, addDays(first, 1)];
  const other = [from, addDays(from, 1)].find((day) => day !== first) ?? from;
  return [other, first].toSorted();
}

/** "Début mai, quatre jours": when and how long are said, and only the day is open. */
export function isDayOpen({ start, window, nights }: Brief): boolean {
  return start === undefined && window !== undefined && nights !== undefined;
}

/** Two days to choose the last from, after the first: "du 28 au 31 février" cannot end on the 28th. */
export function laterThan(start: LocalDate | undefined, options: readonly LocalDate[]): readonly LocalDate[] {
  const later = options.filter((date) => start === undefined || date > start).slice(0, 2);
  const [only] = later;
  return only !== undefined && later.length === 1 ? [only, addDays(only, 1)] : later.length > 0 ? later : options;
}
