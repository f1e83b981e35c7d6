import { standardWebhooks } from '../../shared/adapters/webhook.ts';
import { statusQuery } from '../../shared/market/messages.ts';
import type { Offer } from '../../shared/market/offer.ts';
import { money } from '../../shared/money.ts';
import type { Sandbox, SandboxOptions } from '../../skills/vendors/sandbox/sandbox.ts';
import { accepting, ask, envelope, freshDir, leaving, must, NOW, offersOf, open, send, told } from './sandbox-kit.ts';

const ALPS = { start: '2027-03-20', end: '2027-03-25', adults: 2, children: ['6-11'] as const };
const FLIGHT = ask('flight', { ...ALPS, where: ['LYS'], from: ['city:FR:nantes'] });
const CAR = ask('car', { ...ALPS, where: ['LYS'], requirements: [must('drivenWheels', 'four')] });

let dataDir: string;
let now: string;
let sandbox: Sandbox;

function start(options: Partial<SandboxOptions> = {}): Sandbox {
  return open({ dataDir, now: () => now, ...options });
}

beforeEach(() => {
  dataDir = freshDir();
  now = NOW;
  sandbox = start();
});
afterEach(() => sandbox.close());

async function first(vendorId: string, request = FLIGHT): Promise<Offer> {
  const [offer] = await offersOf(sandbox, vendorId, request);
  if (!offer) throw new Error(`${vendorId} offers nothing`);
  return offer;
}

const say = async (offer: Offer, event: { readonly id: string }) => told(await send(sandbox, offer.vendorId, event));

async function held(offer: Offer, key = 'hold:book-1'): Promise<string> {
  const { data } = await say(offer, accepting(offer, {}, key));
  return (data as { hold_id: string }).hold_id;
}

async function confirmed(offer: Offer, holdId?: string) {
  const more = holdId === undefined ? {} : { holdId };
  const { name, data } = await say(offer, accepting(offer, { mode: 'confirm', payment: 'sandbox', ...more }, 'confirm:book-1'));
  expect(name).toBe('reservation.confirmed');
  return data as { reservation_id: string; reference: string; paid: unknown; total: unknown };
}

describe('holding and confirming', () => {
  test('an offer is held for a day and confirmed at its price, with a reference one can say', async () => {
    const offer = await first('air-estuaire');
    const hold = await say(offer, accepting(offer, {}, 'hold:book-1'));
    expect(hold).toMatchObject({ name: 'reservation.held', data: { expires_at: '2026-11-22T10:00:00.000Z' } });
    const reservation = await confirmed(offer, (hold.data as { hold_id: string }).hold_id);
    expect(reservation.reference).toMatch(/^[A-HJ-NP-Z2-9]{6}$/);
    expect(reservation).toMatchObject({ total: { amount: '465.00', currency: 'EUR' }, paid: { amount: '465.00', currency: 'EUR' } });
  });

  test('what is paid at the desk is not paid when confirming', async () => {
    const offer = await first('alpes-location', CAR);
    expect(await confirmed(offer, await held(offer))).toMatchObject({ total: { amount: '413.00' }, paid: { amount: '0.00' } });
  });

  test('the strict airline holds nothing and sells at once', async () => {
    const offer = await first('mouette-air');
    expect(await say(offer, accepting(offer, {}, 'hold:book-1'))).toEqual({ name: 'reservation.failed', data: { reason: 'technical' } });
    await confirmed(offer);
  });

  test('another price than the offer is refused with the right one', async () => {
    const offer = await first('air-estuaire');
    const answer = await say(offer, accepting(offer, { expectedTotal: money(46400) }, 'hold:book-1'));
    expect(answer.data).toEqual({ reason: 'price_changed', new_total: { amount: '465.00', currency: 'EUR' } });
  });

  test('a hold that has ended cannot be confirmed', async () => {
    const offer = await first('air-estuaire');
    const holdId = await held(offer);
    now = '2026-11-22T10:00:01.000Z';
    const answer = await say(offer, accepting(offer, { mode: 'confirm', holdId }, 'confirm:book-1'));
    expect(answer).toEqual({ name: 'reservation.failed', data: { reason: 'expired' } });
  });

  test('an offer past its validity cannot be held', async () => {
    const offer = await first('air-estuaire');
    now = '2026-11-23T20:00:00.000Z';
    expect((await say(offer, accepting(offer, {}, 'hold:book-1'))).data).toEqual({ reason: 'expired' });
  });

  test('nothing is confirmed without a name', async () => {
    const offer = await first('alpes-location', CAR);
    const event = accepting(offer, { mode: 'confirm' }, 'confirm:book-1');
    const nameless = { ...event, data: { ...event.data, buyer: {} } };
    expect((await say(offer, nameless)).data).toEqual({ reason: 'data_missing' });
  });
});

describe('scarce stock', () => {
  test('the last one goes to the first, comes back when given back, and the sold-out is no longer offered', async () => {
    sandbox.close();
    sandbox = start({ stock: { 'air-estuaire': 1 } });
    const offer = await first('air-estuaire');
    const holdId = await held(offer, 'hold:a');
    expect((await say(offer, accepting(offer, {}, 'hold:b'))).data).toEqual({ reason: 'sold_out' });
    expect((await offersOf(sandbox, 'air-estuaire', FLIGHT)).map(({ vendorOfferId }) => vendorOfferId)).not.toContain(offer.vendorOfferId);
    expect((await say(offer, leaving(offer, { holdId }, 'release:a'))).name).toBe('reservation.released');
    expect((await say(offer, accepting(offer, {}, 'hold:c'))).name).toBe('reservation.held');
  });
});

describe('the same key', () => {
  test('gets the same answer, also after a restart, and takes one thing', async () => {
    const offer = await first('air-estuaire');
    const event = accepting(offer, {}, 'hold:book-1');
    const answer = await say(offer, event);
    const reservation = await confirmed(offer, (answer.data as { hold_id: string }).hold_id);
    sandbox.close();
    now = '2026-11-21T10:05:00.000Z';
    sandbox = start();
    expect(await say(offer, event)).toEqual(answer);
    expect(await confirmed(offer, (answer.data as { hold_id: string }).hold_id)).toEqual(reservation);
    expect(await ledger()).toEqual({ 'air-estuaire': [expect.objectContaining({ state: 'confirmed' })] });
  });

  test('a hold confirmed under two keys is one reservation', async () => {
    const offer = await first('air-estuaire');
    const holdId = await held(offer);
    const one = await say(offer, accepting(offer, { mode: 'confirm', holdId }, 'confirm:a'));
    expect(await say(offer, accepting(offer, { mode: 'confirm', holdId }, 'confirm:b'))).toEqual(one);
  });
});

async function ledger(): Promise<unknown> {
  const { body } = await sandbox.handle({ path: '/sandbox/_ledger', headers: {}, rawBody: Buffer.alloc(0) });
  return JSON.parse(body);
}

describe('asking how it stands', () => {
  const query = (offer: Offer, key: string) => statusQuery(envelope(offer.vendorId, key), offer);

  test('nothing is known of a key that never came', async () => {
    const offer = await first('air-estuaire');
    expect(await say(offer, query(offer, 'hold:book-9'))).toEqual({ name: 'reservation.none', data: {} });
  });

  test('the answer follows what became of it', async () => {
    const offer = await first('alpes-location', CAR);
    const holdId = await held(offer);
    expect((await say(offer, query(offer, 'hold:book-1'))).name).toBe('reservation.held');
    const { reservation_id: reservationId } = await confirmed(offer, holdId);
    expect((await say(offer, query(offer, 'confirm:book-1'))).name).toBe('reservation.confirmed');
    await say(offer, leaving(offer, { reservationId }, 'cancel:book-1'));
    expect((await say(offer, query(offer, 'confirm:book-1'))).name).toBe('reservation.cancelled');
  });
});

describe('leaving', () => {
  test('is quoted, then done, for what the terms say on the day', async () => {
    const offer = await first('air-estuaire');
    const { reservation_id: reservationId } = await confirmed(offer, await held(offer));
    const quote = await say(offer, leaving(offer, { reservationId, quoteOnly: true }, 'quote:book-1'));
    expect(quote).toEqual({
      name: 'reservation.cancel_quoted',
      data: {
        fee: { amount: '90.00', currency: 'EUR' },
        refund: { amount: '375.00', currency: 'EUR' },
        valid_until: '2026-11-21T10:30:00.000Z',
      },
    });
    now = '2027-03-14T08:00:00.000Z';
    const left = await say(offer, leaving(offer, { reservationId }, 'cancel:book-1'));
    expect(left.data).toEqual({ fee: { amount: '465.00', currency: 'EUR' }, refund: { amount: '0.00', currency: 'EUR' } });
    expect(await say(offer, leaving(offer, { reservationId }, 'cancel:again'))).toEqual(left);
  });

  test('a car that is paid at the desk is left for nothing until two days before', async () => {
    const offer = await first('alpes-location', CAR);
    const { reservation_id: reservationId } = await confirmed(offer, await held(offer));
    const left = await say(offer, leaving(offer, { reservationId }, 'cancel:book-1'));
    expect(left).toEqual({
      name: 'reservation.cancelled',
      data: { fee: { amount: '0.00', currency: 'EUR' }, refund: { amount: '0.00', currency: 'EUR' } },
    });
  });

  test('giving back a hold that was confirmed meanwhile cancels nothing', async () => {
    const offer = await first('air-estuaire');
    const holdId = await held(offer);
    await confirmed(offer, holdId);
    expect((await say(offer, leaving(offer, { holdId }, 'release:book-1'))).name).toBe('reservation.confirmed');
  });

  test('giving back a hold that never was is done', async () => {
    const offer = await first('air-estuaire');
    expect((await say(offer, leaving(offer, { holdId: 'hold-unknown' }, 'release:book-1'))).name).toBe('reservation.released');
  });
});

describe('the door', () => {
  test('only the concierge, signing for this vendor, is answered', async () => {
    const [vendor, other] = sandbox.vendors();
    const body = JSON.stringify({ id: 'evt' });
    const headers = await standardWebhooks.sign(other?.secrets ?? [], 'evt', body);
    const call = (path: string, signed = headers) => sandbox.handle({ path, headers: signed, rawBody: Buffer.from(body) });
    expect((await call(`/sandbox/${vendor?.id}`)).status).toBe(401);
    expect((await call(`/sandbox/${vendor?.id}`, {})).status).toBe(401);
    expect((await call('/sandbox/nobody')).status).toBe(404);
    expect((await call(`/sandbox/${other?.id}`)).status).toBe(400);
  });

  test('a withdrawn request needs no answer', async () => {
    const event = { specversion: '1.0', id: 'evt-1', type: 'org.rfo.request.withdrawn.v1', subject: 'req', data: { request_id: 'req' } };
    expect((await send(sandbox, 'air-estuaire', event)).status).toBe(204);
  });
});
