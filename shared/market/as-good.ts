import type { Offer } from './offer.ts';
import { areDetailsAsGood } from './offer-details.ts';

/** Whether an offer that takes the place of another leaves its buyer nowhere worse in what surrounds the price: when one pays, for how long it stands or is held, what one must tell, what was asked for. */
export function areTermsAsGood(before: Offer, after: Offer): boolean {
  return (
    isPaidNoEarlier(before, after) &&
    isHeldAsWell(before.hold, after.hold) &&
    Date.parse(after.validUntil) >= Date.parse(before.validUntil) &&
    asksNoMore(before, after) &&
    fitsAsWell(before.meets, after.meets) &&
    after.rating === before.rating &&
    areDetailsAsGood(before.details, after.details) &&
    (after.co2Kg ?? Number.MAX_VALUE) <= (before.co2Kg ?? Number.MAX_VALUE)
  );
}

/** On no day is more of it paid. Both totals are in one currency, and so are their parts. */
function isPaidNoEarlier(before: Offer, after: Offer): boolean {
  const days = ['', ...[before, after].flatMap(({ dueLater }) => dueLater.map(({ when }) => when))];
  const paidBy = ({ dueNow, dueLater }: Offer, day: string) =>
    dueLater.reduce((sum, { amount, when }) => (when <= day ? sum + amount.minor : sum), dueNow.minor);
  return days.every((day) => paidBy(after, day) <= paidBy(before, day));
}

function isHeldAsWell(before: Offer['hold'], after: Offer['hold']): boolean {
  if (!before.possible) return true;
  const isAsCheap = after.fee.minor <= before.fee.minor && (after.fee.minor === 0 || after.fee.currency === before.fee.currency);
  return after.possible && after.maxMinutes >= before.maxMinutes && isAsCheap;
}

/** A field that was asked for at the hold may wait for the confirmation, not the other way round. */
function asksNoMore({ dataNeeded: before }: Offer, { dataNeeded: after }: Offer): boolean {
  const known = new Set([...before.forHold, ...before.forConfirm]);
  const isKnown = after.forHold.every((field) => before.forHold.includes(field)) && after.forConfirm.every((field) => known.has(field));
  return isKnown && (after.forPrice ?? []).every((field) => before.forPrice?.includes(field));
}

/** What is not said is neither met nor missed. */
function fitsAsWell(before: Offer['meets'], after: Offer['meets']): boolean {
  const rank = { met: 2, partial: 1, unsaid: 1, not_met: 0 } as const;
  const attrs = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return attrs.every((attr) => rank[after[attr] ?? 'unsaid'] >= rank[before[attr] ?? 'unsaid']);
}
