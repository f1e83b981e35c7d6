import { bytesOf, type Example, labelOf, train } from '../../scripts/eval/classifier.ts';

const SAID = {
  stay: ['a room for two', 'a quiet room', 'two nights in a hotel', 'a hotel by the sea'],
  ride: ['a taxi to the station', 'a cab from the airport', 'a taxi at nine', 'a cab home'],
  eat: ['a table for four', 'dinner at eight', 'a table by the window', 'lunch for three'],
} as const;

function wordsOf(said: string): ReadonlyMap<string, number> {
  return new Map(said.split(' ').map((word) => [word, 10]));
}

const EXAMPLES: readonly Example[] = Object.entries(SAID).flatMap(([label, all]) =>
  all.map((said) => ({ features: wordsOf(said), label })),
);
const TRAINING = { bits: 10, epochs: 8, rate: 0.5, seed: 7, least: 0.1 } as const;

test('what was learned is told apart, also in words that were not seen together', () => {
  const model = train(EXAMPLES, TRAINING);
  expect(EXAMPLES.filter(({ features, label }) => labelOf(features, model) !== label)).toEqual([]);
  expect(labelOf(wordsOf('a cab to the hotel at nine'), model)).toBe('ride');
  expect(labelOf(wordsOf('a table for two'), model)).toBe('eat');
});

test('the same seed gives the same bytes, and only whole small weights', () => {
  const model = train(EXAMPLES, TRAINING);
  expect(bytesOf(train(EXAMPLES, TRAINING))).toEqual(bytesOf(model));
  expect(bytesOf(train(EXAMPLES, { ...TRAINING, seed: 8 }))).not.toEqual(bytesOf(model));
  expect([...model.weights].every((weight) => Number.isInteger(weight) && Math.abs(weight) <= 7)).toBe(true);
});

test('the more a weight must gather, the fewer there are, and few still decide', () => {
  const all = train(EXAMPLES, TRAINING);
  const few = train(EXAMPLES, { ...TRAINING, least: 1.5 });
  expect(few.weights.length).toBeLessThan(all.weights.length / 1.5);
  expect(EXAMPLES.filter(({ features, label }) => labelOf(features, few) === label).length).toBeGreaterThanOrEqual(10);
});
