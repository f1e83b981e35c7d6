import { dynamoStore } from '../../shared/adapters/dynamodb.ts';
import type { Store } from '../../shared/ports.ts';
import { say, work } from '../support/conversing.ts';
import { dyingStore, testClock, testPorts, turnOf } from '../support/ports.ts';
import { credentials, localTable, TABLE } from '../support/table.ts';
import { vendorLedger } from '../support/vendor-ledger.ts';

/** The runner's promises once more, over DynamoDB's own protocol instead of the embedded store. */
let table: Awaited<ReturnType<typeof localTable>>;
let store: Store;
beforeAll(async () => {
  table = await localTable();
  store = dynamoStore({ table: TABLE, endpoint: table.endpoint, region: 'eu-west-3', credentials }, testClock());
}, 20_000);
afterAll(() => table.close());

test('a trip is asked for and booked, each turn delivered four times', async () => {
  const vendors = vendorLedger(['a', 'b']);
  const ports = testPorts(vendors, {}, store);
  for (const words of ['greet', 'request', 'book']) {
    const turn = turnOf(words, { traveller: 'web:four' });
    expect(new Set(await Promise.all([1, 2, 3, 4].map(() => say(turn, ports)))).size).toBe(1);
  }
  expect(vendors.calls.map((call) => call.verb).sort()).toStrictEqual(['confirm', 'confirm', 'hold', 'hold', 'publish', 'publish']);
});

test('a function that ends between two writes loses nothing: the same turn and the worker finish it, once leases have run out', async () => {
  const WRITES = [2, 4, 6, 8];
  for (const writes of WRITES) {
    const vendors = vendorLedger(['a', 'b']);
    const ports = testPorts(vendors, {}, store);
    const traveller = `web:dies-${writes}`;
    await say(turnOf('request', { traveller }), ports);
    const turn = turnOf('book', { traveller });
    await say(turn, { ...ports, store: dyingStore(store, writes) }).catch(() => undefined);
    ports.clock.advance(31_000);
    await work(ports);
    expect(await say({ ...turn, deadline: '2026-11-21T10:00:37.000Z' }, ports)).toMatch(
      /status=book-1:confirmed:REF\d book-2:confirmed:REF\d$/,
    );
    expect([...vendors.done.keys()]).toHaveLength(4);
  }
}, 30_000);
