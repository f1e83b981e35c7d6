import { linkToken } from '../../shared/market/invitation.ts';
import { money } from '../../shared/money.ts';
import type { AcceptanceDetails } from '../../shared/ports.ts';
import { lodging } from '../market/items.ts';
import { offerOf } from '../market/support.ts';
import { formDesk, ODILE, requestFor, titleOf } from '../support/vendor-form.ts';

const KEY = 'confirm:book-1';
const offer = offerOf(
  lodging(),
  {
    id: 'rfo-2/chez-odile/o-1',
    needId: 'need-2',
    requestId: 'rfo-2',
    vendorId: 'chez-odile',
    dataNeeded: { forHold: [], forConfirm: ['lead.family_name'] },
    cancellation: {
      refundability: 'refundable',
      schedule: [
        { until: '2027-03-10T22:59:00.000Z', fee: money(0) },
        { until: '2027-03-19T23:00:00.000Z', fee: money(20_000) },
      ],
    },
  },
  90_000,
);

async function chosen() {
  const desk = formDesk(requestFor('lodging'));
  await desk.keep();
  const trip = await desk.trip();
  const details: AcceptanceDetails = {
    trip,
    bookingId: 'book-1',
    offer,
    expectedTotal: offer.total,
    leadName: { given: 'Camille', family: 'Martin' },
  };
  const path = `/vendors/v1/form/${linkToken(trip.secret, { vendorId: ODILE.id, requestId: 'rfo-2', about: { type: 'booking', key: KEY } })}`;
  const ask = (verb: 'hold' | 'confirm' | 'status' | 'release' | 'quote' | 'cancel', more: Partial<AcceptanceDetails> = {}) =>
    desk.people.reserve(verb, { ...details, ...more }, KEY, ODILE);
  return { desk, path, ask };
}

describe('an offer of a vendor without an API that was chosen', () => {
  test('is held by its own promise, no longer than it is valid', async () => {
    const { desk, ask } = await chosen();
    expect(await ask('hold')).toMatchObject({ type: 'held', expiresAt: '2026-11-22T10:00:00.000Z' });
    desk.clock.set('2026-11-22T09:00:00.000Z');
    expect(await ask('hold')).toMatchObject({ type: 'held', expiresAt: '2026-11-22T10:00:00Z' });
    desk.clock.set('2026-11-22T10:00:01.000Z');
    expect(await ask('hold')).toEqual({ type: 'failed', reason: 'expired' });
    expect(desk.letters).toEqual([]);
  });

  test('is asked for by one letter and pending until its vendor answers, whoever asks how often', async () => {
    const { desk, ask } = await chosen();
    expect(await ask('status')).toEqual({ type: 'unknown', none: true });
    expect(await ask('confirm')).toEqual({ type: 'pending', checkAfter: '2026-11-21T10:01:00.000Z', patient: true });
    desk.clock.advance(3_600_000);
    expect(await ask('confirm')).toEqual({ type: 'pending', checkAfter: '2026-11-21T11:30:00.000Z', patient: true });
    expect(await ask('status')).toMatchObject({ type: 'pending' });
    expect(desk.letters).toHaveLength(1);
    expect(desk.letters[0]).toMatchObject({
      to: 'odile@chez-odile.example',
      text: expect.stringMatching(/Votre offre est choisie.*900,00.€/s),
    });
    expect(desk.letters[0]?.text).not.toContain('Martin');
  });

  test('a letter that was not taken over leaves nothing asked', async () => {
    const { desk, ask } = await chosen();
    desk.letters.push = () => {
      throw new Error('the mail server is down');
    };
    await expect(ask('confirm')).rejects.toMatchObject({ code: 'vendor-failed' });
    expect(await ask('status')).toEqual({ type: 'unknown', none: true });
  });

  test('tells on its page the name that the offer asked for, and no more', async () => {
    const { desk, path, ask } = await chosen();
    await ask('confirm');
    const { status, body } = await desk.call('GET', path);
    expect(status).toBe(200);
    expect(body).toContain('<dt>Nom</dt><dd>Martin</dd>');
    expect(body).not.toContain('Camille');
  });

  test('is confirmed under the vendor’s reference, once, and what waits looks at once', async () => {
    const { desk, path, ask } = await chosen();
    await ask('confirm');
    const wrong = await desk.call('POST', path, { form: { do: 'confirm', reference: '<b>' } });
    expect([wrong.status, wrong.body.includes('Donnez une référence')]).toEqual([422, true]);
    expect(titleOf(await desk.call('POST', path, { form: { do: 'confirm', reference: 'odi 42' } }))).toBe('Réservation confirmée');
    expect(desk.hurried).toEqual(['trip-1 confirm:book-1']);
    const confirmed = { type: 'confirmed', reservationId: 'chez-odile-ODI 42', reference: 'ODI 42', total: money(90_000), paid: money(0) };
    expect(await ask('status')).toEqual(confirmed);
    expect((await desk.call('POST', path, { form: { do: 'refuse' } })).status).toBe(410);
    expect(await ask('confirm')).toEqual(confirmed);
    expect(desk.letters).toHaveLength(1);
  });

  test('can be refused, and is then not booked', async () => {
    const { desk, path, ask } = await chosen();
    await ask('confirm');
    expect((await desk.call('POST', path, { form: { do: 'refuse' } })).status).toBe(200);
    expect(await ask('status')).toEqual({ type: 'failed', reason: 'sold_out' });
  });

  test('a link for an offer does not confirm a booking, nor the other way round', async () => {
    const { desk, path, ask } = await chosen();
    const offered = await desk.invite();
    await ask('confirm');
    await desk.call('POST', offered, { form: { do: 'confirm', reference: 'ODI 42' } });
    expect(await ask('status')).toMatchObject({ type: 'pending' });
    await desk.call('POST', path, { form: { do: 'revoke' } });
    expect((await desk.call('GET', path)).status).toBe(200);
  });

  const LEAVE = 'cancel:book-1:1';
  async function left() {
    const { desk, ask } = await chosen();
    desk.clock.set('2027-03-15T10:00:00.000Z');
    const trip = await desk.trip();
    const link = { vendorId: ODILE.id, requestId: 'rfo-2', about: { type: 'booking', key: LEAVE } } as const;
    const details = { trip, bookingId: 'book-1', offer, expectedTotal: offer.total, reservationId: 'chez-odile-ODI 42' };
    const leave = (verb: 'cancel' | 'status') => desk.people.reserve(verb, details, LEAVE, ODILE);
    return { desk, ask, leave, page: `/vendors/v1/form/${linkToken(trip.secret, link)}` };
  }

  test('that is left costs what the offer said when its vendor was written to, and is left once it is noted', async () => {
    const { desk, leave, page } = await left();
    expect(await leave('status')).toEqual({ type: 'unknown', none: true });
    expect(await leave('cancel')).toMatchObject({ type: 'pending', patient: true });
    expect(await leave('cancel')).toMatchObject({ type: 'pending' });
    expect(desk.letters).toHaveLength(1);
    expect(desk.letters[0]).toMatchObject({
      subject: 'Réservation annulée : ODI 42',
      text: expect.stringMatching(/200,00.*compte à partir/s),
    });
    const shown = await desk.call('GET', page);
    expect([titleOf(shown), shown.body.includes('ODI 42'), shown.body.includes('200,00')]).toEqual(['Réservation annulée', true, true]);
    expect(await leave('status')).toMatchObject({ type: 'pending' });
    // By the offer's terms it would cost everything by now: what was written stands.
    desk.clock.set('2027-03-16T09:00:00.000Z');
    expect(titleOf(await desk.call('POST', page, { form: { do: 'note' } }))).toBe('C’est noté');
    expect(desk.hurried).toEqual([`trip-1 ${LEAVE}`]);
    expect(await leave('status')).toEqual({ type: 'cancelled', fee: money(20_000), refund: money(0) });
    expect((await desk.call('POST', page, { form: { do: 'waive' } })).status).toBe(410);
  });

  test('may be left for nothing where its vendor says so, and cannot be refused', async () => {
    const { desk, leave, page } = await left();
    await leave('cancel');
    expect((await desk.call('POST', page, { form: { do: 'waive' } })).status).toBe(200);
    expect(await leave('cancel')).toEqual({ type: 'cancelled', fee: money(0), refund: money(0) });
    const other = await left();
    await other.leave('cancel');
    await other.desk.call('POST', other.page, { form: { do: 'refuse', reference: 'NO 1' } });
    expect(await other.leave('status')).toEqual({ type: 'cancelled', fee: money(20_000), refund: money(0) });
  });

  test('counts as left from when its vendor was written to, should it never answer', async () => {
    const { desk, leave, page } = await left();
    await leave('cancel');
    desk.clock.set('2027-03-16T10:00:01.000Z');
    const sentAt = '2027-03-15T10:00:00.000Z';
    expect(await leave('status')).toEqual({ type: 'cancelled', fee: money(20_000), refund: money(0), sentAt });
    expect((await desk.call('POST', page, { form: { do: 'waive' } })).status).toBe(410);
    expect(await leave('cancel')).toEqual({ type: 'cancelled', fee: money(20_000), refund: money(0), sentAt });
  });

  test('is not left by a letter that was not taken over', async () => {
    const { desk, leave } = await left();
    desk.letters.push = () => {
      throw new Error('the mail server is down');
    };
    await expect(leave('cancel')).rejects.toMatchObject({ code: 'vendor-failed' });
    expect(await leave('status')).toEqual({ type: 'unknown', none: true });
  });

  test('that is only held is given back without a word', async () => {
    const { desk, ask } = await chosen();
    expect(await ask('quote')).toMatchObject({ type: 'cancel_quoted', fee: money(0), refund: money(0) });
    expect(await ask('release')).toEqual({ type: 'released' });
    expect(desk.letters).toEqual([]);
  });
});
