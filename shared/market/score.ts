import { daysBetween, type Instant, minutesOf, timeOf } from '../time.ts';
import type { Brief, Daypart, Need, Requirement } from '../trip/brief.ts';
import { type Party, partySize } from '../trip/party.ts';
import { factOf, meets } from './facts.ts';
import type { Item, Offer } from './offer.ts';

/** What quality is worth, as shares of an offer's own price where not said otherwise: so no offer's worth depends on another's. */
export const WORTH = {
  /** A wish that is met, times its weight. */
  wish: 0.2,
  /** Each star that a rating misses to five; an unrated vendor counts as four. */
  ratingStar: 0.01,
  /** Nothing comes back, or only a part. */
  nonRefundable: 0.12,
  partlyRefundable: 0.06,
  /** Each day before the start on which free leaving ends, up to fourteen. */
  freeDay: 0.001,
  /** Each minute on foot to the lifts, up to twenty: when near was wished, or on any ski trip. */
  walkWished: 0.01,
  walkSki: 0.005,
  /** Leaving, or coming back, outside the part of the day that was named: a wish like any other; each minute that a table is off the hour named, up to sixty, or a journey, up to four hours. */
  daypart: 0.2,
  offMinute: 0.002,
  offMinuteAway: 0.001,
  /** Minor units a person: a change on the way, and a minute on the road (there and back). */
  stopMinor: 1500,
  roadMinuteMinor: 20,
} as const;

export interface NeedContext {
  readonly need: Need;
  readonly brief: Brief;
  readonly now: Instant;
}

/** Minor units of the offer's currency: its price less the money value of met wishes plus penalties. Lower is better. Who sells, what the vendor pays us and when the offer came play no part. */
export function effectiveMinor(offer: Offer, context: NeedContext): number {
  const price = spendMinor(offer);
  const wishes = context.need.requirements.filter(({ strength }) => strength === 'wish');
  const credit = wishes.reduce((share, wish) => share + WORTH.wish * creditOf(offer, wish), 0);
  const share =
    ratingShare(offer) +
    cancellationShare(offer, context) +
    walkShare(offer.item, wishes, context.brief) +
    hourShare(offer.item, context.need);
  return Math.round(price * (1 - credit + share)) + stopsMinor(offer.item, context);
}

/** What the line costs the traveller: its total, or for a table that is booked for nothing the meal it is about. */
export function spendMinor({ total, item }: Offer): number {
  return item.category === 'restaurant' && total.minor === 0 ? item.aboutPerPerson.minor * item.covers : total.minor;
}

/** 0…1 of a wish's worth. On an axis (0 calm … 1 trendy) the weight is the target, and being off it by half is worth nothing. */
function creditOf(offer: Offer, wish: Requirement): number {
  const fact = factOf(offer, wish.attr);
  if (wish.attr === 'trendy' && wish.value !== false) {
    const target = wish.op === 'eq' && typeof wish.value === 'number' ? wish.value : (wish.weight ?? 1);
    return typeof fact === 'number' ? Math.max(0, 1 - 2 * Math.abs(fact - target)) : 0;
  }
  return holds(offer, wish) ? (wish.weight ?? 1) : 0;
}

/** Met by the facts; by the vendor's word only where the facts are silent. */
export function holds(offer: Offer, requirement: Requirement): boolean {
  const status = meets(offer, requirement);
  return status === 'met' || (status === 'unknown' && offer.meets[requirement.attr] === 'met');
}

/** Musts of the need that the offer misses, by attribute; "place" when it is only beside the place asked for. */
export function missesOf(offer: Offer, need: Need): readonly string[] {
  const musts = need.requirements.filter((must) => must.strength === 'must' && !holds(offer, must)).map(({ attr }) => attr);
  return [...new Set(offer.meets['place'] === 'not_met' ? [...musts, 'place'] : musts)];
}

export function unmetWishes(offer: Offer, need: Need): number {
  return need.requirements.filter((wish) => wish.strength === 'wish' && creditOf(offer, wish) === 0).length;
}

/** The last moment at which the offer can be left for nothing; undefined when leaving always costs. Free things can be left until they start. */
export function freeUntil({ cancellation, total }: Offer, now: Instant): Instant | undefined {
  if (total.minor === 0) return '9999-12-31T00:00:00.000Z';
  const free = cancellation.schedule.findLast(({ until, fee }) => fee.minor === 0 && Date.parse(until) > Date.parse(now));
  return free?.until;
}

function ratingShare({ rating = 4 }: Offer): number {
  return WORTH.ratingStar * (5 - rating);
}

function cancellationShare(offer: Offer, { now }: NeedContext): number {
  const until = freeUntil(offer, now);
  const start = startOf(offer.item);
  if (until === undefined) return offer.cancellation.refundability === 'non_refundable' ? WORTH.nonRefundable : WORTH.partlyRefundable;
  return WORTH.freeDay * Math.min(14, Math.max(0, daysBetween(until.slice(0, 10), start)));
}

/** The day on which what is bought begins. */
export function startOf(item: Item): string {
  switch (item.category) {
    case 'flight':
    case 'train':
      return item.outbound.departs.slice(0, 10);
    case 'lodging':
      return item.checkIn;
    case 'car':
    case 'ski_hire':
    case 'ski_pass':
      return item.from;
    case 'transfer':
      return item.out.slice(0, 10);
    case 'restaurant':
      return item.at.slice(0, 10);
  }
}

function walkShare(item: Item, wishes: readonly Requirement[], { activity }: Brief): number {
  if (item.category !== 'lodging' || item.slopesMinutes === undefined) return 0;
  const wished = wishes.some(({ attr }) => attr === 'slopesMinutes');
  const worth = wished ? WORTH.walkWished : activity === 'ski' ? WORTH.walkSki : 0;
  return worth * Math.min(20, item.slopesMinutes);
}

/** What a journey leaves of the stay, from its arrival to its way home; undefined for what does not come back. */
export function minutesThere(item: Item): number | undefined {
  if ((item.category !== 'flight' && item.category !== 'train') || !item.inbound) return undefined;
  const [from, to] = [item.outbound.arrives, item.inbound.departs];
  return daysBetween(from.slice(0, 10), to.slice(0, 10)) * 24 * 60 + minutesOf(timeOf(to)) - minutesOf(timeOf(from));
}

/** Hours from and up to which a time belongs to a part of the day; they overlap as people use them. */
const DAYPARTS: Readonly<Record<Daypart, readonly [from: string, to: string]>> = {
  morning: ['05:00', '12:00'],
  noon: ['11:00', '14:30'],
  afternoon: ['12:00', '18:30'],
  evening: ['17:00', '23:59'],
  night: ['20:00', '23:59'],
};

/** A civil date and time in that part of the day; in none where it is not said. */
export function isIn(part: Daypart | undefined, at: string): boolean {
  const [from, to] = part ? DAYPARTS[part] : ['00:00', '23:59'];
  return timeOf(at) >= from && timeOf(at) <= to;
}

function hourShare(item: Item, { daypart, returnDaypart, time }: Need): number {
  const at = item.category === 'restaurant' ? item.at : 'outbound' in item ? item.outbound.departs : undefined;
  if (at === undefined) return 0;
  const home = 'inbound' in item ? item.inbound?.departs : undefined;
  const outside = (isIn(daypart, at) ? 0 : WORTH.daypart) + (home === undefined || isIn(returnDaypart, home) ? 0 : WORTH.daypart);
  if (time === undefined) return outside;
  const apart = Math.abs(minutesOf(timeOf(at)) - minutesOf(time));
  return outside + (item.category === 'restaurant' ? WORTH.offMinute * Math.min(60, apart) : WORTH.offMinuteAway * Math.min(240, apart));
}

function stopsMinor(item: Item, context: NeedContext): number {
  if (item.category !== 'flight' && item.category !== 'train') return 0;
  return (item.outbound.stops + (item.inbound?.stops ?? 0)) * WORTH.stopMinor * peopleOf(context);
}

export function peopleOf({ need, brief }: Pick<NeedContext, 'need' | 'brief'>): number {
  const party: Party | undefined = need.party ?? brief.party;
  return party ? Math.max(1, partySize(party)) : 1;
}
