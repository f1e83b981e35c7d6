import { begin, tell } from '../support/play.ts';

const BOTH = {
  'fr-FR': 'un hôtel et une voiture à Lyon pour deux du 5 au 8 décembre, sans budget',
  'en-US': 'a hotel and a car in Bath for two from December 5th to the 8th, no budget',
} as const;
type Locale = keyof typeof BOTH;

describe('without the car, and a bed will do', () => {
  test.each<[Locale, string]>([
    ['fr-FR', 'sans la voiture, un hôtel suffit'],
    ['fr-FR', "pas de voiture, juste l'hôtel"],
    ['en-US', 'no car, just a hotel'],
    ['en-US', "we don't need the car, only the hotel"],
  ])('drops the car and keeps the bed, with both on the table, in %s: “%s”', (locale, words) => {
    const { state } = tell(tell(begin(locale), BOTH[locale]), words);
    expect(state.trip.brief.needs.map(({ category }) => category)).toEqual(['lodging']);
    expect(state.trip.phase).toBe('choosing');
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'enlève la voiture'],
    ['en-US', 'drop the car'],
  ])('as does leaving the car out, in %s', (locale, words) => {
    const { state } = tell(tell(begin(locale), BOTH[locale]), words);
    expect(state.trip.brief.needs.map(({ category }) => category)).toEqual(['lodging']);
  });
});
