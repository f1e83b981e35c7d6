import { keys } from '../support/booked.ts';
import { LOCALES } from '../support/phases.ts';
import { begin, hearingOf, tell, tellAll } from '../support/play.ts';

const STAY = {
  'fr-FR': 'un hôtel à Chamonix du 13 au 20 mars pour deux, sans budget',
  'en-US': 'a hotel in Chamonix from March 13th to the 20th for two, no budget',
} as const;
const ONE = {
  'fr-FR': 'un hôtel à Chamonix du 13 au 20 mars pour un adulte, sans budget',
  'en-US': 'a hotel in Chamonix from March 13th to the 20th for one adult, no budget',
} as const;
const TAKEN = { 'fr-FR': ['le premier', 'Camille Martin'], 'en-US': ['the first one', 'Ann Black'] } as const;
const CARDS = {
  'fr-FR': ['vous prenez la carte ?', 'on peut payer par carte ?', 'ils prennent quelles cartes ?'],
  'en-US': ['which cards do they take?', 'do you take credit cards?', 'can I pay by card?'],
} as const;
const REAL = {
  'fr-FR': ['ce sont de vrais prix ?', 'les prix sont réels ?'],
  'en-US': ['are these real prices?', 'are the prices real?'],
} as const;
const EACH = {
  'fr-FR': ['ça fait combien par personne ?', 'c’est combien par tête ?', 'combien chacun ?', 'par personne ?', 'c’est par personne ?'],
  'en-US': ['how much is that per person?', 'what’s that per head?', 'how much is that each?', 'what’s that each?', 'per person?'],
} as const;
const TAX = {
  'fr-FR': ['les taxes sont comprises ?', 'la taxe de séjour est comprise ?'],
  'en-US': ['is VAT included?', 'is the city tax included?', 'does that include tourist tax?'],
} as const;
const BOTH = {
  'fr-FR': [
    'un vol et un hôtel à Lisbonne du 12 au 16 mai pour deux depuis Paris, sans budget',
    'on paie quand l’hôtel ?',
    'on paie quand ?',
  ],
  'en-US': [
    'a flight and a hotel in Lisbon from May 12th to the 16th for two from Paris, no budget',
    'when do we pay for the hotel?',
    'when do we pay?',
  ],
} as const;
const PARKING = {
  'fr-FR': ['le parking est payant ?', 'le parking est gratuit ?', 'combien coûte le parking ?', 'il faut payer le parking ?'],
  'en-US': ['is the parking free?', 'do we have to pay for parking?', 'how much is the parking?', 'is there free parking?'],
} as const;
const NO_PRICE = {
  'fr-FR': ['il y a un parking ?', 'l’annulation est gratuite ?'],
  'en-US': ['is there parking?', 'is cancelling free?'],
} as const;
const NOT = {
  'fr-FR': ['une carte d’identité suffit ?', 'cent euros par personne', 'c’est combien ?'],
  'en-US': ['is an identity card enough?', 'a hundred euros per person', 'how much is it?'],
} as const;

describe.each(LOCALES)('what is asked of a price, in %s', (locale) => {
  const listed = tell(begin(locale), STAY[locale]);
  const read = tellAll(listed, TAKEN[locale]);

  test.each(CARDS[locale])('“%s” is answered by what no offer says, and the question returns', (words) => {
    for (const play of [listed, read]) {
      const told = tell(play, words);
      expect(keys(told)[0]).toBe('answer.cards');
      expect(told.state.trip.talk.pending).toEqual(play.state.trip.talk.pending);
    }
  });

  test.each(REAL[locale])('“%s” is answered by who the sellers are', (words) => {
    const demo = listed.state.offers.some((offer) => offer.demo);
    for (const play of [listed, read]) expect(keys(tell(play, words))[0]).toBe(demo ? 'answer.prices_demo' : 'answer.prices_real');
  });

  test.each(EACH[locale])('“%s” is told of each of the list, and of the one that is read', (words) => {
    expect(tell(listed, words).says[0]).toMatchObject({
      key: 'answer.of_title',
      params: { what: { key: expect.stringMatching(/^frag\.each/) } },
    });
    const [told] = tell(read, words).says;
    const total = read.state.trip.bookings[0]?.offer.total.minor ?? 0;
    const key = total % 200 === 0 ? 'answer.each' : 'answer.each_about';
    expect(told).toMatchObject({ key, params: { each: { minor: Math.ceil(total / 2) } } });
    const alone = tellAll(begin(locale), [ONE[locale], ...TAKEN[locale], words]);
    expect(keys(alone)[0]).not.toMatch(/^answer\.each/);
  });

  test.each(PARKING[locale])('“%s”: there is one, and no offer says what it costs', (words) => {
    expect(keys(tell(listed, words)).slice(0, 2)).toEqual(['answer.all_have', 'answer.parking_prices']);
    expect(keys(tell(read, words))[0]).toBe('answer.parking_price');
  });

  test.each(NO_PRICE[locale])('“%s” asks for no price of a parking', (words) => {
    expect(hearingOf(read, words).slots.ask ?? []).not.toContain('parking_price');
  });

  test.each(TAX[locale])('“%s”: the sum, taxes included', (words) => {
    expect(keys(tell(read, words))[0]).toBe('answer.inside_all');
  });

  test('when one thing is paid is told of that thing alone', () => {
    const both = tell(begin(locale), BOTH[locale][0]);
    expect(both.state.trip.listed[0]?.lines.length).toBeGreaterThan(1);
    expect(tell(both, BOTH[locale][1]).says).not.toEqual(tell(both, BOTH[locale][2]).says);
  });

  test.each(NOT[locale])('“%s” asks none of it', (words) => {
    const topics = hearingOf(listed, words).slots.ask ?? [];
    expect(topics.filter((topic) => ['cards', 'real_price', 'each'].includes(topic))).toEqual([]);
  });
});
