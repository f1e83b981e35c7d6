import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { createHttpVendors, type HttpVendors } from '../../shared/adapters/http-vendors.ts';
import { openSqlite } from '../../shared/adapters/sqlite.ts';
import { newTrip } from '../../shared/dialogue/fresh.ts';
import { requestPseudonym } from '../../shared/market/disclosure.ts';
import type { Offer } from '../../shared/market/offer.ts';
import { money } from '../../shared/money.ts';
import type { AcceptanceDetails, CallOptions, VendorRecord } from '../../shared/ports.ts';
import { carRequest, offerOf, PLACES, wireCarOffer } from '../market/support.ts';
import { type FaultVendor, faultVendor, says } from '../support/fault-vendor.ts';
import { testClock } from '../support/ports.ts';

const [NEW_SECRET, OLD_SECRET] = ['new secret of the vendor', 'old secret of the vendor'].map(
  (text) => `whsec_${Buffer.from(text).toString('base64')}`,
) as [string, string];
const clock = testClock();
const TRIP = newTrip({ id: 'trip-1', key: 'key', secret: 'secret of the trip', traveller: 'web:anne', now: clock.now() });
const SUBJECT = requestPseudonym(TRIP.secret, 'alpes-location', 'rfo-2');
const CALL: CallOptions = { idempotencyKey: 'request:rfo-2#alpes-location', timeoutMs: 2_000 };

let vendor: FaultVendor;
let vendors: HttpVendors;
let store: ReturnType<typeof openSqlite>;
let record: VendorRecord;
const logged: string[] = [];

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

const publish = (options: Partial<CallOptions> = {}) => vendors.publish(carRequest(), TRIP, record, { ...CALL, ...options });
const submitted = (over: Record<string, unknown> = {}) => ({
  name: 'offer.submitted',
  data: wireCarOffer({ request_id: SUBJECT, ...over }),
});

describe('publishing', () => {
  test('sends one signed event that either secret opens', async () => {
    await publish();
    const [got] = vendor.received;
    expect(got).toMatchObject({ path: '/rfo', type: 'org.rfo.request.published.v1', subject: SUBJECT });
    for (const secret of record.secrets) {
      expect(new Webhook(secret).verify(got?.raw ?? '', got?.headers as Record<string, string>)).toMatchObject({
        id: got?.headers['webhook-id'],
      });
    }
  });

  test('takes one offer, or several, from the answer', async () => {
    vendor.behave(says(submitted()));
    expect(await publish()).toMatchObject([
      { id: 'rfo-2/alpes-location/alp-991', total: money(41_250), vendorName: 'Alpes Location', demo: true },
    ]);
    vendor.behave(says(submitted({ offer_id: 'a' }), submitted({ offer_id: 'b' }), submitted({ offer_id: 'b' })));
    expect((await publish()).map(({ vendorOfferId }) => vendorOfferId)).toEqual(['a', 'b']);
  });

  test.each([202, 204])('%s means that it will answer later, or has nothing', async (status) => {
    vendor.behave((response) => response.writeHead(status).end());
    expect(await publish()).toEqual([]);
  });

  test('a decline is no offer, and an offer for another request is none of ours', async () => {
    vendor.behave(says({ name: 'request.declined', data: { request_id: SUBJECT, reason: 'nothing_fits' } }));
    expect(await publish()).toEqual([]);
    vendor.behave(says({ ...submitted(), subject: 'req_other' }));
    expect(await publish()).toEqual([]);
  });

  test('keeps an offer that is refused as evidence only', async () => {
    vendor.behave(says(submitted({ revision: 0 }), submitted()));
    expect(await publish()).toHaveLength(1);
    expect(logged).toEqual(['offer-refused revision_stale']);
    const [entry] = await store.query({ pk: 'TRIP#trip-1', skPrefix: 'LOG#' });
    expect(entry?.doc).toMatchObject({ type: 'offer-refused', vendorId: 'alpes-location', reason: 'revision_stale' });
  });

  test('says the same event again under the same key', async () => {
    await publish();
    await publish();
    await publish({ idempotencyKey: 'other' });
    const ids = vendor.received.map(({ id }) => id);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });
});

/** An empty answer signed under a secret. */
function signed(secret: string): Parameters<FaultVendor['behave']>[0] {
  const at = new Date();
  const headers = {
    'webhook-id': 'm',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('m', at, '[]'),
  };
  return (response) => response.writeHead(200, headers).end('[]');
}

describe('a vendor that misbehaves', () => {
  const html = { 'content-type': 'text/html' };
  test.each<[string, string, Parameters<FaultVendor['behave']>[0]]>([
    ['vendor-failed', 'answers 500', (response) => response.writeHead(500).end()],
    ['vendor-failed', 'answers 404', (response) => response.writeHead(404, html).end('<h1>no</h1>')],
    ['vendor-failed', 'answers garbage', (response) => response.writeHead(200).end('{"specversion":')],
    ['vendor-failed', 'answers no event', (response) => response.writeHead(200).end('[1,2]')],
    ['vendor-failed', 'nests two hundred deep', (response) => response.writeHead(200).end('['.repeat(200) + ']'.repeat(200))],
    ['vendor-failed', 'sends more than 256 kB', (response) => response.writeHead(200).end(' '.repeat(300 * 1024))],
    ['vendor-failed', 'breaks off', (response) => response.destroy()],
    ['timeout', 'never answers', () => {}],
    ['timeout', 'sends half and stops', (response) => void response.writeHead(200).write('{')],
    ['vendor-failed', 'is signed by somebody else', signed(`whsec_${Buffer.from('another secret').toString('base64')}`)],
  ])('%s when it %s', async (code, _, behaviour) => {
    vendor.behave(behaviour);
    await expect(publish({ timeoutMs: 300 })).rejects.toMatchObject({ code });
  });

  test('is not followed elsewhere', async () => {
    const elsewhere = await faultVendor();
    vendor.behave((response) => response.writeHead(307, { location: elsewhere.endpoint }).end());
    await expect(publish()).rejects.toMatchObject({ code: 'vendor-failed' });
    expect(elsewhere.received).toEqual([]);
    await elsewhere.close();
  });

  test('does not outlive the turn', async () => {
    vendor.behave(() => {});
    await expect(publish({ signal: AbortSignal.timeout(50), timeoutMs: 60_000 })).rejects.toMatchObject({ code: 'timeout' });
  });

  test('whose answer is rightly signed under the older secret is believed', async () => {
    vendor.behave(signed(OLD_SECRET));
    expect(await publish()).toEqual([]);
  });

  test('rests after five failures, then is tried once', async () => {
    vendor.behave((response) => response.writeHead(503).end());
    for (let i = 0; i < 8; i++) await expect(publish()).rejects.toMatchObject({ code: 'vendor-failed' });
    expect(vendor.received).toHaveLength(5);
    clock.advance(30_000);
    for (let i = 0; i < 3; i++) await expect(publish()).rejects.toMatchObject({ code: 'vendor-failed' });
    expect(vendor.received).toHaveLength(6);
    clock.advance(30_000);
    vendor.behave(says(submitted()));
    await publish();
    await publish();
    expect(vendor.received).toHaveLength(8);
  });

  test('is not blamed for turns that could not wait', async () => {
    vendor.behave(() => {});
    for (let i = 0; i < 6; i++)
      await expect(publish({ timeoutMs: 20, respondByLive: clock.now() })).rejects.toMatchObject({ code: 'timeout' });
    expect(vendor.received).toHaveLength(6);
  });
});

describe('addresses inside', () => {
  test.each([
    'http://127.0.0.1:1/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0.0.0.0/',
    'https://10.0.0.1/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://localhost/',
    'https://vendor.example:8443/',
    'https://user:pass@vendor.example/',
    'ftp://vendor.example/',
    'not an address',
  ])('%s is never called', async (endpoint) => {
    record = { ...record, demo: false, endpoint };
    const cause = { message: expect.stringMatching(/not an allowed address|not a public address/) };
    await expect(publish()).rejects.toMatchObject({ code: 'vendor-failed', cause });
  });

  test("loopback is for demonstration vendors where the sandbox runs, and for nobody else's name", async () => {
    record = { ...record, demo: false };
    await expect(publish()).rejects.toMatchObject({ code: 'vendor-failed' });
    record = { ...record, demo: true, endpoint: 'http://10.0.0.1/' };
    await expect(publish()).rejects.toMatchObject({ code: 'vendor-failed' });
    const closed = createHttpVendors({
      registry: async () => [record],
      clock,
      log: { event: () => {} },
      baseUrl: '',
      allowLoopback: false,
      placeOf: () => undefined,
    });
    await expect(closed.publish(carRequest(), TRIP, { ...record, endpoint: vendor.endpoint }, CALL)).rejects.toMatchObject({
      code: 'vendor-failed',
    });
    await closed.close();
    expect(vendor.received).toEqual([]);
  });
});

const OFFER: Offer = offerOf(
  { category: 'ski_pass', domain: 'Paradiski', place: 'resort:les-arcs', persons: 2, days: 5, from: '2027-03-21', to: '2027-03-25' },
  { id: 'rfo-2/alpes-location/alp-991', needId: 'need-2', dataNeeded: { forHold: [], forConfirm: ['lead.family_name'] } },
  41_250,
);
const DETAILS: AcceptanceDetails = {
  trip: TRIP,
  bookingId: 'book-1',
  offer: OFFER,
  holdId: 'h-1',
  expectedTotal: money(41_250),
  leadName: { given: 'Anne', family: 'Roux' },
};
const eur = (amount: string) => ({ amount, currency: 'EUR' });
type Verb = 'hold' | 'confirm' | 'release' | 'quoteCancel' | 'cancel' | 'status';
const ask = (verb: Verb, details = DETAILS) => vendors[verb](details, { idempotencyKey: `${verb}:book-1`, timeoutMs: 300 });

describe('holding, confirming, leaving', () => {
  test.each<[Verb, string, unknown, unknown]>([
    [
      'hold',
      'reservation.held',
      { hold_id: 'h-1', expires_at: '2026-11-22T11:00:00+01:00' },
      { type: 'held', holdId: 'h-1', expiresAt: '2026-11-22T10:00:00.000Z' },
    ],
    [
      'confirm',
      'reservation.confirmed',
      { reservation_id: 'r-1', reference: 'K7QF2', total: eur('412.50'), paid: eur('0.00'), support_phone: '+33 4 00 00 00 00' },
      {
        type: 'confirmed',
        reservationId: 'r-1',
        reference: 'K7QF2',
        total: money(41_250),
        paid: money(0),
        supportPhone: '+33 4 00 00 00 00',
      },
    ],
    [
      'confirm',
      'reservation.failed',
      { reason: 'price_changed', new_total: eur('430.50') },
      { type: 'failed', reason: 'price_changed', newTotal: money(43_050) },
    ],
    [
      'confirm',
      'reservation.pending',
      { check_after: '2026-11-21T10:05:00Z' },
      { type: 'pending', checkAfter: '2026-11-21T10:05:00.000Z' },
    ],
    ['release', 'reservation.released', {}, { type: 'released' }],
    [
      'quoteCancel',
      'reservation.cancel_quoted',
      { fee: eur('82.50'), refund: eur('330.00'), valid_until: '2026-11-21T11:00:00Z' },
      { type: 'cancel_quoted', fee: money(8_250), refund: money(33_000), validUntil: '2026-11-21T11:00:00.000Z' },
    ],
    [
      'cancel',
      'reservation.cancelled',
      { fee: eur('82.50'), refund: eur('330.00') },
      { type: 'cancelled', fee: money(8_250), refund: money(33_000) },
    ],
    [
      'status',
      'reservation.held',
      { hold_id: 'h-1', expires_at: '2026-11-22T10:00:00Z' },
      { type: 'held', holdId: 'h-1', expiresAt: '2026-11-22T10:00:00.000Z' },
    ],
    ['status', 'reservation.none', {}, { type: 'unknown' }],
    // Half an answer, an answer to another question, amounts that are no money: nothing is believed.
    [
      'confirm',
      'reservation.confirmed',
      { reservation_id: 'r-1', reference: 'K7QF2', total: { amount: 412.5, currency: 'EUR' }, paid: eur('0.00') },
      { type: 'unknown' },
    ],
    ['confirm', 'reservation.confirmed', { reservation_id: 'r-1', total: eur('412.50'), paid: eur('0.00') }, { type: 'unknown' }],
    [
      'confirm',
      'reservation.confirmed',
      { reservation_id: 'r-1', reference: '<b>', total: eur('412.50'), paid: eur('0.00') },
      { type: 'unknown' },
    ],
    ['confirm', 'reservation.held', { hold_id: 'h-1', expires_at: '2026-11-22T10:00:00Z' }, { type: 'unknown' }],
    ['hold', 'reservation.held', { hold_id: 'h-1', expires_at: 'tomorrow' }, { type: 'unknown' }],
    ['cancel', 'reservation.cancelled', { fee: eur('-1.00'), refund: eur('330.00') }, { type: 'unknown' }],
  ])('%s answered %s', async (verb, name, data, expected) => {
    vendor.behave(says({ name, data }));
    expect(await ask(verb)).toEqual(expected);
  });

  test('an answer about another request is no answer', async () => {
    vendor.behave(says({ name: 'reservation.released', data: {}, subject: 'req_other' }));
    expect(await ask('release')).toEqual({ type: 'unknown' });
  });

  test.each<[string, Parameters<FaultVendor['behave']>[0]]>([
    ['never answers', () => {}],
    ['answers 500', (response) => response.writeHead(500).end()],
    ['breaks off', (response) => response.destroy()],
    ['answers garbage', (response) => response.writeHead(200).end('ok')],
    ['redirects', (response) => response.writeHead(302, { location: '/' }).end()],
    [
      'is hidden by a proxy that says 404',
      (response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>'),
    ],
    ['is still at it under the same key', (response) => response.writeHead(409, { 'content-type': 'application/problem+json' }).end('{}')],
  ])('is unknown, never failed, when the vendor %s', async (_, behaviour) => {
    vendor.behave(behaviour);
    expect(await ask('confirm')).toEqual({ type: 'unknown' });
  });

  test("a refusal in the protocol's own form is the vendor's word", async () => {
    vendor.behave((response) => response.writeHead(422, { 'content-type': 'application/problem+json' }).end('{"title":"no"}'));
    expect(await ask('confirm')).toEqual({ type: 'failed', reason: 'refused' });
  });

  test('202 is checked again in a minute', async () => {
    vendor.behave((response) => response.writeHead(202).end());
    expect(await ask('confirm')).toEqual({ type: 'pending', checkAfter: '2026-11-21T10:01:00.000Z' });
    expect(await ask('release')).toEqual({ type: 'unknown' });
  });

  test('a vendor that is gone leaves it unknown', async () => {
    expect(await ask('confirm', { ...DETAILS, offer: { ...OFFER, vendorId: 'gone' } })).toEqual({ type: 'unknown' });
  });

  test('only a confirm carries the name, and only as the offer asked', async () => {
    await ask('hold');
    await ask('confirm');
    const [hold, confirm] = vendor.received;
    expect(hold?.raw).not.toMatch(/Roux|Anne/);
    expect(confirm?.data).toMatchObject({
      mode: 'confirm',
      hold_id: 'h-1',
      buyer: { 'lead.family_name': 'Roux' },
      expected_total: eur('412.50'),
      payment: { method: 'sandbox' },
    });
    expect(confirm?.raw).not.toContain('Anne');
  });

  test('a status query asks under the key of what it is about', async () => {
    await vendors.confirm(DETAILS, { idempotencyKey: 'confirm:book-1', timeoutMs: 300 });
    await vendors.status(DETAILS, { idempotencyKey: 'confirm:book-1', timeoutMs: 300 });
    const [confirm, status] = vendor.received;
    expect(status?.type).toBe('org.rfo.reservation.status_requested.v1');
    expect(status?.data['idempotency_key']).toBe(confirm?.data['idempotency_key']);
  });
});

describe('withdrawing', () => {
  test('tells the vendor its own id, and is told again only if the vendor was not reached', async () => {
    await vendors.withdraw(carRequest(), TRIP, record, CALL);
    expect(vendor.received[0]).toMatchObject({ type: 'org.rfo.request.withdrawn.v1', data: { request_id: SUBJECT } });
    vendor.behave((response) => response.writeHead(404).end());
    await expect(vendors.withdraw(carRequest(), TRIP, record, CALL)).resolves.toBeUndefined();
    vendor.behave((response) => response.writeHead(500).end());
    await expect(vendors.withdraw(carRequest(), TRIP, record, CALL)).rejects.toMatchObject({ code: 'vendor-failed' });
  });
});

describe('the registry', () => {
  test('tells who sells what, in id order', async () => {
    expect(await vendors.forCategory('car')).toEqual([record]);
    expect(await vendors.forCategory('train')).toEqual([]);
    expect(await vendors.byId('alpes-location')).toEqual(record);
    expect(await vendors.byId('nobody')).toBeUndefined();
  });
});
