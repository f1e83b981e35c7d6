import type { Reading } from './found.ts';
import { fold, normalise } from './normalise.ts';

function wordsOf(name: string, reading: Reading): string {
  return normalise(name, reading.grammar)
    .map((word) => word.text)
    .join(' ')
    .replace(/^(?:la|le|les|l|the|hotel|un|une) /, '');
}

/** 1…n: the item of the list last spoken that the words name by place, hotel or vendor; the longest name wins. */
export function listedIndex(plain: string, listed: readonly (readonly string[])[], reading: Reading): number | undefined {
  let best: { readonly length: number; readonly index: number } | undefined;
  listed.forEach((names, i) => {
    for (const name of names) {
      const words = wordsOf(fold(name), reading);
      if (words.length < 3 || !plain.includes(` ${words} `)) continue;
      if (!best || words.length > best.length) best = { length: words.length, index: i + 1 };
    }
  });
  return best?.index;
}
