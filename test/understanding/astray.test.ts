import { type Hearing, hear, placeIds } from '../support/hear.ts';

const EN = { locale: 'en-US' } as const;
const LISTED = [['Hôtel des Tilleuls'], ['Hôtel des Arcades']] as const;
const CHOOSING = { phase: 'choosing', asked: 'choose', listed: LISTED } as const;
const known = (origin: string): Hearing => ({
  asked: 'dates',
  known: { needs: [], activity: 'generic', where: ['city:IT:rome'], ...(origin === '' ? {} : { origin }) },
});

describe('ordinals that are compared are no days', () => {
  test.each<[string, Hearing]>([
    ["what's the difference between the first and second?", EN],
    ["c'est quoi la différence entre le premier et le deuxième ?", {}],
  ])('%s', (text, context) => {
    expect(hear(text, { asked: 'dates', ...context }).slots).toEqual({ ask: ['difference'] });
  });

  test('the same words without a comparison are', () => {
    expect(hear('between the first and the third', { asked: 'dates', ...EN }).slots).toMatchObject({
      start: '2026-12-01',
      end: '2026-12-03',
    });
    expect(hear('entre le premier et le trois', { asked: 'dates' }).slots).toMatchObject({ start: '2026-12-01', end: '2026-12-03' });
  });
});

test('a long no to a question for a value is no answer, a short one waves it away', () => {
  expect(hear("non c'est de Latour en un mot", { asked: 'dates' }).acts).toEqual([]);
  expect(hear("nope that's not what I said at all", { asked: 'who', ...EN }).acts).toEqual([]);
  expect(hear('non', { asked: 'dates' }).acts).toEqual(['deny']);
});

describe('a length after a part of a month', () => {
  test.each<[string, Hearing]>([
    ["I don't know, early May, four days", EN],
    ['bah je sais pas, début mai, quatre jours', {}],
  ])('%s', (text, context) => {
    expect(hear(text, { asked: 'dates', ...context }).slots).toEqual({
      start: '2027-05-01',
      end: '2027-05-10',
      dateMode: 'window',
      days: 4,
    });
  });

  test('a day after it is that day', () => {
    expect(hear('early May 12', { asked: 'dates', ...EN }).slots).toEqual({ start: '2027-05-12' });
  });
});

describe('days without their month', () => {
  const LATE_MARCH = { asked: 'dates', known: { needs: [], window: { start: '2027-03-21', end: '2027-03-31' } } } as const;

  test.each([
    ['du 20 au 25', { start: '2027-03-20', end: '2027-03-25' }],
    ['du 22 au 26', { start: '2027-03-22', end: '2027-03-26' }],
    ['le 28', { start: '2027-03-28' }],
  ])('"%s", after the end of March, are in March', (text, slots) => {
    expect(hear(text, LATE_MARCH).slots).toEqual(slots);
  });
});

describe('where one leaves from, named again or put right, is no place to go', () => {
  test.each<[string, Hearing, readonly string[]]>([
    ['no I said Manchester not Munich', { ...EN, ...known('city:GB:manchester') }, ['city:GB:manchester']],
    ['no, Birmingham not Manchester', { ...EN, ...known('city:GB:manchester') }, ['city:GB:birmingham']],
    ["non j'ai dit Bordeaux", known('city:FR:bordeaux'), ['city:FR:bordeaux']],
    ['non, Lyon, pas Bordeaux', known('city:FR:bordeaux'), ['city:FR:lyon']],
    ['Bordeaux', known(''), ['city:FR:bordeaux']],
  ])('%s', (text, context, origin) => {
    const { slots } = hear(text, context);
    expect(placeIds(slots.origin)).toEqual(origin);
    expect(slots.destination).toBeUndefined();
    expect(slots.notPlaces).toBeUndefined();
  });

  test('a preposition makes it a place to go', () => {
    expect(placeIds(hear('à Bordeaux', known('city:FR:bordeaux')).slots.destination)).toEqual(['city:FR:bordeaux']);
  });
});

describe('the speaker alone answers how many', () => {
  test.each<[string, Hearing]>([
    ['pour moi', {}],
    ["c'est pour moi", {}],
    ['moi', {}],
    ['for me', EN],
    ["it's for me please", EN],
  ])('%s', (text, context) => {
    expect(hear(text, { asked: 'who', ...context }).slots).toEqual({ adults: 1, party: 1, partyType: 'solo' });
  });

  test('with somebody it is two', () => {
    expect(hear('moi et ma femme', { asked: 'who' }).slots).toMatchObject({ party: 2 });
  });
});

describe('a name before it is asked for', () => {
  test.each<[string, Hearing, object]>([
    ["c'est mon mari qui réserve, Paul Durand", CHOOSING, { given: 'Paul', family: 'Durand' }],
    ['Karim Benali', CHOOSING, { given: 'Karim', family: 'Benali' }],
    ['au nom de Benali', { asked: 'budget' }, { family: 'Benali' }],
    ['Tom Baker', { ...CHOOSING, ...EN }, { given: 'Tom', family: 'Baker' }],
    ['my husband is booking, Tom Baker', { ...CHOOSING, ...EN }, { given: 'Tom', family: 'Baker' }],
  ])('%s', (text, context, name) => {
    expect(hear(text, context).slots).toEqual({ name });
  });

  test.each(['Arcades Tilleuls', 'karim benali', 'Mon Dieu'])('%s is none', (text) => {
    expect(hear(text, CHOOSING).slots.name).toBeUndefined();
  });
});

describe('an amount, whatever was asked', () => {
  test.each<[string, Hearing, number]>([
    ['dix mille', {}, 10000],
    ['ten thousand', EN, 10000],
  ])('%s', (text, context, budgetMax) => {
    expect(hear(text, { asked: 'dates', ...context })).toMatchObject({ acts: ['inform'], slots: { budgetMax } });
  });

  test('a year is none', () => {
    expect(hear('2027', { asked: 'dates' }).slots.budgetMax).toBeUndefined();
  });

  test.each<[string, Hearing]>([
    ['pas de budget', {}],
    ['sans budget', {}],
    ['no budget', EN],
    ["I don't have a budget", EN],
  ])('%s is none', (text, context) => {
    expect(hear(text, { asked: 'dates', ...context }).prefs).toEqual(['budget:any']);
  });
});

describe('a wish put as a question is a wish', () => {
  const HOTEL = { ...CHOOSING, known: { needs: ['lodging'], party: 2 } } as const;
  test.each<[string, Hearing]>([
    ['hmm what about a hotel with a pool', EN],
    ['et un hôtel avec piscine ?', {}],
  ])('%s', (text, context) => {
    expect(hear(text, { ...HOTEL, ...context })).toMatchObject({ acts: ['refine'], prefs: ['lodging:hotel', 'lodging:pool'] });
  });

  test.each<[string, Hearing]>([
    ['does the hotel have a pool?', EN],
    ["l'hôtel a une piscine ?", {}],
  ])('%s asks', (text, context) => {
    expect(hear(text, { ...HOTEL, ...context }).acts).toEqual(['ask']);
  });
});

describe('a taxi is shared with nobody', () => {
  test.each<[string, Hearing, readonly string[]]>([
    ['un taxi de la gare de Lyon à Roissy', {}, ['ride:private']],
    ['une navette de la gare de Lyon à Roissy', {}, []],
    ['a cab from Geneva airport to Chamonix', EN, ['ride:private']],
    ['a shuttle from Geneva airport to Chamonix', EN, []],
  ])('%s', (text, context, prefs) => {
    expect(hear(text, context)).toMatchObject({ needs: ['ride'], prefs });
  });
});

test('an insult is no errand', () => {
  expect(hear('you are a stupid piece of junk', { asked: 'who', ...EN }).acts).toEqual([]);
  expect(hear("mais t'es vraiment stupide comme machin", { asked: 'who' }).acts).toEqual([]);
});

describe('a smaller one, where cars are on the table', () => {
  const CARS = { ...CHOOSING, known: { needs: ['car'], party: 2 } } as const;
  test.each<[string, Hearing]>([
    ['une petite', {}],
    ['non, plutôt une plus petite', {}],
    ['a smaller one please', EN],
    ['something smaller', EN],
  ])('%s', (text, context) => {
    expect(hear(text, { ...CARS, ...context })).toMatchObject({ acts: ['refine'], prefs: ['car:compact'] });
  });

  test('elsewhere it is no car', () => {
    expect(hear('une petite', CHOOSING).prefs).toEqual([]);
  });
});

describe('a quality is asked about before there is an offer', () => {
  const told = (locale: string, asked: NonNullable<Hearing['asked']>): Hearing => ({
    locale,
    phase: 'briefing',
    asked,
    known: { needs: ['lodging'] },
  });
  const cases = (['open', 'place', 'dates', 'who', 'what_else'] as const).flatMap((asked) =>
    [
      ['fr-FR', 'il est direct ?'],
      ['fr-FR', "c'est direct ?"],
      ['fr-FR', "c'est direct"],
      ['en-US', 'is it direct?'],
      ['en-US', 'is it nonstop'],
    ].map(([locale = '', text = '']) => [asked, locale, text] as const),
  );
  test.each(cases)('%s, %s: %s', (asked, locale, text) => {
    expect(hear(text, told(locale, asked))).toMatchObject({ acts: ['ask'], needs: [], slots: {} });
  });

  test.each<[string, string]>([
    ['fr-FR', 'direct si possible'],
    ['fr-FR', 'un vol direct'],
    ['en-US', 'direct please'],
    ['en-US', 'it has to be direct'],
  ])('%s: "%s" is a wish', (locale, text) => {
    expect(hear(text, told(locale, 'open'))).toMatchObject({ acts: ['inform'], prefs: ['flight:direct'] });
  });
});

describe('whoever or whatever is a real one', () => {
  test.each(['vous êtes un vrai ?', "t'es un vrai toi ?", "c'est un vrai humain ?", "c'est une vraie personne ?"])('%s', (text) => {
    expect(hear(text).acts).toEqual(['who_are_you']);
  });

  test.each<[string, Hearing]>([
    ["le 4x4 c'est un vrai ?", CHOOSING],
    ["le 4x4 c'est un vrai ?", {}],
    ["c'est un vrai chalet ?", CHOOSING],
  ])('%s', (text, context) => {
    expect(hear(text, context).acts).not.toContain('who_are_you');
  });
});
