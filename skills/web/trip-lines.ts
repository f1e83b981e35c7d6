import type { Booking } from '../../shared/booking/booking.ts';
import { type Moment, momentsOf } from '../../shared/booking/documents/moments.ts';
import type { Item } from '../../shared/market/offer.ts';
import { daysBetween, type LocalDateTime } from '../../shared/time.ts';
import type { Web } from './web.ts';
import { amount, counted, dayInWords, fill, hourInWords, untilInWords, type Words } from './words.ts';

/** How the documents write: a locale, its words, and the places' names and zones. */
export interface Writing {
  readonly locale: string;
  readonly words: Words;
  readonly places: Pick<Web, 'place' | 'placeName' | 'apart'>;
}

/** Where the trip is when a place has no zone of its own. */
const USUAL_ZONE = 'Europe/Paris';

/** "Nantes – Lyon", "Hôtel Les Mélèzes, Les Arcs", "Dacia Duster". */
export function titleOf(item: Item, { locale, words, places }: Writing): string {
  const name = (id: string) => places.placeName(id, locale);
  switch (item.category) {
    case 'flight':
    case 'train':
      return fill(words.between, { from: name(item.outbound.from), to: name(item.outbound.to) });
    case 'lodging':
      return [item.name, ...(item.quarter === undefined ? [] : [item.quarter]), name(item.place)].join(', ');
    case 'car':
      return [item.model, name(item.pickup)].join(', ');
    case 'ski_hire':
      return [item.shop, name(item.place)].join(', ');
    case 'ski_pass':
      return item.domain;
    case 'transfer':
      return `${words.vehicles[item.vehicle]}, ${fill(words.between, { from: name(item.from), to: name(item.to) })}`;
    case 'restaurant':
      return [item.name, name(item.place)].join(', ');
  }
}

/** One line per dated part: "Aller : samedi 20 mars 2027, 07:10 – 08:20". Times are civil at each end. */
export function whenOf(booking: Pick<Booking, 'offer' | 'hours'>, { locale, words }: Writing): readonly string[] {
  return momentsOf(booking).map((moment) => {
    const part = words.parts[moment.part];
    const value = moment.type === 'timed' ? timed(locale, moment) : span(locale, words, moment);
    return part === '' ? value : labelled(part, value, words);
  });
}

/** "Référence : K7R2QX". */
export function labelled(label: string, value: string, words: Words): string {
  return fill(words.labelled, { label, value });
}

function timed(locale: string, moment: Extract<Moment, { type: 'timed' }>): string {
  const hours =
    moment.startPlace === moment.endPlace
      ? hourInWords(locale, moment.start)
      : `${hourInWords(locale, moment.start)} – ${hourInWords(locale, moment.end)}`;
  return [dayInWords(locale, moment.start.slice(0, 10)), hours, ...(moment.number === undefined ? [] : [moment.number])].join(', ');
}

function span(locale: string, words: Words, { start, end, nights, hours }: Extract<Moment, { type: 'days' }>): string {
  if (hours) return fill(words.dates, { start: dayAndHour(locale, hours.from), end: dayAndHour(locale, hours.to) });
  if (start === end) return dayInWords(locale, start);
  const dates = fill(words.dates, { start: dayInWords(locale, start), end: dayInWords(locale, end) });
  return nights ? `${dates}, ${counted(locale, words.nights, daysBetween(start, end))}` : dates;
}

function dayAndHour(locale: string, civil: LocalDateTime): string {
  return `${dayInWords(locale, civil.slice(0, 10))}, ${hourInWords(locale, civil)}`;
}

/** What the offer states, in the order it is read back. Absent facts say nothing. */
export function factsOf(item: Item, writing: Writing): readonly string[] {
  const { locale, words } = writing;
  const { facts } = words;
  const when = (fact: string, holds: boolean | undefined) => (holds ? [fact] : []);
  switch (item.category) {
    case 'flight':
    case 'train':
      return [
        words.cabins[item.cabin],
        ...when(counted(locale, facts.bags, item.bagsPerPerson), item.bagsPerPerson > 0),
        ...when(facts.documents, item.documents),
      ];
    case 'lodging':
      return [counted(locale, facts.rooms, item.rooms), ...when(facts.breakfast, item.breakfast), ...roomHours(item, writing)];
    case 'car':
      return [
        ...when(facts.fourWheels, item.drivenWheels === 'four'),
        ...when(facts.winter, item.winterEquipment),
        fill(facts.driver, { n: item.minDriverAge }),
      ];
    case 'ski_hire':
      return [counted(locale, facts.sets, item.sets), words.levels[item.level], ...when(facts.boots, item.boots)];
    case 'ski_pass':
      return [counted(locale, facts.passes, item.persons), counted(locale, facts.passDays, item.days)];
    case 'transfer':
      return [counted(locale, facts.seats, item.seats), ...when(facts.skis, item.skis)];
    case 'restaurant':
      return [counted(locale, facts.covers, item.covers), fill(facts.aboutPerPerson, { amount: amount(locale, item.aboutPerPerson) })];
  }
}

/** From and until when the room is theirs. */
function roomHours(item: Extract<Item, { category: 'lodging' }>, { locale, words }: Writing): readonly string[] {
  return (['checkInFrom', 'checkInUntil', 'checkOutBy'] as const).flatMap((fact) => {
    const time = item[fact];
    return time === undefined ? [] : [fill(words.facts[fact], { time: hourInWords(locale, `${item.checkIn}T${time}`) })];
  });
}

/** When what is paid, beyond the total: nothing is said where nothing is paid. */
export function paidOf({ offer, paid }: Booking, { locale, words }: Writing): readonly string[] {
  if (paid !== undefined && paid.minor > 0) return [fill(words.paid, { amount: amount(locale, paid) }), ...laterOf(offer, locale, words)];
  const now = offer.dueNow.minor > 0 ? [fill(words.paidNow, { amount: amount(locale, offer.dueNow) })] : [];
  return [...now, ...laterOf(offer, locale, words)];
}

function laterOf(offer: Booking['offer'], locale: string, words: Words): readonly string[] {
  const later = offer.dueLater.map((part) =>
    fill(words.paidLater, { amount: amount(locale, part.amount), date: dayInWords(locale, part.when) }),
  );
  const there = offer.dueAtDestination;
  return there !== undefined && there.minor > 0 ? [...later, fill(words.paidThere, { amount: amount(locale, there) })] : later;
}

/** Leaving, step by step, as date and amount. */
export function cancellationOf(booking: Booking, writing: Writing): readonly string[] {
  const { locale, words } = writing;
  const { schedule } = booking.terms;
  if (schedule.length === 0) return [words.cancelNever];
  const steps = schedule.map(({ until, fee }) => {
    const when = untilInWords(writing, until, zoneOf(booking, writing));
    return fee.minor === 0 ? fill(words.cancelFree, { when }) : fill(words.cancelFee, { when, fee: amount(locale, fee) });
  });
  return [...steps, words.cancelAfter];
}

/** The zone of the place where the purchase begins. */
export function zoneOf(booking: Pick<Booking, 'offer' | 'hours'>, { places }: Pick<Writing, 'places'>): string {
  const first = momentsOf(booking)[0];
  const place = first === undefined ? undefined : first.type === 'timed' ? first.startPlace : first.place;
  return (place === undefined ? undefined : places.place(place)?.timeZone) ?? USUAL_ZONE;
}
