import { faultOf } from '../errors.ts';
import type { Ports } from '../ports.ts';
import type { Instant } from '../time.ts';
import type { Turn } from '../turn.ts';

/** Kept back from the turn's deadline: stepping, saving and rendering what came. */
const MARGIN_MS = 700;
/** Vendors who were asked for offers get this much of a turn; whoever books waits longer, because a booking is worth waiting for. */
const OFFERS_MS = 2_500;

/** How long the vendors of one live turn may take. `end` frees the timers. */
export interface Budget {
  readonly offers: { readonly signal: AbortSignal; readonly ms: number; readonly until: Instant };
  readonly booking: { readonly signal: AbortSignal; readonly ms: number };
  readonly end: () => void;
}

function abortAfter(ms: number): { readonly signal: AbortSignal; readonly clear: () => void } {
  const controller = new AbortController();
  if (ms <= 0) controller.abort();
  const timer = setTimeout(() => controller.abort(), Math.max(0, ms));
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}

export function budgetOf(turn: Turn, now: Instant): Budget {
  const ms = Math.max(0, Date.parse(turn.deadline) - Date.parse(now) - MARGIN_MS);
  const offersMs = Math.min(ms, OFFERS_MS);
  const [booking, offers] = [abortAfter(ms), abortAfter(offersMs)];
  return {
    booking: { signal: booking.signal, ms },
    offers: { signal: offers.signal, ms: offersMs, until: new Date(Date.parse(now) + offersMs).toISOString() },
    end: () => {
      booking.clear();
      offers.clear();
    },
  };
}

/** The work's result, or undefined when the signal comes first. The work itself is not waited for any longer; what it throws then is logged. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal, ports: Ports): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const cut = () => resolve(undefined);
    if (signal.aborted) cut();
    signal.addEventListener('abort', cut, { once: true });
    work
      .then(resolve, (error: unknown) => {
        if (signal.aborted) ports.log.event('late.failure', { ...faultOf(error) });
        reject(error);
      })
      .finally(() => signal.removeEventListener('abort', cut));
  });
}
