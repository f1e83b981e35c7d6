import { begin, type Play, tell, tellAll } from '../support/play.ts';

const CAR = {
  'fr-FR': ["un 4x4 à l'aéroport de Lyon du 20 au 25 mars pour deux"],
  'en-US': ['a 4x4 at Lyon airport from March 20th to 25th for two'],
} as const;
type Locale = keyof typeof CAR;
const needsOf = ({ state }: Play) => state.trip.brief.needs;
const carOf = (play: Play) => needsOf(play).find(({ category }) => category === 'car');
const wishesOf = (play: Play) => carOf(play)?.requirements.map(({ attr, value }) => `${attr}=${value}`);

describe('a kind that was asked for and is not needed any more', () => {
  test.each<[Locale, string]>([
    ['fr-FR', 'sans le 4x4, une voiture normale suffit'],
    ['fr-FR', 'finalement la première, mais sans le 4x4, une voiture normale suffit'],
    ['fr-FR', 'enlève le 4x4, une voiture ordinaire fera l’affaire'],
    ['fr-FR', 'pas besoin d’un 4x4 finalement, n’importe quelle voiture ira'],
    ['en-US', 'without the 4x4, an ordinary car is fine'],
    ['en-US', 'the first one, but without the 4x4, an ordinary car is fine'],
    ['en-US', 'drop the 4x4, any car will do'],
    ['en-US', "we don't need a 4x4 after all, a normal car is enough"],
  ])('in %s, “%s” leaves a car, of any kind', (locale, words) => {
    const before = tellAll(begin(locale), CAR[locale]);
    expect(wishesOf(before)).toEqual(['drivenWheels=four']);
    expect(wishesOf(tell(before, words))).toEqual([]);
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'sans le 4x4, une petite voiture suffit'],
    ['fr-FR', 'enlève le 4x4, une petite voiture suffit'],
    ['en-US', 'without the 4x4, a small car is enough'],
    ['en-US', 'skip the 4x4, a small car is enough'],
  ])('in %s, “%s” asks for the other kind', (locale, words) => {
    const before = tellAll(begin(locale), CAR[locale]);
    expect(wishesOf(tell(before, words))).toEqual(['compact=true']);
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'sans le 4x4'],
    ['fr-FR', 'sans la voiture'],
    ['fr-FR', 'enlève le 4x4, on prendra un taxi'],
    ['en-US', 'without the 4x4'],
    ['en-US', 'without the car'],
    ['en-US', "drop the 4x4, we'll take a taxi"],
  ])('in %s, “%s” still drops the car', (locale, words) => {
    const trip = {
      'fr-FR': 'un hôtel à Lyon et un 4x4 du 20 au 25 mars pour deux',
      'en-US': 'a hotel in Lyon and a 4x4 from March 20th to 25th for two',
    };
    const before = tell(begin(locale), trip[locale]);
    expect(carOf(before)).toBeDefined();
    expect(carOf(tell(before, words))).toBeUndefined();
  });

  test.each<[Locale, string, string]>([
    ['fr-FR', 'la première', 'finalement sans le 4x4, une voiture normale suffit'],
    ['en-US', 'the first one', 'without the 4x4, an ordinary car is fine'],
  ])('in %s, what was held for it is let go of', (locale, first, words) => {
    const held = tellAll(begin(locale), [...CAR[locale], first]);
    const after = tell(held, words);
    expect(after.state.trip.phase).toBe('choosing');
    expect(wishesOf(after)).toEqual([]);
  });
});
