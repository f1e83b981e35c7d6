import { addDays, type LocalDate } from '../time.ts';
import { addMonths, monday } from './calendar.ts';
import type { Groups, Makers } from './chart.ts';
import { count, type Found, numberOf, type Reading, type When } from './found.ts';

function moveDate(date: LocalDate, n: number, unit: number): LocalDate {
  if (unit === 365) return addMonths(date, 12 * n);
  return unit === 30 ? addMonths(date, n) : addDays(date, n * unit);
}

/** "un jour de plus": the end that is known moves. */
function longer(groups: Groups, reading: Reading): When | undefined {
  const { end, start } = reading.context.known;
  const n = count(groups['n']);
  const unit = numberOf(reading, 'unit', groups['unit'] ?? groups['less']);
  if (end === undefined || start === undefined || n === undefined || unit === undefined) return undefined;
  const less = groups['less'] !== undefined || numberOf(reading, 'sign', groups['sign']) === -1;
  const moved = moveDate(end, less ? -n : n, unit);
  return moved > start ? { end: moved } : undefined;
}

/** "décale d'une semaine": both ends move; "partir un jour plus tôt", "rentrer un jour plus tard": one does. */
function shifted(groups: Groups, reading: Reading, ends: 'both' | 'start' | 'end'): When | undefined {
  const { start, end } = reading.context.known;
  const n = count(groups['n']);
  const unit = numberOf(reading, 'unit', groups['unit'] ?? groups['back']);
  if (n === undefined || unit === undefined) return undefined;
  const by = groups['back'] === undefined ? n : -n;
  const moved = {
    ...(start === undefined || ends === 'end' ? {} : { start: moveDate(start, by, unit) }),
    ...(end === undefined || ends === 'start' ? {} : { end: moveDate(end, by, unit) }),
  };
  return moved.start === undefined && moved.end === undefined ? undefined : moved;
}

function days(groups: Groups, reading: Reading): When | undefined {
  const n = count(groups['n']);
  const unit = numberOf(reading, 'unit', groups['unit']);
  return n === undefined || unit === undefined || n > 120 ? undefined : { days: n * unit };
}

function weekendLength(groups: Groups): When {
  const n = count(groups['n']);
  if (groups['n'] !== undefined && n !== undefined) return { days: n };
  return { days: groups['long'] === undefined && groups['prolonge'] === undefined ? 2 : 3 };
}

/** "les trois prochaines semaines": whole weeks, months and years, counted from the next; days from tomorrow. */
function nextUnits(groups: Groups, reading: Reading) {
  const { today } = reading.context;
  const n = count(groups['n']);
  const unit = numberOf(reading, 'unit', groups['unit']);
  const ahead = numberOf(reading, 'which', groups['which']);
  if (n === undefined || unit === undefined || ahead === undefined) return undefined;
  const begin = unit === 365 ? `${today.slice(0, 4)}-01-01` : unit === 30 ? `${today.slice(0, 7)}-01` : unit === 7 ? monday(today) : today;
  const start = ahead > 0 ? moveDate(begin, 1, unit) : moveDate(begin, -n, unit);
  const end = addDays(moveDate(start, n, unit), -1);
  return { mark: 's', value: { type: 'span', span: { start, end }, when: { dateMode: 'window' } } } as const;
}

/** Lengths of stay and changes relative to what is known. */
export function lengthMakers(reading: Reading): Makers<Found> {
  const mark = (when: When | undefined) => (when ? ({ mark: 'u', value: { type: 'when', when } } as const) : undefined);
  return {
    nights: (groups) => {
      const n = count(groups['n']);
      return mark(n === undefined ? undefined : { nights: n });
    },
    fortnight: (groups, match) => mark({ days: groups['week'] !== undefined || /8|huit/.test(match) ? 7 : 14 }),
    flex: (groups) => {
      const n = count(groups['n']);
      return mark(n === undefined ? undefined : { flexDays: n });
    },
    more: (groups) => mark(longer(groups, reading)),
    shift: (groups) => mark(shifted(groups, reading, 'both')),
    shiftstart: (groups) => mark(shifted(groups, reading, 'start')),
    shiftend: (groups) => mark(shifted(groups, reading, 'end')),
    ago: (groups) => {
      const n = count(groups['n']);
      const unit = numberOf(reading, 'unit', groups['unit']);
      if (n === undefined || unit === undefined) return undefined;
      return { mark: 'd', value: { type: 'day', ref: { date: moveDate(reading.context.today, -n, unit) } } };
    },
    nextn: (groups) => nextUnits(groups, reading),
    in: (groups) => {
      const n = count(groups['n']);
      const unit = numberOf(reading, 'unit', groups['unit']);
      if (n === undefined || unit === undefined) return undefined;
      const { today } = reading.context;
      const date = moveDate(today, n, unit);
      if (groups['by'] !== undefined)
        return { mark: 's', value: { type: 'span', span: { start: today, end: date }, when: { dateMode: 'window' } } };
      return { mark: 'd', value: { type: 'day', ref: { date } } };
    },
    weekendlen: (groups) => mark(weekendLength(groups)),
    days: (groups) => mark(days(groups, reading)),
  };
}
