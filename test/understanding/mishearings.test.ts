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
    ["I'd rather pay next week", EN],
    ['je paie demain et je confirme maintenant', {}],
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

test('the place of an offer picks it, and is nowhere one leaves from', () => {
  for (const text of ['celui de Valmorel', 'plutôt celui de Valmorel']) expect(hear(text, CHOOSE).slots).toEqual({ select: 1 });
  expect(placeIds(hear('Tignes au lieu de Valmorel', CHOOSE).slots.destination)).toEqual(['resort:tignes']);
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

const KNOWN = { ...CHOOSE, known: { needs: ['lodging'], start: '2027-01-04', end: '2027-01-09', party: 4, budgetMax: 800 } } as const;

describe('a correction takes the place of what it corrects', () => {
  test.each<[string, object, Hearing]>([
    ['trois mille euros, non, plutôt quatre mille', { budgetMax: 4000 }, { asked: 'budget' }],
    ['three thousand euros, no, make it four thousand', { budgetMax: 4000 }, { asked: 'budget', ...EN }],
    ['finalement mille deux cents', { budgetMax: 1200 }, KNOWN],
    ['actually, twelve hundred', { budgetMax: 1200 }, { ...KNOWN, ...EN }],
    ['par personne', { budgetScope: 'per_person' }, KNOWN],
    ['actually make that five', { party: 5 }, { ...KNOWN, ...EN }],
    [
      'an apartment in Chamonix from January 3rd to the 10th for four people, uh no, the 4th to the 11th',
      { start: '2027-01-04', end: '2027-01-11', party: 4 },
      EN,
    ],
    ['the first one, but from the 5th to the 11th', { select: 1, start: '2027-01-05', end: '2027-01-11' }, { ...KNOWN, ...EN }],
  ])('%s', (text, slots, context) => {
    expect(hear(text, context).slots).toMatchObject(slots);
  });
});

describe('days', () => {
  test('a number of people before a month is no day of it', () => {
    const heard = hear('a weekend in Rome for two, May 7th to the 9th, flights and a hotel from Lyon', EN);
    expect(heard.slots).toMatchObject({ party: 2, start: '2027-05-07', end: '2027-05-09' });
  });

  test.each<[string, Hearing]>([
    ['un hôtel à Annecy du 27 au 31 février', {}],
    ['a hotel in Annecy from February 27th to the 31st', EN],
  ])('%s: the end is asked for', (text, locale) => {
    const heard = hear(text, locale);
    expect(heard.slots).toMatchObject({ start: '2027-02-27' });
    expect(heard.slots.end).toBeUndefined();
    expect(heard.doubts).toEqual([{ type: 'date', said: { day: 31, month: 2 }, options: ['2027-02-28', '2027-03-01'] }]);
  });

  test('a town opens the sentence', () => {
    expect(placeIds(hear('Annecy du 5 au 8 février pour deux').slots.destination)).toEqual(['city:FR:annecy']);
  });
});

test.each<[string, readonly string[], object, Hearing]>([
  ['any news?', ['status'], {}, { phase: 'waiting', ...EN }],
  ["ni l'un ni l'autre", ['deny'], {}, CHOOSE],
  ['cheapest one', ['select'], { selectBy: 'cheapest' }, { ...CHOOSE, ...EN }],
  ["what's the second one like?", ['ask'], { ask: ['included'] }, { ...CHOOSE, ...EN }],
  ['et la deuxième, elle est comment ?', ['ask'], { ask: ['included'] }, CHOOSE],
  ['alors ?', ['status'], {}, { phase: 'waiting' }],
  ['quelle est la capitale du Pérou ?', ['oos'], {}, CHOOSE],
  ["what's the capital of Peru?", ['oos'], {}, { ...CHOOSE, ...EN }],
  ["c'est à quelle altitude ?", ['ask'], { ask: ['altitude'] }, { asked: 'who' }],
  ['how high is it?', ['ask'], { ask: ['altitude'] }, { asked: 'who', ...EN }],
  ['ben euh on est deux et puis un petit de huit ans', ['inform'], { adults: 2, children: 1, childAges: [8] }, { asked: 'who' }],
])('%s', (text, acts, slots, context) => {
  expect(hear(text, context)).toMatchObject({ acts, slots });
});

describe('needs', () => {
  test.each<[string, readonly string[], Hearing]>([
    ['ajoutez une location de skis', ['ski_hire'], SETTLED],
    ['un aller-retour Paris Marseille du 5 au 8 février', ['transport'], {}],
    ['a round trip from Paris to Marseille', ['transport'], EN],
  ])('%s', (text, needs, context) => {
    expect(hear(text, context).needs).toEqual(needs);
  });

  test('skiing in a place is no wish for the slopes at the door', () => {
    expect(hear("I'd like to ski in La Clusaz from January 5th to the 9th", EN).prefs).toEqual([]);
  });

  test('a four by four is heard however it is written', () => {
    const heard = hear(
      "j'aimerais aller skier dans les alpes françaises du vingt au vingt-cinq mars avec un quatre x quatre à l'aéroport de lyon que pouvez-vous trouver pour moi",
    );
    expect(heard.prefs).toEqual(['car:4x4']);
    expect(placeIds(heard.slots.carPickup)).toEqual(['LYS']);
    expect(placeIds(heard.slots.destination)).toEqual(['region:french-alps']);
  });
});

test.each([
  ['un hôtel à Nice avec parking du 3 au 5 mars', {}, 'city:FR:nice'],
  ['un week-end à Nice avec ma femme', {}, 'city:FR:nice'],
  ['a weekend in Bath with my wife', EN, 'city:GB:bath'],
])('%s: a town that is a common word too, before "with"', (text, locale, town) => {
  expect(placeIds(hear(text, locale).slots.destination)).toEqual([town]);
});

test('something nice with a view is no town', () => {
  expect(hear('something nice with a view', EN).slots.destination).toBeUndefined();
});
