import { dispatch } from '../../shared/adapters/dispatcher.ts';
import { withPeople } from '../../shared/adapters/person-vendors.ts';
import type { Booking } from '../../shared/booking/booking.ts';
import { deliver } from '../../shared/concierge.ts';
import { core } from '../../shared/core.ts';
import { linkToken } from '../../shared/market/invitation.ts';
import { money } from '../../shared/money.ts';
import type { Ports } from '../../shared/ports.ts';
import { type Delivery, enqueue, hurry } from '../../shared/runner/deliveries.ts';
import { addMinutes } from '../../shared/time.ts';
import { lodging } from '../market/items.ts';
import { offerOf } from '../market/support.ts';
import { dispatching } from '../support/conversing.ts';
import { testPorts } from '../support/ports.ts';
import { formDesk, ODILE, requestFor, titleOf } from '../support/vendor-form.ts';
import { vendorLedger } from '../support/vendor-ledger.ts';

const KEY = 'confirm:book-1';
const offer = offerOf(
  lodging(),
  {
    id: 'rfo-2/chez-odile/o-1',
    needId: 'need-2',
    requestId: 'rfo-2',
    vendorId: 'chez-odile',
    dataNeeded: { forHold: [], forConfirm: ['lead.family_name'] },
  },
  90_000,
);

/** A purchase that Odile is asked to confirm on her page, and the worker that looks after it. */
async function asked() {
  const desk = formDesk(requestFor('lodging'));
  const trip = await desk.trip();
  const booking: Booking = {
    id: 'book-1',
    needId: 'need-2',
    offer,
    status: 'unknown',
    terms: offer.cancellation,
    readTotal: money(90_000),
  };
  await desk.keep({ ...trip, phase: 'booking', bookings: [booking], leadName: { family: 'Martin' } });
  const ledger = vendorLedger(['chez-odile']);
  const vendors = withPeople({ ...ledger, byId: async () => ODILE, forCategory: async () => [ODILE] }, desk.people);
  const ports: Ports = { ...testPorts(ledger), store: desk.store, clock: desk.clock, vendors };
  const start = desk.clock.now();
  const effect = { type: 'confirm', key: KEY, bookingId: 'book-1' } as const;
  await enqueue({ schema: 1, tripId: 'trip-1', effect, state: 'waiting', tries: 0 }, start, ports);
  const item = () => desk.store.get<Delivery>('TRIP#trip-1', `OUT#${KEY}`);
  const whole = { ...dispatching(ports), deliver: (event: Parameters<typeof deliver>[0]) => deliver(event, ports, core) };
  const look = () => dispatch(whole, { now: desk.clock.now(), limit: 50 });
  /** Looks whenever a look is due, until so many hours after it was asked. */
  const until = async (hours: number) => {
    const end = addMinutes(start, hours * 60);
    for (let i = 0; i < 99; i++) {
      await look();
      const stored = await item();
      if (stored?.dueAt === undefined || stored.dueAt > end) break;
      desk.clock.set(stored.dueAt);
    }
    desk.clock.set(end);
  };
  const path = `/vendors/v1/form/${linkToken(trip.secret, { vendorId: ODILE.id, requestId: 'rfo-2', about: { type: 'booking', key: KEY } })}`;
  const answer = (form: Readonly<Record<string, string>>) => desk.call('POST', path, { form });
  return { desk, ports, look, until, item, answer, hurried: () => hurry('trip-1', KEY, desk.clock.now(), ports) };
}

const YES = { do: 'confirm', reference: 'AB 12' };

describe('a purchase from a vendor without an API', () => {
  test('is looked after as long as its link is open: a yes in the last minute books', async () => {
    const { desk, until, look, answer, hurried } = await asked();
    await until(23.98);
    expect(titleOf(await answer(YES))).toBe('Réservation confirmée');
    await hurried();
    await look();
    expect((await desk.trip()).bookings[0]).toMatchObject({ status: 'confirmed', reference: 'AB 12' });
  });

  test('that is never answered has failed once the link is over, and nothing is left to look after', async () => {
    const { desk, until, item, answer } = await asked();
    await until(25);
    expect((await desk.trip()).bookings[0]).toMatchObject({ status: 'failed', failure: { reason: 'expired' } });
    expect((await item())?.doc.state).toBe('done');
    expect((await answer(YES)).status).toBe(410);
  });

  test('is decided once: whoever closes it first, the page or the worker, the other finds it closed', async () => {
    const { desk, until, item } = await asked();
    await until(23);
    const record = await desk.store.get<{ readonly answer?: unknown }>('TRIP#trip-1', `ASKED#chez-odile#${KEY}`);
    if (!record) throw new Error('it was asked');
    await until(25);
    const late = await desk.store.put({ ...record, doc: { ...record.doc, answer: { type: 'confirmed', reference: 'AB 12' } } }, record.v);
    expect(late).toBeUndefined();
    expect((await item())?.doc.state).toBe('done');
  });

  test('is looked at again when its vendor answers after the looking had ended', async () => {
    const { desk, ports, until, look, item, answer, hurried } = await asked();
    await until(2);
    const stored = await item();
    if (!stored) throw new Error('it waits');
    const { dueAt: _over, ...rest } = stored;
    await ports.store.put({ ...rest, doc: { ...stored.doc, state: 'dead', tries: 24 } }, stored.v);
    await answer(YES);
    await hurried();
    await look();
    expect((await desk.trip()).bookings[0]).toMatchObject({ status: 'confirmed', reference: 'AB 12' });
  });
});
