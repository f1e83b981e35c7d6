import { compare } from '../../shared/market/compare.ts';
import type { Offer } from '../../shared/market/offer.ts';
import { findProposals } from '../../shared/market/proposals.ts';
import { swapLine } from '../../shared/market/swap.ts';
import { money } from '../../shared/money.ts';
import type { Brief } from '../../shared/trip/brief.ts';
import { car, flight, hire, lodging, offer } from './items.ts';
import { briefOf, inputOf, roadMinutes } from './trips.ts';

const JOURNEY = offer(flight(), 40_000);
const CAR = offer(car(), 30_000);
const ARCS = offer(lodging('resort:les-arcs', { slopesMinutes: 12, name: 'A' }), 100_000);
const NEARER = offer(lodging('resort:les-arcs', { slopesMinutes: 1, name: 'B' }), 120_000);
const VALMOREL = offer(lodging('resort:valmorel', { slopesMinutes: 5, name: 'C' }), 101_000);
const ARCS_SKIS = offer(hire('resort:les-arcs'), 20_000);
const DEARER_SKIS = offer(hire('resort:les-arcs'), 25_000);
const VALMOREL_SKIS = offer(hire('resort:valmorel'), 22_000);
const OFFERS = [JOURNEY, CAR, ARCS, NEARER, VALMOREL, ARCS_SKIS, DEARER_SKIS, VALMOREL_SKIS];
const ids = (...lines: Offer[]) => lines.map(({ id }) => id);

function input(over: Partial<Brief> = {}) {
  const needs = (['flight', 'car', 'lodging', 'ski_hire'] as const).map((category) => ({
    id: `need-${category}`,
    category,
    requirements: [],
  }));
  return inputOf(briefOf([], { needs, ...over }), OFFERS);
}

const [BEST] = findProposals(input()).all;
if (!BEST) throw new Error('the offers make a trip');

describe('swapping one line', () => {
  test('keeps the others, best first', () => {
    expect(BEST.lines).toEqual(ids(JOURNEY, CAR, ARCS, ARCS_SKIS));
    const skis = swapLine(BEST, 'need-ski_hire', input());
    expect(skis.map(({ lines }) => lines)).toEqual([ids(JOURNEY, CAR, ARCS, DEARER_SKIS)]);
    expect(skis[0]?.total).toEqual(money(195_000));
  });

  test('chooses anew only what does not go with the new line', () => {
    const stays = swapLine({ ...BEST, lines: ids(JOURNEY, CAR, ARCS, DEARER_SKIS) }, 'need-lodging', input());
    expect(stays.map(({ lines }) => lines)).toEqual([ids(JOURNEY, CAR, VALMOREL, VALMOREL_SKIS), ids(JOURNEY, CAR, NEARER, DEARER_SKIS)]);
  });

  test('respects the ceiling, and knows no line for a need without offers', () => {
    expect(swapLine(BEST, 'need-lodging', input({ budget: { max: money(200_000), scope: 'total' } })).map(({ place }) => place)).toEqual([
      'resort:valmorel',
    ]);
    expect(swapLine(BEST, 'need-9', input())).toEqual([]);
  });
});

describe('comparing two trips', () => {
  test('tells only what differs', () => {
    const nearer = swapLine(BEST, 'need-lodging', input()).find(({ lines }) => lines.includes(NEARER.id));
    expect(nearer && compare(BEST, nearer, OFFERS, roadMinutes)).toEqual({
      price: money(20_000),
      facts: { slopesMinutes: { a: 12, b: 1 } },
      needs: ['need-lodging'],
    });
  });

  test('tells the road, the place and what would be lost', () => {
    const free: Offer = {
      ...VALMOREL,
      id: 'rfo-lodging/v/free',
      cancellation: { refundability: 'refundable', schedule: [{ until: '2027-03-13T09:00:00Z', fee: money(0) }] },
    };
    const other = { ...BEST, lines: ids(JOURNEY, CAR, free, ARCS_SKIS), place: 'resort:valmorel', total: money(191_000) };
    expect(compare(BEST, other, [...OFFERS, free], roadMinutes)).toEqual({
      price: money(1_000),
      facts: {
        lostLines: { a: 4, b: 3 },
        place: { a: 'resort:les-arcs', b: 'resort:valmorel' },
        slopesMinutes: { a: 12, b: 5 },
        roadMinutes: { a: 90, b: 115 },
      },
      needs: ['need-lodging'],
    });
  });
});
