import { dateOf, daysBetween, minutesOf, timeOf } from '../time.ts';
import type { Requirement } from '../trip/brief.ts';
import type { Item, Leg, Offer } from './offer.ts';

type Fact = string | number | boolean;

/** A stored fact of an offer by attribute (a field of its Item, or a tag of has/hasNot); undefined when the vendor did not say. */
export function factOf(offer: Offer, attr: string): Fact | undefined {
  if (attr === 'refundable') return offer.cancellation.refundability !== 'non_refundable';
  return itemFact(offer.item, attr) ?? detailFact(offer, attr);
}

/** What is told beside the item: brought to where one stays, or left out of the price. */
function detailFact({ details }: Offer, attr: string): Fact | undefined {
  if (attr === 'delivery' && details?.delivery !== undefined) return details.delivery === 'at_chalet';
  return details?.exclusions?.includes(attr) ? false : undefined;
}

export function itemFact(item: Item, attr: string): Fact | undefined {
  const made = madeFact(item, attr);
  if (made !== undefined) return made;
  const field = new Map<string, unknown>(Object.entries(item)).get(attr);
  if (typeof field === 'string' || typeof field === 'number' || typeof field === 'boolean') return field;
  if ('has' in item && item.has.includes(attr)) return true;
  if ('hasNot' in item && item.hasNot.includes(attr)) return false;
  return undefined;
}

/** Facts that are made of several fields. */
function madeFact(item: Item, attr: string): Fact | undefined {
  const hour = HOURS[attr];
  if (hour) return hour(item);
  if (item.category === 'lodging') return attr === 'rooms' ? roomsOf(item) : undefined;
  const journeys = item.category === 'flight' || item.category === 'train';
  return attr === 'stops' && journeys ? Math.max(item.outbound.stops, item.inbound?.stops ?? 0) : undefined;
}

/** A flat has its bedrooms where a hotel has its rooms. */
function roomsOf({ kind, rooms, bedrooms }: Extract<Item, { category: 'lodging' }>): number {
  const isFlat = kind === 'apartment' || kind === 'residence' || kind === 'chalet';
  return isFlat ? Math.max(rooms, bedrooms) : rooms;
}

/** met, not_met, or unknown where the vendor did not say. A value "not:x" refuses x. */
export function meets(offer: Offer, requirement: Requirement): 'met' | 'not_met' | 'unknown' {
  const fact = factOf(offer, requirement.attr);
  if (fact === undefined) return 'unknown';
  return holds(fact, requirement) ? 'met' : 'not_met';
}

function holds(fact: Fact, { op, value }: Requirement): boolean {
  switch (op) {
    case 'eq':
      return typeof value === 'string' && value.startsWith('not:') ? fact !== value.slice(4) : fact === value;
    case 'gte':
      return typeof fact === 'number' && typeof value === 'number' && fact >= value;
    case 'lte':
      return typeof fact === 'number' && typeof value === 'number' && fact <= value;
  }
}

/** When the way out begins, in minutes of its day: what "plus tôt" is measured by. */
function departMinutes(item: Item): number | undefined {
  const at = 'outbound' in item ? item.outbound.departs : item.category === 'restaurant' ? item.at : undefined;
  return at === undefined ? undefined : minutesOf(timeOf(at));
}

/** When the way out is over, in minutes of the day that it begins on. */
function arriveMinutes(item: Item): number | undefined {
  return 'outbound' in item ? minutesThere(item.outbound) : undefined;
}

function minutesThere({ departs, arrives }: Leg): number {
  return daysBetween(dateOf(departs), dateOf(arrives)) * 24 * 60 + minutesOf(timeOf(arrives));
}

/** When the way home begins, in minutes of its day. */
function returnMinutes(item: Item): number | undefined {
  return 'inbound' in item && item.inbound ? minutesOf(timeOf(item.inbound.departs)) : undefined;
}

/** When the way home is over, in minutes of the day that it begins on. */
function homeMinutes(item: Item): number | undefined {
  return 'inbound' in item && item.inbound ? minutesThere(item.inbound) : undefined;
}

const HOURS: Readonly<Record<string, (item: Item) => number | undefined>> = {
  departMinutes,
  leaveMinutes: departMinutes,
  arriveMinutes,
  returnMinutes,
  homeMinutes,
};
