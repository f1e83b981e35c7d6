import { begin, GOOD, type Outside, tell } from '../support/play.ts';

/** Two houses, of which only the dearer one has what is wished for. */
const oneSpa: Outside = {
  ...GOOD,
  offers: (request) =>
    GOOD.offers(request)
      .filter((_, i) => i !== 1)
      .map((offer, i) => {
        const { item } = offer;
        if (item.category !== 'lodging') return offer;
        const { slopesMinutes: _, ...house } = item;
        return {
          ...offer,
          item: { ...house, centreMinutes: i === 1 ? 3 : 20, stars: 3, has: i === 1 ? ['spa'] : [], hasNot: i === 1 ? [] : ['spa'] },
        };
      }),
};

test.each([
  ['fr-FR', 'un hôtel avec spa à Venise du 13 au 16 mars pour deux', /avec spa/g],
  ['en-US', 'a hotel with a spa in Venice from March 13th to the 16th for two', /with (?:a )?spa/g],
])('%s: the house that grants the wish says so once', (locale, words, spa) => {
  const { speech } = tell(begin(locale, oneSpa), words);
  const told = speech.slice(speech.indexOf('La Grande Ourse'));
  expect(told.match(spa)).toHaveLength(1);
});
