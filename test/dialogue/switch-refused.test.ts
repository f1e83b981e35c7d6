import { BUY, keys } from '../support/booked.ts';
import { LOCALES } from '../support/phases.ts';
import { begin, hearingOf, type Play, tell, tellAll } from '../support/play.ts';

type Locale = (typeof LOCALES)[number];

const STAY = {
  'fr-FR': ['un hôtel à Chamonix du 13 au 20 mars pour deux, sans budget', 'le premier', 'Camille Martin', BUY['fr-FR']],
  'en-US': ['a hotel in Chamonix from March 13th to the 20th for two, no budget', 'the first one', 'Ann Black', BUY['en-US']],
} as const;
const LONGER = { 'fr-FR': 'finalement deux nuits de plus', 'en-US': 'actually two more nights' } as const;
const REFUSED: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': ['non', 'finalement non', 'annule le changement', 'annule l’échange', 'oublie le changement', 'on garde l’ancien'],
  'en-US': ['no', 'actually no', 'cancel the change', 'forget the switch', 'keep the old one', 'leave it as it is', "don't switch"],
};
const LEFT: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': ['l’ancien est annulé ?', 'l’ancienne réservation est annulée ?', 'ça annule l’ancien ?'],
  'en-US': ['is the old one cancelled?', 'will the old one be cancelled?', 'has the old hotel been cancelled?'],
};
const NOT: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': ['garde l’ancienne date', 'non laisse comme ça'],
  'en-US': ['keep the old dates', 'leave it as it is'],
};

const books = ({ state }: Play) => state.trip.bookings.map(({ status }) => status);

describe.each(LOCALES)('an exchange that is not wanted, in %s', (locale) => {
  const booked = tellAll(begin(locale), STAY[locale]);
  const asked = tell(booked, LONGER[locale]);

  test.each(REFUSED[locale])('“%s” leaves all as it is, and that is said', (words) => {
    const told = tell(asked, words);
    expect(keys(told)).toEqual(['switch.kept']);
    expect(books(told)).toEqual(['confirmed']);
    expect(told.state.trip.brief).toEqual(booked.state.trip.brief);
  });

  test.each(LEFT[locale])('“%s”: the old one stands, and the exchange waits', (words) => {
    const told = tell(asked, words);
    expect(keys(told)).toEqual(['status.booked_one', 'switch.waits', 'ask.cancel_then']);
    expect(told.state.trip.talk.pending).toEqual(asked.state.trip.talk.pending);
  });

  test.each(NOT[locale])('“%s” takes back no change', (words) => {
    expect(hearingOf(asked, words).acts).not.toContain('undo');
  });
});
