import { daysBetween, type Instant } from '../time.ts';
import type { Brief, Category, Need } from '../trip/brief.ts';
import { isCarrier } from '../trip/categories.ts';
import { partySize } from '../trip/party.ts';
import { type Beyond, beyondOf, isCarried, type Pairing, pairMinor } from './beyond.ts';
import type { Offer } from './offer.ts';
import { type RankedOffer, rank } from './rank.ts';
import { peopleOf, spendMinor, startOf } from './score.ts';
import type { Column, SearchRules } from './search.ts';
import { goTogether, type Surroundings } from './together.ts';

export interface ProposalsInput {
  readonly brief: Brief;
  /** Those of the newest request of each need; expired ones are left out here. */
  readonly offers: readonly Offer[];
  readonly now: Instant;
  /** The trip's: decides ties. */
  readonly secret: string;
  /** Minutes on the road; undefined where no road is known. */
  readonly roadMinutes: (from: string, to: string) => number | undefined;
  /** How many proposals at most. Default 30. */
  readonly limit?: number;
}

/** What the lines are chosen by: effective price, price alone, freedom to leave, or fewest musts missed and then price. */
export type Objective = 'effective' | 'total' | 'flexible' | 'closest';

/** The needs that have offers, and how lines of them are weighed and matched. */
export interface Plan {
  readonly needs: readonly Need[];
  /** By need, in the same order. */
  readonly fitting: readonly Column[];
  readonly beside: readonly Column[];
  /** Which need leads: where one sleeps, else the journey, else the first. */
  readonly lead: number;
  readonly empty: readonly string[];
  readonly capMinor: number;
  readonly goTogether: (a: Offer, b: Offer) => boolean;
  /** Worth of a pair of lines together: time on the road between them, walking to another village's shop. */
  readonly pairMinor: (a: Offer, b: Offer) => number;
  /** The roads of one trip, as they are put on record with it. */
  readonly beyond: (lines: readonly Offer[]) => Beyond | undefined;
}

const NO_NEED: Need = { id: '', category: 'lodging', requirements: [] };

export function planOf(input: ProposalsInput): Plan {
  const { brief } = input;
  const wanted = brief.needs.filter((need) => !isCoveredByCar(need, brief));
  const columns = wanted.map((need) => ({ need, ...columnsOf(need, input) }));
  const filled = columns.filter(({ fitting, beside }) => fitting.length + beside.length > 0);
  const needs = filled.map(({ need }) => need);
  const around = surroundings(input);
  const people = peopleOf({ need: needs[0] ?? NO_NEED, brief });
  const pairing: Pairing = { people, travels: isCarried(needs), roadMinutes: around.roadMinutes };
  return {
    needs,
    fitting: filled.map(({ fitting }) => fitting),
    beside: filled.map(({ beside }) => beside),
    lead: leadOf(needs.map(({ category }) => category)),
    empty: columns.filter((column) => !filled.includes(column)).map(({ need }) => need.id),
    capMinor: capOf(brief, input.offers[0]?.total.currency),
    goTogether: (a, b) => goTogether(a, b, around),
    pairMinor: (a, b) => pairMinor(a, b, pairing) + pairMinor(b, a, pairing),
    beyond: (lines) => beyondOf(lines, pairing),
  };
}

/** With a car there is nothing to be driven to, unless a ride of its own was asked for. */
function isCoveredByCar(need: Need, { needs }: Brief): boolean {
  return need.category === 'transfer' && !need.from?.length && !need.where?.length && needs.some(({ category }) => category === 'car');
}

function columnsOf(need: Need, { brief, offers, now, secret }: ProposalsInput): { readonly fitting: Column; readonly beside: Column } {
  const currency = offers[0]?.total.currency;
  const mine = offers.filter(({ total }) => total.currency === currency);
  const { fitting, beside } = rank(mine, { need, brief, now }, secret);
  const nightCap = brief.budget?.max.currency === currency ? nightCapOf(need, brief) : undefined;
  if (nightCap === undefined) return { fitting, beside };
  const overNight = (line: RankedOffer): RankedOffer => ({ ...line, misses: [...line.misses, 'budget'] });
  const isOver = ({ offer }: RankedOffer) => spendMinor(offer) > nightCap * nightsOf(offer);
  return {
    fitting: fitting.filter((line) => !isOver(line)),
    beside: [...beside.map((line) => (isOver(line) ? overNight(line) : line)), ...fitting.filter(isOver).map(overNight)],
  };
}

/** A ceiling per night is about where one sleeps. */
function nightCapOf({ category }: Need, { budget }: Brief): number | undefined {
  return category === 'lodging' && budget?.scope === 'per_night' ? budget.max.minor : undefined;
}

function nightsOf({ item }: Offer): number {
  return item.category === 'lodging' ? Math.max(1, daysBetween(item.checkIn, item.checkOut)) : 1;
}

/** The ceiling of the whole trip in minor units. Offers are in one currency; a ceiling in another one is not compared. */
function capOf({ budget, party }: Brief, currency: string | undefined): number {
  if (!budget || budget.scope === 'per_night' || budget.max.currency !== currency) return Number.POSITIVE_INFINITY;
  return budget.scope === 'total' ? budget.max.minor : budget.max.minor * Math.max(1, party ? partySize(party) : 1);
}

function leadOf(categories: readonly Category[]): number {
  const stay = categories.indexOf('lodging');
  if (stay >= 0) return stay;
  return Math.max(
    0,
    categories.findIndex((category) => isCarrier({ category })),
  );
}

/** What these offers are judged by beside each other. */
export function surroundings({ brief, offers, roadMinutes }: Pick<ProposalsInput, 'brief' | 'offers' | 'roadMinutes'>): Surroundings {
  const needs = new Map(brief.needs.map((need) => [need.id, need]));
  const domains = domainsOf(offers);
  const sameDomain = (a: string, b: string) => [...(domains.get(a) ?? [])].some((domain) => domains.get(b)?.has(domain));
  return { roadMinutes: rememberedRoads(roadMinutes), sameDomain, needOf: (offer) => needs.get(offer.needId) };
}

/** The same roads, each asked once a search. */
function rememberedRoads(roadMinutes: ProposalsInput['roadMinutes']): ProposalsInput['roadMinutes'] {
  const known = new Map<string, Map<string, number | undefined>>();
  return (from, to) => {
    const row = known.get(from) ?? new Map<string, number | undefined>();
    if (!row.has(to)) known.set(from, row.set(to, roadMinutes(from, to)));
    return row.get(to);
  };
}

/** Which ski domains a place belongs to, as its passes say. */
function domainsOf(offers: readonly Offer[]): ReadonlyMap<string, ReadonlySet<string>> {
  const domains = new Map<string, Set<string>>();
  for (const { item } of offers) {
    if (item.category === 'ski_pass') domains.set(item.place, (domains.get(item.place) ?? new Set()).add(item.domain));
  }
  return domains;
}

/** How lines are weighed for one objective. */
export function rulesFor(objective: Objective, plan: Plan, secret: string): SearchRules {
  const costs = new Map([...plan.fitting, ...plan.beside].flat().map((line) => [line, aloneCost(objective, line)]));
  const alone = (line: RankedOffer) => costs.get(line) ?? Number.POSITIVE_INFINITY;
  const pairs = objective === 'effective' || objective === 'flexible';
  return {
    alone,
    cost: (line, lead) => alone(line) + (pairs && line !== lead ? plan.pairMinor(line.offer, lead.offer) : 0),
    goTogether: plan.goTogether,
    secret,
    capMinor: objective === 'closest' ? Number.POSITIVE_INFINITY : plan.capMinor,
  };
}

/** Infinite = not to be used. */
function aloneCost(objective: Objective, line: RankedOffer): number {
  switch (objective) {
    case 'effective':
      return line.effectiveMinor;
    case 'total':
      return spendMinor(line.offer);
    case 'flexible':
      return line.freeUntil === undefined ? Number.POSITIVE_INFINITY : line.effectiveMinor + lateness(line.offer, line.freeUntil);
    case 'closest':
      return spendMinor(line.offer) + line.misses.length * MISS_MINOR;
  }
}

/** More than any trip costs: one must fewer missed comes before any price. */
const MISS_MINOR = 1e12;
/** Share of a line's price that each day is worth by which free leaving ends earlier. */
const EARLIER_DAY = 0.01;

function lateness(offer: Offer, until: Instant): number {
  const days = Math.max(0, daysBetween(until.slice(0, 10), startOf(offer.item)));
  return Math.round(EARLIER_DAY * Math.min(60, days) * spendMinor(offer));
}
