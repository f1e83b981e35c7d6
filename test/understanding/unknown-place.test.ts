import { hear } from '../support/hear.ts';

const WHERE = { asked: 'place' } as const;
const FROM = { asked: 'origin' } as const;

describe('a place that is not known', () => {
  test.each([
    ['fr-FR', 'un week-end à Trifouillis en mai pour deux', {}, 'destination', 'Trifouillis'],
    ['fr-FR', 'un hôtel à Saint-Glinglin du 5 au 8 mai', {}, 'destination', 'Saint-Glinglin'],
    ['fr-FR', 'un vol depuis Plouc pour Nice demain', {}, 'origin', 'Plouc'],
    ['fr-FR', 'à trifouillis', WHERE, 'destination', 'Trifouillis'],
    ['fr-FR', 'de Pétaouchnok', FROM, 'origin', 'Pétaouchnok'],
    ['en-US', 'a hotel in Blorfington from May 5th to 8th for two', {}, 'destination', 'Blorfington'],
    ['en-US', 'a trip to Narnia Heights in May', {}, 'destination', 'Narnia Heights'],
    ['en-US', 'blorfington', WHERE, 'destination', 'Blorfington'],
    ['fr-FR', 'un hotel a trifouilli les oies', {}, 'destination', 'Trifouilli les oies'],
    ['fr-FR', "une semaine à Saint-Jean-d'Arvigoule", {}, 'destination', "Saint-Jean-d'Arvigoule"],
    ['en-US', 'a ski week in Big Sky in March', {}, 'destination', 'Big Sky'],
    ['en-US', 'skiing in Bad Kleinkirchheim', {}, 'destination', 'Bad Kleinkirchheim'],
    ['en-US', 'a hotel in blorfington from may 5th to 8th', {}, 'destination', 'Blorfington'],
  ] as const)('%s "%s" is told by its name', (locale, text, context, slot, name) => {
    expect(hear(text, { locale, ...context }).doubts).toEqual([{ type: 'unknown', slot, name }]);
  });

  test.each([
    ['fr-FR', 'une table à Annecy pour Marie', {}],
    ['fr-FR', 'un hôtel à Annecy au Splendid', {}],
    ['fr-FR', 'un week-end à Noël', {}],
    ['fr-FR', 'peu importe', WHERE],
    ['fr-FR', 'au soleil', WHERE],
    ['fr-FR', 'je ne sais pas encore', WHERE],
    ['en-US', 'a hotel in Nice in July', {}],
    ['en-US', 'anywhere warm', WHERE],
    ['en-US', 'a flight in Business Class tomorrow', {}],
    ['fr-FR', 'une table à la Saint-Valentin', {}],
  ] as const)('%s "%s" names none', (locale, text, context) => {
    expect(hear(text, { locale, ...context }).doubts).toEqual([]);
  });

  test.each([
    ['fr-FR', "un vol demain, et une voiture à l'aéroport de lyone", 'LYS'],
    ['fr-FR', 'un hôtel à tou louse du 3 au 8 mai', 'city:FR:toulouse'],
    ['en-US', 'a hotel in zur mat from May 3rd to 8th', 'resort:zermatt'],
    ['en-US', 'a hotel in alp dwez from May 3rd to 8th', 'resort:alpe-d-huez'],
    ['en-US', 'a hotel in Jenniva from May 3rd to 8th', 'city:CH:geneve'],
    ['en-US', 'a car at Lion airport from May 3rd to 8th', 'LYS'],
    ['en-US', 'a flight to Niece airport on May 3rd', 'NCE'],
  ] as const)('%s "%s" is one misheard', (locale, text, id) => {
    const { destination, near, carPickup } = hear(text, { locale }).slots;
    expect([...(destination ?? []), ...(near ?? []), ...(carPickup ?? [])].map((place) => place.id)).toContain(id);
  });

  test.each([
    ['fr-FR', 'un vol au départ du premier aéroport venu', {}],
    ['fr-FR', 'une voiture à la gare de départ', {}],
    ['en-US', 'a car at the nearest airport', {}],
    ['en-US', 'a hotel near the main station', {}],
    ['en-US', 'a table for my grandmum tonite', {}],
  ] as const)('%s "%s" is none', (locale, text, context) => {
    const { destination, origin, near, carPickup } = hear(text, { locale, ...context }).slots;
    expect([destination, origin, near, carPickup]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test.each([
    ['fr-FR', 'une semaine à la Sierra Nevada', 'resort:sierra-nevada'],
    ['en-US', 'a ski week in the Sierra Nevada', 'resort:sierra-nevada'],
    ['fr-FR', 'une semaine au ski à Vallorcine', 'resort:vallorcine'],
    ['fr-FR', "skier à Saint-Jean-d'Arves", 'resort:saint-jean-d-arves'],
    ['en-US', 'skiing in Baqueira Beret', 'resort:baqueira-beret'],
    ['en-US', 'skiing in Lech in the Arlberg', 'resort:lech'],
    ['en-US', 'skiing in Formigal', 'resort:formigal'],
  ] as const)('%s "%s" is the resort of that name', (locale, text, id) => {
    expect((hear(text, { locale }).slots.destination ?? []).map((place) => place.id)).toEqual([id]);
  });
});
