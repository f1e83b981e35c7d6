import { takesOffers } from '../market/states.ts';
import type { HeardNews } from '../market/vendor-news.ts';
import type { Ports } from '../ports.ts';
import type { Trip } from '../trip-record.ts';
import { key } from './keys.ts';
import { saveTrip } from './records.ts';

/** no_reservation: it is about nothing that the vendor has confirmed. question_limit: it has asked before, or enough others have. */
export type NewsTaken = 'taken' | 'no_reservation' | 'question_limit';

/** More than this is the page's to keep. */
const KEPT = 20;
/** A traveller is asked this often for one request, whoever asks. */
const QUESTIONS = 2;
const ATTEMPTS = 5;

/** Keeps with the trip what a vendor says by itself, for the next time its traveller listens. Rare, so the trip itself is written. */
export async function hearVendor(tripId: string, heard: HeardNews, ports: Ports): Promise<NewsTaken> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const stored = await ports.store.get<Trip>(key.trip(tripId), 'META');
    if (!stored) return 'no_reservation';
    const known = stored.doc.fromVendors ?? [];
    if (known.some(({ id, vendorId }) => id === heard.id && vendorId === heard.vendorId)) return 'taken';
    const refusal = refusalOf(stored.doc, heard, ports);
    if (refusal) return refusal;
    const next: Trip = { ...stored.doc, fromVendors: [...known, heard].slice(-KEPT) };
    if (await saveTrip(next, stored.v, ports.clock.now(), ports)) return 'taken';
  }
  return 'no_reservation';
}

function refusalOf(trip: Trip, { news, requestId, vendorId }: HeardNews, { clock }: Ports): Exclude<NewsTaken, 'taken'> | undefined {
  if (news.type !== 'question') {
    const isTheirs = trip.bookings.some(
      ({ status, offer }) => status === 'confirmed' && offer.requestId === requestId && offer.vendorId === vendorId,
    );
    return isTheirs ? undefined : 'no_reservation';
  }
  const request = trip.requests.find(({ id }) => id === requestId);
  const asked = (trip.fromVendors ?? []).filter((each) => each.news.type === 'question' && each.requestId === requestId);
  const isAllowed = request !== undefined && takesOffers(request, clock.now()) && asked.length < QUESTIONS;
  return isAllowed && !asked.some((each) => each.vendorId === vendorId) ? undefined : 'question_limit';
}
