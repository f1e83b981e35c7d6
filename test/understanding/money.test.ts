import { describe, expect, test } from '@jest/globals';
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
