import type { Offer } from '../../shared/market/offer.ts';
import { money } from '../../shared/money.ts';
import type { AcceptanceDetails } from '../../shared/ports.ts';
import { offerOf } from '../market/support.ts';
import { type FaultVendor, says } from '../support/fault-vendor.ts';
import { TRIP, vendor, vendors, withVendor } from '../support/http-vendor-kit.ts';

withVendor();

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
    ['status', 'reservation.none', {}, { type: 'unknown', none: true }],
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

  test('a car’s hours are told to whom it is bought from, and to nobody else', async () => {
    const hours = { from: '2027-03-20T12:00', to: '2027-03-25T15:30' };
    vendor.behave(says({ name: 'reservation.none', data: {} }));
    await ask('confirm', { ...DETAILS, hours });
    await ask('confirm');
    expect(vendor.received.slice(-2).map(({ data }) => data['schedule'])).toEqual([hours, undefined]);
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
