import type { Trip } from '../../shared/trip-record.ts';
import { type LOCALES, WHOLE } from './phases.ts';
import { begin, type Play, tell, tellAll } from './play.ts';

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
