import { addDays, type LocalDate } from '../time.ts';
import { anchored, type DayRef, nextWeekday, resolveDay, resolveRange, type Span, week } from './calendar.ts';
import { at, type Groups, type Makers } from './chart.ts';
import { count, type Found, isDaypart, numberOf, type Reading, type When, wordValue } from './found.ts';
import { day, type Made, moved, span } from './made.ts';
import { present } from './present.ts';

function refAt(found: readonly Found[], mark: string | undefined): DayRef | undefined {
  const thing = at(found, mark);
  return thing?.type === 'day' ? thing.ref : undefined;
}

function besideOf(found: readonly Found[], mark: string | undefined): number | undefined {
  const thing = at(found, mark);
  return thing?.type === 'day' ? thing.beside : undefined;
}

/** A return further away than this is rather another day of the first month. */
const RETURN_DAYS = 21;

/** "Vous rentrez quand ?" was asked: the first such day after the start. */
function returning(ref: DayRef, { context }: Reading): LocalDate | undefined {
  const { asked, known } = context;
  if (asked !== 'dates' || known.start === undefined || known.end !== undefined) return undefined;
  const date = resolveDay(ref, addDays(known.start, 1));
  return date !== undefined && date <= addDays(known.start, RETURN_DAYS) ? date : undefined;
}

/** The first such day in the window that is known, where no day is yet: "du 8 au 10", in May; "du 20 au 25", at the end of March, is at least in March. */
function inWindow(ref: DayRef, { context }: Reading): LocalDate | undefined {
  const { known, today } = context;
  if (known.start !== undefined || known.window === undefined) return undefined;
  const { start, end } = known.window;
  const first = (from: LocalDate) => resolveDay(ref, from > today ? from : addDays(today, 1));
  const date = first(start);
  if (date !== undefined && date <= end) return date;
  const beside = ref.d === undefined ? undefined : first(`${start.slice(0, 7)}-01`);
  return beside !== undefined && beside.slice(0, 7) <= end.slice(0, 7) ? beside : undefined;
}

/** A day that lacks its month, near the trip that is known. */
export function nearTrip(ref: DayRef, reading: Reading): DayRef {
  if (ref.m !== undefined || ref.date !== undefined) return ref;
  const date = returning(ref, reading) ?? inWindow(ref, reading);
  if (date !== undefined) return { date };
  const { known, today } = reading.context;
  const beside = ref.wd === undefined || ref.d !== undefined || known.start === undefined ? undefined : weekdayNear(known.start);
  // "Du jeudi au dimanche" of a trip in May is no Thursday of this week
  if (beside !== undefined && beside > today) return present({ date: resolveDay(ref, beside) });
  return anchored(ref, known.start, today);
}

/** A day alone: a bare weekday is strictly after today; a bare day of month stays near the trip that is known. */
export function dayFor(ref: DayRef, reading: Reading, near?: 'end'): string | undefined {
  const { today, known } = reading.context;
  const anchor = near === 'end' ? (known.end ?? known.start) : known.start;
  // "Also a table on the Friday night": what is added lies within the trip
  if (ref.wd !== undefined && ref.d === undefined && near === undefined && reading.adding && anchor !== undefined)
    return resolveDay(ref, anchor);
  // "Et je reviens le dimanche", of a trip whose first day alone is known: that Sunday lies after it
  if (near === 'end' && ref.wd !== undefined && ref.d === undefined && known.end === undefined && known.start !== undefined)
    return resolveDay(ref, known.start);
  const meant = near === undefined ? nearTrip(ref, reading) : ref;
  if (meant.date !== undefined) return meant.date;
  if (ref.wd !== undefined && ref.d === undefined) return resolveDay(ref, anchor === undefined ? addDays(today, 1) : weekdayNear(anchor));
  return resolveDay(anchored(ref, anchor, today), today);
}

/** "plutôt le vendredi" about a known Saturday is the day before it, not a week later. */
function weekdayNear(anchor: string): string {
  return addDays(anchor, -3);
}

function both(groups: Groups, reading: Reading, found: readonly Found[]): When | undefined {
  const a = refAt(found, groups['a']);
  const b = refAt(found, groups['b']);
  if (!a || !b) return undefined;
  const { today } = reading.context;
  const lone = b.m === undefined && b.date === undefined && a.m === undefined;
  const from = a.wd !== undefined && a.d === undefined ? addDays(today, 1) : today;
  return resolveRange(lone ? (inSaid(a, found) ?? nearTrip(a, reading)) : a, b, from);
}

/** "En juin, départ le 3, retour le 10": the day of the window that was said. */
function inSaid(ref: DayRef, found: readonly Found[]): DayRef | undefined {
  const windows = found.flatMap((thing) => (thing.type === 'span' && thing.when?.dateMode === 'window' ? [thing.span] : []));
  const dates = windows.flatMap(({ start, end }) => {
    const date = ref.d === undefined ? undefined : resolveDay(ref, start);
    return date === undefined || date > end ? [] : [date];
  });
  return dates[0] === undefined ? undefined : { date: dates[0] };
}

/** What stands on one side of a day or span: "à partir du", "avant le", "jusqu'au". */
function side(mark: string | undefined, reading: Reading, found: readonly Found[], which: 'first' | 'last'): string | undefined {
  const thing = at(found, mark);
  if (thing?.type === 'span') return which === 'first' ? thing.span.start : thing.span.end;
  return thing?.type === 'day' ? dayFor(thing.ref, reading, which === 'last' ? 'end' : undefined) : undefined;
}

function isLate(mark: string | undefined, found: readonly Found[]): boolean {
  const thing = at(found, mark);
  return thing?.type === 'span' && thing.late === true;
}

/** "vendredi soir … dimanche après-midi": the part of the day on either side. */
export function partsOf(groups: Groups, reading: Reading): When {
  const out = wordValue(reading, 'daypart', groups['p1']);
  const back = wordValue(reading, 'daypart', groups['p2']);
  return { ...(isDaypart(out) ? { daypart: out } : {}), ...(isDaypart(back) ? { returnDaypart: back } : {}) };
}

/** "le lendemain du 13", "three months after Easter", "2 weeks before May 13". */
function shifted(groups: Groups, reading: Reading, found: readonly Found[]): Made {
  const near = side(groups['d'], reading, found, 'first');
  const by = numberOf(reading, 'by2', groups['by']);
  const way = numberOf(reading, 'way', groups['way']) ?? 1;
  const n = numberOf(reading, 'some', groups['n']) ?? count(groups['n']) ?? 0;
  if (near === undefined) return undefined;
  return day(by === undefined ? moved(near, way * n, numberOf(reading, 'unit', groups['unit']) ?? 1) : addDays(near, by));
}

/** The nth such weekday after a day, from its end when it is a span; before it the other way round. */
function weekdayBeside(wd: number, edge: LocalDate, way: number, n: number): LocalDate {
  const after = nextWeekday(edge, wd);
  return way > 0 ? addDays(after, 7 * (n - 1)) : addDays(nextWeekday(addDays(edge, -1), wd), -7 * n);
}

/** "la semaine avant Noël", "the weekend after Easter", "the Friday before the 20th". */
function aroundDay(groups: Groups, reading: Reading, found: readonly Found[]): Made {
  const way = numberOf(reading, 'way', groups['way']) ?? 1;
  const edge = side(groups['d'], reading, found, way > 0 ? 'last' : 'first');
  if (edge === undefined) return undefined;
  const what = wordValue(reading, 'what', groups['what']);
  if (what === 'week') return span(week(addDays(edge, 7 * way)));
  if (what === 'weekend') {
    const saturday = weekdayBeside(6, edge, way, 1);
    return span({ start: saturday, end: addDays(saturday, 1) });
  }
  const wd = refAt(found, groups['a']);
  const n = Number.parseInt(groups['nth'] ?? '1', 10) || 1;
  return wd?.wd === undefined || wd.d !== undefined || wd.date !== undefined ? undefined : day(weekdayBeside(wd.wd, edge, way, n));
}

/** "Retour le soir même". */
function sameDay(groups: Groups, reading: Reading): When {
  const part = wordValue(reading, 'daypart', groups['p']);
  return { days: 0, ...(isDaypart(part) ? { returnDaypart: part } : {}) };
}

function isInside(one: Span, other: Span): boolean {
  return one.start >= other.start && one.end <= other.end;
}

/** "En mai ou juin"; of "half term in February" the nearer is meant. */
function eitherSpan(groups: Groups, found: readonly Found[]): Made {
  const a = at(found, groups['a']);
  const b = at(found, groups['b']);
  if (a?.type !== 'span' || b?.type !== 'span' || b.span.end < a.span.start) return undefined;
  const inner = [a, b].find((one, i) => isInside(one.span, (i === 0 ? b : a).span));
  if (inner && groups['or'] === undefined) return { mark: 's', value: inner } as const;
  return { mark: 's', value: { type: 'span', span: { start: a.span.start, end: b.span.end }, when: { dateMode: 'window' } } } as const;
}

/** Ranges and open ranges over days found before. */
export function spanMakers(reading: Reading, found: readonly Found[]): Makers<Found> {
  const mark = (when: When | undefined) => (when ? ({ mark: 'w', value: { type: 'when', when } } as const) : undefined);
  const bound = (key: 'startAfter' | 'start' | 'endBefore' | 'end', groups: Groups, which: 'first' | 'last') => {
    const date = side(groups['d'] ?? groups['s'], reading, found, which);
    return mark(date === undefined ? undefined : { [key]: date });
  };
  return {
    /** "Le 14, pas le 12": the day that is not meant. */
    not: () => mark({}),
    sameday: (groups) => mark(sameDay(groups, reading)),
    /** "Lundi ou mardi": the first of them. */
    eitherday: (groups) => {
      const thing = at(found, groups['a']);
      return thing?.type === 'day' ? { mark: 'd', value: thing } : undefined;
    },
    shifted: (groups) => shifted(groups, reading, found),
    around: (groups) => aroundDay(groups, reading, found),
    both: (groups) => eitherSpan(groups, found),
    nthof: (groups) => {
      const whole = at(found, groups['s']);
      if (whole?.type !== 'span') return undefined;
      const n = Number.parseInt(groups['nth'] ?? '', 10);
      const start = Number.isNaN(n) ? addDays(whole.span.end, -6) : addDays(whole.span.start, 7 * (n - 1));
      return { mark: 's', value: { type: 'span', span: { start, end: addDays(start, 6) } } };
    },
    span: (groups) => {
      const days = both(groups, reading, found);
      return mark(days && { ...days, ...partsOf(groups, reading) });
    },
    after: (groups) => bound('startAfter', groups, groups['s'] === undefined ? 'first' : 'last'),
    notbefore: (groups) => bound('startAfter', groups, 'first'),
    begin: (groups) => bound('start', groups, 'first'),
    /** "Jusqu'à fin mars". */
    upto: (groups) => bound('end', groups, 'last'),
    before: (groups) => bound('endBefore', groups, groups['by'] === undefined && !isLate(groups['d'], found) ? 'first' : 'last'),
    until: (groups) => {
      const ref = refAt(found, groups['d']);
      const part = wordValue(reading, 'daypart', groups['p']);
      const when = isDaypart(part) ? { when: { returnDaypart: part } } : {};
      const beside = besideOf(found, groups['d']);
      const { end } = reading.context.known;
      const last = beside === undefined || end === undefined ? ref : { date: addDays(end, beside) };
      return last && { mark: 'd', value: { type: 'day', ref: last, last: true, ...when } };
    },
  };
}
