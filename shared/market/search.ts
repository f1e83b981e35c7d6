import { sha256 } from './canonical.ts';
import type { Offer } from './offer.ts';
import { type RankedOffer, termsOf } from './rank.ts';
import { spendMinor } from './score.ts';
import { byTerms } from './ties.ts';

/** The offers that one need may be filled with. */
export type Column = readonly RankedOffer[];

export interface SearchRules {
  /** What a line adds to the sum to be kept small, at the least; infinite = not to be used. */
  readonly alone: (line: RankedOffer) => number;
  /** The same beside its lead. */
  readonly cost: (line: RankedOffer, lead: RankedOffer) => number;
  readonly goTogether: (a: Offer, b: Offer) => boolean;
  /** Most that the lines may cost in all, minor units. */
  readonly capMinor: number;
  readonly secret: string;
}

/** One line per column, and the sum it was chosen by. */
export interface Leaf {
  readonly lines: readonly RankedOffer[];
  readonly cost: number;
}

/** Steps that a search may still take: no set of offers can hold up a turn. */
export interface Effort {
  left: number;
}

interface Choice {
  readonly line: RankedOffer;
  readonly cost: number;
  readonly spend: number;
}

/** The cheapest way (by `rules.cost`) to fill the columns around one lead, by branch and bound; undefined when nothing fits. */
export function bestAround(lead: RankedOffer, columns: readonly Column[], rules: SearchRules, effort: Effort): Leaf | undefined {
  const own = rules.cost(lead, lead);
  if (own === Number.POSITIVE_INFINITY) return undefined;
  const choices = columns.map((column) => choicesOf(column, lead, rules));
  if (choices.some((each) => each.length === 0)) return undefined;
  // Narrow columns first: they decide soonest. The leaf is put back in the columns' order.
  const order = choices.map((_, i) => i).sort((a, b) => (choices[a]?.length ?? 0) - (choices[b]?.length ?? 0) || a - b);
  const sorted = order.map((i) => choices[i] ?? []);
  const search: Search = {
    sorted,
    leastCost: leastFrom(sorted, 'cost'),
    leastSpend: leastFrom(sorted, 'spend'),
    rules,
    effort,
    lead,
    best: undefined,
  };
  descend(search, [], own, spendMinor(lead.offer));
  if (!search.best) return undefined;
  const { lines, cost } = search.best;
  return { lines: columns.map((_, i) => lines[order.indexOf(i)] ?? lead), cost };
}

function choicesOf(column: Column, lead: RankedOffer, rules: SearchRules): readonly Choice[] {
  const choices: Choice[] = [];
  for (const line of column) {
    if (rules.alone(line) === Number.POSITIVE_INFINITY || !rules.goTogether(lead.offer, line.offer)) continue;
    const cost = rules.cost(line, lead);
    choices.push({ line, cost, spend: spendMinor(line.offer) });
  }
  return choices.sort((a, b) => a.cost - b.cost);
}

/** For each depth the least that the columns from there on can add. */
function leastFrom(sorted: readonly (readonly Choice[])[], what: 'cost' | 'spend'): readonly number[] {
  const least: number[] = Array(sorted.length + 1).fill(0);
  for (let i = sorted.length - 1; i >= 0; i--) {
    least[i] = (least[i + 1] ?? 0) + (sorted[i] ?? []).reduce((min, choice) => Math.min(min, choice[what]), Number.POSITIVE_INFINITY);
  }
  return least;
}

interface Search {
  readonly sorted: readonly (readonly Choice[])[];
  readonly leastCost: readonly number[];
  readonly leastSpend: readonly number[];
  readonly rules: SearchRules;
  readonly effort: Effort;
  readonly lead: RankedOffer;
  best: Leaf | undefined;
}

function descend(search: Search, lines: readonly RankedOffer[], cost: number, spend: number): void {
  const depth = lines.length;
  const column = search.sorted[depth];
  if (spend + (search.leastSpend[depth] ?? 0) > search.rules.capMinor) return;
  if (!column) {
    consider(search, { lines, cost });
    return;
  }
  for (const choice of column) {
    if (search.effort.left-- <= 0) return;
    const bound = cost + choice.cost + (search.leastCost[depth + 1] ?? 0);
    if (bound > (search.best?.cost ?? Number.POSITIVE_INFINITY)) return;
    if (lines.every((line) => search.rules.goTogether(line.offer, choice.line.offer))) {
      descend(search, [...lines, choice.line], cost + choice.cost, spend + choice.spend);
    }
  }
}

function consider(search: Search, leaf: Leaf): void {
  const { best } = search;
  if (best && leaf.cost > best.cost) return;
  if (best && leaf.cost === best.cost && !isBetter(search, leaf, best)) return;
  search.best = leaf;
}

/** Of two that cost the same: better terms, else the lower lot. */
function isBetter(search: Search, a: Leaf, b: Leaf): boolean {
  const order = byTerms(termsOf(a.lines), termsOf(b.lines));
  return order === 0 ? lotOf(search, a) < lotOf(search, b) : order < 0;
}

function lotOf({ rules, lead }: Search, { lines }: Leaf): string {
  return sha256([rules.secret, lead.key, ...lines.map(({ key }) => key).sort()].join('\n'));
}
