import type { HolidayWords } from '../../locales/grammar.ts';
import { addDays, isLocalDate, type LocalDate, weekday } from '../time.ts';
import { easter, iso, lastDay, type Span, yearOf } from './calendar.ts';

/** "easter+39", "12-25", "last7@5" (last Sunday of May), "4th4@11" (fourth Thursday of November), or a whole date. */
function dayOfRule(rule: string, y: number): LocalDate | undefined {
  const moved = /^easter([+-]\d+)$/.exec(rule);
  if (moved) return addDays(easter(y), Number(moved[1]));
  const last = /^last(\d)@(\d+)$/.exec(rule);
  if (last) {
    const end = iso(y, Number(last[2]), lastDay(y, Number(last[2])));
    return addDays(end, -((weekday(end) - Number(last[1]) + 7) % 7));
  }
  const nth = /^(\d)th(\d)@(\d+)(?:\+(\d))?$/.exec(rule);
  if (nth) {
    const first = iso(y, Number(nth[3]), 1);
    return addDays(first, ((Number(nth[2]) - weekday(first) + 7) % 7) + 7 * (Number(nth[1]) - 1) + Number(nth[4] ?? 0));
  }
  return isLocalDate(`${y}-${rule}`) ? `${y}-${rule}` : undefined;
}

function spanIn(holiday: HolidayWords, y: number): Span | undefined {
  const start = dayOfRule(holiday.from, y);
  const end = holiday.to === undefined ? start : dayOfRule(holiday.to, y);
  if (start === undefined || end === undefined) return undefined;
  return { start, end: end < start ? (dayOfRule(holiday.to ?? '', y + 1) ?? end) : end };
}

function listed(holiday: HolidayWords): readonly Span[] {
  const ends = (holiday.to ?? holiday.from).split('|');
  return holiday.from.split('|').flatMap((start, i) => (isLocalDate(start) ? [{ start, end: ends[i] ?? start }] : []));
}

/** The holiday of a year, or the next one that is not over. */
export function holidaySpan(holiday: HolidayWords, today: LocalDate, year: number | undefined): Span | undefined {
  const fixed = listed(holiday);
  if (fixed.length > 0) return fixed.find((span) => (year === undefined ? span.end >= today : yearOf(span.start) === year)) ?? fixed.at(-1);
  if (year !== undefined) return spanIn(holiday, year);
  return [0, 1, 2].map((i) => spanIn(holiday, yearOf(today) + i)).find((span) => span !== undefined && span.end >= today);
}
