import type { Booking } from '../../shared/booking/booking.ts';
import { applyOutcome, book, confirmNext, release } from '../../shared/dialogue/bookings.ts';
import { newTrip } from '../../shared/dialogue/fresh.ts';
import type { Offer } from '../../shared/market/offer.ts';
import { money } from '../../shared/money.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { carRequest } from '../market/support.ts';

const NOW = '2026-11-21T10:00:00.000Z';
const TRIP = newTrip({ id: 't', key: 'k', secret: 's', traveller: 'p', now: NOW });

const CAR: Offer = {
  id: 'rfo-1/alpes/1',
  vendorOfferId: '1',
  vendorId: 'alpes',
  vendorName: 'Alpes Location',
  demo: true,
  tripId: 't',
  needId: 'need-1',
  requestId: 'rfo-1',
  revision: 1,
  receivedAt: NOW,
  validUntil: '2026-11-23T10:00:00.000Z',
  category: 'car',
  item: {
    category: 'car',
    model: 'Duster 4x4',
    shortModel: 'Duster',
    drivenWheels: 'four',
    winterEquipment: true,
    automatic: false,
    seats: 5,
    pickup: 'LYS',
    dropoff: 'LYS',
    from: '2027-03-20',
    to: '2027-03-25',
    deskOpens: '07:00',
    deskCloses: '23:00',
    minDriverAge: 23,
    has: [],
  },
  meets: {},
  total: money(41_300),
  dueNow: money(0),
  dueLater: [],
  dueAtDestination: money(41_300),
  includes: [],
  cancellation: { refundability: 'refundable', schedule: [{ until: '2027-03-18T09:00:00.000Z', fee: money(0) }] },
  hold: { possible: true, maxMinutes: 1440, fee: money(0) },
  dataNeeded: { forHold: [], forConfirm: [] },
  remuneration: { kind: 'none' },
  commitment: 'c',
};

test('a hold that lands after it was let go of is let go of again, once', () => {
  const held = book(TRIP, CAR);
  const [hold] = held.effects;
  if (!hold) throw new Error('a holdable offer is held');
  const freed = release(held.trip, () => true);
  const answer = { type: 'held', holdId: 'h1', expiresAt: '2026-11-22T10:00:00.000Z' } as const;
  const late = applyOutcome(freed.trip, hold, answer, NOW);
  expect(late.effects).toEqual([{ type: 'release', key: 'release:book-1:late', bookingId: 'book-1' }]);
  expect(late.trip.bookings[0]).toMatchObject({ status: 'releasing', holdId: 'h1' });
  expect(applyOutcome(late.trip, hold, answer, NOW).effects).toEqual([]);
});

/** The car held and being confirmed, at 413 euros read aloud. */
function confirming() {
  const held = book(TRIP, CAR);
  const [hold] = held.effects;
  if (!hold) throw new Error('a holdable offer is held');
  const ready = applyOutcome(held.trip, hold, { type: 'held', holdId: 'h1', expiresAt: '2026-11-22T10:00:00.000Z' }, NOW).trip;
  const readback = { hash: 'x', bookingIds: ['book-1'], totalMinor: 41_300, currency: 'EUR', spoken: 1, breaths: 1, askedForPhrase: 0 };
  const moved = confirmNext({ ...ready, phase: 'booking', readback }, NOW);
  const [confirm] = moved.effects;
  if (!confirm) throw new Error('a held line is confirmed');
  return { trip: moved.trip, confirm };
}

const CONFIRMED = { type: 'confirmed', reservationId: 'r1', reference: 'ABC234', total: money(41_300), paid: money(0) } as const;

test('a confirmation for more than was read is no booking, and is given back', () => {
  const { trip, confirm } = confirming();
  const after = applyOutcome(trip, confirm, { ...CONFIRMED, total: money(99_900) }, NOW);
  const [leave] = after.effects;
  expect(after.trip.bookings[0]?.status).toBe('cancelling');
  expect(leave).toEqual({ type: 'cancel', key: 'cancel:book-1:overcharged', bookingId: 'book-1' });
  if (!leave) throw new Error('it is given back');
  const left = applyOutcome(after.trip, leave, { type: 'cancelled', fee: money(5_000), refund: money(94_900) }, NOW).trip;
  expect(left.bookings[0]).toMatchObject({ status: 'failed', failure: { reason: 'price_changed' }, cancelQuote: { fee: money(5_000) } });
  expect(left.phase).toBe('booking');
});

test('what was confirmed for more and is not taken back stands at that price, unagreed, and the other lines go on', () => {
  const { trip, confirm } = confirming();
  const after = applyOutcome(trip, confirm, { ...CONFIRMED, total: money(99_900) }, NOW);
  const [leave] = after.effects;
  if (!leave) throw new Error('it is given back');
  const rest: Booking = { id: 'book-2', needId: 'need-9', offer: CAR, status: 'held', terms: CAR.cancellation };
  const request = carRequest({ id: CAR.requestId, state: 'open' });
  const readback = after.trip.readback && { ...after.trip.readback, bookingIds: ['book-1', 'book-2'] };
  const two: Trip = { ...after.trip, bookings: [...after.trip.bookings, rest], requests: [request], ...(readback && { readback }) };
  const kept = applyOutcome(two, leave, { type: 'failed', reason: 'refused' }, NOW);
  expect(kept.trip.bookings[0]).toMatchObject({
    status: 'confirmed',
    overcharged: 'untold',
    reference: 'ABC234',
    readTotal: money(41_300),
    confirmedTotal: money(99_900),
  });
  expect(kept.effects.map(({ key }) => key)).toEqual(['confirm:book-2']);
  expect(kept.trip.requests[0]?.state).toBe('open');
  expect(
    applyOutcome({ ...kept.trip, bookings: kept.trip.bookings.slice(0, 1) }, leave, { type: 'failed', reason: 'refused' }, NOW).effects,
  ).toEqual([]);
});

test('more paid than was read, or another currency, is no booking either', () => {
  const { trip, confirm } = confirming();
  expect(applyOutcome(trip, confirm, { ...CONFIRMED, paid: money(99_900) }, NOW).trip.bookings[0]?.status).toBe('cancelling');
  expect(applyOutcome(trip, confirm, { ...CONFIRMED, total: money(41_300, 'CHF') }, NOW).trip.bookings[0]?.status).toBe('cancelling');
});

test('a confirmation for less than was read is a booking', () => {
  const { trip, confirm } = confirming();
  const after = applyOutcome(trip, confirm, { ...CONFIRMED, total: money(40_000) }, NOW);
  expect(after.trip.bookings[0]).toMatchObject({ status: 'confirmed', reference: 'ABC234' });
  expect(after.trip.phase).toBe('settled');
});

test('what is bought for a need, or being bought, is not bought again', () => {
  const { trip, confirm } = confirming();
  const other = { ...CAR, id: 'rfo-1/other/1', vendorId: 'other' };
  expect(book(trip, other).trip.bookings).toHaveLength(1);
  expect(book(applyOutcome(trip, confirm, CONFIRMED, NOW).trip, other).trip.bookings).toHaveLength(1);
  expect(book(applyOutcome(trip, confirm, { type: 'unknown' }, NOW).trip, other).trip.bookings).toHaveLength(1);
});
