import type { Booking } from '../booking/booking.ts';
import type { Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { boughtOf } from './bookings.ts';
import { categoriesOf } from './merge-needs.ts';
import { say } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import type { Say } from './say.ts';

/** More numbers than two are too many for one breath. */
const AT_ONCE = 2;

/** "Qui j'appelle si le taxi ne vient pas ?": the number of whoever sells the line that is named, else of the first two. */
export function contactSays(trip: Trip, { needs }: Heard): readonly Say[] {
  const about = new Set(needs.flatMap(categoriesOf));
  const bought = boughtOf(trip);
  const meant = about.size === 0 ? bought : bought.filter(({ offer }) => about.has(offer.category));
  return meant.slice(0, AT_ONCE).map(contactOf);
}

/** The number that its vendor gave. */
export function contactOf({ offer, supportPhone }: Booking): Say {
  const phone = supportPhone ?? offer.supportPhone;
  const seller = sellerOf(offer);
  return phone === undefined ? say('answer.no_contact', { seller }) : say('answer.contact', { seller, phone });
}
