import { createHash, timingSafeEqual } from 'node:crypto';

/** Equality of two secrets of any length in constant time. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** Opaque, stable name of an outside id: nothing personal stands in keys and logs. 64 hex digits. */
export function hashed(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('|')).digest('hex');
}
