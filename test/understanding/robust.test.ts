import fc from 'fast-check';
import { hear } from '../support/hear.ts';

const LOCALES = ['fr-FR', 'en-US', 'en-GB'] as const;

test('garbage never throws and yields a frame', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 500, unit: 'grapheme' }), fc.constantFrom(...LOCALES), (text, locale) => {
      expect(hear(text, { locale }).acts).toBeInstanceOf(Array);
    }),
    { numRuns: 150, seed: 7 },
  );
});

/** How speech recognition hands over words. */
function asSpeech(text: string): string {
  return text
    .toLowerCase()
    .replace(/[,.;:!?]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('speech form leaves the frame unchanged', () => {
  test.each([
    ["J'aimerais aller skier dans les Alpes françaises du 20 au 25 mars, avec un 4x4 à l'aéroport de Lyon.", 'fr-FR'],
    ['Un appartement à Chamonix du 3 au 10 janvier, pour quatre personnes, avec parking.', 'fr-FR'],
    ['Un vol Paris-Lisbonne le 12 avril, retour le 18, deux adultes et un bébé.', 'fr-FR'],
    ["I'd like to go skiing in the French Alps from March 20th to the 25th, with a four by four at Lyon airport.", 'en-US'],
    ['A table for two on Saturday night in Annecy, somewhere romantic.', 'en-GB'],
  ])('%s', (text, locale) => {
    expect(hear(asSpeech(text), { locale })).toEqual(hear(text, { locale }));
  });

  test('fillers and false starts', () => {
    const plain = hear('un hôtel à Nice du 3 au 10 mai pour deux personnes');
    expect(hear('euh un un hôtel heu à Nice ben du 3 au 10 mai hein pour deux personnes')).toEqual(plain);
  });
});

describe('what was corrected in the same breath', () => {
  test.each([
    ['un train pour Lyon, non pardon, pour Grenoble', { destination: ['city:FR:grenoble'] }],
    ['le 15, euh non, le 16 mars', { start: '2027-03-16' }],
    ['un hôtel à Nice pour deux nuits, non, trois nuits', { nights: 3 }],
    ['du 3 au 10 janvier pour quatre personnes, euh non, du 4 au 11 janvier', { start: '2027-01-04', end: '2027-01-11', party: 4 }],
  ])('%s', (text, want) => {
    const { slots } = hear(text);
    const flat = { ...slots, ...(slots.destination ? { destination: slots.destination.map((place) => place.id) } : {}) };
    expect(flat).toMatchObject(want);
  });
});

test('a date of birth is heard as one where vendors asked for it, and nowhere else', () => {
  const said = ['le 2 mars 1985', 'née le deux mars mille neuf cent quatre-vingt-cinq', '1985-03-02', '02.03.1985'];
  for (const text of said) expect(hear(text, { phase: 'confirming' })).toEqual({ ...hear(''), acts: ['birth_date'] });
  for (const text of ['March 2nd, 1985', 'second of March nineteen eighty-five'])
    expect(hear(text, { phase: 'confirming', locale: 'en-US' }).acts).toEqual(['birth_date']);
  for (const text of ['du 2 au 5 mars 2027', 'le 2 mars', '1985 euros pour 2', 'à 19 heures 30 le 2 mars'])
    expect(hear(text, { phase: 'confirming' }).acts).not.toContain('birth_date');
  expect(hear('place du 8 mai 1945 à Nantes').acts).not.toContain('birth_date');
});

test('card numbers leave nothing behind', () => {
  for (const text of [
    'ma carte est la 4970 1012 3456 7890',
    '4970-1012-3456-7890 pour Nice le 3 mai',
    'quatre neuf sept zéro un zéro un deux trois quatre cinq six sept huit neuf zéro',
  ]) {
    const heard = hear(text);
    expect(heard).toEqual({ acts: ['card_number'], needs: [], needsNot: [], slots: {}, prefs: [], prefsNot: [], doubts: [] });
  }
});

describe('words that only sound alike', () => {
  test.each([
    ["location de cat cat à l'aéroport de Lyon", 'fr-FR', { needs: ['car'], prefs: ['car:4x4'] }],
    ['un autel à Nice avec par king et ce pas', 'fr-FR', { needs: ['lodging'] }],
    ['une table pour sise personnes', 'fr-FR', { needs: ['restaurant'], slots: { party: 6 } }],
    ['table for too people', 'en-US', { needs: ['restaurant'], slots: { party: 2 } }],
    ['higher a car in Nice', 'en-US', { needs: ['car'] }],
    ['a quite hotel with a see view for two knights', 'en-US', { needs: ['lodging'], slots: { nights: 2 } }],
  ] as const)('%s', (text, locale, want) => {
    expect(hear(text, { locale })).toMatchObject(want);
  });
});

test.each([
  ['fr-FR', "c'est bon oui"],
  ['fr-FR', 'oui ça me va'],
  ['fr-FR', 'tout ça me va'],
  ['en-GB', 'for me yes'],
  ['en-GB', 'it is not'],
])('%s "%s" over and over, with a word that fits nothing at the end, is read without trying every way to cut it', (locale, text) => {
  const heard = hear(`${`${text} `.repeat(36)}zzz`, { locale, phase: 'confirming', asked: 'confirm' });
  expect(heard.acts).not.toContain('book');
});
