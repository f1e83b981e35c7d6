import { NUMBER_WORDS } from '../../locales/grammar.ts';
import { fold } from '../../shared/understanding/normalise.ts';
import { numberFrom } from '../../shared/understanding/numbers.ts';
import { spell } from '../../test/support/spell.ts';
import { table } from './rows.ts';

const BELOW = 100_000;

/** Every number below 100,000 in words, read back, in the five languages. */
export function numberWords(): string {
  const body = (['fr', 'en', 'de', 'es', 'it'] as const).map((language) => {
    let wrong = 0;
    for (let n = 0; n < BELOW; n++) {
      const words = fold(spell(language, n)).replace(/[-']/g, ' ').split(/\s+/);
      if (numberFrom(words, NUMBER_WORDS[language]) !== n) wrong++;
    }
    return [language, String(BELOW), String(wrong)];
  });
  return table(['number words', 'n', 'wrong'], body);
}
