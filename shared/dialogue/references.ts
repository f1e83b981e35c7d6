import type { Booking } from '../booking/booking.ts';
import type { Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { categoriesOf } from './merge-needs.ts';
import { say } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import type { Say } from './say.ts';

/** More codes than two are too many for one breath. */
const AT_ONCE = 2;

/** The references that were asked for, two at most, and how many are left: "et les autres ?" goes on there. */
export function referenceSays(trip: Trip, { needs }: Pick<Heard, 'needs'>): readonly Say[] {
  const about = new Set(needs.flatMap(categoriesOf));
  return spelledOf(standing(trip).filter(({ offer }) => about.size === 0 || about.has(offer.category)));
}

/** After some references: those that were not told; none when the last answer told none. */
export function moreReferences(trip: Trip): readonly Say[] {
  const said = trip.talk.last?.says ?? [];
  if (!said.some(({ key }) => key === 'answer.reference')) return [];
  const until = said.findLast(({ key }) => key === 'answer.reference')?.params?.['of'];
  const all = standing(trip);
  const at = all.findIndex(({ id }) => id === until);
  return at < 0 ? [] : spelledOf(all.slice(at + 1));
}

/** What was left is nobody's business any more. */
function standing({ bookings }: Trip): readonly Booking[] {
  return bookings.filter(({ reference, status }) => reference !== undefined && status !== 'cancelled');
}

function spelledOf(bookings: readonly Booking[]): readonly Say[] {
  const left = bookings.length - AT_ONCE;
  return [
    ...bookings
      .slice(0, AT_ONCE)
      .map(({ id, offer, reference = '' }) => say('answer.reference', { seller: sellerOf(offer), code: spelled(reference), of: id })),
    ...(left > 0 ? [say('answer.reference_more', { count: left })] : []),
  ];
}

/** "C'est quoi le code de la porte ?": what opens it, sign by sign and only when it is asked for. */
export function pinSays({ bookings }: Trip, { needs }: Pick<Heard, 'needs'>): readonly Say[] {
  const about = new Set(needs.flatMap(categoriesOf));
  const bought = bookings.filter(({ status, offer }) => status === 'confirmed' && (about.size === 0 || about.has(offer.category)));
  const codes = bought.flatMap(({ pin, offer }) =>
    pin === undefined ? [] : [say('answer.pin', { seller: sellerOf(offer), code: spelled(pin) })],
  );
  return codes.length > 0 ? codes.slice(0, AT_ONCE) : [say('answer.no_pin')];
}

/** Letter by letter, so that any voice reads it out. */
export function spelled(reference: string): string {
  return [...reference].join(' ');
}
