import { type Reading, wordValue } from './found.ts';

/** "Rue de Rivoli", "avenue de Paris": a street is named after the town, and is elsewhere. */
export function isStreet(words: readonly string[], i: number, reading: Reading): boolean {
  const before = [words[i - 1], words[i - 2], words[i - 3]];
  const place = before.findIndex((word) => wordValue(reading, 'street', word) !== undefined);
  return place >= 0 && before.slice(0, place).every((word) => OF.test(word ?? ''));
}

const OF = /^(?:de|du|des|d|la|le|l|les|of|the)$/;
