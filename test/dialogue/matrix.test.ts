import { describe, expect, test } from '@jest/globals';
import { ACTS, type Act, type Slots } from '../../shared/dialogue/act.ts';
import type { TurnInput } from '../../shared/dialogue/state.ts';
import { hasWords, keysOf, phrasesOf } from '../support/keys.ts';
import { LOCALES, phases } from '../support/phases.ts';
import { frame, type Play, turn } from '../support/play.ts';

/** The value that usually comes with an act. */
const SLOTS: Partial<Record<Act, Slots>> = {
  select: { select: 2 },
  refine: { sort: 'cheaper' },
  change: { start: '2027-02-13', end: '2027-02-15' },
  inform: { party: 3 },
  ask: { ask: ['price'] },
  give_code: { code: '000000' },
};

const INPUTS: readonly (readonly [name: string, input: TurnInput])[] = [
  ['launch', { type: 'open' }],
  ['silence', { type: 'silence' }],
  ['a code that is right', { type: 'linked' }],
  ['a code that is wrong', { type: 'code-wrong' }],
  ['nothing understood', { type: 'heard', heard: frame({}) }],
  ...ACTS.flatMap((act): (readonly [string, TurnInput])[] => {
    const slots = SLOTS[act];
    const bare = [act, { type: 'heard', heard: frame({ acts: [act] }) }] as const;
    return slots ? [bare, [`${act} with a value`, { type: 'heard', heard: frame({ acts: [act], slots }) }]] : [bare];
  }),
];

/** All that buys, of all that can be said anywhere. */
const BUYS: ReadonlySet<string> = new Set([
  'confirming, read whole · book',
  'confirming, nothing is owed · book',
  'confirming, nothing is owed · affirm',
]);

describe.each(LOCALES)('%s', (locale) => {
  const phrases = phrasesOf(locale);
  describe.each(phases(locale))('%s', (phase, before) => {
    test.each(INPUTS)('%s is answered with words, and with at most one question', (name, input) => {
      const after = turn(before, input);
      if (name !== 'silence') expect(after.speech).not.toBe('');
      expect([name, after.speech.split('?').length - 1, /\?$/.test(after.speech)]).toEqual([name, after.ends ? 0 : 1, !after.ends]);
      expect(after.says.flatMap(keysOf).filter((key) => !hasWords(key, phrases))).toEqual([]);
    });

    test.each(INPUTS)('%s buys nothing that was not read out and confirmed', (name, input) => {
      const after = turn(before, input);
      expect(bought(after).some((id) => !bought(before).includes(id))).toBe(BUYS.has(`${phase} · ${name}`));
    });

    test.each(INPUTS)('%s buys nothing in a new session', (_name, input) => {
      const after = turn(before, input, true);
      expect(bought(after).filter((id) => !bought(before).includes(id))).toEqual([]);
    });
  });
});

function bought({ state }: Play): readonly string[] {
  return state.trip.bookings.filter(({ status }) => ['confirming', 'confirmed', 'unknown'].includes(status)).map(({ id }) => id);
}
