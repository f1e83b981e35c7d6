import { LOCALES } from '../support/phases.ts';
import { begin, type Play, tell, tellAll } from '../support/play.ts';

type Locale = (typeof LOCALES)[number];

/** By train both ways, by train one way, and with a bed. */
const BY_TRAIN: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': [
    'un aller-retour Paris Marseille en train du 20 au 22 mars pour une personne',
    'un aller simple Paris Marseille en train le 20 mars pour une personne',
    'une semaine à Nice du 20 au 27 mars pour deux en train avec hôtel depuis Paris, sans budget',
  ],
  'en-US': [
    'a return train from Paris to Marseille from March 20th to the 22nd for one person',
    'a one-way train from Paris to Marseille on March 20th for one person',
    'a week in Nice from March 20th to the 27th for two by train from Paris with a hotel, no budget',
  ],
};
const INSTEAD: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': [
    'plutôt en avion',
    'alors en avion',
    'et en avion ?',
    'et l’avion ?',
    'en avion finalement',
    'en avion plutôt qu’en train',
    'je préfère l’avion',
    'pas en train, en avion',
    'en avion, pas en train',
    'pas de train, je préfère l’avion',
    'sans le train mais en avion',
  ],
  'en-US': [
    'rather by plane',
    'what about a flight?',
    'by plane instead',
    'and by plane?',
    'how about flying?',
    "I'd rather take the plane",
    'not by train, by plane',
    'by plane, not by train',
    "no train, I'd rather fly",
    'scrap the train, a flight is fine',
  ],
};
const BOTH: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': ['et aussi en avion', 'un vol aussi', 'ajoute un vol', 'l’aller en train et le retour en avion'],
  'en-US': ['as well as a flight', 'a flight too', 'also a flight', 'add a flight', 'one way by train and back by plane'],
};
/** What something is, costs or would be: asked, and nothing takes the place of anything. */
const ASKED: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': [
    'en avion c’est combien ?',
    'combien coûterait l’avion ?',
    'c’est moins cher en avion ?',
    'est-ce qu’il me faut un avion ?',
    'l’avion est moins cher ?',
  ],
  'en-US': ['how much is it by plane?', 'is it cheaper by plane?', 'do I need a flight?', 'would a flight be cheaper?'],
};
const NEEDED: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': ['faut-il une voiture ?', 'j’ai besoin d’une voiture ?', 'est-ce qu’on a besoin d’une voiture ?'],
  'en-US': ['do we need a car?', 'will I need a car?', 'do we really need to hire a car?'],
};
const WANTED: Readonly<Record<Locale, string>> = { 'fr-FR': 'il me faut aussi une voiture', 'en-US': 'I need a car too' };
const SAME: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': ['et le train ?', 'le train est direct ?'],
  'en-US': ['what about the train?', 'is the train direct?', 'is there a flight from the station?'],
};
const NEITHER: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': ['ni en train ni en avion', 'pas de train ou d’avion', 'sans le train et l’avion'],
  'en-US': ['neither train nor plane', 'no train or plane', 'not by train or by plane', 'without the train and the flight'],
};
/** Half said: there is more to ask. */
const BEGUN: Readonly<Record<Locale, string>> = { 'fr-FR': 'un train pour Nice', 'en-US': 'a train to Nice' };

function carriers({ state }: Play): readonly string[] {
  return state.trip.brief.needs.map(({ category }) => category).filter((category) => category === 'train' || category === 'flight');
}

describe.each(LOCALES)('another carrier that is named, in %s', (locale) => {
  test.each(INSTEAD[locale])('“%s” takes the place of the train', (words) => {
    for (const wish of BY_TRAIN[locale]) {
      const flown = tellAll(begin(locale), [wish, words]);
      expect(carriers(flown)).toEqual(['flight']);
      expect(flown.state.trip.brief.needs.find(({ category }) => category === 'flight')?.oneWay).toBe(flown.state.trip.brief.oneWay);
    }
  });

  test.each(INSTEAD[locale].slice(-4))('“%s” does so in the first sentence, before the days are known, and at the read-back', (words) => {
    const taken = { 'fr-FR': ['la première', 'Camille Martin'], 'en-US': ['the first one', 'Ann Black'] } as const;
    expect(carriers(tellAll(begin(locale), [`${locale === 'fr-FR' ? 'à Nice' : 'to Nice'}, ${words}`]))).toEqual(['flight']);
    expect(carriers(tellAll(begin(locale), [BEGUN[locale], words]))).toEqual(['flight']);
    expect(carriers(tellAll(begin(locale), [BY_TRAIN[locale][2] ?? '', ...taken[locale], words]))).toEqual(['flight']);
  });

  test.each(NEITHER[locale])('“%s” refuses both', (words) => {
    expect(carriers(tellAll(begin(locale), [BY_TRAIN[locale][2] ?? '', words]))).toEqual([]);
  });

  test.each(BOTH[locale])('“%s” keeps the train', (words) => {
    expect(carriers(tellAll(begin(locale), [BY_TRAIN[locale][0] ?? '', words]))).toEqual(['train', 'flight']);
  });

  test.each(ASKED[locale])('“%s” is asked, at the list, while the days are asked for, and once it is taken', (words) => {
    const taken = { 'fr-FR': 'la première', 'en-US': 'the first one' } as const;
    for (const lines of [[BY_TRAIN[locale][0] ?? ''], [BEGUN[locale]], [BY_TRAIN[locale][0] ?? '', taken[locale]]]) {
      const told = tellAll(begin(locale), [...lines, words]);
      expect(carriers(told)).toEqual(['train']);
      expect(told.says[0]?.key).toBe('answer.other_flight');
    }
  });

  test.each(NEEDED[locale])('“%s” hires none', (words) => {
    const told = tellAll(begin(locale), [BY_TRAIN[locale][0] ?? '', words]);
    expect(told.state.trip.brief.needs.map(({ category }) => category)).toEqual(['train']);
  });

  test('what is needed is wanted', () => {
    const told = tellAll(begin(locale), [BY_TRAIN[locale][0] ?? '', WANTED[locale]]);
    expect(told.state.trip.brief.needs.map(({ category }) => category)).toEqual(['train', 'car']);
  });

  test.each(SAME[locale])('“%s” changes nothing', (words) => {
    expect(carriers(tellAll(begin(locale), [BY_TRAIN[locale][0] ?? '', words]))).toEqual(['train']);
  });

  test('at the read-back what was held by train is let go of, and there is a way back', () => {
    const taken = { 'fr-FR': ['la première', 'Camille Martin'], 'en-US': ['the first one', 'Ann Black'] } as const;
    const read = tellAll(begin(locale), [BY_TRAIN[locale][2] ?? '', ...taken[locale]]);
    const flown = tell(read, INSTEAD[locale][0] ?? '');
    const held = flown.state.trip.bookings.filter(({ status }) => status === 'held').map(({ offer }) => offer.category);
    expect(held).toEqual(['lodging']);
    const back = tell(flown, locale === 'fr-FR' ? 'finalement en train' : 'rather by train');
    expect(carriers(back)).toEqual(['train']);
  });
});
