import { newTrip } from '../../shared/dialogue/fresh.ts';
import { type Delivery, deliveryKey } from '../../shared/runner/deliveries.ts';
import { withFruitless } from '../../shared/runner/fruitless.ts';
import type { Effect, Trip } from '../../shared/trip-record.ts';
import { NOW, testPorts } from '../support/ports.ts';
import { requestFixture, vendorLedger } from '../support/vendor-ledger.ts';

const EFFECT = { type: 'request-offers', key: 'request:rfo-1', requestId: 'rfo-1', wait: true } as const;
const TRIP: Trip = {
  ...newTrip({ id: 'trip-1', key: 'k', secret: 's', traveller: 'person', now: NOW }),
  requests: [{ ...requestFixture('trip-1', 'rfo-1', NOW), id: 'rfo-1', closesAt: '2026-11-21T10:15:00.000Z' }],
};

/** Whether the request is still waited for, after these deliveries. */
async function isOver(deliveries: readonly Partial<Delivery>[], trip = TRIP, effect: Effect = EFFECT): Promise<boolean> {
  const { store } = testPorts(vendorLedger([]));
  for (const [i, over] of deliveries.entries()) {
    const doc: Delivery = { schema: 1, tripId: trip.id, effect, vendorId: `v${i}`, state: 'done', tries: 1, ...over };
    await store.put({ pk: `TRIP#${trip.id}`, sk: `OUT#${deliveryKey(doc)}`, doc }, 0);
  }
  const after = await withFruitless(trip, { offers: [], now: NOW }, { store });
  return after.requests[0]?.answered === true;
}

describe('a request that nobody has anything for', () => {
  test('is over where there is nobody to ask, and once all have said so', async () => {
    expect(await isOver([])).toBe(true);
    expect(await isOver([{}, {}, { state: 'dead' }])).toBe(true);
  });

  test.each([
    ['is being asked', { state: 'leased' }],
    ['is asked again after a failure', { state: 'waiting' }],
    ['said that it answers later', { later: true }],
    ['reads its mail', { byMail: true }],
  ] as const)('is waited for while one of them %s', async (_what, open) => {
    expect(await isOver([{}, open])).toBe(false);
  });

  test('is waited for while it is still to go out, and another one is another', async () => {
    expect(await isOver([], { ...TRIP, outbox: [EFFECT] })).toBe(false);
    expect(await isOver([{ state: 'leased' }], TRIP, { ...EFFECT, key: 'request:rfo-10', requestId: 'rfo-10' })).toBe(true);
  });
});
