import type { Item, Offer } from '../market/offer.ts';
import type { Proposal } from '../market/proposal.ts';
import { dateOf, daysBetween, timeOf } from '../time.ts';
import type { Brief, Category, Requirement } from '../trip/brief.ts';
import { journeyFirst } from '../trip/categories.ts';
import { partySize } from '../trip/party.ts';
import { eachOf, priceOf } from './apart.ts';
import { LOW_M, stops } from './contrast-axes.ts';
import { meritOf } from './contrasting.ts';
import { clockOf } from './hours-said.ts';
import { MEASURED } from './journey.ts';
import { nobodyThen, offHour } from './off-hour.ts';
import { factsOf, genderOf, nounOf, offersOf, type ProposalFacts, shortTitleOf, titleOf } from './offer-facts.ts';
import { say } from './reaction.ts';
import type { Say, SayValue } from './say.ts';
import { lackedByAll, unmetWish } from './unmet.ts';
import { whatOf } from './what.ts';

/** How the proposals are said: who answered and what all share, the best with its reason and drawback, the others by what differs. `heard`: those told before them. */
export function sayProposals(
  listed: readonly Proposal[],
  offers: readonly Offer[],
  brief: Brief,
  vendorCount: number,
  heard: readonly Proposal[] = [],
): readonly Say[] {
  const all = listed.map((proposal) => factsOf(proposal, offers));
  const noun = nounOf(all);
  const lacked = heard.length === 0 ? lackedByAll(all, brief) : [];
  if (noun === 'restaurant') return [...sayTables(all), ...tableLacks(all, brief), ...lacked];
  const shared = sharedMusts(brief, all);
  const head =
    shared.length > 0
      ? say('proposals.answered_with', { count: vendorCount, shared: { list: shared } })
      : say('proposals.answered', { count: vendorCount });
  const told = heard.map((proposal) => factsOf(proposal, offers));
  const each = all.map((facts, i) => sayProposal(facts, { all, told: [...told, ...all.slice(0, i)], brief, noun }));
  return [head, ...nobodyThen(all, brief, offers), ...departures(all, brief), ...each, ...lacked];
}

/** An earlier or later journey was asked for: when each leaves, where the rest of the list does not say it. */
function departures(all: readonly ProposalFacts[], { needs }: Brief): readonly Say[] {
  if (!needs.some(({ requirements }) => requirements.some(({ attr }) => attr === 'departMinutes'))) return [];
  const timed = all.flatMap((facts) =>
    facts.carrier && facts.lodging ? [{ title: titleOf(facts, all), time: { time: timeOf(facts.carrier.outbound.departs) } }] : [],
  );
  const [first] = timed;
  if (!first) return [];
  if (timed.every(({ time }) => time.time === first.time.time)) return [say('proposals.depart', first)];
  return [say('proposals.depart_each', { list: { list: timed.map((each) => say('frag.depart', each)), join: 'comma' } })];
}

/** What surrounds one proposal of a list. */
interface Among {
  readonly all: readonly ProposalFacts[];
  /** Those that the listener has heard already. */
  readonly told: readonly ProposalFacts[];
  readonly brief: Brief;
  readonly noun: ReturnType<typeof nounOf>;
}

function sayProposal(facts: ProposalFacts, among: Among): Say {
  const { all, told, brief, noun } = among;
  const first = all[0];
  const isFirst = first === facts;
  // What the first has too is not told again.
  const fresh = first && !isFirst ? facts.offers.filter(({ id }) => !first.offers.some((other) => other.id === id)) : facts.offers;
  const total = priceOf(facts.offers, fresh.length > 0 ? fresh : facts.offers);
  const drawback = drawbackOf(facts, all, brief);
  const title = (facts.proposal.kind === 'flexible' && !isFirst ? titleOf : shortTitleOf)(facts, [...told, ...all]);
  const base = { title, total, context: genderOf(noun) };
  if (isFirst && facts.proposal.kind !== 'other')
    return leading(facts, among, { ...base, title: placed(facts, all, brief) ?? title }, drawback);
  return contrast(facts, among, { ...base, ...(drawback ? { but: drawback } : {}) });
}

/** Where all of a region's houses are in one place, which one it is: nobody has heard it yet. */
function placed({ lodging }: ProposalFacts, all: readonly ProposalFacts[], { where = [] }: Brief): SayValue | undefined {
  const isOne = new Set(all.map((each) => each.lodging?.place)).size === 1;
  const isOpen = where.length !== 1 || /^(?:region|country|area):/.test(where[0] ?? '');
  return lodging && isOne && isOpen ? say('title.at', { name: lodging.name, place: { place: lodging.place } }) : undefined;
}

/** The first: what it is, the price with what is in it, and what is wrong with it; of a line that is named anyway it is said there. */
function leading(facts: ProposalFacts, { all, brief }: Among, base: NonNullable<Say['params']>, drawback: Say | undefined): Say {
  const lost = drawback && LOST.exec(drawback.key)?.[1];
  const total = base['total'] ?? '';
  const whole = { ...base, what: whatOf(facts, brief), sum: summed(facts, sumOf(facts, total, brief, lost), brief) };
  const isSaid = lost !== undefined && JSON.stringify(whole.sum).includes(`inside.${lost}_lost`);
  const only = `proposal.${all.length === 1 ? 'only' : 'best'}`;
  return drawback && !isSaid ? say(`${only}_but`, { ...whole, but: drawback }) : say(only, whole);
}

const LOST = /^but\.non_refundable_(.+)$/;

/** The price of the first, with what it is for: a meal is never in it, and what all have was told. */
function sumOf(facts: ProposalFacts, total: SayValue, brief: Brief, lost: string | undefined): Say {
  const lead = leadOf(facts);
  const inside = facts.offers.filter(({ item }) => item !== lead && !isShared(item, brief));
  const beside = journeyFirst(inside, ({ category }) => category);
  if (facts.offers.length === 1) return say('sum', { total });
  if (facts.restaurant && lead === facts.restaurant) return say('sum_meal', { total });
  if (beside.length === 0) return say('sum_in_all', { total });
  const needs = { list: beside.map((offer) => insideOf(offer, lost === offer.category, isOfNights(facts))) };
  return say(facts.restaurant ? 'sum_with_meal' : 'sum_with', { total, needs });
}

/** With what it comes to for each, where the ceiling is for each. */
function summed({ offers }: ProposalFacts, whole: Say, brief: Brief): Say {
  const each = eachOf(offers, brief);
  return each ? say('sum_each', { sum: whole, each: offers.length > 1 ? { ...each, parts: [] } : each }) : whole;
}

/** A car whose must was told of all. */
function isShared(item: Item, brief: Brief): boolean {
  return item.category === 'car' && sharedMusts(brief).some(({ key }) => key.startsWith('must.car.'));
}

/** What `whatOf` speaks of. */
function leadOf({ lodging, carrier, restaurant, car, offers }: ProposalFacts): Item | undefined {
  return lodging ?? carrier ?? restaurant ?? car ?? offers[0]?.item;
}

/** A table in a stay of several evenings is on one of them. */
function isOfNights({ lodging }: ProposalFacts): boolean {
  return lodging !== undefined && daysBetween(lodging.checkIn, lodging.checkOut) > 1;
}

function insideOf({ item, category }: Offer, isLost: boolean, isStay: boolean): Say {
  if (isLost) return say(`inside.${category}_lost`);
  if (item.category === 'restaurant')
    return say(isStay ? 'inside.table_day' : 'inside.table', {
      name: item.name,
      time: { time: timeOf(item.at) },
      date: { date: dateOf(item.at) },
    });
  return say(item.category === 'car' && item.drivenWheels === 'four' ? 'the.car_four' : `the.${category}`);
}

/** The others, only by what differs. */
function contrast(facts: ProposalFacts, among: Among, base: NonNullable<Say['params']>): Say {
  const { all, brief } = among;
  const before = all[all.indexOf(facts) - 1];
  const again = before !== undefined && !isNamed(before, all) ? (facts === all.at(-1) ? '_last' : '_next') : '';
  const suffix = 'but' in base ? '_but' : '';
  const { kind } = facts.proposal;
  if (kind === 'flexible' && facts.freeUntil) return say(`proposal.flexible${suffix}`, { ...base, until: { instant: facts.freeUntil } });
  if (kind === 'cheapest') return say(`proposal.cheapest${suffix}`, { ...base, what: whatOf(facts, brief) });
  const what = differs(facts, among, 'but' in base);
  return say(`proposal.other${what ? '' : '_plain'}${suffix}${again}`, { ...base, ...(what ? { what } : {}) });
}

/** Told as the best, the cheapest or the most flexible, not as one more. */
function isNamed({ proposal: { kind }, freeUntil }: ProposalFacts, all: readonly ProposalFacts[]): boolean {
  if (kind === 'other') return false;
  return kind === 'cheapest' || (kind === 'flexible' && freeUntil !== undefined) || all[0]?.proposal.kind === kind;
}

/** Why it is told at all: what it is better in than those before, and what it is where that is not what the first is. */
function differs(facts: ProposalFacts, { all, told, brief }: Among, hasDrawback: boolean): SayValue | undefined {
  const what = whatOf(facts, brief);
  const merit = meritOf(facts, told, brief);
  const first = told[0];
  const isLike = first !== undefined && JSON.stringify(whatOf(first, brief)) === JSON.stringify(what);
  const own = isLike ? [] : [what];
  const isWhole = facts.offers.length > 1 && all.length > 1;
  // Nothing speaks for it, and something against it.
  if (merit === undefined && isWhole && hasDrawback) return undefined;
  if (merit === undefined || merit === 'cheaper' || merit === 'kind') return own[0];
  // Of a whole trip the one thing it is better in is enough.
  if (isWhole) return merit;
  return isIn(merit, own, facts) ? what : { list: [...own, merit], join: 'comma' };
}

/** Told by what it is: the hours tell the time there, the rooms of a flat its bedrooms. */
function isIn(merit: Say, own: readonly Say[], { lodging }: ProposalFacts): boolean {
  if (merit.key === 'gain.there') return own.length > 0;
  return (merit.key === 'differs.bedrooms' && lodging?.kind === 'apartment') || JSON.stringify(own).includes(JSON.stringify(merit));
}

/** Musts that every fitting offer meets: said once for all, where there is something that they are of. */
function sharedMusts(brief: Brief, all?: readonly ProposalFacts[]): readonly Say[] {
  const told = new Set(all?.flatMap(({ offers }) => offers.map(({ needId }) => needId)) ?? brief.needs.map(({ id }) => id));
  return brief.needs
    .filter(({ id }) => told.has(id))
    .flatMap((need) =>
      need.requirements.flatMap((requirement) => (requirement.strength === 'must' ? (sharedSay(need.category, requirement) ?? []) : [])),
    );
}

function sharedSay(category: Category, { attr, op, value }: Requirement): Say | undefined {
  if (MEASURED.has(attr) && typeof value === 'number') return say(`must.journey.${attr}_${op}`, { time: clockOf(value) });
  return SHARED.has(`${category}.${attr}`) && value !== false ? say(`must.${category}.${attr}`) : undefined;
}

const SHARED = new Set(['car.drivenWheels', 'car.automatic', 'lodging.parking', 'lodging.kitchen', 'lodging.pets', 'lodging.accessible']);

type Clause = (facts: ProposalFacts, brief: Brief) => Say | undefined;

/** Stored facts that matter to this trip, worst first. */
const DRAWBACKS: readonly Clause[] = [
  unmetWish,
  offHour,
  (facts) =>
    facts.roadMinutes !== undefined && facts.roadMinutes > 140 ? say('but.road', { minutes: { minutes: facts.roadMinutes } }) : undefined,
  (facts) => nonRefundable(facts, 'flight') ?? nonRefundable(facts, 'train') ?? nonRefundable(facts, 'lodging'),
  (facts, brief) =>
    facts.altitudeM !== undefined && facts.altitudeM < LOW_M && brief.activity === 'ski'
      ? say('but.low', { metres: { metres: facts.altitudeM } })
      : undefined,
  (facts, brief) => (facts.lodging?.bedrooms === 1 && brief.party && partySize(brief.party) >= 4 ? say('but.one_room') : undefined),
  (facts, brief) =>
    brief.activity === 'ski' && (facts.lodging?.slopesMinutes ?? 0) > 12
      ? say('but.far_slopes', { count: facts.lodging?.slopesMinutes ?? 0 })
      : undefined,
  ({ carrier }) => (carrier && carrier.outbound.stops + (carrier.inbound?.stops ?? 0) > 0 ? stops(carrier) : undefined),
  (facts, brief) => (brief.ownCar && facts.lodging?.hasNot.includes('parking') ? say('but.no_parking') : undefined),
  (facts, brief) => (facts.car?.drivenWheels === 'two' && brief.activity === 'ski' ? say('but.two_wheels') : undefined),
];

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

/** What the first table lacks of what was wished for, where another has it. */
function tableLacks(all: readonly ProposalFacts[], brief: Brief): readonly Say[] {
  const [first] = all;
  const lacks = first && drawbackOf(first, all, brief);
  return first?.restaurant && lacks && UNMET.has(lacks.key) ? [say('table.lacks', { name: first.restaurant.name, lacks })] : [];
}

const UNMET: ReadonlySet<string> = new Set(['but.unsaid', 'but.lacks']);

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
