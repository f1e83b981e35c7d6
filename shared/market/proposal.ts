import type { Money } from '../money.ts';
import type { Instant } from '../time.ts';
import type { Beyond } from './beyond.ts';

/** A whole-trip choice of one offer per need. Never called a package (booking.md). */
export interface Proposal {
  /** Deterministic: derived from the offer ids. */
  readonly id: string;
  /** best fit, cheapest that meets every must, most flexible, or another that differs. */
  readonly kind: 'best' | 'cheapest' | 'flexible' | 'other';
  /** Offer ids, in the order of the brief's needs. */
  readonly lines: readonly string[];
  /** Where the nights are spent, if anywhere: a place id. */
  readonly place?: string;
  readonly total: Money;
  /** Total less the money value of met wishes plus penalties (minor units). Lower is better; never spoken. */
  readonly effectiveMinor: number;
  /** Of several lines: what they weigh by beyond each alone. */
  readonly beyond?: Beyond;
  /** Musts that an offer "à côté" misses: spoken as such. Empty for a proposal that fits. */
  readonly misses: readonly string[];
  /** The offer that leads it (where one sleeps, else the journey, else the first): proposals spoken together differ in it. */
  readonly lead?: string;
  /** Everything that costs can be left for nothing until then; absent when a line cannot. */
  readonly freeUntil?: Instant;
}
