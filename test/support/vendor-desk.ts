import { Webhook } from 'standardwebhooks';
import { openSqlite } from '../../shared/adapters/sqlite.ts';
import { standardWebhooks } from '../../shared/adapters/webhook.ts';
import { newTrip } from '../../shared/dialogue/fresh.ts';
import { pseudonymItem, requestPseudonym } from '../../shared/market/disclosure.ts';
import { fileText } from '../../shared/market/evidence-file.ts';
import type { Offer } from '../../shared/market/offer.ts';
import type { RequestForOffers } from '../../shared/market/request.ts';
import { DEFAULT_TERMS } from '../../shared/market/to-wire.ts';
import type { VendorRecord } from '../../shared/ports.ts';
import { vendorEvidence } from '../../shared/runner/evidence.ts';
import { offerItem } from '../../shared/runner/keys.ts';
import { hearVendor } from '../../shared/runner/vendor-news.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { type ApiRequest, handleVendorApi, type VendorApi } from '../../skills/vendors/api.ts';
import { carRequest, PLACES, wireCarOffer } from '../market/support.ts';
import { testClock, testPorts } from './ports.ts';
import { vendorLedger } from './vendor-ledger.ts';

export const [NEW_SECRET, OLD_SECRET, FOREIGN_SECRET] = [
  'new secret of the vendor',
  'old secret of the vendor',
  'secret of another vendor',
].map((text) => `whsec_${Buffer.from(text).toString('base64')}`) as [string, string, string];
export const VENDOR: VendorRecord = {
  id: 'alpes-location',
  name: 'Alpes Location',
  demo: false,
  categories: ['car'],
  endpoint: 'https://rfo.example.com/',
  secrets: [NEW_SECRET, OLD_SECRET],
  country: 'FR',
};

/** The vendors' side on a store in memory, with one trip whose one request for a car is open. */
export async function openDesk(request: RequestForOffers = carRequest()) {
  const clock = testClock();
  const trip: Trip = {
    ...newTrip({ id: 'trip-1', key: 'key', secret: 'secret of the trip', traveller: 'web:anne', now: clock.now() }),
    requests: [request],
  };
  const subject = requestPseudonym(trip.secret, VENDOR.id, request.id);
  const path = `/vendors/v1/requests/${subject}/offers`;
  const store = openSqlite(':memory:', clock);
  const api: VendorApi = {
    store,
    vendorById: async (id) => (id === VENDOR.id ? VENDOR : undefined),
    isSigned: standardWebhooks.isSigned,
    placeOf: (id) => PLACES[id],
    terms: DEFAULT_TERMS.document,
    offerItem,
    evidence: async (ofTrip, requestId, vendor) => fileText(await vendorEvidence(ofTrip, requestId, vendor, { store })),
    hearVendor: (tripId, heard) => hearVendor(tripId, heard, { ...testPorts(vendorLedger([]), {}, store), clock }),
    now: () => clock.now(),
    log: { event: () => {} },
    baseUrl: 'https://concierge.example',
  };
  await store.put({ pk: 'TRIP#trip-1', sk: 'META', doc: trip }, 0);
  await store.put(pseudonymItem(trip.secret, VENDOR.id, request), 0);
  const event = (data: unknown, over: Record<string, unknown> = {}) => ({
    specversion: '1.0',
    id: 'evt-1',
    type: 'org.rfo.offer.submitted.v1',
    source: 'https://rfo.example.com/',
    subject,
    time: '2026-11-21T10:00:01Z',
    datacontenttype: 'application/json',
    data,
    ...over,
  });
  const signed = (body: unknown, over: Partial<ApiRequest> & { readonly secret?: string; readonly at?: Date } = {}) =>
    signedRequest(path, body, over);
  return {
    clock,
    trip,
    subject,
    path,
    store,
    api,
    event,
    submitted: (over: Record<string, unknown> = {}, envelope: Record<string, unknown> = {}) =>
      event(wireCarOffer({ request_id: subject, ...over }), envelope),
    signed,
    send: async (sent: ApiRequest) => {
      const { status, headers, body } = await handleVendorApi(sent, api);
      return { status, headers, text: body, body: body === '' ? undefined : JSON.parse(body) };
    },
    offers: () => store.query<Offer>({ pk: 'TRIP#trip-1', skPrefix: 'OFFER#' }),
  };
}

/** A request as a vendor signs it, under its newest secret unless another is given. */
export function signedRequest(
  path: string,
  body: unknown,
  over: Partial<ApiRequest> & { readonly secret?: string; readonly at?: Date } = {},
): ApiRequest {
  const { secret = NEW_SECRET, at = new Date(), ...request } = over;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = {
    'content-type': 'application/cloudevents+json',
    'webhook-id': 'msg-1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('msg-1', at, text),
  };
  return { method: 'POST', path, headers, rawBody: Buffer.from(text), ...request };
}
