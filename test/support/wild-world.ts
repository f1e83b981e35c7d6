import { jest } from '@jest/globals';
import { type Dispatching, dispatch, recover } from '../../shared/adapters/dispatcher.ts';
import { converse, deliver } from '../../shared/concierge.ts';
import type { Ports, Store } from '../../shared/ports.ts';
import type { Core } from '../../shared/runner/core.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { tripId } from './conversing.ts';
import { type TestPorts, testPorts, turnOf } from './ports.ts';
import { type WildEvent, type WildVendors, wildVendors } from './wild-vendors.ts';

/** The real runner between a store and a network that do one thing at a time, each when the script says so. */
export interface WildWorld {
  /** Does what the number picks among all that may happen next. */
  readonly happen: (pick: number) => Promise<void>;
  /** No more harm: everything that is under way or due is done, until nothing is. */
  readonly comeToRest: () => Promise<void>;
  readonly vendors: WildVendors;
  readonly trip: () => Promise<Trip>;
  /** What happened, for whoever must understand a failure. */
  readonly diary: readonly string[];
  /** What was thrown and should not have been. */
  readonly broken: readonly unknown[];
}

/** A write that a process is about to make: it is made, or the process dies before. */
interface Write {
  readonly name: string;
  readonly make: () => void;
}

/** One process, from its start to its kill. */
interface Life {
  readonly ports: Ports;
  readonly owner: string;
  isAlive: boolean;
  isUp: boolean;
  talking: number;
  writes: Write[];
}

/** A second look, a turn's whole time, a lease. */
const WAITS_MS = [100, 7_000, 31_000];
const FAR = '2099-01-01T00:00:00.000Z';
/** So much goes well in a quiet while. */
const QUIET = 40;
const TURN_MS = 6_000;

/** Lets everything go on that needs no store, network or timer. Timers are faked; this one is not. */
const settle = () => new Promise<void>((wake) => void setImmediate(wake));

/** `words` are what a traveller may say, those said more often more than once. Expects jest's fake timers, without setImmediate. */
export async function wildWorld(core: Core, words: readonly string[]): Promise<WildWorld> {
  const vendors = wildVendors();
  const still = testPorts(vendors);
  await converse(turnOf('hello', { id: 'turn-0' }), still, core);
  const diary: string[] = [];
  const broken: unknown[] = [];
  const said: string[] = [];
  let life = born(still, vendors, 1);
  life.isUp = true;

  const run = (work: Promise<unknown>, done: (of: Life) => void) => {
    const mine = life;
    void work.catch((error: unknown) => void broken.push(error)).finally(() => mine.isAlive && done(mine));
  };
  const say = (text: string, number: number) => {
    life.talking++;
    const deadline = new Date(Date.parse(still.clock.now()) + TURN_MS).toISOString();
    run(converse(turnOf(text, { id: `turn-${number}`, deadline }), life.ports, core), (of) => void of.talking--);
  };
  const sweep = () => run(dispatch(dispatcher(life, core), { now: still.clock.now(), limit: 100 }), () => undefined);
  const kill = () => {
    life.isAlive = false;
    jest.clearAllTimers();
    vendors.hangUp();
    life = born(still, vendors, Number(life.owner) + 1);
    run(recover({ ports: life.ports }), (of) => {
      of.isUp = true;
    });
  };
  const wait = (ms: number) => {
    still.clock.advance(ms);
    jest.advanceTimersByTime(ms);
  };
  const take = (write: Write) => {
    life.writes = life.writes.filter((each) => each !== write);
    write.make();
  };
  const spoken = (): readonly WildEvent[] => [
    ...words.map((text): WildEvent => [`say ${text}`, 1, () => say(text, said.push(text))]),
    ...said.slice(-1).map((text): WildEvent => [`${text} again`, 2, () => say(text, said.length)]),
  ];
  const possible = (pick: number): readonly WildEvent[] => [
    ...life.writes.map((write): WildEvent => [`write ${write.name}`, 8, () => take(write)]),
    ...vendors.possible(pick),
    ['kill', 1, kill],
    ['a quiet while', 2, quiet],
    ...(life.isUp ? [['sweep', 2, sweep] as const] : []),
    ...(life.isUp && life.talking < 2 ? spoken() : []),
    ...WAITS_MS.map((ms): WildEvent => [`wait ${ms}`, 1, () => wait(ms)]),
  ];
  /** What is under way, without harm. False when nothing is. */
  const goOn = (): boolean => {
    const [write] = life.writes;
    if (write) take(write);
    else if (vendors.serve()) return true;
    else if (life.talking > 0 || !life.isUp) wait(WAITS_MS[0] ?? 0);
    else return false;
    return true;
  };
  const quiet = async () => {
    for (let i = 0; i < QUIET && goOn(); i++) await settle();
  };
  const happen = async (pick: number) => {
    const events = possible(pick).flatMap((event) => Array.from({ length: event[1] }, () => event));
    const [name, , happens] = events[pick % events.length] ?? ['nothing', 0, () => undefined];
    diary.push(name);
    await happens();
    await settle();
  };
  const comeToRest = async () => {
    for (let i = 0; i < 5_000; i++) {
      await settle();
      if (goOn()) continue;
      const [due] = await still.store.due(FAR, 1);
      if (!due) return;
      wait(Math.max(0, Date.parse(due.dueAt ?? '') - Date.parse(still.clock.now())));
      sweep();
    }
    throw new Error('it never comes to rest');
  };
  const trip = async () => {
    const stored = await still.store.get<Trip>(`TRIP#${await tripId(still)}`, 'META');
    if (!stored) throw new Error('the trip is lost');
    return stored.doc;
  };
  return { happen, comeToRest, vendors, diary, broken, trip };
}

function born(still: TestPorts, vendors: WildVendors, number: number): Life {
  const life: Life = {
    ports: {
      ...still,
      store: slow(still.store, (write) => life.isAlive && life.writes.push(write)),
      vendors: vendors.heardBy(() => life.isAlive),
    },
    owner: String(number),
    isAlive: true,
    isUp: false,
    talking: 0,
    writes: [],
  };
  return life;
}

function dispatcher({ ports, owner }: Life, core: Core): Dispatching {
  return { ports, owner, random: () => 0.5, telling: new Map(), deliver: (event) => deliver(event, ports, core) };
}

/** Each write waits until it is taken. */
function slow(store: Store, queue: (write: Write) => void): Store {
  const later = <T>(name: string, write: () => Promise<T>) =>
    new Promise<T>((resolve, reject) => queue({ name, make: () => void write().then(resolve, reject) }));
  return {
    ...store,
    put: (item, expected) => later(item.sk, () => store.put(item, expected)),
    erase: (pk, sk) => later(`no ${sk ?? pk}`, () => store.erase(pk, sk)),
  };
}
