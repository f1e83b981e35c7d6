import { writeFileSync } from 'node:fs';
import { addDays, daysBetween, type LocalDate } from '../shared/time.ts';
import { moonLongitude, sunLongitude } from './feasts/sky.ts';

/** `npm run feasts`: writes the days of movable feasts, 1990 to 2050, from the calendars that they belong to. */

const FROM = 1990;
const TO = 2050;
const OUT = new URL('../shared/understanding/feast-days.json', import.meta.url).pathname;

/** Ujjain, where Indian almanacs are reckoned: hours of universal time at which the sun rises there, stands high, sets, and at midnight. */
const RISE = 0.95;
const NOON = 7;
const LATE = 11;
const DUSK = 13.4;
const MOONRISE = 15;
const MIDNIGHT = 18.9;

function julian(date: LocalDate, hour: number): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000 + 2440587.5 + hour / 24;
}

function turn(degrees: number): number {
  return ((degrees % 360) + 360) % 360;
}

/** Lunar day, 1 to 30, from the new moon. */
function tithi(jd: number): number {
  return Math.floor(turn(moonLongitude(jd) - sunLongitude(jd)) / 12) + 1;
}

/** Lahiri: the stars as Indian almanacs count them. */
function sidereal(longitude: number, jd: number): number {
  return turn(longitude - 23.853 - ((jd - 2451545) / 36525) * 1.3972);
}

/** Moment of the last new moon not after `jd`. */
function newMoonBefore(jd: number): number {
  let at = jd - turn(moonLongitude(jd) - sunLongitude(jd)) / 12.19;
  for (let i = 0; i < 6; i++) at -= (turn(moonLongitude(at) - sunLongitude(at) + 180) - 180) / 12.19;
  return at > jd ? newMoonBefore(jd - 1) : at;
}

/** Lunar month that ends with the new moon, 0 = Chaitra; an added month counts as none. */
function lunarMonth(jd: number): number | undefined {
  const start = newMoonBefore(jd);
  const next = newMoonBefore(start + 31);
  const sign = (at: number) => Math.floor(sidereal(sunLongitude(at), at) / 30);
  return sign(start) === sign(next) ? undefined : (sign(start) + 1) % 12;
}

type Test = (date: LocalDate) => boolean;

/**
 * The first day (or the last, of two) on which a lunar day of a month stands at an hour. Where it stands at none, the day at whose
 * sunrise it stands, or in which it lies whole.
 */
function hindu(month: number, day: number, hour: number, second = false): Test {
  const on = (date: LocalDate, at = hour) => tithi(julian(date, at)) === day && lunarMonth(julian(date, at)) === month;
  const by = hour === RISE ? 0 : -1;
  return (date) => {
    if (on(date)) return !on(addDays(date, second ? 1 : -1));
    const [from, to] = [julian(addDays(date, by), hour), julian(addDays(date, by + 1), hour)];
    const skipped = tithi(from) === ((day + 28) % 30) + 1 && tithi(to) === (day % 30) + 1;
    return skipped && lunarMonth((from + to) / 2) === month;
  };
}

/** The sun enters a sign of the stars, before the evening or in the night before. */
function solar(sign: number): Test {
  const at = (date: LocalDate) => Math.floor(sidereal(sunLongitude(julian(date, DUSK)), julian(date, DUSK)) / 30);
  return (date) => at(date) === sign && at(addDays(date, -1)) !== sign;
}

/** "9 Av", "10/1". The Hebrew day begins the evening before: feasts are given from that day on. */
function civil(calendar: string, month: 'long' | 'numeric', said: string): Test {
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}`, { month, day: 'numeric', timeZone: 'UTC' });
  return (date) => format.format(new Date(`${addDays(date, calendar === 'hebrew' ? 1 : 0)}T12:00:00Z`)).replace(' AH', '') === said;
}

/** Day number in Beijing. */
function beijing(jd: number): number {
  return Math.floor(jd + 0.5 + 8 / 24);
}

/** The sun enters no new sign from one day to another. */
function isBare(from: number, to: number): boolean {
  const sign = (day: number) => Math.floor(sunLongitude(day - 0.5 - 8 / 24) / 30);
  return sign(from) === sign(to);
}

/** New moon days from the month of the winter solstice on. */
function solsticeMoons(y: number): readonly number[] {
  let at = julian(`${y}-12-18`, 16);
  while (sunLongitude(at) < 270) at += 1;
  const moons = [newMoonBefore(at)];
  for (let i = 0; i < 3; i++) moons.push(newMoonBefore((moons.at(-1) ?? at) + 31));
  return moons.map(beijing);
}

/** The second new moon after the solstice's, a leap month apart. */
function chineseNewYear(y: number): number {
  const [m11 = 0, m12 = 0, m1 = 0, m2 = 0] = solsticeMoons(y - 1);
  const leap = Math.round(((solsticeMoons(y)[0] ?? 0) - m11) / 29.53) === 13;
  return leap && (isBare(m12, m1) || isBare(m1, m2)) ? m2 : m1;
}

const newYears = new Set(Array.from({ length: TO - FROM + 1 }, (_, i) => chineseNewYear(FROM + i)));

function orthodoxEaster(y: number): LocalDate {
  const d = (19 * (y % 19) + 15) % 30;
  const e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7;
  const n = d + e + 114;
  return addDays(`${y}-${String(Math.floor(n / 31)).padStart(2, '0')}-${String((n % 31) + 1).padStart(2, '0')}`, 13);
}

function parsi(date: LocalDate): boolean {
  return ((Date.parse(date) - Date.parse('2018-08-17')) / 86_400_000) % 365 === 0;
}

const UMM = 'islamic-umalqura';
const FEASTS: Readonly<Record<string, Test>> = {
  chinese_new_year: (date) => newYears.has(beijing(julian(date, 4))),
  orthodox_easter: (date) => date === orthodoxEaster(Number(date.slice(0, 4))),
  ramadan: civil(UMM, 'numeric', '9/1'),
  eid_al_fitr: civil(UMM, 'numeric', '10/1'),
  eid_al_adha: civil(UMM, 'numeric', '12/10'),
  islamic_new_year: civil(UMM, 'numeric', '1/1'),
  mawlid: civil(UMM, 'numeric', '3/12'),
  isra_miraj: civil(UMM, 'numeric', '7/27'),
  hanukkah: civil('hebrew', 'long', '25 Kislev'),
  tu_bishvat: civil('hebrew', 'long', '15 Shevat'),
  passover: civil('hebrew', 'long', '15 Nisan'),
  diwali: hindu(6, 30, DUSK, true),
  dussehra: hindu(6, 10, NOON),
  navaratri: hindu(6, 1, RISE),
  karva_chauth: hindu(6, 19, MOONRISE),
  holi_eve: hindu(11, 15, LATE, true),
  raksha_bandhan: hindu(4, 15, NOON, true),
  janmashtami: hindu(4, 23, MIDNIGHT),
  ganesh_chaturthi: hindu(5, 4, NOON),
  shivaratri: hindu(10, 29, MIDNIGHT),
  ugadi: hindu(0, 1, RISE),
  ram_navami: hindu(0, 9, NOON),
  mahavir: hindu(0, 13, RISE),
  ratha_yatra: hindu(3, 2, RISE),
  vasant_panchami: hindu(10, 5, NOON - 2),
  vesak: hindu(1, 15, DUSK),
  ravidass: hindu(10, 15, RISE, true),
  valmiki: hindu(6, 15, RISE, true),
  guru_nanak: hindu(7, 15, RISE, true),
  guru_gobind: hindu(9, 7, RISE, true),
  pongal: solar(9),
  vaisakhi: solar(0),
  parsi_new_year: parsi,
};

/** The first day, and the days from each to the next as one digit of base 36 above 350. */
function written(isFeast: Test): string {
  const days: LocalDate[] = [];
  for (let date = `${FROM}-01-01`; date <= `${TO}-12-31`; date = addDays(date, 1)) if (isFeast(date)) days.push(date);
  const gaps = days.slice(1).map((date, i) => daysBetween(days[i] ?? date, date) - 350);
  if (gaps.some((gap) => gap < 0 || gap > 35)) throw new RangeError(`a gap out of reach: ${days.join(' ')}`);
  return `${days[0]} ${gaps.map((gap) => gap.toString(36)).join('')}`;
}

const table = Object.fromEntries(Object.entries(FEASTS).map(([name, isFeast]) => [name, written(isFeast)]));
writeFileSync(OUT, `${JSON.stringify(table, null, 2)}\n`);
