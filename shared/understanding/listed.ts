import type { Reading } from './found.ts';
import { fold, normalise } from './normalise.ts';

function wordsOf(name: string, reading: Reading): string {
  return normalise(name, reading.grammar)
    .map((word) => word.text)
    .join(' ')
    .replace(/^(?:la|le|les|l|the|hotel|un|une) /, '');
}

interface Named {
  readonly at: number;
  readonly length: number;
  readonly index: number;
}

/** The words at that place come with a negation. */
export function isDenied(plain: string, at: number, length: number, reading: Reading): boolean {
  const marked = `${plain.slice(0, at)} @p0${plain.slice(at + length + 1)}`;
  return (reading.grammar.stages['negation'] ?? []).some(({ find }) =>
    [...marked.matchAll(find)].some((match) => match.groups?.['k'] === '@p0'),
  );
}

function mentions(plain: string, names: readonly string[], index: number, reading: Reading): readonly Named[] {
  return names.flatMap((name) => {
    const words = wordsOf(fold(name), reading);
    const at = words.length < 3 ? -1 : plain.lastIndexOf(` ${words} `);
    return at < 0 || isDenied(plain, at, words.length, reading) ? [] : [{ at, length: words.length, index }];
  });
}

/** 1…n: the items of the list last spoken that the words name by place, hotel or vendor. The last mention comes first; in the same place the longest name counts. */
export function listedIndexes(plain: string, listed: readonly (readonly string[])[], reading: Reading): readonly number[] {
  const named = listed.flatMap((names, i) => mentions(plain, names, i + 1, reading));
  const inOrder = named.sort((a, b) => b.at + b.length - (a.at + a.length) || b.length - a.length);
  const apart = inOrder.filter((each, i) => !inOrder.slice(0, i).some(({ at, length }) => at <= each.at && each.at < at + length));
  return [...new Set(apart.map(({ index }) => index))];
}
