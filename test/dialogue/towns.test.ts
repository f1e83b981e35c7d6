import { EMPTY_BRIEF } from '../../shared/dialogue/fresh.ts';
import { inTown, townsToChoose } from '../../shared/dialogue/towns.ts';
import { placeById, townsFor } from '../../shared/places/places.ts';
import { hear, placeIds } from '../support/hear.ts';

describe('the towns of a wide place', () => {
  test.each([
    ['country:IT', undefined, ['city:IT:rome', 'city:IT:florence', 'city:IT:venice']],
    ['region:brittany', undefined, ['city:FR:rennes', 'city:FR:saint-malo', 'city:FR:quimper']],
    ['country:IT', 'ski', []],
    ['region:french-alps', undefined, []],
    ['region:louvre', undefined, []],
    ['city:FR:lyon', undefined, []],
  ])('%s %s', (id, activity, towns) => {
    expect(townsToChoose({ ...EMPTY_BRIEF, where: [id], ...(activity && { activity }) })).toEqual(towns);
  });

  test.each([
    ['beach', ['city:FR:nice', 'city:ES:palma', 'city:PT:faro']],
    ['mountain', ['city:FR:chamonix-mont-blanc', 'city:FR:annecy', 'city:FR:briancon']],
    ['journey', []],
    [undefined, []],
  ])('of a trip that is no more than %s', (activity, towns) => {
    expect(townsToChoose({ ...EMPTY_BRIEF, ...(activity && { activity }) })).toEqual(towns);
  });

  test('of two places none is asked for', () => {
    expect(townsToChoose({ ...EMPTY_BRIEF, where: ['country:IT', 'country:ES'] })).toEqual([]);
  });

  test('every one is a town of that country', () => {
    const wide = ['country:GB', 'country:PT', 'region:tuscany', 'region:normandy', 'region:scotland', 'region:andalusia', 'region:louvre'];
    for (const id of wide) {
      const towns = townsFor(id).map(placeById);
      expect(towns.length).toBeGreaterThan(0);
      for (const town of towns) expect([town?.kind, town?.country]).toEqual(['city', placeById(id)?.country]);
    }
  });
});

describe('a sight is in its town', () => {
  test.each([
    ['un hôtel près du Louvre samedi prochain pour deux', {}, ['city:FR:paris'], ['Louvre']],
    ['a hotel near the Colosseum in Rome', { locale: 'en-US' }, ['city:IT:rome'], ['Colosseum']],
    ['une table près du lac d’Annecy samedi soir', {}, ['city:FR:annecy'], ["lac d'Annecy"]],
  ])('%s', (text, context, towns, words) => {
    const { slots } = inTown(hear(text, context));
    expect(placeIds(slots.destination)).toEqual(towns);
    expect(slots.near).toBeUndefined();
    expect(slots.spots?.map((spot) => spot.words)).toEqual(words);
  });

  test.each(['un hôtel à Annecy', 'une semaine en Toscane', 'un chalet à Valmorel'])('%s stays as it is', (text) => {
    const heard = hear(text);
    expect(inTown(heard)).toBe(heard);
  });
});

describe('a lone town, where a country was named', () => {
  const portugal = { known: { needs: [], activity: 'generic', where: ['country:PT'] } } as const;

  test.each([
    ['Lyon', { ...portugal, asked: 'dates' }, { origin: ['city:FR:lyon'] }],
    ['Faro', { ...portugal, asked: 'dates' }, { destination: ['city:PT:faro'] }],
    ['Barcelone', { ...portugal, asked: 'either', listed: [['Lisbonne'], ['Porto'], ['Faro']] }, { destination: ['city:ES:barcelona'] }],
  ] as const)('%s', (text, context, role) => {
    const { origin, destination } = hear(text, context).slots;
    expect({ ...(origin && { origin: placeIds(origin) }), ...(destination && { destination: placeIds(destination) }) }).toEqual(role);
  });
});
