import type { RequestForOffers } from '../../shared/market/request.ts';
import { begin, GOOD, type Play, tellAll } from '../support/play.ts';

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

describe('rooms', () => {
  test.each<[string, string, object, number]>([
    ['en-US', 'a hotel in Bath from March 3rd to 6th for two, separate rooms please', { adults: 2 }, 2],
    ['en-US', 'a hotel in Bath from March 3rd to 6th for three friends, a room each', { adults: 3 }, 3],
    ['fr-FR', 'un hôtel à Annecy du 3 au 6 mars pour deux, chambres séparées', { adults: 2 }, 2],
    ['fr-FR', 'un hôtel à Annecy du 3 au 6 mars pour deux, chacun sa chambre', { adults: 2 }, 2],
    ['fr-FR', 'un hôtel à Annecy du 3 au 6 mars, deux couples, chambres séparées', { adults: 4 }, 2],
    ['fr-FR', 'un hôtel à Annecy du 3 au 6 mars, deux adultes et un enfant de 8 ans, deux chambres', { adults: 2, children: 1 }, 2],
  ])('in %s, “%s”', (locale, words, party, rooms) => {
    const { brief } = tellAll(begin(locale), [words]).state.trip;
    expect(brief.party).toMatchObject(party);
    expect(brief.needs[0]?.requirements).toContainEqual({ attr: 'rooms', op: 'gte', value: rooms, strength: 'must' });
  });
});

describe('the way there', () => {
  test.each<[string, readonly string[]]>([
    ['fr-FR', ['une semaine à Valmorel du 6 au 13 mars pour deux', 'de Paris en avion']],
    ['fr-FR', ['une semaine à Valmorel du 6 au 13 mars pour deux', 'on décolle de Paris']],
    ['fr-FR', ["une semaine à Valmorel du 6 au 13 mars pour deux, on prend l'avion à Paris"]],
    ['en-GB', ['a week in Valmorel from March 6th to 13th for two', 'we fly from Paris']],
    ['en-GB', ['a week in Valmorel from March 6th to 13th for two', "we'd be flying out of Paris"]],
    // A train was on its way to be asked for; the car waits at an airport
    ['fr-FR', ['une semaine à La Clusaz du 6 au 13 mars pour deux', 'de Nantes', "il nous faudrait un 4x4 à l'aéroport de Lyon"]],
  ])('in %s, %s: by air', (locale, lines) => {
    const play = tellAll(begin(locale), lines);
    expect(needsOf(play)).toContain('flight');
    expect(needsOf(play)).not.toContain('train');
    expect(play.state.trip.brief.where).toHaveLength(1);
  });

  test('a train that was asked for, and a car in another town, are told apart with the first offers, once', () => {
    const asked = "une semaine à Nice du 5 au 12 mai à deux, en train depuis Paris, avec un hôtel et une voiture à l'aéroport de Marseille";
    const play = tellAll(begin('fr-FR'), [asked, 'peu importe']);
    expect(play.speech).toContain("Le train arrive à la gare de Nice, et la voiture attend à l'aéroport de Marseille.");
    expect(tellAll(play, ['répète les prix', "d'autres ?"]).speech).not.toContain('la voiture attend');
  });
});

describe('a long weekend', () => {
  test.each<[string, readonly string[], string, string]>([
    ['en-GB', ['a long weekend in Edinburgh from the 5th of March for two by train from London'], '2027-03-05', '2027-03-08'],
    ['en-GB', ['a long weekend in Edinburgh for two by train from London', 'the weekend of the 5th of March'], '2027-03-05', '2027-03-08'],
    ['fr-FR', ['un week-end prolongé à Bruxelles à deux, le week-end du 5 mars'], '2027-03-05', '2027-03-08'],
    ['fr-FR', ['un week-end prolongé à Bruxelles à partir du samedi 6 mars'], '2027-03-06', '2027-03-08'],
    ['fr-FR', ['un week-end à Bruxelles à deux, le week-end du 5 mars'], '2027-03-06', '2027-03-07'],
  ])('in %s, %s', (locale, lines, start, end) => {
    expect(tellAll(begin(locale), lines).state.trip.brief).toMatchObject({ start, end });
  });

  test('by train is the way there: a bed is asked about', () => {
    const play = tellAll(begin('en-GB'), ['a long weekend in Edinburgh from the 5th of March for two by train from London']);
    expect(play.state.trip.talk.pending).toMatchObject({ type: 'what_else' });
  });

  test('what nobody offers is said with the first offers, and in what is read before it is bought', () => {
    const trainless = { ...GOOD, offers: (request: RequestForOffers) => (request.category === 'train' ? [] : GOOD.offers(request)) };
    const asked = 'a long weekend in Edinburgh from the 5th of March for two with a hotel, by train from London';
    const offered = tellAll(begin('en-GB', trainless), [asked, 'no limit']);
    expect(offered.speech).toContain("I'm still missing the train");
    expect(tellAll(offered, ['the first one', 'Sam Taylor']).speech).toContain("That's without the train, for now.");
  });
});

describe('a ride from a hub without a name', () => {
  test.each<[string, readonly string[], readonly string[], string]>([
    ['fr-FR', ['un taxi de la gare à La Clusaz pour deux le 5 mars à 9 heures'], ['station:8774600'], '09:00'],
    ['fr-FR', ['un hôtel à Annecy du 3 au 6 mars pour deux, et un taxi de la gare', '10 heures'], ['station:8774600'], '10:00'],
    ['fr-FR', ['un taxi pour Annecy pour deux le 5 mars à 9 heures', 'à la gare'], ['station:8774600'], '09:00'],
    ['en-GB', ['a taxi from the airport to our hotel in Nice on May 5th at 10 for two'], ['NCE'], '10:00'],
  ])('in %s, %s', (locale, lines, from, time) => {
    const ride = tellAll(begin(locale), lines).state.trip.brief.needs.find(({ category }) => category === 'transfer');
    expect(ride).toMatchObject({ from, time });
  });
});
