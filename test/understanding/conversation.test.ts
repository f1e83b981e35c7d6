import { type Hearing, hear, placeIds } from '../support/hear.ts';

const OFFERS = { phase: 'choosing', asked: 'choose', listed: [['Les Arcs', 'Les Mélèzes'], ['Valmorel'], ['La Clusaz']] } as const;
const READ = { phase: 'confirming', asked: 'confirm' } as const;
const EN = { locale: 'en-US' } as const;
const ask = (asked: Hearing['asked']): Hearing => (asked === undefined ? {} : { asked });

test('the seed sentence, in French', () => {
  const heard = hear(
    "J'aimerais aller skier dans les Alpes françaises du 20 au 25 mars, avec un 4x4 à l'aéroport de Lyon. Que pouvez-vous trouver pour moi ?",
  );
  expect(heard).toMatchObject({ acts: ['request'], needs: ['car'], prefs: ['car:4x4'], doubts: [] });
  expect(heard.slots).toMatchObject({ start: '2027-03-20', end: '2027-03-25', trip: 'ski' });
  expect(placeIds(heard.slots.destination)).toEqual(['region:french-alps']);
  expect(placeIds(heard.slots.carPickup)).toEqual(['LYS']);
});

test('the seed sentence, in English', () => {
  const heard = hear(
    "I'd like to go skiing in the French Alps from March 20th to the 25th, with a four by four at Lyon airport. What can you find for me?",
    EN,
  );
  expect(heard).toMatchObject({ acts: ['request'], needs: ['car'], prefs: ['car:4x4'], doubts: [] });
  expect(heard.slots).toMatchObject({ start: '2027-03-20', end: '2027-03-25' });
  expect(placeIds(heard.slots.carPickup)).toEqual(['LYS']);
});

describe('answers to what was asked', () => {
  test.each<[string, Hearing, object]>([
    ['deux adultes et un enfant de huit ans', ask('who'), { adults: 2, children: 1, childAges: [8], party: 3 }],
    ['on est quatre', ask('who'), { party: 4 }],
    ['trois mille cinq cents euros en tout', ask('budget'), { budgetMax: 3500, currency: 'EUR', budgetScope: 'total' }],
    ['trois mille — ah non, deux mille cinq, pas plus', ask('budget'), { budgetMax: 2500 }],
    ['vingt heures', ask('time'), { time: '20:00' }],
    ['two adults and an eight-year-old', { ...EN, ...ask('who') }, { adults: 2, children: 1, childAges: [8] }],
    ['four thousand euros in total', { ...EN, ...ask('budget') }, { budgetMax: 4000, budgetScope: 'total' }],
  ])('%s', (text, context, slots) => {
    const heard = hear(text, context);
    expect(heard.acts).toEqual(['inform']);
    expect(heard.slots).toMatchObject(slots);
  });

  test('needs, wanted and not', () => {
    expect(hear('oui, un hôtel, et le matériel de ski', ask('what_else'))).toMatchObject({
      acts: ['affirm', 'inform'],
      needs: ['lodging', 'ski_hire'],
    });
    expect(hear("juste l'hôtel", ask('what_else'))).toMatchObject({ acts: ['inform'], needs: ['lodging'] });
    expect(hear('non merci', ask('what_else')).acts).toEqual(['deny']);
  });
});

describe('handles on the list last spoken', () => {
  test.each<[string, object]>([
    ['bon, Les Arcs', { select: 1 }],
    ['la deuxième', { select: 2 }],
    ['la première — moi je préfère la troisième', { select: 1, alsoSelect: [3] }],
    ['moi le premier, lui le deuxième', { select: 1, alsoSelect: [2] }],
    ['Valmorel', { select: 2 }],
    ['la moins chère', { selectBy: 'cheapest' }],
    ["l'autre", { selectBy: 'other' }],
    ["celle d'avant", { selectBy: 'previous' }],
  ])('%s', (text, slots) => {
    const heard = hear(text, OFFERS);
    expect(heard).toMatchObject({ acts: ['select'], slots, doubts: [] });
  });

  test('a quality picks, and is kept as one', () => {
    expect(hear('celle avec le spa', OFFERS)).toMatchObject({ acts: ['select'], prefs: ['lodging:spa'] });
  });

  test('what is refused is not chosen', () => {
    const heard = hear("that's too expensive, and I don't want Saint-Gervais", {
      ...EN,
      phase: 'choosing',
      listed: [['Chamonix'], ['Saint-Gervais']],
    });
    expect(heard.acts).toEqual(['refine']);
    expect(heard.slots).toMatchObject({ sort: 'cheaper', notPlaces: [{ id: 'resort:saint-gervais' }] });
    expect(heard.slots).not.toHaveProperty('destination');
  });

  test('a question about one does not choose it', () => {
    expect(hear('et la deuxième, elle est où exactement ?', OFFERS)).toMatchObject({
      acts: ['ask'],
      slots: { select: 2, ask: ['address'] },
    });
  });
});

describe('small moments', () => {
  test.each<[string, Hearing, readonly string[]]>([
    ['quoi ?', OFFERS, ['what']],
    ['répète', OFFERS, ['repeat']],
    ['attendez', OFFERS, ['wait']],
    ['plus tard', OFFERS, ['later']],
    ['je réfléchis', READ, ['later']],
    ['stop', OFFERS, ['stop']],
    ['aide', ask('who'), ['help']],
    ['recommencer', OFFERS, ['restart']],
    ["je veux parler à quelqu'un", OFFERS, ['human']],
    ['mes voyages', {}, ['my_trips']],
    ['nouveau voyage', {}, ['new_trip']],
    ['annule ça', OFFERS, ['undo']],
    ['pourquoi celui-là ?', OFFERS, ['why']],
    ['qui vous paie ?', OFFERS, ['who_pays']],
    ['ils peuvent faire mieux ?', OFFERS, ['better']],
    ['dites-leur pourquoi', OFFERS, ['tell_why']],
    ['pourquoi ?', OFFERS, ['why']],
    ['dites-leur mon budget', OFFERS, ['tell_budget']],
    ['vous pouvez donner notre budget aux vendeurs', OFFERS, ['tell_budget']],
    ['demandez-leur de faire un effort', OFFERS, ['better']],
    ['tu peux négocier un peu ?', OFFERS, ['better']],
    ["on n'est pas d'accord", OFFERS, ['vote']],
    ["on n'arrive pas à se mettre d'accord", OFFERS, ['vote']],
    ['et si on votait ?', OFFERS, ['vote']],
    ['mettez ça au vote', OFFERS, ['vote']],
    ['votons', OFFERS, ['vote']],
    ["l'hôtel est annulé ?", OFFERS, ['status']],
    ["oui, on est d'accord", OFFERS, ['affirm']],
    ["je ne suis pas d'accord", READ, ['deny']],
    ['moi je vote pour le deuxième', OFFERS, ['select']],
    ['vous êtes une vraie personne ?', {}, ['who_are_you']],
    ['continuer sur mon téléphone', OFFERS, ['move_channel']],
    ['épelle la référence', { phase: 'settled' }, ['spell']],
    ['que savez-vous de moi ?', {}, ['know_of_me']],
    ['oubliez-moi', {}, ['forget_me']],
    ['peu importe', ask('place'), ['dont_care']],
    ['je ne sais pas', ask('origin'), ['dont_care']],
    ["d'autres ?", OFFERS, ['more_options']],
    ['trop cher', OFFERS, ['refine']],
    ['et moins cher ?', OFFERS, ['refine']],
    ['alors, on en est où ?', OFFERS, ['status']],
    ["et si j'annule ?", READ, ['ask']],
    ['raconte-moi une blague', {}, ['oos']],
    ['who pays you?', { ...EN, ...OFFERS }, ['who_pays']],
    ['can they do any better?', { ...EN, ...OFFERS }, ['better']],
    ['tell the others why', { ...EN, ...OFFERS }, ['tell_why']],
    ['tell them my budget', { ...EN, ...OFFERS }, ['tell_budget']],
    ['the sellers can know our budget', { ...EN, ...OFFERS }, ['tell_budget']],
    ['ask the hotel for a better price', { ...EN, ...OFFERS }, ['better']],
    ["we can't agree", { ...EN, ...OFFERS }, ['vote']],
    ['let us vote', { ...EN, ...OFFERS }, ['vote']],
    ['could we put it to a vote?', { ...EN, ...OFFERS }, ['vote']],
    ['I vote for the second one', { ...EN, ...OFFERS }, ['select']],
    ['are you a real person?', EN, ['who_are_you']],
    ['continue on my phone', { ...EN, ...OFFERS }, ['move_channel']],
    ['start over', { ...EN, ...OFFERS }, ['restart']],
    ['any others?', { ...EN, ...OFFERS }, ['more_options']],
    ["I'd like to think about it, and tell me if February drops below six hundred", { ...EN, ...OFFERS }, ['later', 'watch']],
  ])('%s', (text, context, acts) => {
    expect(hear(text, context).acts).toEqual(acts);
  });

  test('a hand-over code', () => {
    expect(hear('le code est 4 8 2 7 1 9')).toMatchObject({ acts: ['give_code'], slots: { code: '482719' } });
    expect(hear('le code est quatre quatre un un deux sept')).toMatchObject({ acts: ['give_code'], slots: { code: '441127' } });
    expect(hear('le code est un un six sept deux neuf')).toMatchObject({ acts: ['give_code'], slots: { code: '116729' } });
    expect(hear('huit quatre cinq un quatre quatre')).toMatchObject({ acts: ['give_code'], slots: { code: '845144' } });
    expect(hear('le code est 4 4 8 8 4 4')).toMatchObject({ acts: ['give_code'], slots: { code: '448844' } });
    expect(hear('le code est 448 844')).toMatchObject({ acts: ['give_code'], slots: { code: '448844' } });
    expect(hear('the code is four eight two seven one nine', EN)).toMatchObject({ acts: ['give_code'], slots: { code: '482719' } });
  });
});

describe('a question about what is on the table commits to nothing', () => {
  const known = { needs: ['lodging', 'car'] as const };
  test.each<[string, Hearing]>([
    ["est-ce que l'hôtel a une piscine ?", OFFERS],
    ["il y a un parking à l'hôtel", OFFERS],
    ["l'hôtel a un spa ?", OFFERS],
    ['ils acceptent les chiens', OFFERS],
    ['does the hotel have a pool', { ...EN, ...OFFERS }],
    ['has the hotel got a spa', { ...EN, ...OFFERS }],
    ['is there parking at the hotel', { ...EN, ...OFFERS }],
    ['are dogs allowed', { ...EN, ...OFFERS }],
  ])('%s', (text, context) => {
    expect(hear(text, { ...context, known }).acts).toEqual(['ask']);
  });

  test('while a wish refines, and a handle picks', () => {
    expect(hear('je voudrais un hôtel avec piscine', { ...OFFERS, known }).acts).toEqual(['refine']);
    expect(hear("l'hôtel avec un spa", { ...OFFERS, known }).acts).toEqual(['select']);
  });
});

test('the week after is counted from the trip, next week from today', () => {
  const known = { needs: ['lodging'] as const, start: '2027-06-12', end: '2027-06-13' };
  const on = { start: '2027-06-19', end: '2027-06-20' };
  expect(hear('décale au week-end suivant', { ...OFFERS, known }).slots).toMatchObject(on);
  expect(hear('move it to the following weekend', { ...EN, ...OFFERS, known }).slots).toMatchObject(on);
  expect(hear('the weekend after', { ...EN, ...OFFERS, known }).slots).toMatchObject(on);
  expect(hear('le week-end prochain', { ...OFFERS, known }).slots).toMatchObject({ start: '2026-11-28', end: '2026-11-29' });
});

test('what stands is kept, what was dropped is wanted again', () => {
  const keep = 'non, gardez la voiture';
  expect(hear(keep, { ...OFFERS, known: { needs: ['car', 'lodging'] } })).toMatchObject({
    acts: ['inform'],
    slots: { keep: ['car'] },
    needs: [],
  });
  expect(hear(keep, { ...OFFERS, known: { needs: ['lodging'] } }).needs).toEqual(['car']);
  expect(hear('no, keep the car', { ...EN, ...OFFERS, known: { needs: ['lodging'] } }).needs).toEqual(['car']);
});

test('one town for the bed and the car, an airport for the car alone', () => {
  const town = hear('a hotel and a car in Annecy from 12 to 14 February for two', EN).slots;
  expect(placeIds(town.destination)).toEqual(['city:FR:annecy']);
  expect(town.carPickup).toBeUndefined();
  expect(placeIds(hear('a hotel in Annecy and a car at Lyon airport', EN).slots.carPickup)).toEqual(['LYS']);
});

describe('changes', () => {
  const known = { needs: ['car', 'lodging'] as const, start: '2027-01-04', end: '2027-01-11', party: 4 };

  test('a need is dropped', () => {
    for (const text of ['sans la voiture finalement', 'finalement sans la voiture', "on n'a plus besoin de la voiture"]) {
      expect(hear(text, { ...OFFERS, known })).toMatchObject({ acts: ['remove'], needs: [], needsNot: ['car'] });
    }
  });

  test('a booking is cancelled by its need', () => {
    expect(hear("annule l'hôtel", { phase: 'settled' })).toMatchObject({ acts: ['cancel_booking'], needs: ['lodging'] });
  });

  test('several values change at once, the rest stays', () => {
    const heard = hear('ah en fait on sera que trois, et il nous faut un parking', { ...OFFERS, known });
    expect(heard).toMatchObject({ acts: ['change'], slots: { party: 3 }, prefs: ['lodging:parking'] });
    expect(hear('non, du 5 au 11', { ...OFFERS, known }).slots).toMatchObject({ start: '2027-01-05', end: '2027-01-11' });
  });

  test('nearer to the slopes is a wish about a hotel', () => {
    expect(hear('un hôtel plus près des pistes', OFFERS)).toMatchObject({
      acts: ['refine'],
      needs: ['lodging'],
      slots: { sort: 'closer' },
    });
  });

  test('places said twice raise a doubt unless the trip decides', () => {
    const doubt = hear('un hôtel aux Arcs').doubts.map((one) => one.type);
    expect(doubt).toEqual(['place']);
    expect(hear('une semaine de ski aux Arcs').doubts).toEqual([]);
  });

  test.each([
    ["skier à Valmorel avec un 4x4 à l'aéroport de Lyon, depuis Nantes", {}, 'city:FR:nantes'],
    ['skiing in Valmorel with a 4x4 at Lyon airport, leaving from London', { locale: 'en-US' }, 'city:GB:london'],
  ])('a car waits in one place while the traveller leaves from another: %s', (text, context, origin) => {
    expect(hear(text, context).slots).toMatchObject({
      origin: [{ id: origin }],
      carPickup: [{ id: 'LYS' }],
      destination: [{ id: 'resort:valmorel' }],
    });
  });
});

test('a question about something else is no question about the price; one about falling ill is about cancelling', () => {
  expect(hear('combien de calories dans une banane', READ).acts).toEqual(['oos']);
  expect(hear('et si je tombe malade je suis remboursée ?', READ)).toMatchObject({ acts: ['ask'], slots: { ask: ['cancellation'] } });
});

test.each([
  ['fr-FR', 'et dites-moi donc, avant que je ne choisisse, dans ce cas-là, c’est combien ?', 'il y a une piscine ?'],
  ['en-US', 'and before I choose, tell me please, if I take that one, how much is it?', 'does it have a pool?'],
] as const)(
  'in %s, what one person asked of a vendor’s options changes nothing in what the next one is heard to ask',
  (locale, before, line) => {
    const context = { ...OFFERS, locale };
    const heard = hear(line, context);
    hear(before, { ...context, asked: 'option' });
    expect(hear(line, context)).toEqual(heard);
  },
);

test.each([
  ['fr-FR', 'et les bagages ?'],
  ['fr-FR', "c'est quoi les bagages inclus"],
  ['en-US', 'what bags do I get?'],
  ['en-US', 'and luggage?'],
])('%s "%s" asks after luggage', (locale, text) => {
  const trip = { phase: 'confirming', asked: 'confirm', known: { needs: ['flight'], party: 2 } } as const;
  expect(hear(text, { ...trip, locale })).toMatchObject({ acts: ['ask'], slots: { ask: ['luggage'] } });
});
