import type { Proposal } from './proposal.ts';

/** A difference in price below this share of the best is not worth hearing. */
const WORTH_HEARING = 0.01;

/**
 * At most three that differ in a way worth hearing, best first: best fit, the cheapest, the most flexible, each with its own lead;
 * free seats go to another place that is better in something. Fewer when the rest is worse in everything.
 */
export function pickThree(all: readonly Proposal[]): readonly Proposal[] {
  const [best] = all;
  if (!best) return [];
  const three: Proposal[] = [{ ...best, kind: 'best' }];
  add(three, cheapestOf(all), 'cheapest', ({ total }) => total.minor <= best.total.minor * (1 - WORTH_HEARING));
  add(three, freestOf(all), 'flexible', (free) => three.every((other) => isFreer(free, other)));
  for (const candidate of all) {
    if (three.length >= 3) break;
    add(three, candidate, 'other', (other) => three.every((chosen) => other.place !== chosen.place && isBetterInSomething(other, chosen)));
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

/** Among those that can be left for nothing: marked so by the search, else the longest. */
function freestOf(all: readonly Proposal[]): Proposal | undefined {
  const free = all.filter(({ freeUntil }) => freeUntil !== undefined);
  return free.find(({ kind }) => kind === 'flexible') ?? free.toSorted((a, b) => ((a.freeUntil ?? '') < (b.freeUntil ?? '') ? 1 : -1))[0];
}

function isFreer(a: Proposal, b: Proposal): boolean {
  return (a.freeUntil ?? '').slice(0, 10) > (b.freeUntil ?? '').slice(0, 10);
}

/** Cheaper, freer to leave, or more of what was wished for (the effective price is the total less what quality is worth). */
function isBetterInSomething(a: Proposal, b: Proposal): boolean {
  return a.total.minor < b.total.minor || isFreer(a, b) || a.effectiveMinor - a.total.minor < b.effectiveMinor - b.total.minor;
}
