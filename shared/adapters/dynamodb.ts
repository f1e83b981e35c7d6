import type { AttributeValue, DynamoDBClient, QueryCommandInput, QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import { ConciergeError } from '../errors.ts';
import type { Clock, Item, NewItem, Store } from '../ports.ts';
import type { Instant } from '../time.ts';

type Sdk = typeof import('@aws-sdk/client-dynamodb');
type Row = Record<string, AttributeValue>;

/** Where the table is. Region and credentials come from the runtime unless given (tests). */
export interface DynamoOptions {
  readonly table: string;
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Names of the table in serverless.yml. `ttl` (epoch seconds) is the table's own sweep; `expiresAt` is what reads go by. */
export const INDEX = { work: 'GSI1', foreign: 'GSI2' } as const;
const WORK = 'DUE#work';

function rowOf(item: NewItem, v: number): Row {
  return {
    PK: { S: item.pk },
    SK: { S: item.sk },
    v: { N: String(v) },
    d: { S: JSON.stringify(item.doc) },
    ...(item.dueAt !== undefined && { work: { S: WORK }, dueAt: { S: item.dueAt } }),
    ...(item.foreign !== undefined && { foreign: { S: item.foreign } }),
    ...(item.expiresAt !== undefined && {
      expiresAt: { S: item.expiresAt },
      ttl: { N: String(Math.ceil(Date.parse(item.expiresAt) / 1000)) },
    }),
  };
}

function itemOf<D>(row: Row): Item<D> {
  const text = (name: string) => row[name]?.S;
  const [dueAt, foreign, expiresAt] = [text('dueAt'), text('foreign'), text('expiresAt')];
  return {
    pk: text('PK') ?? '',
    sk: text('SK') ?? '',
    v: Number(row['v']?.N),
    doc: JSON.parse(text('d') ?? 'null') as D,
    ...(dueAt !== undefined && { dueAt }),
    ...(foreign !== undefined && { foreign }),
    ...(expiresAt !== undefined && { expiresAt }),
  };
}

interface Table {
  readonly sdk: Sdk;
  readonly client: DynamoDBClient;
  readonly name: string;
}
type Connect = () => Promise<Table>;
type Ask = Omit<QueryCommandInput, 'TableName' | 'ExclusiveStartKey'>;

/** Loaded on the first call, off the path of a cold start. The time-outs are the ones measured to hold: 1.4 s against a hanging server. */
async function connect(options: DynamoOptions): Promise<Table> {
  const sdk = await import('@aws-sdk/client-dynamodb');
  const client = new sdk.DynamoDBClient({
    requestHandler: { requestTimeout: 700, connectionTimeout: 300, throwOnRequestTimeout: true },
    maxAttempts: 2,
    ...(options.endpoint !== undefined && { endpoint: options.endpoint }),
    ...(options.region !== undefined && { region: options.region }),
    ...(options.credentials && { credentials: options.credentials }),
  });
  return { sdk, client, name: options.table };
}

function storeDown(cause: unknown): never {
  throw new ConciergeError('store-down', 'the table did not answer', { cause });
}

function isConflict(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}

function byKey(a: Item, b: Item): number {
  const [left, right] = [`${a.pk}\n${a.sk}`, `${b.pk}\n${b.sk}`];
  return left < right ? -1 : Number(left > right);
}

/** Every page of a query, until `limit` rows are in. */
async function rowsOf({ sdk, client, name }: Table, ask: Ask, limit = Number.POSITIVE_INFINITY): Promise<Row[]> {
  const rows: Row[] = [];
  let start: Row | undefined;
  do {
    const page: QueryCommandOutput = await client.send(
      new sdk.QueryCommand({ TableName: name, ...ask, ...(start && { ExclusiveStartKey: start }) }),
    );
    rows.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start && rows.length < limit);
  return rows.slice(0, limit);
}

function alive(ask: Ask, now: Instant): Ask {
  return {
    ...ask,
    FilterExpression: '(attribute_not_exists(expiresAt) OR expiresAt > :now)',
    ExpressionAttributeValues: { ...ask.ExpressionAttributeValues, ':now': { S: now } },
  };
}

function partition(pk: string, skPrefix = ''): Ask {
  if (skPrefix === '') {
    return { ConsistentRead: true, KeyConditionExpression: 'PK = :pk', ExpressionAttributeValues: { ':pk': { S: pk } } };
  }
  return {
    ConsistentRead: true,
    KeyConditionExpression: 'PK = :pk AND begins_with(SK, :sk)',
    ExpressionAttributeValues: { ':pk': { S: pk }, ':sk': { S: skPrefix } },
  };
}

function foreignIndex(key: string): Ask {
  return {
    IndexName: INDEX.foreign,
    KeyConditionExpression: '#f = :f',
    ExpressionAttributeNames: { '#f': 'foreign' },
    ExpressionAttributeValues: { ':f': { S: key } },
  };
}

function workIndex(until: Instant, limit: number): Ask {
  return {
    IndexName: INDEX.work,
    Limit: limit,
    KeyConditionExpression: '#w = :w AND dueAt <= :until',
    ExpressionAttributeNames: { '#w': 'work' },
    ExpressionAttributeValues: { ':w': { S: WORK }, ':until': { S: until } },
  };
}

function getter(connected: Connect, clock: Clock): Store['get'] {
  return async <D>(pk: string, sk: string) => {
    const { sdk, client, name } = await connected();
    const command = new sdk.GetItemCommand({ TableName: name, Key: { PK: { S: pk }, SK: { S: sk } }, ConsistentRead: true });
    const { Item: row } = await client.send(command).catch(storeDown);
    if (!row) return undefined;
    const item = itemOf<D>(row);
    return item.expiresAt !== undefined && item.expiresAt <= clock.now() ? undefined : item;
  };
}

function putter(connected: Connect, clock: Clock): Store['put'] {
  return async (item, expected) => {
    const { sdk, client, name } = await connected();
    const isNew = expected === 0;
    const command = new sdk.PutItemCommand({
      TableName: name,
      Item: rowOf(item, expected + 1),
      ConditionExpression: isNew
        ? 'attribute_not_exists(PK) OR expiresAt <= :now'
        : 'v = :v AND (attribute_not_exists(expiresAt) OR expiresAt > :now)',
      ExpressionAttributeValues: { ':now': { S: clock.now() }, ...(!isNew && { ':v': { N: String(expected) } }) },
    });
    return client.send(command).then(
      () => expected + 1,
      (error: unknown) => (isConflict(error) ? undefined : storeDown(error)),
    );
  };
}

/** Expired items go too: an erased traveller leaves nothing that only the table's own sweep would take. */
function eraser(connected: Connect): Store['erase'] {
  return async (pk, sk) => {
    const table = await connected();
    const { sdk, client, name } = table;
    const keys = sk === undefined ? await rowsOf(table, partition(pk)).catch(storeDown) : [{ PK: { S: pk }, SK: { S: sk } }];
    const remove = ({ PK, SK }: Row) => client.send(new sdk.DeleteItemCommand({ TableName: name, Key: { PK, SK } as Row }));
    for (let i = 0; i < keys.length; i += 25) await Promise.all(keys.slice(i, i + 25).map(remove)).catch(storeDown);
  };
}

/** The production store: one table, single-item conditional writes, no mapper. */
export function dynamoStore(options: DynamoOptions, clock: Clock): Store {
  let table: Promise<Table> | undefined;
  const connected = () => {
    table ??= connect(options);
    return table;
  };
  const ask = async <D>(query: Ask, limit?: number) => {
    const rows = await rowsOf(await connected(), alive(query, clock.now()), limit).catch(storeDown);
    return rows.map((row) => itemOf<D>(row));
  };
  return {
    get: getter(connected, clock),
    put: putter(connected, clock),
    query: async <D>(by: { pk: string; skPrefix?: string } | { foreign: string }, limit?: number) =>
      'foreign' in by
        ? (await ask<D>(foreignIndex(by.foreign))).sort(byKey).slice(0, limit)
        : ask<D>({ ...partition(by.pk, by.skPrefix), ...(limit !== undefined && { Limit: limit }) }, limit),
    due: (until, limit) => ask(workIndex(until, limit), limit),
    erase: eraser(connected),
  };
}
