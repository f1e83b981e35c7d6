import { sentences } from '../../scripts/acts/sentences.ts';

test.each(['fr', 'en'])('the learned sentences of %s can all be read, and none stands twice in one place', (lang) => {
  const all = sentences(lang).map(({ text, last }) => `${last ?? 'open'}: ${text}`);
  const seen = new Set<string>();
  expect(all.filter((one) => seen.size === seen.add(one).size)).toEqual([]);
});
