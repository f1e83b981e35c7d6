import { nextQuestion, withImplied } from '../../shared/dialogue/agenda.ts';
import type { Brief, Category, Need } from '../../shared/trip/brief.ts';
import { begin, tellAll } from '../support/play.ts';

const EMPTY: Brief = { needs: [], skipped: [], declined: [] };
const need = (category: Category, over: Partial<Need> = {}): Need => ({ id: `need-${category}`, category, requirements: [], ...over });
const SKI: Brief = {
  ...EMPTY,
  activity: 'ski',
  where: ['region:french-alps'],
  start: '2027-03-20',
  end: '2027-03-25',
  needs: [need('car', { where: ['LYS'] })],
};
const WHO: Brief['party'] = { adults: 2, children: 1, childAges: [8] };
const MAX: Brief['budget'] = { max: { minor: 350_000, currency: 'EUR' }, scope: 'total' };

describe('the next question is the first gap that matters, in the order of a person', () => {
  test.each<[string, Brief, string | undefined]>([
    ['nothing is known', EMPTY, 'open'],
    ['a place is no trip yet: when', { ...EMPTY, where: ['city:FR:annecy'], needs: [need('lodging')] }, 'dates'],
    ['a first day without a last one', { ...EMPTY, where: ['city:FR:annecy'], start: '2027-02-12', needs: [need('lodging')] }, 'dates'],
    ['dates without a place', { ...EMPTY, start: '2027-02-12', end: '2027-02-14', needs: [need('lodging')] }, 'place'],
    ['who', SKI, 'who'],
    ['from where', { ...SKI, party: WHO }, 'origin'],
    ['what else', { ...SKI, party: WHO, origin: ['city:FR:nantes'], needs: [...SKI.needs, need('flight')] }, 'what_else'],
    [
      'the ceiling last',
      { ...SKI, party: WHO, origin: ['city:FR:nantes'], needs: [...SKI.needs, need('flight'), need('lodging'), need('ski_hire')] },
      'budget',
    ],
    [
      'nothing is missing',
      {
        ...SKI,
        party: WHO,
        budget: MAX,
        origin: ['city:FR:nantes'],
        needs: [...SKI.needs, need('flight'), need('lodging'), need('ski_hire')],
      },
      undefined,
    ],
    [
      'one need asks for no origin and no ceiling',
      { ...EMPTY, where: ['city:FR:annecy'], start: '2027-02-12', end: '2027-02-14', party: WHO, needs: [need('lodging')] },
      undefined,
    ],
    [
      'a table needs its hour',
      { ...EMPTY, where: ['city:FR:annecy'], start: '2026-11-28', party: WHO, needs: [need('restaurant')] },
      'time',
    ],
    [
      'a table with its hour needs nothing',
      { ...EMPTY, where: ['city:FR:annecy'], start: '2026-11-28', party: WHO, needs: [need('restaurant', { time: '20:00' })] },
      undefined,
    ],
    ['a question that was waved away is not asked again', { ...SKI, party: WHO, skipped: ['origin', 'what_else', 'budget'] }, undefined],
  ])('%s', (_name, brief, asked) => {
    expect(nextQuestion(brief)?.type).toBe(asked);
  });
});

describe('what nobody would say', () => {
  const implied = (brief: Brief) => withImplied(brief, 5).brief.needs.map(({ category }) => category);

  test('a stay away needs a bed', () => {
    expect(implied({ ...EMPTY, activity: 'city', where: ['city:IT:roma'] })).toContain('lodging');
  });

  test('a desk at an airport is reached by air', () => {
    expect(implied({ ...SKI, party: WHO, origin: ['city:FR:nantes'] })).toEqual(['car', 'flight']);
  });

  test('one’s own car, or a refused carrier, needs no ticket', () => {
    expect(implied({ ...SKI, origin: ['city:FR:nantes'], ownCar: true })).toEqual(['car']);
    expect(implied({ ...SKI, origin: ['city:FR:nantes'], declined: ['flight', 'train'] })).toEqual(['car']);
  });

  test.each<[string, Partial<Brief>, readonly Category[]]>([
    ['of who comes by train', {}, ['lodging', 'train', 'transfer']],
    [
      'but not where the train stops in the resort',
      { where: ['resort:chamonix'], needs: [need('lodging'), need('train')] },
      ['lodging', 'train'],
    ],
    ['nor where it was refused', { declined: ['transfer'] }, ['lodging', 'train']],
    ['nor beside a car', { needs: [need('lodging'), need('car')] }, ['lodging', 'car', 'train']],
    ['nor for a city', { activity: 'city', where: ['city:FR:lyon'] }, ['lodging', 'train']],
  ])('the way up to a resort, %s', (_case, over, categories) => {
    const brief = { ...SKI, where: ['resort:valmorel'], party: WHO, origin: ['city:FR:paris'], needs: [need('lodging')], ...over };
    expect(implied(brief)).toEqual(categories);
  });

  test('a ride that nobody asked for goes when a car comes', () => {
    const brief = { ...SKI, needs: [need('lodging'), need('train'), need('transfer', { implied: true }), need('car')] };
    expect(implied(brief)).toEqual(['lodging', 'train', 'car']);
  });
});

describe('where one stays', () => {
  test.each([
    ['fr-FR', 'une voiture à Nice du 3 au 6 mars', 'et un hôtel pour deux', ['city:FR:nice']],
    ['en-US', 'I need a car in Nice from the 3rd to the 6th of March', 'and a hotel for two', ['city:FR:nice']],
  ])('%s: in the town where a hired car waits, unless another was said', (locale, car, hotel, where) => {
    const { trip } = tellAll(begin(locale), [car, hotel]).state;
    expect(trip.requests.find(({ category }) => category === 'lodging')?.where).toEqual(where);
  });
});
