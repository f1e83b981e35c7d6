import { newTrip } from '../../shared/dialogue/fresh.ts';
import { openRequest, publish } from '../../shared/dialogue/requests.ts';
import { resolveNeed } from '../../shared/dialogue/resolve-need.ts';
import { pseudonymItem, requestPseudonym } from '../../shared/market/disclosure.ts';
import { refusalItem } from '../../shared/market/evidence.ts';
import type { Envelope } from '../../shared/market/messages.ts';
import { parseOffer } from '../../shared/market/parse-offer.ts';
import { latest } from '../../shared/market/reaffirmed.ts';
import { wireIdOf } from '../../shared/market/request.ts';
import { requestPublished } from '../../shared/market/to-wire.ts';
import { placeById } from '../../shared/places/places.ts';
import { deliveriesOf } from '../../shared/runner/deliveries.ts';
import { offerItem } from '../../shared/runner/keys.ts';
import { perform } from '../../shared/runner/perform.ts';
import type { Brief } from '../../shared/trip/brief.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { carRequest, PLACES, wireCarOffer } from '../market/support.ts';
import { briefOf } from '../market/trips.ts';
import { begin, contextOf } from '../support/play.ts';
import { NOW, testPorts } from '../support/ports.ts';
import { vendorLedger } from '../support/vendor-ledger.ts';

const brief: Brief = { ...briefOf(['lodging']), where: ['resort:les-arcs'] };
const opened = (trip: Trip, changed: Brief): Trip => {
  const need = changed.needs[0];
  if (!need) throw new Error('no need');
  return openRequest({ ...trip, brief: changed }, resolveNeed(changed, need), contextOf(begin('fr-FR')), { wait: false, invited: [] }).trip;
};
const first = opened(newTrip({ id: 'trip-1', key: 'k', secret: 's', traveller: 't', now: NOW }), brief);
const second = opened(first, {
  ...brief,
  end: '2027-03-27',
  tellsBudget: true,
  budget: { max: { minor: 90_000, currency: 'EUR' }, scope: 'total' },
});
const third = opened(second, { ...brief, end: '2027-03-28' });
const BOUNDS = { timeoutMs: 1000 };

function publishedFrom(trip: Trip) {
  const request = trip.requests.at(-1);
  if (!request) throw new Error('no request');
  const envelope: Envelope = {
    source: 'https://c.example/vendors/v1',
    secret: trip.secret,
    vendorId: 'v',
    requestId: wireIdOf(request),
    key: 'k',
    now: NOW,
  };
  return requestPublished(request, envelope, { placeOf: placeById, testMode: false });
}

describe('a changed brief', () => {
  test('goes out as a revision of the same request, and says what differs', () => {
    const [before, after, last] = [first, second, third].map(publishedFrom);
    expect([before?.type, after?.type]).toEqual(['org.rfo.request.published.v1', 'org.rfo.request.revised.v1']);
    expect([after?.subject, after?.data.request_id, last?.subject]).toEqual([before?.subject, before?.data.request_id, before?.subject]);
    expect([before?.data.revision, after?.data.revision, last?.data.revision]).toEqual([1, 2, 3]);
    expect(before?.data.changed).toBeUndefined();
    expect(after?.data.changed).toEqual(['window', 'budget_ceiling']);
    expect(after?.id).not.toBe(before?.id);
  });

  test('the address of the first leads to the newest, so that what is stale is known for it', async () => {
    const ports = testPorts(vendorLedger(['v']));
    for (const trip of [first, second]) {
      const effect = { type: 'request-offers', key: 'k', requestId: trip.requests.at(-1)?.id ?? '', wait: false } as const;
      await perform({ schema: 1, tripId: 'trip-1', effect, vendorId: 'v', state: 'leased', tries: 1 }, trip, ports, BOUNDS);
    }
    const { pk, sk } = pseudonymItem(first.secret, 'v', first.requests[0] ?? { id: '', tripId: '', closesAt: NOW });
    expect(pk).toBe(`PSEUDO#${requestPseudonym(first.secret, 'v', 'rfo-1')}`);
    expect((await ports.store.get<{ requestId: string }>(pk, sk))?.doc.requestId).toBe('rfo-2');
  });

  test('is not also withdrawn from who hears the revision', async () => {
    const vendors = vendorLedger(['v']);
    const effect = { type: 'withdraw', key: 'withdraw:rfo-1', requestId: 'rfo-1' } as const;
    const delivery = { schema: 1, tripId: 'trip-1', effect, vendorId: 'v', state: 'leased', tries: 1 } as const;
    await perform(delivery, second, testPorts(vendors), BOUNDS);
    expect(vendors.calls).toEqual([]);
    await perform(delivery, first, testPorts(vendors), BOUNDS);
    expect(vendors.calls.map(({ verb }) => verb)).toEqual(['withdraw']);
  });

  test("is not sent to who refused the buyer's terms for what was before", async () => {
    const ports = testPorts(vendorLedger(['v', 'w']));
    const request = first.requests[0];
    if (!request) throw new Error('no request');
    await ports.store.put(refusalItem(request, 'v', 'evt', { at: NOW, reason: 'terms_rejected', problems: [] }), 0);
    const effect = { type: 'request-offers', key: 'request:rfo-2', requestId: 'rfo-2', wait: false } as const;
    expect((await deliveriesOf(effect, second, ports)).map(({ vendorId }) => vendorId)).toEqual(['w']);
  });
});

describe('a wish that is added', () => {
  const spa = { attr: 'spa', op: 'eq', value: true, strength: 'wish', weight: 0.5 } as const;
  const wishing: Brief = { ...brief, needs: brief.needs.map((need) => ({ ...need, requirements: [...need.requirements, spa] })) };
  const { trip: wished, effects } = publish({ ...first, brief: wishing }, [], contextOf(begin('fr-FR')), false);

  test('is told under the same id, as a revision in which nothing but the line differs', () => {
    const [before, after] = [publishedFrom(first), publishedFrom(wished)];
    expect([after.type, after.subject]).toEqual(['org.rfo.request.revised.v1', before.subject]);
    expect(after.data.line.desired).toEqual([{ attr: 'spa', op: 'eq', value: true, weight_hint: 'medium' }]);
    const { line: _line, scoring: _scoring, ...rest } = before.data;
    expect(after.data).toMatchObject({ ...rest, revision: 2, changed: ['line'] });
  });

  test('asks each vendor once more, and writes no second letter', async () => {
    const ledger = vendorLedger(['v', 'w']);
    const forCategory: typeof ledger.forCategory = async (category) =>
      (await ledger.forCategory(category)).map((vendor) => (vendor.id === 'w' ? { ...vendor, endpoint: 'mailto:desk@w.example' } : vendor));
    expect(effects.map(({ key }) => key)).toEqual(['request:rfo-1:1']);
    const sent = await deliveriesOf(
      effects[0] ?? { type: 'withdraw', key: '', requestId: '' },
      wished,
      testPorts({ ...ledger, forCategory }),
    );
    expect(sent.map(({ vendorId }) => vendorId)).toEqual(['v']);
  });

  test('takes nothing back: offers to the request before and after it count, each as what it answers', () => {
    const request = carRequest({ revision: 3, wishes: 2 });
    const from = { vendorId: 'v', vendorName: 'V', demo: true, placeOf: (id: string) => PLACES[id] };
    const read = (revision: number) => parseOffer(wireCarOffer({ revision }), request, from, 'trip-1', NOW);
    expect([0, 1, 2, 3, 4].map((revision) => [revision, read(revision).ok])).toEqual([
      [0, false],
      [1, true],
      [2, true],
      [3, true],
      [4, false],
    ]);
    const offers = [1, 3].map(read).flatMap((each) => (each.ok ? [each.offer] : []));
    expect(offers.map(({ id, revision, wishes }) => [id, revision, wishes])).toEqual([
      ['rfo-2/v/alp-991', 1, undefined],
      ['rfo-2/v/alp-991~2', 3, 2],
    ]);
    expect(new Set(offers.map((offer) => offerItem(offer, request).sk)).size).toBe(2);
    // Said again on the same terms it is the offer that it was.
    expect(latest(offers)).toEqual([offers[0]]);
  });
});
