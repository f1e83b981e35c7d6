import { once } from 'node:events';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';

export const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
export const TABLE = 'concierge';

/** The address of a server on a port of its own. */
export async function listening(
  server: { listen(port: number, host: string): unknown; address(): unknown } & NodeJS.EventEmitter,
): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

const key = (HASH: string, RANGE: string) => [
  { AttributeName: HASH, KeyType: 'HASH' as const },
  { AttributeName: RANGE, KeyType: 'RANGE' as const },
];

/** The table of serverless.yml, which is tested to be this one. */
export const DEFINITION = {
  BillingMode: 'PAY_PER_REQUEST' as const,
  AttributeDefinitions: ['PK', 'SK', 'work', 'dueAt', 'foreign'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
  KeySchema: key('PK', 'SK'),
  GlobalSecondaryIndexes: [
    { IndexName: 'GSI1', KeySchema: key('work', 'dueAt'), Projection: { ProjectionType: 'ALL' as const } },
    { IndexName: 'GSI2', KeySchema: key('foreign', 'PK'), Projection: { ProjectionType: 'ALL' as const } },
  ],
};

async function createTable(endpoint: string): Promise<void> {
  const client = new DynamoDBClient({ endpoint, region: 'eu-west-3', credentials });
  await client.send(new CreateTableCommand({ TableName: TABLE, ...DEFINITION }));
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.05, maxDelay: 0.1 }, { TableName: TABLE });
  client.destroy();
}

/** DynamoDB's own protocol on this machine, with our table. */
export async function localTable(): Promise<{ readonly endpoint: string; readonly close: () => Promise<void> }> {
  const server = dynalite({ createTableMs: 0 });
  const endpoint = await listening(server);
  await createTable(endpoint);
  return { endpoint, close: () => new Promise<void>((done) => server.close(() => done())) };
}
