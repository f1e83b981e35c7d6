import { dispatch } from '../../shared/adapters/dispatcher.ts';
import { converse, deliver } from '../../shared/concierge.ts';
import { core } from '../../shared/core.ts';
import { NOTHING_HEARD } from '../../shared/dialogue/act.ts';
import { wireIdOf } from '../../shared/market/request.ts';
import type { Item, Ports, Store } from '../../shared/ports.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { dispatching, LINK, personOf, say, tripId, work } from '../support/conversing.ts';
import { type TestPorts, testPorts, turnOf } from '../support/ports.ts';
import { offersFor } from '../support/stall.ts';
import { type VendorLedger, vendorLedger } from '../support/vendor-ledger.ts';

const WISH = 'un hôtel à Grenoble du 19 au 21 février pour deux';

function hotels(): { readonly ports: TestPorts; readonly ledger: VendorLedger } {
  const ledger = vendorLedger(['aube', 'bruyere', 'cedre']);
  const publish: Ports['vendors']['publish'] = async (request, _trip, vendor) =>
    offersFor(request).filter((offer) => offer.vendorId === vendor.id);
  return { ports: testPorts({ ...ledger, publish }), ledger };
}

const tell = async (text: string, ports: Ports) => (await converse(turnOf(text), ports, core)).speech;
const pass = (ports: Ports) => {
  const whole = { ...dispatching(ports), deliver: (event: Parameters<typeof deliver>[0]) => deliver(event, ports, core) };
  return dispatch(whole, { now: ports.clock.now(), limit: 100 });
};
const left = (id: string, ports: Ports): Promise<readonly Item[]> => ports.store.query({ pk: `TRIP#${id}` });

describe('a hold of a traveller who is forgotten', () => {
  test('is released at the vendor, though nothing else of the trip is left', async () => {
    const { ports, ledger } = hotels();
    for (const words of [WISH, 'le premier', 'Camille Martin']) await tell(words, ports);
    const id = await tripId(ports);
    for (const words of ['oubliez-moi', 'oui']) await tell(words, ports);
    for (let i = 0; i < 5; i++) await pass(ports);
    expect(ledger.calls.map(({ verb }) => verb)).toEqual(['hold', 'release']);
    const rest = await left(id, ports);
    expect(JSON.stringify(rest)).not.toMatch(/Camille|Martin|person-/);
    expect(rest.map(({ sk }) => sk).sort()).toEqual(['META', 'OUT#release:book-1']);
    ports.clock.advance(8 * 86_400_000);
    expect(await left(id, ports)).toEqual([]);
  });

  test('is released too when the skill was removed, which says the wish and the yes for them', async () => {
    const { ports, ledger } = hotels();
    for (const words of [WISH, 'le premier']) await tell(words, ports);
    for (const act of ['forget_me', 'affirm'] as const)
      await converse(turnOf('', { input: { type: 'heard', heard: { ...NOTHING_HEARD, acts: [act] } } }), ports, core);
    expect(await ports.store.query({ pk: LINK })).toEqual([]);
    await pass(ports);
    await pass(ports);
    expect(ledger.calls.map(({ verb }) => verb)).toEqual(['hold', 'release']);
  });

  test('is released under the id that its vendor knows, though the request was revised before', async () => {
    const { ports: plain, ledger } = hotels();
    const told: (string | undefined)[] = [];
    const under = (verb: 'hold' | 'release'): Ports['vendors']['hold'] => {
      return async (details, options) => {
        const request = details.trip.requests.find(({ id }) => id === details.offer.requestId);
        told.push(request && `${verb} ${wireIdOf(request)}`);
        return ledger[verb](details, options);
      };
    };
    const ports = { ...plain, vendors: { ...plain.vendors, hold: under('hold'), release: under('release') } };
    for (const words of [WISH, '500 euros maximum', 'dites-leur mon budget', 'plutôt du 20 au 22 février', 'le premier'])
      await tell(words, ports);
    const id = await tripId(ports);
    for (const words of ['oubliez-moi', 'oui']) await tell(words, ports);
    await pass(ports);
    await pass(ports);
    expect(told).toEqual(['hold rfo-1', 'release rfo-1']);
    const rest = await ports.store.get<Trip>(`TRIP#${id}`, 'META');
    expect(rest?.doc.requests.map(({ state, ceiling }) => [state, ceiling])).toEqual([['withdrawn', undefined]]);
  });

  test('is asked again while the vendor cannot be reached', async () => {
    const { ports, ledger } = hotels();
    for (const words of [WISH, 'le premier']) await tell(words, ports);
    for (const { id } of await ports.vendors.forCategory('lodging')) ledger.behave.set(id, 'fails');
    for (const words of ['oubliez-moi', 'oui']) await tell(words, ports);
    for (let i = 0; i < 3; i++) await pass(ports);
    ledger.behave.clear();
    ports.clock.advance(600_000);
    await pass(ports);
    expect([...ledger.done.keys()].map((key) => key.replace(/^.*\//, ''))).toEqual(['hold:book-1', 'release:book-1']);
  });
});

test('a purchase under way on another trip is finished, nameless where it can be, and then gone too', async () => {
  const vendors = vendorLedger(['a', 'b']);
  const lost: Ports['vendors'] = { ...vendors, confirm: async () => ({ type: 'unknown' }) };
  const ports = testPorts(lost);
  for (const words of ['request', 'book']) await say(turnOf(words), ports);
  const id = await tripId(ports);
  for (const words of ['new_trip', 'forget_me']) await say(turnOf(words), ports);
  ports.clock.advance(60_000);
  await work({ ...ports, vendors });
  const trip = await ports.store.get<Trip>(`TRIP#${id}`, 'META');
  expect(trip?.doc.bookings.map(({ status }) => status)).toEqual(['confirmed', 'confirmed']);
  expect([trip?.doc.turns, trip?.doc.traveller]).toEqual([[], 'forgotten']);
  expect(new Set(trip?.doc.requests.map(({ state }) => state))).toEqual(new Set(['withdrawn']));
  ports.clock.advance(8 * 86_400_000);
  expect(await left(id, ports)).toEqual([]);
});

/** An index that shows what was there when it was first looked at, as one that lags does. */
function lagging(store: Store, seen = new Map<string, readonly Item[]>()): Store {
  const query = async <D>(by: Parameters<Store['query']>[0], limit?: number): Promise<readonly Item<D>[]> => {
    if (!('foreign' in by)) return store.query<D>(by, limit);
    const before = seen.get(by.foreign) ?? (await store.query(by));
    seen.set(by.foreign, before);
    return before as readonly Item<D>[];
  };
  return { ...store, query };
}

describe('under an index that lags', () => {
  test('who is forgotten is forgotten', async () => {
    const plain = testPorts(vendorLedger([]));
    await say(turnOf('greet'), plain);
    const person = await personOf(plain);
    const store = lagging(plain.store);
    await store.query({ foreign: `PERSON#${person}` });
    await say(turnOf('forget_me'), { ...plain, store });
    for (const pk of [LINK, `USER#${person}`]) expect(await plain.store.query({ pk })).toEqual([]);
  });

  test('a link that the index does not show yet is erased with the traveller', async () => {
    const plain = testPorts(vendorLedger([]));
    const store = lagging(plain.store, new Map());
    const ports = {
      ...plain,
      store: { ...store, query: (by, limit) => ('foreign' in by ? Promise.resolve([]) : store.query(by, limit)) } as Store,
    };
    await say(turnOf('greet'), ports);
    const person = await personOf(plain);
    await say(turnOf('forget_me'), ports);
    for (const pk of [LINK, `USER#${person}`]) expect(await plain.store.query({ pk })).toEqual([]);
  });

  test('a person whose only channel went over to another is not kept', async () => {
    const plain = testPorts(vendorLedger([]));
    await say(turnOf('greet'), plain);
    const before = await personOf(plain);
    const code = (await say(turnOf('move_channel', { channel: 'alexa', traveller: 'alexa:anne' }), plain)).replace('code code=', '');
    const store = lagging(plain.store);
    await store.query({ foreign: `PERSON#${before}` });
    expect(await say(turnOf(`code ${code}`), { ...plain, store })).toBe('linked');
    expect(await plain.store.query({ pk: `USER#${before}` })).toEqual([]);
  });
});
