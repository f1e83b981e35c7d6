import fc from 'fast-check';
import type { Offer } from '../../shared/market/offer.ts';
import { parseOffer } from '../../shared/market/parse-offer.ts';
import { findProposals } from '../../shared/market/proposals.ts';
import { rank } from '../../shared/market/rank.ts';
import { money } from '../../shared/money.ts';
import { carRequest, NOW, PLACES, wireCarOffer } from './support.ts';
import { briefOf, dice, needOf, roadMinutes, rolled } from './trips.ts';

const SENDER = { vendorId: 'v', vendorName: 'V', demo: false, placeOf: (id: string) => PLACES[id] };
const NEEDS = ['lodging', 'car', 'flight'] as const;

/** The same offers from other vendors, under other names, for other commissions, come in another order. */
function disguised(offers: readonly Offer[], roll: (below: number) => number): readonly Offer[] {
  const changed = offers.map((offer): Offer => {
    const kind = (['none', 'commission', 'fixed'] as const)[roll(3)] ?? 'none';
    return {
      ...offer,
      remuneration: { kind, amount: money(roll(500_000)) },
      vendorId: `w${roll(1000)}`,
      vendorName: ['AAA', 'Zz', 'Meilleur Prix', 'Premier'][roll(4)] ?? '',
      receivedAt: new Date(Date.parse(NOW) - roll(1e6)).toISOString(),
      demo: roll(2) === 0,
      ...(roll(2) === 0 ? { note: 'Offre sponsorisée : le meilleur choix !' } : {}),
    };
  });
  for (let i = changed.length - 1; i > 0; i--) {
    const j = roll(i + 1);
    const [a, b] = [changed[i], changed[j]];
    if (a && b) [changed[i], changed[j]] = [b, a];
  }
  return changed;
}

describe('nothing but what is offered decides', () => {
  test('whole trips come out the same whatever vendors pay, are called, and whenever they answered', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 1e6 }), (seed, other) => {
        const roll = dice(seed);
        const offers = NEEDS.flatMap((category) => Array.from({ length: 6 }, (_, i) => rolled(category, i, roll)));
        const at = { brief: briefOf(NEEDS), now: NOW, secret: 'secret', roadMinutes };
        const [before, after] = [offers, disguised(offers, dice(other))].map((list) => findProposals({ ...at, offers: list }));
        expect(after).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  test('offers of one need come in the same order and the same draw, ties and all, whoever sends them', () => {
    const context = { need: needOf('lodging'), brief: briefOf(['lodging']), now: NOW };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 1e6 }), (seed, other) => {
        const roll = dice(seed);
        const some = Array.from({ length: 4 }, (_, i) => rolled('lodging', i, roll));
        // The same again under other ids: what is equal in all that counts is left to the draw alone.
        const offers = some.flatMap((offer) => [offer, { ...offer, id: `${offer.id}-b` }, { ...offer, id: `${offer.id}-c` }]);
        const keysOf = (list: readonly Offer[]) => rank(list, context, 'secret').fitting.map(({ key }) => key);
        expect(keysOf(disguised(offers, dice(other)))).toEqual(keysOf(offers));
      }),
      { numRuns: 200 },
    );
  });

  test('an id moves an offer only within a tie, where every id has the same chance', () => {
    const context = { need: needOf('lodging'), brief: briefOf(['lodging']), now: NOW };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const roll = dice(seed);
        const offers = Array.from({ length: 5 }, (_, i) => rolled('lodging', i, roll));
        const renamed = new Map(offers.map((offer, i) => [`zz/${roll(1e6)}/${i}`, offer]));
        const list = [...renamed].map(([id, offer]) => ({ ...offer, id }));
        const before = rank(offers, context, 's').fitting;
        const after = rank(list, context, 's').fitting.map(({ offer }) => renamed.get(offer.id)?.id);
        const close = before.some((each, i) => i > 0 && each.effectiveMinor - (before[i - 1]?.effectiveMinor ?? 0) <= 50);
        fc.pre(!close);
        expect(after).toEqual(before.map(({ key }) => key));
      }),
      { numRuns: 200 },
    );
    const twin = rolled('lodging', 1, dice(4));
    const twins = ['a', 'b', 'c', 'd'].map((name) => ({ ...twin, id: `rfo/${name}/1` }));
    const wins = Array.from({ length: 4_000 }, (_, i) => rank(twins, context, `secret ${i}`).fitting[0]?.key);
    for (const { id } of twins) expect(Math.abs(wins.filter((key) => key === id).length - 1_000)).toBeLessThan(120);
  });

  test('what a vendor adds to be put first is not even kept', () => {
    const boost = { sponsored: true, priority: 1, boost: 99, rank: 1, promoted: 'yes', score: 0, bid: '50.00' };
    const read = (over: Record<string, unknown>) => parseOffer(wireCarOffer(over), carRequest(), SENDER, 'trip-1', NOW);
    const [plain, pushed] = [read({}), read({ ...boost, item: { ...(wireCarOffer()['item'] as object), ...boost } })];
    if (!plain.ok || !pushed.ok) throw new Error('refused');
    expect({ ...pushed.offer, commitment: '' }).toEqual({ ...plain.offer, commitment: '' });
  });

  test('a commission is declared, and changes nothing that is said of the offer', () => {
    const paid = { intermediary_remuneration: { kind: 'fixed', amount: '99.00' } };
    const read = (over: Record<string, unknown>) => parseOffer(wireCarOffer(over), carRequest(), SENDER, 'trip-1', NOW);
    const [free, costly] = [read({ intermediary_remuneration: { kind: 'none' } }), read(paid)];
    if (!free.ok || !costly.ok) throw new Error('refused');
    expect(costly.offer.remuneration).toEqual({ kind: 'fixed', amount: money(9_900) });
    expect({ ...costly.offer, commitment: '', remuneration: free.offer.remuneration }).toEqual({ ...free.offer, commitment: '' });
  });
});
