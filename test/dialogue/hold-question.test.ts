import { keys } from '../support/booked.ts';
import { LOCALES } from '../support/phases.ts';
import { begin, GOOD, type Outside, type Play, tell, tellAll } from '../support/play.ts';

type Locale = (typeof LOCALES)[number];

/** One house, and whether it is held is asked. */
const ONE: Outside = { ...GOOD, offers: (request) => GOOD.offers(request).slice(0, 1) };
const HOTEL = {
  'fr-FR': 'un hôtel à Annecy du 12 au 14 février pour deux',
  'en-US': 'a hotel in Annecy from February 12th to the 14th for two',
} as const;
const YET: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': [
    'bloque pas encore',
    'attends, bloque pas encore',
    'ne le bloquez pas tout de suite',
    'pas encore',
    'ne bloque pas pour l’instant',
  ],
  'en-US': ["don't hold it yet", 'wait, don’t hold it yet', "don't hold it just yet", 'not yet', "don't hold anything for now"],
};
const NEVER: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': ['bloque pas', 'ne le bloquez pas', 'non merci'],
  'en-US': ["don't hold it", 'please don’t hold that one', 'no thanks'],
};
const pendingOf = ({ state }: Play) => state.trip.talk.pending?.type;

describe.each(LOCALES)('whether one is held, in %s', (locale) => {
  const asked = tell(begin(locale, ONE), HOTEL[locale]);

  test('is asked', () => {
    expect(pendingOf(asked)).toBe('take');
  });

  test.each(YET[locale])('“%s” leaves the offer standing', (words) => {
    const told = tell(asked, words);
    expect(keys(told)).toContain('keep.offers');
    expect(told.state.trip.bookings).toEqual([]);
  });

  test.each(NEVER[locale])('“%s” asks what would do instead', (words) => {
    const told = tell(asked, words);
    expect(pendingOf(told)).not.toBe('take');
    expect(told.state.trip.bookings).toEqual([]);
  });

  test('what is asked of it after a no is answered', () => {
    const no = NEVER[locale][0] ?? '';
    const pay = { 'fr-FR': 'on paie quand ?', 'en-US': 'when do I pay?' } as const;
    const age = { 'fr-FR': 'quel âge minimum pour la voiture ?', 'en-US': 'what’s the minimum driver age?' } as const;
    expect(keys(tellAll(asked, [no, pay[locale]]))).toContain('answer.pay_to');
    expect(keys(tellAll(asked, [no, age[locale]]))).toContain(locale === 'fr-FR' ? 'drop.nothing' : 'answer.no_topic');
  });
});

test.each(['on le paie quand ?', 'et l’hôtel on le paie quand ?', 'l’hôtel, je le règle quand ?', 'on les paye où ?'])(
  '“%s” asks when it is paid',
  (words) => {
    expect(keys(tell(tell(begin('fr-FR', ONE), HOTEL['fr-FR']), words))).toContain('answer.pay_to');
  },
);
