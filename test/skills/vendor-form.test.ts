import { sha256 } from '../../shared/market/canonical.ts';
import { requestPseudonym } from '../../shared/market/disclosure.ts';
import type { Offer } from '../../shared/market/offer.ts';
import { money } from '../../shared/money.ts';
import { ARTHUR, formDesk, ODILE, ROOM, requestFor, titleOf } from '../support/vendor-form.ts';

const offersIn = async ({ store }: ReturnType<typeof formDesk>): Promise<readonly Offer[]> =>
  (await store.query<Offer>({ pk: 'TRIP#trip-1', skPrefix: 'OFFER#' })).map(({ doc }) => doc);

async function invited(over: Parameters<typeof requestFor>[1] = {}) {
  const desk = formDesk(requestFor('lodging', over));
  await desk.keep();
  return { desk, path: await desk.invite() };
}

describe('a letter', () => {
  test('tells what tier 0 tells, in the language of the vendor, with a link of its own', async () => {
    const { desk, path } = await invited();
    await desk.invite(ARTHUR);
    const [first, second] = desk.letters;
    expect(first).toMatchObject({
      to: 'odile@chez-odile.example',
      subject: 'Demande d’offre : un hébergement, Les Arcs, du samedi 20 mars 2027 au jeudi 25 mars 2027',
    });
    expect(first?.text).toContain(`https://concierge.example${path}`);
    expect(first?.text).toContain('dimanche 22 novembre 2026');
    expect(second?.text).toContain('A traveler is looking for a place to stay, Les Arcs');
    expect(second?.text).not.toContain(path);
    expect(JSON.stringify(desk.letters)).not.toMatch(/anne|secret|rfo-2|trip-1/);
  });

  test('sent again is the same letter, and its id tells nothing of the link', async () => {
    const { desk, path } = await invited();
    await desk.invite();
    expect(desk.letters[1]).toEqual(desk.letters[0]);
    expect(desk.letters[0]?.id).not.toContain(path.split('/').at(-1));
  });
});

describe('a link', () => {
  test('is open for a day, whatever the live auction', async () => {
    const { desk, path } = await invited();
    desk.clock.advance(24 * 3_600_000 - 3_000);
    expect((await desk.call('GET', path)).status).toBe(200);
    desk.clock.advance(2_000);
    const late = await desk.call('POST', path, { form: ROOM });
    expect([late.status, titleOf(late), await offersIn(desk)]).toEqual([410, 'Ce lien n’est plus valable', []]);
  });

  test.each(['GET', 'HEAD'])('%s changes nothing, however often a mail program looks', async (method) => {
    const { desk, path } = await invited();
    const before = await desk.store.query({ pk: 'TRIP#trip-1' });
    for (let i = 0; i < 3; i++) expect((await desk.call(method, path)).status).toBe(200);
    expect(await desk.store.query({ pk: 'TRIP#trip-1' })).toEqual(before);
  });

  test('is stored as a hash, and written in no log', async () => {
    const { desk, path } = await invited();
    const token = path.split('/').at(-1) ?? '';
    await desk.call('POST', path, { form: { ...ROOM, total: 'x' } });
    await desk.call('POST', path, { form: ROOM });
    await desk.call('POST', path, { form: { ...ROOM, 'item.sleeps': '1' } });
    const stored = [...(await desk.store.query({ pk: 'TRIP#trip-1' })), ...(await desk.store.query({ foreign: 'INVITES#chez-odile' }))];
    expect(stored.length).toBeGreaterThan(2);
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(desk.logged.join()).toContain('offer-refused');
    expect(desk.logged.join()).not.toContain(token);
  });

  test.each([
    ['guessed', '/vendors/v1/form/AAAAAAAAAAAAAAAAAAAAAA', 404],
    ['cut short', '/vendors/v1/form/AAAA', 404],
  ])('%s opens nothing', async (_, path, status) => {
    const { desk } = await invited();
    expect((await desk.call('GET', path)).status).toBe(status);
    expect((await desk.call('POST', path, { form: ROOM })).status).toBe(status);
    expect(await offersIn(desk)).toEqual([]);
  });

  test.each([
    ['en-GB,en;q=0.9,fr;q=0.5', undefined, 'This link no longer works'],
    ['de-DE, fr-CA;q=0.8, en;q=0.7', undefined, 'Ce lien n’est plus valable'],
    ['de-DE', undefined, 'Ce lien n’est plus valable'],
    ['en-GB', 'fr', 'Ce lien n’est plus valable'],
  ])('that nobody knows is said to be so in what the browser asks for: %s %s', async (accepts, lang, title) => {
    const { desk } = await invited();
    for (const path of ['/vendors/v1/form/AAAAAAAAAAAAAAAAAAAAAA', '/vendors/v1/form/AAAA'])
      expect(titleOf(await desk.call('GET', path, { accepts, ...(lang && { lang }) }))).toBe(title);
  });

  test('that is known speaks the language of its vendor, whatever the browser asks for', async () => {
    const { desk, path } = await invited();
    await desk.call('POST', path, { form: { do: 'revoke' } });
    expect(titleOf(await desk.call('GET', path, { accepts: 'en-GB' }))).toBe('Ce lien n’est plus valable');
  });

  test('ends when its vendor closes it, and nobody else’s does', async () => {
    const { desk, path } = await invited();
    const other = await desk.invite(ARTHUR);
    expect(titleOf(await desk.call('POST', path, { form: { do: 'revoke' } }))).toBe('Lien fermé');
    expect((await desk.call('POST', path, { form: ROOM })).status).toBe(410);
    expect((await desk.call('GET', other)).status).toBe(200);
  });

  test('ends when the operator takes its vendor out, or gives it an API', async () => {
    const { desk, path } = await invited();
    desk.enter([ARTHUR]);
    expect((await desk.call('POST', path, { form: ROOM })).status).toBe(410);
    desk.enter([{ ...ODILE, endpoint: 'https://rfo.odile.example/' }]);
    expect((await desk.call('GET', path)).status).toBe(410);
  });

  test('ends when the traveller withdraws the request, or is forgotten', async () => {
    const { desk, path } = await invited();
    const trip = await desk.trip();
    await desk.keep({ ...trip, requests: trip.requests.map((request) => ({ ...request, state: 'withdrawn' })) });
    expect((await desk.call('POST', path, { form: ROOM })).status).toBe(410);
    await desk.keep(trip);
    await desk.people.withdraw(requestFor('lodging'), trip, ODILE);
    expect((await desk.call('GET', path)).status).toBe(410);
    await desk.store.erase('TRIP#trip-1');
    expect((await desk.call('GET', await desk.invite(ARTHUR))).status).toBe(410);
  });

  test('brings an offer of its own vendor for its own request, whatever the form says', async () => {
    const { desk, path } = await invited();
    await desk.call('POST', path, { form: { ...ROOM, vendor: 'arthurs', request_id: 'req_other', revision: '9', offer_id: 'x' } });
    expect(await offersIn(desk)).toMatchObject([{ vendorId: 'chez-odile', requestId: 'rfo-2', revision: 1 }]);
  });

  test('leads to a page that runs nothing, is kept nowhere and sits in no frame', async () => {
    const { desk, path } = await invited();
    const { headers, body } = await desk.call('GET', path);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' });
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(body).not.toMatch(/<script|\sstyle=|\son\w+=/);
  });
});

describe('an offer from the page', () => {
  test('is what was written', async () => {
    const { desk, path } = await invited();
    const answer = await desk.call('POST', path, {
      form: new URLSearchParams([...Object.entries(ROOM), ['has', 'parking'], ['has', 'sauna']]),
    });
    expect([answer.status, titleOf(answer)]).toEqual([200, 'Offre envoyée']);
    const [offer] = await offersIn(desk);
    expect(offer).toMatchObject({
      vendorName: 'Chez Odile',
      total: money(141_250),
      dueAtDestination: money(141_250),
      item: {
        category: 'lodging',
        kind: 'guesthouse',
        checkIn: '2027-03-20',
        checkOut: '2027-03-25',
        sleeps: 3,
        has: ['parking', 'sauna'],
      },
      cancellation: {
        refundability: 'refundable',
        schedule: [
          { until: '2027-03-10T22:59:00.000Z', fee: money(0) },
          { until: '2027-03-19T23:00:00.000Z', fee: money(20_000) },
        ],
      },
      hold: { possible: true, maxMinutes: 4_320, fee: money(0) },
      validUntil: '2026-11-24T10:00:00.000Z',
      dataNeeded: { forHold: [], forConfirm: ['lead.family_name', 'contact.relay'] },
    });
  });

  test('sent twice is one offer, changed it is another', async () => {
    const { desk, path } = await invited();
    for (const total of ['900', '900', '850']) expect((await desk.call('POST', path, { form: { ...ROOM, total } })).status).toBe(200);
    expect((await offersIn(desk)).map(({ total }) => total.minor).toSorted()).toEqual([85_000, 90_000]);
  });

  test.each([
    ['item.name', '', 'Ce champ est vide : remplissez-le.'],
    ['item.sleeps', '0', 'Ce n’est pas un nombre possible ici.'],
    ['item.kind', 'castle', 'Choisissez une des réponses.'],
    ['item.place', 'city:FR:paris', 'Choisissez une des réponses.'],
    ['item.check_in_until', '25:00', 'Cette heure n’existe pas : écrivez-la comme 19:30.'],
    ['item.name', 'Chez Оdile', 'Ce texte ne peut pas être lu : 80 signes au plus, un seul alphabet.'],
    ['total', 'cher', 'Ce n’est pas un montant : écrivez-le comme 412,50.'],
    ['total', '-5', 'Ce n’est pas un montant : écrivez-le comme 412,50.'],
    ['free_until', '2027-03-21', 'Cette date n’existe pas ou ne convient pas.'],
    ['free_until', '2026-11-01', 'Cette date est passée.'],
    ['late_fee', '2000', 'Ce n’est pas un montant : écrivez-le comme 412,50.'],
    ['keep', '9999', 'Choisissez une des réponses.'],
    ['phone', '06', 'Ce numéro n’est pas complet : écrivez-le comme +33 4 50 00 00 00.'],
    ['terms', '', 'Sans cet accord, l’offre ne compte pas.'],
  ])('%s = %j is told beside the field, and nothing written is lost', async (field, value, words) => {
    const { desk, path } = await invited();
    const { status, body } = await desk.call('POST', path, { form: { ...ROOM, [field]: value } });
    expect([status, await offersIn(desk)]).toEqual([422, []]);
    expect(body).toContain(`id="field-${field}-hint">${words}</p>`);
    expect(body).toContain(`<a href="#field-${field}">`);
    if (field !== 'total') expect(body).toContain('value="1 412,50"');
  });

  test('that is not what was asked for is refused like any other, and says why', async () => {
    const { desk, path } = await invited();
    const { status, body } = await desk.call('POST', path, { form: { ...ROOM, 'item.sleeps': '2' } });
    expect([status, await offersIn(desk)]).toEqual([422, []]);
    expect(body).toContain('L’offre ne correspond pas à ce qui est demandé. item.sleeps: 2 for 3');
  });

  test('is markup nowhere', async () => {
    const { desk, path } = await invited();
    const { body } = await desk.call('POST', path, { form: { ...ROOM, 'item.quarter': '"><script>alert(1)</script>', total: '' } });
    expect(body).toContain('value="&quot;&gt;&lt;script&gt;');
    await desk.call('POST', path, { form: { ...ROOM, 'item.name': 'Odile <break time="9s"/>', note: 'Bonjour <b>!</b> 06 12 34 56 78' } });
    expect(await offersIn(desk)).toMatchObject([{ item: { name: 'Odile' }, note: 'Bonjour !' }]);
  });

  test('speaks English too', async () => {
    const { desk, path } = await invited({ requirements: [{ attr: 'parking', op: 'eq', value: true, strength: 'must' }] });
    const { body } = await desk.call('GET', path, { lang: 'en-US' });
    expect(body).toContain('<html lang="en-US">');
    expect(body).toContain('<dt>Required</dt><dd>Parking</dd>');
    expect(body).toContain('2 adults, 1 child (6-11 years)');
    expect((await desk.call('GET', await desk.invite(ARTHUR))).body).toContain('<html lang="en-GB">');
  });
});

describe('whoever sends something else', () => {
  test.each([
    ['JSON', { 'content-type': 'application/json' }, '{}', 415],
    ['too much', { 'content-type': 'application/x-www-form-urlencoded' }, `total=${'9'.repeat(40_000)}`, 415],
    ['nothing', { 'content-type': 'application/x-www-form-urlencoded' }, '', 422],
  ])('%s gets a page that says so', async (_, headers, body, status) => {
    const { desk, path } = await invited();
    const { handleVendors } = await import('../../skills/vendors/router.ts');
    const call = { method: 'POST', path, query: new URLSearchParams(), headers, rawBody: new TextEncoder().encode(body) };
    expect((await handleVendors(call, desk.ports)).status).toBe(status);
    expect((await handleVendors({ ...call, method: 'DELETE' }, desk.ports)).status).toBe(405);
  });

  test('gets 503 while the store is down, and a line in the log without the link', async () => {
    const { desk, path } = await invited();
    const { handleVendors } = await import('../../skills/vendors/router.ts');
    const down = { ...desk.ports.api, store: { ...desk.store, get: () => Promise.reject(new Error('down')) } };
    const call = { method: 'GET', path, query: new URLSearchParams(), headers: {}, rawBody: new Uint8Array() };
    expect((await handleVendors(call, { ...desk.ports, api: down })).status).toBe(503);
    expect(desk.logged.join()).toContain('vendor-form-failed');
    expect(desk.logged.join()).not.toContain(path.split('/').at(-1));
  });
});

test('a revised request keeps the id that its vendor knows', async () => {
  const { desk, path } = await invited({ id: 'rfo-3', revision: 2, revises: { id: 'rfo-2', changed: ['window'] } });
  expect((await desk.call('POST', path, { form: ROOM })).status).toBe(200);
  const [offer] = (await desk.store.query<Offer>({ pk: 'TRIP#trip-1', skPrefix: 'OFFER#' })).map(({ doc }) => doc);
  const known = requestPseudonym((await desk.trip()).secret, ODILE.id, 'rfo-2');
  const receipt = `IDEM#offer#${sha256([ODILE.id, known, ODILE.endpoint, offer?.vendorOfferId].join('\n'))}`;
  expect((await desk.store.get(receipt, 'IDEM'))?.doc).toMatchObject({ status: 'received', offer_id: offer?.vendorOfferId });
});
