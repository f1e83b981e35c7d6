import { addMinutes } from '../../shared/time.ts';
import { BUY, keys } from '../support/booked.ts';
import { LOCALES } from '../support/phases.ts';
import { begin, GOOD, type Outside, type Play, tell, tellAll } from '../support/play.ts';

type Locale = (typeof LOCALES)[number];

const NO_TABLE: Outside = { ...GOOD, offers: (request) => (request.category === 'restaurant' ? [] : GOOD.offers(request)) };
const WISH = {
  'fr-FR': 'un hôtel à Annecy du 12 au 14 février pour deux et une table le 13 à 20 heures',
  'en-US': 'a hotel in Annecy from February 12th to the 14th for two and a table on the 13th at 8 p.m.',
} as const;
const FIRST = { 'fr-FR': 'le premier', 'en-US': 'the first one' } as const;
const NAME = { 'fr-FR': 'Camille Martin', 'en-US': 'Sarah Cole' } as const;
const ABOUT: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': ['et la table ?', 'et le restaurant', 'la table est réservée ?', 'pourquoi pas de restaurant ?'],
  'en-US': ['what about the table?', 'and the restaurant', 'is the table booked?', 'why is there no restaurant?'],
};
const later = (play: Play, minutes: number): Play => ({ ...play, now: addMinutes(play.now, minutes) });

describe.each(LOCALES)('what nobody offered, in %s', (locale) => {
  const listed = tell(begin(locale, NO_TABLE), WISH[locale]);
  const read = tellAll(listed, [FIRST[locale], NAME[locale]]);
  const bought = tell(read, BUY[locale]);
  const PLACES: readonly (readonly [string, Play])[] = [
    ['at the list', listed],
    ['at the read-back', read],
    ['after booking', bought],
  ];

  describe.each(PLACES)('%s', (_, before) => {
    test.each(ABOUT[locale])('“%s” is told as still asked for, then as offered by nobody', (words) => {
      const open = tell(before, words);
      expect(keys(open)).toContain('lack.open');
      expect(keys(tell(later(before, 30), words))).toContain('lack.none');
      expect(open.state.trip.phase).toBe(before.state.trip.phase);
      expect(open.state.trip.readback?.hash).toBe(before.state.trip.readback?.hash);
      expect(open.state.trip.requests).toEqual(before.state.trip.requests);
    });
  });

  test('the list and the closing say so by themselves', () => {
    expect(keys(listed)).toContain('lack.open');
    expect(keys(bought)).toContain('hold.not_yet');
    expect(keys(tell(later(read, 30), BUY[locale]))).toContain('hold.not_included');
  });

  test('wanted again much later it is asked for again', () => {
    const words = { 'fr-FR': 'trouve-nous un restaurant', 'en-US': 'find us a restaurant' } as const;
    const again = tell(later(bought, 300), words[locale]);
    expect(again.state.trip.requests.filter(({ category }) => category === 'restaurant')).toHaveLength(2);
  });

  test('what is in it is told as before', () => {
    const words = { 'fr-FR': 'et l’hôtel ?', 'en-US': 'what about the hotel?' } as const;
    expect(keys(tell(listed, words[locale])).filter((key) => key.startsWith('lack.'))).toEqual([]);
    expect(keys(tell(bought, words[locale])).filter((key) => key.startsWith('lack.'))).toEqual([]);
  });
});

/** The flight lands at this hour of the first day, the way back leaves at half past five. */
const landing = (...hours: readonly string[]): Outside => ({
  ...GOOD,
  offers: (request) =>
    GOOD.offers(request).flatMap((offer, i) => {
      const { item } = offer;
      if (item.category !== 'flight') return [offer];
      const at = hours[i];
      if (at === undefined) return [];
      const outbound = { ...item.outbound, departs: `${request.start}T06:00`, arrives: `${request.start}T${at}` };
      return [{ ...offer, item: { ...item, outbound } }];
    }),
});
const ROME = {
  'fr-FR': 'un vol, un hôtel à Rome du 4 au 7 décembre à deux depuis Nantes, et une table le 4 à 19 heures, sans budget',
  'en-US': 'a flight and a hotel in Rome from December 4th to the 7th for two from London, and a table on the 4th at 7 p.m., no budget',
} as const;

describe.each(LOCALES)('a table and the way there, in %s', (locale) => {
  const told = (...hours: readonly string[]) => tell(begin(locale, landing(...hours)), ROME[locale]);
  const lines = ({ state }: Play) =>
    state.trip.listed.map(({ lines: ids }) => state.offers.filter(({ id }) => ids.includes(id)).map(({ category }) => category));

  test('the flight that is there in time is taken, whatever it costs', () => {
    const play = told('20:05', '20:05', '15:10');
    const [best] = play.state.trip.listed;
    expect(best?.lines.some((id) => id.includes('cedre'))).toBe(true);
    expect(lines(play)[0]).toContain('restaurant');
    expect(keys(play).filter((key) => key.startsWith('lack.'))).toEqual([]);
  });

  test('where none is, the table is left out, and the next hour is named', () => {
    const play = told('20:05');
    expect(lines(play)[0]).toEqual(expect.arrayContaining(['flight', 'lodging']));
    expect(lines(play)[0]).not.toContain('restaurant');
    expect(keys(play)).toContain('lack.late_flight');
    expect(play.speech).toMatch(locale === 'fr-FR' ? /20 heures 5.*21 heures 30/ : /8:05.*9:30/);
  });

  test('the hour that was named is looked for, and is in it', () => {
    const words = { 'fr-FR': 'la table à 21 heures 30', 'en-US': 'the table at 9:30 p.m.' } as const;
    const play = tell(told('20:05'), words[locale]);
    expect(lines(play)[0]).toContain('restaurant');
    const [table] = play.state.trip.brief.needs.filter(({ category }) => category === 'restaurant');
    expect(table).toMatchObject({ time: '21:30' });
    expect(play.state.trip.brief.needs.filter(({ time }) => time !== undefined)).toHaveLength(1);
  });

  test('too late for any table, the next evening is named, and looked for', () => {
    const words = { 'fr-FR': 'la table le samedi', 'en-US': 'the table on Saturday' } as const;
    const late = told('22:40');
    expect(keys(late)).toContain('lack.late_flight_day');
    const play = tell(late, words[locale]);
    expect(lines(play)[0]).toContain('restaurant');
    expect(play.state.trip.brief).toMatchObject({ start: '2026-12-04', end: '2026-12-07' });
  });
});
