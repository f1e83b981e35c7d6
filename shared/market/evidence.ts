import type { Instant } from '../time.ts';
import { sha256 } from './canonical.ts';
import type { RequestForOffers } from './request.ts';

export interface Refusal {
  readonly at: Instant;
  /** Of parse-offer.ts, or "duplicate". */
  readonly reason: string;
  readonly problems: readonly string[];
}

/** The record of an offer that was refused (TRIP#id / LOG#rfo#vendor#…): shown to nobody, kept for whoever asks why. */
export function refusalItem(request: RequestForOffers, vendorId: string, eventId: string, refusal: Refusal) {
  const doc = { type: 'offer-refused', requestId: request.id, vendorId, eventId, ...refusal, problems: refusal.problems.slice(0, 10) };
  return { pk: `TRIP#${request.tripId}`, sk: `LOG#${request.id}#${vendorId}#${sha256(eventId).slice(0, 16)}`, doc };
}
