import { keys } from '../support/booked.ts';
import { LOCALES } from '../support/phases.ts';
import { begin, GOOD, type Outside, type Play, tell } from '../support/play.ts';

const NONE: Outside = { ...GOOD, offers: () => [] };
const RIDE = {
  'fr-FR': 'un transfert de Genève à Annecy le 12 février à 15 heures pour deux',
  'en-US': 'a taxi from Geneva airport to Annecy on February 12th at 3 p.m. for two',
} as const;
const TRAIN = {
  'fr-FR': 'un train Paris-Reykjavik du 12 au 16 mai pour deux et un hôtel, sans budget',
  'en-US': 'a train from Paris to Reykjavik and a hotel from May 12th to the 16th for two, no budget',
} as const;
const STATUS = { 'fr-FR': 'on en est où ?', 'en-US': 'where are we?' } as const;
const DATES = { 'fr-FR': ["d'autres dates", 'un autre jour', 'les dates'], 'en-US': ['other dates', 'another day', 'the dates'] } as const;
const PLACE = { 'fr-FR': ['ailleurs', 'un autre endroit'], 'en-US': ['somewhere else', 'another place'] } as const;
const LATER = { 'fr-FR': 'le 14', 'en-US': 'the 14th' } as const;

/** As the runner marks it once everyone has answered. */
function answered(play: Play): Play {
  const { trip } = play.state;
  const requests = trip.requests.map((request) => ({ ...request, answered: true as const }));
  return { ...play, state: { ...play.state, trip: { ...trip, requests } } };
}

describe.each(LOCALES)('what nobody has anything for, in %s', (locale) => {
  const waiting = tell(begin(locale, NONE), RIDE[locale]);
  const over = tell(answered(waiting), STATUS[locale]);

  test('is waited for only while somebody may still answer', () => {
    expect(keys(waiting)).toContain('nobody.yet');
    expect(keys(over)).toEqual(['nobody.ever', 'ask.nobody']);
    expect(keys(tell(over, STATUS[locale]))).toEqual(['nobody.ever', 'ask.nobody']);
  });

  test.each(DATES[locale])('“%s” asks for the day, and the day is the new one', (words) => {
    const asked = tell(over, words);
    expect(keys(asked)).toEqual(['ask.dates']);
    expect(tell(asked, LATER[locale]).state.trip.brief).toMatchObject({ start: '2027-02-14' });
  });

  test.each(PLACE[locale])('“%s” asks where', (words) => {
    expect(keys(tell(over, words))).toEqual(['ask.place_any']);
  });

  test('of several things, the one without sellers is named with the first offers', () => {
    const listed = tell(begin(locale), TRAIN[locale]);
    expect(listed.state.trip.phase).toBe('choosing');
    expect(keys(listed)).toContain('lack.nowhere');
  });
});
