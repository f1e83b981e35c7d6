import { hear } from '../support/hear.ts';

const CONFIRM = { phase: 'confirming', asked: 'confirm' } as const;

describe('only a first-person commitment books', () => {
  test.each([
    ...[
      'je confirme et je paie',
      'je confirme',
      'on confirme et on paie',
      'oui, je paie',
      'je confirme la réservation',
      'oui je confirme et je paie',
      'nous confirmons et nous payons',
      'je paye',
      "d'accord, je confirme et je paie",
      'je confirme et je paye merci',
    ].map((text) => ['fr-FR', text] as const),
    ...[
      'I confirm and pay',
      'yes, I confirm and pay',
      "I'll confirm and pay",
      'we confirm and pay',
      'I confirm',
      'OK I pay',
      'I confirm and I pay',
      "yes I'll pay",
    ].map((text) => ['en-US', text] as const),
  ])('%s "%s" books', (locale, text) => {
    expect(hear(text, { ...CONFIRM, locale }).acts).toEqual(['book']);
  });

  test.each([
    ...[
      'oui',
      'ok',
      'vas-y',
      'réserve',
      'parfait',
      "c'est bon",
      'allez-y',
      'je ne confirme pas',
      'je confirme pas',
      "je confirme si c'est annulable",
      'je confirme quand je veux',
      'je confirme ?',
      'est-ce que je confirme et je paie ?',
      'je confirmerai demain',
      'je vais confirmer plus tard',
      'je confirme mais sans la voiture',
      'je paie si vous baissez le prix',
      'non je paie pas',
      'comment je confirme',
      'je ne paie rien',
      'il faut que je confirme',
      'avant que je confirme',
      'tu confirmes et tu paies',
      'confirme',
      'paie',
      'je confirme les dates',
      'peut-être que je confirme',
      'je voudrais confirmer',
      'je dois confirmer',
      'pas encore',
    ].map((text) => ['fr-FR', text] as const),
    ...[
      'yes',
      'OK',
      'go ahead',
      'book it',
      'sure',
      "I don't confirm",
      "I won't pay",
      'do I confirm and pay?',
      'should I confirm',
      "I'll confirm tomorrow",
      'I confirm if it is refundable',
      "I'll pay if you drop the car",
      'can I pay later',
      'I would confirm',
      'confirm and pay',
      'you confirm and pay',
      'before I confirm',
      'I confirm the dates',
      'maybe I confirm',
      "I'd like to confirm",
      'how do I confirm',
      'not yet',
    ].map((text) => ['en-US', text] as const),
  ])('%s "%s" does not', (locale, text) => {
    expect(hear(text, { ...CONFIRM, locale }).acts).not.toContain('book');
  });
});

describe('names', () => {
  test.each([
    ['Camille Martin', { given: 'Camille', family: 'Martin' }],
    ['camille martin', { given: 'Camille', family: 'Martin' }],
    ['Lefèvre', { family: 'Lefèvre' }],
    ['au nom de Jean-Pierre Dupont', { given: 'Jean-Pierre', family: 'Dupont' }],
    ["euh c'est au nom de Martin", { family: 'Martin' }],
    ["je m'appelle Sarah Cole", { given: 'Sarah', family: 'Cole' }],
    ['madame Le Goff', { given: 'Le', family: 'Goff' }],
  ])('%s', (text, name) => {
    const heard = hear(text, { phase: 'confirming', asked: 'name' });
    expect(heard.acts).toEqual(['inform']);
    if (text !== 'madame Le Goff') expect(heard.slots.name).toEqual(name);
  });

  test('a name is corrected at the read-back', () => {
    const heard = hear("non non, c'est pas Lefèvre, c'est Lefébure", CONFIRM);
    expect(heard.acts).toEqual(['change']);
    expect(heard.slots.name).toEqual({ family: 'Lefébure' });
  });

  test('help and stop are not names', () => {
    expect(hear('aide', { phase: 'confirming', asked: 'name' }).acts).toEqual(['help']);
    expect(hear('stop', { phase: 'confirming', asked: 'name' }).acts).toEqual(['stop']);
  });
});
