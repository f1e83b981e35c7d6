import fc from 'fast-check';
import { allows, type Machine, moved, OFFER, offerState, REQUEST, requestState, takesOffers } from '../../shared/market/states.ts';
import { carRequest } from './support.ts';

/** The machine as a table to read: state, event, and where it goes; what is not there changes nothing. */
const REQUESTS = `
draft publish open
open live_over closing
open invite bafo
open close closed
open award awarded
open withdraw withdrawn
closing invite bafo
closing close closed
closing award awarded
closing withdraw withdrawn
bafo close closed
bafo award awarded
bafo withdraw withdrawn
closed award awarded
closed withdraw withdrawn
closed expire expired`;
const STANDING = ['valid', 'leading', 'not_leading'].flatMap((state) =>
  ['lead leading', 'trail not_leading', 'outdate stale', 'expire expired', 'accept accepted', 'decline declined'].map(
    (rest) => `${state} ${rest}`,
  ),
);
const OFFERS = ['received refuse refused', 'received admit valid', ...STANDING, 'accepted decline declined'].join('\n');

const REQUEST_EVENTS = ['publish', 'live_over', 'invite', 'close', 'award', 'withdraw', 'expire'] as const;
const OFFER_EVENTS = ['refuse', 'admit', 'lead', 'trail', 'outdate', 'expire', 'accept', 'decline'] as const;

function expectAll<S extends string, E extends string>(machine: Machine<S, E>, events: readonly E[], written: string): void {
  const moves = new Map(
    written
      .trim()
      .split('\n')
      .map((line) => line.split(' '))
      .map(([from, event, to]) => [`${from} ${event}`, to]),
  );
  let seen = 0;
  for (const state of Object.keys(machine) as S[]) {
    for (const event of events) {
      const to = moves.get(`${state} ${event}`);
      expect([state, event, moved(machine, state, event)]).toEqual([state, event, to ?? state]);
      expect(allows(machine, state, event)).toBe(to !== undefined);
      seen += to === undefined ? 0 : 1;
    }
  }
  expect(seen).toBe(moves.size);
}

describe('every state and every event', () => {
  test('of a request', () => expectAll(REQUEST, REQUEST_EVENTS, REQUESTS));
  test('of an offer', () => expectAll(OFFER, OFFER_EVENTS, OFFERS));

  test('what has ended never moves again', () => {
    for (const state of ['awarded', 'withdrawn', 'expired'] as const)
      for (const event of REQUEST_EVENTS) expect(moved(REQUEST, state, event)).toBe(state);
    for (const state of ['refused', 'stale', 'expired', 'declined'] as const)
      for (const event of OFFER_EVENTS) expect(moved(OFFER, state, event)).toBe(state);
  });

  test('no request takes offers after it closed, whatever happens to it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...REQUEST_EVENTS)), (events) => {
        let closed = false;
        let state: keyof typeof REQUEST = 'draft';
        for (const event of events) {
          state = moved(REQUEST, state, event);
          if (['closed', 'awarded', 'withdrawn', 'expired'].includes(state)) closed = true;
          if (closed) expect(allows(REQUEST, state, 'close')).toBe(false);
        }
      }),
    );
  });
});

interface Facts {
  readonly leads: boolean | undefined;
  readonly outdated: boolean;
  readonly over: boolean;
  readonly taken: boolean;
  readonly lost: boolean;
}

function standsAs({ leads, outdated, over, taken, lost }: Facts): string {
  if (taken) return lost ? 'declined' : 'accepted';
  if (outdated) return 'stale';
  if (over) return 'expired';
  if (lost) return 'declined';
  return leads === undefined ? 'valid' : leads ? 'leading' : 'not_leading';
}

describe('by the clock', () => {
  const round = { openedAt: '2026-11-21T10:05:00Z', closesAt: '2026-11-21T10:15:00Z', offers: [] };
  test.each([
    ['open', '2026-11-21T10:00:00Z', {}],
    ['closing', '2026-11-21T10:10:00Z', {}],
    ['bafo', '2026-11-21T10:10:00Z', { round }],
    ['closed', '2026-11-21T10:15:01Z', {}],
    ['closed', '2026-11-21T10:15:01Z', { round }],
    ['expired', '2027-03-26T00:00:00Z', {}],
    ['withdrawn', '2027-03-26T00:00:00Z', { state: 'withdrawn' }],
    ['awarded', '2026-11-21T10:01:00Z', { state: 'awarded' }],
    ['awarded', '2027-03-26T00:00:00Z', { state: 'awarded', round }],
  ] as const)('a request is %s at %s', (state, now, over) => {
    const request = carRequest(over);
    expect(requestState(request, now)).toBe(state);
    expect(takesOffers(request, now)).toBe(['open', 'closing', 'bafo'].includes(state));
  });

  /** Every combination of what is stored, whether it was invited to the last round, and when one looks. */
  test('a request stands where the table says, whatever is stored of it and whenever one looks', () => {
    const MOMENTS = {
      live: '2026-11-21T10:00:00Z',
      later: '2026-11-21T10:10:00Z',
      over: '2026-11-21T10:15:01Z',
      past: '2027-03-26T00:00:00Z',
    };
    const written = `
      open - live open | open - later closing | open - over closed | open - past expired
      open round live bafo | open round later bafo | open round over closed | open round past expired
      closed - live closed | closed - later closed | closed - over closed | closed - past expired
      closed round live closed | closed round later closed | closed round over closed | closed round past expired
      awarded - live awarded | awarded - later awarded | awarded - over awarded | awarded - past awarded
      awarded round live awarded | awarded round later awarded | awarded round over awarded | awarded round past awarded
      withdrawn - live withdrawn | withdrawn - later withdrawn | withdrawn - over withdrawn | withdrawn - past withdrawn
      withdrawn round live withdrawn | withdrawn round later withdrawn | withdrawn round over withdrawn | withdrawn round past withdrawn`;
    const table = new Map(
      written
        .split(/[|\n]/)
        .map((line) => line.trim().split(' '))
        .map(([state, invited, when, to]) => [`${state} ${invited} ${when}`, to]),
    );
    const every = (['open', 'closed', 'awarded', 'withdrawn'] as const).flatMap((state) =>
      ['-', 'round'].flatMap((invited) => Object.entries(MOMENTS).map(([when, now]) => ({ state, invited, when, now }))),
    );
    expect(every).toHaveLength(table.size - 1);
    for (const { state, invited, when, now } of every) {
      const request = carRequest({ state, ...(invited === 'round' ? { round } : {}) });
      const seen = [state, invited, when, requestState(request, now)];
      expect(seen).toEqual([state, invited, when, table.get(`${state} ${invited} ${when}`)]);
      expect(takesOffers(request, now)).toBe(['open', 'closing', 'bafo'].includes(requestState(request, now)));
    }
  });

  /** What ends an offer, strongest first: lost after it was taken, taken, replaced or stale, run out, not chosen; only then where it is in the order. */
  test('an offer stands where what is known around it puts it, in every combination', () => {
    const YES_NO = [true, false];
    const every = [undefined, true, false].flatMap((leads) =>
      YES_NO.flatMap((outdated) =>
        YES_NO.flatMap((over) => YES_NO.flatMap((taken) => YES_NO.map((lost) => ({ leads, outdated, over, taken, lost })))),
      ),
    );
    for (const { leads, over, ...facts } of every) {
      const now = over ? '2026-11-22T10:00:00Z' : '2026-11-21T10:00:00Z';
      const around = { now, ...facts, ...(leads === undefined ? {} : { leads }) };
      const state = offerState({ validUntil: '2026-11-22T10:00:00Z' }, around);
      expect([around, state]).toEqual([around, standsAs({ leads, over, ...facts })]);
    }
  });

  test.each([
    ['valid', {}],
    ['expired', { now: '2026-11-22T10:00:00Z' }],
    ['stale', { outdated: true }],
    ['declined', { lost: true }],
    ['accepted', { taken: true }],
    ['accepted', { taken: true, now: '2026-11-22T10:00:00Z' }],
    ['declined', { taken: true, lost: true }],
  ])('an offer is %s with %j', (state, over) => {
    const around = { now: '2026-11-21T10:00:00Z', outdated: false, taken: false, lost: false, ...over };
    expect(offerState({ validUntil: '2026-11-22T10:00:00Z' }, around)).toBe(state);
  });
});
