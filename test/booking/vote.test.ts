import fc from 'fast-check';
import { readVote, voteForm } from '../../shared/booking/documents/vote-form.ts';
import { type Ballot, type Cast, favourites, STANCES, type Stance, type Vote, withBallot } from '../../shared/booking/vote.ts';

const NOW = '2026-11-21T10:00:00.000Z';
const euros = (minor: number) => ({ minor, currency: 'EUR' });
const option = (id: string, minor: number) => ({
  proposal: { id, kind: 'best' as const, lines: [id], total: euros(minor), effectiveMinor: minor, misses: [] },
  offers: [],
});

function opened(ballots: readonly Ballot[] = [], over: Partial<Vote> = {}): Vote {
  return {
    key: 'k',
    openedAt: NOW,
    closesAt: '2026-11-23T10:00:00.000Z',
    options: [option('a', 200_000), option('b', 240_000)],
    voters: 2,
    most: 4,
    ballots: Object.fromEntries(ballots.map((ballot, i) => [`voter-${i}`, ballot])),
    ...over,
  };
}

const ballot = (a: Stance, b: Stance, ceiling?: number): Ballot => ({
  at: NOW,
  stances: { a, b },
  ...(ceiling && { ceiling: euros(ceiling) }),
});
const STANDING = [
  { id: 'a', total: euros(200_000) },
  { id: 'b', total: euros(240_000) },
];
const won = (...ballots: readonly Ballot[]) => favourites(opened(ballots), STANDING);

describe('what a vote comes to', () => {
  test.each([
    ['what more want', [ballot('yes', 'fine'), ballot('yes', 'yes')], ['a']],
    ['both, where they are even', [ballot('yes', 'fine'), ballot('fine', 'yes')], ['a', 'b']],
    ['both, where nobody minds', [ballot('fine', 'fine'), ballot('fine', 'fine')], ['a', 'b']],
    ['what nobody refuses, whatever the others want', [ballot('no', 'fine'), ballot('yes', 'fine'), ballot('yes', 'fine')], ['b']],
    ['what no limit is below', [ballot('fine', 'yes', 239_999), ballot('fine', 'yes')], ['a']],
    ['what a limit is equal to', [ballot('fine', 'yes', 240_000), ballot('fine', 'yes')], ['b']],
    ['nothing, where each refuses another', [ballot('yes', 'no'), ballot('no', 'yes')], []],
    ['nothing, where a limit is below all', [ballot('yes', 'yes', 1), ballot('yes', 'yes')], []],
  ])('is %s', (_, ballots, expected) => {
    expect(won(...ballots)).toEqual(expected);
  });

  const any = fc.record({
    a: fc.constantFrom(...STANCES),
    b: fc.constantFrom(...STANCES),
    ceiling: fc.option(fc.integer({ min: 1, max: 300_000 })),
  });
  const ballots = fc.array(
    any.map(({ a, b, ceiling }) => ballot(a, b, ceiling ?? undefined)),
    { minLength: 1, maxLength: 5 },
  );

  test('does not depend on who voted first, nor on which choice was told first', () => {
    fc.assert(
      fc.property(ballots, (given) => {
        expect(won(...given.toReversed())).toEqual(won(...given));
        expect(favourites(opened(given), STANDING.toReversed()).toSorted()).toEqual(won(...given));
      }),
    );
  });

  test('is never what somebody refuses, or is over somebody’s limit', () => {
    fc.assert(
      fc.property(ballots, (given) => {
        for (const id of won(...given))
          for (const { stances, ceiling } of given) {
            expect(stances[id]).not.toBe('no');
            expect(STANDING.find((each) => each.id === id)?.total.minor).toBeLessThanOrEqual(ceiling?.minor ?? Number.POSITIVE_INFINITY);
          }
      }),
    );
  });
});

describe('a ballot', () => {
  const cast = (voter: string, over: Partial<Cast> = {}): Cast => ({ voter, stances: { a: 'yes', b: 'fine' }, ceiling: 'keep', ...over });
  const sent = (vote: Vote | 'over' | 'full', ...casts: readonly Cast[]) =>
    casts.reduce((before, each) => (typeof before === 'string' ? before : withBallot(before, each, NOW)), vote);

  test('that comes twice counts once and changes nothing', () => {
    const once = sent(opened(), cast('x'));
    expect(sent(once, cast('x'))).toBe(once);
  });

  test('replaces the voter’s last one, and keeps the limit unless it is dropped', () => {
    const limited = sent(opened(), cast('x', { ceiling: euros(210_000) }), cast('x', { stances: { a: 'no', b: 'yes' } }));
    expect(limited).toMatchObject({ ballots: { x: { stances: { a: 'no', b: 'yes' }, ceiling: euros(210_000) } } });
    const free = sent(limited, cast('x', { ceiling: 'none' }));
    expect(typeof free === 'string' ? free : Object.keys(free.ballots['x'] ?? {})).toEqual(['at', 'stances']);
  });

  test('of one more than may vote is not taken, and those who have may still change theirs', () => {
    const whole = sent(opened([], { most: 2 }), cast('x'), cast('y'));
    expect(sent(whole, cast('z'))).toBe('full');
    expect(sent(whole, cast('y', { stances: { a: 'no', b: 'no' } }))).toMatchObject({ ballots: { y: { stances: { a: 'no' } } } });
  });

  test('is not taken once the vote has ended, or its offers may have gone', () => {
    expect(withBallot(undefined, cast('x'), NOW)).toBe('over');
    expect(withBallot(opened([], { ended: NOW }), cast('x'), NOW)).toBe('over');
    expect(withBallot(opened(), cast('x'), '2026-11-23T10:00:00.000Z')).toBe('over');
  });

  test('that changes the result lets it be told anew', () => {
    expect(sent(opened([], { told: true }), cast('x'))).not.toHaveProperty('told');
  });
});

describe('a limit as people write it', () => {
  const form = voteForm(opened(), 'x', NOW);
  const read = (limit: string) => {
    if (!form) throw new Error('the vote is open');
    const written: Readonly<Record<string, string>> = { 'option-1': 'yes', 'option-2': 'no', limit };
    return readVote(form, (name) => written[name] ?? '');
  };

  test.each([
    ['2300', 230_000],
    ['2 300 €', 230_000],
    ['2,300', 230_000],
    ['2.300 euros', 230_000],
    ['2\u202f317,43', 231_743],
    ['82.5', 8_250],
  ])('%s', (limit, minor) => {
    expect(read(limit)).toMatchObject({ cast: { ceiling: { minor, currency: 'EUR' } }, problems: {} });
  });

  test.each(['beaucoup', '0', '-5', '1e9', '12345678', '2300,505'])('%s is none', (limit) => {
    expect(read(limit).problems).toEqual({ limit: 'limit' });
  });

  test('left empty keeps what there was', () => {
    expect(read('').cast.ceiling).toBe('keep');
  });
});
