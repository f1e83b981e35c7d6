import fc from 'fast-check';
import type { Item, Offer } from '../../shared/market/offer.ts';
import { pickThree } from '../../shared/market/pick-three.ts';
import { type ProposalsInput, planOf } from '../../shared/market/plan.ts';
import type { Proposal } from '../../shared/market/proposal.ts';
import { findProposals } from '../../shared/market/proposals.ts';
import { spendMinor } from '../../shared/market/score.ts';
import { money } from '../../shared/money.ts';
import type { Brief, Need } from '../../shared/trip/brief.ts';
import { car, flight, hire, ITEMS, lodging, offer, pass, ride } from './items.ts';
import { NOW } from './support.ts';
import { briefOf, CATEGORIES, dice, inputOf, rolled } from './trips.ts';

describe('the search', () => {
  test('finds what trying everything finds, for every lead and in every order of arrival', () => {
    const small = fc.record({
      seed: fc.integer({ min: 0, max: 1e7 }),
      categories: fc.subarray([...CATEGORIES], { minLength: 1, maxLength: 5 }),
      each: fc.integer({ min: 1, max: 4 }),
      budget: fc.option(fc.integer({ min: 50_000, max: 300_000 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(small, ({ seed, categories, each, budget }) => {
        const roll = dice(seed);
        const offers = categories.flatMap((category) => Array.from({ length: each }, (_, i) => rolled(category, i, roll)));
        const brief = briefOf(categories, budget === undefined ? {} : { budget: { max: money(budget), scope: 'total' } });
        const input = inputOf(brief, offers);
        const expected = bruteForce(input);
        const { all } = findProposals(input);
        if (expected.length === 0) return all.every((proposal) => proposal.lines.length < planOf(input).needs.length);
        const least = Math.min(...expected.map(({ effective }) => effective));
        expect(Math.min(...all.map(({ effectiveMinor }) => effectiveMinor))).toBe(least);
        // Half a euro is a tie, which better terms win.
        expect(all[0]?.effectiveMinor).toBeLessThanOrEqual(least + 50);
        expect(Math.min(...all.map(({ total }) => total.minor))).toBe(Math.min(...expected.map(({ total }) => total)));
        expectEveryLead(all, expected);
        expect(findProposals(inputOf(brief, [...offers].reverse()))).toEqual(findProposals(input));
        return true;
      }),
      { numRuns: 200 },
    );
  });

  test('answers for eight needs with sixty offers each without trying a millionth of the choices', () => {
    const roll = dice(7);
    const categories = CATEGORIES.filter((category) => category !== 'transfer');
    const offers = categories.flatMap((category) => Array.from({ length: 60 }, (_, i) => rolled(category, i, roll)));
    const { all, emptyNeeds } = findProposals(inputOf(briefOf(categories), offers));
    expect(emptyNeeds).toEqual([]);
    expect(all.length).toBeGreaterThanOrEqual(30);
    expect(all.length).toBeLessThanOrEqual(32);
    const effective = all.map(({ effectiveMinor }) => effectiveMinor);
    expect(effective.every((value, i) => i === 0 || value >= (effective[i - 1] ?? 0) - 50)).toBe(true);
  });
});

function expectEveryLead(all: readonly Proposal[], expected: ReturnType<typeof bruteForce>): void {
  const leads = new Map<string, number>();
  for (const { lead, effective } of expected) leads.set(lead, Math.min(effective, leads.get(lead) ?? Number.POSITIVE_INFINITY));
  for (const [lead, effective] of leads) {
    expect(all.filter((each) => each.lead === lead).map((each) => each.effectiveMinor)).toContain(effective);
  }
}

/** Every choice of one line per need that goes together and stays under the ceiling. */
function bruteForce(input: ProposalsInput) {
  const plan = planOf(input);
  if (plan.needs.length === 0) return [];
  let partial: (typeof plan.fitting)[number][] = [[]];
  for (const column of plan.fitting) partial = partial.flatMap((lines) => column.map((line) => [...lines, line]));
  return partial
    .filter((lines) => lines.every((a, i) => lines.slice(i + 1).every((b) => plan.goTogether(a.offer, b.offer))))
    .filter((lines) => lines.reduce((sum, { offer }) => sum + spendMinor(offer), 0) <= plan.capMinor)
    .map((lines) => ({
      lead: lines[plan.lead]?.key ?? '',
      total: lines.reduce((sum, { offer }) => sum + offer.total.minor, 0),
      effective:
        lines.reduce((sum, { effectiveMinor }) => sum + effectiveMinor, 0) +
        lines.reduce((sum, a, i) => sum + lines.slice(i + 1).reduce((pairs, b) => pairs + plan.pairMinor(a.offer, b.offer), 0), 0),
    }));
}

function find(offers: readonly Offer[], over: Partial<Brief> = {}) {
  const needs: Need[] = [...new Set(offers.map(({ category }) => category))].map((category) => ({
    id: `need-${category}`,
    category,
    requirements: [],
  }));
  return findProposals(inputOf(briefOf([], { needs, ...over }), offers));
}

function together(...items: Item[]): boolean {
  const { all } = find(items.map((item) => offer(item)));
  return all.some(({ lines }) => lines.length === items.length);
}

describe('a ceiling in another currency', () => {
  test.each(['total', 'per_person', 'per_night'] as const)('is compared with nothing, %s', (scope) => {
    const dear = [{ ...offer(lodging()), total: money(90_000) }];
    expect(find(dear, { budget: { max: money(100, 'GBP'), scope } }).all).toHaveLength(1);
    expect(find(dear, { budget: { max: money(100), scope } }).all).toEqual([]);
  });
});

describe('ties within a trip', () => {
  test('the same price buys the flight that leaves more of the stay, whatever is drawn', () => {
    const whole = { ...offer(flight('2027-03-20T09:40', '2027-03-25T18:15')), id: 'whole' };
    const short = { ...offer(flight('2027-03-20T15:20', '2027-03-25T12:10')), id: 'short' };
    const brief = briefOf(['flight', 'lodging']);
    const winners = Array.from({ length: 20 }, (_, i) => {
      const offers = [short, offer(lodging()), whole].map((each) => ({ ...each, needId: `need-${each.category}` }));
      const needs = (['lodging', 'flight'] as const).map((category): Need => ({ id: `need-${category}`, category, requirements: [] }));
      return findProposals({ ...inputOf({ ...brief, needs }, offers), secret: `secret ${i}` }).all[0]?.lines;
    });
    expect(winners.filter((lines) => !lines?.includes('whole'))).toEqual([]);
  });
});

const table = (at: string, place = 'resort:les-arcs'): Item => ({ ...ITEMS.restaurant, at, place });

describe('lines that go together', () => {
  test.each<[boolean, string, readonly Item[]]>([
    [true, 'the desk closes 45 minutes after landing', [flight('2027-03-20T21:15'), car('22:00')]],
    [false, 'the desk closes 44 minutes after landing', [flight('2027-03-20T21:16'), car('22:00')]],
    [true, 'the desk closes after midnight', [flight('2027-03-20T23:15'), car('00:30')]],
    [false, 'the car is at another airport', [flight(), car('23:00', 'GVA')]],
    [true, 'the car is in a town', [flight(), car('23:00', 'city:FR:lyon')]],
    [true, 'the last hour at the hotel is met', [flight('2027-03-20T20:30'), lodging('resort:les-arcs', { checkInUntil: '22:00' })]],
    [false, 'the hotel desk closes while on the road', [flight('2027-03-20T20:31'), lodging('resort:les-arcs', { checkInUntil: '22:00' })]],
    [true, 'the hotel waits until one in the morning', [flight('2027-03-20T23:00'), lodging('resort:les-arcs', { checkInUntil: '01:00' })]],
    [false, 'the way home would begin in the night', [flight('2027-03-20T08:25', '2027-03-25T06:00'), lodging()]],
    [false, 'the way home is the day before', [flight('2027-03-20T08:25', '2027-03-24T19:00'), lodging()]],
    [false, 'the skis are at another resort', [lodging('resort:les-arcs'), hire('resort:valmorel')]],
    [true, 'the ride goes from the airport to the house', [flight(), lodging(), ride()]],
    [false, 'the ride goes to another resort', [flight(), lodging(), ride('resort:tignes')]],
    [false, 'the ride starts at another airport', [flight(), lodging(), ride('resort:les-arcs', 'GVA')]],
    [true, 'one is at the table as it is laid', [flight('2027-03-20T17:45'), table('2027-03-20T20:00')]],
    [false, 'dinner is over before one is there', [flight('2027-03-20T17:46'), table('2027-03-20T20:00')]],
    [true, 'the table is on another evening', [flight('2027-03-20T23:10'), table('2027-03-21T20:00')]],
    [true, 'lunch leaves time for the way home', [flight('2027-03-20T08:25', '2027-03-25T19:20'), table('2027-03-25T13:00')]],
    [false, 'the flight leaves before dinner', [flight('2027-03-20T08:25', '2027-03-25T19:20'), table('2027-03-25T20:00')]],
    [true, 'the table is where one leaves from', [flight(), table('2027-03-20T07:00', 'city:FR:nantes')]],
    [false, 'the pass is for other slopes', [hire('resort:valmorel'), pass('resort:tignes', 'Tignes')]],
  ])('%s: %s', (expected, _, items) => {
    expect(together(...items)).toBe(expected);
  });

  test('a pass of the whole domain serves a village of it', () => {
    const offers = [
      offer(lodging('resort:les-arcs')),
      offer(pass('resort:la-plagne', 'Paradiski')),
      offer(pass('resort:les-arcs', 'Paradiski'), 90_000),
    ];
    expect(find(offers).all[0]?.lines).toEqual([offers[0]?.id, offers[1]?.id]);
  });

  test('with a car there is no transfer', () => {
    const offers = [offer(flight()), offer(lodging()), offer(car()), offer(ride())];
    const { all, emptyNeeds } = find(offers);
    expect(all[0]?.lines).toEqual(offers.slice(0, 3).map(({ id }) => id));
    expect(emptyNeeds).toEqual([]);
  });

  test('a need that goes with nothing is left out and named', () => {
    const { all, emptyNeeds } = find([offer(flight()), offer(lodging('resort:les-arcs')), offer(hire('resort:valmorel'))]);
    expect(all[0]?.lines).toHaveLength(2);
    expect(emptyNeeds).toEqual(['need-ski_hire']);
  });

  test('of what goes with nothing a meal is left out before anything else', () => {
    const late = flight('2027-03-20T23:10');
    const { all, emptyNeeds } = find([offer(table('2027-03-20T20:00')), offer(late), offer(lodging('resort:les-arcs'))]);
    expect(all[0]?.lines).toHaveLength(2);
    expect(emptyNeeds).toEqual(['need-restaurant']);
  });

  test('a long road costs more than its fuel', () => {
    const [near, far] = [offer(lodging('resort:les-arcs'), 100_000), offer(lodging('resort:tignes'), 99_000)];
    expect(find([offer(flight()), near, far]).all[0]?.place).toBe('resort:les-arcs');
    expect(find([near, far]).all[0]?.place).toBe('resort:tignes');
  });
});

describe('the ceiling', () => {
  const offers = [offer(flight(), 60_000), offer(lodging(), 200_000), offer(lodging('resort:valmorel'), 150_000)];

  test('is a must over the whole trip', () => {
    const { all, aside } = find(offers, { budget: { max: money(210_000), scope: 'total' } });
    expect(all.map(({ total }) => total.minor)).toEqual([210_000]);
    expect(aside).toEqual([]);
  });

  test('what exceeds it is set aside, the closest first', () => {
    const { all, aside } = find(offers, { budget: { max: money(200_000), scope: 'total' } });
    expect(all).toEqual([]);
    expect(aside.map(({ total, misses }) => [total.minor, misses])).toEqual([
      [210_000, ['budget']],
      [260_000, ['budget']],
    ]);
  });

  test('may be per person or per night', () => {
    expect(find(offers, { budget: { max: money(70_000), scope: 'per_person' } }).all.map(({ total }) => total.minor)).toEqual([210_000]);
    expect(find(offers, { budget: { max: money(30_000), scope: 'per_night' } }).all.map(({ total }) => total.minor)).toEqual([210_000]);
    expect(find(offers, { budget: { max: money(29_999), scope: 'per_night' } }).aside[0]?.misses).toEqual(['budget']);
  });

  test('a dearer wish gives way to it', () => {
    const dear = offer({ ...flight(), bagsPerPerson: 2 } as Item, 100_000, { rating: 5 });
    const found = find([...offers, dear], { budget: { max: money(210_000), scope: 'total' } });
    expect(found.all.every(({ total }) => total.minor <= 210_000)).toBe(true);
  });
});

describe('beside the place', () => {
  test('is set aside only when nothing is at the place', () => {
    const beside = offer(lodging('resort:valmorel'), 10_000, { meets: { place: 'not_met' } });
    const there = offer(lodging(), 90_000);
    expect(find([beside, there]).all.map(({ lines }) => lines)).toEqual([[there.id]]);
    expect(find([beside]).aside).toMatchObject([{ lines: [beside.id], misses: ['place'] }]);
  });
});

describe('an expired offer', () => {
  test('is in no proposal', () => {
    const { all, emptyNeeds } = find([offer(lodging(), 50_000, { validUntil: NOW })]);
    expect(all).toEqual([]);
    expect(emptyNeeds).toEqual(['need-lodging']);
  });
});

describe('the three that are spoken', () => {
  const free = { refundability: 'refundable', schedule: [{ until: '2027-03-18T09:00:00.000Z', fee: money(0) }] } as const;

  test('are the best fit, the cheapest and the most flexible', () => {
    const offers = [
      offer(lodging('resort:les-arcs', { slopesMinutes: 0 }), 100_000, { rating: 5 }),
      offer(lodging('resort:valmorel', { slopesMinutes: 18 }), 98_000, { rating: 3 }),
      offer(lodging('resort:la-clusaz', { slopesMinutes: 5 }), 112_000, { cancellation: free }),
      offer(lodging('resort:tignes', { slopesMinutes: 20 }), 150_000, { rating: 2 }),
    ];
    const three = pickThree(find(offers).all);
    expect(three.map(({ kind, place }) => [kind, place])).toEqual([
      ['best', 'resort:les-arcs'],
      ['cheapest', 'resort:valmorel'],
      ['flexible', 'resort:la-clusaz'],
    ]);
    expect(three[2]?.freeUntil).toBe('2027-03-18T09:00:00.000Z');
  });

  test('are fewer when one is better than all others in everything', () => {
    const offers = [
      offer(lodging('resort:les-arcs', { slopesMinutes: 0 }), 90_000, { rating: 5, cancellation: free }),
      offer(lodging('resort:valmorel', { slopesMinutes: 15 }), 100_000, { rating: 4 }),
      offer(lodging('resort:tignes', { slopesMinutes: 20 }), 120_000, { rating: 3 }),
    ];
    expect(pickThree(find(offers).all).map(({ kind }) => kind)).toEqual(['best']);
  });

  test('hold no two of the same house, and the word cheapest is true of all that fits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e7 }), (seed) => {
        const roll = dice(seed);
        const offers = (['flight', 'lodging', 'ski_hire'] as const).flatMap((category) =>
          Array.from({ length: 9 }, (_, i) => rolled(category, i, roll)),
        );
        const { all } = findProposals(inputOf(briefOf(['flight', 'lodging', 'ski_hire']), offers));
        const three = pickThree(all);
        expect(three.length).toBeLessThanOrEqual(3);
        expect(new Set(three.map(({ lead }) => lead)).size).toBe(three.length);
        const least = Math.min(...all.map(({ total }) => total.minor));
        for (const { kind, total } of three) if (kind === 'cheapest') expect(total.minor).toBe(least);
        expect(three.map(({ kind }) => kind).filter((kind) => kind === 'best')).toHaveLength(all.length > 0 ? 1 : 0);
      }),
      { numRuns: 100 },
    );
  });

  test('of nothing are nothing', () => {
    expect(pickThree([])).toEqual([]);
    expect(findProposals(inputOf(briefOf(['car']), []))).toEqual({ all: [], aside: [], emptyNeeds: ['need-car'] } satisfies {
      all: Proposal[];
      aside: Proposal[];
      emptyNeeds: string[];
    });
  });
});
