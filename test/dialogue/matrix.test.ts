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

/** What is wrong with the answer to it; nothing when it is well answered. */
function flawsOf(name: string, after: Play, phrases: ReturnType<typeof phrasesOf>): readonly string[] {
  const questions = after.speech.split('?').length - 1;
  const wordless = after.says.flatMap(keysOf).filter((key) => !hasWords(key, phrases));
  return [
    ...(name !== 'silence' && after.speech === '' ? ['says nothing'] : []),
    ...(questions > 1 || questions === (after.ends ? 1 : 0) ? [`asks ${questions} questions and ${after.ends ? 'ends' : 'goes on'}`] : []),
    ...(!after.ends && !after.speech.endsWith('?') ? ['goes on without a question'] : []),
    ...wordless.map((key) => `has no words for ${key}`),
  ];
}

// One test a place of the talk: seven thousand tests cost more than what they look at.
describe.each(LOCALES)('%s', (locale) => {
  const phrases = phrasesOf(locale);

  test.each(phases(locale))('%s: everything is answered with words and at most one question', (_phase, before) => {
    const flaws = INPUTS.flatMap(([name, input]) => flawsOf(name, turn(before, input), phrases).map((flaw) => `${name} ${flaw}`));
    expect(flaws).toEqual([]);
  });

  test.each(phases(locale))('%s: nothing is bought that was not read out and confirmed', (phase, before) => {
    const buying = INPUTS.filter(([, input]) => buysMore(before, turn(before, input))).map(([name]) => `${phase} · ${name}`);
    expect(buying.toSorted()).toEqual([...BUYS].filter((each) => each.startsWith(`${phase} · `)).toSorted());
  });

  test.each(phases(locale))('%s: nothing is bought in a new session', (_phase, before) => {
    expect(INPUTS.filter(([, input]) => buysMore(before, turn(before, input, true))).map(([name]) => name)).toEqual([]);
  });
});

function buysMore(before: Play, after: Play): boolean {
  return bought(after).some((id) => !bought(before).includes(id));
}

function bought({ state }: Play): readonly string[] {
  return state.trip.bookings.filter(({ status }) => ['confirming', 'confirmed', 'unknown'].includes(status)).map(({ id }) => id);
}
