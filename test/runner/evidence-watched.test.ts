import { openSqlite } from '../../shared/adapters/sqlite.ts';
import { applyOutcome } from '../../shared/dialogue/bookings.ts';
import { newTrip } from '../../shared/dialogue/fresh.ts';
import { requestPseudonym } from '../../shared/market/disclosure.ts';
import { fileText } from '../../shared/market/evidence-file.ts';
import { verify } from '../../shared/market/evidence-verify.ts';
import type { Offer } from '../../shared/market/offer.ts';
import type { Proposal } from '../../shared/market/proposal.ts';
import type { RequestForOffers } from '../../shared/market/request.ts';
import type { WireNotice } from '../../shared/market/wire.ts';
import { money } from '../../shared/money.ts';
import type { Ports } from '../../shared/ports.ts';
import { type Delivery, deliveriesOf } from '../../shared/runner/deliveries.ts';
import { evidenceOf, vendorEvidence, withEvidence } from '../../shared/runner/evidence.ts';
import { offerItem } from '../../shared/runner/keys.ts';
import { perform } from '../../shared/runner/perform.ts';
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

test('who lost what a watch found is told, with its rank and where its own part of the record ends, and the record is sound', async () => {
  const rivals = vendorLedger(['alpes', 'bruyere', 'cedre']);
  const market: Ports = { ...ports, vendors: rivals };
  const told: { readonly vendor: string; readonly notice: WireNotice }[] = [];
  const telling: Ports = {
    ...market,
    vendors: { ...rivals, tell: async (notice, _r, _t, vendor) => void told.push({ vendor: vendor.id, notice }) },
  };
  const need = { id: 'need-bed', category: 'lodging', requirements: [] } as const;
  const fresh = newTrip({ id: 'trip', key: 'k', secret: 's', traveller: 'x', now: clock.now() });
  const brief = { ...fresh.brief, start: '2027-03-20', end: '2027-03-25', needs: [need] };
  const request: RequestForOffers = { ...requestFixture('trip', 'bed', clock.now()), needId: need.id, watchId: 'watch-1' };
  const offers: Offer[] = [];
  for (const [i, id] of ['alpes', 'bruyere', 'cedre'].entries()) {
    const vendor = await rivals.byId(id);
    if (!vendor) throw new Error('no vendor');
    const offer = { ...offerFixture(request, vendor), needId: need.id, total: money(80_000 + i * 1_000), commitment: String(i).repeat(64) };
    offers.push(offer);
    await ports.store.put(offerItem(offer, request), 0);
    const effect = { type: 'request-offers', key: 'request:bed', requestId: 'bed', wait: false } as const;
    const doc: Delivery = { schema: 1, tripId: 'trip', effect, vendorId: id, state: 'done', tries: 1 };
    await ports.store.put({ pk: 'TRIP#trip', sk: `OUT#request:bed#${id}`, doc }, 0);
  }
  const [won] = offers;
  if (!won) throw new Error('no offer');
  const asked = await withEvidence(fresh, { ...fresh, brief, requests: [request] }, [], clock.now(), market);
  const { watchId: _watch, ...own } = request;
  const booking = { id: 'book-1', needId: need.id, offer: won, status: 'confirming', terms: won.cancellation } as const;
  const taken = await withEvidence(
    asked,
    { ...asked, requests: [own], bookings: [booking], phase: 'booking' },
    offers,
    clock.now(),
    market,
  );
  const confirmed = { type: 'confirmed', reservationId: 'R', reference: 'K7', total: won.total, paid: money(0) } as const;
  const moved = applyOutcome(taken, { type: 'confirm', key: 'confirm:book-1', bookingId: 'book-1' }, confirmed, clock.now());
  const bought = await withEvidence(taken, moved.trip, offers, clock.now(), market);
  await ports.store.put({ pk: 'TRIP#trip', sk: 'META', doc: bought }, 0);
  for (const effect of moved.effects)
    for (const delivery of await deliveriesOf(effect, bought, telling)) await perform(delivery, bought, telling, { timeoutMs: 1_000 });
  expect(told.map(({ vendor, notice }) => [vendor, notice.name === 'offer.declined' && notice.data.rank])).toEqual([
    ['bruyere', 2],
    ['cedre', 3],
  ]);
  const heads = told.map(({ notice }) => notice.name === 'offer.declined' && notice.data.evidence_head);
  expect(heads).toEqual([expect.stringMatching(/^sha256-/), expect.stringMatching(/^sha256-/)]);
  const part = async (id: string) => {
    const vendor = { id, wireRequestId: requestPseudonym(bought.secret, id, 'bed') };
    return fileText(await vendorEvidence(bought, 'bed', vendor, market));
  };
  expect(verify(await part('bruyere'), [String(heads[0])]).problems).toEqual([]);
  expect(verify(await part('cedre'), [String(heads[0])]).problems).toHaveLength(1);
  clock.advance(5 * DAY_MS);
  const whole = await evidenceOf(bought, market);
  expect([verify(fileText(whole)).problems, whole.requests[0]?.log.map(({ data }) => data.type)]).toEqual([[], ['published', 'awarded']]);
});
