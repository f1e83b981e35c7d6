import { dispatch } from '../../shared/adapters/dispatcher.ts';
import { newTrip } from '../../shared/dialogue/fresh.ts';
import type { Ports, Store, VendorRecord, Vendors } from '../../shared/ports.ts';
import { deliveriesOf } from '../../shared/runner/deliveries.ts';
import { saveTrip } from '../../shared/runner/records.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { dispatching, say } from '../support/conversing.ts';
import { NOW, testPorts, turnOf } from '../support/ports.ts';
import { requestFixture, vendorLedger } from '../support/vendor-ledger.ts';

const VENDORS = Array.from({ length: 300 }, (_, i) => `v${String(i).padStart(3, '0')}`);
const CAP = 40;

function tripOf(n: number): Trip {
  const trip = newTrip({ id: `trip-${n}`, key: 'k', secret: `s${n}`, traveller: 'person', now: NOW });
  return { ...trip, requests: [requestFixture(trip.id, 'rfo-1', NOW)] };
}

/** Who is asked for the request of that trip, in order. */
async function orderFor(
  trip: Trip,
  change: (vendor: VendorRecord, i: number) => VendorRecord = (vendor) => vendor,
  order = VENDORS,
): Promise<readonly string[]> {
  const ledger = vendorLedger(order);
  const vendors: Vendors = { ...ledger, forCategory: async (category) => (await ledger.forCategory(category)).map(change) };
  const effect = { type: 'request-offers', key: 'request:rfo-1', requestId: 'rfo-1', wait: true } as const;
  return (await deliveriesOf(effect, trip, testPorts(vendors))).map(({ vendorId = '' }) => vendorId);
}

describe('who goes first, when there are more vendors than a live turn may ask', () => {
  test('is the same for the same request, whatever vendors are called, pay or when they were entered', async () => {
    const first = await orderFor(tripOf(1));
    expect(await orderFor(tripOf(1))).toEqual(first);
    expect(await orderFor(tripOf(1), undefined, [...VENDORS].reverse())).toEqual(first);
    const disguised = (vendor: VendorRecord, i: number): VendorRecord => ({
      ...vendor,
      name: `${999 - i} Aaa`,
      country: 'US',
      demo: i % 2 === 0,
      endpoint: `https://x${i}.example/`,
    });
    expect(await orderFor(tripOf(1), disguised)).toEqual(first);
    const paying = (vendor: VendorRecord, i: number) => ({ ...vendor, commission: i, sponsored: true }) as VendorRecord;
    expect(await orderFor(tripOf(1), paying)).toEqual(first);
  });

  test('turns round from request to request, so that each is among the first as often as any other', async () => {
    const among = new Map(VENDORS.map((id) => [id, 0]));
    const requests = 600;
    for (let n = 0; n < requests; n++) for (const id of (await orderFor(tripOf(n))).slice(0, CAP)) among.set(id, (among.get(id) ?? 0) + 1);
    const expected = (requests * CAP) / VENDORS.length;
    const counts = [...among.values()];
    // Drawn at random, 300 counts around 80 lie within 80 ± 4.5 deviations of 8.3; these draws are the same on every machine.
    expect([Math.min(...counts) > expected - 38, Math.max(...counts) < expected + 38]).toEqual([true, true]);
    const deviation = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // Chi-square with 299 degrees, scaled by the share that is drawn: about 259, seldom above 340.
    expect(deviation).toBeLessThan(340);
    expect((await orderFor(tripOf(1))).slice(0, CAP)).not.toEqual((await orderFor(tripOf(2))).slice(0, CAP));
  });
});

describe('the vendors beyond the live cap', () => {
  test('are asked by the worker, each once, within two seconds and not all at the same moment', async () => {
    const vendors = vendorLedger(VENDORS);
    const ports = testPorts(vendors, { liveFanout: CAP });
    expect(await say(turnOf('request'), ports)).toMatch(/timedOut=true/);
    const live = vendors.calls.length;
    expect(live).toBe(CAP);
    let draws = 0;
    const random = () => {
      draws += 1;
      return (draws * 0.618_033_988_7) % 1;
    };
    const worker = { ...dispatching(ports), random };
    const told: number[] = [];
    for (let ms = 0; ms <= 2_000; ms += 100) {
      for (let more = true; more; ) {
        const { found, expanded, done } = await dispatch(worker, { now: ports.clock.now(), limit: 100 });
        more = found > 0 && expanded + done > 0;
      }
      told.push(vendors.calls.length);
      ports.clock.advance(100);
    }
    const ofOne = vendors.calls.filter(({ verb, key }) => verb === 'publish' && key.includes('rfo-1'));
    expect([ofOne.length, new Set(ofOne.map(({ vendor }) => vendor)).size]).toEqual([VENDORS.length, VENDORS.length]);
    const halfway = told[10] ?? 0;
    expect([halfway > live + 50, halfway < (told.at(-1) ?? 0) - 50]).toEqual([true, true]);
  });
});

test('an outbox for many vendors is put on record a few at a time, neither one by one nor all at once', async () => {
  const plain = testPorts(vendorLedger(VENDORS));
  let most = 0;
  let under = 0;
  const put: Store['put'] = async (item, v) => {
    if (!item.sk.startsWith('OUT#')) return plain.store.put(item, v);
    most = Math.max(most, ++under);
    await new Promise((resolve) => setImmediate(resolve));
    under--;
    return plain.store.put(item, v);
  };
  const ports: Ports = { ...plain, store: { ...plain.store, put } };
  const effect = { type: 'request-offers', key: 'request:rfo-1', requestId: 'rfo-1', wait: false } as const;
  await saveTrip({ ...tripOf(1), outbox: [effect] }, 0, NOW, ports);
  const swept = await dispatch(dispatching(ports), { now: ports.clock.now(), limit: 1 });
  expect(swept.expanded).toBe(1);
  expect(await ports.store.query({ pk: 'TRIP#trip-1', skPrefix: 'OUT#' })).toHaveLength(VENDORS.length);
  expect([most > 1, most <= 25]).toEqual([true, true]);
});
