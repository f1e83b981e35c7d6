import type { Brief } from '../trip/brief.ts';
import type { Heard, Slots } from './act.ts';

const LATE: ReadonlySet<Slots['returnDaypart']> = new Set(['afternoon', 'evening', 'night']);

/** "Mardi à 9 heures 30, retour le soir", "back around 7": an hour to come back at without a day is of the day one leaves, where no bed or length is wanted. */
export function backSameDay(brief: Brief, { slots, needs }: Heard): Slots {
  const start = slots.start ?? brief.start;
  const isLate = slots.returnDaypart ? LATE.has(slots.returnDaypart) : (slots.returnTime?.time ?? '') >= '12:00';
  if (start === undefined || !isLate || isLonger(slots) || isStay(brief)) return slots;
  return needs.includes('lodging') ? slots : { ...slots, end: start };
}

/** The last day, or how long, is said as well. */
function isLonger({ end, nights, days, longWeekend, dateMode, weekOf, stages }: Slots): boolean {
  return [end, nights, days, longWeekend, dateMode, weekOf, stages].some((value) => value !== undefined);
}

function isStay({ end, nights, window, longWeekend, later, needs }: Brief): boolean {
  const isLong = [end, nights, window, longWeekend, later?.[0]].some((value) => value !== undefined);
  return isLong || needs.some(({ category }) => category === 'lodging');
}
