import { castVote } from '../../shared/concierge.ts';
import type { Store, Vendors } from '../../shared/ports.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { testPorts } from '../support/ports.ts';
import { votingPlay } from '../support/voting.ts';

const { trip: TRIP } = votingPlay().state;
const CAST = { voter: 'anna', stances: { a: 'yes' }, ceiling: { minor: 231_743, currency: 'EUR' } } as const;

async function stored(over: Partial<Trip> = {}) {
  const ports = testPorts({} as Vendors);
  await ports.store.put({ pk: 'TRIP#trip-1', sk: 'META', doc: { ...TRIP, ...over } }, 0);
  const item = async () => ports.store.get<Trip>('TRIP#trip-1', 'META');
  return { ports, item };
}

describe('a ballot', () => {
  test('moves nothing else of the trip, and one that comes twice is written once', async () => {
    const { ports, item } = await stored();
    expect(await castVote('trip-1', CAST, ports)).toBe('taken');
    const once = await item();
    expect({ ...once?.doc, vote: undefined }).toEqual({ ...TRIP, vote: undefined });
    expect(Object.keys(once?.doc.vote?.ballots ?? {})).toEqual(['anna']);
    expect(await castVote('trip-1', CAST, ports)).toBe('taken');
    expect((await item())?.v).toBe(once?.v);
  });

  test('of two at the same moment is lost by neither', async () => {
    const { ports, item } = await stored();
    let overtaken = false;
    const store: Store = {
      ...ports.store,
      put: async (written, expected) => {
        if (!overtaken) {
          overtaken = true;
          await castVote('trip-1', { ...CAST, voter: 'berit' }, ports);
        }
        return ports.store.put(written, expected);
      },
    };
    await castVote('trip-1', CAST, { ...ports, store });
    expect(Object.keys((await item())?.doc.vote?.ballots ?? {}).toSorted()).toEqual(['anna', 'berit']);
  });

  test('is not kept where the vote has ended, or the trip was erased', async () => {
    const { vote } = TRIP;
    if (!vote) throw new Error('a vote is open');
    const { ports, item } = await stored({ vote: { ...vote, ended: '2026-11-21T10:00:00.000Z' } });
    expect(await castVote('trip-1', CAST, ports)).toBe('over');
    expect((await item())?.doc.vote?.ballots).toEqual({});
    await expect(castVote('trip-2', CAST, ports)).rejects.toMatchObject({ code: 'not-found' });
  });
});
