import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { Booking, BookingStatus } from '../../../shared/booking/booking.ts';
import { type Moment, momentsOf } from '../../../shared/booking/documents/moments.ts';
import { tripPageModel } from '../../../shared/booking/documents/trip-page-model.ts';
import { addDays, type Instant, instantOf } from '../../../shared/time.ts';
import type { Trip } from '../../../shared/trip-record.ts';
import { cancellationOf, labelled, titleOf, type Writing, whenOf } from '../trip-lines.ts';
import { fill } from '../words.ts';

/** A calendar program replaces an event only by a higher SEQUENCE: it grows along a booking's life. */
const STAGE: Readonly<Partial<Record<BookingStatus, { readonly sequence: number; readonly status: ICalEventStatus }>>> = {
  held: { sequence: 0, status: ICalEventStatus.TENTATIVE },
  confirming: { sequence: 1, status: ICalEventStatus.TENTATIVE },
  unknown: { sequence: 2, status: ICalEventStatus.TENTATIVE },
  confirmed: { sequence: 3, status: ICalEventStatus.CONFIRMED },
  cancelling: { sequence: 4, status: ICalEventStatus.CONFIRMED },
  cancelled: { sequence: 5, status: ICalEventStatus.CANCELLED },
};
const ALARM_S = 3 * 3600;

/** RFC 5545: UTC instants only (ical-generator's TZID lacks its VTIMEZONE), whole days for nights and spans, one stable UID a dated part. */
export function icsOf(trip: Trip, now: Instant, writing: Writing): string {
  const lines = tripPageModel(trip).lines.filter(({ status, beside }) => STAGE[status] !== undefined && beside !== true);
  const over = lines.length > 0 && lines.every((booking) => booking.status === 'cancelled');
  const calendar = ical({
    prodId: { company: 'voice-concierge', product: 'trip', language: writing.locale.slice(0, 2).toUpperCase() },
    name: writing.words.title,
    method: over ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  for (const booking of lines) {
    for (const moment of momentsOf(booking)) addEvent(calendar, { trip, booking, moment, now }, writing);
  }
  return calendar.toString();
}

interface Entry {
  readonly trip: Trip;
  readonly booking: Booking;
  readonly moment: Moment;
  readonly now: Instant;
}

function addEvent(calendar: ReturnType<typeof ical>, { trip, booking, moment, now }: Entry, writing: Writing): void {
  const stage = STAGE[booking.status];
  if (stage === undefined) return;
  const title = titleFor(booking, moment, writing);
  const place = moment.type === 'timed' ? moment.startPlace : moment.place;
  const found = writing.places.place(place);
  const event = calendar.createEvent({
    id: `${trip.id}-${booking.id}-${moment.part}@voice-concierge`,
    sequence: stage.sequence,
    status: stage.status,
    stamp: new Date(now),
    summary: title,
    description: description(booking, writing),
    location: { title: writing.places.placeName(place, writing.locale), ...(found && { geo: { lat: found.lat, lon: found.lon } }) },
    ...spanOf(moment, writing),
  });
  if (moment.type === 'timed' && booking.status === 'confirmed') {
    event.createAlarm({ type: ICalAlarmType.display, trigger: ALARM_S, description: fill(writing.words.alarm, { title }) });
  }
}

function titleFor({ offer }: Booking, moment: Moment, writing: Writing): string {
  if (moment.type === 'timed' && moment.startPlace !== moment.endPlace) {
    const { locale, words, places } = writing;
    const between = fill(words.between, {
      from: places.placeName(moment.startPlace, locale),
      to: places.placeName(moment.endPlace, locale),
    });
    return [words.categories[offer.category], between, moment.number].filter(Boolean).join(' ');
  }
  return labelled(writing.words.categories[offer.category], titleOf(offer.item, writing), writing.words);
}

function spanOf(moment: Moment, { places }: Writing): { start: Date; end: Date; allDay?: boolean; transparency: ICalEventTransparency } {
  if (moment.type === 'timed') {
    const at = (civil: string, place: string) => new Date(instantOf(civil, places.place(place)?.timeZone ?? 'UTC'));
    return { start: at(moment.start, moment.startPlace), end: at(moment.end, moment.endPlace), transparency: ICalEventTransparency.OPAQUE };
  }
  // DTEND is the day after the last: a stay's day of leaving already is.
  const end = moment.nights ? moment.end : addDays(moment.end, 1);
  const day = (date: string) => new Date(`${date}T00:00:00Z`);
  return { start: day(moment.start), end: day(end), allDay: true, transparency: ICalEventTransparency.TRANSPARENT };
}

function description(booking: Booking, writing: Writing): string {
  const { words } = writing;
  const phone = booking.supportPhone ?? booking.offer.supportPhone;
  return [
    `${booking.offer.vendorName}${booking.offer.demo ? ` (${words.demo})` : ''}`,
    // A car is a span of days in a calendar: its hours at the desk are written.
    ...(booking.hours === undefined ? [] : whenOf(booking, writing)),
    ...(booking.reference === undefined ? [] : [labelled(words.reference, booking.reference, words)]),
    ...(phone === undefined ? [] : [labelled(words.phone, phone, words)]),
    labelled(words.cancellation, cancellationOf(booking, writing).join(' ; '), words),
  ].join('\n');
}
