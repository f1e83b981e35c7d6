import { wordsFor } from '../../locales/words.ts';
import type { Say, SayValue } from '../../shared/dialogue/say.ts';

/** Every key of a say, the ones inside its values included. */
export function keysOf(say: Say): readonly string[] {
  return [say.key, ...Object.values(say.params ?? {}).flatMap(keysIn)];
}

function keysIn(value: SayValue): readonly string[] {
  if (typeof value !== 'object') return [];
  if ('key' in value) return keysOf(value);
  return 'list' in value ? value.list.flatMap(keysIn) : [];
}

/** The forms that a key can be written in: as it is, by number, by gender. */
export const FORMS = ['', '_one', '_other', '_zero', '_f', '_m'] as const;

export function phrasesOf(locale: string): ReadonlyMap<string, string> {
  return new Map(Object.entries(wordsFor(locale).phrases).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** A key has words of its own, or its family has words for all the rest. */
export function hasWords(key: string, phrases: ReadonlyMap<string, string>): boolean {
  const family = `${key.slice(0, key.lastIndexOf('.'))}.other`;
  return FORMS.some((form) => phrases.has(key + form)) || phrases.has(family);
}
