import { createHmac } from 'node:crypto';
import type { Instant } from '../time.ts';

/** The one field of an offer's data_needed that is answered with an address of ours. A relay for the telephone does not exist. */
export const RELAY_FIELD = 'contact.relay';

/** Where a vendor may write to whoever booked with it, without learning who that is: another address for every booking at every vendor, small letters and digits, since mail servers fold case. */
export function relayAddress(tripSecret: string, vendorId: string, bookingId: string, domain: string): string {
  return `${codeOf(tripSecret, vendorId, bookingId)}@${domain}`;
}

function codeOf(tripSecret: string, vendorId: string, bookingId: string): string {
  return createHmac('sha256', tripSecret).update(`relay\n${vendorId}\n${bookingId}`).digest('hex').slice(0, 26);
}

/** What an address leads to. */
export interface RelayDoc {
  readonly tripId: string;
  readonly bookingId: string;
  readonly requestId: string;
  readonly vendorId: string;
  /** As the vendor is called where nothing booked names it. */
  readonly seller: string;
}

/** The record of an address (RELAY#code / META), stored before a vendor is told of it. */
export function relayItem(tripSecret: string, doc: RelayDoc, expiresAt: Instant) {
  return { pk: `RELAY#${codeOf(tripSecret, doc.vendorId, doc.bookingId)}`, sk: 'META' as const, doc, expiresAt };
}

/** The key of the record that a written address has; undefined for one that is none of ours. */
export function relayKey(address: string, domain: string): string | undefined {
  const [code = '', at, ...more] = address.trim().toLowerCase().split('@');
  return at === domain && more.length === 0 && /^[0-9a-f]{26}$/.test(code) ? `RELAY#${code}` : undefined;
}
