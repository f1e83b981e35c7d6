import type { Entry } from '../../shared/market/evidence.ts';
import { itemToWire } from '../../shared/market/item-wire.ts';
import { deliveriesOf } from '../../shared/runner/deliveries.ts';
import type { Effect, Trip } from '../../shared/trip-record.ts';
import { ITEMS } from '../market/items.ts';
import { carRequest, wireCarOffer } from '../market/support.ts';
import { briefOf } from '../market/trips.ts';
import { CHANGE, openNewsDesk } from '../support/news-desk.ts';
import { testPorts } from '../support/ports.ts';
import { VENDOR } from '../support/vendor-desk.ts';
import { vendorLedger } from '../support/vendor-ledger.ts';

let desk: Awaited<ReturnType<typeof openNewsDesk>>;
beforeEach(async () => {
  desk = await openNewsDesk();
});
afterEach(() => desk.store.close());

describe('what takes the place of what was booked', () => {
  const ITEM = wireCarOffer()['item'];
  const rebook = (over: object, price: object = { total: '80.00', currency: 'EUR' }) => ({
    ...CHANGE,
    options: [{ option_id: 'r', kind: 'rebook', deadline: '2027-02-01T17:00:00Z', offer: { item: ITEM, price }, ...over }],
  });

  test('is kept with its last moment, which is never after that of the change', async () => {
    await desk.confirmed();
    expect(await desk.post('reservation.changed', rebook({}))).toMatchObject({ status: 200 });
    expect(await desk.post('reservation.changed', rebook({ deadline: '2027-04-01T17:00:00Z' }), 'evt-2')).toMatchObject({ status: 200 });
    const options = (await desk.kept()).flatMap(({ news }) => (news.type === 'change' ? news.options : []));
    expect(options).toMatchObject([
      { deadline: '2027-02-01T17:00:00.000Z', offer: { item: { category: 'car' }, total: { minor: 8_000, currency: 'EUR' } } },
      { deadline: '2027-03-01T12:00:00.000Z' },
    ]);
  });

  test.each([
    ['dearer', rebook({}, { total: '100.01', currency: 'EUR' }), 'option_contradicted'],
    ['in another currency', rebook({}, { total: '50.00', currency: 'CHF' }), 'option_contradicted'],
    [
      'something else',
      rebook({ offer: { item: itemToWire(ITEMS.lodging), price: { total: '50.00', currency: 'EUR' } } }),
      'option_contradicted',
    ],
    ['no item at all', rebook({ offer: { item: {}, price: { total: '50.00', currency: 'EUR' } } }), 'schema'],
    ['a refund', rebook({ kind: 'refund' }), 'schema'],
    ['at no moment', rebook({ deadline: 'tomorrow' }), 'schema'],
  ])('is refused when it is %s', async (_what, change, reason) => {
    await desk.confirmed();
    expect(await desk.post('reservation.changed', change)).toMatchObject({ status: 422, body: { reason } });
    expect(await desk.kept()).toEqual([]);
  });
});

describe('a reservation that its vendor cancelled', () => {
  const none = { amount: '0.00', currency: 'EUR' };
  const wanted = {
    ...briefOf(['car']),
    needs: [{ id: 'need-2', category: 'car' as const, where: ['LYS', 'GVA'], requirements: carRequest().requirements }],
  };
  const lost = async (over: Partial<Trip> = {}) => {
    await desk.confirmed();
    const stored = await desk.store.get<Trip>('TRIP#trip-1', 'META');
    if (!stored) throw new Error('no trip');
    await desk.store.put(
      { pk: 'TRIP#trip-1', sk: 'META', doc: { ...stored.doc, requests: [carRequest({ state: 'awarded' })], brief: wanted, ...over } },
      stored.v,
    );
    expect(await desk.post('reservation.cancelled', { fee: none, refund: none })).toMatchObject({ status: 200 });
    return (await desk.store.get<Trip>('TRIP#trip-1', 'META'))?.doc;
  };

  test('is looked for at once where it was, by all but its vendor, and that is on record', async () => {
    const trip = await lost();
    const asked = trip?.requests.at(-1);
    expect(asked).toMatchObject({ needId: 'need-2', except: VENDOR.id, where: ['LYS'], start: '2027-03-20', locale: 'fr-FR' });
    expect(asked?.requirements).toEqual(carRequest().requirements);
    expect(trip?.outbox).toMatchObject([{ type: 'request-offers', requestId: asked?.id, wait: false }]);
    const log = await desk.store.query<Entry>({ pk: 'TRIP#trip-1', skPrefix: `EVID#${asked?.id}#` });
    expect(log.map(({ doc }) => [doc.data.type, doc.hash === trip?.evidence?.[asked?.id ?? '']?.hash])).toEqual([['published', true]]);
    const others = ['a', 'b', VENDOR.id].map((id) => ({ ...VENDOR, id }));
    const vendors = { ...vendorLedger([]), forCategory: async () => others };
    const sent = trip ? await deliveriesOf(trip.outbox[0] as Effect, trip, testPorts(vendors, {}, desk.store)) : [];
    expect(sent.map(({ vendorId }) => vendorId).toSorted()).toEqual(['a', 'b']);
  });

  test('is not looked for where its days are over, nor where the traveller chose their money back', async () => {
    const over = await lost({ brief: { ...wanted, start: '2026-11-01', end: '2026-11-03' } });
    expect([over?.bookings[0]?.status, over?.requests.length, over?.outbox]).toEqual(['cancelled', 1, []]);
    const change = {
      type: 'change',
      id: 'c',
      severity: 'major',
      cause: 'x',
      what: [],
      options: [{ id: 'back', kind: 'refund' }],
    } as const;
    const from = { id: 'c', at: desk.clock.now(), requestId: 'rfo-2', vendorId: VENDOR.id, seller: 'A', news: change, told: true };
    const chosen = await lost({ fromVendors: [{ ...from, answer: 'back' }] });
    expect([chosen?.requests.length, chosen?.outbox]).toEqual([1, []]);
  });
});
