/** A civil day, "YYYY-MM-DD", without a zone. */
export type LocalDate = string;
/** A civil time of day, "HH:MM". */
export type LocalTime = string;
/** A civil moment at a place, "YYYY-MM-DDTHH:MM", without a zone. */
export type LocalDateTime = string;
/** An ISO 8601 moment in UTC, "…Z". */
export type Instant = string;

const DAY_MS = 86_400_000;

function utc(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** True for a day that exists: "2027-02-31" does not. */
export function isLocalDate(value: unknown): value is LocalDate {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const ms = utc(value);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === value;
}

export function isLocalTime(value: unknown): value is LocalTime {
  return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(utc(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from `a` to `b`; negative when b is earlier. */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return Math.round((utc(b) - utc(a)) / DAY_MS);
}

/** 1 = Monday … 7 = Sunday (ISO). */
export function weekday(date: LocalDate): number {
  return new Date(utc(date)).getUTCDay() || 7;
}

const formatters = new Map<string, Intl.DateTimeFormat>();
/** More names than there are zones: callers may write one in many ways, and a formatter is heavy. */
const MOST_FORMATTERS = 1_000;

/** Throws RangeError on a name that this runtime does not know. */
function civilFormatter(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    if (formatters.size >= MOST_FORMATTERS) formatters.clear();
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** Whether this runtime knows the zone: an IANA name, whatever its case. */
export function isTimeZone(name: string): boolean {
  try {
    return civilFormatter(name) !== undefined;
  } catch {
    return false;
  }
}

/** The civil moment at `timeZone` (IANA) of an instant. */
export function civilAt(instant: Instant, timeZone: string): LocalDateTime {
  const parts: Record<string, string> = {};
  for (const { type, value } of civilFormatter(timeZone).formatToParts(new Date(instant))) parts[type] = value;
  return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}`;
}

/** The instant of a civil moment at a zone. In the spring gap it is the moment an hour on; in the autumn fold the first of the two. */
export function instantOf(civil: LocalDateTime, timeZone: string): Instant {
  const wanted = Date.parse(`${civil}:00Z`);
  let guess = wanted;
  for (let i = 0; i < 3; i++) {
    const seen = Date.parse(`${civilAt(new Date(guess).toISOString(), timeZone)}:00Z`);
    if (seen === wanted) break;
    guess += wanted - seen;
  }
  return new Date(guess).toISOString();
}

export function addMinutes(instant: Instant, minutes: number): Instant {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString();
}

const QUARTER_MS = 15 * 60_000;

/** The full quarter of an hour nearest to it: an end that can be said as it is. */
export function nearestQuarter(at: Instant): Instant {
  return new Date(Math.round(Date.parse(at) / QUARTER_MS) * QUARTER_MS).toISOString();
}

/** Civil arithmetic at one place: "2027-03-20T07:10" + 60 → "2027-03-20T08:10". */
export function addCivilMinutes(civil: LocalDateTime, minutes: number): LocalDateTime {
  return new Date(Date.parse(`${civil}:00Z`) + minutes * 60_000).toISOString().slice(0, 16);
}

export function dateOf(civil: LocalDateTime): LocalDate {
  return civil.slice(0, 10);
}

export function timeOf(civil: LocalDateTime): LocalTime {
  return civil.slice(11, 16);
}

/** Minutes from midnight: "07:10" → 430. */
export function minutesOf(time: LocalTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
