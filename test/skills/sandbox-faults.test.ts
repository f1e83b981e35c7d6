import { standardWebhooks } from '../../shared/adapters/webhook.ts';
import { statusQuery } from '../../shared/market/messages.ts';
import type { Offer } from '../../shared/market/offer.ts';
import { readEvents } from '../../shared/market/vendor-message.ts';
import { money } from '../../shared/money.ts';
import { addDays } from '../../shared/time.ts';
import type { Fault } from '../../skills/vendors/sandbox/faults.ts';
import type { Sandbox, SandboxOptions } from '../../skills/vendors/sandbox/sandbox.ts';
import { accepting, ask, envelope, offersOf, open, publishTo, send, submitted, told } from './sandbox-kit.ts';

const ALPS = { where: ['resort:les-arcs'], start: '2027-03-20', end: '2027-03-25', adults: 2 };
const FLIGHT = ask('flight', { ...ALPS, where: ['LYS'], from: ['city:FR:nantes'] });

let sandbox: Sandbox;
afterEach(() => sandbox.close());

function start(fault?: Omit<Fault, 'vendorId'>, options: Partial<SandboxOptions> = {}): void {
  sandbox = open({ ...options, ...(fault ? { faults: [{ vendorId: 'air-estuaire', ...fault }] } : {}) });
}

async function first(): Promise<Offer> {
  const [offer] = await offersOf(sandbox, 'air-estuaire', FLIGHT);
  if (!offer) throw new Error('nothing is offered');
  return offer;
}

const hold = async (offer: Offer, key = 'hold:book-1') => send(sandbox, offer.vendorId, accepting(offer, {}, key));

describe('troubles that a test asks for', () => {
  test('sold out: refused once, under its key for good', async () => {
    start({ step: 'hold', kind: 'sold_out' });
    const offer = await first();
    expect(told(await hold(offer)).data).toEqual({ reason: 'sold_out' });
    expect(told(await hold(offer)).data).toEqual({ reason: 'sold_out' });
    expect(told(await hold(offer, 'hold:book-2')).name).toBe('reservation.held');
  });

  test('a vendor that wants more than a name confirms nothing without it', async () => {
    start({ step: 'publish', kind: 'wants', fields: ['passengers.birth_date'] });
    const offer = await first();
    expect(offer.dataNeeded.forConfirm).toEqual(['lead.given_name', 'lead.family_name', 'contact.relay', 'passengers.birth_date']);
    const confirm = (key: string, details = {}) => send(sandbox, offer.vendorId, accepting(offer, { mode: 'confirm', details }, key));
    expect(told(await confirm('confirm:book-1')).data).toEqual({ reason: 'data_missing' });
    expect(told(await confirm('confirm:book-2', { 'passengers.1.birth_date': '1985-03-02' })).name).toBe('reservation.confirmed');
  });

  test('a changed price is told, and is the price from then on', async () => {
    start({ step: 'confirm', kind: 'price_changed', amount: '18.00' });
    const offer = await first();
    const { data } = told(await hold(offer));
    const { hold_id: holdId } = data as { hold_id: string };
    const confirm = (expectedTotal: Offer['total'], key: string) =>
      send(sandbox, offer.vendorId, accepting(offer, { mode: 'confirm', holdId, expectedTotal }, key));
    const newTotal = { amount: '328.00', currency: 'EUR' };
    expect(offer.total).toEqual(money(31000));
    expect(told(await confirm(offer.total, 'confirm:a')).data).toEqual({ reason: 'price_changed', new_total: newTotal });
    expect(told(await confirm(money(32800), 'confirm:b'))).toMatchObject({ name: 'reservation.confirmed', data: { paid: newTotal } });
  });

  test('an answer lost after the deed: the status query finds it, and the same key repeats it', async () => {
    start({ step: 'hold', kind: 'timeout_after_commit' });
    const offer = await first();
    expect((await hold(offer)).status).toBe(504);
    expect(told(await send(sandbox, 'air-estuaire', statusQuery(envelope('air-estuaire', 'hold:book-1'), offer))).name).toBe(
      'reservation.held',
    );
    expect(told(await hold(offer)).name).toBe('reservation.held');
  });

  test.each(['hang', 'mute', 'http500'] as const)('%s: no answer and no deed', async (kind) => {
    start({ step: 'hold', kind });
    const offer = await first();
    expect((await hold(offer)).status).toBeGreaterThanOrEqual(500);
    expect(told(await send(sandbox, 'air-estuaire', statusQuery(envelope('air-estuaire', 'hold:book-1'), offer))).name).toBe(
      'reservation.none',
    );
  });

  test('a hold that ends at once is refused at the confirm', async () => {
    start({ step: 'hold', kind: 'expired_hold' });
    const offer = await first();
    const { hold_id: holdId } = told(await hold(offer)).data as { hold_id: string };
    const answer = await send(sandbox, offer.vendorId, accepting(offer, { mode: 'confirm', holdId }, 'confirm:book-1'));
    expect(told(answer).data).toEqual({ reason: 'expired' });
  });

  test('duplicate: every offer comes twice, as the same event', async () => {
    start({ step: 'publish', kind: 'duplicate' });
    const ids = submitted((await publishTo(sandbox, 'air-estuaire', FLIGHT)).body).map(({ id }) => id);
    expect(ids.length).toBe(4);
    expect(new Set(ids).size).toBe(2);
  });

  test('a trouble comes as often as asked, to the vendor named', async () => {
    start({ step: 'publish', kind: 'http500', times: 2 });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await publishTo(sandbox, 'air-estuaire', FLIGHT)).status);
    expect(statuses).toEqual([500, 500, 200]);
    expect((await publishTo(sandbox, 'mouette-air', FLIGHT)).status).toBe(200);
  });
});

describe('the control endpoint', () => {
  const control = (body: unknown, remoteAddress = '127.0.0.1') =>
    sandbox.handle({ path: '/sandbox/_faults', headers: {}, rawBody: Buffer.from(JSON.stringify(body)), remoteAddress });

  test('takes a list of faults, and an empty one forgets them', async () => {
    start();
    const fault = { vendorId: 'air-estuaire', step: 'publish', kind: 'mute' };
    expect((await control([fault, fault])).status).toBe(204);
    expect((await publishTo(sandbox, 'air-estuaire', FLIGHT)).status).toBe(202);
    expect((await control([])).status).toBe(204);
    expect((await publishTo(sandbox, 'air-estuaire', FLIGHT)).status).toBe(200);
  });

  test.each([[{}], [[{ vendorId: 'x', step: 'fly', kind: 'mute' }]], [[{ vendorId: 'x', step: 'hold', kind: 'mute', times: 0 }]]])(
    'refuses %j',
    async (body) => {
      start();
      expect((await control(body)).status).toBe(400);
    },
  );

  test('is not there for others, nor on a server that others reach', async () => {
    start();
    expect((await control([], '192.0.2.7')).status).toBe(404);
    sandbox.close();
    start(undefined, { baseUrl: () => 'https://concierge.example' });
    expect((await control([])).status).toBe(404);
  });
});

describe('characters', () => {
  test('a slow vendor takes three seconds, then answers', async () => {
    const slept: number[] = [];
    start(undefined, { sleep: async (ms) => void slept.push(ms) });
    const request = ask('train', { where: ['resort:chamonix'], from: ['city:FR:paris'], start: '2027-02-12', end: '2027-02-14' });
    expect((await offersOf(sandbox, 'ligne-des-cimes', request)).length).toBeGreaterThan(0);
    expect(slept).toEqual([3000]);
  });

  test('a late vendor says so and brings its signed offers twenty seconds later', async () => {
    const slept: number[] = [];
    const { promise, resolve } = Promise.withResolvers<{ url: string; headers: Readonly<Record<string, string>>; body: string }>();
    start(undefined, {
      sleep: async (ms) => void slept.push(ms),
      post: async (url, headers, body) => {
        resolve({ url, headers, body });
        return true;
      },
    });
    const answer = await publishTo(sandbox, 'maisons-altitude', ask('lodging', ALPS));
    expect(answer).toMatchObject({ status: 202, body: '' });
    const { url, headers, body } = await promise;
    expect(slept).toEqual([20_000]);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:3999\/vendors\/v1\/requests\/[\w-]+\/offers$/);
    const secrets = sandbox.vendors().find(({ id }) => id === 'maisons-altitude')?.secrets ?? [];
    expect(await standardWebhooks.isSigned(secrets, headers, body)).toBe(true);
    expect(readEvents(body)?.map(({ name }) => name)).toEqual(['offer.submitted']);
  });

  test('a late vendor whose offers nobody takes tries twice more', async () => {
    const slept: number[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const ids: (string | undefined)[] = [];
    start(undefined, {
      sleep: async (ms) => void slept.push(ms),
      post: async (_, headers) => {
        if (ids.push(headers['webhook-id']) === 3) resolve();
        return false;
      },
    });
    await publishTo(sandbox, 'maisons-altitude', ask('lodging', ALPS));
    await promise;
    expect(slept).toEqual([20_000, 5_000, 30_000]);
    expect(new Set(ids).size).toBe(1);
  });

  test('a mute vendor says that it will answer, and never does', async () => {
    const posts: string[] = [];
    start(undefined, { post: async (url) => posts.push(url) > 0 });
    expect((await publishTo(sandbox, 'cabine-douze', ask('ski_pass', ALPS))).status).toBe(202);
    expect(posts).toEqual([]);
  });

  test('a failing vendor fails for some requests, always the same ones', async () => {
    start();
    const days = ['2027-01-09', '2027-01-16', '2027-01-23', '2027-01-30', '2027-02-06', '2027-02-13', '2027-02-27', '2027-03-06'];
    const requests = days.map((day) => ask('ski_hire', { where: ['resort:les-arcs'], start: day, end: addDays(day, 7) }));
    const statuses = () => Promise.all(requests.map(async (request) => (await publishTo(sandbox, 'versant-ski', request)).status));
    const once = await statuses();
    expect(new Set(once)).toEqual(new Set([200, 500]));
    expect(await statuses()).toEqual(once);
  });
});
