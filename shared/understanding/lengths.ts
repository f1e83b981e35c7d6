import type { Groups, Makers } from './chart.ts';
import { count, type Found, numberOf, type Reading, type When } from './found.ts';
import { moved } from './made.ts';

/** "un jour de plus": the end that is known moves. */
function longer(groups: Groups, reading: Reading): When | undefined {
  const { end, start } = reading.context.known;
  // "another night"
  const n = count(groups['n']) ?? 1;
  const unit = numberOf(reading, 'unit', groups['unit'] ?? groups['less']);
  if (end === undefined || start === undefined || unit === undefined) return undefined;
  const less = groups['less'] !== undefined || numberOf(reading, 'sign', groups['sign']) === -1;
  const later = moved(end, less ? -n : n, unit);
  return later > start ? { end: later } : undefined;
}

/** "décale d'une semaine": both ends move; "partir un jour plus tôt", "rentrer un jour plus tard": one does. */
function shifted(groups: Groups, reading: Reading, ends: 'both' | 'start' | 'end'): When | undefined {
  const { start, end } = reading.context.known;
  const n = count(groups['n']);
  const unit = numberOf(reading, 'unit', groups['unit'] ?? groups['back']);
  if (n === undefined || unit === undefined) return undefined;
  const by = groups['back'] === undefined ? n : -n;
  // Who leaves a week later does not come back before
  if (ends === 'start' && start !== undefined && end !== undefined && moved(start, by, unit) >= end)
    return shifted(groups, reading, 'both');
  const both = {
    ...(start === undefined || ends === 'end' ? {} : { start: moved(start, by, unit) }),
    ...(end === undefined || ends === 'start' ? {} : { end: moved(end, by, unit) }),
  };
  return both.start === undefined && both.end === undefined ? undefined : both;
}

function days(groups: Groups, reading: Reading): When | undefined {
  const n = count(groups['n']);
  const unit = numberOf(reading, 'unit', groups['unit']);
  return n === undefined || unit === undefined || n > 120 ? undefined : { days: n * unit, ...eachOf(groups) };
}

function eachOf(groups: Groups): Pick<When, 'each'> {
  return groups['each'] === undefined ? {} : { each: true };
}

function weekendLength(groups: Groups): When {
  const n = count(groups['n']);
  if (groups['n'] !== undefined && n !== undefined) return { days: n };
  return groups['long'] === undefined && groups['prolonge'] === undefined ? { days: 2, weekend: true } : { days: 3, longWeekend: true };
}

/** Lengths of stay and changes relative to what is known. */
export function lengthMakers(reading: Reading): Makers<Found> {
  const mark = (when: When | undefined) => (when ? ({ mark: 'u', value: { type: 'when', when } } as const) : undefined);
  return {
    nights: (groups) => {
      const n = count(groups['n']);
      return mark(n === undefined ? undefined : { nights: n, ...eachOf(groups) });
    },
    fortnight: (groups, match) => mark({ days: groups['week'] !== undefined || /8|huit/.test(match) ? 7 : 14 }),
    flex: (groups) => {
      const n = count(groups['n']);
      return mark(n === undefined ? undefined : { flexDays: n });
    },
    // What is counted from a stay that is not known is no length of its own.
    more: (groups) => mark(longer(groups, reading) ?? {}),
    shift: (groups) => mark(shifted(groups, reading, 'both') ?? {}),
    refused: () => mark({}),
    shiftstart: (groups) => mark(shifted(groups, reading, 'start')),
    shiftend: (groups) => mark(shifted(groups, reading, 'end')),
    weekendlen: (groups) => mark(weekendLength(groups)),
    days: (groups) => mark(days(groups, reading)),
  };
}
