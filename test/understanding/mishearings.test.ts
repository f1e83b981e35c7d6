import { describe, expect, test } from '@jest/globals';
import { type Hearing, hear, placeIds } from '../support/hear.ts';

const EN = { locale: 'en-US' } as const;
const CHOOSE = { phase: 'choosing', asked: 'choose', listed: [['Valmorel'], ['Samoëns'], ['Les Menuires']] } as const;
const CONFIRM = { phase: 'confirming', asked: 'confirm' } as const;
const SETTLED = { phase: 'settled', asked: 'open' } as const;

describe('confirming at another time commits to nothing and moves no date', () => {
  test.each<[string, Hearing]>([
    ['demain je confirme et je paie', {}],
    ['je confirme demain', {}],
    ['je confirmerai plus tard', {}],
    ['oui je paierai ce soir', {}],
    ['je vous confirme ça lundi', {}],
    ["I'll confirm and pay tomorrow", EN],
    ["tomorrow I'll confirm", EN],
    ["I'll pay later", EN],
  ])('%s', (text, locale) => {
    expect(hear(text, { ...CONFIRM, ...locale })).toMatchObject({ acts: ['later'], slots: {} });
  });

  test('now is now', () => {
    expect(hear('je confirme et je paie', CONFIRM).acts).toEqual(['book']);
    expect(hear('on part demain', CONFIRM).slots.start).toBe('2026-11-22');
  });
});

describe('with offers on the table a place needs a cue', () => {
  test.each<[string, Hearing]>([
    ['Jean-Pierre de La Tour', CHOOSE],
    ['jean pierre de la tour', { ...CHOOSE, asked: 'yes_no' }],
    ["no it's Anna Leigh L E I G H", { ...CHOOSE, ...EN }],
    ['Anna Leigh', { ...CONFIRM, ...EN }],
  ])('%s is none', (text, context) => {
    const { slots, doubts } = hear(text, context);
    expect([slots.destination, slots.origin, slots.near, ...doubts]).toEqual([undefined, undefined, undefined]);
  });

  test.each<[string, string, Hearing]>([
    ['plutôt à Chamonix', 'resort:chamonix', {}],
    ['Chamonix plutôt', 'resort:chamonix', {}],
    ['et Tignes ?', 'resort:tignes', {}],
    ['finalement Tignes', 'resort:tignes', {}],
    ['Chamonix instead', 'resort:chamonix', EN],
    ['what about Tignes', 'resort:tignes', EN],
  ])('%s is one', (text, id, locale) => {
    expect(placeIds(hear(text, { ...CHOOSE, ...locale }).slots.destination)).toEqual([id]);
  });
});

test('the desk of a car, the way out and the town one leaves from are three places', () => {
  const heard = hear(
    "J'aimerais aller skier à Valmorel du 20 au 25 mars, avec un 4x4 à l'aéroport de Lyon, on part de Nantes à trois avec un hôtel",
  );
  expect(placeIds(heard.slots.carPickup)).toEqual(['LYS']);
  expect(placeIds(heard.slots.origin)).toEqual(['city:FR:nantes']);
  expect(placeIds(heard.slots.destination)).toEqual(['resort:valmorel']);
  expect(heard.slots).toMatchObject({ party: 3, start: '2027-03-20', end: '2027-03-25' });
});

describe('people', () => {
  test.each<[string, Hearing]>([
    ["quelqu'un peut m'aider ?", {}],
    ['je veux quelqu’un', {}],
    ['can someone help me', EN],
  ])('%s asks for one', (text, locale) => {
    expect(hear(text, { asked: 'open', ...locale }).acts).toEqual(['human']);
  });

  test('who is visited does not travel', () => {
    const { slots } = hear('voir ma fille à Bordeaux', { asked: 'who' });
    expect(slots).toEqual({ destination: [{ id: 'city:FR:bordeaux', name: 'Bordeaux' }] });
  });

  test.each(['et le vol tout seul', 'et le vol, tout seul ?'])('%s is no lone traveller', (text) => {
    expect(hear(text, CHOOSE)).toMatchObject({ acts: ['ask'], needs: ['flight'], slots: { ask: ['price'] } });
    expect(hear(text, CHOOSE).slots.party).toBeUndefined();
  });
});

test.each<[string, Hearing]>([
  ['erm I want to go somewhere nice', EN],
  ['je voudrais partir quelque part', {}],
])('%s is a wish to travel', (text, locale) => {
  for (const asked of [{}, { asked: 'open' }] as const) {
    expect(hear(text, { ...asked, ...locale })).toMatchObject({ acts: ['request'], slots: { trip: 'generic' } });
  }
});

test.each<[string, string, Hearing]>([
  ['celle de la drôme', 'Drôme', {}],
  ['la Drôme', 'Drôme', {}],
  ['dans la drome', 'Drôme', {}],
  ['en espagne', 'Espagne', {}],
  ['the one in Drôme', 'Drôme', EN],
])('of two namesakes "%s" is the one in %s', (text, name, locale) => {
  expect(hear(text, { asked: 'either', ...locale }).slots.destination?.map((place) => place.name)).toEqual([name]);
});

describe('questions', () => {
  test.each<[string, readonly string[], Hearing]>([
    ['the price', ['price'], { ...CHOOSE, asked: 'open', ...EN }],
    ["what's my hotel reference?", ['reference'], { ...SETTLED, ...EN }],
    ["what's the booking reference for the hotel", ['reference'], { ...SETTLED, ...EN }],
    ["c'est quoi la référence de l'hôtel ?", ['reference'], SETTLED],
  ])('%s', (text, ask, context) => {
    const heard = hear(text, context);
    expect(heard).toMatchObject({ acts: ['ask'], slots: { ask } });
    if (text.includes('h')) expect(heard.needs).toEqual(ask[0] === 'reference' ? ['lodging'] : []);
  });
});

test.each<[string, Hearing]>([
  ['le code est 4 8 2 7 1 9', {}],
  ['le code est quatre huit deux sept un neuf', {}],
  ['the code is four eight two seven one nine', EN],
])('%s gives a code', (text, locale) => {
  expect(hear(text, { ...SETTLED, ...locale })).toMatchObject({ acts: ['give_code'], slots: { code: '482719' } });
});
