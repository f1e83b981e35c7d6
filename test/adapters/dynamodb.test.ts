import { createServer } from 'node:net';
import { dynamoStore } from '../../shared/adapters/dynamodb.ts';
import { credentials, listening, localTable, TABLE } from '../support/table.ts';
import { storeContract } from './store-contract.ts';

storeContract('dynamodb', {
  open: async (clock) => {
    const { endpoint, close } = await localTable();
    const store = dynamoStore({ table: TABLE, endpoint, region: 'eu-west-3', credentials }, clock);
    return { store, close };
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
