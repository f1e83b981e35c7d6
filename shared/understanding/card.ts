import type { Grammar } from './grammar.ts';
import { normalise } from './normalise.ts';

/** Card numbers have 13 to 19 digits; nothing else that is said has so many in a row. */
export function isCardNumber(text: string, grammar: Grammar): boolean {
  const written = text.replace(/(?<=\d)[ .\-\u00a0](?=\d)/g, '');
  if (/\d{13,19}/.test(written)) return true;
  let digits = 0;
  for (const { text: word } of normalise(text, grammar)) {
    const spoken = /^\d{1,4}q?$/.test(word) || word === 'un' || word === 'one' || word === 'oh';
    digits = spoken ? digits + (word.match(/\d/g)?.length ?? 1) : /[a-z0-9]/.test(word) ? 0 : digits;
    if (digits >= 13) return true;
  }
  return false;
}
