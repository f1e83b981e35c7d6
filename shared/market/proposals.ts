import { money } from '../money.ts';
import type { Beyond } from './beyond.ts';
import { sha256 } from './canonical.ts';
import { type Objective, type Plan, type ProposalsInput, planOf, rulesFor } from './plan.ts';
import type { Proposal } from './proposal.ts';
import { type RankedOffer, termsOf } from './rank.ts';
import { spendMinor } from './score.ts';
import { bestAround, type Column } from './search.ts';
import { inOrder, type Rankable } from './ties.ts';

export interface Found {
  /** Fit every must, best first by effective price: one per leading offer, and always the cheapest and the most flexible there is. */
  readonly all: readonly Proposal[];
  /** Needs without an offer that goes with the rest: the proposals leave them out. */
  readonly emptyNeeds: readonly string[];
  /** When nothing fits: what misses a must, as `misses` says ("budget", "place", an attribute), the closest first. */
  readonly aside: readonly Proposal[];
}

const LIMIT = 30;
const ASIDE_LIMIT = 10;
/** Steps of one search, shared among its leads. */
const MAX_STEPS = 20_000;

/** Whole-trip choices of one offer per need, by branch and bound. The same offers in any order give the same answer. */
export function findProposals(input: ProposalsInput): Found {
  const whole = planOf(input);
  for (const plan of narrower(whole)) {
    const all = fittingTrips(plan, input);
    const aside = all.length === 0 ? asideTrips(plan, input) : [];
    if (all.length + aside.length > 0) return { all, aside, emptyNeeds: emptyNeeds(plan, input) };
  }
  return { all: [], aside: [], emptyNeeds: emptyNeeds(whole, input) };
}

/** The whole plan, then, for offers that do not go together at all, the plan without one of the lines that follow the lead: a meal before all else. */
function* narrower(plan: Plan): Generator<Plan> {
  if (plan.needs.length === 0) return;
  yield plan;
  const lines = plan.needs.map(({ category }, i) => ({ i, isMeal: category === 'restaurant' })).reverse();
  for (const { i } of lines.toSorted((a, b) => Number(b.isMeal) - Number(a.isMeal))) if (i !== plan.lead) yield without(plan, i);
}

function without(plan: Plan, index: number): Plan {
  const kept = <T>(list: readonly T[]) => list.filter((_, i) => i !== index);
  const needs = kept(plan.needs);
  const lead = plan.lead > index ? plan.lead - 1 : plan.lead;
  return {
    ...plan,
    needs,
    lead,
    fitting: kept(plan.fitting),
    beside: kept(plan.beside),
    empty: [...plan.empty, plan.needs[index]?.id ?? ''],
  };
}

function emptyNeeds(plan: Plan, { brief }: ProposalsInput): readonly string[] {
  return brief.needs.map(({ id }) => id).filter((id) => plan.empty.includes(id));
}

function fittingTrips(plan: Plan, { secret, limit = LIMIT }: ProposalsInput): readonly Proposal[] {
  if (plan.fitting.some((column) => column.length === 0)) return [];
  const perLead = trips(plan, plan.fitting, 'effective', secret, limit);
  const cheapest = trips(plan, plan.fitting, 'total', secret, 1)[0];
  const flexible = trips(plan, plan.fitting, 'flexible', secret, 1)[0];
  const found = [...perLead, ...(cheapest ? [cheapest] : []), ...(flexible ? [flexible] : [])];
  return inOrder(distinct(found), secret).map((trip, i) => {
    if (i === 0) return proposal(trip, 'best', []);
    if (trip.key === cheapest?.key) return proposal(trip, 'cheapest', []);
    return proposal(trip, trip.key === flexible?.key ? 'flexible' : 'other', []);
  });
}

/** Trips that miss something, a must of a line or the ceiling: fewest misses first, then cheapest. */
function asideTrips(plan: Plan, { secret }: ProposalsInput): readonly Proposal[] {
  const either = plan.fitting.map((column, i) => [...column, ...(plan.beside[i] ?? [])]);
  return trips(plan, either, 'closest', secret, ASIDE_LIMIT)
    .map((trip) => proposal(trip, 'other', missesOf(trip, plan)))
    .filter(({ misses }) => misses.length > 0);
}

function missesOf(trip: Trip, plan: Plan): readonly string[] {
  const misses = trip.lines.flatMap((line) => line.misses);
  return [...new Set(trip.spendMinor > plan.capMinor ? [...misses, 'budget'] : misses)];
}

/** One choice of a line per need of a plan, in the plan's order. */
export interface Trip extends Rankable {
  readonly lines: readonly RankedOffer[];
  readonly lead: RankedOffer;
  readonly spendMinor: number;
  readonly beyond?: Beyond;
  /** The sum it was searched by. */
  readonly cost: number;
}

/** The best trip around each offer of the plan's lead, least cost first, at most `wanted`. A lead that cannot come among them is not searched. */
export function trips(plan: Plan, columns: readonly Column[], objective: Objective, secret: string, wanted: number): readonly Trip[] {
  const rules = rulesFor(objective, plan, secret);
  const others = columns.filter((_, i) => i !== plan.lead);
  const leads = (columns[plan.lead] ?? [])
    .map((line) => ({ line, least: rules.cost(line, line) ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => a.least - b.least || (a.line.key < b.line.key ? -1 : 1));
  const least = total(others.map((column) => Math.min(...column.map((line) => rules.alone(line)))));
  const share = Math.ceil(MAX_STEPS / Math.max(1, leads.length));
  const found: Trip[] = [];
  for (const lead of leads) {
    if (lead.least + least > (found[wanted - 1]?.cost ?? Number.MAX_VALUE)) break;
    const leaf = bestAround(lead.line, others, rules, { left: share });
    if (leaf) insert(found, tripOf(leaf.lines.toSpliced(plan.lead, 0, lead.line), lead.line, leaf.cost, plan));
  }
  return found.slice(0, wanted);
}

/** Keeps the list in order of cost; equals by effective price and then by a name that tells nothing of the vendor. */
function insert(found: Trip[], trip: Trip): void {
  const isBefore = (other: Trip) =>
    other.cost - trip.cost || other.effectiveMinor - trip.effectiveMinor || (sha256(other.key) < sha256(trip.key) ? -1 : 1);
  const at = found.findIndex((other) => isBefore(other) > 0);
  found.splice(at < 0 ? found.length : at, 0, trip);
}

export function tripOf(lines: readonly RankedOffer[], lead: RankedOffer, cost: number, { pairMinor, beyond: beyondAll }: Plan): Trip {
  const beyond = beyondAll(lines.map(({ offer }) => offer));
  const pairs = lines.flatMap((a, i) => lines.slice(i + 1).map((b) => pairMinor(a.offer, b.offer)));
  return {
    lines,
    lead,
    cost,
    key: lines.map(({ key }) => key).join('+'),
    effectiveMinor: total(lines.map(({ effectiveMinor }) => effectiveMinor)) + total(pairs),
    spendMinor: total(lines.map(({ offer }) => spendMinor(offer))),
    ...(beyond && { beyond }),
    ...termsOf(lines),
  };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function distinct(found: readonly Trip[]): readonly Trip[] {
  return [...new Map(found.map((trip) => [trip.key, trip])).values()];
}

export function proposal(trip: Trip, kind: Proposal['kind'], misses: readonly string[]): Proposal {
  const stay = trip.lines.find(({ offer }) => offer.item.category === 'lodging')?.offer.item;
  return {
    id: `prop-${sha256(trip.key).slice(0, 12)}`,
    kind,
    lines: trip.lines.map(({ key }) => key),
    ...(stay?.category === 'lodging' ? { place: stay.place } : {}),
    total: money(total(trip.lines.map(({ offer }) => offer.total.minor)), trip.lead.offer.total.currency),
    effectiveMinor: trip.effectiveMinor,
    ...(trip.beyond && { beyond: trip.beyond }),
    misses,
    lead: trip.lead.key,
    ...(trip.freeUntil === undefined ? {} : { freeUntil: trip.freeUntil }),
  };
}
