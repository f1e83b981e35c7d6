import type { Booking } from '../booking/booking.ts';
import type { Item, Offer } from '../market/offer.ts';
import { timeOf } from '../time.ts';
import type { Need } from '../trip/brief.ts';
import type { Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { priceOf } from './apart.ts';
import type { ProposalFacts } from './offer-facts.ts';
import { titleOf } from './offer-facts.ts';
import { say } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import type { Say } from './say.ts';
import { hoursClause, whatOf } from './what.ts';

/** A booked line on other days is looked for where it is: another resort, airport or desk is never slipped in. */
export function pinned(need: Need, item: Item): Need {
  switch (item.category) {
    case 'flight':
    case 'train':
      return { ...need, where: [item.outbound.to] };
    case 'lodging':
    case 'ski_hire':
    case 'ski_pass':
    case 'restaurant':
      return { ...need, where: [item.place] };
    case 'car':
      return { ...need, where: [item.pickup] };
    case 'transfer':
      return { ...need, from: [item.from], where: [item.to] };
  }
}

/** "Un meilleur hôtel": more stars than the one that is booked; where its seller does not say, four. */
export function withMoreStars(need: Need, item: Item): Need {
  if (item.category !== 'lodging') return need;
  const value = item.stars === undefined ? 4 : Math.min(item.stars + 1, 5);
  return { ...need, requirements: [...need.requirements, { attr: 'stars', op: 'gte', value, strength: 'must' }] };
}

/** Only days or people move: whoever has the booking is asked for it first. "Un autre hôtel" is another one. */
export function keepsSellers({ slots, acts, needs, needsNot }: Heard): boolean {
  const { start, end, nights, days, party, adults, children, infants } = slots;
  const isOther = needsNot.length > 0 || (needs.length > 0 && acts.includes('more_options')) || slots.sort !== undefined;
  return !isOther && [start, end, nights, days, party, adults, children, infants].some((value) => value !== undefined);
}

/** For each booked line only what its own seller offers in its place, where it offers something: of its trains and flights the one at the hours that were booked. */
export function fromSame(trip: Trip, booked: readonly Booking[], offers: readonly Offer[]): readonly Offer[] {
  const others = trip.brief.needs.filter(({ insteadOf }) => insteadOf !== undefined);
  const sameFor = new Map(
    others.map(({ id, insteadOf }) => {
      const had = booked.find(({ needId }) => needId === insteadOf)?.offer;
      const same = offers.filter((offer) => offer.needId === id && had !== undefined && isSame(offer, had));
      const onTime = same.filter((offer) => had !== undefined && hasHoursOf(offer, had));
      return [id, onTime.length > 0 ? onTime : same];
    }),
  );
  return offers.filter((offer) => {
    const same = sameFor.get(offer.needId) ?? [];
    return same.length === 0 || same.includes(offer);
  });
}

/** The same seller, and of a seller of many houses the same house. */
function isSame(offer: Offer, had: Offer): boolean {
  return offer.vendorId === had.vendorId && nameIn(offer.item) === nameIn(had.item);
}

/** Leaves when the booked one leaves, there and back. What is no journey has no such hours. */
function hasHoursOf({ item }: Offer, had: Offer): boolean {
  if (!isJourney(item) || !isJourney(had.item)) return true;
  const { outbound, inbound } = had.item;
  const isBackThen = !item.inbound || !inbound || timeOf(item.inbound.departs) === timeOf(inbound.departs);
  return timeOf(item.outbound.departs) === timeOf(outbound.departs) && isBackThen;
}

type Journey = Extract<Item, { readonly category: 'flight' | 'train' }>;

function isJourney(item: Item): item is Journey {
  return item.category === 'flight' || item.category === 'train';
}

function nameIn(item: Item): string | undefined {
  switch (item.category) {
    case 'lodging':
    case 'restaurant':
      return item.name;
    case 'flight':
    case 'train':
    case 'car':
    case 'ski_hire':
    case 'ski_pass':
    case 'transfer':
      return undefined;
  }
}

/** What would take the place of what is booked: from the same sellers with both prices, else which of them had nothing and what there is. */
export function foundSays(facts: ProposalFacts, booked: readonly Booking[], trip: Trip, keeps: boolean): readonly Say[] {
  const had = booked.map(({ offer }) => offer);
  const total = priceOf(facts.offers);
  const lost = keeps ? had.filter((offer) => !facts.offers.some((each) => isSame(each, offer))) : [];
  if (keeps && lost.length === 0 && facts.offers.length === had.length && facts.proposal.total.minor > 0) {
    const before = had.reduce((minor, offer) => minor + offer.total.minor, 0);
    const price =
      facts.proposal.total.minor === before ? say('rebook.same_price', { total }) : say('rebook.same', { total, before: priceOf(had) });
    return [price, ...otherHours(facts, had)];
  }
  const head = lost.length > 0 ? [say('rebook.lost', { sellers: { list: lost.map(sellerOf) } })] : [];
  const values = { title: titleOf(facts, [facts]), what: whatOf(facts, trip.brief), total };
  return [...head, say(foundKey(facts), values)];
}

/** Another hour is another train: it is said before the one that is booked is left for it. */
function otherHours({ carrier, offers }: ProposalFacts, had: readonly Offer[]): readonly Say[] {
  const moved = offers.some((offer) => had.some((old) => isSame(offer, old) && !hasHoursOf(offer, old)));
  return carrier && moved ? [say('rebook.hours', { what: hoursClause(carrier) })] : [];
}

/** Of several lines the sum is of all; a table costs nothing by itself. */
function foundKey({ offers, proposal }: ProposalFacts): string {
  if (offers.length > 1) return 'rebook.found_all';
  return proposal.total.minor === 0 ? 'rebook.found_free' : 'rebook.found';
}
