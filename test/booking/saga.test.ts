import type { Booking, BookingStatus } from '../../shared/booking/booking.ts';
import { answered, feeAt, isActive, nextToConfirm } from '../../shared/booking/saga.ts';
import type { CancellationTerms } from '../../shared/market/offer.ts';
import { money } from '../../shared/money.ts';
import type { VendorAnswer } from '../../shared/ports.ts';
import { car, flight, hire, lodging, offer } from '../market/items.ts';

const NOW = '2026-11-21T10:00:00.000Z';
const FREE: CancellationTerms = { refundability: 'refundable', schedule: [{ until: '2027-03-13T12:00:00.000Z', fee: money(0) }] };
const FEE: CancellationTerms = {
  refundability: 'partially_refundable',
  schedule: [{ until: '2027-03-13T12:00:00.000Z', fee: money(9_000) }],
};
const NEVER: CancellationTerms = { refundability: 'non_refundable', schedule: [] };

const ITEMS = { flight: flight(), lodging: lodging(), car: car(), ski: hire('resort:les-arcs') };

function booking(name: keyof typeof ITEMS, status: BookingStatus, terms: CancellationTerms = FREE, over: Partial<Booking> = {}): Booking {
  const made = offer(ITEMS[name], 46_200, { cancellation: terms });
  return { id: `book-${name}`, needId: made.needId, offer: made, status, terms, ...over };
}

const HELD: VendorAnswer = { type: 'held', holdId: 'h-1', expiresAt: '2026-11-22T10:00:00.000Z' };
const SOLD: VendorAnswer = { type: 'failed', reason: 'sold_out' };
const DONE: VendorAnswer = { type: 'confirmed', reservationId: 'r-1', reference: 'K7PX2Q', total: money(46_200), paid: money(46_200) };
const LOST: VendorAnswer = { type: 'unknown' };
const LEFT: VendorAnswer = { type: 'cancelled', fee: money(0), refund: money(46_200) };

describe('an answer takes a booking on', () => {
  test.each<[BookingStatus, Parameters<typeof answered>[1], VendorAnswer, BookingStatus]>([
    ['holding', 'hold', HELD, 'held'],
    ['holding', 'hold', SOLD, 'failed'],
    ['holding', 'hold', LOST, 'holding'],
    ['confirming', 'confirm', DONE, 'confirmed'],
    ['confirming', 'confirm', SOLD, 'failed'],
    ['confirming', 'confirm', LOST, 'unknown'],
    ['confirming', 'confirm', { type: 'pending', checkAfter: NOW }, 'unknown'],
    ['unknown', 'confirm', DONE, 'confirmed'],
    ['unknown', 'confirm', SOLD, 'failed'],
    ['releasing', 'release', { type: 'released' }, 'released'],
    ['releasing', 'release', SOLD, 'released'],
    ['cancelling', 'cancel', LEFT, 'cancelled'],
    ['cancelling', 'cancel', SOLD, 'confirmed'],
  ])('%s, %s answered %j: %s', (before, effect, answer, after) => {
    expect(answered(booking('flight', before), effect, answer).status).toBe(after);
  });

  test.each<[BookingStatus, Parameters<typeof answered>[1], VendorAnswer]>([
    ['confirmed', 'confirm', SOLD],
    ['confirmed', 'confirm', DONE],
    ['released', 'hold', HELD],
    ['failed', 'hold', HELD],
    ['failed', 'confirm', DONE],
    ['cancelled', 'cancel', LEFT],
    ['held', 'confirm', DONE],
  ])('%s stays as it is when %s is answered %j too late or twice', (status, effect, answer) => {
    const before = booking('flight', status);
    expect(answered(before, effect, answer)).toBe(before);
  });

  test('a confirmed booking knows its reference, what was paid and the vendor’s own number', () => {
    const after = answered(booking('flight', 'confirming'), 'confirm', { ...DONE, supportPhone: '+33 4 00 00 00 00' });
    expect(after).toMatchObject({ reference: 'K7PX2Q', reservationId: 'r-1', paid: money(46_200), supportPhone: '+33 4 00 00 00 00' });
  });
});

describe('what is confirmed next', () => {
  const ids = (bookings: readonly Booking[]) => nextToConfirm(bookings, NOW).map(({ id }) => id);

  test('all that can be left for nothing goes at once, before what costs', () => {
    expect(ids([booking('flight', 'held', FEE), booking('lodging', 'held'), booking('car', 'held')])).toEqual(['book-lodging', 'book-car']);
  });

  test('what costs goes one by one, the journey last', () => {
    const left = [booking('flight', 'held', FEE), booking('ski', 'chosen', NEVER), booking('lodging', 'confirmed')];
    expect(ids(left)).toEqual(['book-ski']);
    expect(ids([booking('flight', 'held', FEE), booking('ski', 'confirmed', NEVER)])).toEqual(['book-flight']);
  });

  test.each<[BookingStatus]>([['failed'], ['unknown'], ['confirming']])('nothing more while one is %s', (status) => {
    expect(ids([booking('lodging', status), booking('car', 'held')])).toEqual([]);
  });
});

describe('what leaving costs', () => {
  const schedule = [
    { until: '2027-03-13T12:00:00.000Z', fee: money(0) },
    { until: '2027-03-19T12:00:00.000Z', fee: money(8_250) },
  ];
  const terms: CancellationTerms = { refundability: 'refundable', schedule };

  test.each([
    ['2027-03-13T12:00:00.000Z', 0],
    ['2027-03-13T12:00:00.001Z', 8_250],
    ['2027-03-19T12:00:00.000Z', 8_250],
    ['2027-03-20T00:00:00.000Z', 46_200],
  ])('at %s it is %d', (at, fee) => {
    expect(feeAt(booking('lodging', 'confirmed', terms), at)).toEqual(money(fee));
  });
});

test('only what is on its way to being bought, or bought, counts as active', () => {
  const active: readonly BookingStatus[] = ['chosen', 'holding', 'held', 'confirming', 'confirmed', 'unknown'];
  const over: readonly BookingStatus[] = ['failed', 'releasing', 'released', 'cancelling', 'cancelled'];
  expect([...active, ...over].filter((status) => isActive(booking('car', status)))).toEqual(active);
});
