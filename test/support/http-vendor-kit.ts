import { createHttpVendors, type HttpVendors } from '../../shared/adapters/http-vendors.ts';
import { openSqlite } from '../../shared/adapters/sqlite.ts';
import { newTrip } from '../../shared/dialogue/fresh.ts';
import { requestPseudonym } from '../../shared/market/disclosure.ts';
import type { CallOptions, VendorRecord } from '../../shared/ports.ts';
import { carRequest, PLACES, wireCarOffer } from '../market/support.ts';
import { type FaultVendor, faultVendor } from './fault-vendor.ts';
import { testClock } from './ports.ts';

export const [NEW_SECRET, OLD_SECRET] = ['new secret of the vendor', 'old secret of the vendor'].map(
  (text) => `whsec_${Buffer.from(text).toString('base64')}`,
) as [string, string];
export const clock = testClock();
export const TRIP = newTrip({ id: 'trip-1', key: 'key', secret: 'secret of the trip', traveller: 'web:anne', now: clock.now() });
export const SUBJECT = requestPseudonym(TRIP.secret, 'alpes-location', 'rfo-2');
export const CALL: CallOptions = { idempotencyKey: 'request:rfo-2#alpes-location', timeoutMs: 2_000 };

export let vendor: FaultVendor;
export let vendors: HttpVendors;
export let store: ReturnType<typeof openSqlite>;
export let record: VendorRecord;
export const logged: string[] = [];

/** A vendor on loopback and our side of the wire, fresh for each test of the file that calls this. */
export function withVendor(): void {
  beforeEach(async () => {
    vendor = await faultVendor();
    store = openSqlite(':memory:', clock);
    logged.length = 0;
    clock.set('2026-11-21T10:00:00.000Z');
    record = {
      id: 'alpes-location',
      name: 'Alpes Location',
      demo: true,
      categories: ['car'],
      endpoint: vendor.endpoint,
      secrets: [NEW_SECRET, OLD_SECRET],
      country: 'FR',
    };
    vendors = createHttpVendors({
      registry: async () => [record],
      clock,
      log: { event: (name, fields) => void logged.push(`${name} ${fields?.['reason'] ?? fields?.['result']}`) },
      baseUrl: 'https://concierge.example',
      allowLoopback: true,
      placeOf: (id) => PLACES[id],
      store,
    });
  });

  afterEach(async () => {
    await vendors.close();
    await vendor.close();
    store.close();
  });
}

/** Registers the vendor in another way. */
export function enter(changed: VendorRecord): void {
  record = changed;
}

export const publish = (options: Partial<CallOptions> = {}) => vendors.publish(carRequest(), TRIP, record, { ...CALL, ...options });
export const submitted = (over: Record<string, unknown> = {}) => ({
  name: 'offer.submitted',
  data: wireCarOffer({ request_id: SUBJECT, ...over }),
});
