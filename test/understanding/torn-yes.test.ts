import { type Hearing, hear } from '../support/hear.ts';

const EN = { locale: 'en-US' } as const;
/** "Shall I book it?", "Shall I cancel it?", "Shall I erase it?": a bare yes is enough. */
const ASKED = { phase: 'confirming', asked: 'yes_no', known: { needs: ['restaurant'] } } as const;
const READ = { phase: 'confirming', asked: 'confirm', known: { needs: ['lodging'] } } as const;
const OFFERS = { phase: 'choosing', asked: 'choose', listed: [['Les Mélèzes'], ['Le Refuge'], ['La Ferme']] } as const;
const BOOKED = { phase: 'settled', known: { needs: ['lodging'] } } as const;

describe('where a bare yes is enough, nothing else is a yes', () => {
  test.each<[string, Hearing]>([
    ['of course not', EN],
    ['ok no', EN],
    ['yeah no', EN],
    ['sure not', EN],
    ['bien sûr que non', {}],
    ['ouais non', {}],
    ['ok non', {}],
  ])('“%s” is a no', (text, locale) => {
    expect(hear(text, { ...ASKED, ...locale }).acts).toEqual(['deny']);
  });

  test.each<[string, Hearing]>([
    ['yes but not there', EN],
    ["fine I'll eat at home", EN],
    ['fine but is it noisy', EN],
    ['okay but what about the kids', EN],
    ['great food there?', EN],
    ['ok?', EN],
    ['sure?', EN],
    ['super nul', {}],
    ['ça marche pas', {}],
    ["d'accord mais pas là", {}],
    ['allez-vous faire voir', {}],
    ["oui oui c'est ça moque-toi", {}],
    ["d'accord ?", {}],
  ])('“%s” is none', (text, locale) => {
    expect(hear(text, { ...ASKED, ...locale }).acts).not.toContain('affirm');
  });

  test.each<[string, Hearing]>([
    ['yes please', EN],
    ['sure, go ahead', EN],
    ['yes, book it', EN],
    ['yes no problem', EN],
    ['oui', {}],
    ["d'accord, allez-y", {}],
    ['oui, pas de souci', {}],
    ['oui oui, réservez', {}],
    ['pourquoi pas', {}],
  ])('“%s” is one', (text, locale) => {
    expect(hear(text, { ...ASKED, ...locale }).acts).toEqual(['affirm']);
  });
});

test.each<[string, Hearing]>([
  ['I confirm and pay, no', EN],
  ['je confirme et je paie, non', {}],
])('“%s” does not book', (text, locale) => {
  expect(hear(text, { ...READ, ...locale }).acts).not.toContain('book');
});

test.each<[string, Hearing]>([
  ['the first one is too far', EN],
  ['the second is ugly', EN],
  ["I'm not sure about the first one", EN],
  ['anything but the first', EN],
  ["I can't decide between the first and the second", EN],
  ["j'aime pas le premier", {}],
  ['tout sauf le premier', {}],
  ['le premier est trop loin', {}],
  ['le deuxième est moche', {}],
  ["j'hésite entre le premier et le deuxième", {}],
])('“%s” takes none of the list', (text, locale) => {
  const heard = hear(text, { ...OFFERS, ...locale });
  expect(heard.acts).not.toContain('select');
  if (heard.acts[0] !== 'ask') expect(heard.slots.select).toBeUndefined();
});

test.each<[string, Hearing]>([
  ['the first one', EN],
  ['le deuxième, parfait', {}],
  ['le moins cher', {}],
])('“%s” does', (text, locale) => {
  expect(hear(text, { ...OFFERS, ...locale }).acts).toContain('select');
});

test.each<[string, Hearing]>([
  ["don't cancel", EN],
  ["I don't want to cancel", EN],
  ["don't cancel anything", EN],
  ['je ne veux pas annuler', {}],
  ["n'annulez rien", {}],
])('“%s” cancels nothing', (text, locale) => {
  expect(hear(text, { ...BOOKED, ...locale }).acts).not.toContain('cancel_booking');
});

test.each<[string, Hearing]>([
  ['banane', {}],
  ['well', EN],
  ['good morning', EN],
])('“%s” agrees to nothing that was read back', (text, locale) => {
  expect(hear(text, { ...READ, ...locale }).acts).not.toContain('affirm');
});
