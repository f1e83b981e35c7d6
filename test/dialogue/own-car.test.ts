import { begin, type Play, tell, tellAll } from '../support/play.ts';

type Locale = 'fr-FR' | 'en-US';
const needsOf = ({ state }: Play) => state.trip.brief.needs.map(({ category }) => category).toSorted();
const briefOf = ({ state }: Play) => state.trip.brief;

describe("with one's own car nobody is carried and nothing is hired", () => {
  test.each<[Locale, string]>([
    ['fr-FR', 'une semaine à Annecy à partir du 20 mars à deux, en voiture depuis Lille, avec un hôtel'],
    ['fr-FR', 'un hôtel à Annecy du 20 au 27 mars pour deux, on fait la route depuis Lille'],
    ['en-US', 'a week in Annecy from March 20th for two, driving from Lille, with a hotel'],
    ['en-US', "a hotel in Annecy from March 20th to 27th for two, we're driving up from Lille"],
    ['en-US', 'a hotel in Annecy from March 20th to 27th for two, we are coming from Lille by car'],
  ])('in %s, “%s” asks for a bed alone, and keeps from where', (locale, words) => {
    const play = tell(begin(locale), words);
    expect(needsOf(play)).toEqual(['lodging']);
    expect(briefOf(play)).toMatchObject({ ownCar: true, origin: ['city:FR:lille'] });
  });

  test.each<[Locale, string, string, string]>([
    ['fr-FR', 'vol, hôtel et voiture à Annecy depuis Lille du 20 au 27 mars pour deux', 'finalement on y va en voiture', 'sans le vol'],
    ['en-US', 'flight, hotel and a car in Annecy from Lille March 20th to 27th for two', "actually we'll drive", 'without the flights'],
  ])('in %s, what was wanted before goes, and is said to', (locale, trip, words, gone) => {
    const before = tell(begin(locale), trip);
    expect(needsOf(before)).toEqual(['car', 'flight', 'lodging']);
    const after = tell(before, words);
    expect(needsOf(after)).toEqual(['lodging']);
    expect(after.speech).toContain(gone);
  });

  test.each<[Locale, string, string, string]>([
    ['fr-FR', 'une semaine à Annecy du 20 au 27 mars à deux', 'en voiture depuis Lille', 'non, finalement en train'],
    ['en-US', 'a week in Annecy from March 20th to 27th for two', 'driving from Lille', 'no, by train after all'],
  ])('in %s, a train after all is looked for', (locale, trip, driving, train) => {
    const driven = tellAll(begin(locale), [trip, driving]);
    expect(needsOf(driven)).toEqual(['lodging']);
    const after = tell(driven, train);
    expect(needsOf(after)).toEqual(['lodging', 'train']);
    expect(briefOf(after).ownCar).toBeUndefined();
  });

  test.each<[Locale, string, readonly string[]]>([
    ['fr-FR', 'une semaine à Annecy du 20 au 27 mars à deux avec une voiture de location et un hôtel', ['car', 'lodging']],
    ['fr-FR', 'un hôtel à Annecy du 20 au 27 mars à deux, on se déplace en voiture de location', ['car', 'lodging']],
    ['en-US', 'a hotel in Annecy March 20th to 27th for two with a rental car for driving around', ['car', 'lodging']],
    ['en-US', 'a hotel and a hire car in Annecy March 20th to 27th for two, we like driving', ['car', 'lodging']],
    ['en-US', "a flight from Lyon to Rome on March 20th for two, one way, we'll drive to the airport", ['flight']],
    ['fr-FR', "un vol de Lyon à Rome le 20 mars pour deux, aller simple, on va à l'aéroport en voiture", ['flight']],
  ])('in %s, “%s” still asks for it', (locale, words, needs) => {
    expect(needsOf(tell(begin(locale), words))).toEqual(needs);
  });

  test.each<[Locale, string, string]>([
    ['fr-FR', 'vol et hôtel à Annecy depuis Lille du 20 au 27 mars pour deux, sans plafond', "c'est loin de l'aéroport en voiture ?"],
    ['en-US', 'flight and hotel in Annecy from Lille March 20th to 27th for two, no limit', 'how far is it from the airport by car?'],
  ])('in %s, a question drops nothing', (locale, trip, words) => {
    const before = tell(begin(locale), trip);
    expect(needsOf(tell(before, words))).toEqual(needsOf(before));
  });
});
