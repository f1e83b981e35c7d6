import type { Offer } from '../market/offer.ts';
import type { Proposal } from '../market/proposal.ts';
import { timeOf } from '../time.ts';
import type { Brief } from '../trip/brief.ts';
import { partySize } from '../trip/party.ts';
import { priceOf } from './apart.ts';
import { nobodyThen, offHour } from './off-hour.ts';
import { factsOf, genderOf, nounOf, offersOf, type ProposalFacts, titleOf } from './offer-facts.ts';
import { say } from './reaction.ts';
import type { Say } from './say.ts';

/** How the proposals are said: who answered and what all share, the best with its reason and drawback, the others by what differs. */
export function sayProposals(listed: readonly Proposal[], offers: readonly Offer[], brief: Brief, vendorCount: number): readonly Say[] {
  const all = listed.map((proposal) => factsOf(proposal, offers));
  const noun = nounOf(all);
  if (noun === 'restaurant') return sayTables(all);
  const shared = sharedMusts(brief);
  const head =
    shared.length > 0
      ? say('proposals.answered_with', { count: vendorCount, shared: { list: shared } })
      : say('proposals.answered', { count: vendorCount });
  return [head, ...nobodyThen(all, brief), ...all.map((facts, i) => sayProposal(facts, all, brief, i, noun))];
}

export function sayProposal(
  facts: ProposalFacts,
  all: readonly ProposalFacts[],
  brief: Brief,
  index: number,
  noun: ReturnType<typeof nounOf>,
): Say {
  const first = all[0];
  // What the first has too is not told again.
  const told = first && index > 0 ? facts.offers.filter(({ id }) => !first.offers.some((other) => other.id === id)) : facts.offers;
  const total = priceOf(facts.offers, told.length > 0 ? told : facts.offers);
  const drawback = drawbackOf(facts, all, brief);
  const base = { title: titleOf(facts, all), total, context: genderOf(noun), ...(drawback ? { but: drawback } : {}) };
  const suffix = drawback ? '_but' : '';
  if (index === 0 && facts.proposal.kind !== 'other') {
    const sum = say(facts.offers.length > 1 ? 'sum_all_in' : 'sum', { total });
    return say(`proposal.${all.length === 1 ? 'only' : 'best'}${suffix}`, { ...base, what: whatOf(facts, brief), sum });
  }
  return contrast(facts, all, brief, base);
}

/** The others, only by what differs. */
function contrast(facts: ProposalFacts, all: readonly ProposalFacts[], brief: Brief, base: NonNullable<Say['params']>): Say {
  const first = all[0];
  const before = all[all.indexOf(facts) - 1];
  const again = before !== undefined && !isNamed(before, all) ? (facts === all.at(-1) ? '_last' : '_next') : '';
  const suffix = 'but' in base ? '_but' : '';
  const { kind } = facts.proposal;
  if (kind === 'flexible' && facts.freeUntil) return say(`proposal.flexible${suffix}`, { ...base, until: { instant: facts.freeUntil } });
  if (kind === 'cheapest') return say(`proposal.cheapest${suffix}`, { ...base, what: whatOf(facts, brief) });
  const what = differs(facts, first, brief);
  const key = what || suffix ? `proposal.other${suffix}` : 'proposal.other_plain';
  return say(`${key}${again}`, { ...base, ...(what ? { what } : {}) });
}

/** Told as the best, the cheapest or the most flexible, not as one more. */
function isNamed({ proposal: { kind }, freeUntil }: ProposalFacts, all: readonly ProposalFacts[]): boolean {
  if (kind === 'other') return false;
  return kind === 'cheapest' || (kind === 'flexible' && freeUntil !== undefined) || all[0]?.proposal.kind === kind;
}

/** What it is, where that is not what the first is; else what it has more of. */
function differs(facts: ProposalFacts, first: ProposalFacts | undefined, brief: Brief): Say | undefined {
  const what = whatOf(facts, brief);
  if (!first || first === facts || JSON.stringify(whatOf(first, brief)) !== JSON.stringify(what)) return what;
  const [own, other] = [facts.lodging, first.lodging];
  if ((own?.stars ?? 0) > (other?.stars ?? 0)) return say('differs.stars', { count: own?.stars ?? 0 });
  if ((own?.bedrooms ?? 0) > (other?.bedrooms ?? 0)) return say('differs.bedrooms', { count: own?.bedrooms ?? 0 });
  return facts.freeUntil && !first.freeUntil ? say('why.free_until', { until: { instant: facts.freeUntil } }) : undefined;
}

/** Musts that every fitting offer meets: said once for all. */
function sharedMusts(brief: Brief): readonly Say[] {
  return brief.needs.flatMap((need) =>
    need.requirements
      .filter(
        (requirement) =>
          requirement.strength === 'must' && SHARED.has(`${need.category}.${requirement.attr}`) && requirement.value !== false,
      )
      .map((requirement) => say(`must.${need.category}.${requirement.attr}`)),
  );
}

const SHARED = new Set(['car.drivenWheels', 'car.automatic', 'lodging.parking', 'lodging.kitchen', 'lodging.pets', 'lodging.accessible']);

/** One clause on what it is: the kind of house and where it stands, the hours of a journey, the car. */
export function whatOf(facts: ProposalFacts, brief: Brief): Say {
  if (facts.lodging) return lodgingClause(facts, brief);
  if (facts.carrier) return carrierClause(facts.carrier);
  if (facts.restaurant) return tableClause(facts.restaurant, facts);
  if (facts.car) return say(facts.car.drivenWheels === 'four' ? 'what.car_four' : 'what.car_two', { model: facts.car.shortModel });
  const item = facts.offers[0]?.item;
  switch (item?.category) {
    case 'ski_hire':
      return say('what.ski_hire', { count: item.sets, place: { place: item.place } });
    case 'ski_pass':
      return say('what.ski_pass', { count: item.days, domain: item.domain });
    case 'transfer':
      return say(`what.${item.vehicle}`, { minutes: { minutes: item.minutes } });
    case 'restaurant':
    case 'car':
    case 'lodging':
    case 'flight':
    case 'train':
    case undefined:
      return say('what.offer');
  }
}

/** A table and what comes with it. */
function tableClause({ at }: NonNullable<ProposalFacts['restaurant']>, { offers }: ProposalFacts): Say {
  const rest = offers.filter(({ category }) => category !== 'restaurant').map(({ category }) => say(`the.${category}`));
  const time = { time: timeOf(at) };
  return rest.length > 0 ? say('what.table_with', { time, rest: { list: rest } }) : say('what.table', { time });
}

function lodgingClause(facts: ProposalFacts, brief: Brief): Say {
  const lodging = facts.lodging;
  if (!lodging) return say('what.offer');
  const rooms =
    lodging.kind === 'apartment' && lodging.bedrooms > 0
      ? say('house.apartment_rooms', { count: lodging.bedrooms + 1 })
      : say(`house.${lodging.kind}`);
  const where = whereClause(lodging, brief);
  const wish = wishMet(facts, brief);
  const base = { house: rooms, ...(where ? { where } : {}), ...(wish ? { wish } : {}) };
  return say(`what.house${where ? '_where' : ''}${wish ? '_wish' : ''}`, base);
}

function whereClause(lodging: NonNullable<ProposalFacts['lodging']>, brief: Brief): Say | undefined {
  const { slopesMinutes, centreMinutes } = lodging;
  if (brief.activity === 'ski' || brief.needs.some((need) => need.category.startsWith('ski'))) {
    if (slopesMinutes !== undefined && slopesMinutes <= 2) return say('where.on_slopes');
    if (slopesMinutes !== undefined && slopesMinutes <= 12) return say('where.near_slopes', { count: slopesMinutes });
  }
  if (centreMinutes !== undefined && centreMinutes <= 4) return say('where.centre');
  if (lodging.quarter) return say('where.quarter', { quarter: lodging.quarter });
  return undefined;
}

/** A wish of the traveller that this house grants. */
function wishMet(facts: ProposalFacts, brief: Brief): Say | undefined {
  const wishes = brief.needs.find((need) => need.category === 'lodging')?.requirements ?? [];
  const met = wishes.find((wish) => wish.strength === 'wish' && wish.value === true && facts.lodging?.has.includes(wish.attr));
  return met ? say(`with.${met.attr}`) : undefined;
}

function carrierClause(carrier: NonNullable<ProposalFacts['carrier']>): Say {
  const key = carrier.inbound ? 'what.journey_return' : 'what.journey';
  return say(key, {
    out: { time: timeOf(carrier.outbound.departs) },
    ...(carrier.inbound ? { back: { time: timeOf(carrier.inbound.departs) } } : {}),
  });
}

type Clause = (facts: ProposalFacts, brief: Brief) => Say | undefined;

/** Stored facts that matter to this trip, worst first. */
const DRAWBACKS: readonly Clause[] = [
  (facts, brief) => unmetWish(facts, brief),
  offHour,
  (facts) =>
    facts.roadMinutes !== undefined && facts.roadMinutes > 140 ? say('but.road', { minutes: { minutes: facts.roadMinutes } }) : undefined,
  (facts) => nonRefundable(facts, 'flight') ?? nonRefundable(facts, 'train') ?? nonRefundable(facts, 'lodging'),
  (facts, brief) =>
    facts.altitudeM !== undefined && facts.altitudeM < 1200 && brief.activity === 'ski'
      ? say('but.low', { metres: { metres: facts.altitudeM } })
      : undefined,
  (facts, brief) => (facts.lodging?.bedrooms === 1 && brief.party && partySize(brief.party) >= 4 ? say('but.one_room') : undefined),
  (facts, brief) =>
    brief.activity === 'ski' && (facts.lodging?.slopesMinutes ?? 0) > 12
      ? say('but.far_slopes', { count: facts.lodging?.slopesMinutes ?? 0 })
      : undefined,
  (facts) => (facts.carrier && facts.carrier.outbound.stops > 0 ? say('but.stop', { count: facts.carrier.outbound.stops }) : undefined),
  (facts, brief) => (brief.ownCar && facts.lodging?.hasNot.includes('parking') ? say('but.no_parking') : undefined),
  (facts, brief) => (facts.car?.drivenWheels === 'two' && brief.activity === 'ski' ? say('but.two_wheels') : undefined),
];

function unmetWish(facts: ProposalFacts, brief: Brief): Say | undefined {
  const wishes = brief.needs.find((need) => need.category === 'lodging')?.requirements ?? [];
  const unmet = wishes.find((wish) => wish.strength === 'wish' && wish.value === true && facts.lodging?.hasNot.includes(wish.attr));
  return unmet ? say(`without.${unmet.attr}`) : undefined;
}

function nonRefundable(facts: ProposalFacts, category: 'flight' | 'train' | 'lodging'): Say | undefined {
  const offer = facts.offers.find((each) => each.category === category);
  return offer?.cancellation.refundability === 'non_refundable' ? say(`but.non_refundable_${category}`) : undefined;
}

/** The worst thing about it that does not hold for every proposal of the list. */
export function drawbackOf(facts: ProposalFacts, all: readonly ProposalFacts[], brief: Brief): Say | undefined {
  for (const clause of DRAWBACKS) {
    const found = clause(facts, brief);
    if (!found) continue;
    const shared = all.length > 1 && all.every((each) => JSON.stringify(clause(each, brief)) === JSON.stringify(found));
    if (!shared && !saidOfPlace(found, facts, all)) return found;
  }
  return undefined;
}

const OF_PLACE: ReadonlySet<string> = new Set(['but.low', 'but.road']);

/** What is wrong with a place is said with the first house there. */
function saidOfPlace(drawback: Say, { lodging, proposal }: ProposalFacts, all: readonly ProposalFacts[]): boolean {
  const before = all.slice(
    0,
    all.findIndex((each) => each.proposal.id === proposal.id),
  );
  return OF_PLACE.has(drawback.key) && before.some((each) => each.lodging?.place === lodging?.place);
}

function sayTables(all: readonly ProposalFacts[]): readonly Say[] {
  return all.flatMap((facts, i): readonly Say[] => {
    const table = facts.restaurant;
    if (!table) return [];
    const values = {
      name: table.name,
      time: { time: timeOf(table.at) },
      about: { minor: table.aboutPerPerson.minor, currency: table.aboutPerPerson.currency },
    };
    const calmer = i > 0 && (table.trendy ?? 1) < (all[0]?.restaurant?.trendy ?? 0) - 0.15;
    return [say(i === 0 ? 'table.first' : calmer ? 'table.calmer' : 'table.other', values)];
  });
}

/** "Les Arcs, 2944 euros. Valmorel, 2350.": for "quoi ?" after offers. */
export function sayShortList(listed: readonly Proposal[], offers: readonly Offer[]): readonly Say[] {
  const all = listed.map((proposal) => factsOf(proposal, offers));
  if (nounOf(all) === 'restaurant') return sayTables(all);
  return all.map((facts) => say('proposal.short', { title: titleOf(facts, all), total: priceOf(facts.offers) }));
}

/** Distinct vendors among the offers that a list was made from. */
export function countVendors(offers: readonly Offer[]): number {
  return new Set(offers.map((offer) => offer.vendorId)).size;
}

export function isDemo(proposals: readonly Proposal[], offers: readonly Offer[]): boolean {
  return proposals.some((proposal) => offersOf(proposal, offers).some((offer) => offer.demo));
}
