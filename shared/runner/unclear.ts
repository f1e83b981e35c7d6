import type { Ports } from '../ports.ts';
import type { Trip } from '../trip-record.ts';
import { key } from './keys.ts';
import { saveTrip } from './records.ts';

/** Nobody asks the vendor any more whether this is bought, or left: noted on the trip, for the next turn to tell. */
export async function leaveUnclear(tripId: string, bookingId: string, ports: Ports): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const stored = await ports.store.get<Trip>(key.trip(tripId), 'META');
    if (!stored?.doc.bookings.some(({ id, status }) => id === bookingId && (status === 'unknown' || status === 'cancelling'))) return;
    const bookings = stored.doc.bookings.map((each) => (each.id === bookingId ? { ...each, unclear: 'untold' as const } : each));
    if (await saveTrip({ ...stored.doc, bookings }, stored.v, ports.clock.now(), ports)) return;
  }
}
