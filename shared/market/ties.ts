import type { Instant } from '../time.ts';
import { sha256 } from './canonical.ts';

/** What decides between equals; nothing here tells who sells or who came first. */
export interface Rankable {
  /** Offer id, or a proposal's offer ids joined. */
  readonly key: string;
  readonly effectiveMinor: number;
  readonly freeUntil?: Instant;
  readonly unmetWishes: number;
  /** Between arriving and leaving again, on the clock of the place; absent for what does not travel. */
  readonly minutesThere?: number;
  readonly co2Kg: number;
}

export type Terms = Omit<Rankable, 'key' | 'effectiveMinor'>;

/** Effective prices this close are a tie. */
const TIE_MINOR = 50;

/** Best first, the same for every order of arrival. Within a tie: freer to leave, fewer unmet wishes, more time there, less CO2, then a draw that anyone holding the secret can repeat. */
export function inOrder<R extends Rankable>(items: readonly R[], secret: string): readonly R[] {
  const sorted = [...items].sort((a, b) => a.effectiveMinor - b.effectiveMinor || compareText(a.key, b.key));
  const ordered: R[] = [];
  for (let i = 0; i < sorted.length; ) {
    const first = sorted[i];
    let end = i + 1;
    while (end < sorted.length && (sorted[end]?.effectiveMinor ?? 0) - (first?.effectiveMinor ?? 0) <= TIE_MINOR) end++;
    ordered.push(...broken(sorted.slice(i, end), secret));
    i = end;
  }
  return ordered;
}

function broken<R extends Rankable>(tied: readonly R[], secret: string): readonly R[] {
  if (tied.length < 2) return tied;
  const draws = new Map(tied.map(({ key }) => [key, draw(secret, tied, key)]));
  return [...tied].sort((a, b) => byTerms(a, b) || compareText(draws.get(a.key) ?? '', draws.get(b.key) ?? ''));
}

/** Below zero when the first is the better of two that cost the same. */
export function byTerms(a: Terms, b: Terms): number {
  return (
    compareText(b.freeUntil ?? '', a.freeUntil ?? '') ||
    a.unmetWishes - b.unmetWishes ||
    (b.minutesThere ?? 0) - (a.minutesThere ?? 0) ||
    a.co2Kg - b.co2Kg
  );
}

/** The lot of one of the tied: sha256 over the secret, all tied keys in order, and its own. The lowest wins. */
export function draw(secret: string, tied: readonly Rankable[], key: string): string {
  return sha256([secret, ...tied.map((each) => each.key).sort(), key].join('\n'));
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
