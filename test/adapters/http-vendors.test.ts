import { Webhook } from 'standardwebhooks';
import { createHttpVendors } from '../../shared/adapters/http-vendors.ts';
import type { Offer } from '../../shared/market/offer.ts';
import { money } from '../../shared/money.ts';
import { carRequest, wireCarOffer } from '../market/support.ts';
import { type FaultVendor, faultVendor, says } from '../support/fault-vendor.ts';
import {
  CALL,
  clock,
  enter,
  logged,
  OLD_SECRET,
  publish,
  record,
  SUBJECT,
  store,
  submitted,
  TRIP,
  vendor,
  vendors,
  withVendor,
} from '../support/http-vendor-kit.ts';

withVendor();

describe('publishing', () => {
  test('sends one signed event that either secret opens', async () => {
    await publish();
    const [got] = vendor.received;
    expect(got).toMatchObject({ path: '/rfo', type: 'org.rfo.request.published.v1', subject: SUBJECT });
    for (const secret of record.secrets) {
      expect(new Webhook(secret).verify(got?.raw ?? '', got?.headers as Record<string, string>)).toMatchObject({
        id: got?.headers['webhook-id'],
      });
    }
  });

  test('takes one offer, or several, from the answer', async () => {
    vendor.behave(says(submitted()));
    expect(await publish()).toMatchObject([
      { id: 'rfo-2/alpes-location/alp-991', total: money(41_250), vendorName: 'Alpes Location', demo: true },
    ]);
    vendor.behave(says(submitted({ offer_id: 'a' }), submitted({ offer_id: 'b' }), submitted({ offer_id: 'b' })));
    const received: string[] = [];
    const calling = { ...CALL, onReceived: ({ offer }: { readonly offer: Offer }) => void received.push(offer.vendorOfferId) };
    const offers = await vendors.publish(carRequest(), TRIP, record, calling);
    expect([offers.map(({ vendorOfferId }) => vendorOfferId), received]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  test('gives a receipt for it in a message of its own, signed like all others', async () => {
    vendor.behave((response) => response.writeHead(204).end());
    const receipts = [{ event_id: 'evt-1', status: 'received', received_at: clock.now(), offer_id: 'a', commitment: 'sha256-c0' }] as const;
    await vendors.tell({ name: 'offer.received', data: { receipts } }, carRequest(), TRIP, record, CALL);
    const got = vendor.received.at(-1);
    expect(got).toMatchObject({ type: 'org.rfo.offer.received.v1', subject: SUBJECT });
    expect(new Webhook(OLD_SECRET).verify(got?.raw ?? '', got?.headers as Record<string, string>)).toMatchObject({ data: { receipts } });
  });

  test.each([202, 204])('%s means that it will answer later, or has nothing', async (status) => {
    vendor.behave((response) => response.writeHead(status).end());
    expect(await publish()).toEqual([]);
  });

  test('a decline is no offer, and an offer for another request is none of ours', async () => {
    vendor.behave(says({ name: 'request.declined', data: { request_id: SUBJECT, reason: 'nothing_fits' } }));
    expect(await publish()).toEqual([]);
    vendor.behave(says({ ...submitted(), subject: 'req_other' }));
    expect(await publish()).toEqual([]);
  });

  test('keeps an offer that is refused as evidence only', async () => {
    vendor.behave(says(submitted({ revision: 0 }), submitted()));
    expect(await publish()).toHaveLength(1);
    expect(logged).toEqual(['offer-refused revision_stale']);
    const [entry] = await store.query({ pk: 'TRIP#trip-1', skPrefix: 'LOG#' });
    expect(entry?.doc).toMatchObject({ type: 'offer-refused', vendorId: 'alpes-location', reason: 'revision_stale' });
  });

  test('lets one offer be bettered once, also by two offers in one answer', async () => {
    vendor.behave(says(submitted()));
    const known = await publish();
    const [first] = known;
    if (!first) throw new Error('nothing was offered');
    const lower = (offer_id: string, total: string) => {
      const price = { ...(wireCarOffer()['price'] as object), total, breakdown: [{ type: 'base', label: 'car', amount: total }] };
      return submitted({ offer_id, counters: 'alp-991', inclusions: first.includes, price: { ...price, due_at_destination: total } });
    };
    vendor.behave(says(lower('alp-992', '400.00'), lower('alp-993', '390.00')));
    const round = { openedAt: clock.now(), closesAt: '2026-11-21T10:15:00.000Z', offers: [first.id] };
    const to = { request: carRequest({ round }), vendor: record, known };
    const better = await vendors.inviteBest(first, { youAre: 'leading', weakOn: [] }, to, TRIP, CALL);
    expect([better.map(({ vendorOfferId }) => vendorOfferId), logged]).toEqual([['alp-992'], ['offer-refused duplicate']]);
  });

  test('says the same event again under the same key', async () => {
    await publish();
    await publish();
    await publish({ idempotencyKey: 'other' });
    const ids = vendor.received.map(({ id }) => id);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });
});

/** An empty answer signed under a secret. */
function signed(secret: string): Parameters<FaultVendor['behave']>[0] {
  const at = new Date();
  const headers = {
    'webhook-id': 'm',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('m', at, '[]'),
  };
  return (response) => response.writeHead(200, headers).end('[]');
}

describe('a vendor that misbehaves', () => {
  const html = { 'content-type': 'text/html' };
  test.each<[string, string, Parameters<FaultVendor['behave']>[0]]>([
    ['vendor-failed', 'answers 500', (response) => response.writeHead(500).end()],
    ['vendor-failed', 'answers 404', (response) => response.writeHead(404, html).end('<h1>no</h1>')],
    ['vendor-failed', 'answers garbage', (response) => response.writeHead(200).end('{"specversion":')],
    ['vendor-failed', 'answers no event', (response) => response.writeHead(200).end('[1,2]')],
    ['vendor-failed', 'nests two hundred deep', (response) => response.writeHead(200).end('['.repeat(200) + ']'.repeat(200))],
    ['vendor-failed', 'sends more than 256 kB', (response) => response.writeHead(200).end(' '.repeat(300 * 1024))],
    ['vendor-failed', 'breaks off', (response) => response.destroy()],
    ['timeout', 'never answers', () => {}],
    ['timeout', 'sends half and stops', (response) => void response.writeHead(200).write('{')],
    ['vendor-failed', 'is signed by somebody else', signed(`whsec_${Buffer.from('another secret').toString('base64')}`)],
  ])('%s when it %s', async (code, _, behaviour) => {
    vendor.behave(behaviour);
    await expect(publish({ timeoutMs: 300 })).rejects.toMatchObject({ code });
  });

  test('is not followed elsewhere', async () => {
    const elsewhere = await faultVendor();
    vendor.behave((response) => response.writeHead(307, { location: elsewhere.endpoint }).end());
    await expect(publish()).rejects.toMatchObject({ code: 'vendor-failed' });
    expect(elsewhere.received).toEqual([]);
    await elsewhere.close();
  });

  test('does not outlive the turn', async () => {
    vendor.behave(() => {});
    await expect(publish({ signal: AbortSignal.timeout(50), timeoutMs: 60_000 })).rejects.toMatchObject({ code: 'timeout' });
  });

  test('whose answer is rightly signed under the older secret is believed', async () => {
    vendor.behave(signed(OLD_SECRET));
    expect(await publish()).toEqual([]);
  });

  test('rests after five failures, then is tried once', async () => {
    vendor.behave((response) => response.writeHead(503).end());
    for (let i = 0; i < 8; i++) await expect(publish()).rejects.toMatchObject({ code: 'vendor-failed' });
    expect(vendor.received).toHaveLength(5);
    clock.advance(30_000);
    for (let i = 0; i < 3; i++) await expect(publish()).rejects.toMatchObject({ code: 'vendor-failed' });
    expect(vendor.received).toHaveLength(6);
    clock.advance(30_000);
    vendor.behave(says(submitted()));
    await publish();
    await publish();
    expect(vendor.received).toHaveLength(8);
  });

  test('is not blamed for turns that could not wait', async () => {
    vendor.behave(() => {});
    for (let i = 0; i < 6; i++)
      await expect(publish({ timeoutMs: 20, respondByLive: clock.now() })).rejects.toMatchObject({ code: 'timeout' });
    expect(vendor.received).toHaveLength(6);
  });
});

describe('addresses inside', () => {
  test.each([
    'http://127.0.0.1:1/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0.0.0.0/',
    'https://10.0.0.1/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://localhost/',
    'https://vendor.example:8443/',
    'https://user:pass@vendor.example/',
    'ftp://vendor.example/',
    'not an address',
  ])('%s is never called', async (endpoint) => {
    enter({ ...record, demo: false, endpoint });
    const cause = { message: expect.stringMatching(/not an allowed address|not a public address/) };
    await expect(publish()).rejects.toMatchObject({ code: 'vendor-failed', cause });
  });

  test("loopback is for demonstration vendors where the sandbox runs, and for nobody else's name", async () => {
    enter({ ...record, demo: false });
    await expect(publish()).rejects.toMatchObject({ code: 'vendor-failed' });
    enter({ ...record, demo: true, endpoint: 'http://10.0.0.1/' });
    await expect(publish()).rejects.toMatchObject({ code: 'vendor-failed' });
    const closed = createHttpVendors({
      registry: async () => [record],
      clock,
      log: { event: () => {} },
      baseUrl: '',
      allowLoopback: false,
      placeOf: () => undefined,
    });
    await expect(closed.publish(carRequest(), TRIP, { ...record, endpoint: vendor.endpoint }, CALL)).rejects.toMatchObject({
      code: 'vendor-failed',
    });
    await closed.close();
    expect(vendor.received).toEqual([]);
  });
});

describe('withdrawing', () => {
  test('tells the vendor its own id, and is told again only if the vendor was not reached', async () => {
    await vendors.withdraw(carRequest(), TRIP, record, CALL);
    expect(vendor.received[0]).toMatchObject({ type: 'org.rfo.request.withdrawn.v1', data: { request_id: SUBJECT } });
    vendor.behave((response) => response.writeHead(404).end());
    await expect(vendors.withdraw(carRequest(), TRIP, record, CALL)).resolves.toBeUndefined();
    vendor.behave((response) => response.writeHead(500).end());
    await expect(vendors.withdraw(carRequest(), TRIP, record, CALL)).rejects.toMatchObject({ code: 'vendor-failed' });
  });
});

describe('the registry', () => {
  test('tells who sells what, in id order', async () => {
    expect(await vendors.forCategory('car')).toEqual([record]);
    expect(await vendors.forCategory('train')).toEqual([]);
    expect(await vendors.byId('alpes-location')).toEqual(record);
    expect(await vendors.byId('nobody')).toBeUndefined();
  });
});
