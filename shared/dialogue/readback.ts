import type { Booking } from '../booking/booking.ts';
import { sha256 } from '../market/canonical.ts';
import type { Item, Offer } from '../market/offer.ts';
import { type Money, sum } from '../money.ts';
import { placeById } from '../places/places.ts';
import { addCivilMinutes, civilAt, dateOf, type LocalDateTime, timeOf } from '../time.ts';
import { partySize } from '../trip/party.ts';
import type { Trip } from '../trip-record.ts';
import { activeBookings, heldUntil, readyBookings } from './bookings.ts';
import { say } from './reaction.ts';
import type { Say, SayValue } from './say.ts';
import type { StepContext } from './state.ts';

/** One breath holds at most this, its question included (conversation.md, 2 and 19). */
const MAX_WORDS = 100;
const MAX_CHARACTERS = 600;

/** The read-back as data: paragraphs by vendor, cut into breaths between vendors, what is common at the end. */
export interface ReadbackText {
  readonly bookings: readonly Booking[];
  readonly breaths: readonly (readonly Say[])[];
  readonly total: Money;
  readonly now: Money;
  readonly hash: string;
  /** Nothing is owed and leaving is free: a plain yes is enough. */
  readonly free: boolean;
}

/** What one phrase may cover: the whole trip where the operator is the organiser, else one seller after the other. */
export function readbackScope(trip: Trip, ctx: StepContext): readonly Booking[] {
  const ready = readyBookings(trip);
  return ctx.settings.operatorRole === 'organiser' ? ready : ready.slice(0, 1);
}

export function readbackOf(trip: Trip, ctx: StepContext): ReadbackText {
  const bookings = readbackScope(trip, ctx);
  const total = sum(bookings.map((booking) => booking.offer.total));
  const now = sum(bookings.map((booking) => booking.offer.dueNow));
  const free = total.minor === 0 && bookings.every((booking) => booking.terms.refundability !== 'non_refundable');
  const only = bookings[0];
  const paragraphs = free && only ? [[say('readback.free', freeValues(trip, only))]] : bookings.map((booking) => paragraph(booking, trip));
  const intro = free ? [] : [introOf(trip)];
  const end = free ? [say('readback.free_end', freeTerms(only))] : commonOf(trip, bookings, total, now);
  const breaths = cut(intro, paragraphs, end, ctx, lastQuestion(trip, free));
  const hash = sha256(JSON.stringify([breaths, bookings.map((booking) => [booking.id, booking.offer.commitment, booking.offer.total])]));
  return { bookings, breaths, total, now, hash, free };
}

/** The question that ends the last breath. */
export function lastQuestion(trip: Trip, free: boolean): Say {
  const until = heldUntil(trip);
  if (free) return say('ask.confirm_free');
  return until ? say('ask.confirm', { until: { instant: until } }) : say('ask.confirm_unheld');
}

function introOf(trip: Trip): Say {
  const party = trip.brief.party;
  return say(party ? 'readback.intro_party' : 'readback.intro', { name: nameOf(trip), count: party ? partySize(party) : 1 });
}

export function nameOf(trip: Trip): string {
  return [trip.leadName?.given, trip.leadName?.family].filter(Boolean).join(' ');
}

function paragraph(booking: Booking, trip: Trip): readonly Say[] {
  const { offer } = booking;
  return [
    say('readback.with', { seller: sellerOf(offer), line: lineOf(offer, trip) }),
    say('readback.money', { pay: payOf(offer), cancel: cancelOf(offer) }),
  ];
}

/** Houses go by their own name, the rest by the vendor's. */
export function sellerOf(offer: Offer): string {
  const { item } = offer;
  if (item.category === 'lodging' || item.category === 'restaurant') return item.name;
  if (item.category === 'ski_hire') return item.shop;
  return offer.vendorName;
}

/** What exactly: place, days with weekday, local times, class or room, people. */
export function lineOf(offer: Offer, trip: Trip): Say {
  const { item } = offer;
  switch (item.category) {
    case 'flight':
    case 'train':
      return journeyLine(item);
    case 'lodging':
      return say(`line.lodging${item.breakfast ? '_breakfast' : ''}`, {
        house: houseOf(item),
        place: { place: item.place },
        range: { range: { start: item.checkIn, end: item.checkOut } },
        count: nightsBetween(item.checkIn, item.checkOut),
      });
    case 'car':
      return carLine(item, offer, trip);
    case 'ski_hire':
      return say(item.boots ? 'line.ski_hire_boots' : 'line.ski_hire', {
        count: item.sets,
        level: say(`level.${item.level}`),
        range: { range: { start: item.from, end: item.to } },
      });
    case 'ski_pass':
      return say('line.ski_pass', {
        count: item.persons,
        days: item.days,
        domain: item.domain,
        range: { range: { start: item.from, end: item.to } },
      });
    case 'transfer':
      return transferLine(item, trip);
    case 'restaurant':
      return say('line.restaurant', {
        count: item.covers,
        date: { date: dateOf(item.at) },
        time: { time: timeOf(item.at) },
        place: { place: item.place },
      });
  }
}

type Journey = Extract<Item, { category: 'flight' | 'train' }>;

function journeyLine(item: Journey): Say {
  const out = item.outbound;
  const values: Record<string, SayValue> = {
    from: { place: out.from },
    to: { place: out.to },
    date: { date: dateOf(out.departs) },
    time: { time: timeOf(out.departs) },
    cabin: say(`cabin.${item.cabin}`),
    count: item.bagsPerPerson,
    bags: say('bags', { count: item.bagsPerPerson }),
    documents: say(item.documents ? 'documents.yes' : 'documents.no'),
  };
  if (!item.inbound) return say(`line.journey_${item.documents ? 'documents' : 'plain'}`, values);
  const back = { back_date: { date: dateOf(item.inbound.departs) }, back_time: { time: timeOf(item.inbound.departs) } };
  return say(`line.journey_return_${item.documents ? 'documents' : 'plain'}`, { ...values, ...back });
}

function houseOf(item: Extract<Item, { category: 'lodging' }>): Say {
  if (item.kind === 'apartment') return say('house.apartment_rooms', { count: item.bedrooms + 1 });
  if (item.kind === 'hotel' || item.kind === 'guesthouse' || item.kind === 'hostel') return say('room', { count: item.rooms });
  return say(`house.${item.kind}`);
}

function carLine(item: Extract<Item, { category: 'car' }>, offer: Offer, trip: Trip): Say {
  const hours = carHours(item, trip);
  const values = {
    model: item.shortModel,
    place: { place: item.pickup },
    from: { date: item.from },
    from_time: { time: hours.from },
    to: { date: item.to },
    to_time: { time: hours.to },
    age: item.minDriverAge,
  };
  return say(`line.car${item.drivenWheels === 'four' ? '_four' : '_two'}${item.winterEquipment ? '_winter' : ''}`, {
    ...values,
    seller: offer.vendorName,
  });
}

/** The desk hours that the trip decides: an hour after landing, two and a half before take-off, within the desk's own hours. */
export function carHours(item: Extract<Item, { category: 'car' }>, trip: Trip): { readonly from: string; readonly to: string } {
  const journey = activeBookings(trip)
    .map((booking) => booking.offer.item)
    .find((each): each is Journey => each.category === 'flight' || each.category === 'train');
  const out =
    journey && dateOf(journey.outbound.arrives) === item.from ? roundUp(addCivilMinutes(journey.outbound.arrives, 45)) : undefined;
  const back =
    journey?.inbound && dateOf(journey.inbound.departs) === item.to ? roundDown(addCivilMinutes(journey.inbound.departs, -150)) : undefined;
  return { from: within(out, item, '10:00'), to: within(back, item, '17:00') };
}

function within(
  at: LocalDateTime | undefined,
  item: { readonly deskOpens: string; readonly deskCloses: string },
  otherwise: string,
): string {
  const time = at ? timeOf(at) : otherwise;
  if (time < item.deskOpens) return item.deskOpens;
  return time > item.deskCloses ? item.deskCloses : time;
}

function roundUp(at: LocalDateTime): LocalDateTime {
  const over = Number(at.slice(14, 16)) % 30;
  return over === 0 ? at : addCivilMinutes(at, 30 - over);
}

function roundDown(at: LocalDateTime): LocalDateTime {
  return addCivilMinutes(at, -(Number(at.slice(14, 16)) % 30));
}

function transferLine(item: Extract<Item, { category: 'transfer' }>, trip: Trip): Say {
  const party = trip.brief.party ? partySize(trip.brief.party) : 1;
  const values = {
    vehicle: say(`vehicle.${item.vehicle}`),
    from: { place: item.from },
    to: { place: item.to },
    date: { date: item.out.slice(0, 10) },
    count: party,
  };
  return item.back ? say('line.transfer_return', { ...values, back: { date: item.back.slice(0, 10) } }) : say('line.transfer', values);
}

function nightsBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000);
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

/** The end of a day is said as the day, any other moment with its hour. */
function momentIn(instant: string, zone: string): Say {
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

function commonOf(trip: Trip, bookings: readonly Booking[], total: Money, now: Money): readonly Say[] {
  const one = bookings.length === 1;
  const totals = one
    ? []
    : [
        say(now.minor === 0 ? 'readback.total' : now.minor === total.minor ? 'readback.total_now' : 'readback.total_partly', {
          total,
          now,
        }),
      ];
  return [
    ...totals,
    say('readback.no_withdrawal'),
    say(one ? 'readback.passed_on_one' : 'readback.passed_on', { name: nameOf(trip) }),
    say('readback.engage', { total }),
  ];
}

function freeValues(trip: Trip, booking: Booking): Readonly<Record<string, SayValue>> {
  return { seller: sellerOf(booking.offer), line: lineOf(booking.offer, trip), name: nameOf(trip) };
}

function freeTerms(booking: Booking | undefined): Readonly<Record<string, SayValue>> {
  const until = booking?.terms.schedule.findLast((step) => step.fee.minor === 0)?.until;
  return { until: until && booking ? momentIn(until, zoneOf(booking.offer.item)) : say('moment.last') };
}

/** Packs paragraphs into as few breaths as the limits allow; a cut falls only between vendors. */
function cut(
  intro: readonly Say[],
  paragraphs: readonly (readonly Say[])[],
  end: readonly Say[],
  ctx: StepContext,
  question: Say,
): readonly (readonly Say[])[] {
  const fits = (says: readonly Say[], tail: Say) => {
    const size = ctx.measure([...says, tail]);
    return size.words <= MAX_WORDS && size.characters <= MAX_CHARACTERS;
  };
  const breaths: (readonly Say[])[] = [];
  let current: readonly Say[] = intro;
  for (const next of paragraphs) {
    const longer = [...current, ...next];
    if (current.length > 0 && !fits(longer, say('ask.so_far'))) {
      breaths.push(current);
      current = next;
    } else current = longer;
  }
  if (fits([...current, ...end], question)) return [...breaths, [...current, ...end]];
  return [...breaths, current, end];
}
