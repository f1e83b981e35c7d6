import { airportsOf } from '../places/places.ts';
import { type LocalDate, type LocalTime, minutesOf } from '../time.ts';
import type { Brief, Category, Hours, Need, Requirement, SaidHour } from '../trip/brief.ts';
import { isCarrier } from '../trip/categories.ts';
import type { Slots } from './act.ts';

/** Minutes from the platform or the plane to a chair in a meeting room, and as many back. */
const MARGIN: Partial<Readonly<Record<Category, number>>> = { flight: 120, train: 60 };
/** Before nine in the morning. */
const EARLY = 9 * 60;
/** Nobody says how long a meeting lasts. */
const MEETING_MINUTES = 60;
/** People who name an hour mean about that hour. */
export const ABOUT_MINUTES = 60;

/** What the hours of a journey are measured by; what was said of them is the last word on them. */
export const MEASURED: ReadonlySet<string> = new Set(['leaveMinutes', 'arriveMinutes', 'returnMinutes', 'homeMinutes']);

export function idsOf(places: readonly { readonly id: string }[]): readonly string[] {
  return places.map((place) => place.id);
}

function airports(id: string): readonly string[] {
  const own = airportsOf(id);
  return own.length > 0 ? own.slice(0, 4) : [id];
}

/** The hour of a table: of a journey it is when one leaves. */
export function hour({ time, daypart, returnTime }: Slots): Partial<Need> {
  const at = time ?? returnTime?.time;
  return { ...(at ? { time: at } : {}), ...(daypart ? { daypart } : {}) };
}

/** A flight or a train with what was said of its way; `time`: when it leaves. */
export function journey(need: Need, slots: Slots, time: LocalTime | undefined): Need {
  const leaves = time ? { time } : {};
  const when = { ...leaves, ...(slots.daypart ? { daypart: slots.daypart } : {}) };
  const lands = need.category === 'flight' && slots.landing ? { where: idsOf(slots.landing).flatMap(airports) } : {};
  return { ...need, ...when, ...lands, ...(slots.tripType ? { oneWay: slots.tripType === 'one_way' } : {}) };
}

/** Who eats there, or is driven there, names the hour of that. */
function isOfTable({ needs }: Brief): boolean {
  return needs.some(({ category }) => category === 'restaurant' || category === 'transfer');
}

/** Nothing else is asked for that an hour could be of. */
function isJourneyAlone({ needs }: Brief): boolean {
  return needs.length > 0 && needs.every(isCarrier);
}

/** Whether one is to be there by the hour: as it was said, or as the one before it was. */
export function isOfArriving({ hours }: Brief, { timeRef, timeMode }: Slots): boolean {
  return timeRef === 'arrive' || (timeRef === undefined && timeMode !== undefined && hours?.arrive !== undefined);
}

/** When one is to be there, what begins there, or before or after which one leaves. */
function thereSaid(brief: Brief, slots: Slots): Hours {
  const { time, timeMode: mode, timeRef, meeting, meetingDay } = slots;
  if (time === undefined) return {};
  const day = meetingDay ?? slots.start ?? brief.start;
  if (meeting) return { meeting: { time, ...(day ? { day } : {}) } };
  if (isOfArriving(brief, slots)) return { arrive: { time, ...(mode ? { mode } : {}) } };
  const isBound = mode === 'before' || mode === 'after';
  return isBound && (timeRef === 'depart' || isJourneyAlone(brief)) ? { depart: { time, mode } } : {};
}

/** The hour at which one leaves, where it is no bound and no other hour. */
export function leavingAt(brief: Brief, slots: Slots): LocalTime | undefined {
  const { arrive, meeting, depart } = thereSaid(brief, slots);
  return arrive || meeting || depart ? undefined : slots.time;
}

/** What was said now of the hours there and back. */
export function hoursIn(brief: Brief, slots: Slots): Hours {
  const { daypart, returnDaypart, returnTime } = slots;
  return {
    ...thereSaid(brief, slots),
    ...(daypart !== undefined && !isOfTable(brief) ? { out: daypart } : {}),
    ...(returnDaypart ? { back: returnDaypart } : {}),
    ...(returnTime ? homeward(returnTime) : {}),
  };
}

function homeward({ home, ...said }: NonNullable<Slots['returnTime']>): Hours {
  return home ? { home: said } : { leave: said };
}

/** The same beside what was known of them. */
export function mergeHours(brief: Brief, slots: Slots): Pick<Brief, 'hours'> {
  const hours: Hours = { ...brief.hours, ...hoursIn(brief, slots) };
  return Object.keys(hours).length > 0 ? { hours } : {};
}

/** A carrier with the hours of the trip; another need as it is. */
export function withHours(need: Need, { hours, start, end }: Brief): Need {
  if (!hours || !isCarrier(need)) return need;
  const out = need.daypart ?? hours.out;
  const kept = need.requirements.filter(({ attr }) => !MEASURED.has(attr));
  const there: Need = {
    ...need,
    ...(out ? { daypart: out } : {}),
    requirements: [...kept, ...leaving(hours), ...thereBy(need, hours, start)],
  };
  return need.oneWay ? there : thereAndBack(there, hours, end);
}

function leaving({ depart }: Hours): readonly Requirement[] {
  return depart ? boundsAt('leaveMinutes', depart) : [];
}

function thereAndBack(need: Need, hours: Hours, end: LocalDate | undefined): Need {
  const requirements = [...need.requirements, ...homeAt(need, hours, end)];
  return { ...need, ...(hours.back ? { returnDaypart: hours.back } : {}), requirements };
}

/** Arriving: by the hour that was said, or so long before what begins there on that day. */
function thereBy({ category }: Need, { arrive, meeting }: Hours, start: LocalDate | undefined): readonly Requirement[] {
  if (meeting && (meeting.day ?? start) === start) return [bound('arriveMinutes', 'lte', inTimeFor(meeting.time, MARGIN[category] ?? 0))];
  return arrive ? boundsAt('arriveMinutes', { mode: 'before', ...arrive }) : [];
}

/** Early in the day nothing arrives long before: who has to be there hurries. */
function inTimeFor(time: LocalTime, margin: number): number {
  const at = minutesOf(time);
  return at - margin < EARLY ? at - margin / 2 : at - margin;
}

/** Going home: at the hour that was said, or so long after what began there on that day. */
function homeAt({ category }: Need, { leave, home, meeting }: Hours, end: LocalDate | undefined): readonly Requirement[] {
  if (leave ?? home)
    return [...(leave ? boundsAt('returnMinutes', leave) : []), ...(home ? boundsAt('homeMinutes', { mode: 'before', ...home }) : [])];
  return meeting && meeting.day !== undefined && meeting.day === end
    ? [bound('returnMinutes', 'gte', minutesOf(meeting.time) + MEETING_MINUTES + (MARGIN[category] ?? 0))]
    : [];
}

/** An hour as bounds on what is measured: about it where nothing else was said. */
export function boundsAt(attr: string, { time, mode }: SaidHour): readonly Requirement[] {
  const at = minutesOf(time);
  if (mode === 'before') return [bound(attr, 'lte', at)];
  if (mode === 'after') return [bound(attr, 'gte', at)];
  return [bound(attr, 'gte', at - ABOUT_MINUTES, 'wish'), bound(attr, 'lte', at + ABOUT_MINUTES, 'wish')];
}

function bound(attr: string, op: Requirement['op'], value: number, strength: Requirement['strength'] = 'must'): Requirement {
  return { attr, op, value, strength };
}
