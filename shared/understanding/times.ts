import { addDays, type LocalTime } from '../time.ts';
import { at, type Groups, type Makers } from './chart.ts';
import { count, type Found, numberOf, type Reading, type TimeValue, wordValue } from './found.ts';

function local(minutes: number): LocalTime {
  const day = ((minutes % 1440) + 1440) % 1440;
  return `${String(Math.floor(day / 60)).padStart(2, '0')}:${String(day % 60).padStart(2, '0')}`;
}

/** Minutes after (or before) the hour: "30", "et quart", "moins le quart". */
function minutesOf(reading: Reading, said: string | undefined): number {
  if (said === undefined) return 0;
  const named = wordValue(reading, 'minutes', said);
  if (typeof named === 'number') return named;
  const digits = /\d+/.exec(said);
  const value = digits ? Number(digits[0]) : 0;
  return said.startsWith('moins') ? -value : value;
}

function afternoon(reading: Reading, hour: number, half: string | undefined): number {
  const part = wordValue(reading, 'half', half);
  if (part === 'pm' && hour < 12) return hour + 12;
  return part === 'am' && hour === 12 ? 0 : hour;
}

function clock(groups: Groups, reading: Reading): TimeValue | undefined {
  const hour = afternoon(reading, Number(groups['h']), groups['half']);
  const before = groups['to'] === undefined ? 0 : -2 * minutesOf(reading, groups['min']);
  const minutes = hour * 60 + minutesOf(reading, groups['min']) + before;
  if (hour > 24 || Number.isNaN(minutes)) return undefined;
  return { time: local(minutes), sure: groups['half'] !== undefined || hour > 12 || /^0/.test(groups['h'] ?? '') };
}

function noon(groups: Groups, reading: Reading): TimeValue {
  const base = wordValue(reading, 'noon', groups['word']) === 0 ? 0 : 720;
  return { time: local(base + minutesOf(reading, groups['min'])), sure: true };
}

/** "in two hours", "dans une demi-heure": counted from now. */
function later(groups: Groups, reading: Reading): TimeValue | undefined {
  const { today, timeNow } = reading.context;
  const each = numberOf(reading, 'clockunit', groups['unit']);
  const n = groups['part'] === undefined ? (count(groups['n']) ?? 1) : 0;
  if (each === undefined) return undefined;
  const extra = numberOf(reading, 'minutes', groups['part'] ?? groups['extra']) ?? 0;
  const [h, m] = timeNow.split(':').map(Number);
  const minutes = (h ?? 0) * 60 + (m ?? 0) + n * each + extra;
  return { time: local(minutes), sure: true, date: addDays(today, Math.floor(minutes / 1440)) };
}

function timed(groups: Groups, reading: Reading, found: readonly Found[]): Found | undefined {
  const time = at(found, `@t${groups['i']}`);
  const mode = wordValue(reading, 'how', groups['how']);
  if (time?.type !== 'time') return undefined;
  if (mode !== 'before' && mode !== 'after' && mode !== 'around') return time;
  return { type: 'time', value: { ...time.value, mode } };
}

/** Whose hour it is, said around it: "arriver avant @t0", "réunion mardi à @t0", "retour dimanche vers @t0". */
export function hourMakers(found: readonly Found[]): Makers<Found> {
  const of = (name: NonNullable<TimeValue['of']>) => (groups: Groups) => {
    const time = at(found, `@t${groups['i']}`);
    // "Après la réunion de 14 h" is none that one arrives for
    const isLoose = time?.type === 'time' && (time.value.mode === 'before' || time.value.mode === 'after');
    if (time?.type !== 'time' || time.value.of !== undefined || (name === 'meeting' && isLoose)) return undefined;
    return { mark: 't', value: { type: 'time', value: { ...time.value, of: name } } } as const;
  };
  // "Back by six" is when one is back, "back at six" when one leaves
  const homeBy = (groups: Groups) => {
    const time = at(found, `@t${groups['i']}`);
    return time?.type === 'time' && time.value.mode === 'before' ? of('home')(groups) : undefined;
  };
  return { arrive: of('arrive'), home: of('home'), homeby: homeBy, back: of('back'), meeting: of('meeting'), depart: of('depart') };
}

/** Clock times. Hours without "du matin" or "pm" stay unsure: a need may decide ("une table à 8 heures"). */
export function timeMakers(reading: Reading, found: readonly Found[]): Makers<Found> {
  const mark = (value: TimeValue | undefined) => (value ? ({ mark: 't', value: { type: 'time', value } } as const) : undefined);
  return {
    clock: (groups) => mark(clock(groups, reading)),
    later: (groups) => mark(later(groups, reading)),
    noon: (groups) => mark(noon(groups, reading)),
    timed: (groups) => {
      const value = timed(groups, reading, found);
      return value && { mark: 't', value };
    },
  };
}
