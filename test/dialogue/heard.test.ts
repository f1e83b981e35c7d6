import { begin, type Play, tell, tellAll } from '../support/play.ts';

const BED = {
  'fr-FR': 'un hôtel à Annecy du 14 au 16 décembre pour deux',
  'en-US': 'a hotel in Annecy December 14 to 16 for two',
} as const;
type Locale = keyof typeof BED;
const HELD = { 'fr-FR': 'le premier', 'en-US': 'the first one' } as const;
const briefOf = ({ state }: Play) => state.trip.brief;

describe('what is asked moves nothing', () => {
  test.each<[Locale, boolean, string]>([
    ['fr-FR', false, "c'est plus cher en mars ?"],
    ['fr-FR', false, "et si j'annule la veille ?"],
    ['fr-FR', true, "qu'est-ce que je perds si j'annule en février ?"],
    ['fr-FR', true, 'et si on annulait le 10 ?'],
    ['en-US', false, 'is it more expensive in March?'],
    ['en-US', true, 'what would I lose if I cancelled in February?'],
    ['en-US', true, 'what if we have to cancel on December 10th?'],
    ['fr-FR', true, "je paie quoi aujourd'hui ?"],
    ['fr-FR', true, "je paie quoi aujourd'hui"],
    ['fr-FR', true, "il y a quelque chose à payer aujourd'hui ?"],
    ['fr-FR', false, "je suis débité aujourd'hui ?"],
    ['fr-FR', true, 'je peux me décider demain ?'],
    ['fr-FR', true, "j'ai jusqu'à demain ?"],
    ['fr-FR', false, 'vous êtes ouverts le lundi ?'],
    ['fr-FR', false, 'il y a une grève le 14 ?'],
    ['fr-FR', false, 'revenez à la première liste'],
    ['en-US', true, 'what am I paying today?'],
    ['en-US', true, 'is anything due today?'],
    ['en-US', true, 'am I being charged today'],
    ['en-US', false, 'will my card be charged tomorrow?'],
    ['en-US', true, 'can I decide tomorrow?'],
    ['en-US', true, 'do I have until tomorrow?'],
    ['en-US', false, 'are you open on Monday?'],
    ['en-US', false, 'is there a strike on the 14th?'],
    ['en-US', false, 'go back to the first list'],
  ])('in %s, held: %s, “%s”', (locale, held, words) => {
    const before = tellAll(begin(locale), held ? [BED[locale], HELD[locale]] : [BED[locale]]);
    const after = tell(before, words);
    expect(briefOf(after)).toEqual(briefOf(before));
    expect(after.state.trip.phase).toBe(before.state.trip.phase);
    expect(after.state.trip.bookings.map(({ status }) => status)).toEqual(before.state.trip.bookings.map(({ status }) => status));
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'et la moins chère, elle a une piscine ?'],
    ['en-US', 'what about the cheapest one, does it have a pool?'],
  ])('in %s, “%s” is answered, and nothing is held', (locale, words) => {
    const play = tellAll(begin(locale), [BED[locale], words]);
    expect(play.state.trip.bookings).toEqual([]);
    expect(play.speech).toMatch(/piscine|pool/);
  });
});

test.each<[Locale, string, RegExp]>([
  ['fr-FR', "je paie quoi aujourd'hui ?", /maintenant|tout de suite|sur place/],
  ['fr-FR', 'je serai débité demain ?', /maintenant|tout de suite|sur place/],
  ['en-US', 'what am I paying today?', /now|there/i],
  ['en-US', 'is anything due today?', /now|there/i],
])('in %s, “%s” is told what is paid and when', (locale, words, told) => {
  expect(tellAll(begin(locale), [BED[locale], HELD[locale], words]).speech).toMatch(told);
});

test.each<[Locale, string, object]>([
  ['fr-FR', 'et du 13 au 15 ?', { start: '2026-12-13', end: '2026-12-15' }],
  ['fr-FR', 'on peut partir le 13 ?', { start: '2026-12-13' }],
  ['en-US', 'can we leave on the 13th?', { start: '2026-12-13' }],
  ['en-US', 'could we have it until the 17th?', { end: '2026-12-17' }],
])('in %s, “%s” asks for other days', (locale, words, days) => {
  expect(briefOf(tellAll(begin(locale), [BED[locale], HELD[locale], words]))).toMatchObject(days);
});

describe('what a first sentence says is kept', () => {
  test.each<[string, string, object, RegExp]>([
    [
      'fr-FR',
      'ski à Megève à deux la semaine du 14 février, de Rennes, pas plus de 2500',
      { start: '2027-02-13', end: '2027-02-20' },
      /2500 euros au maximum/,
    ],
    ['fr-FR', 'un hôtel à Lyon à deux la semaine du 14 février', { start: '2027-02-14', end: '2027-02-20' }, /dimanche 14/],
    [
      'en-US',
      'skiing for two in Chamonix the week of February 14th from Paris',
      { start: '2027-02-13', end: '2027-02-20' },
      /Saturday February 13th/,
    ],
    [
      'fr-FR',
      'ski à Megève du 6 au 13 mars à quatre, on vient de Londres en avion à Genève',
      { where: ['resort:megeve'] },
      /avion jusqu'à Genève/,
    ],
    [
      'en-GB',
      'ski in Verbier March 6th to 13th, four of us, flying from Dublin to Geneva',
      { where: ['resort:verbier'] },
      /landing in Geneva/,
    ],
    ['fr-FR', 'ski à Megève du 6 au 13 mars, deux couples avec ma femme', { party: { adults: 4, children: 0, childAges: [] } }, /quatre/],
    ['fr-FR', 'une table samedi à midi à Nice, on sera entre 8 et 10', { party: { adults: 10, children: 0, childAges: [] } }, /à dix/],
    [
      'en-US',
      "a table in Nice on Saturday at noon, we'll be between 8 and 10",
      { party: { adults: 10, children: 0, childAges: [] } },
      /ten of you/,
    ],
    ['fr-FR', "un taxi demain à 6h30 de chez moi à l'aéroport de Nice", {}, /l'aéroport de Nice.* combien/],
    [
      'fr-FR',
      'un taxi ce soir à 22h de la gare Montparnasse au 12 rue de Rivoli, trois personnes',
      {},
      /gare de Paris Montparnasse à Paris.*12 rue de Rivoli/,
    ],
  ])('in %s, “%s”', (locale, words, brief, said) => {
    const play = tell(begin(locale), words);
    expect(briefOf(play)).toMatchObject(brief);
    expect(play.speech).toMatch(said);
  });

  test('the flight lands where it was said, and a street is no town', () => {
    const ski = tell(begin('fr-FR'), 'ski à Megève du 6 au 13 mars à quatre, on vient de Londres en avion à Genève');
    expect(briefOf(ski).needs.find(({ category }) => category === 'flight')?.where).toEqual(['GVA']);
    const taxi = tellAll(begin('fr-FR'), ['un taxi ce soir à 22h de la gare Montparnasse, trois personnes', 'rue de Rivoli à Paris']);
    expect(briefOf(taxi)).toMatchObject({ where: ['city:FR:paris'] });
    expect(briefOf(taxi).origin).toBeUndefined();
  });
});

test.each<[Locale, string]>([
  ['fr-FR', 'décale le retour à jeudi'],
  ['fr-FR', 'mettez le retour au jeudi 17'],
  ['en-US', 'move the return to Thursday'],
])('in %s, “%s” moves the end alone', (locale, words) => {
  expect(briefOf(tellAll(begin(locale), [BED[locale], words]))).toMatchObject({ start: '2026-12-14', end: '2026-12-17' });
});

test.each<[Locale, string]>([
  ['fr-FR', 'oui'],
  ['en-US', 'yes'],
])('in %s, “%s” to a ceiling asks how much, also the second time it is asked', (locale, yes) => {
  const wish = {
    'fr-FR': 'ski à Morzine du 13 au 20 février depuis Paris à deux',
    'en-US': 'ski in Morzine February 13 to 20 from Paris, two of us',
  };
  const hotel = { 'fr-FR': "oui l'hôtel", 'en-US': 'yes a hotel' };
  expect(tellAll(begin(locale), [wish[locale], hotel[locale], yes]).speech).toMatch(/combien|how many|how much/i);
});

test.each<[Locale, string, RegExp]>([
  [
    'fr-FR',
    'ski à Tignes du 6 au 13 février en train depuis Paris, on est quatre, un hôtel, max 200 par tête',
    /dans 200 euros par personne.*à \d+ euros, soit \d+ euros par personne/,
  ],
  [
    'en-US',
    'ski in Tignes February 6 to 13 from Paris, four of us, a hotel, max 200 each',
    /fits 200 euros per person.*at \d+ euros, or \d+ euros per person/,
  ],
])('in %s, a ceiling for each is compared with the price for each: “%s”', (locale, words, said) => {
  expect(tell(begin(locale), words).speech).toMatch(said);
});

test('a meeting is no island', () => {
  const lines = ['je dois aller à Paris mardi pour une réunion à 14h, depuis Lille, en train', "je dois être à l'heure pour la réunion"];
  expect(briefOf(tellAll(begin('fr-FR'), lines)).where).toEqual(['city:FR:paris']);
});

describe('names', () => {
  test.each<[Locale, readonly string[], object]>([
    ['fr-FR', ['Luc et Anne Muller'], { given: 'Luc', family: 'Muller' }],
    ['fr-FR', ['Julie Le Bihan', "ah non attendez, c'est pas le bon prénom, c'est Julia"], { given: 'Julia', family: 'Le Bihan' }],
    ['en-US', ["fine. it's Tom Okafor"], { given: 'Tom', family: 'Okafor' }],
    ['en-US', ['Tom Okafor', "no wait, that's not the right first name, it's Tim"], { given: 'Tim', family: 'Okafor' }],
  ])('in %s, %j', (locale, lines, name) => {
    expect(tellAll(begin(locale), [BED[locale], HELD[locale], ...lines]).state.trip.leadName).toEqual(name);
  });
});
