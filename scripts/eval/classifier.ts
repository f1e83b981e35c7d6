import { bestOf, countsOf, hashOf, MOST, type Model, scoresOf } from '../../shared/understanding/weights.ts';

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
  /** How much a weight must have gathered before it counts: the more, the fewer weights there are. */
  readonly least: number;
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
  readonly training: Training;
  readonly weights: Float32Array;
  /** What pulls each weight, and the squares of all slopes it saw. */
  readonly pulls: Float32Array;
  readonly squares: Float32Array;
  readonly scores: Float64Array;
}

function addScores({ weights, scores }: Learner, bucket: number, value: number): void {
  const first = bucket * scores.length;
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] ?? 0) + value * (weights[first + c] ?? 0);
}

/** `scores` holds by how much each class is wrong. */
function correct({ training: { rate, least }, weights, pulls, squares, scores }: Learner, bucket: number, value: number): void {
  const first = bucket * scores.length;
  for (let c = 0; c < scores.length; c++) {
    const slope = (scores[c] ?? 0) * value;
    if (Math.abs(slope) < 1e-4) continue;
    const at = first + c;
    const before = squares[at] ?? 0;
    const root = Math.sqrt(before + slope * slope);
    const pull = (pulls[at] ?? 0) + slope - ((root - Math.sqrt(before)) / rate) * (weights[at] ?? 0);
    squares[at] = before + slope * slope;
    pulls[at] = pull;
    weights[at] = Math.abs(pull) <= least ? 0 : ((Math.sign(pull) * least - pull) * rate) / (0.1 + root);
  }
}

/** One step of FTRL-proximal (McMahan et al., 2013) on one example: most weights stay zero. */
function learn(learner: Learner, example: Sparse, right: number): void {
  const { scores } = learner;
  scores.fill(0);
  for (const [bucket, value] of example) addScores(learner, bucket, value);
  softmax(scores);
  scores[right] = (scores[right] ?? 0) - 1;
  for (const [bucket, value] of example) correct(learner, bucket, value);
}

/** The weights rounded to −7…7 by a scale that only the very largest exceed. */
function rounded(weights: Float32Array, rare: Float64Array, labels: readonly string[], bits: number): Model {
  const classes = labels.length;
  const folded = weights.map((weight, at) => weight * (rare[Math.floor(at / classes)] ?? 0));
  const sizes = folded
    .filter((weight) => weight !== 0)
    .map(Math.abs)
    .sort();
  const scale = MOST / (sizes[Math.floor(sizes.length * 0.9995)] ?? 1);
  const kept: { readonly bucket: number; readonly c: number; readonly weight: number }[] = [];
  for (let at = 0; at < folded.length; at++) {
    const whole = Math.max(-MOST, Math.min(MOST, Math.round((folded[at] ?? 0) * scale)));
    if (whole !== 0) kept.push({ bucket: Math.floor(at / classes), c: at % classes, weight: whole });
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
    training,
    weights: new Float32Array(size),
    pulls: new Float32Array(size),
    squares: new Float32Array(size),
    scores: new Float64Array(labels.length),
  };
  let { seed } = training;
  for (let epoch = 0; epoch < training.epochs; epoch++) {
    const next = shuffled(ready.length, seed);
    seed = next.seed;
    for (const i of next.order) learn(learner, ready[i] ?? [], classOf.get(examples[i]?.label ?? '') ?? 0);
  }
  return rounded(learner.weights, rare, labels, training.bits);
}

/** All of the model as bytes: a count for each bucket, a byte for each class, half a byte for each weight. */
export function bytesOf(model: Model): Uint8Array {
  const { classes, weights } = model;
  const counts = Uint8Array.from(countsOf(model), (count) => Math.min(255, count));
  const halves = Uint8Array.from(
    { length: Math.ceil(weights.length / 2) },
    (_, i) => (((weights[2 * i] ?? 0) + 8) << 4) | ((weights[2 * i + 1] ?? 0) + 8),
  );
  return Uint8Array.from([...counts, ...classes, ...halves]);
}

/** The likeliest label: a sum of whole numbers. */
export function labelOf(features: ReadonlyMap<string, number>, model: Model): string {
  return model.labels[bestOf(scoresOf(features, model))] ?? '';
}
