import { type Hearing, hear } from '../support/hear.ts';

const WHO = { 'fr-FR': { asked: 'who' }, 'en-US': { locale: 'en-US', asked: 'who' } } as const;
const CHILDREN = { 'fr-FR': { asked: 'children' }, 'en-US': { locale: 'en-US', asked: 'children' } } as const;
const OPENING: Readonly<Record<'fr-FR' | 'en-US', Hearing>> = { 'fr-FR': {}, 'en-US': { locale: 'en-US' } };

describe('one traveller', () => {
  test.each([
    ['fr-FR', 'un hôtel pour un à Nice du 10 au 12 mars'],
    ['fr-FR', 'un billet de train pour un de Paris à Lyon vendredi'],
    ['en-US', 'a room for one in Nice from March 10th to 12th'],
    ['en-US', 'a table for one in London on Saturday at 8'],
  ] as const)('in %s, “%s”', (locale, words) => {
    expect(hear(words, OPENING[locale]).slots).toMatchObject({ party: 1 });
  });

  test.each([
    ['fr-FR', 'un'],
    ['fr-FR', 'pour un'],
    ['fr-FR', "on n'est qu'un"],
    ['fr-FR', 'juste pour moi'],
    ['en-US', 'one'],
    ['en-US', 'just the one of us'],
    ['en-US', 'just for me'],
  ] as const)('asked for, in %s, “%s”', (locale, words) => {
    expect(hear(words, WHO[locale]).slots).toMatchObject({ party: 1 });
  });

  test('of children, one is a child', () => {
    expect(hear('un', CHILDREN['fr-FR']).slots).toEqual({ children: 1 });
    expect(hear('just one', CHILDREN['en-US']).slots).toEqual({ children: 1 });
  });

  test.each([
    ['fr-FR', "change l'hôtel pour un à Cannes"],
    ['fr-FR', 'un hôtel pour un week-end à Nice'],
    ['fr-FR', 'une voiture pour un mois à Lyon'],
    ['en-US', 'swap the hotel for one in Cannes'],
    ['en-US', 'swap the car for one with four seats'],
    ['en-US', 'a hotel for one night in Nice'],
    ['en-US', 'a hotel for one of our clients in Nice'],
  ] as const)('is nobody’s number where “one” is a thing: %s, “%s”', (locale, words) => {
    expect(hear(words, OPENING[locale]).slots.party).toBeUndefined();
  });
});

describe('couples and families are counted by their heads', () => {
  test.each([
    ['fr-FR', 'nous sommes deux couples et trois enfants', { adults: 4, children: 3 }],
    ['fr-FR', 'deux couples avec chacun deux enfants', { adults: 4, children: 4 }],
    ['fr-FR', 'deux familles avec deux enfants chacune', { adults: 4, children: 4 }],
    ['fr-FR', 'deux familles avec trois enfants', { adults: 4, children: 3 }],
    ['fr-FR', 'deux familles de quatre', { party: 8 }],
    ['fr-FR', "un couple d'amis et nous deux", { adults: 4 }],
    ['fr-FR', 'ma sœur et son mari, plus nous deux', { adults: 4 }],
    ['fr-FR', 'ma sœur, son mari et moi', { adults: 3 }],
    ['fr-FR', 'mon mari et moi, plus mes deux sœurs et leurs maris', { adults: 6 }],
    ['en-US', 'three couples', { adults: 6 }],
    ['en-US', 'two couples, each with two kids', { adults: 4, children: 4 }],
    ['en-US', 'two families of four', { party: 8 }],
    ['en-US', 'two families with two kids each', { adults: 4, children: 4 }],
    ['en-US', 'two couples and a single friend', { adults: 5 }],
    ['en-US', 'my sister and her husband, plus the two of us', { adults: 4 }],
    ['en-US', 'my brother, his wife and their two kids, plus us two', { adults: 4, children: 2 }],
    ['en-US', 'my parents and the two of us', { adults: 4 }],
  ] as const)('in %s, “%s”', (locale, words, party) => {
    expect(hear(words, WHO[locale]).slots).toMatchObject(party);
  });

  test.each([
    ['fr-FR', 'ma femme et les gosses'],
    ['en-US', 'my wife and the kids'],
  ] as const)('children that nobody counted are still to be counted: %s, “%s”', (locale, words) => {
    expect(hear(words, WHO[locale]).slots).toEqual({ adults: 2, young: true });
  });

  test('two of those who were counted are no more people', () => {
    expect(hear("there's six of us, and two of us don't ski", WHO['en-US']).slots).toMatchObject({ party: 6 });
  });
});
