import { newTrip } from '../../shared/dialogue/fresh.ts';
import { NO_TALK } from '../../shared/dialogue/talk.ts';
import { declines, wireNotice } from '../../shared/market/notice.ts';
import type { WireNotice } from '../../shared/market/wire.ts';
import { money } from '../../shared/money.ts';
import type { Ports } from '../../shared/ports.ts';
import { type Delivery, deliveriesOf } from '../../shared/runner/deliveries.ts';
import { offerItem } from '../../shared/runner/keys.ts';
import { perform } from '../../shared/runner/perform.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { ITEMS } from '../market/items.ts';
import { carRequest, offerOf } from '../market/support.ts';
import { briefOf, needOf } from '../market/trips.ts';
import { NOW, testPorts } from '../support/ports.ts';
import { vendorLedger } from '../support/vendor-ledger.ts';

const context = { need: needOf('car'), brief: briefOf(['car']), now: NOW };
const offer = (vendor: string, minor: number) =>
  offerOf(ITEMS.car, { id: `rfo-2/${vendor}/1`, needId: 'need-car', commitment: 'c0ffee' }, minor);
const OFFERS = [offer('a', 10_000), offer('b', 20_000), offer('c', 30_000)];

describe('who was not chosen', () => {
  test('hears its own rank and the commitment to its offer, and why only where the traveller wants it told', () => {
    expect(declines(OFFERS, context, 's', false).get('b')).toEqual({
      offer_id: '1',
      outcome: 'not_selected',
      commitment: 'sha256-c0ffee',
      rank: 2,
    });
    expect(declines(OFFERS, context, 's', true).get('c')).toMatchObject({ rank: 3, reasons: ['price'] });
    expect(declines(OFFERS, context, 's', true).get('a')?.reasons).toEqual(['comparison']);
    expect(declines(OFFERS, context, 's', true).get('z')).toBeUndefined();
  });

  test('is told once the line is bought; who won, who never bid and who refused the terms are not', async () => {
    const vendors = vendorLedger(['a', 'b', 'c', 'mute']);
    const ranks: (number | undefined)[] = [];
    const tell: Ports['vendors']['tell'] = (notice, ...rest) => {
      ranks.push(notice.name === 'offer.declined' ? notice.data.rank : undefined);
      return vendors.tell(notice, ...rest);
    };
    const ports = testPorts({ ...vendors, tell });
    const request = carRequest({ id: 'rfo-2', needId: 'need-car', state: 'awarded', invited: [] });
    const booking = {
      id: 'book-1',
      needId: 'need-car',
      offer: offer('a', 10_000),
      status: 'confirmed',
      terms: offer('a', 1).cancellation,
    } as const;
    const base = newTrip({ id: 'trip-1', key: 'k', secret: 's', traveller: 't', now: NOW });
    const trip: Trip = { ...base, brief: briefOf(['car']), requests: [request], bookings: [booking], talk: NO_TALK };
    for (const each of OFFERS) await ports.store.put(offerItem(each, request), 0);
    for (const vendorId of ['a', 'b', 'c', 'mute']) {
      const effect = { type: 'request-offers', key: 'request:rfo-2', requestId: 'rfo-2', wait: false } as const;
      const doc: Delivery = { schema: 1, tripId: 'trip-1', effect, vendorId, state: 'done', tries: 1 };
      await ports.store.put({ pk: 'TRIP#trip-1', sk: `OUT#request:rfo-2#${vendorId}`, doc }, 0);
    }
    const effect = { type: 'notice', key: 'declined:rfo-2', requestId: 'rfo-2', notice: { name: 'offer.declined' } } as const;
    const read: string[] = [];
    const query: Ports['store']['query'] = (by, limit) => {
      if ('pk' in by && by.skPrefix === 'OFFER#rfo-2#') read.push(by.skPrefix);
      return ports.store.query(by, limit);
    };
    const counting: Ports = { ...ports, store: { ...ports.store, query } };
    const deliveries = await deliveriesOf(effect, trip, counting);
    // What each was told was worked out once, at one moment: that an offer runs out meanwhile changes no other's rank.
    ports.clock.set('2027-01-01T00:00:00.000Z');
    for (const delivery of deliveries) await perform(delivery, trip, counting, { timeoutMs: 1000 });
    expect(read).toHaveLength(2);
    expect(ranks).toEqual([2, 3]);
    expect(vendors.calls.map(({ verb, vendor }) => [verb, vendor])).toEqual([
      ['offer.declined', 'b'],
      ['offer.declined', 'c'],
    ]);
  });
});

test('an answer goes to all in the same words, and only who asked can tell its question', () => {
  const notice = { name: 'question.answered', questionId: 'q1', askedBy: 'a', question: 'Avec un chien', text: 'non' } as const;
  expect(wireNotice(notice, 'b', 2).data).toEqual({ question: 'Avec un chien', text: 'non', revision: 2 });
  expect(wireNotice(notice, 'a', 2).data).toEqual({ question: 'Avec un chien', text: 'non', revision: 2, question_id: 'q1' });
});

test('a vendor whose inline offer is refused is told so by itself, with the machine reason', async () => {
  const vendors = vendorLedger(['a']);
  const ports = testPorts({
    ...vendors,
    publish: async (_request, _trip, _vendor, options) => {
      options.onRefused?.({ eventId: 'evt-1', reason: 'price_inconsistent', problems: ['price.total: not the sum'] });
      return [];
    },
  });
  const request = carRequest({ id: 'rfo-2', needId: 'need-car', invited: [], closesAt: '2026-11-21T10:15:00Z' });
  const trip: Trip = { ...newTrip({ id: 'trip-1', key: 'k', secret: 's', traveller: 't', now: NOW }), requests: [request] };
  const effect = { type: 'request-offers', key: 'request:rfo-2', requestId: 'rfo-2', wait: false } as const;
  await perform({ schema: 1, tripId: 'trip-1', effect, vendorId: 'a', state: 'leased', tries: 1 }, trip, ports, { timeoutMs: 1000 });
  const [due] = await ports.store.due(NOW, 10);
  const delivery = due?.doc as Delivery;
  expect(delivery).toMatchObject({
    vendorId: 'a',
    effect: { type: 'notice', notice: { name: 'offer.refused', reason: 'price_inconsistent' } },
  });
  await perform(delivery, trip, ports, { timeoutMs: 1000 });
  expect(vendors.calls.map(({ verb }) => verb)).toEqual(['offer.refused']);
});

test('an offer in an answer has its receipt once it is stored, as one that is posted; sent again it has no other', async () => {
  const vendors = vendorLedger(['a']);
  const request = carRequest({ id: 'rfo-2', needId: 'need-car', invited: [], closesAt: '2026-11-21T10:15:00Z' });
  const offer = offerOf(ITEMS.car, {
    id: 'rfo-2/a/o-1',
    requestId: 'rfo-2',
    needId: 'need-car',
    vendorId: 'a',
    commitment: 'c'.repeat(64),
  });
  const told: WireNotice[] = [];
  const ports = testPorts({
    ...vendors,
    publish: async (_request, _trip, _vendor, options) => {
      options.onReceived?.({ eventId: 'evt-1', offer });
      return [offer];
    },
    tell: async (notice) => void told.push(notice),
  });
  const trip: Trip = { ...newTrip({ id: 'trip-1', key: 'k', secret: 's', traveller: 't', now: NOW }), requests: [request] };
  const effect = { type: 'request-offers', key: 'request:rfo-2', requestId: 'rfo-2', wait: true } as const;
  const delivery: Delivery = { schema: 1, tripId: 'trip-1', effect, vendorId: 'a', state: 'leased', tries: 1 };
  for (let again = 0; again < 2; again++) await perform(delivery, trip, ports, { timeoutMs: 1000 });
  expect(await ports.store.query({ pk: 'TRIP#trip-1', skPrefix: 'OFFER#' })).toHaveLength(1);
  expect(await ports.store.due(NOW, 10)).toEqual([]);
  const due = await ports.store.due('2026-11-21T10:01:00.000Z', 10);
  for (const { doc } of due) await perform(doc as Delivery, trip, ports, { timeoutMs: 1000 });
  expect(told).toEqual([
    {
      name: 'offer.received',
      data: {
        receipts: [
          {
            event_id: 'evt-1',
            status: 'received',
            received_at: offer.receivedAt,
            offer_id: offer.vendorOfferId,
            commitment: `sha256-${'c'.repeat(64)}`,
          },
        ],
      },
    },
  ]);
});

test.each(['refused', 'received'] as const)('what answers a call for a better offer is told %s like any other', async (fate) => {
  const vendors = vendorLedger(['a']);
  const offer = offerOf(ITEMS.car, { id: 'rfo-2/a/o-1', requestId: 'rfo-2', needId: 'need-car', vendorId: 'a' });
  const better = { ...offer, id: 'rfo-2/a/o-2', vendorOfferId: 'o-2', counters: offer.vendorOfferId };
  const ports = testPorts({
    ...vendors,
    inviteBest: async (_offer, _standing, _to, _trip, options) => {
      if (fate === 'refused') options.onRefused?.({ eventId: 'evt-2', reason: 'not_improved', problems: [] });
      else options.onReceived?.({ eventId: 'evt-2', offer: better });
      return fate === 'refused' ? [] : [better];
    },
  });
  const round = { openedAt: NOW, closesAt: '2026-11-21T10:10:00Z', offers: [offer.id] };
  const request = carRequest({ id: 'rfo-2', needId: 'need-car', invited: [], closesAt: '2026-11-21T10:15:00Z', round });
  const empty = newTrip({ id: 'trip-1', key: 'k', secret: 's', traveller: 't', now: NOW });
  const trip: Trip = { ...empty, brief: briefOf(['car']), requests: [request] };
  await ports.store.put({ pk: 'TRIP#trip-1', sk: 'OFFER#rfo-2#a#o-1', doc: offer }, 0);
  const effect = { type: 'invite-best', key: 'best:rfo-2', requestId: 'rfo-2', wait: true } as const;
  await perform({ schema: 1, tripId: 'trip-1', effect, vendorId: 'a', state: 'leased', tries: 1 }, trip, ports, { timeoutMs: 1000 });
  const due = await ports.store.due('2026-11-21T10:01:00.000Z', 10);
  expect(due.map(({ doc }) => (doc as Delivery).effect)).toMatchObject([{ type: 'notice', notice: { name: `offer.${fate}` } }]);
});

test('another offer under an id that is taken has no receipt: it is refused as a duplicate, and the first stands', async () => {
  const vendors = vendorLedger(['a']);
  const request = carRequest({ id: 'rfo-2', needId: 'need-car', invited: [], closesAt: '2026-11-21T10:15:00Z' });
  const first = offerOf(ITEMS.car, {
    id: 'rfo-2/a/o-1',
    requestId: 'rfo-2',
    needId: 'need-car',
    vendorId: 'a',
    commitment: 'c'.repeat(64),
  });
  const second = { ...first, total: money(1), commitment: 'd'.repeat(64) };
  const told: WireNotice[] = [];
  const answers = [first, second];
  const ports = testPorts({
    ...vendors,
    publish: async (_request, _trip, _vendor, options) => {
      const offer = answers.shift() ?? second;
      options.onReceived?.({ eventId: `evt-${answers.length}`, offer });
      return [offer];
    },
    tell: async (notice) => void told.push(notice),
  });
  const trip: Trip = { ...newTrip({ id: 'trip-1', key: 'k', secret: 's', traveller: 't', now: NOW }), requests: [request] };
  const effect = { type: 'request-offers', key: 'request:rfo-2', requestId: 'rfo-2', wait: true } as const;
  const delivery: Delivery = { schema: 1, tripId: 'trip-1', effect, vendorId: 'a', state: 'leased', tries: 1 };
  for (let again = 0; again < 2; again++) await perform(delivery, trip, ports, { timeoutMs: 1000 });
  for (const { doc } of await ports.store.due('2026-11-21T10:01:00.000Z', 10))
    await perform(doc as Delivery, trip, ports, { timeoutMs: 1000 });
  expect(told).toMatchObject([
    { name: 'offer.refused', data: { event_id: 'evt-0', reason: 'duplicate' } },
    { name: 'offer.received', data: { receipts: [{ event_id: 'evt-1', commitment: `sha256-${first.commitment}` }] } },
  ]);
  expect(await ports.store.query({ pk: 'TRIP#trip-1', skPrefix: 'OFFER#' })).toMatchObject([{ doc: { commitment: first.commitment } }]);
  expect(await ports.store.query({ pk: 'TRIP#trip-1', skPrefix: 'LOG#rfo-2#' })).toMatchObject([{ doc: { reason: 'duplicate' } }]);
});
