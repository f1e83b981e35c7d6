import { keys } from '../support/booked.ts';
import { LOCALES } from '../support/phases.ts';
import { begin, tell, tellAll } from '../support/play.ts';

const TRIP = { 'fr-FR': 'un voyage à Londres du 12 au 14 mars', 'en-US': 'a trip to Rome from March 12th to the 14th' } as const;
const CAR = { 'fr-FR': 'louer une voiture à Nice du 3 au 6 décembre', 'en-US': 'rent a car in Nice from December 3rd to the 6th' } as const;

describe.each(LOCALES)('in %s, what nobody can know yet', (locale) => {
  test.each({ 'fr-FR': ['il faut un passeport ?', 'pourquoi celui-là ?'], 'en-US': ['do I need a passport?', 'why that one?'] }[locale])(
    '“%s” before any offer is told so',
    (words) => {
      expect(keys(tell(tell(begin(locale), TRIP[locale]), words))).toContain('answer.nothing_yet');
    },
  );

  test.each(
    { 'fr-FR': ["c'est vous qui vendez ?", 'vous vendez vous-même ?'], 'en-US': ['are you the seller?', 'do you sell it yourself?'] }[
      locale
    ],
  )('“%s”: who sells is told', (words) => {
    expect(keys(tell(tell(begin(locale), TRIP[locale]), words))).toContain('answer.seller_none');
  });
});

describe.each(LOCALES)('in %s, a car', (locale) => {
  const listed = () => tell(begin(locale), CAR[locale]);

  test.each(
    { 'fr-FR': ['et la voiture elle est où ?', 'où est la voiture ?'], 'en-US': ['where is the car?', 'and where do I find the car?'] }[
      locale
    ],
  )('“%s” is told by where it is had', (words) => {
    expect(keys(tell(listed(), words))).toContain('answer.where_car');
  });

  test.each({ 'fr-FR': ['je peux la rendre à Marseille ?'], 'en-US': ['can I drop it off in Marseille?'] }[locale])(
    '“%s” moves no trip, and is said not to be asked for',
    (words) => {
      const play = tell(listed(), words);
      expect(play.state.trip.brief.where).toEqual(listed().state.trip.brief.where);
      expect(play.state.trip.brief.notes).toEqual(['car_dropoff']);
      expect(play.says.map(({ key }) => key)).toContain('noted');
    },
  );

  test('brought back where it is had is nothing to note', () => {
    const words = locale === 'fr-FR' ? 'je la rends à Nice' : 'I’ll drop it off in Nice';
    expect(tellAll(begin(locale), [CAR[locale], words]).state.trip.brief.notes).toBeUndefined();
  });
});
