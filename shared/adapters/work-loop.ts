import { faultOf } from '../errors.ts';
import { type Dispatching, runItems } from './dispatcher.ts';

/** The dispatcher of a process that stays. */
export interface WorkLoop {
  /** There may be new work: looks at once instead of at the next interval. */
  readonly kick: () => void;
  /** False when the store has not answered a look for a while. */
  readonly isUp: () => boolean;
  /** Resolves when nothing is due any more and no call is under way. */
  readonly settled: () => Promise<void>;
  /** Resolves when the calls under way are over. */
  readonly close: () => Promise<void>;
}

const AT_ONCE = 64;
const DOWN_AFTER_MS = 30_000;

/** Looks for due work at the interval and when kicked. Each item runs by itself, so a slow vendor holds up nobody else. */
export function startWorkLoop(dispatching: Dispatching, intervalMs = 250): WorkLoop {
  const { clock, log, store } = dispatching.ports;
  const running = new Map<string, Promise<void>>();
  let isClosed = false;
  let isLooking = false;
  let lastLookMs = Date.parse(clock.now());

  const fail = (error: unknown) => log.event('dispatch.failed', { ...faultOf(error) });
  const look = async () => {
    const now = clock.now();
    const due = await store.due(now, AT_ONCE);
    lastLookMs = Date.parse(now);
    for (const item of due) {
      const name = `${item.pk} ${item.sk}`;
      if (isClosed || running.has(name) || running.size >= AT_ONCE) continue;
      const work = runItems([item], now, dispatching).then((swept) => swept.expanded + swept.done > 0);
      const ended = work.catch(fail).then((more) => {
        running.delete(name);
        if (more) kick();
      });
      running.set(name, ended);
    }
  };
  const kick = () => {
    if (isClosed || isLooking) return;
    isLooking = true;
    look()
      .catch(fail)
      .finally(() => {
        isLooking = false;
      });
  };
  const timer = setInterval(kick, intervalMs);
  timer.unref();
  kick();
  return {
    kick,
    isUp: () => !isClosed && Date.parse(clock.now()) - lastLookMs < DOWN_AFTER_MS,
    settled: async () => {
      do {
        await Promise.all(running.values());
        await look();
      } while (running.size > 0 && !isClosed);
    },
    close: async () => {
      isClosed = true;
      clearInterval(timer);
      await Promise.all(running.values());
    },
  };
}
