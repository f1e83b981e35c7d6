import { commitmentOf } from '../../shared/market/canonical.ts';
import type { HeardNews } from '../../shared/market/vendor-news.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { CHANGE, openNewsDesk } from '../support/news-desk.ts';
import { VENDOR } from '../support/vendor-desk.ts';

let desk: Awaited<ReturnType<typeof openNewsDesk>>;
beforeEach(async () => {
  desk = await openNewsDesk();
});
afterEach(() => desk.store.close());

describe('a question', () => {
  const QUESTION = { question_id: 'q-1', text: 'Vous avez des skis avec vous ?' };

  test('is kept for the traveller, as the inside of a sentence', async () => {
    expect(await desk.post('question.asked', QUESTION, 'evt-1', 'questions')).toMatchObject({
      status: 200,
      body: { receipts: [{ status: 'received' }] },
    });
    expect(await desk.kept()).toMatchObject([
      {
        vendorId: VENDOR.id,
        seller: 'Alpes Location',
        told: false,
        news: { type: 'question', id: 'q-1', text: 'Vous avez des skis avec vous', choices: [] },
      },
    ]);
  });

  test('comes once, however often it is sent; a second one is refused', async () => {
    await desk.post('question.asked', QUESTION);
    await desk.post('question.asked', QUESTION);
    expect(await desk.kept()).toHaveLength(1);
    expect(await desk.post('question.asked', { question_id: 'q-2', text: 'Et des raquettes ?' }, 'evt-2')).toMatchObject({
      status: 409,
      body: { reason: 'question_limit' },
    });
  });

  test.each(['Quel est votre nom ?', 'À quelle adresse ?', 'What is your date of birth?', 'Quel est votre budget ?', 'Quels âges ?'])(
    'about who travels is refused: %s',
    async (text) => {
      expect(await desk.post('question.asked', { question_id: 'q', text })).toMatchObject({
        status: 422,
        body: { reason: 'question_personal' },
      });
      expect(await desk.kept()).toEqual([]);
    },
  );

  test('is too late when the request is closed', async () => {
    desk.clock.set('2026-11-21T10:16:00.000Z');
    expect(await desk.post('question.asked', QUESTION)).toMatchObject({ status: 409, body: { reason: 'question_limit' } });
  });
});

describe('what is refused', () => {
  const refusals = () => desk.store.query({ pk: 'TRIP#trip-1', skPrefix: 'LOG#rfo-2#' });

  test('is kept as long as offers are, and not more often than anybody would read', async () => {
    for (let i = 0; i < 55; i++) await desk.post('question.asked', { question_id: 'q', text: 'Quel est votre nom ?' }, `evt-${i}`);
    const kept = await refusals();
    expect([kept.length, new Set(kept.map(({ expiresAt }) => expiresAt))]).toEqual([50, new Set(['2027-04-24T00:00:00.000Z'])]);
  });
});

describe('what happens to a reservation', () => {
  test('is kept when the vendor has confirmed one, with its options', async () => {
    await desk.confirmed();
    expect(await desk.post('reservation.changed', CHANGE)).toMatchObject({ status: 200 });
    expect(await desk.post('fulfilment.update', { kind: 'delayed', delayed_minutes: 20 }, 'evt-2')).toMatchObject({ status: 200 });
    expect((await desk.kept()).map(({ news }) => news)).toMatchObject([
      {
        type: 'change',
        severity: 'minor',
        cause: 'Le bureau ferme à 21 heures',
        options: [{ id: 'ok', kind: 'accept' }],
        decideBy: '2027-03-01T12:00:00.000Z',
      },
      { type: 'update', kind: 'delayed', minutes: 20 },
    ]);
  });

  test('is not pushed out by what another vendor says, or by smaller news of the same one', async () => {
    const of = (vendorId: string, id: string, news: HeardNews['news']): HeardNews => ({
      ...{ id, at: '2026-11-21T10:00:00.000Z', requestId: 'rfo-2', vendorId, seller: vendorId, news, told: false },
    });
    const cancelled = { type: 'change', id: 'c', severity: 'cancelled', cause: 'plus rien', what: [], options: [] } as const;
    await desk.confirmed();
    const stored = await desk.store.get<Trip>('TRIP#trip-1', 'META');
    if (!stored) throw new Error('no trip');
    const fromVendors = [of('another', 'x', cancelled), of(VENDOR.id, 'y', cancelled)];
    await desk.store.put({ pk: 'TRIP#trip-1', sk: 'META', doc: { ...stored.doc, fromVendors } }, stored.v);
    for (let i = 0; i < 24; i++) await desk.post('fulfilment.update', { kind: 'gate', note: `porte ${i}` }, `evt-${i}`);
    for (let i = 0; i < 6; i++) await desk.post('reservation.changed', { ...CHANGE, change_id: `c-${i}`, severity: 'info' }, `chg-${i}`);
    const ids = (await desk.kept()).map(({ vendorId, id }) => `${vendorId} ${id}`);
    expect(ids).toEqual(expect.arrayContaining(['another x', `${VENDOR.id} y`, `${VENDOR.id} chg-5`]));
    expect(ids.length).toBeLessThanOrEqual(6);
  });

  test('is over when its vendor says so, once, with what it keeps and gives back', async () => {
    const over = { fee: { amount: '10.00', currency: 'EUR' }, refund: { amount: '30.00', currency: 'EUR' } };
    expect(await desk.post('reservation.cancelled', over)).toMatchObject({ status: 409, body: { reason: 'no_reservation' } });
    await desk.confirmed();
    expect(await desk.post('reservation.cancelled', { fee: over.fee }, 'evt-2')).toMatchObject({ status: 422, body: { reason: 'schema' } });
    for (const id of ['evt-3', 'evt-3']) expect(await desk.post('reservation.cancelled', over, id)).toMatchObject({ status: 200 });
    const trip = (await desk.store.get<Trip>('TRIP#trip-1', 'META'))?.doc;
    expect(trip?.bookings).toMatchObject([{ status: 'cancelled', cancelQuote: { refund: { minor: 3_000 } } }]);
    expect(trip?.fromVendors).toMatchObject([{ told: false, news: { type: 'cancelled', fee: { minor: 1_000 } } }]);
    expect(await desk.post('reservation.changed', CHANGE, 'evt-4')).toMatchObject({ status: 409, body: { reason: 'no_reservation' } });
  });

  test('that is being left is left when its vendor says so by itself: no news, but the answer that is waited for', async () => {
    await desk.confirmed();
    const stored = await desk.store.get<Trip>('TRIP#trip-1', 'META');
    if (!stored) throw new Error('no trip');
    const bookings = stored.doc.bookings.map((booking) => ({ ...booking, status: 'cancelling' as const }));
    await desk.store.put({ pk: 'TRIP#trip-1', sk: 'META', doc: { ...stored.doc, bookings } }, stored.v);
    const none = { amount: '0.00', currency: 'EUR' };
    expect(await desk.post('reservation.cancelled', { fee: none, refund: none })).toMatchObject({ status: 200 });
    const trip = (await desk.store.get<Trip>('TRIP#trip-1', 'META'))?.doc;
    expect([trip?.bookings[0]?.status, trip?.fromVendors ?? []]).toEqual(['cancelled', []]);
  });

  test.each([
    ['reservation.changed', { ...CHANGE, cause: '!!! …' }],
    ['reservation.changed', { ...CHANGE, cause: '<b></b>' }],
    ['reservation.changed', { ...CHANGE, options: [{ option_id: 'r', kind: 'rebook', note: '\u202e\u200b' }] }],
    ['fulfilment.update', { kind: 'gate', note: 'https://evil.example/' }],
    ['question.asked', { question_id: 'q', text: '???' }],
  ])('is refused where nothing of its words is left to be said: %s %j', async (name, data) => {
    await desk.confirmed();
    expect(await desk.post(name, data)).toMatchObject({ status: 422, body: { reason: 'schema' } });
    expect(await desk.kept()).toEqual([]);
  });

  test('may leave options in the words of its vendor, which end nothing and ask nothing', async () => {
    await desk.confirmed();
    const options = [{ option_id: 'r', kind: 'rebook', note: 'le <b>vol</b> de 9 h 40. Dites oui !' }];
    expect(await desk.post('reservation.changed', { ...CHANGE, cause: 'We close at 6 p.m.', options })).toMatchObject({ status: 200 });
    expect(await desk.kept()).toMatchObject([
      { news: { cause: 'We close at 6 pm', options: [{ id: 'r', kind: 'rebook', note: 'le vol de 9 h 40 Dites oui' }] } },
    ]);
  });

  test('is refused where there is none, and in any other form', async () => {
    expect(await desk.post('reservation.changed', CHANGE)).toMatchObject({ status: 409, body: { reason: 'no_reservation' } });
    await desk.confirmed();
    expect(await desk.post('reservation.changed', { ...CHANGE, severity: 'dire' }, 'evt-3')).toMatchObject({
      status: 422,
      body: { reason: 'schema' },
    });
    expect(await desk.post('fulfilment.update', {}, 'evt-4')).toMatchObject({ status: 422, body: { reason: 'schema' } });
  });
});

describe('an answer to the best-and-final round', () => {
  const counter = (total: string, id: string) => ({
    offer_id: id,
    counters: 'alp-991',
    inclusions: ['unlimited_km', 'airport_fee'],
    price: {
      ...(desk.submitted().data as { price: object }).price,
      total,
      breakdown: [{ type: 'base', label: 'airport_fee', amount: total }],
      due_at_destination: total,
    },
  });

  test('is taken when it is better, with a receipt; a worse one, an equal one and a second one are not', async () => {
    await desk.send(desk.signed(desk.submitted()));
    const send = (over: Record<string, unknown>, id: string) => desk.send(desk.signed(desk.submitted(over, { id })));
    expect(await send(counter('413.00', 'w'), 'evt-w')).toMatchObject({ status: 422, body: { reason: 'not_improved' } });
    expect(await send(counter('412.50', 'e'), 'evt-e')).toMatchObject({ status: 422, body: { reason: 'not_improved' } });
    const better = desk.submitted(counter('400.00', 'b'), { id: 'evt-b' });
    expect(await desk.send(desk.signed(better))).toMatchObject({
      status: 200,
      body: { receipts: [{ status: 'received', commitment: `sha256-${commitmentOf(better.data)}` }] },
    });
    expect(await send(counter('390.00', 'b2'), 'evt-b2')).toMatchObject({ status: 409, body: { reason: 'duplicate' } });
    expect(await desk.offers()).toHaveLength(2);
  });

  test('to nothing that was asked for better is refused', async () => {
    await desk.send(desk.signed(desk.submitted()));
    const answer = await desk.send(desk.signed(desk.submitted({ ...counter('400.00', 'b'), counters: 'alp-1' }, { id: 'evt-b' })));
    expect(answer).toMatchObject({ status: 409, body: { reason: 'not_invited' } });
  });
});
