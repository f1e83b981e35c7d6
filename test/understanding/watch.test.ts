import { type Hearing, hear } from '../support/hear.ts';

const OFFERS = { phase: 'choosing', asked: 'choose', listed: [['Les Arcs'], ['Valmorel'], ['La Clusaz']] } as const;
const KNOWN = { start: '2027-02-10', end: '2027-02-17', budgetMax: 2000, needs: ['lodging'] } as const;
const FR: Hearing = { ...OFFERS, known: KNOWN };
const EN: Hearing = { ...FR, locale: 'en-US' };

describe('an amount in a watch is its threshold, not a budget', () => {
  test.each<[string, Hearing, object]>([
    ['préviens-moi si ça passe sous 300 euros', FR, { watchBelow: 300, currency: 'EUR' }],
    ['dis-moi si ça passe à moins de 300', FR, { watchBelow: 300 }],
    ['avertissez-moi dès que c’est sous deux mille cinq cents', FR, { watchBelow: 2500 }],
    ['tu me préviens si ça descend en dessous de deux cents euros par nuit', FR, { watchBelow: 200, budgetScope: 'per_night' }],
    ['mettez-moi une alerte à 250 euros sur le chalet', FR, { watchBelow: 250 }],
    ['if it goes below a thousand, give me a shout', EN, { watchBelow: 1000 }],
    ['tell me if February drops below six hundred', EN, { watchBelow: 600, start: '2027-02-01', end: '2027-02-28' }],
    ['let me know when the price goes under £250 per night', EN, { watchBelow: 250, currency: 'GBP', budgetScope: 'per_night' }],
  ])('%s', (text, context, slots) => {
    const heard = hear(text, context);
    expect(heard.acts).toEqual(['watch']);
    expect(heard.slots).toMatchObject(slots);
    expect(heard.slots).not.toHaveProperty('budgetMax');
  });
});

describe('how long it is watched is counted from today, not from the trip', () => {
  test.each<[string, Hearing, object]>([
    ["surveille le prix jusqu'à vendredi", FR, { watchUntil: '2026-11-27' }],
    ["surveillez l'hôtel jusqu'à la fin du mois et dites-moi s'il passe sous 500", FR, { watchUntil: '2026-11-30', watchBelow: 500 }],
    ["surveille celui de Valmorel jusqu'au 15 janvier", FR, { watchUntil: '2027-01-15', select: 2 }],
    ['watch the second one until Friday', EN, { watchUntil: '2026-11-27', select: 2 }],
    ['let me know by Thursday if it drops', EN, { watchUntil: '2026-11-26' }],
  ])('%s', (text, context, slots) => {
    const heard = hear(text, context);
    expect(heard).toMatchObject({ acts: ['watch'], slots });
    for (const key of ['start', 'end', 'endBefore']) expect(heard.slots).not.toHaveProperty(key);
  });
});

test('a wish to think it over may ask for a watch; the end of one is its own act; a question is none', () => {
  expect(hear('je vais réfléchir, mais prévenez-moi si ça baisse', FR).acts).toEqual(['later', 'watch']);
  expect(hear('arrête de surveiller le prix', FR).acts).toEqual(['unwatch']);
  expect(hear('stop watching', EN).acts).toEqual(['unwatch']);
  expect(hear('dis-moi si le petit-déjeuner est compris', FR).acts).toEqual(['ask']);
  expect(hear('tell me if breakfast is included', EN).acts).toEqual(['ask']);
});
