import { createHash } from 'node:crypto';
import type { Offer } from '../market/offer.ts';
import type { NewItem } from '../ports.ts';
import { addDays, type Instant } from '../time.ts';

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

/** How long an offer outlives the thing it offers. */
const OFFER_KEPT_DAYS = 30;

/** An offer as stored, whether it came inline or was posted later. Put it as a new item: a repeated offer changes nothing. */
export function offerItem(offer: Offer, lastDay: string): NewItem<Offer> {
  return {
    pk: key.trip(offer.tripId),
    sk: `OFFER#${offer.requestId}#${offer.vendorId}#${offer.vendorOfferId}`,
    doc: offer,
    foreign: `VENDOR#${offer.vendorId}`,
    expiresAt: offersKeptUntil(lastDay),
  };
}

/** Offers and what was put on record of them go together. */
export function offersKeptUntil(lastDay: string): Instant {
  return `${addDays(lastDay, OFFER_KEPT_DAYS)}T00:00:00.000Z`;
}
