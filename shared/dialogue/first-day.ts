import { addDays } from '../time.ts';
import type { Trip } from '../trip-record.ts';
import { hasNeed, nextQuestion } from './agenda.ts';
import { stuck } from './besides.ts';
import { isDayOpen, onlyWeekend, someDays } from './some-days.ts';
import type { StepContext } from './state.ts';
import type { Pending } from './talk.ts';

/** Where only the day is open, or the question was asked in vain, two days are offered. */
export function firstDay(question: Pending, { brief, talk }: Trip, ctx: StepContext): Pending {
  const times = (type: string) => talk.asked[type] ?? 0;
  const isStuck = question.type === 'stuck' && nextQuestion(brief)?.type === 'dates';
  const isWornOut = (isStuck || (question.type === 'dates' && times('dates:ever') >= 2)) && times('which_date') < 2;
  if (question.type === 'stuck' && !isStuck) return stuck(ctx);
  const inWindow = question.type === 'dates' && !brief.start && brief.window !== undefined;
  const isOffered = isDayOpen(brief) || talk.pending?.type === 'which_date' || times('dates') >= 1;
  return isWornOut || (inWindow && isOffered) ? { type: 'which_date', options: someDays(brief, ctx) } : question;
}

/** Two days offered twice, and none taken: the first, which is said; and so is the only one there is. */
export function withFirstDay(trip: Trip, ctx: StepContext): Trip {
  const { brief, talk } = trip;
  const only = onlyWeekend(brief, ctx);
  if (only) return { ...trip, brief: { ...brief, start: only, end: addDays(only, 1) } };
  const { pending } = talk;
  const start = pending?.type === 'which_date' && (talk.asked['which_date'] ?? 0) >= 2 ? pending.options[0] : undefined;
  if (start === undefined) return trip;
  // Those offered were first days still when one of them was just taken.
  if (brief.start) return brief.end || start <= brief.start ? trip : { ...trip, brief: { ...brief, end: start } };
  return isDayOpen(brief) ? { ...trip, brief: { ...brief, start, end: addDays(start, brief.nights ?? 1) } } : trip;
}

/** A table and a bed, and one day was said: the night after it. */
export function withOneNight(trip: Trip): Trip {
  const { brief } = trip;
  const { start, end, nights, activity } = brief;
  const isOpen = start !== undefined && end === undefined && nights === undefined && activity === undefined;
  const isEvening = isOpen && hasNeed(brief, 'restaurant') && hasNeed(brief, 'lodging') && !hasNeed(brief, 'flight', 'train', 'car');
  return isEvening ? { ...trip, brief: { ...brief, end: addDays(start, 1) } } : trip;
}
