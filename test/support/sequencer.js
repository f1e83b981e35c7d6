import sequencer from '@jest/test-sequencer';

/** The long ones, longest first: a fresh clone knows no durations, and one of them begun last would run alone. */
const LONG = [
  'crash/kill.test.ts',
  'dialogues-alexa.test.ts',
  'dialogues-google.test.ts',
  'dialogues-chat.test.ts',
  'skills/page.test.ts',
  'dialogue/properties.test.ts',
  'dialogue/matrix.test.ts',
];

/** Jest's own order after those. */
export default class LongestFirst extends (sequencer.default ?? sequencer) {
  sort(tests) {
    const place = ({ path }) => {
      const at = LONG.findIndex((name) => path.endsWith(`/test/${name}`));
      return at < 0 ? LONG.length : at;
    };
    return [...super.sort(tests)].sort((a, b) => place(a) - place(b));
  }
}
