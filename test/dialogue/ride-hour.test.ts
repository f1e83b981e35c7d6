import { begin, type Play, tell, tellAll } from '../support/play.ts';

const RIDE = {
  'fr-FR': ["un taxi de l'aéroport de Lyon à Courchevel le 20 mars à 8 heures pour deux", 'la première', 'Camille Martin'],
  'en-US': ['a taxi from Lyon airport to Courchevel on March 20th at 8 am for two', 'the first one', 'Camille Martin'],
} as const;
const STAY = {
  'fr-FR': ["un hôtel à Courchevel du 20 au 22 mars pour deux et un taxi depuis l'aéroport de Lyon à 8 heures", 'sans plafond'],
  'en-US': ['a hotel in Courchevel March 20th to 22nd for two and a taxi from Lyon airport at 8 am', 'no limit'],
} as const;
const PAY = { 'fr-FR': 'je confirme et je paie', 'en-US': 'I confirm and pay' } as const;
type Locale = keyof typeof RIDE;

const ridesOf = ({ state }: Play) => state.trip.brief.needs.filter(({ category }) => category === 'transfer');
const hoursOf = (play: Play) => ridesOf(play).map(({ time }) => time);

const NINE = [
  ['fr-FR', 'finalement le taxi à 9 heures plutôt que 8'],
  ['fr-FR', 'le taxi plutôt à 9 heures'],
  ['fr-FR', 'le taxi à 9 h au lieu de 8'],
  ['en-US', 'make the taxi at nine instead'],
  ['en-US', 'the taxi at nine rather than eight'],
  ['en-US', 'push the taxi back to nine'],
] as const;

describe('the hour of a ride, put right', () => {
  test.each<readonly [Locale, string]>(NINE)('of one that is held is looked for anew, in %s: “%s”', (locale, words) => {
    const held = tellAll(begin(locale), RIDE[locale]);
    expect(held.state.trip.bookings.map(({ status }) => status)).toEqual(['held']);
    const after = tell(held, words);
    expect(hoursOf(after)).toEqual(['09:00']);
    expect(after.state.trip.brief.party).toMatchObject({ adults: 2 });
    expect(after.state.trip.requests.at(-1)?.time).toBe('09:00');
  });

  test.each<readonly [Locale, string]>(NINE)(
    'of one that is booked is changed, and nothing is left before, in %s: “%s”',
    (locale, words) => {
      const booked = tellAll(begin(locale), [...RIDE[locale], PAY[locale]]);
      expect(booked.state.trip.phase).toBe('settled');
      const after = tell(booked, words);
      expect(after.state.trip.requests.at(-1)?.time).toBe('09:00');
      expect(after.state.trip.bookings.map(({ status }) => status)).toEqual(['confirmed']);
    },
  );

  test.each<readonly [Locale, string]>(NINE)('of one beside a bed is its own, in %s: “%s”', (locale, words) => {
    const listed = tellAll(begin(locale), STAY[locale]);
    expect(hoursOf(listed)).toEqual(['08:00']);
    expect(hoursOf(tell(listed, words))).toEqual(['09:00']);
  });

  test.each<[Locale, string, string]>([
    ['fr-FR', 'il nous faut aussi une table à Courchevel', 'la table à 20 heures'],
    ['en-US', 'we also need a table in Courchevel', 'the table at 8 pm'],
  ])('is none of a table, in %s', (locale, more, words) => {
    expect(hoursOf(tellAll(begin(locale), [RIDE[locale][0], more, words]))).toEqual(['08:00']);
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'on serait 4 plutôt que 2'],
    ['en-US', 'four of us rather than two'],
  ])('is no number of people, nor they an hour, in %s: “%s”', (locale, words) => {
    const after = tell(tellAll(begin(locale), RIDE[locale].slice(0, 1)), words);
    expect(after.state.trip.brief.party).toMatchObject({ adults: 4 });
    expect(hoursOf(after)).toEqual(['08:00']);
  });
});
