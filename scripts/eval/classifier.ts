import { hashOf, type Model, scoresOf } from '../../shared/understanding/weights.ts';

/** What one example holds: named features, each with a small whole weight, and the label it should get. */
export interface Example {
  readonly features: ReadonlyMap<string, number>;
  readonly label: string;
}

export interface Training {
  readonly bits: number;
  readonly epochs: number;
  readonly rate: number;
  readonly seed: number;
  /** How many weights are kept. */
  readonly keep: number;
}

type Sparse = readonly (readonly [bucket: number, value: number])[];

function bucketsOf(features: ReadonlyMap<string, number>, bits: number): Sparse {
  const mask = 2 ** bits - 1;
  return [...features].map(([name, weight]) => [hashOf(name) & mask, weight]);
}

/** A seeded order, by a linear congruential generator. */
function shuffled(length: number, seed: number): { readonly order: readonly number[]; readonly seed: number } {
  const order = Array.from({ length }, (_, i) => i);
  let state = seed;
  for (let i = length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    const last = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = last;
  }
  return { order, seed: state };
}

/** How much a bucket tells: rare ones more. Zero for what training never saw. */
function rarity(examples: readonly Sparse[], bits: number): Float64Array {
  const seen = new Float64Array(2 ** bits);
  for (const example of examples) for (const [bucket] of example) seen[bucket] = (seen[bucket] ?? 0) + 1;
  return seen.map((count) => (count === 0 ? 0 : 0.1 + Math.log((1 + examples.length) / (1 + count)) / 3));
}

function scaled(example: Sparse, rare: Float64Array): Sparse {
  const values = example.map(([bucket, value]) => [bucket, value * (rare[bucket] ?? 0)] as const);
  const norm = Math.sqrt(values.reduce((sum, [, value]) => sum + value * value, 0)) || 1;
  return values.map(([bucket, value]) => [bucket, value / norm]);
}

function softmax(scores: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (const score of scores) most = Math.max(most, score);
  let sum = 0;
  for (let c = 0; c < scores.length; c++) {
    scores[c] = Math.exp((scores[c] ?? 0) - most);
    sum += scores[c] ?? 0;
  }
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] ?? 0) / sum;
}

interface Learner {
  readonly weights: Float32Array;
  readonly squares: Float32Array;
  readonly scores: Float64Array;
  readonly rate: number;
}

function addScores({ weights, scores }: Learner, bucket: number, value: number): void {
  const first = bucket * scores.length;
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] ?? 0) + value * (weights[first + c] ?? 0);
}

/** `scores` holds by how much each class is wrong. */
function correct({ weights, squares, scores, rate }: Learner, bucket: number, value: number): void {
  const first = bucket * scores.length;
  for (let c = 0; c < scores.length; c++) {
    const slope = (scores[c] ?? 0) * value;
    if (Math.abs(slope) < 1e-4) continue;
    const square = (squares[first + c] ?? 0) + slope * slope;
    squares[first + c] = square;
    weights[first + c] = (weights[first + c] ?? 0) - (rate * slope) / Math.sqrt(square);
  }
}

/** One step of AdaGrad on one example. */
function learn(learner: Learner, example: Sparse, right: number): void {
  const { scores } = learner;
  scores.fill(0);
  for (const [bucket, value] of example) addScores(learner, bucket, value);
  softmax(scores);
  scores[right] = (scores[right] ?? 0) - 1;
  for (const [bucket, value] of example) correct(learner, bucket, value);
}

const MOST = 7;

/** The largest weights, rounded to −7…7 by a scale that only the very largest exceed. */
function cut(weights: Float32Array, rare: Float64Array, labels: readonly string[], { bits, keep }: Training): Model {
  const classes = labels.length;
  const folded = weights.map((weight, at) => weight * (rare[Math.floor(at / classes)] ?? 0));
  const sizes = folded
    .filter((weight) => weight !== 0)
    .map(Math.abs)
    .sort();
  const least = sizes[Math.max(0, sizes.length - keep)] ?? 0;
  const scale = MOST / (sizes[Math.floor(sizes.length * 0.9995)] ?? 1);
  const kept: { readonly bucket: number; readonly c: number; readonly weight: number }[] = [];
  for (let at = 0; at < folded.length; at++) {
    const weight = folded[at] ?? 0;
    const whole = Math.max(-MOST, Math.min(MOST, Math.round(weight * scale)));
    if (Math.abs(weight) >= least && whole !== 0) kept.push({ bucket: Math.floor(at / classes), c: at % classes, weight: whole });
  }
  const starts = new Uint32Array(2 ** bits + 1);
  for (const { bucket } of kept) starts[bucket + 1] = (starts[bucket + 1] ?? 0) + 1;
  for (let b = 0; b < 2 ** bits; b++) starts[b + 1] = (starts[b + 1] ?? 0) + (starts[b] ?? 0);
  return { bits, labels, starts, classes: Uint8Array.from(kept, ({ c }) => c), weights: Int8Array.from(kept, ({ weight }) => weight) };
}

/** Trained from the examples in an order that only the seed decides. */
export function train(examples: readonly Example[], training: Training): Model {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const classOf = new Map(labels.map((label, i) => [label, i]));
  const sparse = examples.map(({ features }) => bucketsOf(features, training.bits));
  const rare = rarity(sparse, training.bits);
  const ready = sparse.map((example) => scaled(example, rare));
  const size = 2 ** training.bits * labels.length;
  const learner: Learner = {
    weights: new Float32Array(size),
    squares: new Float32Array(size).fill(0.01),
    scores: new Float64Array(labels.length),
    rate: training.rate,
  };
  let { seed } = training;
  for (let epoch = 0; epoch < training.epochs; epoch++) {
    const next = shuffled(ready.length, seed);
    seed = next.seed;
    for (const i of next.order) learn(learner, ready[i] ?? [], classOf.get(examples[i]?.label ?? '') ?? 0);
  }
  return cut(learner.weights, rare, labels, training);
}

/** The likeliest label: a sum of whole numbers. */
export function labelOf(features: ReadonlyMap<string, number>, model: Model): string {
  const scores = scoresOf(features, model);
  return model.labels[scores.indexOf(Math.max(...scores))] ?? '';
}
