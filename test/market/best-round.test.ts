import fc from 'fast-check';
import { bestOf, betteredBy, counterProblem, improves, standing, standingOf } from '../../shared/market/best-round.ts';
import { canonicalJson } from '../../shared/market/canonical.ts';
import type { Offer } from '../../shared/market/offer.ts';
import { parseOffer } from '../../shared/market/parse-offer.ts';
import type { NeedContext } from '../../shared/market/score.ts';
import { money } from '../../shared/money.ts';
import { ITEMS } from './items.ts';
import { carRequest, NOW, offerOf, PLACES, wireCarOffer } from './support.ts';
import { briefOf, dice, needOf, rolled } from './trips.ts';

const SECRET = 'secret';
const context: NeedContext = { need: needOf('lodging'), brief: briefOf(['lodging']), now: NOW };
const stay = (id: string, minor: number, over: Partial<Offer> = {}) =>
  offerOf(
    { ...ITEMS.lodging, has: [], hasNot: ['spa'], breakfast: false },
    { id: `rfo-1/${id}`, needId: 'need-lodging', rating: 4, ...over },
    minor,
  );
const FREE = { refundability: 'refundable', schedule: [{ until: '2027-03-13T23:00:00Z', fee: money(0) }] } as const;

describe('the best three', () => {
  test('are one offer each of three vendors, those that were told first', () => {
    const offers = [
      stay('a/1', 10_000),
      stay('a/2', 11_000),
      stay('b/1', 12_000),
      stay('c/1', 13_000),
      stay('d/1', 14_000),
      stay('e/1', 15_000),
    ];
    expect(bestOf([], offers, context, SECRET)).toEqual(['rfo-1/a/1', 'rfo-1/b/1', 'rfo-1/c/1']);
    expect(bestOf(['rfo-1/d/1', 'rfo-1/a/2'], offers, context, SECRET)).toEqual(['rfo-1/d/1', 'rfo-1/a/2', 'rfo-1/b/1']);
  });

  test('are told whether they lead and in what they are behind, never by how much or whom', () => {
    const cheap = stay('a/1', 100_000, { cancellation: { refundability: 'non_refundable', schedule: [] } });
    const free = stay('b/1', 130_000, { cancellation: FREE, rating: 4.8 });
    const others = [cheap, free];
    expect(standingOf(cheap, others, context, SECRET)).toEqual({ youAre: 'leading', weakOn: ['cancellation', 'rating'] });
    expect(standingOf(free, others, context, SECRET)).toEqual({ youAre: 'not_leading', weakOn: ['price'] });
    const wish = { attr: 'spa', op: 'eq', value: true, strength: 'wish' } as const;
    expect(standingOf(free, [free], { ...context, need: needOf('lodging', [wish]) }, SECRET)).toEqual({
      youAre: 'leading',
      weakOn: ['spa'],
    });
  });

  test('an invitation depends on the other offers by names of dimensions alone', () => {
    const words = new Set(['price', 'cancellation', 'distance', 'rating']);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const roll = dice(seed);
        const offers = Array.from({ length: 6 }, (_, i) => rolled('lodging', i, roll));
        for (const offer of offers) for (const weak of standingOf(offer, offers, context, SECRET).weakOn) expect(words).toContain(weak);
      }),
      { numRuns: 100 },
    );
  });
});

describe('an answer to the round', () => {
  const before = stay('a/1', 100_000, { cancellation: FREE, includes: ['linen'] });
  const better = (over: Partial<Offer>) => ({ ...before, ...over });
  const item = before.item;

  test.each<[string, Partial<Offer>]>([
    ['cheaper', { total: money(99_900) }],
    [
      'as dear and free to leave longer',
      { cancellation: { refundability: 'refundable', schedule: [{ until: '2027-03-15T23:00:00Z', fee: money(0) }] } },
    ],
    ['as dear with breakfast', { item: { ...item, breakfast: true } as Offer['item'] }],
    ['as dear with a spa', { item: { ...item, has: ['spa'], hasNot: [] } as Offer['item'] }],
    ['as dear with more included', { includes: ['linen', 'cleaning'] }],
  ])('%s is better', (_, over) => {
    expect(improves(before, better(over))).toBe(true);
  });

  test.each<[string, Partial<Offer>]>([
    ['the same', {}],
    ['dearer', { total: money(100_100) }],
    ['dearer with breakfast', { total: money(100_100), item: { ...item, breakfast: true } as Offer['item'] }],
    ['cheaper and not free to leave', { total: money(90_000), cancellation: { refundability: 'non_refundable', schedule: [] } }],
    ['cheaper in another house', { total: money(90_000), item: { ...item, name: 'Les Sapins' } as Offer['item'] }],
    ['cheaper with less included', { total: money(90_000), includes: [] }],
    ['cheaper and due now instead of there', { total: money(90_000), dueNow: money(90_000) }],
    ['cheaper and paid earlier', { total: money(90_000), dueLater: [{ amount: money(50_000), when: '2027-01-10' }] }],
    ['cheaper and not to be held', { total: money(90_000), hold: { ...before.hold, possible: false } }],
    ['cheaper and held shorter', { total: money(90_000), hold: { ...before.hold, maxMinutes: before.hold.maxMinutes - 1 } }],
    ['cheaper and held for a fee', { total: money(90_000), hold: { ...before.hold, fee: money(100) } }],
    ['cheaper and asks for more to hold', { total: money(90_000), dataNeeded: { ...before.dataNeeded, forHold: ['lead.given_name'] } }],
    ['cheaper and asks for more', { total: money(90_000), dataNeeded: { ...before.dataNeeded, forConfirm: ['passengers.birth_date'] } }],
    ['cheaper for a shorter time', { total: money(90_000), validUntil: NOW }],
    ['cheaper and no longer what was asked for', { total: money(90_000), meets: { spa: 'not_met' } }],
    ['cheaper in another currency', { total: money(90_000, 'CHF') }],
  ])('%s is not', (_, over) => {
    expect(improves(before, better(over))).toBe(false);
  });

  test('never makes anything worse: what improves one way does not improve back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 1e6 }), (one, two) => {
        const [a, b] = [rolled('lodging', 1, dice(one)), rolled('lodging', 1, dice(two))];
        const other: Offer = { ...a, total: b.total, cancellation: b.cancellation };
        expect(improves(a, other) && improves(other, a)).toBe(false);
        expect(improves(a, a)).toBe(false);
        if (improves(a, other)) expect(other.total.minor).toBeLessThanOrEqual(a.total.minor);
      }),
      { numRuns: 500 },
    );
  });

  test('is refused when nobody asked, when the round is over, and the second time', () => {
    const round = { openedAt: NOW, closesAt: '2026-11-21T10:15:00Z', offers: ['rfo-1/a/1'] };
    const request = carRequest({ id: 'rfo-1', round });
    const counter = stay('a/2', 90_000, { counters: '1', cancellation: FREE, includes: ['linen'] });
    expect(counterProblem(counter, [before], request)).toBeUndefined();
    const reason = (offer: Offer, known: readonly Offer[], over = request) => counterProblem(offer, known, over)?.reason;
    const { round: _none, ...never } = request;
    expect(reason(counter, [before], never)).toBe('not_invited');
    expect(reason(counter, [stay('b/1', 100_000)])).toBe('not_invited');
    expect(reason({ ...counter, receivedAt: '2026-11-21T10:15:01Z' }, [before])).toBe('not_invited');
    expect(reason({ ...counter, id: 'rfo-1/a/3' }, [before, counter])).toBe('duplicate');
    expect(reason({ ...counter, total: before.total }, [before])).toBe('not_improved');
  });

  test('stands in the place of the offer that it betters, while it is valid', () => {
    const counter = stay('a/2', 90_000, { counters: '1' });
    expect(betteredBy(counter)).toBe('rfo-1/a/1');
    expect(standing([before, counter], NOW)).toEqual([counter]);
    expect(standing([before, counter], NOW, new Set([before.id]))).toEqual([before, counter]);
    expect(standing([before, { ...counter, validUntil: NOW }], NOW)).toEqual([before]);
  });
});

test('an offer that counters is read, held against the round, and refused with its machine reason', () => {
  const round = { openedAt: NOW, closesAt: '2026-11-21T10:15:00Z', offers: ['rfo-2/alpes-location/alp-991'] };
  const request = carRequest({ round });
  const from = { vendorId: 'alpes-location', vendorName: 'Alpes', demo: false, placeOf: (id: string) => PLACES[id] };
  const read = (over: Record<string, unknown>, known: readonly Offer[]) =>
    parseOffer(wireCarOffer(over), request, { ...from, known }, 'trip-1', NOW);
  const first = read({}, []);
  if (!first.ok) throw new Error(canonicalJson(first.problems));
  const lower = {
    offer_id: 'alp-992',
    counters: 'alp-991',
    price: {
      ...(wireCarOffer()['price'] as object),
      total: '400.00',
      breakdown: [{ type: 'base', label: '5 jours', amount: '400.00' }],
      due_at_destination: '400.00',
    },
    inclusions: ['unlimited_km', 'airport_fee'],
  };
  expect(read(lower, [first.offer])).toMatchObject({ ok: true, offer: { counters: 'alp-991', total: money(40_000) } });
  expect(read({ offer_id: 'alp-992', counters: 'alp-991' }, [first.offer])).toMatchObject({ ok: false, reason: 'not_improved' });
  expect(read(lower, [])).toMatchObject({ ok: false, reason: 'not_invited' });
  expect(read({ counters: 7 }, [])).toMatchObject({ ok: false, reason: 'schema' });
});
