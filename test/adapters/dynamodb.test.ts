import { once } from 'node:events';
import { createServer } from 'node:net';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import dynalite from 'dynalite';
import { dynamoStore } from '../../shared/adapters/dynamodb.ts';
import { storeContract } from './store-contract.ts';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const TABLE = 'concierge';

async function listening(
  server: { listen(port: number, host: string): unknown; address(): unknown } & NodeJS.EventEmitter,
): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

async function createTable(endpoint: string): Promise<void> {
  const client = new DynamoDBClient({ endpoint, region: 'eu-west-3', credentials });
  const key = (HASH: string, RANGE: string) => [
    { AttributeName: HASH, KeyType: 'HASH' as const },
    { AttributeName: RANGE, KeyType: 'RANGE' as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['PK', 'SK', 'work', 'dueAt', 'foreign'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: key('PK', 'SK'),
      GlobalSecondaryIndexes: [
        { IndexName: 'GSI1', KeySchema: key('work', 'dueAt'), Projection: { ProjectionType: 'ALL' } },
        { IndexName: 'GSI2', KeySchema: key('foreign', 'PK'), Projection: { ProjectionType: 'ALL' } },
      ],
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.05, maxDelay: 0.1 }, { TableName: TABLE });
  client.destroy();
}

storeContract('dynamodb', {
  open: async (clock) => {
    const server = dynalite({ createTableMs: 0 });
    const endpoint = await listening(server);
    await createTable(endpoint);
    const store = dynamoStore({ table: TABLE, endpoint, region: 'eu-west-3', credentials }, clock);
    return { store, close: () => new Promise<void>((done) => server.close(() => done())) };
  },
});

test('a table that hangs is given up in seconds, with the code of a store that is down', async () => {
  const sockets = new Set<{ destroy(): void }>();
  const hanging = createServer((socket) => sockets.add(socket));
  const endpoint = await listening(hanging);
  const store = dynamoStore({ table: TABLE, endpoint, region: 'eu-west-3', credentials }, { now: () => '2026-11-21T10:00:00.000Z' });
  await expect(store.get('A', 'META')).rejects.toMatchObject({ code: 'store-down' });
  for (const socket of sockets) socket.destroy();
  hanging.close();
}, 4_000);
