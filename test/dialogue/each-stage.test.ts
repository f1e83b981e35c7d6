import { LOCALES } from '../support/phases.ts';
import { begin, tell, tellAll } from '../support/play.ts';

const SAID = {
  'fr-FR': [
    'Florence, Rome et Venise, deux nuits chacune, à partir du 10 mars, pour deux depuis Paris, sans budget',
    'Florence, Rome et Venise, deux nuits à chaque fois, à partir du 10 mars, pour deux depuis Paris, sans budget',
    'Florence, Rome et Venise, du 10 au 16 mars, deux nuits dans chaque ville, pour deux depuis Paris, sans budget',
  ],
  'en-US': [
    'Florence, Rome and Venice, two nights in each, from March 10th for two from Paris, no budget',
    'two nights each in Florence, Rome and Venice from March 10th for two from Paris, no budget',
    'Florence, Rome and Venice, March 10th to 16th, two nights per city, for two from Paris, no budget',
  ],
} as const;
const BOOKING = {
  'fr-FR': ['la première', 'Camille Martin', 'oui', 'je confirme et je paie'],
  'en-US': ['the first one', 'Ann Black', 'yes', 'I confirm and pay'],
} as const;
const LATER = {
  'fr-FR': ['Florence et Rome, pour deux depuis Paris', 'deux nuits chacune', 'le 10 mars'],
  'en-US': ['Florence and Rome, for two from Paris', 'two nights each', 'March 10th'],
} as const;
const WHOLE = {
  'fr-FR': 'une semaine à Florence, Rome et Venise à partir du 10 mars',
  'en-US': 'a week in Florence, Rome and Venice from March 10th',
} as const;

describe.each(LOCALES)('a length that is said for each of several towns, in %s', (locale) => {
  test.each(SAID[locale])('is that of each, to the next one: “%s”', (words) => {
    const first = tell(begin(locale), words);
    expect(first.state.trip.brief).toMatchObject({ start: '2027-03-10', end: '2027-03-12' });
    const next = tell(tellAll(first, BOOKING[locale]), locale === 'fr-FR' ? 'oui' : 'yes');
    expect(next.state.trip.brief).toMatchObject({ where: ['city:IT:rome'], start: '2027-03-12', end: '2027-03-14' });
  });

  test('counts from the day that is said after it', () => {
    expect(tellAll(begin(locale), LATER[locale]).state.trip.brief).toMatchObject({ start: '2027-03-10', end: '2027-03-12', each: 2 });
  });

  test('is not one that is said for all', () => {
    const { brief } = tell(begin(locale), WHOLE[locale]).state.trip;
    expect([brief.end, brief.until, brief.each]).toEqual([undefined, '2027-03-17', undefined]);
  });
});
