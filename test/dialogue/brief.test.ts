import { describe, expect, test } from '@jest/globals';
import { begin, type Play, tellAll } from '../support/play.ts';

const needsOf = ({ state }: Play) => state.trip.brief.needs.map(({ category }) => category).toSorted();

const SKI = {
  'fr-FR': "J'aimerais aller skier aux Arcs du 20 au 25 mars à deux depuis Nantes avec un 4x4 à l'aéroport de Lyon",
  'en-US': "I'd like to go skiing in Les Arcs from March 20th to the 25th, two adults, from London, with a four by four at Lyon airport",
} as const;

describe('what else is needed', () => {
  const BOTH = ['lodging', 'ski_hire'];
  test.each<[keyof typeof SKI, string, readonly string[]]>([
    ['fr-FR', 'oui, et les forfaits', [...BOTH, 'ski_pass']],
    ['fr-FR', 'oui et des forfaits aussi', [...BOTH, 'ski_pass']],
    ['fr-FR', 'oui, plus les forfaits', [...BOTH, 'ski_pass']],
    ['fr-FR', 'oui, et aussi les skis', BOTH],
    ['fr-FR', 'oui, un hôtel, et les forfaits', ['lodging', 'ski_pass']],
    ['fr-FR', 'oui, juste les forfaits', ['ski_pass']],
    ['fr-FR', 'non, juste les forfaits', ['ski_pass']],
    ['fr-FR', "oui, l'hôtel seulement", ['lodging']],
    ['fr-FR', 'oui, et 800 euros maximum', BOTH],
    ['fr-FR', 'oui, avec une piscine', BOTH],
    ['en-US', 'yes please, and skis', BOTH],
    ['en-US', 'yes, and ski passes', [...BOTH, 'ski_pass']],
    ['en-US', 'sure, ski passes too', [...BOTH, 'ski_pass']],
    ['en-US', 'yes, a hotel', ['lodging']],
    ['en-US', 'yes, but only the ski passes', ['ski_pass']],
    ['en-US', 'no, just the ski passes', ['ski_pass']],
    ['en-US', 'yes, and no more than 800 euros', BOTH],
  ])('in %s, “%s”', (locale, words, needs) => {
    expect(needsOf(tellAll(begin(locale), [SKI[locale], words]))).toEqual(['car', 'flight', ...needs]);
  });

  test.each<[keyof typeof SKI, string]>([
    ['fr-FR', "non, on a déjà l'hôtel"],
    ['fr-FR', "l'hôtel c'est bon, on l'a déjà"],
    ['fr-FR', 'on loge chez des amis'],
    ['fr-FR', 'on a un appartement sur place'],
    ['en-US', 'no, we already have a hotel'],
    ['en-US', "we're staying with friends"],
    ['en-US', "we've got our own flat there"],
  ])('in %s, “%s” has a bed already', (locale, words) => {
    const play = tellAll(begin(locale), [SKI[locale], words]);
    expect(needsOf(play)).not.toContain('lodging');
    expect(play.state.trip.brief.declined).toContain('lodging');
  });
});

describe('who travels', () => {
  const TRAIN = 'une semaine au ski à Valmorel du 6 au 13 février en train depuis Nantes';
  const MERIBEL = "a week's skiing in Meribel from February 6th to 13th from London";

  test.each<[string, string, string, number | undefined]>([
    ['fr-FR', TRAIN, 'ma femme pis les gosses', 2],
    ['fr-FR', TRAIN, 'ma femme et les gosses', 2],
    ['fr-FR', TRAIN, 'moi et mes enfants', 1],
    ['fr-FR', TRAIN, 'avec mon mari et des gamins', 2],
    ['fr-FR', TRAIN, 'on est deux plus les enfants', 2],
    ['fr-FR', TRAIN, 'avec les enfants', undefined],
    ['en-GB', MERIBEL, 'me and the kids', 1],
    ['en-GB', MERIBEL, 'the wife and the little ones', 2],
    ['en-GB', MERIBEL, 'my husband, me and the children', 2],
    ['en-GB', MERIBEL, 'the two of us plus some kids', 2],
  ])('in %s, after “%s”, “%s” asks how many children', (locale, opening, words, adults) => {
    const play = tellAll(begin(locale), [opening, words]);
    expect(play.state.trip.brief).toMatchObject({ kids: adults === undefined ? {} : { adults } });
    expect(play.state.trip.brief.party).toBeUndefined();
    expect(play.speech).toMatch(/enfants|children/);
  });

  test.each<[string, string, object]>([
    ['ma femme et les gosses', 'deux, 4 et 6 ans', { adults: 2, children: 2, childAges: [4, 6] }],
    ['ma femme et les gosses', '4 et 6 ans', { adults: 2, children: 2, childAges: [4, 6] }],
    ['moi et les gosses', 'trois', { adults: 1, children: 3, childAges: [] }],
    ['moi et les gosses', 'un de cinq ans et une de huit', { adults: 1, children: 2, childAges: [5, 8] }],
    ['ma femme et les gosses', 'on sera cinq', { adults: 2, children: 3, childAges: [] }],
    ['ma femme et les gosses', 'non finalement on part sans eux', { adults: 2, children: 0, childAges: [] }],
    ['avec les enfants', 'deux adultes et un enfant', { adults: 2, children: 1, childAges: [] }],
  ])('“%s”, then “%s”', (who, children, party) => {
    expect(tellAll(begin('fr-FR'), [TRAIN, who, children]).state.trip.brief.party).toEqual(party);
  });

  test('two and two children are four, and stay four when their ages are told', () => {
    const play = tellAll(begin('fr-FR'), ['un hôtel à Lyon du 12 au 14 mars pour deux et deux enfants', '4 et 6 ans']);
    expect(play.state.trip.brief.party).toEqual({ adults: 2, children: 2, childAges: [4, 6] });
  });

  test.each([
    ['fr-FR', 'skier à Valmorel du 6 au 13 février à deux', 'deux'],
    ['en-US', 'ski in Meribel from February 6th to 13th, two adults', 'two'],
  ])('in %s, after “%s”, “%s” is heard again', (locale, opening, words) => {
    const play = tellAll(begin(locale), [opening, words]);
    expect(play.speech).not.toMatch(/saisi|catch/);
    expect(play.state.trip.brief.party).toMatchObject({ adults: 2 });
  });
});
