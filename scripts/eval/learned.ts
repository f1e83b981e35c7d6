import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { hashOf, type Model } from '../../shared/understanding/weights.ts';
import { bytesOf, type Example, labelOf, type Training, train } from './classifier.ts';
import { record, rows, share, table, text } from './rows.ts';

type Row = Readonly<Record<string, unknown>>;
type Features = Map<string, number>;

/** Kinds of features and what each weighs: whole words most. */
const KIND = { word: 10, pair: 8, triple: 7, skip: 5, letters: 3, prompt: 5, question: 10, about: 3 } as const;

function put(features: Features, kind: keyof typeof KIND, name: string): void {
  features.set(`${kind} ${name}`, KIND[kind]);
}

function wordsIn(said: string): readonly string[] {
  const found =
    said
      .toLowerCase()
      .replace(/n't/g, ' not')
      .match(/[a-z0-9:$]+(?:'[a-z]+)?|[?!]/g) ?? [];
  return found.map((word) => (/^\d/.test(word) ? '#' : word));
}

function putLetters(features: Features, word: string, most: number): void {
  for (let n = 3; n <= most; n++) for (let i = 0; i + n <= word.length; i++) put(features, 'letters', word.slice(i, i + n));
}

/** Words, pairs, pairs with a gap, and letters of words; triples on wish. */
function ofText(said: string, letters: number, triples: boolean): Features {
  const features: Features = new Map();
  const words = wordsIn(said);
  const padded = ['^', ...words, '$'];
  for (const word of words) put(features, 'word', word);
  for (const [i, word] of padded.entries()) {
    if (i + 1 < padded.length) put(features, 'pair', `${word} ${padded[i + 1]}`);
    if (i + 2 < padded.length) put(features, 'skip', `${word} ${padded[i + 2]}`);
    if (triples && i + 2 < padded.length) put(features, 'triple', `${word} ${padded[i + 1]} ${padded[i + 2]}`);
  }
  for (const word of words) putLetters(features, `_${word}_`, letters);
  return features;
}

/** The prompt that is answered: its last sentence in order, the rest as words, and its question beside the first words of the answer. */
function withPrompt(features: Features, said: string, prompt: string): Features {
  const last = ['^', ...wordsIn(prompt.split(/(?<=[.?!])\s+/).at(-1) ?? ''), '$'];
  const first = ['^', ...wordsIn(said), '$'];
  put(features, 'question', prompt === '' ? 'none' : 'some');
  for (const [i, word] of last.entries()) put(features, 'prompt', `${word} ${last[i + 1] ?? ''}`);
  for (const word of wordsIn(prompt)) put(features, 'about', word);
  const asked = last.slice(1, 4).join(' ');
  put(features, 'question', asked);
  put(features, 'skip', `${first[1]} | ${asked}`);
  put(features, 'skip', `${first.slice(1, 3).join(' ')} | ${last.slice(-4, -1).join(' ')}`);
  put(features, 'prompt', `words ${Math.min(9, Math.floor(first.length / 2))}`);
  return features;
}

function intent(row: Row): Example {
  return { features: ofText(text(row, 'text'), 5, false), label: text(row, 'intent') };
}

function actsOf(row: Row, name: (act: string) => string): string {
  const acts = Array.isArray(row['acts']) ? row['acts'].map((act) => name(text(record(act), 'act'))) : [];
  return [...new Set(acts)].sort().join(' ');
}

function turn(name: (act: string) => string): (row: Row) => Example {
  return (row) => ({
    features: withPrompt(ofText(text(row, 'text'), 4, true), text(row, 'text'), text(row, 'prev')),
    label: actsOf(row, name),
  });
}

interface Task {
  readonly name: string;
  readonly file: string;
  readonly training: Training;
  readonly isUsed: (row: Row) => boolean;
  readonly isTest: (row: Row) => boolean;
  readonly example: (row: Row) => Example;
}

const fifth = (row: Row) => hashOf(text(row, 'dialogue')) % 5 === 0;

/** One engine for all three; labels of a turn are the set of its acts. Rows with acts of nothing are left out. */
const TASKS: readonly Task[] = [
  {
    name: 'CLINC150 in scope, intent (its own train and test rows)',
    file: 'clinc',
    training: { bits: 15, epochs: 8, rate: 0.5, least: 0.02, seed: 7 },
    isUsed: (row) => text(row, 'intent') !== 'oos',
    isTest: (row) => text(row, 'split') === 'test',
    example: intent,
  },
  {
    name: 'SGD, the set of acts exact (a fifth of the dialogues)',
    file: 'sgd',
    training: { bits: 14, epochs: 12, rate: 1, least: 0.5, seed: 7 },
    isUsed: () => true,
    isTest: fifth,
    example: turn((act) => act),
  },
  {
    name: 'MultiWOZ, the set of acts exact (a fifth of the dialogues)',
    file: 'multiwoz',
    training: { bits: 14, epochs: 12, rate: 1, least: 0.5, seed: 7 },
    isUsed: (row) => Array.isArray(row['acts']) && row['acts'].length > 0,
    isTest: fifth,
    example: turn((act) => act.replace(/^(?!general)\w+-/, '')),
  },
];

/** Beside `x.dev.jsonl` a folder may hold `x.kept.jsonl`: then all of the first is trained on and the second is scored. */
function parted(folder: string, { file, isUsed, isTest }: Task): { readonly learned: readonly Row[]; readonly scored: readonly Row[] } {
  const all = rows(join(folder, `${file}.dev.jsonl`)).filter(isUsed);
  const kept = join(folder, `${file}.kept.jsonl`);
  if (existsSync(kept)) return { learned: all, scored: rows(kept).filter(isUsed) };
  return { learned: all.filter((row) => !isTest(row)), scored: all.filter(isTest) };
}

function sizes(model: Model): readonly string[] {
  const bytes = bytesOf(model);
  const kB = (length: number) => `${(length / 1000).toFixed(0)} kB`;
  return [kB(bytes.length), kB(gzipSync(bytes, { level: 9 }).length), createHash('sha256').update(bytes).digest('hex').slice(0, 12)];
}

/** The one trainable engine, trained in this command and scored on rows that it has not seen. */
export function learned(folder: string): string {
  const body = TASKS.filter(({ file }) => existsSync(join(folder, `${file}.dev.jsonl`))).map((task) => {
    const { learned: seen, scored } = parted(folder, task);
    const model = train(seen.map(task.example), task.training);
    const right = scored.map(task.example).filter(({ features, label }) => labelOf(features, model) === label).length;
    return [task.name, String(seen.length), String(scored.length), share(right, scored.length), ...sizes(model)];
  });
  return table(['set', 'learned', 'scored', 'right', 'size', 'gzip', 'sha256'], body);
}
