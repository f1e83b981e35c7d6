import type { Booking, BookingStatus } from '../../shared/booking/booking.ts';
import { answered, eventOf } from '../../shared/booking/saga.ts';
import { BOOKING_EVENTS, RESERVATION } from '../../shared/booking/states.ts';
import { allows, moved } from '../../shared/market/states.ts';
import { money } from '../../shared/money.ts';
import type { VendorAnswer } from '../../shared/ports.ts';
import { car, offer } from '../market/items.ts';

const STATUSES = Object.keys(RESERVATION) as BookingStatus[];
const OFFER = offer(car(), 46_200);
const booking = (status: BookingStatus, over: Partial<Booking> = {}): Booking => ({
  id: 'book-1',
  needId: OFFER.needId,
  offer: OFFER,
  status,
  terms: OFFER.cancellation,
  ...over,
});
const ANSWERS: readonly VendorAnswer[] = [
  { type: 'held', holdId: 'h', expiresAt: '2026-11-22T10:00:00.000Z' },
  { type: 'confirmed', reservationId: 'r', reference: 'K7', total: money(46_200), paid: money(0) },
  { type: 'confirmed', reservationId: 'r', reference: 'K7', total: money(46_300), paid: money(0) },
  { type: 'pending', checkAfter: '2026-11-21T10:01:00.000Z' },
  { type: 'failed', reason: 'sold_out' },
  { type: 'released' },
  { type: 'cancel_quoted', fee: money(0), refund: money(0), validUntil: '2026-11-21T10:30:00.000Z' },
  { type: 'cancelled', fee: money(0), refund: money(0) },
  { type: 'unknown' },
  { type: 'unknown', none: true },
];
const EFFECTS = ['hold', 'confirm', 'release', 'cancel'] as const;

/** State, event, where it goes. What is not there changes nothing. */
const MOVES = `
chosen hold holding
chosen confirm confirming
chosen let_go released
chosen run_out failed
holding hold:held held
holding hold:failed failed
holding hold:released failed
holding let_go releasing
held confirm confirming
held let_go releasing
held run_out failed
confirming confirm:confirmed confirmed
confirming confirm:overcharged cancelling
confirming confirm:pending unknown
confirming confirm:unknown unknown
confirming confirm:failed failed
unknown confirm:confirmed confirmed
unknown confirm:overcharged cancelling
unknown confirm:pending unknown
unknown confirm:unknown unknown
unknown confirm:failed failed
confirmed cancel cancelling
confirmed cancel:cancelled cancelled
releasing release:released released
releasing release:failed released
cancelling cancel:cancelled cancelled
cancelling cancel:released cancelled
cancelling cancel:returned failed
cancelling cancel:failed confirmed
cancelling cancel:kept confirmed`;

describe('a reservation', () => {
  test('moves as written, in every state and at every event', () => {
    const moves = new Map(
      MOVES.trim()
        .split('\n')
        .map((line) => line.split(' '))
        .map(([from, event, to]) => [`${from} ${event}`, to]),
    );
    const allowed = STATUSES.flatMap((status) =>
      BOOKING_EVENTS.filter((event) => allows(RESERVATION, status, event)).map((event) => `${status} ${event}`),
    );
    expect(allowed.toSorted()).toEqual([...moves.keys()].toSorted());
    for (const status of STATUSES)
      for (const event of BOOKING_EVENTS)
        expect([status, event, moved(RESERVATION, status, event)]).toEqual([status, event, moves.get(`${status} ${event}`) ?? status]);
  });

  test('every answer to every question in every state goes where the machine says, and nothing else of it changes but what it tells', () => {
    const all = STATUSES.flatMap((status) =>
      EFFECTS.flatMap((effect) =>
        ANSWERS.flatMap((answer) =>
          [{}, { failure: { reason: 'price_changed' as const } }].map((over) => ({ before: booking(status, over), effect, answer })),
        ),
      ),
    );
    expect(all).toHaveLength(11 * 4 * 10 * 2);
    for (const { before, effect, answer } of all) {
      const event = eventOf(before, effect, answer);
      const next = answered(before, effect, answer);
      expect(next.status).toBe(event ? moved(RESERVATION, before.status, event) : before.status);
      expect(next === before).toBe(event === undefined || !allows(RESERVATION, before.status, event));
      expect(next.offer).toBe(before.offer);
    }
  });

  test('a quote moves nothing, whenever it comes', () => {
    for (const status of STATUSES)
      for (const answer of ANSWERS) expect(answered(booking(status), 'quote-cancel', answer).status).toBe(status);
  });

  test('nothing that is unknown is ever let go of, run out or left: only the answer ends it', () => {
    for (const event of ['hold', 'confirm', 'cancel', 'let_go', 'run_out'] as const)
      expect(allows(RESERVATION, 'unknown', event)).toBe(false);
    expect(moved(RESERVATION, 'unknown', 'confirm:unknown')).toBe('unknown');
  });
});
