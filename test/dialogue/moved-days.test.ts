import { BUY, booked, keys, YES } from '../support/booked.ts';
import { LOCALES } from '../support/phases.ts';
import { begin, GOOD, type Outside, type Play, tell, tellAll } from '../support/play.ts';

const EARLIER = { 'fr-FR': 'on part un jour plus tôt, le 24', 'en-US': 'we’re leaving a day earlier, on the 24th' } as const;
const NAME = { 'fr-FR': 'Camille Martin', 'en-US': 'Sarah Cole' } as const;
const SECOND = { 'fr-FR': 'la deuxième', 'en-US': 'the second one' } as const;
const SKI = {
  'fr-FR': 'un hôtel et des skis dans les Alpes françaises du 20 au 25 mars à deux, on vient en voiture, sans budget',
  'en-US': 'a hotel and ski hire in the French Alps from March 20th to the 25th for two, with our own car, no budget',
} as const;
/** What is asked of vendors for skis, newest last. */
const skiDays = ({ state }: Play) =>
  state.trip.requests.filter(({ category }) => category === 'ski_hire').map(({ requirements }) => requirements.map(({ attr }) => attr));

describe.each(LOCALES)('days that move, in %s', (locale) => {
  test('the skis of a stay that is booked stay those of the days between', () => {
    const asked = tell(booked(locale), EARLIER[locale]);
    expect(skiDays(asked)).toHaveLength(2);
    expect(skiDays(asked).flat()).not.toContain('everyDay');
  });

  test('with something still asked for, what is booked moves with the trip', () => {
    const noTrain: Outside = { ...GOOD, offers: (request) => (request.category === 'train' ? [] : GOOD.offers(request)) };
    const wish = {
      'fr-FR': 'un hôtel à Annecy du 20 au 25 mars pour deux, et un train depuis Paris, sans budget',
      'en-US': 'a hotel in Annecy from March 20th to the 25th for two, and a train from Paris, no budget',
    } as const;
    const first = { 'fr-FR': 'le premier', 'en-US': 'the first one' } as const;
    const bought = tellAll(begin(locale, noTrain), [wish[locale], first[locale], NAME[locale], BUY[locale]]);
    expect(bought.state.trip.phase).toBe('settled');
    const asked = tell(bought, EARLIER[locale]);
    expect(keys(asked)).toContain('rebook.same_price');
    const books = ({ state }: Play) => state.trip.bookings.map(({ status, offer }) => `${status} ${offer.vendorId}`);
    const read = tell(asked, YES[locale]);
    expect(books(read)).toEqual(['confirmed bruyere', 'held bruyere']);
    const left = tell(read, BUY[locale]);
    expect(left.state.trip.brief.end).toBe('2027-03-24');
    expect(books(left)).toEqual(['cancelled bruyere', 'confirmed bruyere']);
  });

  test('what is held stays at the house that was chosen', () => {
    const held = tellAll(begin(locale), [SKI[locale], SECOND[locale], NAME[locale]]);
    const house = held.state.trip.chosen?.place;
    expect(house).toBeDefined();
    const moved = tell(held, EARLIER[locale]);
    expect(moved.state.trip.listed.map(({ place }) => place)).toEqual([house]);
    expect(moved.state.trip.talk.pending?.type).toBe('take');
    const read = tell(moved, YES[locale]);
    expect(read.state.trip.chosen?.place).toBe(house);
    expect(read.state.trip.phase).toBe('confirming');
  });

  test.each({ 'fr-FR': ['jusqu’au 24', 'non, jusqu’au 24'], 'en-US': ['to the 24th', 'no, to the 24th', 'until the 24th'] }[locale])(
    '“%s” moves the last day alone',
    (words) => {
      const { start, end } = tell(tell(begin(locale), SKI[locale]), words).state.trip.brief;
      expect([start, end]).toEqual(['2027-03-20', '2027-03-24']);
    },
  );

  test('another place said over it is looked for there', () => {
    const held = tellAll(begin(locale), [SKI[locale], SECOND[locale], NAME[locale]]);
    const words = {
      'fr-FR': 'non, plutôt à Valmorel, du 20 au 24',
      'en-US': 'no, make it Valmorel instead, from the 20th to the 24th',
    } as const;
    expect(tell(held, words[locale]).state.trip.brief.where).toEqual(['resort:valmorel']);
  });
});

test.each(['own car', 'our own car', 'we have a car', 'we’ll take our own car'])('“%s” hires none', (words) => {
  const play = tell(begin('en-US'), `a hotel in Chamonix from March 20th to the 25th for two, ${words}, no budget`);
  expect(play.state.trip.brief.needs.map(({ category }) => category)).toEqual(['lodging']);
});

test.each([
  ['fr-FR', 'des skis pour deux à Chamonix le 13 février', /le samedi 13 février/],
  ['en-US', 'ski hire for two in Chamonix on February 13th', /Saturday February 13th\./],
] as const)('in %s, skis for one day are told by that day', (locale, words, day) => {
  const play = tellAll(begin(locale), [words, locale === 'fr-FR' ? 'le premier' : 'the first one', NAME[locale]]);
  expect(play.speech).toMatch(day);
  expect(play.speech).not.toMatch(/du samedi|Saturday to|Saturday February 13th to/);
});
