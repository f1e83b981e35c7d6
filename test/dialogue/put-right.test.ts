import { keys } from '../support/booked.ts';
import { begin, type Play, tell, tellAll } from '../support/play.ts';

const BED = {
  'fr-FR': 'un hôtel à Annecy du 14 au 16 décembre pour deux',
  'en-US': 'a hotel in Annecy December 14 to 16 for two',
} as const;
type Locale = keyof typeof BED;
const briefOf = ({ state }: Play) => state.trip.brief;

describe('at the read-back', () => {
  const TRIP = {
    'fr-FR': ['vol, hôtel et voiture à Lisbonne depuis Paris du 10 au 14 janvier pour deux', 'pas de budget', 'le premier', 'Anna Berg'],
    'en-US': ['flight, hotel and a car in Lisbon from Paris 10 to 14 January for two', 'no budget', 'the first one', 'Anna Berg'],
  } as const;

  test.each<[Locale, string]>([
    ['fr-FR', 'la voiture est automatique ?'],
    ['fr-FR', "est-ce que l'hôtel est au bord de la mer ?"],
    ['en-US', 'is the car automatic?'],
    ['en-US', 'is the hotel near the beach?'],
  ])('in %s, “%s” is answered, and nothing else is looked for', (locale, words) => {
    const before = tellAll(begin(locale), TRIP[locale]);
    const after = tell(before, words);
    expect(briefOf(after)).toEqual(briefOf(before));
    expect(after.state.trip.bookings).toEqual(before.state.trip.bookings);
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'la voiture peut être automatique ?'],
    ['en-US', 'could the car be automatic?'],
  ])('in %s, “%s” asks for it', (locale, words) => {
    const after = tellAll(begin(locale), [...TRIP[locale], words]);
    expect(
      briefOf(after)
        .needs.find(({ category }) => category === 'car')
        ?.requirements.map(({ attr }) => attr),
    ).toContain('automatic');
  });

  test.each<[Locale, string]>([
    ['fr-FR', "ce n'est pas ça, je m'appelle Anne Berg"],
    ['fr-FR', "c'est faux, mon nom c'est Anne Berg"],
    ['fr-FR', "c'est plutôt Anne Berg"],
    ['fr-FR', 'ça devrait être Anne Berg'],
    ['fr-FR', 'Anne Berg'],
    ['en-US', "that's not right, my name is Anne Berg"],
    ['en-US', "that's wrong, it's Anne Berg"],
    ['en-US', 'it should be Anne Berg'],
    ['en-US', "it's anne berg"],
    ['en-US', 'Anne Berg'],
  ])('in %s, “%s” corrects the name', (locale, words) => {
    expect(tellAll(begin(locale), [...TRIP[locale], words]).state.trip.leadName).toMatchObject({ given: 'Anne', family: 'Berg' });
  });

  test.each<[Locale, string, { given: string; family: string }]>([
    ['fr-FR', 'Omar Said', { given: 'Omar', family: 'Said' }],
    ['fr-FR', 'Bergue, pas Berg', { given: 'Anna', family: 'Bergue' }],
    ['en-US', 'Omar Said', { given: 'Omar', family: 'Said' }],
    ['en-US', 'Bergue, not Berg', { given: 'Anna', family: 'Bergue' }],
  ])('in %s, “%s” is another name', (locale, words, name) => {
    expect(tellAll(begin(locale), [...TRIP[locale], words]).state.trip.leadName).toEqual(name);
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'Très Bien'],
    ['fr-FR', 'La Clusaz'],
    ['fr-FR', 'Sintra, pas Lisbonne'],
    ['fr-FR', "c'est plutôt cher"],
    ['fr-FR', 'lundi, pas mardi'],
    ['en-US', 'Sounds Good'],
    ['en-US', 'New York'],
    ['en-US', 'Sintra, not Lisbon'],
    ['en-US', 'it should be free'],
    ['en-US', 'Monday, not Tuesday'],
  ])('in %s, “%s” is none', (locale, words) => {
    expect(tellAll(begin(locale), [...TRIP[locale], words]).state.trip.leadName).toEqual({ given: 'Anna', family: 'Berg' });
  });

  test.each<[Locale, string, string]>([
    ['fr-FR', 'on sera trois', 'non, deux c’était bien'],
    ['fr-FR', 'on sera trois', 'finalement on est bien deux'],
    ['en-US', 'sorry, three people', 'no, two was right'],
    ['en-US', 'sorry, three people', 'no, we are back to two'],
  ])('in %s, “%s”, “%s” are two again', (locale, three, two) => {
    const told = tellAll(begin(locale), [...TRIP[locale], three]);
    expect(briefOf(told).party).toMatchObject({ adults: 3 });
    expect(briefOf(tell(told, two)).party).toMatchObject({ adults: 2 });
  });
});

test.each<[Locale, string, string]>([
  ['fr-FR', 'un hôtel à Annecy du 14 au 16 décembre pour deux', 'et l’autre ?'],
  ['en-US', 'a hotel in Annecy December 14 to 16 for two', 'what about the other one?'],
])('in %s, after “%s” and one of them, “%s” is another one, and a yes takes it', (locale, wish, other) => {
  const cheapest = { 'fr-FR': "c'est quoi le moins cher ?", 'en-US': "which one's the cheapest?" } as const;
  const yes = { 'fr-FR': 'oui', 'en-US': 'yes' } as const;
  const first = tellAll(begin(locale), [wish, cheapest[locale]]);
  const pending = first.state.trip.talk.pending;
  const taken = tellAll(first, [other, yes[locale]]);
  expect(pending).toMatchObject({ type: 'take' });
  expect(taken.state.trip.chosen?.id).not.toBe(pending?.type === 'take' ? pending.proposalId : '');
});

test.each<[Locale, string, string, RegExp]>([
  ['fr-FR', 'une table à Annecy le 14 décembre à 20 heures pour deux', 'il y a moins cher ?', /0 euro/],
  ['en-US', 'a table in Annecy on December 14th at 8 pm for two', 'anything cheaper?', /0 euro/],
])('in %s, of “%s”, “%s” never names nothing as a price', (locale, wish, words, never) => {
  expect(tellAll(begin(locale), [wish, words]).speech).not.toMatch(never);
});

test.each<[Locale, string]>([
  [
    'fr-FR',
    'ski aux Arcs du 13 au 20 février, 3 adultes et 2 enfants de 6 et 10 ans, depuis Lille, un hôtel, et location de skis seulement pour les enfants',
  ],
  [
    'en-US',
    'ski trip to Les Arcs, February 13 to 20, 3 adults and 2 kids aged 6 and 10, from Lille, a hotel, and ski hire for the kids only',
  ],
])('in %s, “%s” hires skis for the children alone', (locale, wish) => {
  const skis = briefOf(tell(begin(locale), wish)).needs.find(({ category }) => category === 'ski_hire');
  expect(skis?.party).toMatchObject({ adults: 0, children: 2 });
});

test.each<[Locale, string, string]>([
  ['fr-FR', 'vol Paris Madrid du 8 au 10 mai, 2 adultes, avec un hôtel', 'plutôt du jeudi au dimanche'],
  ['fr-FR', 'vol Paris Madrid du 8 au 10 mai, 2 adultes, avec un hôtel', 'finalement de jeudi à dimanche'],
  ['en-US', 'flights to Madrid from Paris, May 8 to 10, 2 adults, with a hotel', 'make it Thursday to Sunday'],
  ['en-US', 'flights to Madrid from Paris, May 8 to 10, 2 adults, with a hotel', 'from Thursday to Sunday instead'],
])('in %s, of “%s”, “%s” lies beside the days that are known', (locale, wish, words) => {
  expect(briefOf(tellAll(begin(locale), [wish, words]))).toMatchObject({ start: '2027-05-06', end: '2027-05-09' });
});

test.each<[Locale, string, string]>([
  ['fr-FR', 'un voyage à Bordeaux depuis Nantes le 31 février', 'bon, du 26 au 28'],
  ['en-US', 'a trip to Bordeaux from Nantes, 30 to 31 February', 'ok the 26th to the 28th'],
])('in %s, after “%s”, “%s” is of the month that was named', (locale, wish, words) => {
  expect(briefOf(tellAll(begin(locale), [wish, words]))).toMatchObject({ start: '2027-02-26', end: '2027-02-28' });
});

test.each<[Locale, string]>([
  ['fr-FR', 'ok premier'],
  ['fr-FR', 'bon ben premier alors'],
  ['en-US', 'ok first'],
  ['en-US', 'fine, first one then'],
])('in %s, “%s” picks', (locale, words) => {
  expect(tellAll(begin(locale), [BED[locale], words]).state.trip.bookings).toHaveLength(1);
});

test.each<[Locale, string]>([
  ['fr-FR', 'oui'],
  ['en-US', 'yes'],
])('in %s, “%s” to which one is asked once for a handle, then about the first', (locale, yes) => {
  const asked = tellAll(begin(locale), [BED[locale], yes, yes]);
  expect(asked.state.trip.talk.pending).toMatchObject({ type: 'take', proposalId: asked.state.trip.listed[0]?.id });
  expect(asked.state.trip.bookings).toEqual([]);
  expect(tell(asked, yes).state.trip.bookings).toHaveLength(1);
});

test.each<[Locale, string, string]>([
  ['fr-FR', 'le premier', "c'est gardé jusqu'à quand ?"],
  ['fr-FR', 'le premier', "j'ai jusqu'à quand pour me décider ?"],
  ['fr-FR', 'le premier', "j'ai jusqu'à demain ?"],
  ['en-US', 'the first one', 'how long is it held?'],
  ['en-US', 'the first one', 'when do I have to decide?'],
  ['en-US', 'the first one', 'do I have until tomorrow?'],
])('in %s, after “%s”, “%s” is told until when it is held', (locale, pick, words) => {
  expect(keys(tellAll(begin(locale), [BED[locale], pick, words]))).toContain('form.kept_held');
});
