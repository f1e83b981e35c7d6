import { openSqlite } from '../../shared/adapters/sqlite.ts';
import { newTrip } from '../../shared/dialogue/fresh.ts';
import { pseudonymKey, requestPseudonym } from '../../shared/market/disclosure.ts';
import { refusalItem } from '../../shared/market/evidence.ts';
import { fileText } from '../../shared/market/evidence-file.ts';
import { agrees, verify } from '../../shared/market/evidence-verify.ts';
import type { WireNotice } from '../../shared/market/wire.ts';
import type { Ports } from '../../shared/ports.ts';
import { deliveriesOf, enqueue } from '../../shared/runner/deliveries.ts';
import { evidenceOf, vendorEvidence, withEvidence } from '../../shared/runner/evidence.ts';
import { offerItem, offersKeptUntil } from '../../shared/runner/keys.ts';
import { perform } from '../../shared/runner/perform.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { ITEMS } from '../market/items.ts';
import { carRequest, offerOf } from '../market/support.ts';
import { briefOf } from '../market/trips.ts';
import { NOW, testClock, testPorts } from '../support/ports.ts';
import { vendorLedger } from '../support/vendor-ledger.ts';

const REQUEST = carRequest({ id: 'rfo-2', needId: 'need-car', invited: [] });
const vendors = vendorLedger(['a', 'b']);
const told: WireNotice[] = [];
let store: ReturnType<typeof openSqlite>;
let ports: Ports;
beforeEach(() => {
  told.length = 0;
  store = openSqlite(':memory:', testClock());
  ports = testPorts({ ...vendors, tell: async (notice) => void told.push(notice) }, {}, store);
});
afterEach(() => store.close());

function offer(vendorId: string, name: string, minor: number) {
  return { ...offerOf(ITEMS.car, { id: `rfo-2/${vendorId}/${name}`, needId: 'need-car' }, minor), vendorId, vendorOfferId: name };
}

/** A request with these offers and one refusal, published and awarded to the first. */
async function awarded(offers: readonly ReturnType<typeof offer>[]): Promise<Trip> {
  const base = { ...newTrip({ id: 'trip-1', key: 'k', secret: 's', traveller: 't', now: NOW }), brief: briefOf(['car']) };
  for (const each of offers) await store.put(offerItem(each, REQUEST), 0);
  await store.put(refusalItem(REQUEST, 'b', 'evt-9', { at: NOW, reason: 'schema', problems: [] }), 0);
  const published = await withEvidence(base, { ...base, requests: [REQUEST] }, offers, NOW, ports);
  const [best] = offers;
  if (!best) throw new Error('no offer');
  const booking = { id: 'book-1', needId: 'need-car', offer: best, status: 'confirmed', terms: best.cancellation } as const;
  const after: Trip = { ...published, requests: [{ ...REQUEST, state: 'awarded' }], bookings: [booking] };
  return withEvidence(published, after, offers, NOW, ports);
}

describe('the record', () => {
  test('of a request that 2,000 offers came for stays in items a store can take, and is whole', async () => {
    const trip = await awarded(Array.from({ length: 2000 }, (_, i) => offer('a', `o-${i}`, 10_000 + i)));
    const items = [
      ...(await store.query({ pk: 'TRIP#trip-1', skPrefix: 'EVID#' })),
      ...(await store.query({ pk: 'TRIP#trip-1', skPrefix: 'SEAL#' })),
    ];
    expect(items.length).toBeGreaterThan(4);
    for (const { doc } of items) expect(JSON.stringify(doc).length).toBeLessThan(200_000);
    const file = await evidenceOf(trip, ports);
    expect(verify(fileText(file), [`sha256-${trip.evidence?.['rfo-2']?.hash}`]).problems).toEqual([]);
  });

  test('says at the publication who is a person, and lets an inline bidder ask for its part as long as it is kept', async () => {
    const [a, b] = await vendors.forCategory('car');
    if (!a || !b) throw new Error('no vendors');
    const asked = testPorts(
      {
        ...vendors,
        forCategory: async () => [a, { ...b, endpoint: 'mailto:desk@b.example' }],
        publish: async () => [offer('a', '1', 10_000)],
      },
      {},
      store,
    );
    const base = { ...newTrip({ id: 'trip-1', key: 'k', secret: 's', traveller: 't', now: NOW }), brief: briefOf(['car']) };
    const open = { ...REQUEST, closesAt: '2026-11-21T10:15:00Z' };
    const trip = await withEvidence(base, { ...base, requests: [open] }, [], NOW, asked);
    expect((await evidenceOf(trip, asked)).requests[0]?.log[0]?.data).toMatchObject({ people: ['b'] });
    const effect = { type: 'request-offers', key: 'request:rfo-2', requestId: 'rfo-2', wait: false } as const;
    await perform({ schema: 1, tripId: 'trip-1', effect, vendorId: 'a', state: 'leased', tries: 1 }, trip, asked, { timeoutMs: 1000 });
    const pointer = await store.get(pseudonymKey(requestPseudonym('s', 'a', 'rfo-2')), 'META');
    expect(pointer?.expiresAt).toBe(offersKeptUntil(open));
  });

  test('names what was refused, and a loser is told where its own part ends', async () => {
    const trip = await awarded([offer('a', '1', 10_000), offer('b', '1', 20_000)]);
    const file = await evidenceOf(trip, ports);
    expect(file.requests[0]?.log.at(-1)?.data).toMatchObject({ type: 'awarded', refused: [expect.stringMatching(/^[0-9a-f]{64}$/)] });
    const effect = { type: 'notice', key: 'declined:rfo-2', requestId: 'rfo-2', notice: { name: 'offer.declined' } } as const;
    const asked = { type: 'request-offers', key: 'request:rfo-2', requestId: 'rfo-2', wait: false } as const;
    await enqueue({ schema: 1, tripId: 'trip-1', effect: asked, vendorId: 'b', state: 'waiting', tries: 0 }, NOW, ports);
    const [delivery] = await deliveriesOf(effect, trip, ports);
    if (!delivery) throw new Error('b is told');
    await perform(delivery, trip, ports, { timeoutMs: 1000 });
    const head = told[0]?.name === 'offer.declined' ? told[0].data.evidence_head : undefined;
    const wireRequestId = requestPseudonym(trip.secret, 'b', 'rfo-2');
    const part = await vendorEvidence(trip, 'rfo-2', { id: 'b', wireRequestId }, ports);
    expect(part.refused).toHaveLength(1);
    expect(part.log.map(({ data }) => data.type)).toEqual(['published', 'received', 'not_selected']);
    expect(verify(fileText(part), [head ?? 'none']).problems).toEqual([]);
    expect(agrees(file, part)).toBe(true);
  });
});
