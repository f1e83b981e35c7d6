import { addDays, daysBetween, isLocalDate, type LocalDate, weekday } from '../time.ts';
import {
  addMonths,
  anchored,
  iso,
  lastDay,
  month,
  monthOf,
  nextWeekday,
  resolveDay,
  resolveRange,
  type Span,
  week,
  weekend,
  yearOf,
} from './calendar.ts';
import type { Groups, Makers, Mark } from './chart.ts';
import { type Found, isDaypart, numberOf, type Reading, wordValue, type When } from './found.ts';
import { holidaySpan } from './holidays.ts';

type Made = { readonly mark: Mark; readonly value: Found } | undefined;

function day(date: LocalDate | undefined, when?: When): Made {
  return date === undefined ? undefined : { mark: 'd', value: { type: 'day', ref: { date }, ...(when ? { when } : {}) } };
}

function span(value: Span | undefined, when?: When): Made {
  return value && { mark: 's', value: { type: 'span', span: value, ...(when ? { when } : {}) } };
}

function num(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number.parseInt(text, 10);
}

/** The first year in which a month is not over. */
function yearFor(m: number, said: string | undefined, today: LocalDate): number {
  const y = num(said);
  if (y !== undefined) return y < 100 ? (y > 60 ? 1900 : 2000) + y : y;
  return m < monthOf(today) ? yearOf(today) + 1 : yearOf(today);
}

function refOf(groups: Groups, reading: Reading) {
  const d = num(groups['d']);
  const m = numberOf(reading, 'month', groups['m']);
  const wd = numberOf(reading, 'wd', groups['wd']);
  const y = num(groups['y']);
  return {
    ...(d === undefined ? {} : { d }),
    ...(m === undefined ? {} : { m }),
    ...(wd === undefined ? {} : { wd }),
    ...(y === undefined ? {} : { y }),
  };
}

/** "31 février" has no day: the doubt offers the last of the month and the first of the next. */
function missing(ref: { readonly d?: number; readonly m?: number; readonly y?: number }, reading: Reading): void {
  const { d, m } = ref;
  if (d === undefined || m === undefined || d > 31) return;
  const y = ref.y ?? yearFor(m, undefined, reading.context.today);
  const last = iso(y, m, lastDay(y, m));
  reading.doubts.push({ type: 'date', said: { day: d, month: m }, options: [last, addDays(last, 1)] });
}

function dayMonth(groups: Groups, reading: Reading): Made {
  const ref = refOf(groups, reading);
  if (ref.d === undefined || ref.d < 1) return undefined;
  if (ref.m !== undefined && resolveDay(ref, reading.context.today) === undefined) {
    missing(ref, reading);
    return { mark: 'w', value: { type: 'when', when: {} } };
  }
  return { mark: 'd', value: { type: 'day', ref } };
}

function slash(groups: Groups, reading: Reading): Made {
  const a = num(groups['a']) ?? 0;
  const b = num(groups['b']) ?? 0;
  const monthFirst = (reading.context.locale === 'en-US' && a <= 12) || b > 12;
  const [d, m] = monthFirst ? [b, a] : [a, b];
  if (m < 1 || m > 12 || d < 1 || d > 31) return undefined;
  const y = groups['y'] === undefined ? {} : { y: yearFor(m, groups['y'], reading.context.today) };
  const ref = { d, m, ...y };
  if (resolveDay(ref, reading.context.today) !== undefined) return { mark: 'd', value: { type: 'day', ref } };
  missing(ref, reading);
  return undefined;
}

function partOf(groups: Groups, reading: Reading): Made {
  const m = numberOf(reading, 'month', groups['m']);
  const part = wordValue(reading, 'part', groups['p']);
  if (m === undefined) return undefined;
  const y = yearFor(m, groups['y'], reading.context.today);
  const whole = month(y, m);
  const bounds: Readonly<Record<string, readonly [number, number]>> = { start: [1, 10], mid: [11, 20], end: [21, lastDay(y, m)] };
  const [from, to] = bounds[String(part)] ?? [1, lastDay(y, m)];
  return span({ start: addDays(whole.start, from - 1), end: addDays(whole.start, to - 1) }, { dateMode: 'window' });
}

function half(groups: Groups, reading: Reading): Made {
  const m = numberOf(reading, 'month', groups['m']);
  if (m === undefined) return undefined;
  const whole = month(yearFor(m, groups['y'], reading.context.today), m);
  const first = groups['nth']?.startsWith('1') ?? false;
  const middle = addDays(whole.start, 14);
  return span(first ? { start: whole.start, end: middle } : { start: addDays(middle, 1), end: whole.end }, { dateMode: 'window' });
}

/** "la première semaine de mars": whole weeks; "le deuxième lundi de mai": that day. */
function nthOf(groups: Groups, reading: Reading): Made {
  const m = numberOf(reading, 'month', groups['m']);
  const moved = addMonths(`${reading.context.today.slice(0, 7)}-01`, numberOf(reading, 'rm', groups['rm']) ?? 0);
  if (m === undefined && groups['rm'] === undefined) return undefined;
  const whole = m === undefined ? month(yearOf(moved), monthOf(moved)) : month(yearFor(m, groups['y'], reading.context.today), m);
  if (groups['d'] !== undefined) return day(addDays(whole.start, (num(groups['d']) ?? 1) - 1));
  const what = wordValue(reading, 'what', groups['what']);
  const wd = numberOf(reading, 'wd', groups['what']) ?? (what === 'weekend' ? 6 : 1);
  const n = num(groups['nth']);
  const last = n === undefined || Number.isNaN(n);
  if (what === 'day') return day(last ? whole.end : addDays(whole.start, n - 1));
  const reach = what === 'week' ? 6 : what === 'weekend' ? 1 : 0;
  const from = last ? addDays(whole.end, -reach) : whole.start;
  const date = last ? addDays(from, -((weekday(from) - wd + 7) % 7)) : addDays(nextWeekday(addDays(from, -1), wd), 7 * (n - 1));
  if (what === 'week') return span(week(date));
  return what === 'weekend' ? span(weekend(date)) : day(date);
}

function weekOf(groups: Groups, reading: Reading): Made {
  const ref = anchored(refOf(groups, reading), reading.context.known.start, reading.context.today);
  const date = resolveDay(ref, ref.m === undefined ? reading.context.today : addDays(reading.context.today, -6));
  if (date === undefined) return undefined;
  return span(wordValue(reading, 'what', groups['what']) === 'weekend' ? weekend(date) : week(date));
}

function holiday(groups: Groups, reading: Reading): Made {
  const index = numberOf(reading, 'holiday', groups['h']);
  const words = index === undefined ? undefined : reading.grammar.holidays[index];
  const found = words && holidaySpan(words, reading.context.today, num(groups['y']));
  if (!words || !found) return undefined;
  const when = { named: words.named };
  const pre = wordValue(reading, 'around', groups['pre'] ?? groups['post']);
  if (pre === 'weekend') return span(weekend(found.start), when);
  if (pre === 'week') return span(week(found.start), when);
  if (pre === 'eve') return day(addDays(found.start, -1), when);
  if (pre === 'morrow') return day(addDays(found.start, 1), when);
  return words.to === undefined ? day(found.start, when) : span(found, when);
}

function relativeWeek(groups: Groups, reading: Reading): Made {
  const { today } = reading.context;
  const what = wordValue(reading, 'what', groups['what']);
  const ahead = numberOf(reading, 'which', groups['which']) ?? (groups['far'] === undefined ? 0 : 1);
  const again = groups['again'] === undefined ? 0 : 1;
  const weeks = ahead + again;
  if (what === 'month') {
    const m = addMonths(`${today.slice(0, 7)}-01`, weeks);
    return span(month(yearOf(m), monthOf(m)), { dateMode: 'window' });
  }
  if (what === 'year')
    return span({ start: iso(yearOf(today) + weeks, 1, 1), end: iso(yearOf(today) + weeks, 12, 31) }, { dateMode: 'window' });
  if (what === 'weekend')
    return span(weekend(addDays(week(today).start, 5 + 7 * weeks + (groups['huit'] === undefined ? 0 : 7 * Math.floor(Number(groups['huit']) / 7)))));
  return span(week(addDays(today, 7 * weeks)));
}

function weekdayOf(groups: Groups, reading: Reading): Made {
  const { today } = reading.context;
  const wd = numberOf(reading, 'wd', groups['wd'] ?? groups['wdn'] ?? groups['wds']);
  if (wd === undefined) return undefined;
  const far = groups['far'];
  if (groups['past'] !== undefined) return day(addDays(nextWeekday(addDays(today, -1), wd), -7));
  if (groups['wdn'] !== undefined) return day(addDays(week(addDays(today, 7)).start, wd - 1));
  if (groups['wds'] !== undefined) return day(addDays(nextWeekday(today, wd), 7 * ((num(groups['n']) ?? 1) - 1)));
  if (far === '8' || groups['far8'] !== undefined) return day(addDays(nextWeekday(addDays(today, -1), wd), 7));
  if (far === '15') return day(addDays(nextWeekday(addDays(today, -1), wd), 14));
  if (far === 'cette' || far === 'this week') return day(addDays(week(today).start, wd - 1));
  if (far !== undefined) return day(addDays(week(addDays(today, 7)).start, wd - 1));
  if (groups['d'] !== undefined) return { mark: 'd', value: { type: 'day', ref: refOf(groups, reading) } };
  return { mark: 'd', value: { type: 'day', ref: { wd } } };
}

function season(groups: Groups, reading: Reading): Made {
  const rule = wordValue(reading, 'season', groups['s']);
  if (typeof rule !== 'string') return undefined;
  const [from = '', to = ''] = rule.split('..');
  const { today } = reading.context;
  const said = num(groups['y']);
  for (let y = said ?? yearOf(today) - 1; y <= yearOf(today) + 2; y++) {
    const end = `${to < from ? y + 1 : y}-${to}`;
    if (said !== undefined || end > today) return span({ start: `${y}-${from}`, end }, { dateMode: 'window' });
  }
  return undefined;
}

/** "fin de semaine", "début de l'année": thirds of a month, two days of a week, two months of a year. */
function partSpan(groups: Groups, reading: Reading): Made {
  const part = wordValue(reading, 'part', groups['p']);
  const whole = relativeWeek(groups, reading)?.value;
  if (whole?.type !== 'span') return undefined;
  const { start, end } = whole.span;
  const length = daysBetween(start, end) + 1;
  const when = { dateMode: 'window' } as const;
  if (length === 7) return span(part === 'start' ? { start, end: addDays(start, 1) } : part === 'end' ? { start: addDays(start, 3), end } : { start, end: addDays(start, 4) }, when);
  if (length > 31) return span(part === 'start' ? { start, end: addDays(addMonths(start, 2), -1) } : { start: addMonths(start, 10), end }, when);
  const first = part === 'start' && groups['which'] === undefined && start < addDays(reading.context.today, -10) ? addMonths(start, 1) : start;
  return span(part === 'start' ? { start: first, end: addDays(first, 9) } : { start: addDays(start, part === 'end' ? 20 : 10), end: part === 'end' ? end : addDays(start, 19) }, when);
}

function monthSpan(groups: Groups, reading: Reading): Made {
  const only = num(groups['yy']);
  if (only !== undefined) return span({ start: iso(only, 1, 1), end: iso(only, 12, 31) }, { dateMode: 'window' });
  const m = numberOf(reading, 'month', groups['m']);
  const m2 = numberOf(reading, 'month', groups['m2']) ?? m;
  if (m === undefined || m2 === undefined) return undefined;
  const y = yearFor(m, groups['y'], reading.context.today);
  return span({ start: month(y, m).start, end: month(m2 < m ? y + 1 : y, m2).end }, { dateMode: 'window' });
}

/** "du 21 au 26", "du vendredi soir au dimanche", and a first end that lacks its month. */
function range(groups: Groups, reading: Reading, last: DayPart): Made {
  const { today, known } = reading.context;
  const first = withWeekday(reading, groups['d1'], groups['w1']);
  const lone = last.ref.d !== undefined && last.ref.m === undefined && last.ref.date === undefined;
  const near = lone ? anchored(first, known.start, today) : first;
  const from = first.d === undefined ? addDays(today, groups['next'] === undefined ? 1 : 8 - weekday(today)) : today;
  const found = resolveRange(near, last.ref, from);
  if (!found) return undefined;
  return { mark: 'w', value: { type: 'when', when: { ...found, ...partsOf(groups, reading) } } };
}

interface DayPart {
  readonly ref: ReturnType<typeof refOf> & { readonly date?: LocalDate };
}

function partsOf(groups: Groups, reading: Reading): When {
  const out = wordValue(reading, 'daypart', groups['p1']);
  const back = wordValue(reading, 'daypart', groups['p2']);
  return { ...(isDaypart(out) ? { daypart: out } : {}), ...(isDaypart(back) ? { returnDaypart: back } : {}) };
}

function withWeekday(reading: Reading, d: string | undefined, wd: string | undefined) {
  const dayOfMonth = num(d);
  const weekdayNumber = numberOf(reading, 'wd', wd);
  return { ...(dayOfMonth === undefined ? {} : { d: dayOfMonth }), ...(weekdayNumber === undefined ? {} : { wd: weekdayNumber }) };
}

/** Single days and whole spans; ranges whose ends are not yet days. `refAt` reads a day found before. */
export function dateMakers(reading: Reading, refAt: (mark: string) => DayPart | undefined): Makers<Found> {
  return {
    iso: (groups) => {
      const date = (groups['iso'] ?? '').replace(/-(\d)(?=-|$)/g, '-0$1');
      return day(isLocalDate(date) ? date : undefined);
    },
    slash: (groups) => slash(groups, reading),
    partof: (groups) => partOf(groups, reading),
    half: (groups) => half(groups, reading),
    weeks2: (groups) => {
      const m = numberOf(reading, 'month', groups['m']);
      if (m === undefined) return undefined;
      const { start, end } = month(yearFor(m, groups['y'], reading.context.today), m);
      return span(groups['nth']?.startsWith('1') ? { start, end: addDays(start, 13) } : { start: addDays(end, -13), end }, { dateMode: 'window' });
    },
    nthweek: (groups) => nthOf(groups, reading),
    weekof: (groups) => weekOf(groups, reading),
    holiday: (groups) => holiday(groups, reading),
    relweek: (groups) => relativeWeek(groups, reading),
    dm: (groups) => dayMonth(groups, reading),
    rangeend: (groups) => {
      const last = refAt(groups['mark'] ?? '');
      return last && range(groups, reading, last);
    },
    tail: (groups) => {
      const first = refAt(groups['mark'] ?? '');
      const last = refOf({ d: groups['d2'], m: groups['m2'], wd: groups['w2'] }, reading);
      const found = first && resolveRange(first.ref, last, reading.context.today);
      return found && { mark: 'w', value: { type: 'when', when: found } };
    },
    range: (groups) => range(groups, reading, { ref: withWeekday(reading, groups['d2'], groups['w2']) }),
    weekday: (groups) => weekdayOf(groups, reading),
    rel: (groups) => {
      const days = numberOf(reading, 'rel', groups['rel']);
      return days === undefined ? undefined : day(addDays(reading.context.today, days));
    },
    today: (groups) => {
      const part = wordValue(reading, 'daypart', groups['p']);
      return day(reading.context.today, isDaypart(part) ? { daypart: part } : undefined);
    },
    partspan: (groups) => partSpan(groups, reading),
    season: (groups) => season(groups, reading),
    monthspan: (groups) => monthSpan(groups, reading),
    day: (groups) => ({ mark: 'd', value: { type: 'day', ref: refOf(groups, reading) } }),
  };
}
