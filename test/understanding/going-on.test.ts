import { hear } from '../support/hear.ts';

const OFFERS = { phase: 'choosing', asked: 'choose', listed: [['Les Arcs', 'Les Mélèzes'], ['Valmorel'], ['La Clusaz']] } as const;
const EN = { locale: 'en-US' } as const;

describe('going on somewhere else', () => {
  test.each([
    'continuer sur mon enceinte',
    'on reprend sur l’enceinte connectée',
    'je voudrais finir ça sur la télé',
    'transférez la conversation sur mon Echo',
    'on continue sur Alexa, s’il vous plaît',
    'je peux passer sur Google Home ?',
    'je continue sur mon ordinateur',
    'envoyez-moi la suite sur mon téléphone',
  ])('"%s" wants a code', (text) => {
    expect(hear(text, OFFERS).acts).toEqual(['move_channel']);
  });

  test.each([
    'continue on my speaker',
    'can I finish this on the TV?',
    'I’d like to carry on with Alexa, please',
    'move this to my Echo',
    'transfer it to another device',
    'pick this up on my laptop',
  ])('"%s" wants a code', (text) => {
    expect(hear(text, { ...EN, ...OFFERS }).acts).toEqual(['move_channel']);
  });

  test.each([
    ['un hôtel avec la télé', {}],
    ['on passe à Alexandrie', {}],
    ['on continue sur Tel Aviv après', {}],
    ['passer à Échirolles', {}],
    ['finir à Telluride', {}],
    ['a hotel with a TV', EN],
    ['move it to Alexandria', EN],
    ['carry on with the first one', EN],
    ['send the speaker back', EN],
  ])('"%s" does not', (text, context) => {
    expect(hear(text, context).acts).not.toContain('move_channel');
  });
});
