import { addCivilMinutes, dateOf, daysBetween, type LocalDate, type LocalDateTime, type LocalTime, minutesOf, timeOf } from '../time.ts';
import type { Need } from '../trip/brief.ts';
import type { Item, Offer } from './offer.ts';

type ItemOf<C extends Item['category']> = Extract<Item, { category: C }>;
type Journey = ItemOf<'flight' | 'train'>;

/** What pairs of lines are judged by. */
export interface Surroundings {
  readonly roadMinutes: (from: string, to: string) => number | undefined;
  /** Places that share a ski domain. */
  readonly sameDomain: (a: string, b: string) => boolean;
  readonly needOf: (offer: Offer) => Need | undefined;
}

/** From the last step off the plane to the counter. */
const TO_THE_DESK_MINUTES = 45;
/** Nobody leaves the house before this to travel home. */
const MORNING_MINUTES = 5 * 60;

/** True when both lines can be had in one trip: times meet, places match. The order of the two does not matter. */
export function goTogether(a: Offer, b: Offer, around: Surroundings): boolean {
  return fits(a, b, around) && fits(b, a, around);
}

function fits(a: Offer, b: Offer, around: Surroundings): boolean {
  const { item } = a;
  switch (item.category) {
    case 'flight':
    case 'train':
      return journeyFits(item, b.item, around);
    case 'lodging':
      return stayFits(item, b, around);
    case 'ski_hire':
    case 'ski_pass':
      return skiFits(item, a, b, around);
    case 'car':
    case 'transfer':
    case 'restaurant':
      return true;
  }
}

function journeyFits(journey: Journey, other: Item, around: Surroundings): boolean {
  if (other.category === 'car') return carFits(journey, other);
  if (other.category === 'lodging') return nightsFit(journey, other, around);
  if (other.category === 'restaurant') return tableFits(journey, other, around);
  return other.category !== 'transfer' || rideFits(journey, other);
}

/** The desk is where one arrives (when both are airports, or both stations) and still open then. */
function carFits({ outbound }: Journey, car: ItemOf<'car'>): boolean {
  if (kindOf(outbound.to) === kindOf(car.pickup) && kindOf(car.pickup) !== 'town' && outbound.to !== car.pickup) return false;
  const day = dateOf(outbound.arrives);
  return day < car.from || minutesOn(day, outbound.arrives) + TO_THE_DESK_MINUTES <= closing(car.deskCloses);
}

function kindOf(placeId: string): 'airport' | 'station' | 'town' {
  if (/^[A-Z]{3}$/.test(placeId)) return 'airport';
  return placeId.startsWith('station:') ? 'station' : 'town';
}

/** Minutes of the day; a desk that closes at half past midnight closes on the next day. */
function closing(time: LocalTime): number {
  return minutesOf(time) + (time < '06:00' ? 24 * 60 : 0);
}

/** Minutes on a civil clock from the midnight that begins `day`. */
function minutesOn(day: LocalDate, civil: LocalDateTime): number {
  const days = dateOf(civil) === day ? 0 : daysBetween(day, dateOf(civil));
  return days * 24 * 60 + minutesOf(timeOf(civil));
}

/** One gets there before the desk closes, and leaves on the last day, not in the night before it. */
function nightsFit({ outbound, inbound }: Journey, stay: ItemOf<'lodging'>, { roadMinutes }: Surroundings): boolean {
  if (stay.checkInUntil !== undefined && dateOf(outbound.arrives) <= stay.checkIn) {
    const atDoor = minutesOn(stay.checkIn, outbound.arrives) + (roadMinutes(outbound.to, stay.place) ?? 0);
    if (atDoor > closing(stay.checkInUntil)) return false;
  }
  if (!inbound) return true;
  return minutesOn(stay.checkOut, inbound.departs) - (roadMinutes(inbound.from, stay.place) ?? 0) >= MORNING_MINUTES;
}

/** Out of the airport, or of the station. */
const OUT_MINUTES: Readonly<Record<Journey['category'], number>> = { flight: TO_THE_DESK_MINUTES, train: 10 };
/** Before it leaves one is back there. */
const IN_MINUTES: Readonly<Record<Journey['category'], number>> = { flight: 90, train: 20 };
const MEAL_MINUTES = 60;
/** A table further than this from where one arrives is none of that place. */
const THERE_MINUTES = 180;

/** The first moment that one can sit at a table there; undefined where it is not on the way. */
export function seatedFrom(
  { category, outbound }: Journey,
  place: string,
  roadMinutes: Surroundings['roadMinutes'],
): LocalDateTime | undefined {
  const road = roadMinutes(outbound.to, place);
  return road === undefined || road > THERE_MINUTES ? undefined : addCivilMinutes(outbound.arrives, OUT_MINUTES[category] + road);
}

/** One is there when the table is, and has eaten before one leaves. */
function tableFits(journey: Journey, table: ItemOf<'restaurant'>, { roadMinutes }: Surroundings): boolean {
  const from = seatedFrom(journey, table.place, roadMinutes);
  if (from === undefined) return true;
  const { category, inbound } = journey;
  const road = (inbound && roadMinutes(inbound.from, table.place)) ?? 0;
  const until = inbound && addCivilMinutes(inbound.departs, -(IN_MINUTES[category] + road + MEAL_MINUTES));
  return table.at >= from && (until === undefined || table.at <= until);
}

/** The ride starts where one arrives, not before one is there; and is back in time. */
function rideFits({ outbound, inbound }: Journey, ride: ItemOf<'transfer'>): boolean {
  if (ride.from !== outbound.to) return false;
  if (ride.out.length > 10 && ride.out < outbound.arrives) return false;
  if (!inbound || ride.back === undefined || ride.back.length === 10) return true;
  return minutesOn(dateOf(ride.back), ride.back) + ride.minutes <= minutesOn(dateOf(ride.back), inbound.departs);
}

/** What is wanted "there" is where one sleeps, unless its need names a place of its own. */
function stayFits(stay: ItemOf<'lodging'>, other: Offer, around: Surroundings): boolean {
  const { item } = other;
  const ownPlace = (around.needOf(other)?.where?.length ?? 0) > 0;
  switch (item.category) {
    case 'flight':
    case 'train':
    case 'car':
    case 'lodging':
      return true;
    case 'ski_hire':
    case 'ski_pass':
      return ownPlace || item.place === stay.place || around.sameDomain(item.place, stay.place);
    case 'transfer':
      return ownPlace || item.to === stay.place;
    case 'restaurant':
      return ownPlace || item.place === stay.place;
  }
}

/** Skis and pass are for the same slopes. */
function skiFits(ski: ItemOf<'ski_hire' | 'ski_pass'>, a: Offer, other: Offer, { sameDomain, needOf }: Surroundings): boolean {
  const { item } = other;
  if (item.category !== 'ski_hire' && item.category !== 'ski_pass') return true;
  const ownPlace = (needOf(a)?.where?.length ?? 0) > 0 || (needOf(other)?.where?.length ?? 0) > 0;
  return ownPlace || item.place === ski.place || sameDomain(item.place, ski.place);
}
