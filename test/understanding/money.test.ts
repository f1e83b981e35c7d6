import { hear } from '../support/hear.ts';
import { spell } from '../support/spell.ts';

describe.each([
  ['fr-FR', 'fr', ['% euros', 'un budget de % euros', 'moins de % euros par personne', 'pas plus de % euros en tout', '% euros maximum']],
  ['en-US', 'en', ['% euros', 'a budget of % euros', 'under % euros per person', 'no more than % euros in total', '% euros max']],
] as const)('amounts in words (%s)', (locale, language, templates) => {
  test('are never wrong: the amount, or a doubt that holds it', () => {
    const wrong: string[] = [];
    for (let n = 60; n < 100_000; n += n < 3000 ? 7 : 613) {
      const template = templates[n % templates.length] ?? '%';
      const words = spell(language, n);
      const { slots, doubts } = hear(template.replace('%', words), { locale, asked: 'budget' });
      const doubted = doubts.some((doubt) => doubt.type === 'amount' && doubt.values.includes(n));
      if (slots.budgetMax !== n && !doubted) wrong.push(`${words}: ${slots.budgetMax}`);
    }
    expect(wrong).toEqual([]);
  });
});

test.each([
  ['deux mille cinq, pas plus', { budgetMax: 2500 }],
  ['quinze cents', { budgetMax: 1500 }],
  ['1 500 €', { budgetMax: 1500, currency: 'EUR' }],
  ['1.500,50 euros', { budgetMax: 1500.5 }],
  ['moins de 500 par personne', { budgetMax: 500, budgetScope: 'per_person' }],
  ['autour de 800 euros', { budgetAbout: 800 }],
  ['entre mille et mille cinq cents euros', { budgetMin: 1000, budgetMax: 1500 }],
  ['quatre-vingt-dix euros la nuit', { budgetMax: 90, budgetScope: 'per_night' }],
  ['trois mille — ah non, deux mille cinq, pas plus', { budgetMax: 2500 }],
  ['deux mille euros, enfin deux mille cinq cents', { budgetMax: 2500 }],
])('%s', (text, slots) => {
  expect(hear(text, { asked: 'budget' }).slots).toMatchObject(slots);
});

test.each([
  ['deux mille et demi', 2500],
  ['deux virgule cinq mille euros', 2500],
  ['2,5k', 2500],
  ['2 k euros', 2000],
  ["un millier d'euros", 1000],
  ["deux milliers d'euros", 2000],
  ['huit cents euros cinquante', 800.5],
  ['vingt euros et cinquante centimes', 20.5],
  ['douze cents', 1200],
  ['USD1,23', 1.23],
  ['mille et un euros', 1001],
  ['dix mille cinq cents', 10500],
])('"%s" is %d', (text, amount) => {
  expect(hear(text, { asked: 'budget' }).slots.budgetMax).toBe(amount);
});

test.each([
  ['fifteen hundred', 1500],
  ['two and a half grand', 2500],
  ['one and a half thousand', 1500],
  ['half a grand', 500],
  ['one point five thousand', 1500],
  ['2.5k', 2500],
  ['$2k', 2000],
  ['three fifty', 350],
  ['three fifty a night', 350],
  ['twelve fifty', 1250],
  ['nine ninety nine', 999],
  ['20 dollars 43 cents', 20.43],
  ['20 dollars 43', 20.43],
  ['two thousand five hundred', 2500],
  ['a couple of grand', 2000],
  ['under 1.42 dollars', 1.42],
])('"%s" is %d in English', (text, amount) => {
  expect(hear(text, { locale: 'en-US', asked: 'budget' }).slots.budgetMax).toBe(amount);
});

test.each([
  ['fr-FR', 'trois à quatre cents euros', 300, 400],
  ['fr-FR', 'deux ou trois mille euros', 2000, 3000],
  ['fr-FR', '10 euros - 20 euros', 10, 20],
  ['en-US', 'five to six hundred pounds', 500, 600],
  ['en-US', 'between one and two thousand', 1000, 2000],
  ['en-US', 'from one point one to one point three dollars', 1.1, 1.3],
] as const)('in %s "%s" is %d to %d', (locale, text, min, max) => {
  expect(hear(text, { locale, asked: 'budget' }).slots).toMatchObject({ budgetMin: min, budgetMax: max });
});

test.each([
  ['fr-FR', 'trois cinquante'],
  ['fr-FR', 'deux cinq'],
  ['fr-FR', "quelques centaines d'euros"],
  ['en-US', 'a few hundred'],
  ['en-US', 'one oh five'],
  ['en-US', 'twenty twenty'],
])('in %s "%s" is no amount that could be taken', (locale, text) => {
  const { slots } = hear(text, { locale, asked: 'budget' });
  expect([slots.budgetMax, slots.budgetMin, slots.budgetAbout, slots.start]).toEqual([undefined, undefined, undefined, undefined]);
});

test('"no less than" is a floor, not a ceiling', () => {
  expect(hear('no less than 500 dollars', { locale: 'en-US', asked: 'budget' }).slots).toMatchObject({ budgetMin: 500 });
  expect(hear('pas moins de 500 euros', { asked: 'budget' }).slots).toMatchObject({ budgetMin: 500 });
});

test('an amount that could be two is asked about, not guessed', () => {
  const { slots, doubts } = hear('mille cinq euros', { asked: 'budget' });
  expect(slots.budgetMax).toBeUndefined();
  expect(doubts).toEqual([{ type: 'amount', values: [1500, 1005] }]);
});

test.each([
  'un appartement pour quatre personnes du 3 au 10 janvier',
  'deux adultes et deux enfants de 5 et 8 ans',
  'un hôtel quatre étoiles à Nice pour trois nuits',
  'une voiture sept places le 20 à 14 heures',
  'on est douze, il faut six chambres',
  'le train de 8 heures 15 le 21 mars 2027',
  'an apartment for four from the 3rd to the 10th of January',
  'the 8.15 train on the 21st of March, two seats',
])('no amount is heard in "%s"', (text) => {
  const { slots } = hear(text, { locale: text.startsWith('an ') || text.startsWith('the ') ? 'en-GB' : 'fr-FR' });
  expect([slots.budgetMax, slots.budgetMin, slots.budgetAbout]).toEqual([undefined, undefined, undefined]);
});
