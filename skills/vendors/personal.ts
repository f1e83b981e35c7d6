import ENGLISH from '../../locales/en-US/personal.json' with { type: 'json' };
import FRENCH from '../../locales/fr-FR/personal.json' with { type: 'json' };

const WORDS: readonly string[] = [...FRENCH.words, ...ENGLISH.words];

/** True when a vendor's words ask for what tells who travels or what they can spend, in either language. Rather one question too few than one too many. */
export function isPersonal(texts: readonly string[]): boolean {
  const said = texts
    .join(' ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return said.some((word) => WORDS.includes(word));
}
