import { addDays, daysBetween, type LocalDate } from '../time.ts';
import type { Span } from './calendar.ts';
import type { Found } from './found.ts';

/** The holiday, the middle of the window ("en mars, du 12 au 15"), or the start of the days that a range without a month belongs to: "from January 3rd to the 10th, no, the 4th to the 11th". */
export function saidBefore(found: readonly Found[]): LocalDate | undefined {
  const holiday = found.flatMap((thing) => (thing.type === 'day' && thing.when?.named !== undefined ? [thing.ref.date] : [])).at(-1);
  const window = found.flatMap((thing) => (thing.type === 'span' && thing.when?.dateMode === 'window' ? [middle(thing.span)] : [])).at(-1);
  const start = found.flatMap((thing) => (thing.type === 'when' && thing.when.start !== undefined ? [thing.when.start] : [])).at(-1);
  return holiday ?? window ?? start;
}

function middle({ start, end }: Span): LocalDate {
  return addDays(start, Math.floor(daysBetween(start, end) / 2));
}
