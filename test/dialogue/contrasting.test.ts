import { changesOf, meritOf, pointsOf } from '../../shared/dialogue/contrasting.ts';
import { factsOf, type ProposalFacts } from '../../shared/dialogue/offer-facts.ts';
import type { Item, Offer } from '../../shared/market/offer.ts';
import type { Proposal } from '../../shared/market/proposal.ts';
import { money } from '../../shared/money.ts';
import { sentencesOf } from '../../shared/rendering/speech.ts';
import type { Brief } from '../../shared/trip/brief.ts';
import { car, flight, lodging, offer } from '../market/items.ts';
import { NOW } from '../market/support.ts';
import { briefOf } from '../market/trips.ts';

const SKI: Brief = { ...briefOf([]), activity: 'ski', needs: [] };

/** A trip of these things for so many euros. */
function trip(id: string, euros: number, items: readonly Item[], over: Partial<Offer> = {}): ProposalFacts {
  const offers = items.map(
    (item, i): Offer => ({ ...offer(item), ...over, id: `${id}-${i}`, needId: item.category, total: money((euros * 100) / items.length) }),
  );
  const proposal: Proposal = {
    id,
    kind: 'other',
    lines: offers.map((each) => each.id),
    total: money(euros * 100),
    effectiveMinor: 0,
    misses: [],
    lead: `${id}-0`,
  };
  return factsOf(proposal, offers);
}

const words = (says: Parameters<typeof sentencesOf>[0], locale = 'fr-FR') =>
  sentencesOf(says, { locale, timeZone: 'Europe/Paris', now: NOW }).join(' ');

const NEVER: Partial<Offer> = { cancellation: { refundability: 'non_refundable', schedule: [] } };
const UNTIL: Partial<Offer> = {
  cancellation: { refundability: 'refundable', schedule: [{ until: '2027-03-18T11:00:00.000Z', fee: money(0) }] },
};

describe('what sets two trips apart', () => {
  test('the money that does not come back is a loss of the one and a gain of the other', () => {
    const [kept, lost] = [trip('a', 400, [car()], UNTIL), trip('b', 360, [car()], NEVER)];
    const [point] = pointsOf(kept, lost, SKI);
    expect(point && words([point.loss])).toBe('Sans remboursement pour la voiture');
    expect(point && words([point.loss], 'en-US')).toBe('With no refund on the car');
    expect(point && words([point.gain])).toBe("Avec annulation gratuite jusqu'au 18 mars");
    expect(pointsOf(lost, kept, SKI)).toEqual([]);
  });

  test('a minute of walking is not worth hearing, seven are', () => {
    const at = (slopesMinutes: number) => trip(`at-${slopesMinutes}`, 500, [lodging('resort:les-arcs', { slopesMinutes })]);
    expect(pointsOf(at(5), at(6), SKI)).toEqual([]);
    expect(pointsOf(at(5), at(12), SKI).map(({ loss }) => words([loss]))).toEqual(['À douze minutes à pied des pistes']);
  });

  test('the lines that are others are named, the house that stays is not', () => {
    const stay = lodging();
    const [a, b] = [trip('a', 900, [stay, car()]), trip('b', 800, [stay, { ...car(), shortModel: 'Panda' }])];
    const same = { ...b, offers: b.offers.map((each, i) => (i === 0 ? (a.offers[0] ?? each) : each)) };
    expect(words(changesOf(same, a))).toBe('Un quatre-quatre type Panda');
  });
});

describe('what is worth hearing beside others', () => {
  const near = trip('near', 700, [lodging('resort:les-menuires', { slopesMinutes: 1 })]);

  test('not the dearer one that is better in nothing that can be said', () => {
    expect(meritOf(trip('no', 727, [lodging('resort:les-arcs', { slopesMinutes: 1 })]), [near], SKI)).toBeUndefined();
    expect(meritOf(trip('rated', 727, [lodging('resort:les-arcs', { slopesMinutes: 1 })], { rating: 5 }), [near], SKI)).toBeUndefined();
  });

  test('the dearer one with the thing it is better in, against each of the cheaper ones', () => {
    const far = trip('far', 600, [lodging('resort:valmorel', { slopesMinutes: 14 })]);
    const starry = trip('starry', 900, [lodging('resort:les-arcs', { slopesMinutes: 1, stars: 4 })]);
    expect(meritOf(near, [far], SKI)).toEqual({ key: 'where.on_slopes' });
    expect(meritOf(starry, [far, near], SKI)).toBeUndefined();
    const plain = (facts: ProposalFacts) =>
      trip(facts.proposal.id, facts.proposal.total.minor / 100, [lodging('resort:les-arcs', { slopesMinutes: 1, stars: 2 })]);
    expect(meritOf(starry, [plain(far), plain(near)], SKI)).toEqual({ key: 'differs.stars', params: { count: 4 } });
  });

  test('the cheaper one, and another kind of house', () => {
    expect(meritOf(trip('less', 600, [lodging('resort:les-arcs')]), [near], SKI)).toBe('cheaper');
    expect(meritOf(trip('flat', 800, [lodging('resort:les-arcs', { kind: 'chalet' })]), [near], SKI)).toBe('kind');
  });

  test('the flight that leaves half a day more', () => {
    const [late, early] = [trip('late', 300, [flight('2027-03-20T20:00')]), trip('early', 320, [flight('2027-03-20T08:00')])];
    expect(meritOf(early, [late], SKI)).toEqual({ key: 'gain.there', params: { minutes: { minutes: 720 } } });
  });
});
