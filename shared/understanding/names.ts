import type { Slots } from '../dialogue/act.ts';
import { fold } from './normalise.ts';

function capital(word: string): string {
  return word === word.toLowerCase()
    ? word.replace(/(^|[-'’])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    : word;
}

/** "l e f e v r e" was spelled. */
function unspelled(words: readonly string[]): readonly string[] {
  const letters = words.length > 2 && words.every((word) => word.length === 1);
  return letters ? [words.join('').toLowerCase()] : words;
}

/**
 * The name in an answer such as "au nom de Camille Martin" or "c'est pas Lefèvre, c'est Lefébure": what is left when the words around it
 * (`lead`, folded) are gone, of the last clause that has any. One word is a family name.
 */
export function nameFrom(text: string, lead: Readonly<Record<string, unknown>>): Slots['name'] {
  const clauses = text.split(/[,.;!?]|\bc['’ ]est\b|\bit['’ ]?s\b|\bis\b/u);
  for (const clause of clauses.reverse()) {
    const all = clause.match(/[\p{L}]+(?:[-'’][\p{L}]+)*/gu) ?? [];
    const words = all.map((word) => word.replace(/^[cjlmnst]['’](?=\p{Ll})/u, '')).filter((word) => lead[fold(word)] === undefined);
    const [first, ...rest] = unspelled(words).map(capital);
    if (first === undefined || rest.length > 3) continue;
    return rest.length === 0 ? { family: first } : { given: first, family: rest.join(' ') };
  }
  return undefined;
}
