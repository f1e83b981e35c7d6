import { addDays, daysBetween, type LocalDate, weekday } from '../../../shared/time.ts';
import calendar from './catalogue/seasons.json' with { type: 'json' };

export type Market = keyof typeof calendar;

/** How dear a night or a day is beside an ordinary one of the kind of place: 1.5 in the February holidays in the mountains. */
export function seasonFactor(market: Market, date: LocalDate): number {
  const day = date.slice(5);
  const span = calendar[market].find(({ from, to }) => (from <= to ? day >= from && day <= to : day >= from || day <= to));
  return span?.factor ?? 1;
}

/** Mean factor over the nights of a stay, Friday and Saturday nights a little dearer in towns. */
export function stayFactor(market: Market, start: LocalDate, nights: number): number {
  const weekend = market === 'mountain' ? 1 : 1.12;
  const factors = Array.from({ length: Math.max(1, nights) }, (_, night) => {
    const date = addDays(start, night);
    return seasonFactor(market, date) * (weekday(date) === 5 || weekday(date) === 6 ? weekend : 1);
  });
  return factors.reduce((a, b) => a + b, 0) / factors.length;
}

/** Carriers sell the last seats dearest and reward those who book early. */
export function advanceFactor(today: LocalDate, date: LocalDate): number {
  const days = daysBetween(today, date);
  if (days < 7) return 1.45;
  if (days < 21) return 1.2;
  return days < 60 ? 1.05 : 1;
}

/** Friday to Monday journeys are asked for most. */
export function travelDayFactor(date: LocalDate): number {
  return [1, 5, 6, 7].includes(weekday(date)) ? 1.06 : 0.96;
}
