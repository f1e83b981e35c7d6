import type { Item, Offer } from '../market/offer.ts';
import type { Proposal } from '../market/proposal.ts';
import { placeById, roadMinutes } from '../places/places.ts';
import { type Instant, timeOf } from '../time.ts';
import type { Category } from '../trip/brief.ts';
import type { Say, SayValue } from './say.ts';

type ItemOf<C extends Category> = Extract<Item, { category: C }>;

/** The facts of one proposal that sentences are made of; every field comes from a stored offer. */
export interface ProposalFacts {
  readonly proposal: Proposal;
  readonly offers: readonly Offer[];
  readonly lodging?: ItemOf<'lodging'>;
  readonly carrier?: Extract<Item, { category: 'flight' | 'train' }>;
  readonly car?: ItemOf<'car'>;
  readonly restaurant?: ItemOf<'restaurant'>;
  /** Minutes on the road from where one arrives to where one sleeps. */
  readonly roadMinutes?: number;
  readonly altitudeM?: number;
  /** Everything can be left free of charge until then; absent when a line cannot. */
  readonly freeUntil?: Instant;
}

export function offersOf(proposal: Proposal, offers: readonly Offer[]): readonly Offer[] {
  const byId = new Map(offers.map((offer) => [offer.id, offer]));
  return proposal.lines.map((id) => byId.get(id)).filter((offer): offer is Offer => offer !== undefined);
}

export function factsOf(proposal: Proposal, offers: readonly Offer[]): ProposalFacts {
  const lines = offersOf(proposal, offers);
  const lodging = itemOf(lines, 'lodging');
  const carrier = carrierOf(lines);
  const car = itemOf(lines, 'car');
  const restaurant = itemOf(lines, 'restaurant');
  const altitude = lodging ? placeById(lodging.place)?.resort?.altitudeM : undefined;
  const road = carrier && lodging ? roadMinutes(carrier.outbound.to, lodging.place) : undefined;
  const free = freeUntil(lines);
  return {
    proposal,
    offers: lines,
    ...(lodging ? { lodging } : {}),
    ...(carrier ? { carrier } : {}),
    ...(car ? { car } : {}),
    ...(restaurant ? { restaurant } : {}),
    ...(road === undefined ? {} : { roadMinutes: road }),
    ...(altitude === undefined ? {} : { altitudeM: altitude }),
    ...(free ? { freeUntil: free } : {}),
  };
}

/** The hours of a journey, there and back. */
export function whenOf({ outbound, inbound }: NonNullable<ProposalFacts['carrier']>): NonNullable<Say['params']> {
  return { out: { time: timeOf(outbound.departs) }, ...(inbound ? { back: { time: timeOf(inbound.departs) } } : {}) };
}

function carrierOf(lines: readonly Offer[]): ProposalFacts['carrier'] {
  for (const { item } of lines) if (item.category === 'flight' || item.category === 'train') return item;
  return undefined;
}

export function itemOf<C extends Category>(lines: readonly Offer[], category: C): ItemOf<C> | undefined {
  return lines.map((offer) => offer.item).find((item): item is ItemOf<C> => item.category === category);
}

/** The last moment at which an offer can be left for nothing; undefined when leaving always costs. */
export function offerFreeUntil(offer: Offer): Instant | undefined {
  return offer.cancellation.schedule.filter((step) => step.fee.minor === 0).at(-1)?.until;
}

function freeUntil(lines: readonly Offer[]): Instant | undefined {
  const owed = lines.filter((offer) => offer.total.minor > 0);
  const moments = owed.map(offerFreeUntil);
  return moments.every((moment) => moment !== undefined) ? moments.toSorted()[0] : undefined;
}

/** What the list is made of, for gender and for "Lequel" or "Laquelle". */
export function nounOf(facts: readonly ProposalFacts[]): 'trip' | Category {
  const first = facts[0];
  if (!first || first.offers.length > 1) return 'trip';
  return first.offers[0]?.category ?? 'trip';
}

export function genderOf(noun: 'trip' | Category): 'm' | 'f' {
  return noun === 'car' || noun === 'restaurant' ? 'f' : 'm';
}

/** The short name a proposal goes by among others: the place where no other is, else the house, the vendor. */
export function titleOf(facts: ProposalFacts, all: readonly ProposalFacts[]): SayValue {
  const { lodging, proposal } = facts;
  const places = new Set(all.map((each) => each.lodging?.place));
  if (lodging && places.size > 1) {
    const place = { place: lodging.place };
    const isThere = all.some((each) => each.proposal.id !== proposal.id && each.lodging?.place === lodging.place);
    return isThere ? { key: 'title.at', params: { name: lodging.name, place } } : place;
  }
  if (lodging) return lodging.name;
  if (facts.restaurant) return facts.restaurant.name;
  const lead = leadOffer(facts);
  const name = sellerName(lead);
  const isTwice = all.some((each) => each.proposal.id !== proposal.id && sellerName(leadOffer(each)) === name);
  if (isTwice && facts.carrier) return { key: 'title.departs', params: { name, out: { time: timeOf(facts.carrier.outbound.departs) } } };
  return isTwice && facts.car ? { key: 'title.model', params: { name, model: facts.car.shortModel } } : name;
}

/** The line a trip without a bed goes by: the journey, else the first. */
function leadOffer({ offers, carrier }: ProposalFacts): Offer | undefined {
  return offers.find(({ item }) => item === carrier) ?? offers[0];
}

function sellerName(offer: Offer | undefined): string {
  return offer?.item.category === 'ski_hire' ? offer.item.shop : (offer?.vendorName ?? '');
}

/** The title beside the clause that says what it is: the hours and the model are told there. */
export function shortTitleOf(facts: ProposalFacts, all: readonly ProposalFacts[]): SayValue {
  return facts.lodging || facts.restaurant ? titleOf(facts, all) : sellerName(leadOffer(facts));
}
