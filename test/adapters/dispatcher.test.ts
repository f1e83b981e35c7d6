import { backoffMs, type Dispatching, dispatch, recover, runItems, type Swept } from '../../shared/adapters/dispatcher.ts';
import { startWorkLoop } from '../../shared/adapters/work-loop.ts';
import { converse, deliver } from '../../shared/concierge.ts';
import type { Ports } from '../../shared/ports.ts';
import { DEAD } from '../../shared/runner/deliveries.ts';
import { dispatching } from '../support/conversing.ts';
import { NOW, type TestPorts, testPorts, turnOf } from '../support/ports.ts';
import { toyCore } from '../support/toy-core.ts';
import { type VendorLedger, vendorLedger } from '../support/vendor-ledger.ts';

function sweep(ports: Ports, owner?: string): Promise<Swept> {
  return dispatch(dispatching(ports, owner, 0.5), { now: ports.clock.now(), limit: 100 });
}

/** The outbox as deliveries, all of them due at once. */
async function putOnRecord(ports: Ports): Promise<void> {
  await dispatch(dispatching(ports), { now: ports.clock.now(), limit: 100 });
}

/** A trip whose holds were cut by the turn's deadline before any vendor answered: the worker's to do. */
async function cutShort(vendors: VendorLedger): Promise<TestPorts> {
  const ports = testPorts(vendors);
  await converse(turnOf('request'), ports, toyCore);
  const behaviours = new Map(vendors.behave);
  for (const { vendor } of vendors.calls) vendors.behave.set(vendor, 'hangs');
  await converse(turnOf('book', { deadline: '2026-11-21T10:00:00.750Z' }), ports, toyCore);
  vendors.behave.clear();
  for (const [id, behaviour] of behaviours) vendors.behave.set(id, behaviour);
  vendors.calls.length = 0;
  return ports;
}

const verbs = (vendors: VendorLedger) => vendors.calls.map((call) => call.verb);

describe('a delivery', () => {
  test('is run once by two dispatchers at the same moment', async () => {
    const vendors = vendorLedger(['a', 'b']);
    const ports = await cutShort(vendors);
    const [one, two] = await Promise.all([sweep(ports, 'one'), sweep(ports, 'two')]);
    expect(one.done + two.done).toBe(2);
    expect(verbs(vendors).filter((verb) => verb === 'hold')).toHaveLength(2);
  });

  test('is nobody else’s while its lease lasts, and anybody’s after', async () => {
    const vendors = vendorLedger(['a']);
    const ports = testPorts(vendors);
    vendors.behave.set('a', 'hangs');
    await converse(turnOf('watch'), ports, toyCore);
    await putOnRecord(ports);
    const dead = sweep(ports, 'dies while it waits');
    expect(await sweep(ports)).toMatchObject({ done: 0, again: 0 });
    ports.clock.advance(29_999);
    expect((await sweep(ports)).found).toBe(0);
    vendors.behave.clear();
    ports.clock.advance(1);
    expect(await sweep(ports)).toMatchObject({ found: 1, done: 1 });
    expect(dead).toBeInstanceOf(Promise);
    expect(new Set(vendors.calls.map((call) => call.key)).size).toBe(1);
  });

  test('that was cut by thirty restarts is still asked after', async () => {
    const vendors = vendorLedger(['a']);
    const ports = await cutShort(vendors);
    vendors.behave.set('a', 'hangs');
    for (let restart = 0; restart < 30; restart++) {
      void sweep(ports, `life ${restart}`);
      await new Promise((wake) => setImmediate(wake));
      await recover({ ports });
    }
    vendors.behave.set('a', 'fails');
    expect(await sweep(ports)).toMatchObject({ again: 1, dead: 0 });
    vendors.behave.clear();
    ports.clock.advance(1_000);
    expect(await sweep(ports)).toMatchObject({ done: 1 });
  });

  test('that was begun before asks how it stands, and sends again only what the vendor has not heard of', async () => {
    const vendors = vendorLedger(['a']);
    const ports = await cutShort(vendors);
    await sweep(ports);
    expect(verbs(vendors)).toStrictEqual(['status', 'hold']);
    expect(new Set(vendors.calls.map((call) => call.key)).size).toBe(1);
  });

  test('whose vendor has the answer already takes it and sends nothing', async () => {
    const vendors = vendorLedger(['a']);
    const ports = await cutShort(vendors);
    vendors.behave.set('a', 'lost');
    await sweep(ports);
    ports.clock.advance(1_000);
    vendors.calls.length = 0;
    await sweep(ports);
    expect(verbs(vendors)).toStrictEqual(['status']);
  });

  test('that fails waits twice as long each time, is given up after its tries, kept and logged', async () => {
    const vendors = vendorLedger(['a']);
    vendors.behave.set('a', 'fails');
    const ports = testPorts(vendors);
    await converse(turnOf('watch'), ports, toyCore);
    await putOnRecord(ports);
    const waits: number[] = [];
    for (let i = 0; i < 5; i++) {
      const before = ports.clock.now();
      const swept = await sweep(ports);
      if (swept.dead === 1) break;
      expect(swept.again).toBe(1);
      const [next] = await ports.store.due('2027-01-01T00:00:00.000Z', 10);
      waits.push(Date.parse(next?.dueAt ?? '') - Date.parse(before));
      ports.clock.set(next?.dueAt ?? '');
    }
    expect(waits).toStrictEqual([250, 500, 1_000, 2_000]);
    expect(await ports.store.query({ foreign: DEAD })).toHaveLength(1);
    expect(await ports.store.due('2030-01-01T00:00:00.000Z', 10)).toStrictEqual([]);
    expect(ports.events).toContainEqual({ name: 'delivery.dead', fields: expect.objectContaining({ effect: 'request-offers', tries: 5 }) });
  });

  test('of a request that closed meanwhile asks nobody', async () => {
    const vendors = vendorLedger(['a']);
    const ports = testPorts(vendors);
    await converse(turnOf('watch'), ports, toyCore);
    await putOnRecord(ports);
    ports.clock.set('2026-11-21T10:15:00.000Z');
    expect((await sweep(ports)).done).toBe(1);
    expect(vendors.calls).toStrictEqual([]);
  });

  test('of an erased trip ends', async () => {
    const vendors = vendorLedger(['a']);
    const ports = testPorts(vendors);
    await converse(turnOf('watch'), ports, toyCore);
    await putOnRecord(ports);
    const [delivery] = await ports.store.due(NOW, 10);
    await ports.store.erase(delivery?.pk ?? '', 'META');
    expect((await sweep(ports)).done).toBe(1);
    expect(vendors.calls).toStrictEqual([]);
  });

  test('that stumbles over a bug of ours stops no other', async () => {
    const vendors = vendorLedger(['a', 'b']);
    const ports = await cutShort(vendors);
    const broken: Dispatching = {
      ...dispatching(ports),
      deliver: (event) => (event.effect.key === 'hold:book-1' ? Promise.reject(new TypeError('bug')) : deliver(event, ports, toyCore)),
    };
    expect(await dispatch(broken, { now: NOW, limit: 10 })).toMatchObject({ done: 1, again: 1 });
    const where: unknown = expect.stringMatching(/^adapters\.dispatcher\.test\.ts:\d+:\d+$/);
    expect(ports.events).toContainEqual({ name: 'delivery.failed', fields: { effect: 'hold', code: 'bug', error: 'TypeError', where } });
  });
});

describe('outcomes', () => {
  test('of one trip that come at once are all told', async () => {
    const vendors = vendorLedger(['a', 'b']);
    const ports = await cutShort(vendors);
    expect((await sweep(ports)).done).toBe(2);
    expect(await sweep(ports)).toMatchObject({ expanded: 1 });
    expect((await sweep(ports)).done).toBe(2);
    expect([...vendors.done.keys()].map((key) => key.split('/')[1]).sort()).toStrictEqual([
      'confirm:book-1',
      'confirm:book-2',
      'hold:book-1',
      'hold:book-2',
    ]);
  });
});

describe('an outbox', () => {
  test('that was expanded before a crash is expanded again into nothing', async () => {
    const vendors = vendorLedger(['a', 'b']);
    const ports = testPorts(vendors);
    await converse(turnOf('watch'), ports, toyCore);
    const [trip] = await ports.store.due(NOW, 1);
    if (!trip) throw new Error('the outbox is not due');
    const puts: Ports['store'] = { ...ports.store, put: async (item, v) => (item.sk === 'META' ? undefined : ports.store.put(item, v)) };
    expect((await runItems([trip], NOW, dispatching({ ...ports, store: puts }))).expanded).toBe(0);
    expect((await runItems([trip], NOW, dispatching(ports))).expanded).toBe(1);
    expect((await sweep(ports)).done).toBe(2);
    expect(vendors.calls).toHaveLength(2);
  });

  test('of a turn still under way is left alone until its deadline', async () => {
    const vendors = vendorLedger(['a']);
    vendors.behave.set('a', 'hangs');
    const ports = testPorts(vendors);
    const turn = converse(turnOf('request', { deadline: '2026-11-21T10:00:00.900Z' }), ports, toyCore);
    await new Promise((done) => setTimeout(done, 30));
    expect((await sweep(ports)).found).toBe(0);
    await turn;
    vendors.behave.clear();
    expect((await sweep(ports)).found).toBe(1);
  }, 5_000);
});

test('after a crash the owner of the store takes everything over without waiting for leases', async () => {
  const vendors = vendorLedger(['a', 'b']);
  const ports = await cutShort(vendors);
  for (const item of await ports.store.due(NOW, 10)) {
    const leased = { ...(item.doc as object), state: 'leased', owner: 'a process that is gone' };
    await ports.store.put({ pk: item.pk, sk: item.sk, doc: leased, dueAt: '2026-11-21T10:00:30.000Z' }, item.v);
  }
  expect((await sweep(ports)).found).toBe(0);
  await recover(dispatching(ports));
  expect((await sweep(ports)).done).toBe(2);
});

test('waits grow to a cap and spread over the whole interval', () => {
  expect([1, 2, 3, 4].map((tries) => backoffMs(tries, 1))).toStrictEqual([500, 1_000, 2_000, 4_000]);
  expect([10, 11, 24].map((tries) => backoffMs(tries, 1))).toStrictEqual([256_000, 300_000, 300_000]);
  expect(backoffMs(5, 0)).toBe(0);
  expect(backoffMs(5, 0.25)).toBe(2_000);
});

test('the loop of a server is not held up by a vendor that hangs, and ends when asked', async () => {
  const vendors = vendorLedger(['a', 'b']);
  const ports = testPorts(vendors);
  const released: (() => void)[] = [];
  const slow: Ports = {
    ...ports,
    vendors: {
      ...vendors,
      publish: async (request, trip, vendor, options) => {
        if (vendor.id === 'a') await new Promise<void>((done) => released.push(done));
        return vendors.publish(request, trip, vendor, options);
      },
    },
  };
  await converse(turnOf('watch'), slow, toyCore);
  const loop = startWorkLoop(dispatching(slow), 5);
  const until = async (isTrue: () => boolean) => {
    while (!isTrue()) await new Promise((done) => setTimeout(done, 5));
  };
  await until(() => vendors.calls.some((call) => call.vendor === 'b') && released.length === 1);
  await converse(turnOf('watch', { traveller: 'web:bob' }), slow, toyCore);
  loop.kick();
  await until(() => vendors.calls.filter((call) => call.vendor === 'b').length === 2 && released.length === 2);
  expect(loop.isUp()).toBe(true);
  const closed = loop.close();
  for (const release of released) release();
  await closed;
  expect(vendors.calls.filter((call) => call.vendor === 'a')).toHaveLength(2);
  expect(loop.isUp()).toBe(false);
}, 5_000);
