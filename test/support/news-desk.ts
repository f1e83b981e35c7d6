import type { HeardNews } from '../../shared/market/vendor-news.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { ITEMS } from '../market/items.ts';
import { carRequest, offerOf } from '../market/support.ts';
import { openDesk } from './vendor-desk.ts';

/** A change of a booked car, as its vendor sends it. */
export const CHANGE = {
  change_id: 'c-1',
  severity: 'minor',
  cause: 'Le bureau ferme à 21 heures.',
  what: [{ field: 'desk_closes', old: '23:00', new: '21:00' }],
  options: [{ option_id: 'ok', kind: 'accept' }],
  decide_by: '2027-03-01T12:00:00Z',
};

/** The desk of a trip whose car was asked for and offered by one vendor, and what that vendor writes to it. */
export async function openNewsDesk() {
  const desk = await openDesk(
    carRequest({ round: { openedAt: '2026-11-21T10:00:00Z', closesAt: '2026-11-21T10:15:00Z', offers: ['rfo-2/alpes-location/alp-991'] } }),
  );
  return {
    ...desk,
    post: (name: string, data: unknown, id = 'evt-1', where = 'news') =>
      desk.send(desk.signed(desk.event(data, { id, type: `org.rfo.${name}.v1` }), { path: desk.path.replace(/offers$/, where) })),
    /** What the trip keeps of it. */
    kept: async (): Promise<readonly HeardNews[]> => (await desk.store.get<Trip>('TRIP#trip-1', 'META'))?.doc.fromVendors ?? [],
    /** The car is booked. */
    confirmed: async (): Promise<void> => {
      const offer = offerOf(ITEMS.car, { id: 'rfo-2/alpes-location/alp-991', needId: 'need-2' });
      const booking = { id: 'book-1', needId: 'need-2', offer, status: 'confirmed', terms: offer.cancellation } as const;
      await desk.store.put({ pk: 'TRIP#trip-1', sk: 'META', doc: { ...desk.trip, bookings: [booking] } }, 1);
    },
  };
}
