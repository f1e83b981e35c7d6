import { replayEach } from './support/replaying.ts';
import type { Transcript } from './support/transcript.ts';
import type { Said } from './support/world.ts';

/** The least share of the travellers' lines that the imitated ear must match to the interaction model. */
const MATCHED_FLOOR = 0.97;

const lines = { all: 0, lost: new Set<string>() };

replayEach('alexa', (answers, transcript) => {
  note(answers, transcript);
  const lost = answers.findIndex(({ matched }) => matched === false);
  return lost < 0 ? answers.length : lost;
});

test('the ear matches nearly every line', () => {
  const share = 1 - lines.lost.size / lines.all;
  process.stdout.write(`the ear matched ${(share * 100).toFixed(1)} % of ${lines.all} lines; not: ${[...lines.lost].join(' · ')}\n`);
  expect(share).toBeGreaterThanOrEqual(MATCHED_FLOOR);
});

/** What the platform would not have heard: a transcript is compared up to there. */
function note(answers: readonly Said[], { name, exchanges }: Transcript): void {
  for (const [i, { line, said }] of exchanges.entries()) {
    const matched = answers[i]?.matched;
    if (!('text' in line) || matched === undefined) continue;
    lines.all += 1;
    if (!matched) lines.lost.add(`${name}: ${said}`);
  }
}
