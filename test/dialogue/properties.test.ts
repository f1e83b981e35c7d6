import fc from 'fast-check';
import { ACTS, type Heard, type NeedWord, type Slots } from '../../shared/dialogue/act.ts';
import { sellerOf } from '../../shared/dialogue/readback-lines.ts';
import { step } from '../../shared/dialogue/step.ts';
import type { VendorAnswer } from '../../shared/ports.ts';
import { write } from '../../shared/rendering/speech.ts';
import { addMinutes } from '../../shared/time.ts';
import type { Effect } from '../../shared/trip-record.ts';
import { phases } from '../support/phases.ts';
import { frame, NOW, outcome, type Play, tell, turn } from '../support/play.ts';

const STARTS = phases('fr-FR').map(([, play]) => play);
const RUNS = { numRuns: 250, seed: 20261121 };

const place = (id: string, name: string) => ({ id, name });
const slots: fc.Arbitrary<Slots> = fc.record(
  {
    destination: fc.constantFrom(
      [place('city:FR:annecy', 'Annecy')],
      [place('resort:les-arcs', 'Les Arcs')],
      [place('region:french-alps', 'Alpes')],
    ),
    origin: fc.constantFrom([place('city:FR:nantes', 'Nantes')], [place('NTE', 'Nantes')]),
    start: fc.constantFrom('2027-02-12', '2027-03-20', '2026-11-28'),
    end: fc.constantFrom('2027-02-14', '2027-03-25', '2026-11-01'),
    nights: fc.integer({ min: 1, max: 9 }),
    party: fc.integer({ min: 1, max: 9 }),
    adults: fc.integer({ min: 0, max: 9 }),
    children: fc.integer({ min: 0, max: 4 }),
    childAges: fc.array(fc.integer({ min: 0, max: 17 }), { maxLength: 4 }),
    budgetMax: fc.constantFrom(0, 50, 900, 4000, 82.5),
    select: fc.constantFrom(-1, 0, 1, 2, 9),
    selectBy: fc.constantFrom('cheapest', 'other', 'previous', 'most_flexible', 'closest'),
    sort: fc.constantFrom('cheaper' as const, 'earlier' as const, 'closer' as const),
    time: fc.constantFrom('20:00', '07:10'),
    ask: fc.constantFrom(['price'], ['address'], ['cancellation'], ['pool'], ['nothing known']),
    name: fc.constantFrom({ given: 'Camille', family: 'Martin' }, { family: 'Lefèvre' }),
    ownCar: fc.constant(true),
  },
  { requiredKeys: [] },
);
const needs = fc.array(
  fc.constantFrom<NeedWord>('flight', 'train', 'lodging', 'car', 'ski_hire', 'ski_pass', 'ride', 'restaurant', 'all', 'coach'),
  { maxLength: 2 },
);
const heard: fc.Arbitrary<Heard> = fc
  .record({
    acts: fc.array(fc.constantFrom(...ACTS), { maxLength: 2 }),
    needs,
    needsNot: needs,
    slots,
    prefs: fc.array(fc.constantFrom('lodging:spa', 'car:4x4', 'lodging:near_slopes', 'restaurant:terrace', 'any:free_cancel'), {
      maxLength: 2,
    }),
    prefsNot: fc.constantFrom([], ['lodging:pool']),
    doubts: fc.constantFrom<Heard['doubts']>(
      [],
      [{ type: 'amount', values: [1500, 1005] }],
      [{ type: 'date', said: { day: 31, month: 2 }, options: ['2027-02-28', '2027-03-01'] }],
      [{ type: 'place', slot: 'destination', candidates: [place('city:FR:valence', 'Valence'), place('city:ES:valencia', 'Valencia')] }],
    ),
  })
  .map(frame);

type Move =
  | { readonly do: 'say'; readonly heard: Heard; readonly fresh: boolean }
  | { readonly do: 'open' }
  | { readonly do: 'silence' }
  | { readonly do: 'answer'; readonly which: number; readonly answer: VendorAnswer; readonly of: number };

const confirmedAt = (minor: number): VendorAnswer => {
  const total = { minor, currency: 'EUR' };
  return { type: 'confirmed', reservationId: 'r', reference: 'K7PX2Q', total, paid: total };
};
const late: fc.Arbitrary<VendorAnswer> = fc.constantFrom<VendorAnswer>(
  { type: 'held', holdId: 'h', expiresAt: addMinutes(NOW, 60) },
  { type: 'held', holdId: 'h', expiresAt: addMinutes(NOW, -60) },
  { type: 'failed', reason: 'sold_out' },
  { type: 'failed', reason: 'price_changed', newTotal: { minor: 45_000, currency: 'EUR' } },
  confirmedAt(31_095),
  confirmedAt(40_010),
  confirmedAt(99_900),
  { type: 'released' },
  { type: 'unknown' },
  { type: 'pending', checkAfter: addMinutes(NOW, 5) },
  { type: 'cancelled', fee: { minor: 0, currency: 'EUR' }, refund: { minor: 0, currency: 'EUR' } },
);
/** What people say most, and what has gone wrong most. */
const usual: fc.Arbitrary<Heard> = fc.constantFrom(
  frame({ acts: ['book'] }),
  frame({ acts: ['affirm'] }),
  frame({ acts: ['deny'] }),
  frame({ acts: ['select'], slots: { select: 1 } }),
  frame({ acts: ['select'], slots: { select: 2 } }),
  frame({ acts: ['dont_care'] }),
  frame({ acts: ['refine'], slots: { sort: 'cheaper' } }),
  frame({ acts: ['change'], slots: { start: '2027-02-13', end: '2027-02-15' } }),
  frame({ acts: ['remove'], needs: ['lodging'] }),
  frame({ acts: ['cancel_booking'] }),
  frame({ acts: ['restart'] }),
  frame({ acts: ['undo'] }),
  frame({ acts: ['inform'], slots: { name: { family: 'Lefèvre' } } }),
  frame({ acts: ['request'], needs: ['ski_hire'] }),
  frame({ acts: ['vote'] }),
);

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('say' as const), heard: usual, fresh: fc.constant(false) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('say' as const), heard, fresh: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constantFrom<Move>({ do: 'open' }, { do: 'silence' }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('answer' as const), which: fc.nat(3), of: fc.nat(20), answer: late }) },
);

const EFFECTS = ['hold', 'confirm', 'release', 'cancel'] as const;

function made(play: Play, next: Move): Play {
  if (next.do !== 'say' && next.do !== 'answer') return tell(play, `(${next.do})`);
  if (next.do === 'say') return turn(play, { type: 'heard', heard: next.heard }, next.fresh);
  const { bookings } = play.state.trip;
  const booking = bookings[next.of % Math.max(1, bookings.length)];
  const type = EFFECTS[next.which] ?? 'hold';
  const effect: Effect = { type, key: `${type}:${booking?.id}`, bookingId: booking?.id ?? 'nobody' };
  return outcome(play, effect, next.answer);
}

const talk = fc.record({ from: fc.nat(STARTS.length - 1), moves: fc.array(move, { maxLength: 12 }) });

/** An amount as the read-back says it. */
const said = (minor: number): string => write({ minor, currency: 'EUR' }, 'exact', { locale: 'fr-FR', timeZone: 'Europe/Paris', now: NOW });

/** One move of a talk, with the talk before and after it. */
interface Moved {
  readonly before: Play;
  readonly by: Move;
  readonly after: Play;
}

function played({ from, moves }: { readonly from: number; readonly moves: readonly Move[] }): readonly Moved[] {
  const all: Moved[] = [];
  let before = STARTS[from];
  for (const by of moves) {
    if (!before) break;
    const after = made(before, by);
    all.push({ before, by, after });
    before = after;
  }
  return all;
}

const bound = ({ state }: Play) => state.trip.bookings.filter(({ status }) => ['confirming', 'confirmed', 'unknown'].includes(status));

/** What this move bought, or sent to be bought. A vendor's late answer moves the rest of what was confirmed before. */
function bought({ before, after, by }: Moved) {
  return by.do === 'answer' ? [] : bound(after).filter(({ id }) => !bound(before).some((each) => each.id === id));
}

const always = (given: readonly Moved[], holds: (moved: Moved) => void) => {
  for (const moved of given) holds(moved);
};

describe('whatever is said and whatever vendors answer, in any order', () => {
  test('no step throws, and what waits for an answer asks one question', () => {
    const check = ({ by, after }: Moved) => {
      if (by.do !== 'answer') expect([after.speech, after.speech.split('?').length - 1]).toEqual([after.speech, after.ends ? 0 : 1]);
    };
    fc.assert(
      fc.property(talk, (given) => always(played(given), check)),
      RUNS,
    );
  });

  test('nothing is bought before its seller, its price and the whole sum were said aloud', () => {
    const check = (moved: Moved) => {
      const told = moved.before.told.join(' ');
      const fresh = bought(moved);
      for (const { offer } of fresh) expect(told).toContain(sellerOf(offer));
      const owed = fresh.filter(({ offer }) => offer.total.minor > 0);
      for (const { offer } of owed) expect(told).toContain(said(offer.total.minor));
      const { readback } = moved.before.state.trip;
      if (owed.length > 0) expect(told).toContain(`vous vous engagez à payer ces ${said(readback?.totalMinor ?? 0)}`);
    };
    fc.assert(
      fc.property(talk, (given) => always(played(given), check)),
      RUNS,
    );
  });

  test('only the phrase buys, or a yes where nothing is owed, and never as the first words of a session', () => {
    const check = (moved: Moved) => {
      if (bought(moved).length === 0) return;
      const { by, before } = moved;
      const acts = by.do === 'say' ? by.heard.acts : [];
      const free = before.state.trip.talk.pending?.type === 'confirm_free' && acts.includes('affirm');
      expect(free || acts.includes('book')).toBe(true);
      expect(by.do === 'say' && by.fresh).toBe(false);
    };
    fc.assert(
      fc.property(talk, (given) => always(played(given), check)),
      RUNS,
    );
  });

  test('no more money is confirmed than was read aloud, whatever vendors say that they took', () => {
    const check = ({ after }: Moved) => {
      for (const booking of after.state.trip.bookings.filter(({ status }) => status === 'confirmed')) {
        expect(booking.confirmedTotal?.minor).toBeLessThanOrEqual(booking.readTotal?.minor ?? -1);
        if (booking.confirmedTotal?.minor) expect(after.told.join(' ')).toContain(said(booking.readTotal?.minor ?? -1));
      }
    };
    fc.assert(
      fc.property(talk, (given) => always(played(given), check)),
      RUNS,
    );
  });

  test('what is kept for a vote is kept while it is open, and read back to nobody', () => {
    const check = ({ after }: Moved) => {
      const { bookings, vote, readback, phase } = after.state.trip;
      const kept = bookings.filter(({ beside, status }) => beside && (status === 'held' || status === 'holding'));
      if (kept.length > 0) expect([phase, vote !== undefined && vote.ended === undefined]).toEqual(['choosing', true]);
      expect(kept.filter(({ id }) => readback?.bookingIds.includes(id) && phase !== 'choosing')).toEqual([]);
      if (vote?.ended !== undefined) expect(vote.ballots).toEqual({});
    };
    fc.assert(
      fc.property(talk, (given) => always(played(given), check)),
      RUNS,
    );
  });

  test('the same events give the same state', () => {
    fc.assert(
      fc.property(talk, (given) => {
        const last = played(given).at(-1)?.after;
        expect(played(given).at(-1)?.after.state).toEqual(last?.state);
        const event = last?.events.at(-1);
        if (last && event) expect(step(last.state, event.event, event.ctx)).toEqual(step(last.state, event.event, event.ctx));
      }),
      { ...RUNS, numRuns: 60 },
    );
  });

  test('one need is never bought twice, and nothing that is only kept for a vote', () => {
    const check = ({ after }: Moved) => {
      const needIds = bound(after).map(({ needId }) => needId);
      expect(needIds).toEqual([...new Set(needIds)]);
      expect(bound(after).filter(({ beside }) => beside)).toEqual([]);
    };
    fc.assert(
      fc.property(talk, (given) => always(played(given), check)),
      RUNS,
    );
  });
});
