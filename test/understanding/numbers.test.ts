import { NUMBER_WORDS } from '../../locales/grammar.ts';
import { fold } from '../../shared/understanding/normalise.ts';
import { numberFrom } from '../../shared/understanding/numbers.ts';
import { spell } from '../support/spell.ts';

const LANGUAGES = ['fr', 'en', 'de', 'es', 'it'] as const;

function read(language: (typeof LANGUAGES)[number], words: string): number | undefined {
  return numberFrom(fold(words).replace(/[-'’]/g, ' ').split(/\s+/), NUMBER_WORDS[language]);
}

/** Every number below 2,000 and a spread of the rest, with all thousands: `npm run eval` reads every one below 100,000. */
function sample(): readonly number[] {
  const out: number[] = [];
  for (let n = 0; n < 2_000; n++) out.push(n);
  for (let n = 2_000; n < 10_000; n += 7) out.push(n);
  for (let n = 10_000; n < 100_000; n += 37) out.push(n);
  for (let n = 100_000; n < 1_000_000; n += 797) out.push(n);
  for (let n = 10_000; n < 1_000_000; n += 1000) out.push(n);
  return out;
}

describe.each(LANGUAGES)('number words in %s', (language) => {
  test('say the same number when they are read back', () => {
    const wrong = sample().filter((n) => read(language, spell(language, n)) !== n);
    expect(wrong.map((n) => `${n} ${spell(language, n)} ${read(language, spell(language, n))}`).slice(0, 5)).toEqual([]);
  });
});

test.each([
  ['fr', 'quinze cents', 1500],
  ['fr', 'soixante et onze', 71],
  ['fr', 'septante-deux', 72],
  ['fr', 'nonante neuf', 99],
  ['fr', 'quatre-vingt-dix-sept', 97],
  ['fr', 'mille cinq cents', 1500],
  ['en', 'twelve hundred', 1200],
  ['en', 'two thousand and five', 2005],
  ['en', 'a hundred and fifty', 150],
  ['en', 'twenty-five hundred', 2500],
  ['de', 'zweitausenddreihundertvierundfünfzig', 2354],
  ['it', 'duecentoventotto', 228],
  ['es', 'mil quinientos veintitrés', 1523],
] as const)('%s "%s" is %d', (language, words, value) => {
  expect(read(language, words)).toBe(value);
});
