import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfiguration } from '../../shared/app.ts';
import type { BookingStatus } from '../../shared/booking/booking.ts';
import { itemToWire } from '../../shared/market/item-wire.ts';
import { relayAddress, relayItem } from '../../shared/market/relay.ts';
import type { VendorRecord } from '../../shared/ports.ts';
import type { Trip } from '../../shared/trip-record.ts';
import type { ApiRequest } from '../../skills/vendors/api.ts';
import { handleTrip } from '../../skills/web/trips.ts';
import { webOf } from '../../skills/web/wire.ts';
import { ITEMS, lodging } from '../market/items.ts';
import { offerOf, wireCarOffer } from '../market/support.ts';
import { type FaultVendor, faultVendor, says } from '../support/fault-vendor.ts';
import { conciergeWith, standing } from '../support/market-world.ts';
import { openDesk, VENDOR } from '../support/vendor-desk.ts';

const DOMAIN = 'reply.concierge.example';
const SECRET = 'mailroom:0123456789abcdef';
const basic = (secret = SECRET) => `Basic ${Buffer.from(secret).toString('base64')}`;
const ADDRESS = relayAddress('secret of the trip', VENDOR.id, 'book-1', DOMAIN);

/** As Postmark posts what was written to an address of ours. */
const letter = (over: Readonly<Record<string, unknown>> = {}) => ({
  From: 'desk@alpes.example',
  ToFull: [{ Email: ADDRESS, Name: '', MailboxHash: '' }],
  OriginalRecipient: ADDRESS,
  Subject: 'Votre voiture',
  MessageID: 'm-1',
  TextBody: 'Le comptoir est au niveau 0.\n\n> On 1 March, x wrote',
  StrippedTextReply: 'Le comptoir est au niveau 0.',
  ...over,
});

describe('what is written to the address of a booking', () => {
  let desk: Awaited<ReturnType<typeof openDesk>>;
  beforeEach(async () => {
    desk = await openDesk();
    await booked('held');
    const doc = { tripId: 'trip-1', bookingId: 'book-1', requestId: 'rfo-2', vendorId: VENDOR.id, seller: VENDOR.name };
    await desk.store.put(relayItem(desk.trip.secret, doc, '2027-04-24T00:00:00.000Z'), 0);
  });
  afterEach(() => desk.store.close());

  async function booked(status: BookingStatus): Promise<void> {
    const offer = offerOf(ITEMS.car, { id: 'rfo-2/alpes-location/alp-991', needId: 'need-2' });
    const stored = await desk.store.get<Trip>('TRIP#trip-1', 'META');
    const booking = { id: 'book-1', needId: 'need-2', offer, status, terms: offer.cancellation } as const;
    await desk.store.put({ pk: 'TRIP#trip-1', sk: 'META', doc: { ...desk.trip, bookings: [booking] } }, stored?.v ?? 0);
  }
  const post = async (body: unknown, over: Partial<ApiRequest> = {}, relay: object = { domain: DOMAIN, secret: SECRET }) => {
    const request = {
      method: 'POST',
      path: '/vendors/v1/mail',
      headers: { authorization: basic() },
      rawBody: Buffer.from(JSON.stringify(body)),
    };
    const { handleVendorApi } = await import('../../skills/vendors/api.ts');
    const answer = await handleVendorApi({ ...request, ...over }, { ...desk.api, relay: relay as { domain: string; secret: string } });
    return answer.status;
  };
  const kept = async () => (await desk.store.get<Trip>('TRIP#trip-1', 'META'))?.doc.fromVendors ?? [];

  test("is kept with the trip as its vendor's words, once", async () => {
    expect(await post(letter())).toBe(200);
    expect(await post(letter())).toBe(200);
    expect(await kept()).toMatchObject([
      {
        id: 'mail:m-1',
        vendorId: VENDOR.id,
        seller: 'Alpes Location',
        told: false,
        news: {
          type: 'message',
          text: 'Votre voiture. Le comptoir est au niveau 0.',
          aloud: { text: 'Le comptoir est au niveau 0', whole: true },
        },
      },
    ]);
  });

  test('keeps whom an answer goes to, only where answers leave and never an address of ours', async () => {
    const answers = { domain: DOMAIN, secret: SECRET, answers: true };
    await post(letter(), {}, { domain: DOMAIN, secret: SECRET });
    await post(letter({ MessageID: 'm-2' }), {}, answers);
    await post(letter({ MessageID: 'm-3', ReplyTo: 'Front@Alpes.example' }), {}, answers);
    await post(letter({ MessageID: 'm-4', From: ADDRESS, FromFull: { Email: 'not an address' } }), {}, answers);
    const to = (await kept()).map(({ news }) => (news.type === 'message' ? news.replyTo : ''));
    expect(to).toEqual([undefined, 'desk@alpes.example', 'front@alpes.example', undefined]);
  });

  test('is data: no markup, no address and no second sentence of it is said; what is long is told by its subject', async () => {
    const long = `<b>Bonjour</b> ${'les clés sont sous le pot. '.repeat(100)}`;
    await post(letter({ Subject: 'Clés ? Appelez le 06 12 34 56 78 ou écrivez à a@b.example', StrippedTextReply: long }));
    const [message] = await kept();
    const news = message?.news.type === 'message' ? message.news : undefined;
    expect(news?.aloud).toEqual({ text: 'Clés Appelez le ou écrivez à', whole: false });
    expect(news?.text.length).toBeLessThanOrEqual(1_650);
    expect(news?.text).not.toMatch(/[<>]/);
  });

  test.each([
    ['nobody who knows the password', () => post(letter(), { headers: {} }), 401],
    ['another password', () => post(letter(), { headers: { authorization: basic('mailroom:another password!') } }), 401],
    ['an operator without such addresses', () => post(letter(), {}, { domain: DOMAIN }), 404],
    ['reading', () => post(letter(), { method: 'GET' }), 405],
    ['no JSON', () => post(letter(), { rawBody: Buffer.from('<mail/>') }), 400],
    ['too much', () => post(letter({ TextBody: 'x'.repeat(300_000) })), 413],
    ['an address that nobody was given', () => post(letter({ OriginalRecipient: `${'0'.repeat(26)}@${DOMAIN}`, ToFull: [] })), 403],
    ['the same name at another domain', () => post(letter({ OriginalRecipient: ADDRESS.replace('reply', 'x'), ToFull: [] })), 403],
    ['nothing written', () => post(letter({ Subject: '', StrippedTextReply: '', TextBody: ' ' })), 403],
  ])('is refused for %s', async (_what, send, status) => {
    expect(await send()).toBe(status);
    expect(await kept()).toEqual([]);
  });

  test('is refused once the booking was let go of', async () => {
    await booked('released');
    expect(await post(letter())).toBe(403);
  });
});

/** The traveller writes back on the page: the vendor has it by mail, from the booking's address, once. */
async function answeredOnThePage(page: string, concierge: Awaited<ReturnType<typeof conciergeWith>>, relay: string): Promise<void> {
  const web = webOf(concierge.app, join(import.meta.dirname, '..', '..'), false);
  const { pathname, searchParams: query } = new URL(page);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const ask = (method: string, path: string, body = '') =>
    handleTrip({ method, path, query, headers, body: new TextEncoder().encode(body), client: 'test' }, web);
  const read = async () => (await ask('GET', pathname)).body.toString();
  const mark = /name="letter" value="([0-9a-f]{32})"/.exec(await read())?.[1] ?? '';
  const send = (text: string, letter = mark) => ask('POST', `${pathname}/letter`, new URLSearchParams({ letter, text }).toString());
  expect((await send('Merci', '0'.repeat(32))).status).toBe(409);
  expect((await send(' \u200b ')).status).toBe(303);
  expect((await send('Merci !\r\nOn arrive vers <b>midi</b>.')).status).toBe(303);
  expect((await send('Une autre réponse')).status).toBe(303);
  await concierge.app.settled();
  await concierge.app.dispatch(50);
  const folder = join(concierge.app.configuration.dataDir, 'mail');
  const letters = readdirSync(folder).filter((name) => name.startsWith('answer-'));
  expect(letters).toHaveLength(1);
  const written = readFileSync(join(folder, letters[0] ?? ''), 'utf8');
  expect(written).toContain('To: desk@alpes.example\r\n');
  expect(written).toContain(`Reply-To: ${relay}\r\n`);
  expect(written).toContain('Merci !\r\nOn arrive vers <b>midi</b>.\r\n');
  expect(written).not.toMatch(/Camille|Martin|trip-|http/);
  const after = await read();
  expect(after).not.toContain('name="letter"');
  expect(after).toContain('On arrive vers &lt;b&gt;midi&lt;/b&gt;.');
}

describe('from the hold on', () => {
  let vendor: FaultVendor;
  beforeAll(async () => {
    vendor = await faultVendor();
  });
  afterAll(() => vendor.close());

  test('a vendor has an address, the traveller hears so before paying, and hears what is written to it', async () => {
    const secrets = [`whsec_${Buffer.from('the secret of a vendor').toString('base64')}`];
    const record: VendorRecord = {
      id: 'v-1',
      name: 'Les Mélèzes',
      demo: true,
      categories: ['lodging'],
      endpoint: vendor.endpoint,
      secrets,
      country: 'FR',
    };
    vendor.behave((response, received) => {
      const { type, data } = received;
      const asked = ['lead.family_name', 'contact.relay'];
      if (type.includes('request.published')) {
        const offer = wireCarOffer({
          request_id: received.subject,
          item: itemToWire(lodging('resort:les-arcs', { sleeps: 2 })),
          meets: [],
          data_needed: { for_hold: asked, for_confirm: asked },
        });
        return says({ name: 'offer.submitted', data: offer })(response, received);
      }
      if (data['mode'] === 'hold')
        return says({ name: 'reservation.held', data: { hold_id: 'h', expires_at: '2026-11-22T10:00:00Z' } })(response, received);
      if (data['mode'] === 'confirm') {
        const amounts = { total: { amount: '412.50', currency: 'EUR' }, paid: { amount: '0.00', currency: 'EUR' } };
        return says({ name: 'reservation.confirmed', data: { reservation_id: 'r', reference: 'ABC', ...amounts } })(response, received);
      }
      response.writeHead(204).end();
    });
    const concierge = await conciergeWith([record], standing, { RELAY_DOMAIN: DOMAIN, RELAY_SECRET: SECRET });
    try {
      for (const line of ['un hôtel aux Arcs du 20 au 25 mars pour deux, peu importe le budget', 'en Savoie', 'Camille Martin'])
        await concierge.say(line);
      const read = await concierge.say('oui');
      expect(read.speech).toContain('Le vendeur recevra votre nom et une adresse chez nous pour vous écrire.');
      const booked = await concierge.say('je confirme et je paie');
      expect(booked.phase).toBe('settled');
      const buyers = vendor.received
        .filter(({ type }) => type.includes('offer.accepted'))
        .map(({ data }) => data['buyer'] as Record<string, string>);
      const relay = buyers[0]?.['contact.relay'] ?? '';
      expect(relay).toMatch(/^[0-9a-f]{26}@reply\.concierge\.example$/);
      expect(buyers.map((buyer) => buyer['contact.relay'])).toEqual([relay, relay]);
      const before = vendor.received.filter(({ type }) => !type.includes('offer.accepted')).map(({ raw }) => raw);
      expect(before.filter((raw) => raw.includes(DOMAIN))).toEqual([]);
      const { baseUrl } = concierge.app.configuration;
      const body = JSON.stringify(letter({ OriginalRecipient: relay, ToFull: [] }));
      const answer = await fetch(`${baseUrl}/vendors/v1/mail`, { method: 'POST', headers: { authorization: basic() }, body });
      expect(answer.status).toBe(200);
      const told = await concierge.say('(news)');
      expect(told.speech).toContain(
        'Les Mélèzes vous écrit : Le comptoir est au niveau 0. Vous pouvez lui répondre sur la page de votre voyage.',
      );
      await answeredOnThePage(told.trip?.page ?? '', concierge, relay);
    } finally {
      await concierge.close();
    }
  }, 30_000);
});

test('an operator says both or neither: where vendors write, and who hands it in', () => {
  const read = (env: Readonly<Record<string, string>>) => () => readConfiguration(env);
  expect(read({ RELAY_DOMAIN: 'Reply.Concierge.example', RELAY_SECRET: SECRET })()).toMatchObject({
    relayDomain: DOMAIN,
    relaySecret: SECRET,
  });
  expect(read({ RELAY_DOMAIN: DOMAIN })).toThrow('RELAY_SECRET');
  expect(read({ RELAY_SECRET: SECRET })).toThrow('RELAY_DOMAIN');
  expect(read({ RELAY_DOMAIN: 'no domain', RELAY_SECRET: SECRET })).toThrow('RELAY_DOMAIN');
  expect(read({ RELAY_DOMAIN: DOMAIN, RELAY_SECRET: 'short' })).toThrow('RELAY_SECRET');
  // Only the vendors' function takes mail in.
  expect(read({ RELAY_DOMAIN: DOMAIN, TABLE: 't' })()).toMatchObject({ relayDomain: DOMAIN });
});
