import type { Trip } from '../../shared/trip-record.ts';
import type { LOCALES } from './phases.ts';
import { begin, type Play, tell, tellAll } from './play.ts';

const WHOLE = {
  'fr-FR': [
    'aller skier aux Arcs du 20 au 25 mars à deux depuis Nantes avec un 4x4 à l’aéroport de Lyon un hôtel et la location de skis trois mille euros maximum',
    'le premier',
    'Camille Martin',
  ],
  'en-US': [
    'go skiing in Les Arcs from March 20th to the 25th, two adults, from London, with a four by four at Lyon airport, a hotel and ski rental, three thousand euros max',
    'the first one',
    'Sarah Cole',
  ],
} as const;
/** A plain yes. */
export const YES = { 'fr-FR': 'oui', 'en-US': 'yes' } as const;
/** The phrase that buys. */
export const BUY = { 'fr-FR': 'je confirme et je paie', 'en-US': 'I confirm and pay' } as const;

/** A journey, a bed, a car and skis that are booked: reads on until the phrase is asked for, and says it. */
export function booked(locale: (typeof LOCALES)[number]): Play {
  let play = tellAll(begin(locale), WHOLE[locale]);
  for (let i = 0; i < 4 && play.state.trip.talk.pending?.type !== 'confirm'; i++) play = tell(play, YES[locale]);
  return tell(play, BUY[locale]);
}

/** "lodging confirmed", in order. */
export const standing = ({ bookings }: Trip) => bookings.map(({ offer, status }) => `${offer.category} ${status}`).toSorted();
/** What was said last, by its keys. */
export const keys = ({ says }: Play) => says.map(({ key }) => key);
