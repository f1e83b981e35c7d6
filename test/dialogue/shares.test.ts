import { begin, tellAll } from '../support/play.ts';

const FOUR = 'ski à Tignes du 6 au 13 février en train depuis Paris, on est quatre';
const FIVE = 'ski à Morzine du 13 au 20 février depuis Paris, on est cinq, trois enfants de 4, 7 et 13 ans';
const MERIBEL = 'skiing in Meribel, five of us, from London, March 6th to 13th';
/** Two who have a bed and a car already, and a family of four. */
const TWO = {
  'fr-FR': 'une semaine au ski aux Arcs du 20 au 27 février pour deux adultes avec hôtel, en voiture, sans budget',
  'en-US': "a week's skiing in Les Arcs February 20th to 27th for two adults with a hotel, we're driving, no budget",
} as const;
const FAMILY = {
  'fr-FR':
    'une semaine au ski aux Arcs du 20 au 27 février pour deux adultes et deux enfants de 6 et 9 ans avec hôtel, en voiture, sans budget',
  'en-US':
    "a week's skiing in Les Arcs February 20th to 27th for two adults and two children aged 6 and 9 with a hotel, we're driving, no budget",
} as const;

describe('who one thing is for is not who travels', () => {
  test.each<[string, readonly string[], number, object, RegExp]>([
    ['fr-FR', [`${FOUR}, skis pour 3, forfaits pr tous`], 4, { ski_hire: 3 }, /quatre, des skis pour trois/],
    ['fr-FR', [FOUR, 'un hôtel et trois paires de skis'], 4, { ski_hire: 3 }, /skis pour trois/],
    [
      'fr-FR',
      [FOUR, 'un hôtel, les skis et les forfaits', 'sans forfait pour moi, je skie pas'],
      4,
      { ski_hire: 3, ski_pass: 3 },
      /^Trois à skier/,
    ],
    ['fr-FR', [`${FOUR}, pas de ski pour ma femme`, 'un hôtel et les skis'], 4, { ski_hire: 3 }, /./],
    ['fr-FR', [FIVE, 'oui un chalet, et les skis sauf pour le petit de 4 ans'], 5, { ski_hire: 4 }, /skis pour quatre/],
    ['fr-FR', ['trois paires de skis à Megève du 1er au 5 mars'], 3, {}, /trois/],
    ['fr-FR', ['trois paires de skis à Megève du 1er au 5 mars', 'skis pour quatre'], 4, {}, /quatre/],
    ['fr-FR', ['faire du ski à deux à Morzine du 13 au 20 février'], 2, {}, /deux/],
    ['en-GB', [`${MERIBEL}, my wife doesn't ski`, 'a hotel, and passes for three'], 5, { ski_pass: 3 }, /^Passes for three/],
    ['en-US', [`${MERIBEL}, skis for three of us, passes for everyone`], 5, { ski_hire: 3 }, /skis for three/],
    ['en-US', [`${MERIBEL}, skis for everyone but me`, 'actually skis for everyone'], 5, {}, /./],
  ])('in %s, %j', (locale, lines, size, shares, said) => {
    const play = tellAll(begin(locale), lines);
    const { party, needs } = play.state.trip.brief;
    expect((party?.adults ?? 0) + (party?.children ?? 0)).toBe(size);
    const own = needs.flatMap((need) => (need.party ? [[need.category, need.party.adults + need.party.children]] : []));
    expect(Object.fromEntries(own)).toEqual(shares);
    expect(play.speech.replace(/^.*assistant\S*(?: automatique)?\. /, '')).toMatch(said);
  });

  test('the child who is left out is the one of that age', () => {
    const { needs } = tellAll(begin('fr-FR'), [FIVE, 'les skis, sauf pour le petit de 4 ans']).state.trip.brief;
    expect(needs.find(({ category }) => category === 'ski_hire')?.party).toEqual({ adults: 2, children: 2, childAges: [7, 13] });
  });
});

describe('what is for some of those who are known is for them alone', () => {
  test.each<['fr-FR' | 'en-US', string]>([
    ['fr-FR', 'un forfait pour moi seulement'],
    ['fr-FR', 'un forfait pour mon mari'],
    ['fr-FR', 'un forfait, juste pour ma femme'],
    ['fr-FR', 'rien que pour moi, un seul forfait'],
    ['fr-FR', 'un forfait pour une personne'],
    ['en-US', 'a ski pass for my husband only'],
    ['en-US', 'a ski pass, just for me'],
    ['en-US', 'a lift pass for one person'],
    ['en-US', 'just one ski pass'],
  ])('in %s, of two, “%s”', (locale, words) => {
    const { party, needs } = tellAll(begin(locale), [TWO[locale], words]).state.trip.brief;
    expect(party).toMatchObject({ adults: 2, children: 0 });
    expect(needs.find(({ category }) => category === 'ski_pass')?.party).toMatchObject({ adults: 1, children: 0 });
  });

  test.each<['fr-FR' | 'en-US', string, object]>([
    ['fr-FR', 'des skis juste pour les enfants', { adults: 0, children: 2 }],
    ['fr-FR', 'des skis pour ma fille et moi', { adults: 1, children: 1 }],
    ['fr-FR', 'des skis pour celui de 6 ans', { adults: 0, children: 1, childAges: [6] }],
    ['fr-FR', 'des skis pour les adultes seulement', { adults: 2, children: 0 }],
    ['en-US', 'ski hire just for the kids', { adults: 0, children: 2 }],
    ['en-US', 'skis for me and my daughter', { adults: 1, children: 1 }],
    ['en-US', 'skis just for the 6 year old', { adults: 0, children: 1, childAges: [6] }],
    ['en-US', 'skis for the grown-ups', { adults: 2, children: 0 }],
  ])('in %s, of a family, “%s”', (locale, words, own) => {
    const { party, needs } = tellAll(begin(locale), [FAMILY[locale], words]).state.trip.brief;
    expect(party).toMatchObject({ adults: 2, children: 2 });
    expect(needs.find(({ category }) => category === 'ski_hire')?.party).toMatchObject(own);
  });

  test.each<['fr-FR' | 'en-US', string]>([
    ['fr-FR', 'un taxi pour notre hôtel'],
    ['fr-FR', 'une table pour ma femme et moi'],
    ['fr-FR', 'des skis pour ma femme et moi'],
    ['en-US', 'a taxi to our hotel'],
    ['en-US', "a table for my husband's birthday"],
    ['en-US', 'skis for me and my husband'],
  ])('in %s, of two, “%s” is for both', (locale, words) => {
    const { party, needs } = tellAll(begin(locale), [TWO[locale], words]).state.trip.brief;
    expect(party?.adults).toBe(2);
    expect(needs.flatMap((need) => need.party ?? [])).toEqual([]);
  });
});
