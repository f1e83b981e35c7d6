import { committed, jsonOf, LEARNED_LOCALES, weightsFor } from '../../scripts/acts/learn.ts';
import { type Model, modelOf, stored } from '../../shared/understanding/weights.ts';
import { type Hearing, hear } from '../support/hear.ts';

const OFFERS = { phase: 'choosing', asked: 'choose', listed: [['Les Arcs'], ['Valmorel'], ['La Clusaz']] } as const;
const READ = { phase: 'confirming', asked: 'confirm' } as const;

test.each(LEARNED_LOCALES)('the weights of %s are those that its sentences give, byte for byte (npm run acts)', (locale) => {
  expect(jsonOf(weightsFor(locale))).toBe(committed(locale));
});

test('what is stored unpacks to the same model', () => {
  const model: Model = {
    bits: 2,
    labels: ['ask', 'select'],
    starts: Uint32Array.from([0, 2, 2, 3, 3]),
    classes: Uint8Array.from([0, 1, 1]),
    weights: Int8Array.from([-7, 7, 3]),
  };
  expect(modelOf(stored(model))).toEqual(model);
});

describe('what no rule takes is heard by its words', () => {
  test.each<[string, string, Hearing, string]>([
    ['fr-FR', 'rien d’autre à me proposer', OFFERS, 'more_options'],
    ['en-GB', 'nothing else to offer me', OFFERS, 'more_options'],
  ])('%s "%s"', (locale, text, context, act) => {
    expect(hear(text, { ...context, locale }).acts).toEqual([act]);
  });
});

describe('what rules take for an answer or a wish is heard as what it is', () => {
  const ASKED = { phase: 'briefing', asked: 'budget' } as const;
  const BOOKED = { phase: 'settled', known: { needs: ['car', 'lodging'] } } as const;

  test.each<[string, string, Hearing, readonly string[]]>([
    ['fr-FR', 'les vendeurs vont le savoir', ASKED, ['ask']],
    ['fr-FR', 'c’est à combien de route de Lyon', { ...ASKED, asked: 'origin' }, ['ask']],
    ['fr-FR', 'je dois d’abord faire mes comptes', ASKED, ['wait']],
    ['fr-FR', 'on voit la mer de la chambre', OFFERS, ['ask']],
    ['fr-FR', 'en fait on va pas prendre de voiture', READ, ['remove']],
    ['fr-FR', 'on est sur quel vol', BOOKED, ['ask']],
    ['en-GB', 'are they told what we can spend', ASKED, ['ask']],
    ['en-GB', 'do we need a car out there', { ...ASKED, asked: 'what_else' }, ['ask']],
    ['en-GB', 'let me do the sums first', ASKED, ['wait']],
    ['en-GB', 'do we get to use the pool', OFFERS, ['ask']],
    ['en-GB', 'which flight are we on', BOOKED, ['ask']],
  ])('%s "%s"', (locale, text, context, acts) => {
    expect(hear(text, { ...context, locale }).acts).toEqual(acts);
  });

  test.each<[string, string, Hearing, readonly string[]]>([
    ['fr-FR', 'l’autre est mieux noté ?', OFFERS, ['ask']],
    ['fr-FR', 'oui, et pas plus de 800 euros', { ...ASKED, asked: 'what_else' }, ['affirm', 'inform']],
    ['fr-FR', 'sans budget', ASKED, ['inform']],
    ['fr-FR', 'combien de calories dans une banane', READ, ['oos']],
    ['en-GB', 'is the other one rated better?', OFFERS, ['ask']],
    ['en-GB', 'yes, and no more than 800 euros', { ...ASKED, asked: 'what_else' }, ['affirm', 'inform']],
  ])('and no further: %s "%s"', (locale, text, context, acts) => {
    expect(hear(text, { ...context, locale }).acts).toEqual(acts);
  });
});

describe('it never commits, and never agrees to a read-back', () => {
  test.each([
    ['fr-FR', 'je veux bien que ce soit payé un jour'],
    ['fr-FR', 'le paiement la réservation la carte'],
    ['fr-FR', 'confirmer payer régler valider'],
    ['en-GB', 'payment booking card confirm'],
    ['en-GB', 'confirm paying the booking of yours'],
  ])('%s "%s"', (locale, text) => {
    const { acts } = hear(text, { ...READ, locale });
    expect(acts).not.toContain('book');
  });

  test('a quality, a need or a value that is named is left to the rules', () => {
    const table = { phase: 'settled', known: { needs: ['restaurant'] } } as const;
    expect(hear('mets-nous en terrasse', table).acts).not.toContain('status');
  });

  test('a first sentence is left to the rules', () => {
    expect(hear('quelle est la capitale du Pérou').acts).toEqual(['oos']);
  });
});

test.each(['aucun', 'aucune', 'rien'])('nobody is fetched because "%s" resembles such a call', (text) => {
  const context = { asked: 'budget', phase: 'briefing', known: { needs: ['lodging'], party: 2 } } as const;
  expect(hear(text, context).acts).toEqual(['deny']);
});
