import type { Clock } from '../ports.ts';

/** Per vendor: closed, then open after five failures in a row, then one probe at a time until it answers. */
export interface Circuit {
  /** False while open. A true that finds the circuit half open is the probe: report how it went. */
  allows(vendorId: string): boolean;
  report(vendorId: string, ok: boolean): void;
}

const FAILURES = 5;
const REST_MS = 30_000;

interface Line {
  readonly failures: number;
  readonly restsUntilMs: number;
}

/** Kept in memory: a process that starts afresh finds out again, at five calls a vendor. */
export function createCircuit(clock: Clock): Circuit {
  const lines = new Map<string, Line>();
  const nowMs = () => Date.parse(clock.now());
  return {
    allows: (vendorId) => {
      const line = lines.get(vendorId);
      if (!line || line.failures < FAILURES) return true;
      if (line.restsUntilMs > nowMs()) return false;
      lines.set(vendorId, { ...line, restsUntilMs: nowMs() + REST_MS });
      return true;
    },
    report: (vendorId, ok) => {
      if (ok) lines.delete(vendorId);
      else lines.set(vendorId, { failures: (lines.get(vendorId)?.failures ?? 0) + 1, restsUntilMs: nowMs() + REST_MS });
    },
  };
}
