import { dynamoStore } from '../../../shared/adapters/dynamodb.ts';
import type { Store } from '../../../shared/ports.ts';
import { handler } from '../../../skills/worker/lambda.ts';
import { credentials, localTable, TABLE } from '../../support/table.ts';

const context = { getRemainingTimeInMillis: () => 30_000 };
let table: Awaited<ReturnType<typeof localTable>>;
let store: Store;

beforeAll(async () => {
  table = await localTable();
  store = dynamoStore(
    { table: TABLE, endpoint: table.endpoint, region: 'eu-west-3', credentials },
    { now: () => new Date().toISOString() },
  );
  Object.assign(process.env, {
    TABLE,
    AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
    AWS_REGION: 'eu-west-3',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
}, 20_000);
afterAll(() => table.close());

/** A withdrawal of a trip that was erased: done without anybody being called. */
async function due(vendorId: string, dueAt: string): Promise<void> {
  const effect = { type: 'withdraw', key: 'withdraw:rfo-1', requestId: 'rfo-1' };
  const doc = { schema: 1, tripId: 'trip-gone', effect, vendorId, state: 'waiting', tries: 0 };
  await store.put({ pk: 'TRIP#trip-gone', sk: `OUT#withdraw:rfo-1#${vendorId}`, doc, dueAt }, 0);
}
const stateOf = async (sk: string) => (await store.get<{ state: string }>('TRIP#trip-gone', sk))?.doc.state;

test('the runtime calls it with an event and a context', () => {
  expect(handler.length).toBeLessThanOrEqual(2);
});

test('what the stream says is due is done, and what is not due yet is left', async () => {
  await due('a', '2020-01-01T00:00:00.000Z');
  await due('b', '2999-01-01T00:00:00.000Z');
  const record = (sk: string) => ({ eventName: 'INSERT', dynamodb: { Keys: { PK: { S: 'TRIP#trip-gone' }, SK: { S: sk } } } });
  await handler({ Records: [record('OUT#withdraw:rfo-1#a'), record('OUT#withdraw:rfo-1#b'), record('OUT#none'), { odd: true }] }, context);
  expect(await stateOf('OUT#withdraw:rfo-1#a')).toBe('done');
  expect(await stateOf('OUT#withdraw:rfo-1#b')).toBe('waiting');
});

test('the minute’s event sweeps what is due', async () => {
  await due('c', '2020-01-01T00:00:00.000Z');
  await handler({ 'detail-type': 'Scheduled Event', source: 'aws.events' }, context);
  expect(await stateOf('OUT#withdraw:rfo-1#c')).toBe('done');
});

test('no pass is begun that its slowest calls could not end before the function is stopped', async () => {
  for (let i = 0; i < 51; i++) await due(`slow-${i}`, '2020-01-01T00:00:00.000Z');
  const waiting = async () => {
    const states = await Promise.all(Array.from({ length: 51 }, (_, i) => stateOf(`OUT#withdraw:rfo-1#slow-${i}`)));
    return states.filter((state) => state === 'waiting').length;
  };
  const left = [60_000, 21_000];
  await handler({}, { getRemainingTimeInMillis: () => left.shift() ?? 0 });
  expect(await waiting()).toBe(1);
  await handler({}, { getRemainingTimeInMillis: () => 21_000 });
  expect(await waiting()).toBe(1);
  await handler({}, { getRemainingTimeInMillis: () => 60_000 });
  expect(await waiting()).toBe(0);
}, 20_000);
