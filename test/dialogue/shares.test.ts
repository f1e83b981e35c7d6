import { begin, tellAll } from '../support/play.ts';

const FOUR = 'ski à Tignes du 6 au 13 février en train depuis Paris, on est quatre';
const FIVE = 'ski à Morzine du 13 au 20 février depuis Paris, on est cinq, trois enfants de 4, 7 et 13 ans';
const MERIBEL = 'skiing in Meribel, five of us, from London, March 6th to 13th';

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
