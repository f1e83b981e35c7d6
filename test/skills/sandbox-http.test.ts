import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createHttpVendors, type HttpVendors } from '../../shared/adapters/http-vendors.ts';
import { placeById } from '../../shared/places/places.ts';
import type { AcceptanceDetails } from '../../shared/ports.ts';
import type { Trip } from '../../shared/trip-record.ts';
import type { Sandbox } from '../../skills/vendors/sandbox/sandbox.ts';
import { ask, freshDir, NOW, open } from './sandbox-kit.ts';

const TRIP = { id: 'trip-1', secret: 'a trip secret' } as Trip;
const OPTIONS = { idempotencyKey: 'key', timeoutMs: 5000 };

let sandbox: Sandbox;
let vendors: HttpVendors;
let port = 0;
const server = createServer(async (request, response) => {
  const answer = await sandbox.handle({ path: request.url ?? '', headers: request.headers, rawBody: await bodyOf(request) });
  response.writeHead(answer.status, answer.headers).end(answer.body);
});

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  port = (server.address() as AddressInfo).port;
  const baseUrl = `http://127.0.0.1:${port}`;
  sandbox = open({ baseUrl: () => baseUrl });
  vendors = createHttpVendors({
    registry: async () => sandbox.vendors(),
    clock: { now: () => NOW },
    log: { event: () => undefined },
    baseUrl,
    allowLoopback: true,
    placeOf: placeById,
  });
});

afterAll(async () => {
  await vendors.close();
  server.close();
  sandbox.close();
});

test('over real HTTP a hotel is asked, held, confirmed, asked after and left like any other vendor', async () => {
  const request = ask('lodging', { where: ['resort:les-arcs'], start: '2027-03-20', end: '2027-03-25', adults: 3 });
  const vendor = await vendors.byId('hotel-les-melezes');
  if (!vendor) throw new Error('no such vendor');
  const [offer] = await vendors.publish(request, TRIP, vendor, { ...OPTIONS, idempotencyKey: 'request-offers:rfo-1' });
  if (!offer) throw new Error('nothing was offered');
  expect(offer).toMatchObject({
    vendorName: 'Hôtel Les Mélèzes',
    demo: true,
    item: { quarter: 'Arc 1800', slopesMinutes: 0, breakfast: true },
  });

  const trip = { ...TRIP, requests: [request] };
  const details: AcceptanceDetails = { trip, bookingId: 'book-1', offer, expectedTotal: offer.total, leadName: { family: 'Martin' } };
  const held = await vendors.hold(details, { ...OPTIONS, idempotencyKey: 'hold:book-1' });
  expect(held).toMatchObject({ type: 'held', expiresAt: '2026-11-22T10:00:00.000Z' });
  const holdId = held.type === 'held' ? held.holdId : '';
  const confirmed = await vendors.confirm({ ...details, holdId }, { ...OPTIONS, idempotencyKey: 'confirm:book-1' });
  expect(confirmed).toMatchObject({ type: 'confirmed', total: offer.total, paid: { minor: 0, currency: 'EUR' } });
  expect(await vendors.status({ ...details, holdId }, { ...OPTIONS, idempotencyKey: 'confirm:book-1' })).toEqual(confirmed);

  const reservationId = confirmed.type === 'confirmed' ? confirmed.reservationId : '';
  const quoted = await vendors.quoteCancel({ ...details, reservationId }, { ...OPTIONS, idempotencyKey: 'quote-cancel:book-1' });
  expect(quoted).toMatchObject({ type: 'cancel_quoted', fee: { minor: 0, currency: 'EUR' } });
  const left = await vendors.cancel({ ...details, reservationId }, { ...OPTIONS, idempotencyKey: 'cancel:book-1' });
  expect(left).toEqual({ type: 'cancelled', fee: { minor: 0, currency: 'EUR' }, refund: { minor: 0, currency: 'EUR' } });
});

test('what was answered before a kill -9 stands after it, and nothing twice', async () => {
  const dataDir = freshDir();
  const taken: string[] = [];
  for (let round = 0; round < 3; round++) {
    const child = spawn(process.execPath, [fileURLToPath(new URL('./sandbox-taker.ts', import.meta.url)), dataDir, String(round)]);
    const lines = createInterface({ input: child.stdout });
    let seen = 0;
    for await (const line of lines) {
      taken.push(line);
      seen += 1;
      if (seen === 12 + round * 7) child.kill('SIGKILL');
    }
    expect(child.signalCode ?? (await once(child, 'exit'))[1]).toBe('SIGKILL');
  }
  const survivor = open({ dataDir });
  const { body } = await survivor.handle({ path: '/sandbox/_ledger', headers: {}, rawBody: Buffer.alloc(0) });
  survivor.close();
  const stands = (JSON.parse(body) as { 'air-estuaire': { state: string; reference?: string }[] })['air-estuaire'];
  const references = stands.map(({ reference }) => reference);
  expect(taken.length).toBeGreaterThanOrEqual(12 + 19 + 26);
  expect(new Set(references).size).toBe(references.length);
  expect(taken.filter((reference) => !references.includes(reference))).toEqual([]);
});
