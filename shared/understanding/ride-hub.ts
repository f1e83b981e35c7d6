import type { HearingContext, Hub, Slots } from '../dialogue/act.ts';
import { type LocalTime, minutesOf } from '../time.ts';
import type { Reading } from './found.ts';
import { hits } from './hits.ts';
import { present } from './present.ts';
import type { TermSums } from './terms.ts';

function hubSaid(end: 'from' | 'to' | 'at', text: string, { grammar }: Reading): Hub | undefined {
  const said = hits(grammar, 'rideHub', text).find(({ make }) => make === end);
  return said && (said.groups['station'] === undefined ? 'airport' : 'station');
}

/** "Un taxi de la gare", and "à la gare" where it is asked from where the ride starts: a hub without a name. */
export function rideHub(text: string, { needs }: TermSums, reading: Reading): Pick<Slots, 'rideHub' | 'carHub'> {
  const { asked, known, phase } = reading.context;
  // The journey that is booked knows its own.
  if (phase === 'settled') return {};
  const [from, to] = [hubSaid('from', text, reading), hubSaid('to', text, reading)];
  if (phase === 'briefing' && asked === 'origin' && known.needs.includes('transfer')) return hubs(from ?? to, undefined);
  if (needs.includes('ride') || needs.includes('transfer')) return hubs(from, to);
  return needs.includes('car') ? present({ carHub: hubSaid('at', text, reading) ?? from }) : {};
}

function hubs(from: Hub | undefined, to: Hub | undefined): Pick<Slots, 'rideHub'> {
  return from || to ? { rideHub: present({ from, to }) } : {};
}

/** The hour that is asked for is that of a ride, not of a meal: ten is in the morning. */
export function isRideAsked({ known: { needs } }: HearingContext): boolean {
  return needs.includes('transfer') && !needs.includes('restaurant');
}

/** "Half past six", of the ride at 18:00: the half of the day that is nearer to its hour. */
export function nearerHalf(time: LocalTime, known: LocalTime): LocalTime {
  const later = `${Number(time.slice(0, 2)) + 12}${time.slice(2)}`;
  const away = (one: LocalTime) => Math.abs(minutesOf(one) - minutesOf(known));
  return time < '12:00' && away(later) <= away(time) ? later : time;
}
