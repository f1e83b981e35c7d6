import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Webhook } from 'standardwebhooks';
import { openSqlite } from '../../shared/adapters/sqlite.ts';
import { standardWebhooks } from '../../shared/adapters/webhook.ts';
import { newTrip } from '../../shared/dialogue/fresh.ts';
import { commitmentOf } from '../../shared/market/canonical.ts';
import { pseudonymItem, requestPseudonym } from '../../shared/market/disclosure.ts';
import { fileText } from '../../shared/market/evidence-file.ts';

import { itemToWire } from '../../shared/market/item-wire.ts';
import { acceptance, cancelRequest, type Envelope, statusQuery, withdrawal } from '../../shared/market/messages.ts';
import type { Offer } from '../../shared/market/offer.ts';
import { DEFAULT_TERMS, requestPublished } from '../../shared/market/to-wire.ts';
import { money } from '../../shared/money.ts';
import type { VendorRecord } from '../../shared/ports.ts';
import { vendorEvidence } from '../../shared/runner/evidence.ts';
import { offerItem } from '../../shared/runner/keys.ts';
import { type ApiRequest, handleVendorApi, type VendorApi } from '../../skills/vendors/api.ts';
import { openApi } from '../../skills/vendors/openapi.ts';
import { ITEMS } from '../market/items.ts';
import { carRequest, offerOf, PLACES, wireCarOffer } from '../market/support.ts';
import { testClock } from '../support/ports.ts';

const [NEW_SECRET, OLD_SECRET, FOREIGN_SECRET] = ['new secret of the vendor', 'old secret of the vendor', 'secret of another vendor'].map(
  (text) => `whsec_${Buffer.from(text).toString('base64')}`,
) as [string, string, string];
const VENDOR: VendorRecord = {
  id: 'alpes-location',
  name: 'Alpes Location',
  demo: false,
  categories: ['car'],
  endpoint: 'https://rfo.example.com/',
  secrets: [NEW_SECRET, OLD_SECRET],
  country: 'FR',
};
const clock = testClock();
const REQUEST = carRequest();
const TRIP = {
  ...newTrip({ id: 'trip-1', key: 'key', secret: 'secret of the trip', traveller: 'web:anne', now: clock.now() }),
  requests: [REQUEST],
};
const SUBJECT = requestPseudonym(TRIP.secret, VENDOR.id, REQUEST.id);
const PATH = `/vendors/v1/requests/${SUBJECT}/offers`;

let store: ReturnType<typeof openSqlite>;
let api: VendorApi;

beforeEach(async () => {
  clock.set('2026-11-21T10:00:00.000Z');
  store = openSqlite(':memory:', clock);
  api = {
    store,
    vendorById: async (id) => (id === VENDOR.id ? VENDOR : undefined),
    isSigned: standardWebhooks.isSigned,
    placeOf: (id) => PLACES[id],
    terms: DEFAULT_TERMS.document,
    offerItem,
    evidence: async (trip, requestId, vendor) => fileText(await vendorEvidence(trip, requestId, vendor, { store })),
    hearVendor: async () => 'taken',
    now: () => clock.now(),
    log: { event: () => {} },
    baseUrl: 'https://concierge.example',
  };
  await store.put({ pk: 'TRIP#trip-1', sk: 'META', doc: TRIP }, 0);
  await store.put(pseudonymItem(TRIP.secret, VENDOR.id, REQUEST), 0);
});

afterEach(() => store.close());

const event = (data: unknown, over: Record<string, unknown> = {}) => ({
  specversion: '1.0',
  id: 'evt-1',
  type: 'org.rfo.offer.submitted.v1',
  source: 'https://rfo.example.com/',
  subject: SUBJECT,
  time: '2026-11-21T10:00:01Z',
  datacontenttype: 'application/json',
  data,
  ...over,
});
const submitted = (over: Record<string, unknown> = {}, envelope: Record<string, unknown> = {}) =>
  event(wireCarOffer({ request_id: SUBJECT, ...over }), envelope);

function signed(body: unknown, over: Partial<ApiRequest> & { readonly secret?: string; readonly at?: Date } = {}): ApiRequest {
  const { secret = NEW_SECRET, at = new Date(), ...request } = over;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = {
    'content-type': 'application/cloudevents+json',
    'webhook-id': 'msg-1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('msg-1', at, text),
  };
  return { method: 'POST', path: PATH, headers, rawBody: Buffer.from(text), ...request };
}

async function send(request: ApiRequest) {
  const { status, headers, body } = await handleVendorApi(request, api);
  return { status, headers, body: body === '' ? undefined : JSON.parse(body) };
}

const offers = () => store.query<Offer>({ pk: 'TRIP#trip-1', skPrefix: 'OFFER#' });

describe('a late offer', () => {
  test.each([NEW_SECRET, OLD_SECRET])('is stored and receipted with its commitment, under either secret', async (secret) => {
    const answer = await send(signed(submitted(), { secret }));
    const commitment = `sha256-${commitmentOf(wireCarOffer({ request_id: SUBJECT }))}`;
    const receipts = [{ event_id: 'evt-1', status: 'received', offer_id: 'alp-991', commitment }];
    expect(answer).toMatchObject({ status: 200, body: { receipts } });
    expect((await offers()).map(({ sk, foreign }) => [sk, foreign])).toEqual([
      ['OFFER#rfo-2#alpes-location#alp-991', 'VENDOR#alpes-location'],
    ]);
    expect((await offers())[0]?.doc).toMatchObject({ needId: 'need-2', total: money(41_250), demo: false });
  });

  test('sent again has one effect and the same receipt', async () => {
    const first = await send(signed(submitted()));
    clock.advance(60_000);
    const [second, ...more] = await Promise.all([send(signed(submitted())), send(signed(submitted())), send(signed(submitted()))]);
    for (const again of [second, ...more]) expect(again).toEqual(first);
    expect(await offers()).toHaveLength(1);
  });

  test('is known by its source and id together: another system of the vendor may count from one as well', async () => {
    await send(signed(submitted()));
    const other = submitted({ offer_id: 'alp-992' }, { source: 'https://annexe.example.com/' });
    const answers = [await send(signed(other)), await send(signed(other))];
    for (const answer of answers) expect(answer.body).toMatchObject({ receipts: [{ status: 'received', offer_id: 'alp-992' }] });
    expect(await offers()).toHaveLength(2);
  });

  test('under an id that has another offer is refused, the same offer in a new message is not', async () => {
    await send(signed(submitted()));
    expect(await send(signed(submitted({ rating: 4.9 }, { id: 'evt-2' })))).toMatchObject({ status: 409, body: { reason: 'duplicate' } });
    expect(await send(signed(submitted({}, { id: 'evt-3' })))).toMatchObject({ status: 200 });
    expect((await offers())[0]?.doc.rating).toBe(4.4);
  });

  test('may come with others; each has its own receipt', async () => {
    const batch = [
      submitted({ offer_id: 'a' }, { id: 'evt-a' }),
      submitted({ offer_id: 'b', revision: 0 }, { id: 'evt-b' }),
      event({}, { id: 'evt-c', type: 'org.rfo.request.declined.v1' }),
    ];
    const answer = await send(
      signed(batch, { headers: { ...signed(batch).headers, 'content-type': 'application/cloudevents-batch+json' } }),
    );
    expect(answer).toMatchObject({
      status: 200,
      body: { receipts: [{ status: 'received' }, { status: 'refused', reason: 'revision_stale' }, { status: 'noted' }] },
    });
    expect(await offers()).toHaveLength(1);
  });

  test('is one of twenty at most', async () => {
    const batch = Array.from({ length: 22 }, (_, i) => submitted({ offer_id: `o${i}` }, { id: `evt-${i}` }));
    await send(signed(batch));
    expect(await offers()).toHaveLength(20);
  });
});

describe('what is refused', () => {
  test.each<[number, string, Record<string, unknown>]>([
    [422, 'schema', { offer_id: '' }],
    [422, 'price_inconsistent', { price: { ...Object(wireCarOffer()['price']), total: '1.00' } }],
    [422, 'requirement_contradicted', { item: { ...Object(wireCarOffer()['item']), driven_wheels: 'two' } }],
    [422, 'terms_rejected', { terms_response: 'reject' }],
    [409, 'revision_stale', { revision: 9 }],
    [422, 'schema', { request_id: 'req_other' }],
  ])('%s %s, with the problems, and it is kept as evidence', async (status, reason, over) => {
    const answer = await send(signed(submitted(over)));
    expect(answer).toMatchObject({
      status,
      headers: { 'content-type': 'application/problem+json; charset=utf-8' },
      body: { status, reason },
    });
    expect(answer.body.problems).not.toEqual([]);
    expect(await offers()).toEqual([]);
    const [entry] = await store.query({ pk: 'TRIP#trip-1', skPrefix: 'LOG#' });
    expect(entry?.doc).toMatchObject({ type: 'offer-refused', reason, vendorId: VENDOR.id });
  });

  test('410 late once the request is closed', async () => {
    clock.advance(15 * 60_000 + 1);
    expect(await send(signed(submitted()))).toMatchObject({ status: 410, body: { reason: 'late' } });
  });

  test('409 once it is withdrawn', async () => {
    await store.put({ pk: 'TRIP#trip-1', sk: 'META', doc: { ...TRIP, requests: [{ ...REQUEST, state: 'withdrawn' }] } }, 1);
    expect(await send(signed(submitted()))).toMatchObject({ status: 409, body: { reason: 'revision_stale' } });
  });

  test('an offer about another request than its address', async () => {
    expect(await send(signed(submitted({}, { subject: 'req_other' })))).toMatchObject({ status: 422, body: { reason: 'schema' } });
  });
});

describe('who may speak', () => {
  const unsigned = { ...signed(submitted()), headers: { 'content-type': 'application/json' } };
  test.each<[string, number, () => ApiRequest]>([
    ['nobody without a signature', 401, () => unsigned],
    ['no other vendor', 401, () => signed(submitted(), { secret: FOREIGN_SECRET })],
    ['nothing from ten minutes ago', 401, () => signed(submitted(), { at: new Date(Date.now() - 600_000) })],
    ['nothing from the future', 401, () => signed(submitted(), { at: new Date(Date.now() + 600_000) })],
    ['no body that was touched', 401, () => ({ ...signed(submitted()), rawBody: Buffer.from(JSON.stringify(submitted({ revision: 2 }))) })],
    ['nobody about a request that is not', 404, () => signed(submitted(), { path: `/vendors/v1/requests/req_${'x'.repeat(22)}/offers` })],
    ['nothing that is not an event', 400, () => signed({ hello: 'world' })],
    ['nothing that is not JSON', 400, () => signed('{"specversion"')],
    ['no list of nothing', 400, () => signed([])],
    ['nothing nested two hundred deep', 400, () => signed('['.repeat(200) + ']'.repeat(200))],
    ['nothing over 256 kB', 413, () => signed(' '.repeat(257 * 1024))],
    [
      'no form',
      415,
      () => signed(submitted(), { headers: { ...signed(submitted()).headers, 'content-type': 'application/x-www-form-urlencoded' } }),
    ],
    ['no GET', 405, () => signed(submitted(), { method: 'GET' })],
    ['nowhere else', 404, () => signed(submitted(), { path: '/vendors/v1/../admin' })],
  ])('%s: %s', async (_, status, request) => {
    const answer = await send(request());
    expect(answer).toMatchObject({
      status,
      headers: { 'content-type': 'application/problem+json; charset=utf-8' },
      body: { status, type: 'about:blank' },
    });
    expect(await offers()).toEqual([]);
  });

  test('a store that is down is said so, without a stack', async () => {
    const down = { ...api, store: { ...store, get: async () => Promise.reject(new Error('SQLITE_IOERR at /secret/path')) } };
    const { status, body } = await handleVendorApi(signed(submitted()), down);
    expect(status).toBe(503);
    expect(body).not.toMatch(/SQLITE|secret/);
  });
});

describe('the description', () => {
  const document = openApi('https://concierge.example');
  const read = (path: string) => send({ method: 'GET', path, headers: {}, rawBody: new Uint8Array() });

  test('is valid OpenAPI 3.1', async () => {
    const served = await read('/vendors/v1/openapi.json');
    expect(served).toMatchObject({ status: 200, body: { openapi: '3.1.1' } });
    const validator = new Validator();
    expect((await validator.validate(served.body)).errors).toBeUndefined();
    expect(validator.version).toBe('3.1');
  });

  test('the terms it names have the hash that requests carry', async () => {
    const { body } = await read('/vendors/v1/terms');
    expect(`sha256-${commitmentOf(body)}`).toBe(DEFAULT_TERMS.hash);
  });

  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: 'doc', ...document });
  const check = (pointer: string) => ajv.compile({ $ref: `doc#${pointer}` });
  const webhook = (name: string) => check(`/webhooks/${name}/post/requestBody/content/application~1cloudevents+json/schema`);

  test('describes every message that we send', () => {
    const envelope: Envelope = {
      source: 'https://concierge.example/vendors/v1',
      secret: 's',
      vendorId: 'v',
      requestId: 'rfo-2',
      key: 'k',
      now: clock.now(),
    };
    const offer = offerOf(ITEMS.car, { id: 'rfo-2/v/1', needId: 'need-2' });
    const messages = [
      requestPublished(REQUEST, envelope, { placeOf: (id) => PLACES[id], testMode: false, respondByLive: clock.now() }),
      withdrawal(envelope),
      acceptance(envelope, { mode: 'confirm', offer, expectedTotal: money(100), holdId: 'h', readbackHash: 'r', payment: 'sandbox' }),
      cancelRequest(envelope, { offer, quoteOnly: true }),
      statusQuery(envelope, offer),
    ];
    for (const message of messages) {
      const validate = webhook(message.type.slice('org.rfo.'.length, -'.v1'.length));
      expect([message.type, validate(message), validate.errors]).toEqual([message.type, true, null]);
      expect(validate({ ...message, type: 'org.rfo.other.v1' })).toBe(false);
      expect(validate({ ...message, data: { ...message.data, [Object.keys(message.data)[0] ?? '']: 7.5 } })).toBe(false);
    }
  });

  test('describes the offers that we take, in every category, and not those that we refuse', () => {
    const validate = check(
      '/paths/~1vendors~1v1~1requests~1{request_id}~1offers/post/requestBody/content/application~1cloudevents+json/schema',
    );
    for (const item of Object.values(ITEMS)) {
      expect([item.category, validate(submitted({ item: itemToWire(item) })), validate.errors]).toEqual([item.category, true, null]);
      const { category, ...facts } = itemToWire(item);
      const [name = ''] = Object.keys(facts);
      expect(validate(submitted({ item: { category, ...facts, [name]: undefined } }))).toBe(false);
    }
    expect(validate(submitted({ valid_until: undefined }))).toBe(false);
    expect(validate(submitted({ price: { ...Object(wireCarOffer()['price']), total: 412.5 } }))).toBe(false);
  });
});
