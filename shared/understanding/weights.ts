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

/** The model as it is stored: a count for each bucket, a byte for each class, half a byte for each weight. */
export function bytesOf({ bits, starts, classes, weights }: Model): Uint8Array {
  const counts = Uint8Array.from({ length: 2 ** bits }, (_, b) => Math.min(255, (starts[b + 1] ?? 0) - (starts[b] ?? 0)));
  const halves = Uint8Array.from(
    { length: Math.ceil(weights.length / 2) },
    (_, i) => (((weights[2 * i] ?? 0) + 8) << 4) | ((weights[2 * i + 1] ?? 0) + 8),
  );
  return Uint8Array.from([...counts, ...classes, ...halves]);
}

/** The stored bytes as a model again. */
export function modelOf({ bits, labels, bytes }: WeightData): Model {
  const all = Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0));
  const buckets = 2 ** bits;
  const starts = new Uint32Array(buckets + 1);
  for (let b = 0; b < buckets; b++) starts[b + 1] = (starts[b] ?? 0) + (all[b] ?? 0);
  const kept = starts[buckets] ?? 0;
  const half = (i: number) => (((all[buckets + kept + (i >> 1)] ?? 0) >> (i % 2 === 0 ? 4 : 0)) & 15) - 8;
  return {
    bits,
    labels,
    starts,
    classes: all.slice(buckets, buckets + kept),
    weights: Int8Array.from({ length: kept }, (_, i) => half(i)),
  };
}
