import { type CarHours, carHours, type Journey, journeyAmong } from '../booking/car-hours.ts';
import { isBound } from '../booking/saga.ts';
import { meets } from '../market/facts.ts';
import type { Item, Offer } from '../market/offer.ts';
import type { Money } from '../money.ts';
import { placeById } from '../places/places.ts';
import { addCivilMinutes, civilAt, dateOf, daysBetween, timeOf } from '../time.ts';
import { partySize } from '../trip/party.ts';
import type { Trip } from '../trip-record.ts';
import { activeBookings, readyBookings } from './bookings.ts';
import { say } from './reaction.ts';
import type { Say, SayValue } from './say.ts';

/** Houses go by their own name, the rest by the vendor's. */
export function sellerOf(offer: Offer): string {
  const { item } = offer;
  if (item.category === 'lodging' || item.category === 'restaurant') return item.name;
  if (item.category === 'ski_hire') return item.shop;
  return offer.vendorName;
}

/** What exactly: place, days with weekday, local times, class or room, people; and what was asked for, where the rest does not say it. `beside`: the rest of a proposal that is not chosen yet. */
export function lineOf(offer: Offer, trip: Trip, beside: readonly Offer[] = []): Say {
  const line = plainLine(offer, trip, beside);
  const need = trip.brief.needs.find(({ id }) => id === offer.needId);
  const musts = (need?.requirements ?? []).filter(
    (one) => one.value === true && SAID.has(`${offer.category}.${one.attr}`) && meets(offer, one) === 'met',
  );
  if (musts.length === 0) return line;
  return say('line.musts', { line, musts: { list: musts.map(({ attr }) => say(`has.${attr}`)), join: 'comma' } });
}

/** What was asked for and is heard again before it is paid for. */
const SAID: ReadonlySet<string> = new Set(
  'car.automatic lodging.parking lodging.kitchen lodging.pets lodging.accessible lodging.pool lodging.spa lodging.sauna restaurant.terrace restaurant.vegetarian restaurant.gluten_free'.split(
    ' ',
  ),
);

function plainLine(offer: Offer, trip: Trip, beside: readonly Offer[]): Say {
  const { item } = offer;
  switch (item.category) {
    case 'flight':
    case 'train':
      return journeyLine(item, trip);
    case 'lodging':
      return say(`line.lodging${item.breakfast ? '_breakfast' : ''}`, {
        house: houseOf(item),
        place: { place: item.place },
        when: stayWhen(item, trip),
      });
    case 'car':
      return carLine(item, offer, hoursOf(item, offer, trip, beside));
    case 'ski_hire':
      return say(item.boots ? 'line.ski_hire_boots' : 'line.ski_hire', {
        count: item.sets,
        level: say(`level.${item.level}`),
        when: daysWhen(item.from, item.to, trip),
      });
    case 'ski_pass':
      return say('line.ski_pass', {
        count: item.persons,
        domain: item.domain,
        when: daysWhen(item.from, item.to, trip),
      });
    case 'transfer':
      return transferLine(item, trip, offer.needId);
    case 'restaurant':
      return say('line.restaurant', {
        count: item.covers,
        date: { date: dateOf(item.at) },
        time: { time: timeOf(item.at) },
        place: { place: item.place },
      });
  }
}

function journeyLine(item: Journey, { brief }: Trip): Say {
  const out = item.outbound;
  const values: Record<string, SayValue> = {
    route: say(`route.${item.category}`, { from: { place: out.from }, to: { place: out.to } }),
    date: { date: dateOf(out.departs) },
    time: { time: timeOf(out.departs) },
    cabin: say(`cabin.${item.cabin}`),
    count: item.bagsPerPerson,
    bags: say(brief.party && partySize(brief.party) === 1 ? 'bags_alone' : 'bags', { count: item.bagsPerPerson }),
    documents: say(item.documents ? 'documents.yes' : 'documents.no'),
  };
  if (!item.inbound) return say(`line.journey_${item.documents ? 'documents' : 'plain'}`, values);
  const back = { back_date: { date: dateOf(item.inbound.departs) }, back_time: { time: timeOf(item.inbound.departs) } };
  return say(`line.journey_return_${item.documents ? 'documents' : 'plain'}`, { ...values, ...back });
}

/** Beside a journey on the same days the nights are enough; alone, the days with their weekdays. */
function stayWhen(item: Extract<Item, { category: 'lodging' }>, trip: Trip): Say {
  const journey = journeyOf(trip);
  const same = journey?.inbound && dateOf(journey.outbound.departs) === item.checkIn && dateOf(journey.inbound.departs) === item.checkOut;
  return same
    ? say('when.nights', { count: daysBetween(item.checkIn, item.checkOut) })
    : say(journey ? 'when.range' : 'when.full', { range: { range: { start: item.checkIn, end: item.checkOut } } });
}

/** Days inside a short stay that was just read: weekdays cannot be mistaken. */
function daysWhen(start: string, end: string, trip: Trip): Say {
  const short = trip.brief.start !== undefined && trip.brief.end !== undefined && daysBetween(trip.brief.start, trip.brief.end) < 7;
  const isAlone = readyBookings(trip).length === 1;
  if (start === end) return say(short && !isAlone ? 'when.weekday' : 'when.on', { date: { date: start } });
  return say(isAlone ? 'when.full' : short ? 'when.weekdays' : 'when.range', {
    range: { range: { start, end } },
  });
}

function journeyOf(trip: Trip): Journey | undefined {
  return journeyAmong(itemsOf(activeBookings(trip)));
}

function itemsOf(bought: readonly { readonly offer: Offer }[]): readonly Item[] {
  return bought.map(({ offer }) => offer.item);
}

function houseOf(item: Extract<Item, { category: 'lodging' }>): Say {
  if (item.kind === 'apartment') return say('house.apartment_rooms', { count: item.bedrooms + 1 });
  if (item.kind === 'hotel' || item.kind === 'guesthouse' || item.kind === 'hostel') return say('room', { count: item.rooms });
  return say(`house.${item.kind}`);
}

/** As they were bought, else as the rest of the trip has them now. */
export function hoursOf(item: Extract<Item, { category: 'car' }>, offer: Offer, trip: Trip, beside: readonly Offer[] = []): CarHours {
  const active = activeBookings(trip);
  const bought = active.find((booking) => booking.offer.id === offer.id && isBound(booking))?.hours;
  return bought ?? carHours(item, [...beside.map((each) => each.item), ...itemsOf(active)]);
}

function carLine(item: Extract<Item, { category: 'car' }>, offer: Offer, hours: CarHours): Say {
  const values = {
    model: item.shortModel,
    place: { place: item.pickup },
    from: { date: item.from },
    from_time: { time: timeOf(hours.from) },
    to: { date: item.to },
    to_time: { time: timeOf(hours.to) },
    age: item.minDriverAge,
  };
  return say(`line.car${item.drivenWheels === 'four' ? '_four' : '_two'}${item.winterEquipment ? '_winter' : ''}`, {
    ...values,
    seller: offer.vendorName,
  });
}

/** Who it is for: those of its need where they are not all of the trip. */
export function partyOf({ brief }: Trip, needId: string): number {
  const party = brief.needs.find(({ id }) => id === needId)?.party ?? brief.party;
  return party ? partySize(party) : 1;
}

/** The skis are told where there are any, and who rides where others do the rest. */
function transferLine(item: Extract<Item, { category: 'transfer' }>, trip: Trip, needId: string): Say {
  const { brief } = trip;
  const onSnow = brief.activity === 'ski' || brief.needs.some(({ category }) => category.startsWith('ski'));
  const values = { vehicle: say(`vehicle.${item.vehicle}`), from: { place: item.from }, to: { place: item.to }, when: outAt(item.out) };
  const skis = item.skis && onSnow ? '_skis' : '';
  const line = item.back
    ? say(`line.transfer_return${skis}`, { ...values, back: { date: item.back.slice(0, 10) } })
    : say(`line.transfer${skis}`, values);
  const count = partyOf(trip, needId);
  const isAll = !brief.party || count === partySize(brief.party) || readyBookings(trip).length === 1;
  return isAll ? line : say('line.for', { line, count });
}

/** The day, and the hour where one was asked for. */
export function outAt(out: string): Say {
  const date = { date: out.slice(0, 10) };
  return out.includes('T') ? say('when.on_at', { date, time: { time: timeOf(out) } }) : say('when.on', { date });
}

/** When it is paid: now, on given days, on the spot. */
export function payOf(offer: Offer): Say {
  const now = offer.dueNow;
  const spot = offer.dueAtDestination;
  const later = offer.dueLater[0];
  const value = (amount: Money): SayValue => ({ minor: amount.minor, currency: amount.currency });
  const total = value(offer.total);
  if (offer.total.minor === 0) return say('pay.nothing');
  if (later)
    return say(now.minor > 0 ? 'pay.now_later' : 'pay.later', {
      total,
      now: value(now),
      later: value(later.amount),
      when: { date: later.when },
    });
  if (spot && spot.minor > 0) return say(now.minor > 0 ? 'pay.now_spot' : 'pay.spot', { total, now: value(now), spot: value(spot) });
  return say('pay.now', { total });
}

/** The money of one offer: what is paid, what leaving costs, and what is only asked for on the spot and given back. */
export function moneySays(offer: Offer): readonly Say[] {
  const { guarantee } = offer.details ?? {};
  const money = say('readback.money', { pay: payOf(offer), cancel: cancelOf(offer) });
  return guarantee && guarantee.amount.minor > 0 ? [money, say(`readback.${guarantee.kind}`, { amount: guarantee.amount })] : [money];
}

/** Cancellation as dates and amounts, in the zone of the place where it happens. */
export function cancelOf(offer: Offer): Say {
  const zone = zoneOf(offer.item);
  const [first, second] = offer.cancellation.schedule;
  if (offer.cancellation.refundability === 'non_refundable' || !first) return say('cancel.never');
  const until = momentIn(first.until, zone);
  if (first.fee.minor > 0) return say('cancel.fee_then_nothing', { fee: first.fee, until });
  if (!second) return say('cancel.free_then_nothing', { until });
  return say('cancel.free_then_fee', { until, fee: second.fee });
}

/** What comes back, and by when where its vendor said so. */
export function refundSay(refund: Money, by: string | undefined): Say {
  return by === undefined ? say('cancel.refund', { refund }) : say('cancel.refund_by', { refund, by: { date: by } });
}

/** The end of a day is said as the day, any other moment with its hour. */
export function momentIn(instant: string, zone: string): Say {
  const civil = civilAt(instant, zone);
  const time = timeOf(civil);
  if (time >= '23:00') return say('moment.day', { date: { date: dateOf(civil) } });
  if (time < '00:30') return say('moment.day', { date: { date: dateOf(addCivilMinutes(civil, -60)) } });
  return say('moment.hour', { date: { date: dateOf(civil) }, time: { time } });
}

export function zoneOf(item: Item): string {
  const id =
    'place' in item ? item.place : item.category === 'car' ? item.pickup : item.category === 'transfer' ? item.from : item.outbound.from;
  return placeById(id)?.timeZone ?? 'Europe/Paris';
}
