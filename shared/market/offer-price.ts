import { type Money, sum } from '../money.ts';
import type { Instant } from '../time.ts';
import type { CancellationTerms } from './offer.ts';
import type { OfferDraft } from './offer-wire.ts';
import type { RequestForOffers } from './request.ts';

/** Above this a price is a mistake (ten million of a two-decimal currency). */
const MAX_MINOR = 1_000_000_000;

/** What is wrong with the money: currency, signs, sums, fees. */
export function priceProblems(draft: OfferDraft, request: RequestForOffers): readonly string[] {
  const { total, dueNow, dueLater, dueAtDestination, cancellation, hold } = draft.terms;
  if (total.currency !== request.currency) return [`price.currency: ${total.currency} where ${request.currency} is asked`];
  const dues = [dueNow, ...dueLater.map(({ amount }) => amount), ...(dueAtDestination ? [dueAtDestination] : [])];
  const problems: string[] = [];
  // A table is booked for nothing and paid at the meal; anything else costs something.
  const least = request.category === 'restaurant' ? 0 : 1;
  if (total.minor < least || total.minor > MAX_MINOR) problems.push('price.total: not above zero and of a plausible size');
  if (draft.breakdown.some((line) => isWrongSign(line))) problems.push('price.breakdown: only discounts are below zero, and they are');
  if (!equals(sum(draft.breakdown.map(({ amount }) => amount)), total)) problems.push('price.breakdown: does not add up to the total');
  if (dues.some(({ minor }) => minor < 0)) problems.push('price: a part that is due is below zero');
  if (!equals(sum(dues), total)) problems.push('price: due now, later and at the destination do not add up to the total');
  if (hold.fee.minor < 0) problems.push('hold.fee: below zero');
  return [...problems, ...feeProblems(cancellation, total)];
}

function isWrongSign({ type, amount }: OfferDraft['breakdown'][number]): boolean {
  return type === 'discount' ? amount.minor > 0 : amount.minor < 0;
}

function equals(a: Money, b: Money): boolean {
  return a.minor === b.minor;
}

function feeProblems({ refundability, schedule }: CancellationTerms, total: Money): readonly string[] {
  const problems: string[] = [];
  schedule.forEach(({ until, fee }, i) => {
    const before = schedule[i - 1];
    if (fee.minor < 0 || fee.minor > total.minor) problems.push(`cancellation.schedule[${i}].fee: not between zero and the total`);
    if (before && (before.until >= until || before.fee.minor > fee.minor))
      problems.push(`cancellation.schedule[${i}]: not later and dearer than the step before`);
  });
  if (total.minor > 0 && refundability !== refundabilityOf(schedule, total))
    problems.push('cancellation.refundability: contradicts the schedule');
  return problems;
}

function refundabilityOf(schedule: CancellationTerms['schedule'], total: Money): CancellationTerms['refundability'] {
  const least = schedule[0]?.fee.minor ?? total.minor;
  if (least === 0) return 'refundable';
  return least < total.minor ? 'partially_refundable' : 'non_refundable';
}

/** The terms as they stand now: steps that have passed are gone, and the word follows what is left. */
export function termsAt({ schedule }: CancellationTerms, total: Money, now: Instant): CancellationTerms {
  const left = schedule.filter(({ until }) => Date.parse(until) > Date.parse(now));
  return { refundability: refundabilityOf(left, total), schedule: left };
}
