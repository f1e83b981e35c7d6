import { type Plan, type ProposalsInput, planOf, rulesFor } from './plan.ts';
import type { Proposal } from './proposal.ts';
import { proposal, type Trip, tripOf } from './proposals.ts';
import type { RankedOffer } from './rank.ts';
import { bestAround, type Column } from './search.ts';
import { inOrder } from './ties.ts';

const MAX_STEPS = 500;

/** The proposal with another offer for one need, best first. Other lines stay; one that does not go with the new line (skis at the old resort) is chosen anew, but never the house because of the skis. */
export function swapLine(chosen: Proposal, needId: string, input: ProposalsInput): readonly Proposal[] {
  const plan = planOf(input);
  const at = plan.needs.findIndex(({ id }) => id === needId);
  if (at < 0) return [];
  const kept = new Set(chosen.lines);
  const rules = rulesFor('effective', plan, input.secret);
  const swapped = (plan.fitting[at] ?? [])
    .filter(({ key }) => !kept.has(key))
    .flatMap((line): readonly Trip[] => {
      const leaf = bestAround(line, othersAround(line, at, plan, kept), rules, { left: MAX_STEPS });
      return leaf ? [tripAround(leaf.lines.toSpliced(at, 0, line), leaf.cost, plan)] : [];
    });
  return inOrder(swapped, input.secret).map((trip) => proposal(trip, 'other', []));
}

function othersAround(line: RankedOffer, at: number, plan: Plan, kept: ReadonlySet<string>): readonly Column[] {
  return plan.fitting.flatMap((column, i) => {
    if (i === at) return [];
    const stays = [...column, ...(plan.beside[i] ?? [])].filter(({ key, offer }) => kept.has(key) && plan.goTogether(line.offer, offer));
    return [stays.length > 0 || i === plan.lead ? stays : column];
  });
}

function tripAround(lines: readonly RankedOffer[], cost: number, plan: Plan): Trip {
  const [first] = lines;
  const lead = lines[plan.lead] ?? first;
  if (!lead) throw new RangeError('a trip without lines');
  return tripOf(lines, lead, cost, plan);
}
