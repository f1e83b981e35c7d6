import { createHash, randomBytes } from 'node:crypto';
import type { Clock, Ids, Log } from '../ports.ts';
import type { Instant } from '../time.ts';

/** The machine's clock; with `startAt` it begins there and advances with real time (CONCIERGE_NOW). */
export function systemClock(startAt?: Instant): Clock {
  const ahead = startAt === undefined ? 0 : Date.parse(startAt) - Date.now();
  return { now: () => new Date(Date.now() + ahead).toISOString() };
}

/** URL-safe text of `bytes` random bytes. */
export const systemIds: Ids = { secret: (bytes) => randomBytes(bytes).toString('base64url') };

/** A code, a vendor id, a number: never a sentence. Whatever else gets here is hashed, so that no utterance and no person can. */
const PLAIN = /^[A-Za-z][\w.:-]{0,47}$/;
const PERSONAL = new Set(['traveller', 'person', 'trip', 'turn', 'key', 'session']);

/** The first 12 hex digits of the sha256: enough to follow one traveller through the log, and no way back. */
function hashed(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 12);
}

/** One JSON line per event, to standard error unless told: standard output belongs to the commands. */
export function jsonLog(clock: Clock, write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  return {
    event: (name, fields = {}) => {
      const safe = Object.entries(fields).map(([key, value]) =>
        typeof value === 'string' && (PERSONAL.has(key) || !PLAIN.test(value)) ? [key, hashed(value)] : [key, value],
      );
      write(`${JSON.stringify({ at: clock.now(), event: name, ...Object.fromEntries(safe) })}\n`);
    },
  };
}
