import type { VendorNews } from '../../shared/market/vendor-news.ts';
import { begin, GOOD, type Outside, type Play, tell, tellAll } from './play.ts';

type Words = Readonly<Record<'fr-FR' | 'en-US', readonly string[]>>;

const SKI: Words = {
  'fr-FR': ['aller skier dans les Alpes françaises du 20 au 25 mars avec un 4x4 à l’aéroport de Lyon'],
  'en-US': ['go skiing in the French Alps from March 20th to the 25th with a four by four at Lyon airport'],
};
const HOTEL: Words = {
  'fr-FR': ['un hôtel à Annecy du 12 au 14 février pour deux'],
  'en-US': ['a hotel in Annecy from February 12th to the 14th for two'],
};
const PICK: Words = { 'fr-FR': ['le premier'], 'en-US': ['the first one'] };
const NAME: Words = { 'fr-FR': ['Camille Martin'], 'en-US': ['Sarah Cole'] };
const BUY: Words = { 'fr-FR': ['je confirme et je paie'], 'en-US': ['I confirm and pay'] };
const VOTE: Words = { 'fr-FR': ['on n’est pas d’accord'], 'en-US': ['we can’t agree'] };
const CANCEL: Words = { 'fr-FR': ['annule l’hôtel'], 'en-US': ['cancel the hotel'] };
const TABLE: Words = {
  'fr-FR': ['une table pour deux samedi à Annecy à vingt heures', 'la première', 'Camille Martin'],
  'en-US': ['a table for two in Annecy on Saturday at 8 p.m.', 'the first one', 'Sarah Cole'],
};
/** A journey, a bed, a car and skis: from the wish to the name. */
export const WHOLE: Words = {
  'fr-FR': [
    'aller skier aux Arcs du 20 au 25 mars à deux depuis Nantes avec un 4x4 à l’aéroport de Lyon un hôtel et la location de skis trois mille euros maximum',
    'le premier',
    'Camille Martin',
  ],
  'en-US': [
    'go skiing in Les Arcs from March 20th to the 25th, two adults, from London, with a four by four at Lyon airport, a hotel and ski rental, three thousand euros max',
    'the first one',
    'Sarah Cole',
  ],
};

const FORM: Outside = {
  ...GOOD,
  offers: (request) =>
    GOOD.offers(request).map((offer) => ({
      ...offer,
      dataNeeded: { forHold: [], forConfirm: ['lead.family_name', 'passengers.birth_date'] },
    })),
};
const MUTE: Outside = { ...GOOD, offers: () => [] };
const UNSURE: Outside = {
  ...GOOD,
  answer: (effect, booking, now) => (effect.type === 'confirm' ? { type: 'unknown' } : GOOD.answer(effect, booking, now)),
};
const YES: Words = { 'fr-FR': ['oui'], 'en-US': ['yes'] };
const NO: Words = { 'fr-FR': ['non'], 'en-US': ['no'] };
const ANOTHER: Words = { 'fr-FR': ['un nouveau voyage'], 'en-US': ['a new trip'] };
/** The answer to a confirm is lost on its way. */
const CUT: Outside = {
  ...GOOD,
  answer: (effect, booking, now) => (effect.type === 'confirm' ? undefined : GOOD.answer(effect, booking, now)),
};
/** What is left is never answered. */
const UNLEFT: Outside = {
  ...GOOD,
  answer: (effect, booking, now) => (effect.type === 'cancel' ? undefined : GOOD.answer(effect, booking, now)),
};
const SOLD_OUT: Outside = {
  ...GOOD,
  answer: (effect, booking, now) =>
    effect.type === 'confirm' && booking.offer.vendorId === 'bruyere'
      ? { type: 'failed', reason: 'sold_out' }
      : GOOD.answer(effect, booking, now),
};

type After = (play: Play) => Play;

/** A vendor says something by itself, and the traveller opens again. */
const hears =
  (news: VendorNews): After =>
  (play) => {
    const offer = play.state.trip.bookings[0]?.offer ?? play.state.offers[0];
    const { requestId = '', vendorId = '' } = offer ?? {};
    const heard = { id: 'evt-1', at: play.now, requestId, vendorId, seller: 'Maison Vanoise', news, told: false };
    return tell({ ...play, state: { ...play.state, trip: { ...play.state.trip, fromVendors: [heard] } } }, '(open)', true);
  };
const OPTIONS = [
  { id: 'ok', kind: 'accept' },
  { id: 'back', kind: 'refund' },
] as const;
const CHANGE: VendorNews = { type: 'change', id: 'c', severity: 'major', cause: 'la piscine ferme', what: [], options: OPTIONS };

const PHASES: readonly (readonly [name: string, outside: Outside, words: readonly Words[], after?: After])[] = [
  ['briefing, nothing said', GOOD, []],
  ['briefing, who is asked', GOOD, [SKI]],
  ['waiting', MUTE, [HOTEL]],
  ['choosing', GOOD, [HOTEL]],
  ['choosing, a vote is offered', GOOD, [HOTEL, VOTE]],
  ['choosing, a vote is open', GOOD, [HOTEL, VOTE, YES]],
  ['confirming, the name is asked', GOOD, [HOTEL, PICK]],
  ['confirming, a form is asked for', FORM, [HOTEL, PICK, NAME]],
  ['confirming, half read', GOOD, [WHOLE]],
  ['confirming, read whole', GOOD, [HOTEL, PICK, NAME]],
  ['confirming, nothing is owed', GOOD, [TABLE]],
  ['booking', UNSURE, [HOTEL, PICK, NAME, BUY]],
  ['confirming, a substitute is proposed', SOLD_OUT, [HOTEL, PICK, NAME, BUY]],
  ['booking, the answer is lost', CUT, [HOTEL, PICK, NAME, BUY]],
  ['confirming, keep the rest or leave', SOLD_OUT, [HOTEL, PICK, NAME, BUY, NO]],
  ['settled', GOOD, [HOTEL, PICK, NAME, BUY]],
  ['settled, leaving was priced', GOOD, [HOTEL, PICK, NAME, BUY, CANCEL]],
  ['a second trip beside a booked one', GOOD, [HOTEL, PICK, NAME, BUY, ANOTHER]],
  ['settled, leaving is not answered', UNLEFT, [HOTEL, PICK, NAME, BUY, CANCEL, YES]],
  ['choosing, a vendor asks', GOOD, [HOTEL], hears({ type: 'question', id: 'q', text: 'un chien', choices: ['petit', 'grand'] })],
  ['settled, a vendor changes something', GOOD, [HOTEL, PICK, NAME, BUY], hears(CHANGE)],
  ['settled, a change leaves a refund', GOOD, [HOTEL, PICK, NAME, BUY], hears({ ...CHANGE, options: [OPTIONS[1]] })],
];

export const LOCALES = ['fr-FR', 'en-US'] as const;

/** Every place where a talk can stand, reached by words alone. */
export function phases(locale: (typeof LOCALES)[number]): readonly (readonly [name: string, play: Play])[] {
  return PHASES.map(([name]) => [name, at(locale, name)]);
}

const reached = new Map<string, Play>();

/** One of those places: talked to once in a file, for nothing changes a play. */
export function at(locale: (typeof LOCALES)[number], name: string): Play {
  const key = `${locale} ${name}`;
  const play = reached.get(key) ?? reach(locale, name);
  reached.set(key, play);
  return play;
}

function reach(locale: (typeof LOCALES)[number], name: string): Play {
  const found = PHASES.find(([phase]) => phase === name);
  if (!found) throw new Error(`no phase ${name}`);
  const [, outside, words, after = (play: Play) => play] = found;
  const lines = words.flatMap((each) => each[locale]);
  return after(tellAll(begin(locale, outside), lines));
}
