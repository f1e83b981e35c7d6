import { addDays, addMinutes, type Instant, instantOf, type LocalDate, type LocalTime } from '../../../shared/time.ts';

/** When a vendor is paid and what leaving costs, as its catalogue writes it. Amounts are shares of the total unless said otherwise. */
export interface Terms {
  /** Steps before the start, in order: up to then leaving costs `share` of the total, `nights` nights, or `flat` minor units a person. */
  readonly leave: readonly LeaveStep[];
  /** Share of the total paid when confirming. */
  readonly now: number;
  /** The rest is paid so many days before the start; without it, on the spot. */
  readonly laterDays?: number;
  /** Minutes an offer is kept for nothing; 0 = not at all. */
  readonly holdMinutes: number;
}

export interface LeaveStep {
  readonly days?: number;
  readonly hours?: number;
  readonly at?: LocalTime;
  readonly share?: number;
  readonly nights?: number;
  readonly flat?: number;
}

/** What the terms are applied to. `startsAt` is civil at the place; `units` is what one night or one day of it costs. */
export interface Deal {
  readonly totalMinor: number;
  readonly start: LocalDate;
  readonly startsAt: LocalTime;
  readonly timeZone: string;
  readonly persons: number;
  readonly unitMinor: number;
  readonly today: LocalDate;
  readonly now: Instant;
}

export interface Leaving {
  readonly refundability: 'refundable' | 'partially_refundable' | 'non_refundable';
  readonly schedule: readonly { readonly until: Instant; readonly feeMinor: number }[];
}

/** The steps that are still ahead. Nothing ahead, or a first fee of everything, is non-refundable. */
export function leavingOf(terms: Terms, deal: Deal): Leaving {
  const schedule = terms.leave
    .map((step) => ({ until: untilOf(step, deal), feeMinor: feeOf(step, deal) }))
    .filter(({ until, feeMinor }) => until > deal.now && (feeMinor < deal.totalMinor || deal.totalMinor === 0));
  const first = schedule[0];
  if (!first) return { refundability: 'non_refundable', schedule: [] };
  return { refundability: first.feeMinor === 0 ? 'refundable' : 'partially_refundable', schedule };
}

function untilOf(step: LeaveStep, deal: Deal): Instant {
  if (step.hours !== undefined) return addMinutes(instantOf(`${deal.start}T${deal.startsAt}`, deal.timeZone), -60 * step.hours);
  return instantOf(`${addDays(deal.start, -(step.days ?? 0))}T${step.at ?? deal.startsAt}`, deal.timeZone);
}

function feeOf({ share = 0, nights = 0, flat = 0 }: LeaveStep, deal: Deal): number {
  const fee = Math.round(deal.totalMinor * share) + nights * deal.unitMinor + flat * deal.persons;
  return Math.min(deal.totalMinor, fee);
}

export interface Due {
  readonly nowMinor: number;
  readonly later?: { readonly minor: number; readonly when: LocalDate };
  readonly thereMinor: number;
}

/** Splits the total; a later payment whose day has come is due now. The three parts always add up to the total. */
export function dueOf(terms: Terms, { totalMinor, start, today }: Deal): Due {
  const nowMinor = terms.now >= 1 ? totalMinor : Math.round((totalMinor * terms.now) / 100) * 100;
  const rest = totalMinor - nowMinor;
  if (rest === 0) return { nowMinor, thereMinor: 0 };
  if (terms.laterDays === undefined) return { nowMinor, thereMinor: rest };
  const when = addDays(start, -terms.laterDays);
  return when > today ? { nowMinor, later: { minor: rest, when }, thereMinor: 0 } : { nowMinor: totalMinor, thereMinor: 0 };
}
