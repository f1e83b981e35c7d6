import { begin, GOOD, type Outside, type Play, tell, tellAll } from '../support/play.ts';

const isHeld = ({ state }: Play) => state.trip.bookings.some(({ status }) => status === 'held');

describe('a table alone', () => {
  test.each([
    ['fr-FR', 'une table pour six demain soir à Lyon à 20 heures', 'pas trop bruyant', 'Au calme.'],
    ['en-US', 'a table for six tomorrow night in Lyon at 8', 'somewhere quiet', 'Somewhere quiet.'],
  ])('%s: is what is to be quiet, and no bed is looked for', (locale, first, then, said) => {
    const play = tellAll(begin(locale), [first, then]);
    expect(play.state.trip.brief.needs.map(({ category }) => category)).toEqual(['restaurant']);
    expect(play.speech).toContain(said);
  });

  test.each([
    ['fr-FR', 'une table pour six demain soir à Lyon à 20 heures', 'dont deux enfants'],
    ['en-US', 'a table for six tomorrow night in Lyon at 8', 'including two kids'],
  ])('%s: children among those who come make no more of them', (locale, first, then) => {
    expect(tellAll(begin(locale), [first, then]).state.trip.brief.party).toMatchObject({ adults: 4, children: 2 });
  });

  test('that misses a wish is told by what a meal costs there, not by what the table does', () => {
    const play = tellAll(begin('fr-FR'), ['une table pour six demain soir à Lyon à 20 heures', 'un bouchon']);
    expect(play.speech).toMatch(/c'est Table 1, autour de 30 euros par personne\./);
  });
});

test.each(['une table pour deux samedi 5 décembre à Annecy', 'un hôtel à Lyon à deux samedi 5 décembre'])(
  '“%s” counts two, from that day',
  (words) => {
    expect(tell(begin('fr-FR'), words).state.trip.brief).toMatchObject({ start: '2026-12-05', party: { adults: 2 } });
  },
);

describe('a day said of one thing is not the trip’s', () => {
  test.each<[string, string, string, object]>([
    [
      'fr-FR',
      'un week-end à Londres du 12 au 14 mars pour deux, un hôtel et un dîner le samedi soir',
      'restaurant',
      { start: '2027-03-13' },
    ],
    [
      'fr-FR',
      'hôtel à Barcelone du 3 au 5 avril pour deux et un bon resto de tapas le dernier soir',
      'restaurant',
      { start: '2027-04-04' },
    ],
    [
      'fr-FR',
      'ski aux Arcs du 20 au 27 mars à deux de Paris, un hôtel et les forfaits du lundi au mercredi',
      'ski_pass',
      { start: '2027-03-22', end: '2027-03-24' },
    ],
    [
      'en-GB',
      'a weekend in Bath for two from the 5th to the 7th of March, hotel with breakfast, dinner on Saturday',
      'restaurant',
      { start: '2027-03-06' },
    ],
    ['en-US', 'a hotel in Nice from March 3rd to the 6th for two, and a table on our last night', 'restaurant', { start: '2027-03-05' }],
  ])('%s: %s', (locale, text, category, own) => {
    const { brief } = tell(begin(locale), text).state.trip;
    expect(brief.needs.find((need) => need.category === category)).toMatchObject(own);
    expect(brief.start).not.toBe(Object.values(own)[0]);
  });

  test('nor does it move a trip that is known', () => {
    const play = tellAll(begin('fr-FR'), ['un hôtel à Annecy du 5 au 8 mars pour deux', 'et une table samedi soir']);
    expect(play.state.trip.brief).toMatchObject({ start: '2027-03-05', end: '2027-03-08' });
    expect(play.speech).toBe('La table le samedi. Vous mangez vers quelle heure ?');
  });
});

describe('what nobody on the list has', () => {
  test.each([
    ['fr-FR', 'un hôtel à Chamonix du 13 au 20 mars pour deux, sans budget', 'avec cuisine', 'le premier'],
    ['en-US', 'a hotel in Chamonix from March 13th to the 20th for two, no budget', 'with a kitchen', 'the first one'],
  ])('%s: is said, and what was offered stays on the table', (locale, first, must, pick) => {
    const asked = tellAll(begin(locale), [first, must]);
    expect(asked.state.trip.listed.length).toBeGreaterThan(0);
    expect(asked.state.trip.requests.map(({ id }) => id)).toEqual(['rfo-1']);
    expect(isHeld(tell(asked, pick))).toBe(true);
  });
});

describe('a question about the list holds nothing', () => {
  const on = {
    'fr-FR': 'un hôtel à Chamonix du 13 au 20 mars pour deux, sans budget',
    'en-US': 'a hotel in Chamonix from March 13th to the 20th for two, no budget',
  } as const;
  test.each([
    ['fr-FR', "c'est quoi le moins cher ?", /^Le moins cher, c'est Le Refuge, à 311 euros\./],
    ['fr-FR', "l'autre est mieux noté ?", /lequel vous tente \?$/],
    ['fr-FR', 'combien de nuits ?', /du samedi 13 au samedi 20 mars/],
    ['en-US', 'which one is cheaper?', /^The cheapest is Le Refuge/],
    ['en-US', 'is the other one nicer?', /which one appeals\?$/],
    ['en-US', 'how many nights?', /^It's Saturday March 13th to Saturday the 20th\./],
  ] as const)('%s: “%s”', (locale, text, said) => {
    const play = tellAll(begin(locale), [on[locale], text]);
    expect(play.speech).toMatch(said);
    expect(isHeld(play)).toBe(false);
  });

  test('“the cheaper one” is one of it', () => {
    expect(isHeld(tellAll(begin('en-US'), [on['en-US'], 'the cheaper one please']))).toBe(true);
  });

  test('“on veut rentrer un jour plus tôt, le 19” moves the last day alone', () => {
    const { brief } = tellAll(begin('fr-FR'), [on['fr-FR'], 'on veut rentrer un jour plus tôt, le 19']).state.trip;
    expect(brief).toMatchObject({ start: '2027-03-13', end: '2027-03-19' });
  });
});

describe('what is refused is not sold', () => {
  test.each([
    [
      'en-GB',
      'ski trip for two, Chamonix, 6 to 13 March, from Edinburgh, hotel with breakfast, no skis',
      ['lodging', 'flight', 'transfer'],
    ],
    [
      'en-US',
      'ski trip for two in Chamonix from March 6th to the 13th, from London, a hotel, we have our own skis but we need lift passes',
      ['lodging', 'ski_pass', 'flight', 'transfer'],
    ],
    [
      'fr-FR',
      'ski à Valmorel du 6 au 13 mars pour deux, de Nantes, un hôtel, on a nos skis mais il nous faut des forfaits',
      ['lodging', 'ski_pass', 'train', 'transfer'],
    ],
  ])('%s: %s', (locale, text, categories) => {
    expect(tell(begin(locale), text).state.trip.brief.needs.map(({ category }) => category)).toEqual(categories);
  });
});

test.each([
  ['fr-FR', 'ski dans les Alpes françaises du 20 au 25 mars pour deux, de Nantes, un hôtel, sans budget', /En tête, [^:]+, à Valmorel : /],
  [
    'en-US',
    'skiing in the French Alps from March 20th to the 25th for two, from London, a hotel, no budget',
    /Best match: [^.]+?, in Valmorel, /,
  ],
])('%s: where a region’s houses are all in one place, which one it is is told', (locale, text, said) => {
  const there: Outside = {
    ...GOOD,
    offers: (request) =>
      GOOD.offers(request).map((offer) =>
        offer.item.category === 'lodging' ? { ...offer, item: { ...offer.item, place: 'resort:valmorel' } } : offer,
      ),
  };
  expect(tell(begin(locale, there), text).speech).toMatch(said);
});
