import { openSqlite } from '../../shared/adapters/sqlite.ts';
import { ConciergeError } from '../../shared/errors.ts';
import type { Clock, Log, Ports, Settings, Store, Vendors } from '../../shared/ports.ts';
import type { Input, Turn } from '../../shared/turn.ts';

export const NOW = '2026-11-21T10:00:00.000Z';

/** A clock that stands where it is put. */
export interface TestClock extends Clock {
  set(now: string): void;
  advance(ms: number): void;
}

export function testClock(start = NOW): TestClock {
  let now = start;
  return {
    now: () => now,
    set: (instant) => {
      now = instant;
    },
    advance: (ms) => {
      now = new Date(Date.parse(now) + ms).toISOString();
    },
  };
}

export interface TestPorts extends Ports {
  readonly clock: TestClock;
  readonly events: { readonly name: string; readonly fields?: Parameters<Log['event']>[1] }[];
}

let ids = 0;

/** Ports on a store in memory, with counting ids: of all ports together, because some share a store. */
export function testPorts(vendors: Vendors, settings: Partial<Settings> = {}, store?: Store): TestPorts {
  const clock = testClock();
  const events: TestPorts['events'] = [];
  return {
    store: store ?? openSqlite(':memory:', clock),
    vendors,
    payment: { authorise: async () => ({ ok: true, method: 'sandbox' }) },
    clock,
    ids: { secret: () => `id-${++ids}` },
    log: { event: (name, fields) => events.push({ name, ...(fields && { fields }) }) },
    settings: {
      termsHash: 'sha256-terms',
      operatorRole: 'organiser',
      sandbox: true,
      liveFanout: 40,
      baseUrl: 'http://127.0.0.1:3000',
      ...settings,
    },
    events,
  };
}

let turns = 0;

/** A turn of words, two seconds to answer it, under an id of its own unless given. */
export function turnOf(text: string, more: Partial<Turn> = {}): Turn {
  const input: Input = text === '(open)' || text === '(news)' ? { type: text === '(open)' ? 'open' : 'news' } : { type: 'utterance', text };
  return {
    id: `turn-${++turns}`,
    channel: 'web',
    traveller: 'web:anne',
    locale: 'fr-FR',
    timeZone: 'Europe/Paris',
    deadline: '2026-11-21T10:00:06.000Z',
    input,
    capabilities: { screen: true, earlySpeech: true },
    newSession: false,
    ...more,
  };
}

/** The store, until `writes` writes were made: then it is as if the process had been killed before the next. */
export function dyingStore(store: Store, writes: number): Store {
  let left = writes;
  const spend = async <T>(write: () => Promise<T>): Promise<T> => {
    if (left-- <= 0) throw new ConciergeError('store-down', 'killed');
    return write();
  };
  return { ...store, put: (item, expected) => spend(() => store.put(item, expected)), erase: (pk, sk) => spend(() => store.erase(pk, sk)) };
}
