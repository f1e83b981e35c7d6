import { dispatch, recover } from '../shared/adapters/dispatcher.ts';
import { openSqlite } from '../shared/adapters/sqlite.ts';
import { deliver } from '../shared/concierge.ts';
import type { Ports } from '../shared/ports.ts';
import { dispatching, say, tripId, work } from './support/conversing.ts';
import { dyingStore, testClock, testPorts, turnOf } from './support/ports.ts';
import { toyCore } from './support/toy-core.ts';
import { vendorLedger } from './support/vendor-ledger.ts';

describe('a turn', () => {
  test('goes on from where the last one was saved', async () => {
    const ports = testPorts(vendorLedger([]));
    expect(await say(turnOf('greet'), ports)).toBe('said n=1 acts=greet');
    expect(await say(turnOf('thanks'), ports)).toBe('said n=2 acts=thanks');
  });

  test('that comes again gets the same answer and changes nothing', async () => {
    const ports = testPorts(vendorLedger([]));
    const turn = turnOf('greet');
    const first = await say(turn, ports);
    await say(turnOf('thanks'), ports);
    expect(await say(turn, ports)).toBe(first);
    expect(await say(turnOf('thanks'), ports)).toBe('said n=3 acts=thanks');
  });

  test('that comes again a day later says what it said, not what it would say today', async () => {
    const ports = testPorts(vendorLedger([]));
    const turn = turnOf('later');
    expect(await say(turn, ports)).toBe('until now=2026-11-21T10:00:00.000Z');
    ports.clock.advance(86_400_000);
    expect(await say(turn, ports)).toBe('until now=2026-11-21T10:00:00.000Z');
  });

  test('that comes four times at once has one effect and one answer', async () => {
    const vendors = vendorLedger(['a', 'b']);
    const ports = testPorts(vendors);
    for (const words of ['greet', 'request', 'book']) {
      const turn = turnOf(words);
      const answers = await Promise.all([1, 2, 3, 4].map(() => say(turn, ports)));
      expect(new Set(answers).size).toBe(1);
    }
    expect(vendors.calls.map((call) => call.verb).sort()).toStrictEqual(['confirm', 'confirm', 'hold', 'hold', 'publish', 'publish']);
    expect(await say(turnOf('thanks'), ports)).toBe('said n=2 acts=thanks');
  });

  test('of another traveller, or the same id on another channel, is another trip', async () => {
    const ports = testPorts(vendorLedger([]));
    await say(turnOf('greet'), ports);
    expect(await say(turnOf('greet', { traveller: 'web:bob' }), ports)).toBe('said n=1 acts=greet');
    expect(await say(turnOf('greet', { channel: 'alexa' }), ports)).toBe('said n=1 acts=greet');
  });

  test('at the same time as another loses neither', async () => {
    const ports = testPorts(vendorLedger([]));
    await say(turnOf('greet'), ports);
    const both = await Promise.all([say(turnOf('thanks'), ports), say(turnOf('help'), ports)]);
    expect(both.sort()).toStrictEqual(['said n=2 acts=thanks', 'said n=3 acts=help']);
  });

  test('overtaken three times is answered, and nothing of it is done', async () => {
    const vendors = vendorLedger(['a']);
    const ports = testPorts(vendors);
    await say(turnOf('greet'), ports);
    const overtaken: Ports = {
      ...ports,
      store: { ...ports.store, put: async (item, expected) => (item.sk === 'META' ? undefined : ports.store.put(item, expected)) },
    };
    expect(await say(turnOf('request'), overtaken)).toBe('resumed offers=0 timedOut=true status=');
    expect(vendors.calls).toStrictEqual([]);
    expect(await say(turnOf('thanks'), ports)).toBe('said n=2 acts=thanks');
  });

  test('that brought no news brings none when it comes again, whatever has happened since', async () => {
    const ports = testPorts(vendorLedger(['a']));
    await say(turnOf('watch'), ports);
    const turn = turnOf('(news)');
    expect(await say(turn, ports)).toBe('');
    await work(ports);
    expect(await say(turn, ports)).toBe('');
    expect(await say(turnOf('(news)'), ports)).toBe('news offers=1');
  });

  test('that says nothing leaves the trip as it is', async () => {
    const ports = testPorts(vendorLedger([]));
    const turn = turnOf('greet');
    await say(turn, ports);
    const before = await ports.store.query({ pk: `TRIP#${await tripId(ports)}` });
    for (let i = 0; i < 3; i++) expect(await say(turnOf('(news)'), ports)).toBe('');
    expect(await ports.store.query({ pk: `TRIP#${await tripId(ports)}` })).toStrictEqual(before);
  });

  test('is on record with its words, but not where they held a code', async () => {
    const ports = testPorts(vendorLedger([]));
    await say(turnOf('greet'), ports);
    ports.clock.advance(1_000);
    await say(turnOf('code 111222'), ports);
    const traces = await ports.store.query<{ heard?: string; said: unknown }>({ pk: `TRIP#${await tripId(ports)}`, skPrefix: 'TRACE#' });
    expect(traces.map(({ doc }) => doc.heard)).toStrictEqual(['greet', undefined]);
    expect(traces[0]?.doc.said).toStrictEqual([{ key: 'said', params: { n: 1, acts: 'greet' } }]);
  });
});

describe('a turn that asks vendors', () => {
  test('says progress, waits for them and speaks of what came', async () => {
    const vendors = vendorLedger(['a', 'b', 'c']);
    const ports = testPorts(vendors);
    const heard: string[] = [];
    const onProgress = async (progress: string) => void heard.push(progress);
    expect(await say(turnOf('request', { onProgress }), ports)).toBe('asking resumed offers=3 timedOut=false status=');
    expect(heard).toStrictEqual(['asking']);
  });

  test('does not care whether its progress could be told', async () => {
    const ports = testPorts(vendorLedger(['a']));
    const onProgress = () => Promise.reject(new Error('gone'));
    expect(await say(turnOf('request', { onProgress }), ports)).toBe('asking resumed offers=1 timedOut=false status=');
  });

  test('answers at the live deadline with what has come, and the worker asks the others under the same key', async () => {
    const vendors = vendorLedger(['a', 'b', 'c']);
    vendors.behave.set('b', 'hangs');
    const ports = testPorts(vendors);
    const turn = turnOf('request', { deadline: '2026-11-21T10:00:00.800Z' });
    expect(await say(turn, ports)).toBe('asking resumed offers=2 timedOut=true status=');
    vendors.behave.clear();
    await work(ports);
    const asked = vendors.calls.filter((call) => call.vendor === 'b').map((call) => call.key);
    expect(asked).toHaveLength(2);
    expect(new Set(asked).size).toBe(1);
    expect(await say(turn, ports)).toBe('asking resumed offers=2 timedOut=true status=');
    expect(await say(turnOf('book'), ports)).toMatch(/offers=3 timedOut=false/);
  });

  test('asks no more of them live than the operator allows, some of every need, and the worker asks the rest', async () => {
    const vendors = vendorLedger(Array.from({ length: 10 }, (_, i) => `v${i}`));
    const ports = testPorts(vendors, { liveFanout: 6 });
    expect(await say(turnOf('more_options'), ports)).toBe('asking resumed offers=6 timedOut=true status=');
    const needs = vendors.calls.map((call) => call.key.split('request:')[1]?.split('#')[0]);
    expect([...needs].sort()).toStrictEqual(['rfo-1', 'rfo-1', 'rfo-2', 'rfo-2', 'rfo-3', 'rfo-3']);
    await work(ports);
    expect(vendors.calls).toHaveLength(30);
    expect(new Set(vendors.calls.map((call) => call.key)).size).toBe(30);
  });

  test('that nobody waits for is left to the worker', async () => {
    const vendors = vendorLedger(['a', 'b']);
    const ports = testPorts(vendors);
    expect(await say(turnOf('watch'), ports)).toBe('asking');
    expect(vendors.calls).toStrictEqual([]);
    await work(ports);
    expect(vendors.calls).toHaveLength(2);
  });

  test('waits for vendors whom the worker is asking already, and not for one that it put off', async () => {
    const vendors = vendorLedger(['a', 'b']);
    vendors.behave.set('b', 'fails');
    const answers: (() => void)[] = [];
    const ports = testPorts({
      ...vendors,
      publish: async (...call) => {
        await new Promise<void>((answer) => answers.push(answer));
        return vendors.publish(...call);
      },
    });
    await say(turnOf('watch'), ports);
    await dispatch(dispatching(ports), { now: ports.clock.now(), limit: 1 });
    const worker = dispatch(dispatching(ports, 'worker', 1), { now: ports.clock.now(), limit: 10 });
    while (answers.length < 2) await new Promise((wake) => setTimeout(wake, 1));
    const turn = say(turnOf('wait'), ports);
    await new Promise((wake) => setTimeout(wake, 50));
    for (const answer of answers) answer();
    await worker;
    expect(await turn).toBe('asking resumed offers=1 timedOut=false status=');
    expect(answers).toHaveLength(2);
  });

  test('stores under which trip a vendor’s pseudonym is found before the vendor can answer', async () => {
    const vendors = vendorLedger(['a']);
    vendors.behave.set('a', 'hangs');
    const keys: string[] = [];
    const ports = testPorts(vendors);
    const watched: Ports = {
      ...ports,
      store: {
        ...ports.store,
        put: (item, expected) => {
          if (vendors.calls.length === 0) keys.push(item.pk.split('#')[0] ?? '');
          return ports.store.put(item, expected);
        },
      },
    };
    await say(turnOf('request', { deadline: '2026-11-21T10:00:00.750Z' }), watched);
    expect(keys).toContain('PSEUDO');
  });
});

describe('a turn that books', () => {
  const BOOKED = 'booking resumed offers=2 timedOut=false status=book-1:confirmed:REF2 book-2:confirmed:REF3';

  test('runs what each answer asks for, round by round, and says what stands', async () => {
    const vendors = vendorLedger(['a', 'b']);
    const ports = testPorts(vendors);
    await say(turnOf('request'), ports);
    expect(await say(turnOf('book'), ports)).toBe(BOOKED);
  });

  test('says nothing is known of a lost answer, and the worker asks how it stands before it asks again', async () => {
    const vendors = vendorLedger(['a']);
    const ports = testPorts(vendors);
    await say(turnOf('request'), ports);
    vendors.behave.set('a', 'lost');
    expect(await say(turnOf('book'), ports)).toMatch(/book-1:holding/);
    ports.clock.advance(1_000);
    await work(ports);
    ports.clock.advance(1_000);
    await work(ports);
    expect(vendors.calls.map((call) => call.verb)).toStrictEqual(['publish', 'hold', 'status', 'confirm', 'status']);
    expect(await say(turnOf('request'), ports)).toMatch(/book-1:confirmed:REF1/);
  });

  test('cut by its deadline says so and is ended by the worker, once', async () => {
    const vendors = vendorLedger(['a']);
    const ports = testPorts(vendors);
    await say(turnOf('request'), ports);
    vendors.behave.set('a', 'hangs');
    expect(await say(turnOf('book', { deadline: '2026-11-21T10:00:00.750Z' }), ports)).toBe(
      'booking resumed offers=1 timedOut=true status=book-1:holding:',
    );
    vendors.behave.clear();
    await work(ports);
    expect([...vendors.done.keys()].map((key) => key.split('/')[1])).toStrictEqual(['hold:book-1', 'confirm:book-1']);
  });

  test('killed before any of its writes is whole after a restart: booked once, and the answer says so', async () => {
    for (let writes = 0; ; writes++) {
      const clock = testClock();
      const store = openSqlite(':memory:', clock);
      const vendors = vendorLedger(['a', 'b']);
      const ports = testPorts(vendors, {}, store);
      await say(turnOf('request'), ports);
      const turn = turnOf('book');
      const survived = await say(turn, { ...ports, store: dyingStore(store, writes) }).catch(() => undefined);
      const promised = survived === undefined ? [] : [survived];
      await recover(dispatching(ports));
      await work(ports);
      const answer = await say(turn, ports);
      for (const earlier of promised) expect(answer).toBe(earlier);
      expect(answer).toMatch(/timedOut=false status=book-1:confirmed:REF\d book-2:confirmed:REF\d$/);
      expect([...vendors.done.keys()].map((key) => key.split('/')[1]).sort()).toStrictEqual([
        'confirm:book-1',
        'confirm:book-2',
        'hold:book-1',
        'hold:book-2',
      ]);
      store.close();
      if (survived !== undefined) {
        expect(writes).toBeGreaterThan(8);
        return;
      }
    }
  });
});

test('an outcome is told to a trip once, however often it is delivered, and an erased trip has nothing to hear', async () => {
  const vendors = vendorLedger(['a']);
  vendors.behave.set('a', 'good');
  const ports = testPorts(vendors);
  await say(turnOf('request'), ports);
  await say(turnOf('book'), ports);
  const id = await tripId(ports);
  const bookings = async () => (await ports.store.get<{ bookings: unknown }>(`TRIP#${id}`, 'META'))?.doc.bookings;
  const before = await bookings();
  const effect = { type: 'hold', key: 'hold:book-1', bookingId: 'book-1' } as const;
  const answer = { type: 'held', holdId: 'h', expiresAt: '2026-11-21T11:00:00.000Z' } as const;
  expect(await deliver({ type: 'outcome', tripId: id, effect, answer }, ports, toyCore)).toBe(true);
  expect(await bookings()).toStrictEqual(before);
  expect(await deliver({ type: 'outcome', tripId: 'trip-none', effect, answer }, ports, toyCore)).toBe(true);
});
