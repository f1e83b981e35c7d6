import type { WeightData } from '../../locales/grammar.ts';

/**
 * A multinomial logistic regression over hashed features, cut to its largest weights of four bits each, so that a prediction is a sum of
 * whole numbers and the same on every machine. `classes` and `weights` of bucket b are those from `starts[b]` to `starts[b + 1]`.
 */
export interface Model {
  readonly bits: number;
  readonly labels: readonly string[];
  readonly starts: Uint32Array;
  readonly classes: Uint8Array;
  readonly weights: Int8Array;
}

/** Named features, each with a small whole weight. */
export type Features = ReadonlyMap<string, number>;

/** FNV-1a, mixed once more: its low bits alone are poor. */
export function hashOf(text: string): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 12)) >>> 0;
}

/** What each label gets: sums of whole numbers, in the order of the labels. */
export function scoresOf(features: Features, { bits, labels, starts, classes, weights }: Model): Int32Array {
  const scores = new Int32Array(labels.length);
  const mask = 2 ** bits - 1;
  for (const [name, value] of features) {
    const bucket = hashOf(name) & mask;
    for (let at = starts[bucket] ?? 0; at < (starts[bucket + 1] ?? 0); at++) {
      const c = classes[at] ?? 0;
      scores[c] = (scores[c] ?? 0) + value * (weights[at] ?? 0);
    }
  }
  return scores;
}

/** The first of the highest scores. */
export function bestOf(scores: Int32Array): number {
  return scores.reduce((most, score, i) => (score > (scores[most] ?? 0) ? i : most), 0);
}

/** How many weights each bucket has. */
export function countsOf({ bits, starts }: Pick<Model, 'bits' | 'starts'>): readonly number[] {
  return Array.from({ length: 2 ** bits }, (_, b) => (starts[b + 1] ?? 0) - (starts[b] ?? 0));
}

/** The first character of stored numbers: what follows up to "[" needs no escape in JSON. */
const FIRST = 35;

function written(numbers: Iterable<number>): string {
  return Array.from(numbers, (n) => String.fromCharCode(FIRST + n)).join('');
}

function read(text: string): readonly number[] {
  return Array.from(text, (char) => char.charCodeAt(0) - FIRST);
}

/** The largest size of a weight. */
export const MOST = 7;

/** The model as it is stored, a character for each number: what packs well stays apart. At most 56 labels. */
export function stored(model: Model): WeightData {
  const { bits, labels, classes, weights } = model;
  return {
    bits,
    labels,
    counts: written(countsOf(model)),
    classes: written(classes),
    weights: written(weights.map((weight) => weight + MOST)),
  };
}

/** What is stored, as a model again. */
export function modelOf({ bits, labels, counts, classes, weights }: WeightData): Model {
  const starts = new Uint32Array(2 ** bits + 1);
  for (const [b, count] of read(counts).entries()) starts[b + 1] = (starts[b] ?? 0) + count;
  return {
    bits,
    labels,
    starts,
    classes: Uint8Array.from(read(classes)),
    weights: Int8Array.from(read(weights), (weight) => weight - MOST),
  };
}
