import { BUY, keys } from '../support/booked.ts';
import { LOCALES } from '../support/phases.ts';
import { begin, hearingOf, tell, tellAll } from '../support/play.ts';

type Locale = (typeof LOCALES)[number];

const STAY = {
  'fr-FR': ['un hôtel à Chamonix du 13 au 20 mars pour deux, sans budget', 'le premier', 'Camille Martin', BUY['fr-FR']],
  'en-US': ['a hotel in Chamonix from March 13th to the 20th for two, no budget', 'the first one', 'Ann Black', BUY['en-US']],
} as const;
const MINE: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': [
    'c’est quoi ma réservation ?',
    'quelle est ma réservation ?',
    'récapitule',
    'donne-moi ma réservation',
    'rappelle-moi ce que j’ai réservé',
    'qu’est-ce qui est réservé ?',
  ],
  'en-US': [
    "what's my booking?",
    'what have I booked?',
    'recap',
    'sum it up',
    'give me my booking',
    'show me my booking',
    'what is booked?',
  ],
};
const NOT: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': ['c’est quoi mon numéro de réservation ?', 'c’est quoi ma réservation de taxi à quelle heure ?', 'annule ma réservation'],
  'en-US': ["what's my booking reference?", 'cancel my booking', 'give me the summary of the cancellation terms'],
};

describe.each(LOCALES)('what is booked is asked for, in %s', (locale) => {
  const booked = tellAll(begin(locale), STAY[locale]);

  test.each(MINE[locale])('“%s” is told it', (words) => {
    expect(keys(tell(booked, words))).toEqual(['status.booked_one']);
  });

  test.each(NOT[locale])('“%s” asks for something else', (words) => {
    expect(hearingOf(booked, words).acts).not.toEqual(['status']);
  });
});
