import { type Money, subtract } from '../money.ts';
import type { Item, Offer } from './offer.ts';
import type { ProposalsInput } from './plan.ts';
import type { Proposal } from './proposal.ts';

/** Stored facts that two trips are told apart by. `lostLines`: how many lines' money does not come back; `roadMinutes`: from where one arrives to where one sleeps. */
const FACTS = [
  'freeUntil',
  'lostLines',
  'place',
  'slopesMinutes',
  'centreMinutes',
  'stars',
  'breakfast',
  'roadMinutes',
  'stops',
  'departs',
] as const;
export type ComparedFact = (typeof FACTS)[number];
type Value = string | number | boolean | undefined;

/** What sets b apart from a: what spoken reasons are made of, never scores. */
export interface Difference {
  /** b less a: below zero when b is cheaper. */
  readonly price: Money;
  /** Only facts that differ; an undefined side was not told. */
  readonly facts: Readonly<Partial<Record<ComparedFact, { readonly a: Value; readonly b: Value }>>>;
  /** Needs that another offer fills. */
  readonly needs: readonly string[];
}

export function compare(a: Proposal, b: Proposal, offers: readonly Offer[], roadMinutes: ProposalsInput['roadMinutes']): Difference {
  const [left, right] = [linesOf(a, offers), linesOf(b, offers)];
  const [mine, theirs] = [factsOf(a, left, roadMinutes), factsOf(b, right, roadMinutes)];
  const facts: Partial<Record<ComparedFact, { readonly a: Value; readonly b: Value }>> = {};
  for (const fact of FACTS) if (mine[fact] !== theirs[fact]) facts[fact] = { a: mine[fact], b: theirs[fact] };
  return { price: subtract(b.total, a.total), facts, needs: changedNeeds(left, right) };
}

function linesOf({ lines }: Proposal, offers: readonly Offer[]): readonly Offer[] {
  return offers.filter(({ id }) => lines.includes(id));
}

function factsOf(
  proposal: Proposal,
  lines: readonly Offer[],
  roadMinutes: ProposalsInput['roadMinutes'],
): Readonly<Record<ComparedFact, Value>> {
  const items = lines.map(({ item }) => item);
  const stay = items.find((item) => item.category === 'lodging');
  const journey = items.find(
    (item): item is Extract<Item, { category: 'flight' | 'train' }> => item.category === 'flight' || item.category === 'train',
  );
  return {
    freeUntil: proposal.freeUntil,
    lostLines: lines.filter(({ cancellation, total }) => total.minor > 0 && cancellation.refundability === 'non_refundable').length,
    place: proposal.place,
    slopesMinutes: stay?.slopesMinutes,
    centreMinutes: stay?.centreMinutes,
    stars: stay?.stars,
    breakfast: stay?.breakfast,
    roadMinutes: journey && stay ? roadMinutes(journey.outbound.to, stay.place) : undefined,
    stops: journey?.outbound.stops,
    departs: journey?.outbound.departs,
  };
}

function changedNeeds(a: readonly Offer[], b: readonly Offer[]): readonly string[] {
  const ids = [...new Set([...a, ...b].map(({ needId }) => needId))].sort();
  return ids.filter((needId) => a.find((line) => line.needId === needId)?.id !== b.find((line) => line.needId === needId)?.id);
}
