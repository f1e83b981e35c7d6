/** What a client may do: `burst` at once, then `perSecond`. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Seconds to wait, or 0 when the call may go on. */
export type Limiter = (client: string, nowMs: number) => number;

const MAX_CLIENTS = 10_000;

/** A token bucket per client. The oldest client is forgotten past 10,000, so memory stays bounded under a flood of addresses. */
export function limiter({ burst, perSecond }: Rate): Limiter {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return (client, nowMs) => {
    const bucket = buckets.get(client) ?? { tokens: burst, atMs: nowMs };
    const tokens = Math.min(burst, bucket.tokens + (Math.max(0, nowMs - bucket.atMs) / 1000) * perSecond);
    buckets.delete(client);
    if (buckets.size >= MAX_CLIENTS) forgetOldest(buckets);
    const allowed = tokens >= 1;
    buckets.set(client, { tokens: allowed ? tokens - 1 : tokens, atMs: nowMs });
    return allowed ? 0 : Math.ceil((1 - tokens) / perSecond);
  };
}

function forgetOldest(buckets: Map<string, unknown>): void {
  for (const client of buckets.keys()) {
    buckets.delete(client);
    return;
  }
}

/** Per address, where anybody may come; a household behind one address still talks freely. */
export const PUBLIC_RATE: Rate = { burst: 120, perSecond: 20 };
/** Per traveller, where only this machine can come: stops a loop gone wild, not a test. */
export const LOOPBACK_RATE: Rate = { burst: 500, perSecond: 200 };
