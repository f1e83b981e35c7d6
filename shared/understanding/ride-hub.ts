import type { HearingContext, Slots } from '../dialogue/act.ts';
import type { Reading } from './found.ts';
import { hits } from './hits.ts';
import { present } from './present.ts';
import type { TermSums } from './terms.ts';

type Hub = 'station' | 'airport';

function hubSaid(end: 'from' | 'to', text: string, { grammar }: Reading): Hub | undefined {
  const said = hits(grammar, 'rideHub', text).find(({ make }) => make === end);
  return said && (said.groups['station'] === undefined ? 'airport' : 'station');
}

/** "Un taxi de la gare", and "à la gare" where it is asked from where the ride starts: a hub without a name. */
export function rideHub(text: string, { needs }: TermSums, reading: Reading): Pick<Slots, 'rideHub'> {
  const { asked, known, phase } = reading.context;
  // The journey that is booked knows its own.
  if (phase === 'settled') return {};
  const [from, to] = [hubSaid('from', text, reading), hubSaid('to', text, reading)];
  if (phase === 'briefing' && asked === 'origin' && known.needs.includes('transfer')) return hubs(from ?? to, undefined);
  return needs.includes('ride') || needs.includes('transfer') ? hubs(from, to) : {};
}

function hubs(from: Hub | undefined, to: Hub | undefined): Pick<Slots, 'rideHub'> {
  return from || to ? { rideHub: present({ from, to }) } : {};
}

/** The hour that is asked for is that of a ride, not of a meal: ten is in the morning. */
export function isRideAsked({ known: { needs } }: HearingContext): boolean {
  return needs.includes('transfer') && !needs.includes('restaurant');
}
