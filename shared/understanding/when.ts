import { addDays, daysBetween } from '../time.ts';
import { resolveDay } from './calendar.ts';
import { type Found, isDaypart, type Reading, type When, wordValue } from './found.ts';
import { hits, matches } from './hits.ts';
import { present } from './present.ts';
import { dayFor } from './spans.ts';

/** Every date expression's slots, the later winning; a lone second day is the end. */
export function dateSlots(things: readonly Found[], plain: string, reading: Reading): When {
  const said = oneEnd(turned(together(things, reading), things, reading), things, reading);
  return sameDay(plain, reading) ?? lastDay(plain, reading) ?? somewhere(said, plain, reading) ?? consistent(said);
}

/** "Back by six on Sunday, flight on Friday": the Sunday after it. */
function turned(when: When, things: readonly Found[], reading: Reading): When {
  const { start, end } = when;
  const back = things.find((thing): thing is DayFound => thing.type === 'day' && thing.last === true);
  if (start === undefined || end === undefined || end >= start || back?.ref.wd === undefined || back.ref.d !== undefined) return when;
  return { ...when, ...present({ end: lastDayOf(back, start, reading) }) };
}

/** "Le soir même", to when one comes back. */
function sameDay(plain: string, reading: Reading): When | undefined {
  const { known } = reading.context;
  const [hit] = isReturnAsked(reading) ? hits(reading.grammar, 'sameDay', plain) : [];
  if (!hit || known.start === undefined) return undefined;
  const part = wordValue(reading, 'daypart', hit.groups['p'] ?? hit.groups['p2']);
  return { end: known.start, ...(isDaypart(part) ? { returnDaypart: part } : {}) };
}

/** "Au 24", "to the 24th", to when one comes back. */
function lastDay(plain: string, reading: Reading): When | undefined {
  const { start } = reading.context.known;
  const [hit] = isReturnAsked(reading) ? hits(reading.grammar, 'lastDay', plain) : [];
  const end = start && hit ? resolveDay({ d: Number(hit.groups['d']) }, start) : undefined;
  return end === undefined ? undefined : { end };
}

/** The first day is known, and the last one was asked for. */
export function isReturnAsked({ context: { asked, known } }: Reading): boolean {
  return asked === 'dates' && known.start !== undefined && known.end === undefined;
}

function together(things: readonly Found[], reading: Reading): When {
  let when: When = {};
  for (const thing of things) {
    if (thing.type === 'when') when = { ...beside(thing.when, when), ...thing.when };
    if (thing.type === 'span' && !holds(thing, when)) when = { ...when, ...thing.span, ...thing.when };
    if (thing.type === 'time' && thing.value.date !== undefined) when = { start: thing.value.date, ...when };
    if (thing.type === 'day') when = within(thing, when) ?? { ...when, ...lone(thing, when, reading) };
  }
  return when;
}

/** "Entre le 10 et le 20, quatre nuits": some four nights of them; without a length it is from the one to the other. */
function somewhere({ start, end, ...rest }: When, plain: string, { context: { known }, grammar }: Reading): When | undefined {
  const length = rest.nights ?? rest.days ?? known.nights;
  if (start === undefined || end === undefined || length === undefined || length >= daysBetween(start, end)) return undefined;
  return matches(grammar, 'between', plain) ? { ...rest, start, end, dateMode: 'window', inside: true } : undefined;
}

/** "Du lundi au mercredi, réunion mardi à 14 h": the day inside the stay, where something begins at the hour that was said. */
export function meetingDay(things: readonly Found[], { start, end }: When): { readonly meetingDay?: string } {
  const isMeeting = things.some((thing) => thing.type === 'time' && thing.value.of === 'meeting');
  if (!isMeeting || start === undefined || end === undefined) return {};
  const days = things.flatMap((thing) => (thing.type === 'day' && !thing.last ? (resolveDay(thing.ref, start) ?? []) : []));
  const day = days.find((each) => each > start && each <= end);
  return day === undefined ? {} : { meetingDay: day };
}

/** "Un jour plus tôt, le 24" of a trip until the 25th: the day that is named says which end moves, and the other stays. */
function oneEnd(when: When, things: readonly Found[], { context: { known } }: Reading): When {
  const { start, end, ...rest } = when;
  const isShift = things.some((thing) => thing.type === 'when' && (thing.when.start ?? thing.when.end) !== undefined);
  if (!isShift || !start || !end || !known.start || !known.end) return when;
  const by = daysBetween(known.start, start);
  if (by === 0 || by !== daysBetween(known.end, end)) return when;
  const isNamed = (date: string) => things.some((thing) => thing.type === 'day' && resolveDay(thing.ref, date) === date);
  if (isNamed(end)) return { ...rest, end };
  return isNamed(start) ? { ...rest, start } : when;
}

/** Days from and to are exact, also in a window that was said before. */
function beside({ start, end }: When, so: When): When {
  const { dateMode: _, ...rest } = so;
  return start === undefined || end === undefined ? so : rest;
}

type DayFound = Found & { readonly type: 'day' };

/** "Le 12 mars … en mars": the day that was said lies in the span, which adds nothing. */
function holds({ span, when: kind }: Found & { readonly type: 'span' }, { start, dateMode }: When): boolean {
  if (start === undefined || dateMode !== undefined) return false;
  // "Vendredi en huit, pour le week-end": that of the day that was said
  const isBare = kind === undefined && daysBetween(span.start, span.end) === 1;
  return (kind?.dateMode === 'window' && start >= span.start && start <= span.end) || (isBare && start > span.end);
}

/** "En mars, le 12" is that day of March; "fin avril … un dîner le samedi" is still some time at the end of April. */
function within({ ref, last, when: kind = {} }: DayFound, { start, end, dateMode, ...rest }: When): When | undefined {
  if (dateMode !== 'window' || start === undefined || end === undefined || ref.date !== undefined) return undefined;
  if (ref.d === undefined) return { ...rest, start, end, dateMode };
  const date = resolveDay(ref, start);
  if (last || date === undefined || date > end) return undefined;
  return { ...rest, ...kind, start: date };
}

/** The day that ends a stay: the first such day after its start. */
function lastDayOf(thing: DayFound, start: string | undefined, reading: Reading): string | undefined {
  return start === undefined ? dayFor(thing.ref, reading, 'end') : resolveDay(thing.ref, addDays(start, 1));
}

/** A bare day of the month after a start is counted from it: "le 10 juillet … le 17". */
function dayAfter(thing: DayFound, start: string | undefined, reading: Reading): string | undefined {
  const { d, m, date } = thing.ref;
  const bare = d !== undefined && m === undefined && date === undefined;
  return bare && start !== undefined ? resolveDay(thing.ref, start) : dayFor(thing.ref, reading);
}

function lone(thing: DayFound, so: When, reading: Reading): When {
  const start = so.dateMode === 'window' ? undefined : so.start;
  const named = thing.when ?? {};
  const date = thing.last ? lastDayOf(thing, start, reading) : dayAfter(thing, start, reading);
  if (date === undefined) return {};
  if (thing.last) return { ...named, end: date };
  // "Rentrer un jour plus tôt, le 24" says the same day twice.
  if (start === undefined) return date === so.end ? named : { ...named, start: date };
  return so.end === undefined && date > start ? { ...named, end: date } : named;
}

/** An exact range decides: a length that says otherwise was a manner of speaking ("un week-end du 12 au 15"). */
function consistent(when: When): When {
  const { start, end, days, nights, dateMode, ...rest } = when;
  // "Retour le soir même"
  if (days === 0) return { ...rest, ...(start === undefined ? { days: 1 } : { start, end: start }) };
  const shorter = rest.named !== undefined && (days ?? nights) !== undefined;
  const exact = start !== undefined && end !== undefined && dateMode === undefined && !shorter;
  const length = exact && !rest.each ? daysBetween(start, end) : undefined;
  return {
    ...rest,
    ...present({
      start,
      end,
      dateMode,
      days: length === undefined ? days : undefined,
      // "Deux nuits, le week-end du 12"
      nights: length === undefined || (nights ?? 0) >= length ? nights : undefined,
    }),
  };
}

/** "Du 30 février au 5 mars": the day that there is ends the trip, whichever it begins on. */
export function openEnded(dates: ReturnType<typeof dateSlots>, text: string, { doubts, grammar }: Reading): ReturnType<typeof dateSlots> {
  const { start, ...rest } = dates;
  const isEnd =
    start !== undefined &&
    rest.end === undefined &&
    doubts.some((doubt) => doubt.type === 'date' && doubt.options.every((date) => date < start));
  return isEnd && matches(grammar, 'openEnd', text) ? { ...rest, end: start } : dates;
}
