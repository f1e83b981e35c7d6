import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openSqlite } from '../../shared/adapters/sqlite.ts';
import { newTrip } from '../../shared/dialogue/fresh.ts';
import { fileText } from '../../shared/market/evidence-file.ts';
import { verify } from '../../shared/market/evidence-verify.ts';
import type { Proposal } from '../../shared/market/proposal.ts';
import type { RequestForOffers } from '../../shared/market/request.ts';
import type { Ports } from '../../shared/ports.ts';
import { evidenceOf, withEvidence } from '../../shared/runner/evidence.ts';
import { offerItem } from '../../shared/runner/keys.ts';
import type { Trip, Watch } from '../../shared/trip-record.ts';
import { testClock, testPorts } from '../support/ports.ts';
import { offerFixture, requestFixture, vendorLedger } from '../support/vendor-ledger.ts';

const DAY_MS = 86_400_000;
const vendors = vendorLedger(['alpes']);
let clock: ReturnType<typeof testClock>;
let ports: Ports;
beforeEach(() => {
  clock = testClock();
  ports = { ...testPorts(vendors, {}, openSqlite(':memory:', clock)), clock };
});
afterEach(() => {
  (ports.store as ReturnType<typeof openSqlite>).close();
});

/** A trip whose watched price was asked for and answered. */
async function watched() {
  const fresh = newTrip({ id: 'trip', key: 'k', secret: 's', traveller: 'x', now: clock.now() });
  const request: RequestForOffers = { ...requestFixture('trip', 'bed', clock.now()), watchId: 'watch-1' };
  const vendor = await vendors.byId('alpes');
  if (!vendor) throw new Error('no vendor');
  const offer = offerFixture(request, vendor);
  await ports.store.put(offerItem(offer, request), 0);
  const trip = await withEvidence(fresh, { ...fresh, requests: [request] }, [], clock.now(), ports);
  const { watchId: _watch, ...own } = request;
  return { trip, request, own, offer };
}

const recorded = async (trip: Trip) => evidenceOf(trip, ports);
const problemsOf = async (trip: Trip) => verify(fileText(await recorded(trip))).problems;

describe('what a watch found', () => {
  test('is on record as long as the trip once it is taken', async () => {
    const { trip, own, offer } = await watched();
    const taken = await withEvidence(trip, { ...trip, requests: [own] }, [offer], clock.now(), ports);
    clock.advance(5 * DAY_MS);
    expect(await problemsOf(taken)).toEqual([]);
    expect((await recorded(taken)).requests).toMatchObject([{ request: 'bed', offers: [{ id: offer.id }] }]);
  });

  test('and was never taken goes after three days, and the rest of the record stays sound', async () => {
    const { trip } = await watched();
    expect((await recorded(trip)).requests).toHaveLength(1);
    clock.advance(5 * DAY_MS);
    expect((await recorded(trip)).requests).toEqual([]);
    expect(await problemsOf(trip)).toEqual([]);
  });

  test('is put on record as told, and so are other days', async () => {
    const { trip, offer } = await watched();
    const found: Proposal = { id: 'p', kind: 'best', lines: [offer.id], effectiveMinor: 1, misses: [], total: offer.total } as never;
    const watch: Watch = { id: 'watch-1', state: 'told', found, brief: trip.brief } as never;
    const told = await withEvidence(trip, { ...trip, watch }, [offer], clock.now(), ports);
    const days: Trip = { ...trip, talk: { ...trip.talk, pending: { type: 'take_days', shiftDays: 7, proposal: found } } };
    const other = await withEvidence(trip, days, [offer], clock.now(), ports);
    for (const each of [told, other]) {
      const { requests } = await recorded(each);
      expect(requests[0]?.log.map(({ data }) => data.type)).toEqual(['published', 'opened']);
      expect(requests[0]?.log[1]?.data).toMatchObject({ spoken: [{ lines: [offer.id] }] });
    }
    expect(await withEvidence(told, { ...told }, [offer], clock.now(), ports)).toEqual(told);
  });
});
