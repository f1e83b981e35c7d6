import { hear } from '../support/hear.ts';

const ASKED = { phase: 'confirming', asked: 'name' } as const;
const CONFIRM = { phase: 'confirming', asked: 'confirm' } as const;

describe('a name is heard where one was asked for', () => {
  test.each([
    ['fr-FR', 'Dupont', { family: 'Dupont' }],
    ['fr-FR', 'Lefèvre', { family: 'Lefèvre' }],
    ['fr-FR', 'au nom de marie curie', { given: 'Marie', family: 'Curie' }],
    ['fr-FR', 'Camille Martin', { given: 'Camille', family: 'Martin' }],
    ['fr-FR', "c'est Martin", { family: 'Martin' }],
    ['fr-FR', 'Nguyen Thi Mai', { given: 'Nguyen', family: 'Thi Mai' }],
    ['en-US', 'June Carter', { given: 'June', family: 'Carter' }],
    ['fr-FR', 'mettez Dupont', { family: 'Dupont' }],
    ['fr-FR', "euh c'est au nom de Martin, merci", { family: 'Martin' }],
    ['fr-FR', "je m'appelle Claire Petit", { given: 'Claire', family: 'Petit' }],
    ['fr-FR', 'jean pierre de la tour', { given: 'Jean Pierre', family: 'De La Tour' }],
    ['fr-FR', 'Jean-Pierre de La Tour', { given: 'Jean-Pierre', family: 'De La Tour' }],
    ['fr-FR', 'de la Tour', { family: 'De La Tour' }],
    ['fr-FR', 'madame Le Goff', { family: 'Le Goff' }],
    ['fr-FR', 'Lefébure L E F E B U R E', { family: 'Lefébure' }],
    ['fr-FR', 'l e f e v r e', { family: 'Lefevre' }],
    ['fr-FR', "c'est pas Lefèvre, c'est Lefébure", { family: 'Lefébure' }],
    ['fr-FR', 'Camille Paris', { given: 'Camille', family: 'Paris' }],
    ['fr-FR', "c'est Martin, M A R T I N", { family: 'Martin' }],
    ['fr-FR', 'vous pouvez mettre Sophie Bernard', { given: 'Sophie', family: 'Bernard' }],
    ['fr-FR', 'Paul Noël', { given: 'Paul', family: 'Noël' }],
    ['en-US', 'the name is Bond, James Bond', { given: 'James', family: 'Bond' }],
    ['en-US', 'my name is Anna Leigh', { given: 'Anna', family: 'Leigh' }],
    ['en-US', 'put it under Smith', { family: 'Smith' }],
    ['en-US', "it's Sarah Cole, thanks", { given: 'Sarah', family: 'Cole' }],
    ['en-US', "Patrick O'Brien", { given: 'Patrick', family: "O'Brien" }],
    ['en-US', 'vincent van gogh', { given: 'Vincent', family: 'Van Gogh' }],
    ['en-US', 'Neil Young', { given: 'Neil', family: 'Young' }],
  ])('%s "%s"', (locale, text, name) => {
    const heard = hear(text, { ...ASKED, locale });
    expect(heard.slots).toEqual({ name });
    expect(heard.acts).toEqual(['inform']);
  });
});

describe('a name is put right at the read-back as recognition writes it', () => {
  test.each([
    ['fr-FR', "non c'est dupont avec un t", { family: 'Dupont' }],
    ['fr-FR', 'non dupont avec un t', { family: 'Dupont' }],
    ['en-US', "no it's smyth with a y", { family: 'Smyth' }],
    ['en-US', "it's spelled s m y t h", { family: 'Smyth' }],
  ])('%s "%s"', (locale, text, name) => {
    expect(hear(text, { ...CONFIRM, locale }).slots).toEqual({ name });
  });
});

describe('what is not a name is read as what it is', () => {
  test.each([
    ['fr-FR', 'non, du 19 au 21 février', 'change', { start: '2027-02-19', end: '2027-02-21' }],
    ['fr-FR', 'finalement on est trois', 'change', { party: 3 }],
    ['fr-FR', 'combien ça coûte', 'ask', { ask: ['price'] }],
    ['fr-FR', "combien j'ai payé", 'ask', { ask: ['paid'] }],
    ['fr-FR', "c'est trop cher", 'refine', { sort: 'cheaper' }],
    ['fr-FR', 'je préfère la deuxième', 'select', { select: 2 }],
    ['fr-FR', 'vas-y', 'affirm', {}],
    ['fr-FR', "ou est ce que c'est ecrit", 'ask', {}],
    ['fr-FR', 'une automatique plutôt', 'refine', {}],
    ['en-US', 'actually there are three of us', 'change', { party: 3 }],
    ['en-US', 'I changed my mind', 'deny', {}],
    ['fr-FR', "j'ai changé d'avis", 'deny', {}],
    ['en-US', 'the second one', 'select', { select: 2 }],
    ['en-US', 'no, the one before', 'select', { selectBy: 'previous' }],
    ['fr-FR', 'la moins chère', 'select', { selectBy: 'cheapest' }],
  ] as const)('%s "%s" → %s', (locale, text, act, slots) => {
    const heard = hear(text, { ...ASKED, locale, listed: [['Valmorel'], ['Samoëns'], ['Les Menuires']] });
    expect(heard.slots.name).toBeUndefined();
    expect(heard.acts).toContain(act);
    expect(heard.slots).toMatchObject(slots);
  });

  test.each([
    ['en-US', 'I changed my mind'],
    ['en-US', 'what does that mean'],
    ['fr-FR', "j'ai changé d'avis"],
    ['fr-FR', 'plus tard'],
    ['fr-FR', "je n'ai rien compris"],
    ['fr-FR', 'mercredi'],
    ['en-US', 'the cheapest'],
    ['fr-FR', 'à Noël'],
    ['fr-FR', "c'est pour ma mère"],
    ['en-US', "my wife's name"],
  ])('%s "%s" names nobody', (locale, text) => {
    const { slots } = hear(text, { ...ASKED, locale });
    expect([slots.name, slots.party]).toEqual([undefined, undefined]);
  });
});

describe('a name is corrected where it is read back', () => {
  test.each([
    ['fr-FR', "c'est pas Lefèvre, c'est Lefébure", { family: 'Lefébure' }],
    ['fr-FR', "non non, c'est au nom de Paul Blanchard", { given: 'Paul', family: 'Blanchard' }],
    ['en-US', "no it's Anna Leigh L E I G H", { given: 'Anna', family: 'Leigh' }],
    ['en-US', 'change the name to Anna Leigh', { given: 'Anna', family: 'Leigh' }],
    ['en-US', "it's not Smith, it's Smythe", { family: 'Smythe' }],
  ])('%s "%s"', (locale, text, name) => {
    const heard = hear(text, { ...CONFIRM, locale });
    expect(heard.slots).toEqual({ name });
    expect(heard.acts).toEqual(['change']);
  });

  test.each([
    ['fr-FR', "non c'est bon"],
    ['fr-FR', "c'est pas cher, c'est donné"],
    ['en-US', "no it's fine"],
  ])('%s "%s" corrects none', (locale, text) => {
    expect(hear(text, { ...CONFIRM, locale }).slots.name).toBeUndefined();
  });
});

test.each([
  ['fr-FR', "c'est pas Lyon c'est Nantes", 'city:FR:nantes'],
  ['fr-FR', 'pas Valmorel mais Tignes', 'resort:tignes'],
])('%s "%s" corrects a place, not a name', (locale, text, id) => {
  const { slots } = hear(text, { ...CONFIRM, locale });
  expect(slots.name).toBeUndefined();
  expect(slots.destination?.map((place) => place.id)).toEqual([id]);
});
