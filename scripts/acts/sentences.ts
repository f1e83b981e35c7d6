import { readFileSync } from 'node:fs';

const FOLDER = new URL('../../test/understanding/utterances/', import.meta.url).pathname;

/** A sentence of which one act is learned, what the assistant had said last, and what it holds beside its words. */
export interface Sentence {
  readonly text: string;
  /** As in the contract; undefined where nothing was said yet. */
  readonly last: string | undefined;
  /** Each a set of acts that is right, the first of them learned. */
  readonly acts: readonly string[];
  readonly has: readonly string[];
  /** What the rules took it for when it was written; undefined where they were written by it. */
  readonly taken: string | undefined;
}

/**
 * The sentences of a language: under "# last | acts" one a line, after a tab what it holds, after another what the rules
 * took it for. Acts that are one answer are joined by commas, others that
 * are right too follow a slash.
 */
export function sentences(lang: string): readonly Sentence[] {
  const lines = readFileSync(`${FOLDER}acts-${lang}.txt`, 'utf8').split('\n');
  let head: Pick<Sentence, 'last' | 'acts'> = { last: undefined, acts: [] };
  return lines.flatMap((line) => {
    if (line.startsWith('# ')) {
      const [last = '', acts = ''] = line.slice(2).split(' | ');
      head = { last: last === 'open' ? undefined : last, acts: acts.split('/') };
      return [];
    }
    const [text = '', has = '', taken] = line.split('\t');
    return text === '' ? [] : [{ text, ...head, has: has === '' ? [] : has.split(' '), taken }];
  });
}
