import fc from 'fast-check';
import type { Offer } from '../../shared/market/offer.ts';
import { rank } from '../../shared/market/rank.ts';
import { effectiveMinor, freeUntil, missesOf, type NeedContext } from '../../shared/market/score.ts';
import { draw, inOrder, type Rankable } from '../../shared/market/ties.ts';
import { money } from '../../shared/money.ts';
import type { Requirement } from '../../shared/trip/brief.ts';
import { ITEMS } from './items.ts';
import { NOW, offerOf } from './support.ts';
import { briefOf, CATEGORIES, dice, needOf, rolled } from './trips.ts';

const LODGING = {
  category: 'lodging',
  name: 'Les Mélèzes',
  kind: 'hotel',
  place: 'resort:les-arcs',
  checkIn: '2027-03-20',
  checkOut: '2027-03-25',
  rooms: 1,
  bedrooms: 1,
  sleeps: 3,
  slopesMinutes: 10,
  has: ['spa'],
  hasNot: [],
} as const;

function stay(item: Partial<typeof LODGING> | Record<string, unknown> = {}, over: Partial<Offer> = {}, minor = 100_000): Offer {
  return offerOf({ ...LODGING, ...item }, { id: 'rfo-1/a/1', needId: 'need-lodging', rating: 5, ...over }, minor);
}

function context(requirements: readonly Requirement[] = [], activity = 'city'): NeedContext {
  const need = needOf('lodging', requirements);
  return { need, brief: { ...briefOf(['lodging']), needs: [need], activity }, now: NOW };
}

const wish = (attr: string, value: Requirement['value'] = true, over: Partial<Requirement> = {}): Requirement => ({
  attr,
  op: 'eq',
  value,
  strength: 'wish',
  ...over,
});
const FREE = { refundability: 'refundable', schedule: [{ until: '2027-03-20T08:00:00Z', fee: money(0) }] } as const;

describe('the effective price', () => {
  test('is the price when nothing is wished and nothing is wrong', () => {
    expect(effectiveMinor(stay({}, { cancellation: FREE }), context())).toBe(100_000);
  });

  test('a wish that is met is worth a fifth of the price, by its weight', () => {
    const offer = stay({}, { cancellation: FREE });
    expect(effectiveMinor(offer, context([wish('spa')]))).toBe(80_000);
    expect(effectiveMinor(offer, context([wish('spa', true, { weight: 0.5 })]))).toBe(90_000);
    expect(effectiveMinor(offer, context([wish('pool')]))).toBe(100_000);
  });

  test("where the facts are silent the vendor's word counts, and where they are not it does not", () => {
    const claimed = stay({}, { cancellation: FREE, meets: { pool: 'met', spa: 'not_met' } });
    expect(effectiveMinor(claimed, context([wish('pool'), wish('spa')]))).toBe(60_000);
  });

  test('not being able to leave costs, and so does a bad rating or a long walk to the lifts on a ski trip', () => {
    expect(effectiveMinor(stay(), context())).toBe(112_000);
    expect(effectiveMinor(stay({}, { cancellation: FREE, rating: 3 }), context())).toBe(102_000);
    expect(effectiveMinor(stay({}, { cancellation: FREE }), context([], 'ski'))).toBe(105_000);
    const near = wish('slopesMinutes', 5, { op: 'lte' });
    expect(effectiveMinor(stay({}, { cancellation: FREE }), context([near], 'ski'))).toBe(110_000);
    expect(effectiveMinor(stay({ slopesMinutes: 0 }, { cancellation: FREE }), context([near], 'ski'))).toBe(80_000);
  });

  test('"trendy, but not too much" likes a lively place better than the trendiest and the calmest', () => {
    const table = (trendy: number) =>
      offerOf(
        {
          category: 'restaurant',
          name: 'T',
          place: 'city:FR:annecy',
          at: '2026-11-28T20:00',
          covers: 2,
          aboutPerPerson: money(5_000),
          trendy,
          has: [],
          hasNot: [],
        },
        { id: 'r/v/1', needId: 'need-restaurant', rating: 5 },
        0,
      );
    const mild: NeedContext = { ...context(), need: needOf('restaurant', [wish('trendy', 0.5, { op: 'gte', weight: 0.6 })]) };
    const full: NeedContext = { ...mild, need: needOf('restaurant', [wish('trendy', 0.5, { op: 'gte' })]) };
    const [calm, lively, trendy] = [table(0.1), table(0.6), table(1)];
    expect(effectiveMinor(lively, mild)).toBeLessThan(effectiveMinor(trendy, mild));
    expect(effectiveMinor(trendy, mild)).toBeLessThan(effectiveMinor(calm, mild));
    expect(effectiveMinor(trendy, full)).toBeLessThan(effectiveMinor(lively, full));
  });

  test('the part of the day and the hour that were named are worth money', () => {
    const fly = (hour: string) =>
      offerOf(
        { ...ITEMS.flight, outbound: { ...ITEMS.flight.outbound, departs: `2027-03-20T${hour}` } },
        { id: 'r/v/1', needId: 'need-flight', rating: 5, cancellation: FREE },
        10_000,
      );
    const morning: NeedContext = { ...context(), need: { ...needOf('flight'), daypart: 'morning' } };
    expect(effectiveMinor(fly('07:10'), morning)).toBe(10_000);
    expect(effectiveMinor(fly('17:45'), morning)).toBe(12_000);
    const back: NeedContext = { ...context(), need: { ...needOf('flight'), returnDaypart: 'morning' } };
    expect(effectiveMinor(fly('07:10'), back)).toBe(12_000);
    const table = (hour: string) =>
      offerOf({ ...ITEMS.restaurant, at: `2026-11-28T${hour}` }, { id: 'r/v/1', needId: 'need-restaurant', rating: 5 }, 0);
    const at8: NeedContext = { ...context(), need: { ...needOf('restaurant'), time: '20:00' } };
    expect(effectiveMinor(table('20:00'), at8)).toBe(9_000);
    expect(effectiveMinor(table('19:30'), at8)).toBe(9_540);
  });

  test('free leaving counts only while it lasts', () => {
    expect(freeUntil(stay({}, { cancellation: FREE }), NOW)).toBe('2027-03-20T08:00:00Z');
    expect(freeUntil(stay({}, { cancellation: FREE }), '2027-03-20T08:00:00Z')).toBeUndefined();
    expect(freeUntil(stay(), NOW)).toBeUndefined();
  });
});

describe('ranking', () => {
  test('musts filter; what misses one is apart, with what it misses', () => {
    const must: Requirement = { attr: 'parking', op: 'eq', value: true, strength: 'must' };
    const [with_, without, beside, unknown] = [
      stay({ has: ['parking'] }, { id: 'r/a/1' }),
      stay({ hasNot: ['parking'] }, { id: 'r/b/1' }),
      stay({ has: ['parking'] }, { id: 'r/c/1', meets: { place: 'not_met' } }),
      stay({}, { id: 'r/d/1' }),
    ];
    const { fitting, beside: apart } = rank([with_, without, beside, unknown], context([must]), 's');
    expect(fitting.map(({ key }) => key)).toEqual(['r/a/1']);
    expect(Object.fromEntries(apart.map(({ key, misses }) => [key, misses]))).toEqual({
      'r/b/1': ['parking'],
      'r/c/1': ['place'],
      'r/d/1': ['parking'],
    });
    expect(missesOf(with_, context([must]).need)).toEqual([]);
  });

  test('expired offers and those of other needs are left out', () => {
    const expired = stay({}, { id: 'r/a/1', validUntil: NOW });
    const other = stay({}, { id: 'r/b/1', needId: 'need-9' });
    expect(rank([expired, other], context(), 's').fitting).toEqual([]);
  });

  test('what a vendor pays us, its name and id, and when it answered never change the rank', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(...CATEGORIES),
        (seed, other, category) => {
          const roll = dice(seed);
          const offers = Array.from({ length: 8 }, (_, i) => rolled(category, i, roll));
          const need = needOf(category, [wish('spa'), wish('stops', 0)]);
          const at: NeedContext = { need, brief: briefOf([category]), now: NOW };
          const again = dice(other);
          const disguised = offers
            .map((offer): Offer => {
              const kind = (['none', 'commission', 'fixed'] as const)[again(3)] ?? 'none';
              const vendorId = `w${again(1000)}`;
              return {
                ...offer,
                remuneration: { kind, amount: money(again(100_000)) },
                vendorId,
                vendorName: `Best ${again(99)}`,
                receivedAt: `2026-11-21T09:5${again(10)}:00Z`,
              };
            })
            .sort(() => again(3) - 1);
          const orders = [offers, disguised].map((list) => rank(list, at, 'secret').fitting.map(({ key }) => key));
          expect(orders[1]).toEqual(orders[0]);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a third offer never turns two others round, unless they tie', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const roll = dice(seed);
        const [a, b, c] = [rolled('lodging', 1, roll), rolled('lodging', 2, roll), rolled('lodging', 3, roll)];
        const at = context([wish('spa')]);
        const score = (offer: Offer) => effectiveMinor(offer, at);
        fc.pre(Math.abs(score(a) - score(b)) > 50 && [a, b, c].every((offer) => offer.meets['place'] === undefined));
        const before = rank([a, b], at, 's').fitting.map(({ key }) => key);
        const after = rank([a, b, c], at, 's')
          .fitting.map(({ key }) => key)
          .filter((key) => key !== c.id);
        expect(after).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });
});

describe('ties', () => {
  const item = (key: string, over: Partial<Rankable> = {}): Rankable => ({
    key,
    effectiveMinor: 10_000,
    unmetWishes: 0,
    co2Kg: 0,
    ...over,
  });

  test('go to the freer, then to fewer unmet wishes, then to more time there, then to less CO2', () => {
    const items = [
      item('e', { minutesThere: 3000, co2Kg: 20 }),
      item('a', { co2Kg: 9, effectiveMinor: 10_050 }),
      item('b', { unmetWishes: 1 }),
      item('c', { freeUntil: '2027-03-18T00:00:00Z', effectiveMinor: 10_020 }),
      item('d', { co2Kg: 3 }),
    ];
    expect(inOrder(items, 's').map(({ key }) => key)).toEqual(['c', 'e', 'd', 'a', 'b']);
  });

  test('half an euro apart is a tie, a cent more is not', () => {
    const dear = (minor: number) => item('z', { effectiveMinor: minor, freeUntil: '2027-03-18T00:00:00Z' });
    expect(inOrder([item('a'), dear(10_050)], 's')[0]?.key).toBe('z');
    expect(inOrder([item('a'), dear(10_051)], 's')[0]?.key).toBe('a');
  });

  test('are drawn by lots that the secret lets anyone repeat, and never by order of arrival', () => {
    const items = ['a', 'b', 'c', 'd'].map((key) => item(key));
    const order = inOrder(items, 'secret').map(({ key }) => key);
    expect(inOrder([...items].reverse(), 'secret').map(({ key }) => key)).toEqual(order);
    expect(order).toEqual(['a', 'b', 'c', 'd'].sort((x, y) => (draw('secret', items, x) < draw('secret', items, y) ? -1 : 1)));
    const winners = new Set(Array.from({ length: 40 }, (_, i) => inOrder(items, `secret ${i}`)[0]?.key));
    expect(winners.size).toBe(4);
  });
});
