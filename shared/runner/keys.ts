import { createHash } from 'node:crypto';
import type { Offer } from '../market/offer.ts';
import { offersKeptUntil, type RequestForOffers } from '../market/request.ts';
import type { NewItem } from '../ports.ts';

export { offersKeptUntil };

/** Keys of the one table: who writes an item and who reads it back must agree on them. */
export const key = {
  user: (person: string) => `USER#${person}`,
  link: (channel: string, traveller: string) => `LINK#${channel}#${sha256(traveller)}`,
  trip: (tripId: string) => `TRIP#${tripId}`,
  code: (code: string) => `CODE#${sha256(code)}`,
  /** Foreign key of every link of a person. */
  person: (person: string) => `PERSON#${person}`,
} as const;

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** An offer as stored, whether it came inline or was posted later. Put it as a new item: a repeated offer changes nothing. */
export function offerItem(offer: Offer, request: RequestForOffers): NewItem<Offer> {
  return {
    pk: key.trip(offer.tripId),
    sk: `OFFER#${offer.id.replaceAll('/', '#')}`,
    doc: offer,
    foreign: `VENDOR#${offer.vendorId}`,
    expiresAt: offersKeptUntil(request),
  };
}
