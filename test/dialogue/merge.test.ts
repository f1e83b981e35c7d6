import type { Heard, Slots } from '../../shared/dialogue/act.ts';
import { merge } from '../../shared/dialogue/merge.ts';
import type { Brief } from '../../shared/trip/brief.ts';
import { frame } from '../support/play.ts';

const BRIEF: Brief = {
  where: ['resort:les-arcs'],
  origin: ['city:FR:nantes'],
  start: '2027-03-20',
  end: '2027-03-25',
  party: { adults: 2, children: 1, childAges: [8] },
  budget: { max: { minor: 350_000, currency: 'EUR' }, scope: 'total' },
  activity: 'ski',
  needs: [
    { id: 'need-1', category: 'car', where: ['LYS'], requirements: [{ attr: 'drivenWheels', op: 'eq', value: 'four', strength: 'must' }] },
    { id: 'need-2', category: 'lodging', requirements: [] },
  ],
  skipped: [],
  declined: [],
};

const place = (id: string) => [{ id, name: id }];
const said = (slots: Slots, more: Partial<Heard> = {}): Heard => frame({ acts: ['change'], slots, ...more });
const briefAfter = (heard: Heard): Brief => merge(BRIEF, heard, 2).brief;

describe('a correction changes what it names and keeps the rest', () => {
  test.each<[string, Slots, Partial<Brief>]>([
    ['other days', { start: '2027-03-21', end: '2027-03-26' }, { start: '2027-03-21', end: '2027-03-26' }],
    ['the first day alone, when the stay still ends after it', { start: '2027-03-21' }, { start: '2027-03-21' }],
    ['a first day months before it moves the stay too', { start: '2026-11-23' }, { start: '2026-11-23', end: '2026-11-28' }],
    ['a first day after the end moves the stay', { start: '2027-04-03' }, { start: '2027-04-03', end: '2027-04-08' }],
    ['the last day alone', { end: '2027-03-27' }, { end: '2027-03-27' }],
    ['a length', { nights: 7 }, { end: '2027-03-27' }],
    ['a week in days is seven nights', { days: 7 }, { end: '2027-03-27' }],
    ['three days are two nights', { days: 3 }, { end: '2027-03-22' }],
    ['another place', { destination: place('resort:valmorel') }, { where: ['resort:valmorel'] }],
    [
      'two places are alternatives',
      { destination: [...place('resort:valmorel'), ...place('resort:tignes')] },
      { where: ['resort:valmorel', 'resort:tignes'] },
    ],
    ['another start', { origin: place('city:FR:lille') }, { origin: ['city:FR:lille'] }],
    ['one more person keeps the child', { party: 4 }, { party: { adults: 3, children: 1, childAges: [8] } }],
    ['adults alone keep the child', { adults: 3 }, { party: { adults: 3, children: 1, childAges: [8] } }],
    ['no child after all', { adults: 2, children: 0 }, { party: { adults: 2, children: 0, childAges: [] } }],
    ['the child is nine', { childAges: [9] }, { party: { adults: 2, children: 1, childAges: [9] } }],
    ['a ceiling', { budgetMax: 2500 }, { budget: { max: { minor: 250_000, currency: 'EUR' }, scope: 'total' } }],
    [
      'a ceiling by person',
      { budgetMax: 800, budgetScope: 'per_person' },
      { budget: { max: { minor: 80_000, currency: 'EUR' }, scope: 'per_person' } },
    ],
    ['nothing is no ceiling', { budgetMax: 0 }, {}],
  ])('%s', (_name, slots, patch) => {
    expect(briefAfter(said(slots))).toEqual({ ...BRIEF, ...patch });
  });

  test('what is said again as it was changes nothing', () => {
    const { changed, added, dropped } = merge(
      BRIEF,
      said({ start: '2027-03-20', end: '2027-03-25', adults: 2, children: 1, childAges: [8] }),
      2,
    );
    expect([changed.size, added, dropped]).toEqual([0, [], []]);
  });

  test('an end before its start is no end', () => {
    expect(merge({ ...BRIEF, end: undefined as never }, said({ end: '2027-03-01' }), 2).brief.end).toBeUndefined();
  });
});

describe('needs', () => {
  const needs = (heard: Heard) => briefAfter(heard).needs.map(({ id, category }) => `${id} ${category}`);

  test('a need that is there already is not added twice', () => {
    expect(needs(frame({ acts: ['inform'], needs: ['car', 'ski_hire'] }))).toEqual(['need-1 car', 'need-2 lodging', 'need-3 ski_hire']);
  });

  test('“sans la voiture” drops it for good; asked for again it comes back under a new id', () => {
    const without = merge(BRIEF, frame({ acts: ['remove'], needs: ['car'] }), 2);
    expect([without.brief.needs.map(({ category }) => category), without.brief.declined]).toEqual([['lodging'], ['car']]);
    const again = merge(without.brief, frame({ acts: ['request'], needs: ['car'] }), without.needCounter);
    expect([again.brief.needs.map(({ id }) => id), again.brief.declined]).toEqual([['need-2', 'need-3'], []]);
  });

  test('a question about an offer adds nothing', () => {
    expect(merge(BRIEF, frame({ acts: ['ask'], needs: ['flight'], prefs: ['lodging:spa'] }), 2).brief).toEqual(BRIEF);
  });

  test('a wish says that its need is wanted, and the last word on it counts', () => {
    const spa = merge(BRIEF, frame({ acts: ['refine'], prefs: ['lodging:spa'] }), 2);
    const none = merge(spa.brief, frame({ acts: ['refine'], prefsNot: ['lodging:spa'] }), spa.needCounter);
    const wishes = (brief: Brief) => brief.needs.find(({ category }) => category === 'lodging')?.requirements;
    expect(wishes(spa.brief)).toEqual([{ attr: 'spa', op: 'eq', value: true, strength: 'wish' }]);
    expect(wishes(none.brief)).toEqual([{ attr: 'spa', op: 'eq', value: false, strength: 'must' }]);
  });

  test('a yes to what was proposed adds it, and a no adds nothing', () => {
    const yes = merge(BRIEF, frame({ acts: ['affirm'] }), 2, ['ski_hire']);
    expect(yes.added).toEqual(['ski_hire']);
    expect(merge(BRIEF, frame({ acts: ['deny'] }), 2, ['ski_hire']).added).toEqual([]);
  });

  test('one’s own car needs no flight, train or desk', () => {
    expect(briefAfter(said({ ownCar: true }))).toMatchObject({ ownCar: true, declined: ['flight', 'train', 'car'] });
  });
});
