import type { Formats } from '../../locales/words.ts';
import { decimalsOf, type Money } from '../money.ts';
import { addDays, civilAt, dateOf, daysBetween, type Instant, type LocalDate, type LocalTime, timeOf } from '../time.ts';

/** Where and when something is said: for "demain", and for which year goes without saying. */
export interface Setting {
  readonly now: Instant;
  readonly timeZone: string;
}

function fill(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

/** Small counts are words, the rest digits: "cinq nuits", "40 euros". */
export function countWords(n: number, formats: Formats, feminine = false): string {
  return (feminine ? formats.wordsF[String(n)] : undefined) ?? formats.words[n] ?? formats.tens[String(n)] ?? String(n);
}

const intl = new Map<string, Intl.DateTimeFormat>();

function named(date: LocalDate, lang: string, part: 'weekday' | 'month'): string {
  const id = `${lang} ${part}`;
  const known = intl.get(id) ?? new Intl.DateTimeFormat(lang, { [part]: 'long', timeZone: 'UTC' });
  intl.set(id, known);
  return known.format(new Date(`${date}T00:00:00Z`));
}

const numbers = new Map<string, Intl.NumberFormat>();

function grouped(n: number, lang: string): string {
  const known = numbers.get(lang) ?? new Intl.NumberFormat(lang);
  numbers.set(lang, known);
  return known.format(n);
}

const lists = new Map<string, Intl.ListFormat>();

/** "a, b et c", or with "ou". */
export function listWords(items: readonly string[], lang: string, type: 'conjunction' | 'disjunction'): string {
  const id = `${lang} ${type}`;
  const known = lists.get(id) ?? new Intl.ListFormat(lang, { type });
  lists.set(id, known);
  return known.format(items);
}

/** "4,4" in French; whole numbers as digits, never grouped. */
export function decimalWords(n: number, { lang }: Formats): string {
  return Number.isInteger(n) ? String(n) : grouped(n, lang);
}

const SUFFIX: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
const ORDINAL = new Intl.PluralRules('en', { type: 'ordinal' });

function dayOf(date: LocalDate, formats: Formats): string {
  const day = Number(date.slice(8));
  const suffix = SUFFIX[ORDINAL.select(day)] ?? 'th';
  return formats.ordinals[String(day)] ?? fill(formats.ordinal, { day: String(day), suffix });
}

/** full "samedi 20 mars", day "samedi 20", dm "20 mars", weekday "samedi"; the year only when the day is not the next such one. */
export function dateWords(date: LocalDate, form: string, formats: Formats, at: Setting): string {
  const weekday = named(date, formats.lang, 'weekday');
  if (form === 'weekday') return weekday;
  const values = { weekday, day: dayOf(date, formats), month: named(date, formats.lang, 'month') };
  if (form === 'day') return fill(formats.day, values);
  const said = fill(form === 'dm' ? formats.dm : formats.full, values);
  const ahead = daysBetween(dateOf(civilAt(at.now, at.timeZone)), date);
  return ahead >= 0 && ahead < 365 ? said : fill(formats.withYear, { date: said, year: date.slice(0, 4) });
}

/** From one day to another, the month once: "du samedi 20 au jeudi 25 mars"; short leaves the month out. */
export function rangeWords(
  { start, end }: { readonly start: LocalDate; readonly end: LocalDate },
  form: string,
  formats: Formats,
  at: Setting,
): string {
  if (form === 'plain') return fill(formats.rangePlain, { a: dateWords(start, 'dm', formats, at), b: dateWords(end, 'dm', formats, at) });
  if (form === 'weekdays')
    return fill(formats.range, { a: dateWords(start, 'weekday', formats, at), b: dateWords(end, 'weekday', formats, at) });
  const short = form === 'short';
  const sameMonth = start.slice(0, 7) === end.slice(0, 7);
  const first = (sameMonth && !formats.rangeMonthFirst) || (short && sameMonth) ? 'day' : 'full';
  const second = sameMonth && (formats.rangeMonthFirst || short) ? 'day' : 'full';
  return fill(formats.range, { a: dateWords(start, first, formats, at), b: dateWords(end, second, formats, at) });
}

export function timeWords(time: LocalTime, formats: Formats): string {
  if (time === '12:00') return formats.noon;
  if (time === '00:00') return formats.midnight;
  const hour = Number(time.slice(0, 2));
  const minute = Number(time.slice(3, 5));
  const h = formats.hours12 ? hour % 12 || 12 : hour;
  const values = {
    h: String(h),
    m: formats.hours12 ? time.slice(3, 5) : String(minute),
    half: (hour < 12 ? formats.am : formats.pm) ?? '',
  };
  if (h === 1) return fill(minute === 0 ? formats.oneSharp : formats.oneHour, values);
  return fill(minute === 0 ? formats.timeSharp : formats.time, values);
}

/** A moment in the traveller's zone: the hour today, "demain 11 heures", else with its day. */
export function instantWords(instant: Instant, form: string, formats: Formats, at: Setting): string {
  const civil = civilAt(instant, at.timeZone);
  const today = dateOf(civilAt(at.now, at.timeZone));
  const time = timeWords(quarter(timeOf(civil)), formats);
  // What ends today ends at an hour.
  if (form === 'dm' && dateOf(civil) === today) return fill(formats.later, { time, date: dateWords(today, form, formats, at) });
  if (form === 'dm' || form === 'full' || form === 'day') return dateWords(dateOf(civil), form, formats, at);
  if (dateOf(civil) === today) return fill(formats.today, { time });
  if (dateOf(civil) === addDays(today, 1)) return form === 'soft' ? formats.tomorrowWord : fill(formats.tomorrow, { time });
  return fill(formats.later, { time, date: dateWords(dateOf(civil), 'full', formats, at) });
}

/** Nobody says "11 heures 3": an end is told at the quarter before it. */
function quarter(time: LocalTime): LocalTime {
  const minute = Math.floor(Number(time.slice(3, 5)) / 15) * 15;
  return `${time.slice(0, 3)}${String(minute).padStart(2, '0')}`;
}

/** Whole units rounded up, so that what is said is never less than what is paid; exact adds the cents; floor is the ten below; bare leaves the currency out. */
export function moneyWords(value: Money, form: string, formats: Formats): string {
  const unit = 10 ** decimalsOf(value.currency);
  const exact = form === 'exact' || form === 'bare_exact';
  const cents = exact ? Math.abs(value.minor) % unit : 0;
  const round = exact ? Math.trunc : Math.ceil;
  const whole = form === 'floor' ? Math.floor(value.minor / unit / 10) * 10 : round(value.minor / unit);
  const amount = formats.grouping ? grouped(whole, formats.lang) : String(whole);
  const [one = value.currency, several = value.currency] = formats.currencies[value.currency] ?? [];
  const currency = Math.abs(whole) < 2 && cents === 0 ? one : several;
  if (cents > 0) return fill(formats.cents, { amount, currency, cents: String(cents).padStart(2, '0') });
  return form.startsWith('bare') ? amount : fill(formats.amount, { amount, currency });
}

/** Time on the road, to the nearest five minutes above twenty: "deux heures quarante". */
export function minutesWords(minutes: number, formats: Formats): string {
  const rounded = minutes > 20 ? Math.round(minutes / 5) * 5 : minutes;
  const hours = Math.floor(rounded / 60);
  const rest = rounded % 60;
  const pick = (forms: readonly string[], n: number) => forms[n > 1 ? 1 : 0] ?? '';
  if (hours === 0) return fill(pick(formats.minutes, rest), { m: countWords(rest, formats) });
  const h = countWords(hours, formats, true);
  return rest === 0
    ? fill(pick(formats.hoursOnly, hours), { h })
    : fill(pick(formats.hoursMinutes, hours), { h, m: countWords(rest, formats) });
}

/** A height in metres, in the unit that people there use. */
export function heightWords(metres: number, formats: Formats): string {
  const n = formats.heightUnit === 'ft' ? Math.round(metres * 3.28084) : metres;
  return fill(formats.height, { n: formats.grouping ? grouped(n, formats.lang) : String(n) });
}
