import { resolveNeed, stayPlaces } from '../../shared/dialogue/resolve-need.ts';
import type { Brief, Category, Need } from '../../shared/trip/brief.ts';

const need = (category: Category, over: Partial<Need> = {}): Need => ({ id: `need-${category}`, category, requirements: [], ...over });
const desk = need('car', { where: ['LYS'] });
const BRIEF: Brief = {
  where: ['region:french-alps'],
  origin: ['city:FR:nantes'],
  start: '2027-03-20',
  end: '2027-03-25',
  party: { adults: 2, children: 0, childAges: [] },
  activity: 'ski',
  needs: [desk],
  skipped: [],
  declined: [],
};

describe('a need takes the trip’s place and time unless it has its own', () => {
  test('the flight goes from the airport of where one starts to the one of the car desk', () => {
    expect(resolveNeed(BRIEF, need('flight'))).toMatchObject({
      from: ['NTE'],
      where: ['LYS'],
      start: '2027-03-20',
      end: '2027-03-25',
      gaps: [],
    });
  });

  test('without a desk it goes to the airport nearest by road that airlines serve', () => {
    expect(resolveNeed({ ...BRIEF, needs: [], where: ['resort:la-clusaz'] }, need('flight')).where).toEqual(['GVA']);
  });

  test('the train goes to the station that serves the resort', () => {
    const { where, from } = resolveNeed({ ...BRIEF, needs: [], where: ['resort:les-arcs'], origin: ['city:FR:paris'] }, need('train'));
    expect([where.length, from.length > 0]).toEqual([1, true]);
    expect(where).not.toContain('resort:les-arcs');
  });

  test('a bed is wanted in the town where a car is hired, where nothing else was said and nobody skis', () => {
    const { where: _where, activity: _activity, ...brief } = BRIEF;
    const hired: Brief = { ...brief, needs: [need('car', { where: ['city:FR:nice'] })] };
    expect(resolveNeed(hired, need('lodging')).where).toEqual(['city:FR:nice']);
    expect(resolveNeed({ ...hired, where: ['city:FR:cannes'] }, need('lodging')).where).toEqual(['city:FR:cannes']);
    expect(resolveNeed({ ...hired, activity: 'ski' }, need('lodging')).where).toEqual([]);
    expect(resolveNeed({ ...hired, needs: [desk] }, need('lodging')).where).toEqual([]);
  });

  test('a bed is wanted in the region as it was said, and the candidates are ten at most, near and high first', () => {
    expect(resolveNeed(BRIEF, need('lodging')).where).toEqual(['region:french-alps']);
    expect(stayPlaces(BRIEF)).toHaveLength(10);
    expect(stayPlaces({ ...BRIEF, where: ['resort:les-arcs', 'resort:tignes'] })).toEqual(['resort:les-arcs', 'resort:tignes']);
  });

  test('a table is for the first evening unless it has its own', () => {
    expect(resolveNeed(BRIEF, need('restaurant'))).toMatchObject({ start: '2027-03-20', end: '2027-03-20', gaps: ['time'] });
    expect(resolveNeed(BRIEF, need('restaurant', { start: '2027-03-22', time: '20:00' }))).toMatchObject({ end: '2027-03-22', gaps: [] });
  });

  test('who comes by train takes the car at the station, who flies at the airport', () => {
    const car = need('car');
    const at = (...needs: readonly Need[]) => resolveNeed({ ...BRIEF, where: ['city:FR:annecy'], needs: [car, ...needs] }, car).where;
    expect(at(need('train'))).toEqual([expect.stringMatching(/^station:/)]);
    expect(at(need('flight'))).not.toEqual([expect.stringMatching(/^station:/)]);
    expect(at(need('train'), need('flight'))).toEqual(at(need('flight')));
  });

  test('a transfer starts where the journey ends', () => {
    const flown = { ...BRIEF, where: ['resort:les-arcs'], needs: [...BRIEF.needs, need('flight'), need('transfer')] };
    expect(resolveNeed(flown, need('transfer')).from).toEqual(['LYS']);
    expect(resolveNeed(flown, need('transfer')).gaps).toEqual([]);
  });

  test('a ride without a journey starts where the traveller says, at an hour', () => {
    const { origin: _origin, ...alone } = { ...BRIEF, where: ['city:FR:annecy'], needs: [need('restaurant'), need('transfer')] };
    expect(resolveNeed(alone, need('transfer')).gaps).toEqual(['from', 'time']);
  });
});

describe('what is missing before vendors can be asked', () => {
  const { start: _start, end: _end, party: _party, origin: _origin, where: _where, ...nothing } = BRIEF;
  test.each<[Category, readonly string[]]>([
    ['flight', ['where', 'from', 'start', 'end', 'party']],
    ['train', ['where', 'from', 'start', 'end', 'party']],
    ['lodging', ['where', 'start', 'end', 'party']],
    ['ski_hire', ['where', 'start', 'end', 'party']],
    ['ski_pass', ['where', 'start', 'end', 'party']],
    ['restaurant', ['where', 'start', 'party', 'time']],
  ])('%s', (category, gaps) => {
    expect(resolveNeed({ ...nothing, needs: [] }, need(category)).gaps).toEqual(gaps);
  });

  test('a one-way journey has no way back to ask for', () => {
    expect(resolveNeed({ ...nothing, start: '2027-03-20', needs: [desk] }, need('flight', { oneWay: true })).gaps).not.toContain('end');
  });
});
