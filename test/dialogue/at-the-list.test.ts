import { begin, type Play, tell, tellAll } from '../support/play.ts';

const BED = {
  'fr-FR': 'un hôtel à Lyon du 12 au 14 mars à deux',
  'en-US': 'a hotel in Lyon from March 12th to 14th for two',
} as const;
type Locale = keyof typeof BED;

const listed = { 'fr-FR': tell(begin('fr-FR'), BED['fr-FR']), 'en-US': tell(begin('en-US'), BED['en-US']) } as const;
const chosen = ({ state }: Play) => state.trip.chosen?.total.minor;
const isHeld = ({ state }: Play) => state.trip.bookings.some(({ status }) => status === 'held');

describe('picked by its price', () => {
  test.each<[Locale, readonly string[]]>([
    ['fr-FR', ['celui à 401']],
    ['fr-FR', ['celle à 401 euros']],
    ['fr-FR', ['je prends celui à quatre cent un euros']],
    ['fr-FR', ["l'hôtel à 401"]],
    ['fr-FR', ['401']],
    ['fr-FR', ['aucune', 'bon, celui à 401']],
    ['en-US', ['the one at 401']],
    ['en-US', ["I'll take the one for 401 euros"]],
    ['en-US', ['the hotel at four hundred and one']],
    ['en-US', ['none of them', 'ok the one at 401']],
  ])('in %s, %s', (locale, words) => {
    const play = tellAll(listed[locale], words);
    expect(chosen(play)).toBe(40_010);
    expect(play.state.trip.brief.budget).toBeUndefined();
  });

  test.each<[Locale, string]>([
    ['fr-FR', '401 euros maximum'],
    ['fr-FR', 'celui à 402'],
    ['en-US', 'under 401 euros'],
  ])('in %s, “%s” picks nothing', (locale, words) => {
    expect(chosen(tell(listed[locale], words))).toBeUndefined();
  });
});

describe('what is held is let go of', () => {
  test.each<[Locale, string]>([
    ['fr-FR', 'bloque pas'],
    ['fr-FR', 'ne bloque rien'],
    ['fr-FR', 'non, ne le garde pas'],
    ['fr-FR', 'annule'],
    ['fr-FR', 'débloque tout'],
    ['en-US', "don't hold it"],
    ['en-US', 'no, please release it'],
    ['en-US', 'cancel'],
    ['en-US', 'cancel that'],
  ])('in %s, “%s”', (locale, words) => {
    const held = tellAll(listed[locale], [locale === 'fr-FR' ? 'le premier' : 'the first one']);
    expect(isHeld(held)).toBe(true);
    for (const play of [tell(held, words), tellAll(held, ['Camille Martin', words])]) {
      expect(isHeld(play)).toBe(false);
      expect(play.state.trip.bookings.map(({ status }) => status)).toEqual(['released']);
      expect(play.state.trip).toMatchObject({ phase: 'choosing', talk: { pending: { type: 'choose' } } });
      expect(play.ends).toBe(false);
    }
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'bloque pas'],
    ['en-US', "don't hold it"],
  ])('in %s, “%s” to the question holds nothing', (locale, words) => {
    const asked = tell(listed[locale], locale === 'fr-FR' ? 'peu importe' : "I don't mind");
    expect(asked.state.trip.talk.pending?.type).toBe('take');
    expect(tell(asked, words).state.trip.bookings).toEqual([]);
  });
});

describe('asked before it is taken', () => {
  const SKI = {
    'fr-FR':
      "J'aimerais aller skier à Valmorel du 20 au 25 mars à deux depuis Nantes avec un 4x4 à l'aéroport de Lyon et un hôtel, 5000 euros maximum",
    'en-US':
      "I'd like to go skiing in Valmorel from March 20th to the 25th, two adults, from London, with a four by four at Lyon airport and a hotel, 5000 euros max",
  } as const;
  const trips = { 'fr-FR': tell(begin('fr-FR'), SKI['fr-FR']), 'en-US': tell(begin('en-US'), SKI['en-US']) } as const;

  test.each<[Locale, string, RegExp]>([
    ['fr-FR', 'il faut payer quand ?', /maintenant, le reste plus tard/],
    ['fr-FR', 'combien je paie maintenant et à qui ?', /maintenant, le reste plus tard/],
    [
      'fr-FR',
      'le conducteur doit avoir quel âge ?',
      /Le Refuge : conducteur d'au moins 22 ans\. Les Mélèzes : conducteur d'au moins 21 ans\./,
    ],
    ['fr-FR', "comment on va de l'aéroport à l'hôtel ?", /Avec la voiture, à .+ de route de l'aéroport de Lyon\./],
    ['fr-FR', 'on a le droit à combien de bagages ?', /bagage/i],
    ['fr-FR', "c'est bien noté ?", /note, je ne l'ai pas|sur 5/],
    ['en-US', 'when do we have to pay?', /now, the rest later/],
    ['en-US', 'how much do I pay now and who to?', /now, the rest later/],
    ['en-US', 'how old does the driver have to be?', /Le Refuge: driver aged at least 22\. Les Mélèzes: driver aged at least 21\./],
    ['en-US', 'how do we get from the airport to the hotel?', /With the car, .+ on the road from Lyon airport\./],
    ['fr-FR', 'ma femme peut conduire aussi ?', /Le loueur ne le dit pas dans son offre/],
    ['fr-FR', 'la franchise est de combien ?', /Le loueur ne le dit pas dans son offre/],
    ['en-US', 'is insurance included?', /The rental company doesn't say in its offer/],
    ['en-US', 'can my wife drive too?', /The rental company doesn't say in its offer/],
    ['fr-FR', "attends, c'est qui qu'on paie ?", /maintenant, le reste plus tard/],
    ['fr-FR', 'à partir de quelle heure on peut avoir la chambre ?', /On peut s'installer à partir de 15 heures\./],
    ['fr-FR', "jusqu'à quelle heure on peut arriver à l'hôtel ?", /On peut s'installer à partir de 15 heures\./],
    ['fr-FR', 'à quelle heure il faut libérer la chambre ?', /Il faut libérer les lieux avant 11 heures\./],
    ['en-US', 'hang on, who gets paid?', /now, the rest later/],
    ['en-US', 'what time is check-in?', /Check-in is from 3 p\.m\./],
    ['en-US', 'when can we get into the room?', /Check-in is from 3 p\.m\./],
    ['en-US', 'what time do we have to check out?', /Check-out is by 11 a\.m\./],
    ['en-US', 'is it well rated?', /don't have a rating|out of 5/],
  ])('in %s, “%s”', (locale, words, told) => {
    const play = tell(trips[locale], words);
    expect(play.speech).toMatch(told);
    expect(play.speech).not.toMatch(/vendeur ne le dit pas|seller doesn't say|Douze vendeurs/);
    expect(play.state.trip.listed).toEqual(trips[locale].state.trip.listed);
  });

  test.each<[Locale, readonly string[], RegExp]>([
    [
      'fr-FR',
      ['un taxi pour deux de la gare d’Annecy à La Clusaz le 5 mars à 9 heures', "c'est quelle heure ?"],
      /^C'est le vendredi 5 mars\./,
    ],
    [
      'fr-FR',
      ['un taxi pour deux de la gare d’Annecy à La Clusaz le 5 mars à 9 heures', 'on paie comment ?'],
      /^Bruyere : 310 euros 95 maintenant\./,
    ],
    ['en-US', ['a hotel in Lyon from March 12th to 14th for two', 'how much luggage can we take?'], /don't have an answer/],
  ])('in %s, %s', (locale, lines, told) => {
    expect(tellAll(begin(locale), lines).speech).toMatch(told);
  });
});

describe('where a name is asked', () => {
  test.each<[Locale, string, RegExp]>([
    ['fr-FR', 'je veux le formulaire', /page de votre voyage/],
    ['en-US', "I'd rather fill in a form", /your trip's page/],
  ])('in %s, “%s”: it may be written, and what was written goes on', (locale, words, told) => {
    const asked = tellAll(listed[locale], [locale === 'fr-FR' ? 'le premier' : 'the first one', words]);
    expect(asked.speech).toMatch(told);
    const trip = { ...asked.state.trip, leadName: { given: 'Camille', family: 'Martin' } };
    const done = tell({ ...asked, state: { ...asked.state, trip } }, locale === 'fr-FR' ? "c'est fait" : 'done');
    expect(done.speech).toContain('Camille Martin');
  });

  test('a wish for a table is heard, and no sum is told of what costs nothing', () => {
    const table = ['une table pour deux samedi 5 décembre à Annecy à 20 heures', 'la première'];
    const wished = tellAll(begin('fr-FR'), [...table, 'avec une terrasse']);
    expect(wished.speech).not.toContain('0 euro');
    expect(wished.speech).toMatch(/terrasse/i);
  });
});

test.each<[Locale, string, readonly [string, string]]>([
  ['fr-FR', 'deux forfaits à Valmorel du 6 au 12 février', ['2027-02-06', '2027-02-12']],
  ['en-US', 'ski hire in Méribel from February 6th to 12th for two', ['2027-02-06', '2027-02-12']],
])('in %s, “%s”: every day that was named is asked for', (locale, words, [start, end]) => {
  const { requests } = tell(begin(locale), words).state.trip;
  expect(requests[0]).toMatchObject({ start, end, requirements: [{ attr: 'everyDay', value: true, strength: 'wish' }] });
});

describe('of a list of cars or flights', () => {
  const CAR = { 'fr-FR': 'une voiture à Nice du 5 au 8 mai pour deux', 'en-US': 'a car in Nice from May 5th to 8th for two' } as const;
  const FLIGHT = {
    'fr-FR': 'un vol Nantes Rome du 5 au 8 mai pour deux',
    'en-US': 'a flight from London to Rome, May 5th to 8th, for two',
  } as const;

  test.each<[Locale, string, object]>([
    ['fr-FR', 'une plus grande', { attr: 'seats', op: 'gte', value: 6 }],
    ['fr-FR', 'elles sont trop petites', { attr: 'seats', op: 'gte', value: 6 }],
    ['fr-FR', 'une électrique', { attr: 'electric', value: true, strength: 'must' }],
    ['fr-FR', 'une automatique', { attr: 'automatic', value: true }],
    ['en-US', 'a bigger one', { attr: 'seats', op: 'gte', value: 6 }],
    ['en-US', 'an electric one', { attr: 'electric', value: true, strength: 'must' }],
    ['en-US', 'an automatic', { attr: 'automatic', value: true }],
  ])('in %s, “%s”', (locale, words, requirement) => {
    const play = tellAll(begin(locale), [CAR[locale], words]);
    expect(play.state.trip.brief.needs[0]?.requirements).toMatchObject([requirement]);
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'annule le retour'],
    ['fr-FR', 'un aller simple finalement'],
    ['fr-FR', 'pas besoin du retour'],
    ['en-US', 'drop the return'],
    ['en-US', 'just one way actually'],
  ])('in %s, “%s”', (locale, words) => {
    expect(tellAll(begin(locale), [FLIGHT[locale], words]).state.trip.brief.needs).toMatchObject([{ category: 'flight', oneWay: true }]);
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'autre hôtel'],
    ['fr-FR', 'un autre'],
    ['en-US', 'another hotel'],
    ['en-US', 'Others?'],
  ])('in %s, “%s” asks for more', (locale, words) => {
    expect(tell(listed[locale], words).state.trip.talk.more).toBe(1);
  });
});

describe('what people say beside the point', () => {
  test.each<[Locale, readonly string[], RegExp, RegExp]>([
    // A price that nothing has, with one just spoken of
    ['fr-FR', ['la deuxième a une piscine ?', 'celle à 3 000 et quelques'], /rien n'est à 3000 euros/, /bloqué/],
    ['en-US', ['whats the cheapest'], /cheapest is/i, /held/],
  ])('in %s, %s', (locale, lines, told, never) => {
    const { speech } = tellAll(listed[locale], lines);
    expect(speech).toMatch(told);
    expect(speech).not.toMatch(never);
  });

  test('beginners among those who hire skis make no other number of them', () => {
    const play = tellAll(begin('fr-FR'), ['location de skis pour 3 à La Plagne du 14 au 20 février', 'niveau débutant pour deux']);
    expect(play.state.trip.brief.party).toMatchObject({ adults: 3 });
  });

  test('a town after a small word is itself, where a place is asked for', () => {
    const play = tellAll(begin('fr-FR'), ['skier du 13 au 20 février à deux', 'de Rennes']);
    expect(play.state.trip.brief).toMatchObject({ origin: ['city:FR:rennes'] });
    expect(play.state.trip.brief.where).toBeUndefined();
  });

  test('first class is wanted of a train too', () => {
    const play = tellAll(begin('fr-FR'), ['un train Paris Lyon du 5 au 7 mars pour deux en première classe']);
    expect(play.state.trip.brief.needs[0]?.requirements).toMatchObject([{ attr: 'cabin', value: 'first' }]);
  });
});
