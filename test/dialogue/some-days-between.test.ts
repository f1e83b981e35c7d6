import { begin, tellAll } from '../support/play.ts';

const talked = (locale: string, words: readonly string[]) => tellAll(begin(locale), words);
const briefOf = (locale: string, ...words: readonly string[]) => talked(locale, words).state.trip.brief;
const WINDOW = { window: { start: '2027-03-10', end: '2027-03-20', inside: true }, nights: 4 };

describe('some nights between two days', () => {
  test.each([
    ['fr-FR', ['un hôtel à Nice entre le 10 et le 20 mars, 4 nuits']],
    ['fr-FR', ['un hôtel à Nice, 4 nuits', 'entre le 10 et le 20 mars']],
    ['en-US', ['a hotel in Nice, four nights between the 10th and the 20th of March']],
    ['en-US', ['four nights in a hotel in Nice', 'between March 10th and 20th']],
  ])('lie in them, in %s: %j', (locale, words) => {
    const { start, ...brief } = briefOf(locale, ...words);
    expect(brief).toMatchObject(WINDOW);
    expect(start).toBeUndefined();
  });

  test.each([
    ['fr-FR', 'un hôtel à Nice pour deux entre le 10 et le 20 mars, 4 nuits', 'Mercredi 10 mars ou samedi 13 mars ?', 'le 12'],
    [
      'en-US',
      'a hotel in Nice for two between March 10th and 20th, four nights',
      'Wednesday March 10th or Saturday March 13th?',
      'the 12th',
    ],
  ])('begin on a day that is asked, so that they end in them too, in %s', (locale, words, question, answer) => {
    expect(talked(locale, [words]).speech).toContain(question);
    expect(briefOf(locale, words, answer)).toMatchObject({ start: '2027-03-12', end: '2027-03-16' });
  });

  test.each([
    ['fr-FR', 'un hôtel à Nice pour deux entre le 10 et le 20 mars', 10],
    ['fr-FR', 'une voiture à Nice entre le 10 et le 12 mars, 2 jours', 2],
    ['fr-FR', 'un hôtel à Nice pour deux du 10 au 20 mars', 10],
    ['en-US', 'a hotel in Nice for two between March 10th and 20th', 10],
    ['en-US', 'a hotel in Nice for two between March 10th and 13th, three nights', 3],
  ])('are all of them where nothing else is said, in %s: “%s”', (locale, words, nights) => {
    const { start, end } = briefOf(locale, words);
    expect([start, end]).toEqual(['2027-03-10', `2027-03-${10 + nights}`]);
  });
});
