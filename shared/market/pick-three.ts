import type { Proposal } from './proposal.ts';

/** A difference in money, or in what quality is worth, below this share of the price is not worth hearing. */
const WORTH_HEARING = 0.01;

/** Whether one more is better than each of those chosen before it, in something that can be told. */
export type WorthHearing = (candidate: Proposal, chosen: readonly Proposal[]) => boolean;

/**
 * At most three that differ in a way worth hearing, best first: best fit, the cheapest, the most flexible, each with its own lead;
 * free seats go to another place that is better in something. Fewer when the rest is worse in everything.
 */
export function pickThree(all: readonly Proposal[], isWorthHearing: WorthHearing = isBetterThanEach): readonly Proposal[] {
  const [best] = all;
  if (!best) return [];
  const three: Proposal[] = [{ ...best, kind: 'best' }];
  add(three, cheapestOf(all), 'cheapest', ({ total }) => total.minor <= best.total.minor * (1 - WORTH_HEARING));
  add(three, freestOf(all), 'flexible', (free) => three.every((other) => isFreer(free, other)));
  for (const candidate of all) {
    if (three.length >= 3) break;
    add(three, candidate, 'other', (other) => three.every(({ place }) => other.place !== place) && isWorthHearing(other, three));
  }
  return three;
}

function add(
  three: Proposal[],
  candidate: Proposal | undefined,
  kind: Proposal['kind'],
  isWorthIt: (candidate: Proposal) => boolean,
): void {
  if (!candidate || three.some(({ id, lead }) => id === candidate.id || (lead !== undefined && lead === candidate.lead))) return;
  if (isWorthIt(candidate)) three.push({ ...candidate, kind });
}

function cheapestOf(all: readonly Proposal[]): Proposal | undefined {
  return all.toSorted((a, b) => a.total.minor - b.total.minor)[0];
}

/** As the search marked it: the freest at a sane price. The best itself may be it, then nothing is. */
function freestOf(all: readonly Proposal[]): Proposal | undefined {
  return all.find(({ kind }) => kind === 'flexible');
}

function isFreer(a: Proposal, b: Proposal): boolean {
  return (a.freeUntil ?? '').slice(0, 10) > (b.freeUntil ?? '').slice(0, 10);
}

const isBetterThanEach: WorthHearing = (candidate, chosen) => chosen.every((other) => isBetterInSomething(candidate, other));

/** Cheaper, freer to leave, or more of what is wished for (the effective price is the total less what quality is worth), and not by pennies. */
function isBetterInSomething(a: Proposal, b: Proposal): boolean {
  const margin = WORTH_HEARING * b.total.minor;
  const lacks = ({ effectiveMinor, total }: Proposal) => effectiveMinor - total.minor;
  return a.total.minor <= b.total.minor - margin || isFreer(a, b) || lacks(a) <= lacks(b) - margin;
}
