import { hear } from '../support/hear.ts';

const slots = (locale: string, text: string) => hear(text, { locale }).slots;

describe('no spot', () => {
  test.each([
    ['fr-FR', 'un hôtel à Lyon, deux places de parking'],
    ['fr-FR', 'une voiture de sept places'],
    ['fr-FR', 'trois cours de ski pour les enfants à Morzine'],
    ['fr-FR', 'deux aller retour Paris Lyon'],
    ['fr-FR', 'un hôtel dans une rue calme à Paris'],
    ['fr-FR', 'une chambre côté rue'],
    ['fr-FR', 'un chalet près des pistes'],
    ['fr-FR', 'un hôtel près de la plage à Nice'],
    ['fr-FR', 'un hôtel près du centre ville à Annecy'],
    ['fr-FR', 'un hôtel près du Louvre'],
    ['fr-FR', 'un hôtel près de la gare de Lyon'],
    ['fr-FR', 'un hôtel pas loin du même prix'],
    ['fr-FR', 'on est près de la fin'],
    ['fr-FR', 'un resto à côté de l’hôtel'],
    ['en-US', 'two nights close to the slopes in Morzine'],
    ['en-US', 'a hotel near Covent Garden'],
    ['en-US', 'a hotel near the beach in Nice'],
    ['en-US', 'a hotel near the city centre in Annecy'],
    ['en-US', 'a restaurant near the hotel'],
    ['en-US', 'a hotel for 2 on the main street'],
    ['en-US', 'a hotel close to the end of May'],
    ['en-US', 'we are close to a decision'],
    ['en-US', 'at 8 drive us to Heathrow'],
    ['en-US', '2 rooms close to each other'],
    ['en-US', 'a hotel near here'],
  ])('in %s "%s"', (locale, text) => {
    expect(slots(locale, text).spots).toBeUndefined();
  });
});

describe('the number of a street is nothing else', () => {
  test.each([
    ['fr-FR', "un taxi du 8 rue de Paris à Lyon à l'aéroport"],
    ['fr-FR', "un taxi du deux avenue du 4 septembre à Lyon à l'aéroport"],
    ['fr-FR', "un taxi du 18 boulevard du 8 mai 1945 à Lyon à l'aéroport"],
    ['en-US', 'a taxi from 8 Rome Street in London to Heathrow'],
    ['en-US', 'a cab from two hundred park avenue in new york to jfk'],
  ])('in %s "%s"', (locale, text) => {
    const { spots, rideFrom, rideTo, rideHub, ...rest } = slots(locale, text);
    expect(rest).toEqual({});
    expect(spots).toHaveLength(1);
    expect(rideFrom).toHaveLength(1);
    expect(rideTo ?? rideHub).toBeDefined();
  });
});

test('a place where one is picked up is where the ride starts', () => {
  expect(slots('en-US', 'pick us up at Lyon airport and take us to Annecy')).toMatchObject({
    rideFrom: [{ id: 'LYS' }],
    rideTo: [{ id: 'city:FR:annecy' }],
  });
  expect(slots('fr-FR', "venez nous chercher à Annecy pour aller à l'aéroport de Lyon")).toMatchObject({
    rideFrom: [{ id: 'city:FR:annecy' }],
    rideTo: [{ id: 'LYS' }],
  });
});

describe('a few steps away is near, whatever is counted or said "from"', () => {
  test.each<[string, string, string]>([
    ['fr-FR', "un hôtel à deux pas d'Annecy", 'city:FR:annecy'],
    ['fr-FR', 'un gîte à quelques pas de Quimper', 'city:FR:quimper'],
    ['en-US', "a hotel a stone's throw from Annecy", 'city:FR:annecy'],
    ['en-US', "a hotel just a stone's throw away from Annecy", 'city:FR:annecy'],
    ['en-US', 'a hotel within walking distance from Annecy', 'city:FR:annecy'],
    ['en-US', 'a hotel within easy walking distance of Annecy', 'city:FR:annecy'],
  ])('%s: %s', (locale, text, id) => {
    const { near, origin, destination, party, notPlaces } = slots(locale, text);
    expect(near).toMatchObject([{ id }]);
    expect([origin, destination, party, notPlaces]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('two who want no ski, and where one leaves from, stay what they are', () => {
    expect(slots('fr-FR', 'un hôtel à Annecy pour deux, pas de ski')).toMatchObject({ destination: [{ id: 'city:FR:annecy' }], party: 2 });
    expect(slots('en-US', 'a hotel in Lyon, from Annecy')).toMatchObject({ origin: [{ id: 'city:FR:annecy' }] });
  });
});
