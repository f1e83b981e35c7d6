import type { Clock, Store } from '../../shared/ports.ts';

/** What a store adapter brings to its contract test. */
export interface StoreUnderTest {
  readonly open: (clock: Clock) => Promise<{ readonly store: Store; readonly close: () => Promise<void> | void }>;
}

const START = '2026-11-21T10:00:00.000Z';

/** The promises of ports.ts `Store`, the same for every adapter. */
export function storeContract(name: string, underTest: StoreUnderTest): void {
  describe(name, () => {
    let now = START;
    let opened: Awaited<ReturnType<StoreUnderTest['open']>>;
    let store: Store;
    beforeAll(async () => {
      opened = await underTest.open({ now: () => now });
      store = opened.store;
    }, 20_000);
    afterAll(() => opened.close());
    beforeEach(() => {
      now = START;
    });

    test('an absent item is undefined', async () => {
      expect(await store.get('A#none', 'META')).toBeUndefined();
    });

    test('a written document comes back as it was, with its version and indexes', async () => {
      const doc = { schema: 1, text: "L'Alpe d'Huez 🎿 \u00a0 \u0000", list: [1, null, { deep: true }], n: 1e15 };
      const item = {
        pk: 'A#1',
        sk: 'META',
        doc,
        dueAt: '2026-11-21T10:05:00.000Z',
        foreign: 'REF#x#1',
        expiresAt: '2026-11-22T00:00:00.000Z',
      };
      expect(await store.put(item, 0)).toBe(1);
      expect(await store.get('A#1', 'META')).toStrictEqual({ ...item, v: 1 });
      await store.erase('A#1');
    });

    test('a second creation is refused and changes nothing', async () => {
      expect(await store.put({ pk: 'A#2', sk: 'META', doc: 'first' }, 0)).toBe(1);
      expect(await store.put({ pk: 'A#2', sk: 'META', doc: 'second' }, 0)).toBeUndefined();
      expect((await store.get('A#2', 'META'))?.doc).toBe('first');
    });

    test('only the writer that knows the version writes', async () => {
      await store.put({ pk: 'A#3', sk: 'META', doc: 1 }, 0);
      expect(await store.put({ pk: 'A#3', sk: 'META', doc: 2 }, 1)).toBe(2);
      expect(await store.put({ pk: 'A#3', sk: 'META', doc: 3 }, 1)).toBeUndefined();
      expect(await store.put({ pk: 'A#3', sk: 'META', doc: 3 }, 3)).toBeUndefined();
      expect(await store.get('A#3', 'META')).toStrictEqual({ pk: 'A#3', sk: 'META', doc: 2, v: 2 });
    });

    test('of twenty writers at once exactly one wins', async () => {
      const wins = await Promise.all(Array.from({ length: 20 }, (_, i) => store.put({ pk: 'A#4', sk: 'META', doc: i }, 0)));
      expect(wins.filter((v) => v !== undefined)).toStrictEqual([1]);
    });

    test('an update of what is not there is refused', async () => {
      expect(await store.put({ pk: 'A#5', sk: 'META', doc: 1 }, 4)).toBeUndefined();
      expect(await store.get('A#5', 'META')).toBeUndefined();
    });

    test('a write leaves out the indexes it does not name', async () => {
      await store.put({ pk: 'A#6', sk: 'META', doc: 1, dueAt: '2020-01-01T00:00:00.000Z', foreign: 'REF#x#6' }, 0);
      await store.put({ pk: 'A#6', sk: 'META', doc: 2 }, 1);
      expect(await store.due(START, 100)).toStrictEqual([]);
      expect(await store.query({ foreign: 'REF#x#6' })).toStrictEqual([]);
    });

    test('a partition is read in key order, by prefix and up to a limit', async () => {
      const keys = ['META', 'OFFER#rfo-1#b#2', 'OFFER#rfo-1#a#1', 'OFFER#rfo-2#a#1', 'OUT#x', 'OFFER#'];
      for (const sk of keys) await store.put({ pk: 'T#1', sk, doc: sk }, 0);
      await store.put({ pk: 'T#10', sk: 'OFFER#rfo-1#z', doc: 'another partition' }, 0);
      const read = async (skPrefix?: string, limit?: number) =>
        (await store.query({ pk: 'T#1', ...(skPrefix !== undefined && { skPrefix }) }, limit)).map((item) => item.sk);
      expect(await read('OFFER#rfo-1#')).toStrictEqual(['OFFER#rfo-1#a#1', 'OFFER#rfo-1#b#2']);
      expect(await read('OFFER#')).toHaveLength(4);
      expect(await read('OFFER#', 2)).toStrictEqual(['OFFER#', 'OFFER#rfo-1#a#1']);
      expect(await read()).toStrictEqual(['META', 'OFFER#', 'OFFER#rfo-1#a#1', 'OFFER#rfo-1#b#2', 'OFFER#rfo-2#a#1', 'OUT#x']);
      expect(await read('NONE#')).toStrictEqual([]);
    });

    test('a large partition is read whole', async () => {
      const doc = 'x'.repeat(40_000);
      for (let i = 0; i < 40; i++) await store.put({ pk: 'T#2', sk: `OFFER#${String(i).padStart(3, '0')}`, doc }, 0);
      expect((await store.query({ pk: 'T#2', skPrefix: 'OFFER#' })).map((item) => item.sk)).toStrictEqual(
        Array.from({ length: 40 }, (_, i) => `OFFER#${String(i).padStart(3, '0')}`),
      );
    });

    test('the foreign index finds items of several partitions', async () => {
      await store.put({ pk: 'F#2', sk: 'b', doc: 2, foreign: 'PERSON#p' }, 0);
      await store.put({ pk: 'F#1', sk: 'a', doc: 1, foreign: 'PERSON#p' }, 0);
      await store.put({ pk: 'F#2', sk: 'a', doc: 3, foreign: 'PERSON#p' }, 0);
      await store.put({ pk: 'F#3', sk: 'a', doc: 4, foreign: 'PERSON#q' }, 0);
      expect((await store.query({ foreign: 'PERSON#p' })).map((item) => item.doc)).toStrictEqual([1, 3, 2]);
      expect(await store.query({ foreign: 'PERSON#p' }, 2)).toHaveLength(2);
    });

    test('due items come oldest first, up to the limit, and not before their time', async () => {
      const at = (minute: number) => `2026-11-21T09:0${minute}:00.000Z`;
      for (const minute of [3, 1, 2, 9]) await store.put({ pk: `D#${minute}`, sk: 'META', doc: minute, dueAt: at(minute) }, 0);
      expect((await store.due(at(3), 10)).map((item) => item.doc)).toStrictEqual([1, 2, 3]);
      expect((await store.due(at(3), 2)).map((item) => item.doc)).toStrictEqual([1, 2]);
      expect(await store.due('2026-11-21T09:00:59.999Z', 10)).toStrictEqual([]);
      for (const minute of [3, 1, 2, 9]) await store.erase(`D#${minute}`);
    });

    test('an expired item is gone for every read, and its key is free again', async () => {
      const item = { pk: 'E#1', sk: 'META', doc: 'old', dueAt: START, foreign: 'REF#e', expiresAt: '2026-11-21T10:10:00.000Z' };
      await store.put(item, 0);
      now = '2026-11-21T10:10:00.000Z';
      expect(await store.get('E#1', 'META')).toBeUndefined();
      expect(await store.query({ pk: 'E#1' })).toStrictEqual([]);
      expect(await store.query({ foreign: 'REF#e' })).toStrictEqual([]);
      expect(await store.due(now, 10)).toStrictEqual([]);
      expect(await store.put({ pk: 'E#1', sk: 'META', doc: 'updated' }, 1)).toBeUndefined();
      expect(await store.put({ pk: 'E#1', sk: 'META', doc: 'new' }, 0)).toBe(1);
      expect((await store.get('E#1', 'META'))?.doc).toBe('new');
    });

    test('one item or a whole partition is erased, the expired with it', async () => {
      for (const sk of ['a', 'b']) await store.put({ pk: 'X#1', sk, doc: sk }, 0);
      await store.put({ pk: 'X#1', sk: 'c', doc: 'c', expiresAt: '2026-11-21T10:01:00.000Z' }, 0);
      await store.put({ pk: 'X#2', sk: 'a', doc: 'stays' }, 0);
      await store.erase('X#1', 'a');
      expect((await store.query({ pk: 'X#1' })).map((item) => item.sk)).toStrictEqual(['b', 'c']);
      now = '2026-11-21T10:01:00.000Z';
      await store.erase('X#1');
      now = START;
      expect(await store.query({ pk: 'X#1' })).toStrictEqual([]);
      expect(await store.get('X#2', 'a')).toMatchObject({ doc: 'stays' });
      await store.erase('X#none');
    });
  });
}
