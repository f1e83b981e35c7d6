import { bestOf } from '../../shared/market/best-round.ts';
import { drawSecret, filedIn, type Recorded } from '../../shared/market/evidence.ts';
import { fileText, vendorPart, type WholeEvidence, wholeEvidence } from '../../shared/market/evidence-file.ts';
import { agrees, verify } from '../../shared/market/evidence-verify.ts';
import { contextOf, type Weighing } from '../../shared/market/weighing.ts';
import { chainOf, changed, ended, leaves, life, REQUEST, SECRET, someOffers, summed, WISHES } from './records.ts';
import { carRequest, NOW } from './support.ts';

/** The record as somebody writes it anew with other steps: chain, head and digest hold together. */
function anew(whole: WholeEvidence, steps: (data: Recorded, i: number) => Recorded): WholeEvidence {
  const requests = whole.requests.map((each) => ({ ...each, ...ended(chainOf(each.log.map(({ data }, i) => steps(data, i)))) }));
  return wholeEvidence('trip-1', SECRET, requests);
}

const problemsOf = (file: WholeEvidence) => verify(fileText(file)).problems;

const LIVES: Readonly<Record<string, { readonly category: 'car' | 'lodging' | 'flight' | 'restaurant'; readonly by: Weighing }>> = {
  'a car': { category: 'car', by: WISHES },
  'a bed near the lifts': {
    category: 'lodging',
    by: { requirements: [{ attr: 'spa', op: 'eq', value: true, strength: 'wish', weight: 0.5 }], activity: 'ski' },
  },
  'a flight': {
    category: 'flight',
    by: {
      requirements: [{ attr: 'stops', op: 'lte', value: 0, strength: 'wish' }],
      daypart: 'morning',
      returnDaypart: 'evening',
      time: '09:00',
      people: 3,
    },
  },
  'a table': { category: 'restaurant', by: { requirements: [], daypart: 'evening', time: '19:30' } },
};

describe('an order that was put down', () => {
  test.each(Object.keys(LIVES))('of %s is made again from the record alone, and no field of it can be altered', (name) => {
    const { category, by } = LIVES[name] ?? { category: 'car' as const, by: WISHES };
    const request = carRequest({ id: `rfo-${category}`, needId: `need-${category}`, category, closesAt: '2026-11-21T10:15:00Z' });
    const whole = life(someOffers(11, 6, category), request, by);
    expect(verify(fileText(whole))).toMatchObject({ problems: [], otherRules: [] });
    const data = whole.requests[0]?.log[2]?.data;
    if (data?.type !== 'opened') throw new Error('nothing was told');
    const ranked = data.offers.flatMap(({ lot }, i) => leaves(lot).map((path) => ['offers', String(i), 'lot', ...path]));
    const paths = [
      ...leaves(data.by).map((path) => ['by', ...path]),
      ...ranked,
      ['spoken', '0', 'effectiveMinor'],
      ['spoken', '0', 'totalMinor'],
    ];
    expect(paths.length).toBeGreaterThan(20);
    for (const path of paths) {
      const altered = anew(whole, (step, i) => (i === 2 ? (changed(step, path) as Recorded) : step));
      if (problemsOf(altered).length === 0) throw new Error(`${path.join('.')} can be altered`);
    }
  });

  test('and wishes left out, or with more than was weighed, are found', () => {
    const whole = life(someOffers(11, 4));
    const without = anew(whole, (data, i) => {
      if (i !== 2 || data.type !== 'opened') return data;
      const { by: _gone, ...rest } = data;
      return rest;
    });
    expect(problemsOf(without)).toEqual(['rfo-car: entry 2: what its order was weighed by is missing']);
    const more = anew(whole, (data, i) => (i === 2 && data.type === 'opened' ? { ...data, by: { ...WISHES, people: 4 } } : data));
    expect(problemsOf(more)).toEqual(['rfo-car: entry 2: not what offers are weighed by']);
  });

  test('under rules of another version is drawn again by its own figures, and that is said', () => {
    const whole = life(someOffers(11, 4));
    const older = anew(whole, (data) => (data.type === 'published' ? { ...data, rules: 'sha256-older' } : data));
    expect(verify(fileText(older))).toMatchObject({ problems: [], otherRules: ['rfo-car'] });
    const turned = anew(older, (data, i) => (i === 2 && data.type === 'opened' ? { ...data, offers: [...data.offers].reverse() } : data));
    expect(problemsOf(turned)).toContain('rfo-car: entry 2: the order is not what its inputs give');
  });
});

describe('who was asked for a better price', () => {
  const offers = someOffers(21, 9).map((offer, i) => ({ ...offer, id: `rfo-car/v${i}/1`, vendorId: `v${i}` }));
  const context = contextOf(WISHES, REQUEST, NOW);
  const first = bestOf([], offers, context, drawSecret(SECRET));
  const fit = someOffers(21, 9).flatMap(({ item }, i) =>
    item.category === 'car' && item.drivenWheels === 'four' ? [`rfo-car/v${i}/1`] : [],
  );
  // Told of one that does not lead, and one of those that do can not be asked.
  const [told, aside] = [fit.filter((id) => !first.includes(id)).slice(0, 1), first.slice(1, 2)];
  const best = bestOf(
    told,
    offers.filter(({ id }) => !aside.includes(id)),
    context,
    drawSecret(SECRET),
  );
  const whole = life(offers);
  const invited = (over: object): Recorded => ({
    type: 'invited',
    ...summed(offers).entry,
    best,
    told,
    aside,
    closesAt: '2026-11-21T10:15:00Z',
    ...over,
  });
  const withRound = (over: object) => problemsOf(anew(whole, (data, i) => (i === 2 ? invited(over) : data)));

  test('follows from who was told of and the order', () => {
    expect(best).toHaveLength(3);
    expect(withRound({})).toEqual([]);
    const wrong = ['rfo-car: entry 2: not the best three were asked'];
    expect(withRound({ best: [...best].reverse() })).toEqual(wrong);
    expect(withRound({ best: best.slice(0, 2) })).toEqual(wrong);
    expect(withRound({ told: [] })).toEqual(wrong);
    expect(withRound({ aside: best.slice(1, 2) })).toEqual(wrong);
  });
});

describe("a vendor's part of it", () => {
  const whole = life(someOffers(11, 6));
  const [one] = whole.requests;
  const vendorId = one?.offers[0]?.vendorId ?? '';
  const part = vendorPart(whole.requests, vendorId, 'req_mine', whole.draw);

  test('tells nothing of what the traveller wished, nor of the hashes of the whole', () => {
    const text = fileText(part);
    expect(one?.log.every(({ data }) => data.type === 'published' || filedIn(data)?.by !== undefined)).toBe(true);
    for (const word of ['drivenWheels', 'automatic', 'wish', 'weight', 'effectiveMinor']) expect(text).not.toContain(word);
    for (const { hash } of one?.log ?? []) expect(text).not.toContain(hash);
  });

  test('is bound to it: a whole whose wishes were written anew is not the one that the vendor was shown', () => {
    expect(agrees(whole, part)).toBe(true);
    const softer: Weighing = { requirements: WISHES.requirements.slice(0, 1) };
    const other = life(someOffers(11, 6), REQUEST, softer);
    expect(problemsOf(other)).toEqual([]);
    expect(agrees(other, part)).toBe(false);
  });
});
