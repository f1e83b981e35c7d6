import { LOCALES } from '../support/phases.ts';
import { begin, tell, tellAll } from '../support/play.ts';

type Locale = (typeof LOCALES)[number];
type Lines = Readonly<Record<Locale, string>>;

const BY_TRAIN: Lines = {
  'fr-FR': 'une semaine à Nice du 6 au 13 mai pour deux en train depuis Paris avec un hôtel, sans budget',
  'en-US': 'a week in Nice from May 6th to 13th for two by train from Paris with a hotel, no budget',
};
const BY_AIR: Lines = {
  'fr-FR': 'une semaine à Nice du 6 au 13 mai pour deux en avion depuis Paris avec un hôtel, sans budget',
  'en-US': 'a week in Nice from May 6th to 13th for two by plane from Paris with a hotel, no budget',
};
const AIRPORT: Lines = { 'fr-FR': "ajoute un 4x4 à l'aéroport", 'en-US': 'add a 4x4 at the airport' };
const STATION: Lines = { 'fr-FR': 'et une voiture à la gare', 'en-US': 'and a car at the station' };
const MOVED: Lines = { 'fr-FR': "plutôt à l'aéroport, la voiture", 'en-US': 'the car at the airport instead' };
const BARE: Lines = { 'fr-FR': 'ajoute une voiture', 'en-US': 'add a car' };
const TAXI: Lines = { 'fr-FR': "ajoute une voiture et un taxi pour l'aéroport", 'en-US': 'add a car, and a taxi to the airport' };
const WHOLE: Lines = {
  'fr-FR': "une semaine à Nice du 6 au 13 mai pour deux en train depuis Paris avec un hôtel et une voiture à l'aéroport, sans budget",
  'en-US': 'a week in Nice from May 6th to 13th for two by train from Paris with a hotel and a car at the airport, no budget',
};

function desk(locale: Locale, lines: readonly string[]): readonly string[] | undefined {
  return tellAll(begin(locale), lines).state.trip.brief.needs.find(({ category }) => category === 'car')?.where;
}

describe.each(LOCALES)('a car is taken where it was said to be, in %s', (locale) => {
  test('at the airport of who comes by train, and it is said which', () => {
    expect(desk(locale, [BY_TRAIN[locale], AIRPORT[locale]])).toEqual(['NCE']);
    expect(desk(locale, [WHOLE[locale]])).toEqual(['NCE']);
    expect(tellAll(begin(locale), [BY_TRAIN[locale], AIRPORT[locale]]).speech).toMatch(/aéroport de Nice|Nice airport/);
  });

  test('at the station of who comes by plane', () => {
    const [station = ''] = desk(locale, [BY_AIR[locale], STATION[locale]]) ?? [];
    expect(station).toMatch(/^(?!NCE).+/);
  });

  test('where it is moved to, which is said', () => {
    const moved = tell(tellAll(begin(locale), [BY_TRAIN[locale], STATION[locale]]), MOVED[locale]);
    expect(moved.state.trip.brief.needs.find(({ category }) => category === 'car')?.where).toEqual(['NCE']);
    expect(moved.speech).toMatch(/aéroport de Nice|Nice airport/);
  });

  test('where one arrives, when nothing was said', () => {
    expect(desk(locale, [BY_TRAIN[locale], BARE[locale]])).toBeUndefined();
    expect(desk(locale, [BY_TRAIN[locale], TAXI[locale]])).toBeUndefined();
  });
});
