import { booked, keys, standing } from '../support/booked.ts';
import { at, LOCALES } from '../support/phases.ts';
import { type Play, tell } from '../support/play.ts';

type Locale = (typeof LOCALES)[number];

/** Said to the people of a vendor: nothing that another offer would answer. */
const MESSAGES: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': [
    "prévenez l'hôtel qu'on arrive tard",
    "vous pouvez prévenir l'hôtel qu'on arrivera vers 23 heures ?",
    "dites à l'hôtel qu'on vient avec un chien",
    'dites au loueur qu’on sera en retard',
    'il faudrait avertir la réception que nous arrivons après minuit',
    'demandez-leur un lit bébé',
    "demandez à l'hôtel une chambre au calme",
    'faites-leur savoir qu’on arrive à 22 heures',
    'transmettez au loueur que notre vol a du retard',
    'prévenez-les qu’on arrive tard',
    'laissez un mot à l’hôtel',
    'vous leur direz qu’on arrive tard',
  ],
  'en-US': [
    "let the hotel know we'll arrive late",
    'can you tell the hotel we get in around 11 p.m.?',
    "tell the rental company we'll be late",
    "tell them we'll be there after midnight",
    'ask them for a crib',
    'ask the hotel for a quiet room',
    'please inform the reception that we are coming with a dog',
    'could you let them know we land late',
    'leave a note for the hotel',
    'send the hotel a message',
    'make sure the hotel knows we arrive late',
    'warn the car desk about our delay',
  ],
};
/** Words alike that are no message. */
const OTHERS: Readonly<Record<Locale, readonly string[]>> = {
  'fr-FR': [
    'dites-leur mon budget',
    'prévenez-moi si le prix baisse',
    'demandez-leur de faire un effort',
    'dites-moi où est l’hôtel',
    'qui j’appelle si l’hôtel est fermé ?',
    'je voudrais parler à quelqu’un',
    'on sera quatre finalement',
    'annule l’hôtel',
    'dites-leur qu’on sera quatre finalement',
    'dites-leur pourquoi',
    'dites-leur non',
    'dites à l’hôtel qu’on annule',
    'demandez à l’hôtel s’il y a une piscine',
  ],
  'en-US': [
    'tell them my budget',
    'let me know if the price drops',
    'ask them for a better price',
    'tell me where the hotel is',
    'who do I call if the hotel is closed?',
    'I want to talk to someone',
    'actually there will be four of us',
    'cancel the hotel',
    'tell them there will be four of us',
    'tell them why',
    'tell them no',
    'tell the hotel we are cancelling',
    'ask the hotel if there is a pool',
  ],
};
const PLACES = ['confirming, the name is asked', 'confirming, half read', 'confirming, read whole', 'settled'] as const;

const pendingOf = ({ state }: Play) => state.trip.talk.pending?.type;
const readOf = ({ state }: Play) => state.trip.readback?.hash;

describe.each(LOCALES)('a message for a vendor, in %s', (locale) => {
  describe.each(PLACES)('%s', (name) => {
    const before = at(locale, name);

    test.each(MESSAGES[locale])('“%s” is noted, and what was open stays open', (words) => {
      const after = tell(before, words);
      expect(keys(after)).toContain('message.noted');
      expect(pendingOf(after) ?? 'open').toBe(pendingOf(before) ?? 'open');
      expect(readOf(after)).toBe(readOf(before));
      expect(standing(after.state.trip)).toEqual(standing(before.state.trip));
      expect(after.state.trip.requests).toEqual(before.state.trip.requests);
      expect(after.state.trip.brief.needs).toEqual(before.state.trip.brief.needs);
      expect(after.state.trip.phase).toBe(before.state.trip.phase);
    });

    test.each(OTHERS[locale])('“%s” is none', (words) => {
      expect(keys(tell(before, words))).not.toContain('message.noted');
    });
  });

  test('it says who is to be told, and how they are reached', () => {
    const words = { 'fr-FR': 'dites au loueur qu’on sera en retard', 'en-US': 'tell the rental company we will be late' } as const;
    const after = tell(booked(locale), words[locale]);
    expect(keys(after)).toEqual(['message.noted', 'answer.no_contact', 'ask.what_now']);
    expect(after.state.trip.brief.notes).toEqual(['message_car']);
  });

  test('who is meant by a pronoun is where one sleeps', () => {
    const words = { 'fr-FR': 'prévenez-les qu’on arrive tard', 'en-US': 'let them know we arrive late' } as const;
    expect(tell(booked(locale), words[locale]).state.trip.brief.notes).toEqual(['message_lodging']);
  });

  test('before anything is chosen it is a wish', () => {
    const wish = { 'fr-FR': 'demandez-leur un lit bébé', 'en-US': 'ask them for a crib' } as const;
    expect(keys(tell(at(locale, 'choosing'), wish[locale]))).not.toContain('message.noted');
    expect(keys(tell(at(locale, 'choosing'), MESSAGES[locale][0] ?? ''))).toContain('message.noted');
  });
});
