import { readFileSync } from 'node:fs';
import { isAct } from '../../shared/dialogue/act.ts';
import { KINDS, type Kind } from '../../shared/understanding/likely-acts.ts';

const FOLDER = new URL('../../test/understanding/utterances/', import.meta.url).pathname;

/** A sentence of which one act is learned, what the assistant had said last, and what it holds beside its words. */
export interface Sentence {
  readonly text: string;
  /** As in the contract; undefined where nothing was said yet. */
  readonly last: string | undefined;
  /** Each a set of acts that is right, joined by commas; the first of them is learned. */
  readonly acts: readonly string[];
  readonly has: readonly Kind[];
  /** What the rules took it for when it was written; undefined where they were written by it. */
  readonly taken: string | undefined;
}

type Head = Pick<Sentence, 'last' | 'acts'>;

/** "# offers:lodging:3 | select/ask". Throws RangeError on an act that there is not. */
function headOf(line: string): Head {
  const [last = '', said = ''] = line.slice(2).split(' | ');
  const acts = said.split('/');
  const unknown = acts.flatMap((set) => set.split(',')).find((act) => !isAct(act));
  if (unknown !== undefined) throw new RangeError(`"${line}": there is no act "${unknown}"`);
  return { last: last === 'open' ? undefined : last, acts };
}

function kindOf(word: string, line: string): Kind {
  const kind = KINDS.find((one) => one === word);
  if (kind === undefined) throw new RangeError(`"${line}": "${word}" is none of ${KINDS.join(', ')}`);
  return kind;
}

function sentenceOf(line: string, head: Head): Sentence {
  const [text = '', has = '', taken] = line.split('\t');
  return { text, ...head, has: has.split(' ').flatMap((word) => (word === '' ? [] : [kindOf(word, line)])), taken };
}

/**
 * The sentences of a language, from `acts-fr.txt`: under "# last | acts" one a line, after a tab what it holds, after another what the rules took it
 * for. Acts that are one answer are joined by commas, others that are right too follow a slash. Throws RangeError on a word that it does not know.
 */
export function sentences(lang: string): readonly Sentence[] {
  let head: Head = { last: undefined, acts: [] };
  return readFileSync(`${FOLDER}acts-${lang}.txt`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('# ')) head = headOf(line);
      return line === '' || line.startsWith('# ') ? [] : [sentenceOf(line, head)];
    });
}
