import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../shared/adapters/sqlite.ts';
import { systemClock } from '../../shared/adapters/system.ts';
import { newTrip } from '../../shared/dialogue/fresh.ts';
import { type Invitation, invitationItem, linkToken } from '../../shared/market/invitation.ts';
import { addDays } from '../../shared/time.ts';
import { ODILE, ROOM, requestFor } from '../support/vendor-form.ts';

const dir = mkdtempSync(join(tmpdir(), 'form-lambda-'));
const clock = systemClock();
const start = addDays(clock.now().slice(0, 10), 60);
const request = requestFor('lodging', { openedAt: clock.now(), start, end: addDays(start, 5) });
const trip = {
  ...newTrip({ id: 'trip-1', key: 'k', secret: 'the trip’s secret', traveller: 'web:anne', now: clock.now() }),
  requests: [request],
};
const invitation: Invitation = {
  tripId: 'trip-1',
  requestId: request.id,
  vendorId: ODILE.id,
  about: { type: 'offer' },
  closesAt: new Date(Date.parse(clock.now()) + 3_600_000).toISOString(),
};
const token = linkToken(trip.secret, invitation);
const before = { ...process.env };

beforeAll(async () => {
  const { id, name, categories, endpoint, country, locale } = ODILE;
  writeFileSync(join(dir, 'vendors.json'), JSON.stringify([{ id, name, categories, endpoint, country, locale }]));
  const store = openSqlite(join(dir, 'concierge.db'), clock);
  await store.put({ pk: 'TRIP#trip-1', sk: 'META', doc: trip }, 0);
  await store.put(invitationItem(token, invitation), 0);
  store.close();
  Object.assign(process.env, { DATA_DIR: dir, VENDORS_FILE: join(dir, 'vendors.json'), SANDBOX: 'off' });
});
afterAll(() => {
  process.env = before;
});

const event = (method: string, path: string, form?: Readonly<Record<string, string>>) => ({
  version: '2.0',
  rawPath: path,
  rawQueryString: 'lang=en-US',
  headers: form ? { 'content-type': 'application/x-www-form-urlencoded' } : {},
  requestContext: { http: { method, path, sourceIp: '192.0.2.1' } },
  ...(form && { body: Buffer.from(new URLSearchParams(form).toString()).toString('base64'), isBase64Encoded: true }),
});

describe('the vendors’ function', () => {
  test('serves the page of a link, takes its offer, and knows no other', async () => {
    const { handler } = await import('../../skills/vendors/lambda.ts');
    const page = await handler(event('GET', `/vendors/v1/form/${token}`), {});
    expect([page.statusCode, page.headers['content-type'], page.body.includes('Make an offer')]).toEqual([
      200,
      'text/html; charset=utf-8',
      true,
    ]);
    expect((await handler(event('GET', '/vendors/v1/form/AAAAAAAAAAAAAAAAAAAAAA'), {})).statusCode).toBe(404);
    const { free_until: _, ...room } = ROOM;
    const sent = await handler(event('POST', `/vendors/v1/form/${token}`, room), {});
    expect([sent.statusCode, sent.body.includes('Offer sent')]).toEqual([200, true]);
    expect(JSON.parse((await handler(event('GET', '/vendors/v1/openapi.json'), {})).body)).toMatchObject({ openapi: '3.1.1' });
  });
});
