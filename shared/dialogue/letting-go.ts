import type { Booking } from '../booking/booking.ts';
import { meets } from '../market/facts.ts';
import type { Brief } from '../trip/brief.ts';
import type { Trip } from '../trip-record.ts';
import { type Moved, release } from './bookings.ts';
import type { Merged } from './merge.ts';

/** A changed date, place or party lets go of what was held for the old ones. */
export function letGo(trip: Trip, { changed, wished, takenBack = [] }: Pick<Merged, 'changed' | 'wished' | 'takenBack'>): Moved {
  const wanted = new Set(trip.brief.needs.map((need) => need.id));
  const moves = ['dates', 'where', 'party', 'origin', 'time', 'carrier'] as const;
  const stale = moves.some((change) => changed.has(change));
  const isOther = (booking: Booking) =>
    changed.has('wishes') && (wished.length === 0 || takenBack.includes(booking.offer.category) || !hasWished(booking, wished, trip.brief));
  const freed = release(trip, (booking) => stale || !wanted.has(booking.needId) || isOther(booking));
  if (freed.trip === trip || !(stale || changed.has('wishes'))) return freed;
  const { readback: _old, chosen: _chosen, ...rest } = freed.trip;
  return { trip: rest, effects: freed.effects };
}

/** Nothing was wished of it now, or it has all that was. */
function hasWished({ needId, offer }: Booking, wished: readonly string[], { needs }: Brief): boolean {
  const own = needs.find(({ id }) => id === needId)?.requirements ?? [];
  return own.filter(({ attr }) => wished.includes(`${offer.category}.${attr}`)).every((requirement) => meets(offer, requirement) === 'met');
}
