import type { Leg } from '../../market/offer.ts';
import { addCivilMinutes, type LocalDate, type LocalDateTime } from '../../time.ts';
import type { Booking } from '../booking.ts';
import type { CarHours } from '../car-hours.ts';

/** When one part of a purchase takes place: civil times at their own places, or whole days. */
export type Moment =
  | {
      readonly type: 'timed';
      /** "out", "back", or "at" for what has one moment. Unique within an item. */
      readonly part: 'out' | 'back' | 'at';
      readonly start: LocalDateTime;
      readonly startPlace: string;
      readonly end: LocalDateTime;
      readonly endPlace: string;
      readonly number?: string;
    }
  | {
      readonly type: 'days';
      readonly part: 'out' | 'back' | 'at';
      readonly start: LocalDate;
      /** Nights end on the day of leaving; other spans on their last day of use. */
      readonly end: LocalDate;
      readonly nights: boolean;
      /** Civil, on the first and the last day: when it is picked up, and back. */
      readonly hours?: CarHours;
      readonly place: string;
    };

/** A table is kept for about two hours: the calendar needs an end, the vendor gives none. */
const TABLE_MINUTES = 120;

/** The dated parts of what is bought, in order. Place fields are place ids. */
export function momentsOf({ offer: { item }, hours }: Pick<Booking, 'offer' | 'hours'>): readonly Moment[] {
  switch (item.category) {
    case 'flight':
    case 'train':
      return [leg('out', item.outbound), ...(item.inbound ? [leg('back', item.inbound)] : [])];
    case 'lodging':
      return [{ type: 'days', part: 'at', start: item.checkIn, end: item.checkOut, nights: true, place: item.place }];
    case 'car':
      return [{ ...days(item.from, item.to, item.pickup), ...(hours && { hours }) }];
    case 'ski_hire':
    case 'ski_pass':
      return [days(item.from, item.to, item.place)];
    case 'transfer':
      return [
        ride('out', item.out, item.from, item.to, item.minutes),
        ...(item.back === undefined ? [] : [ride('back', item.back, item.to, item.from, item.minutes)]),
      ];
    case 'restaurant': {
      const end = addCivilMinutes(item.at, TABLE_MINUTES);
      return [{ type: 'timed', part: 'at', start: item.at, startPlace: item.place, end, endPlace: item.place }];
    }
  }
}

function leg(part: 'out' | 'back', { departs, arrives, from, to, number }: Leg): Moment {
  return { type: 'timed', part, start: departs, startPlace: from, end: arrives, endPlace: to, number };
}

function days(start: LocalDate, end: LocalDate, place: string): Moment {
  return { type: 'days', part: 'at', start, end, nights: false, place };
}

function ride(part: 'out' | 'back', when: LocalDate | LocalDateTime, from: string, to: string, minutes: number): Moment {
  if (!when.includes('T')) return { type: 'days', part, start: when, end: when, nights: false, place: from };
  return { type: 'timed', part, start: when, startPlace: from, end: addCivilMinutes(when, minutes), endPlace: to };
}
