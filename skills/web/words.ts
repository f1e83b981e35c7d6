import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Money } from '../../shared/money.ts';
import { decimalsOf } from '../../shared/money.ts';
import { addMinutes, civilAt, type Instant, type LocalDate, type LocalDateTime } from '../../shared/time.ts';

/** The written documents' words in one locale: locales/<l>/documents.json. */
export type Words = typeof import('../../locales/fr-FR/documents.json', { with: { type: 'json' }});

export interface Plural {
  readonly one: string;
  readonly other: string;
}

/** The words nearest to what is wanted first and has some, and the locale to write in: a country of that language keeps its own dates and sums. */
export function wordsNear(
  wanted: readonly string[],
  words: ReadonlyMap<string, Words>,
): { readonly locale: string; readonly words: Words } {
  for (const tag of wanted) {
    const near = nearestLocale(tag, [...words.keys()]);
    const found = near === undefined ? undefined : words.get(near);
    if (near !== undefined && found) return { locale: COUNTRY.test(tag) ? tag : near, words: found };
  }
  const [first] = words;
  if (first === undefined) throw new Error('no locale has documents');
  return { locale: first[0], words: first[1] };
}

/** "en-AU", and nothing that would change calendar or digits. */
const COUNTRY = /^[a-z]{2}-[A-Z]{2}$/;

type Json = Readonly<Record<string, unknown>>;

/** Every shipped locale's words, by locale: the folders of locales/ that have the file. A variant ("variantOf") comes after all others, and has only what differs. */
export function readWords(localesFolder: string): ReadonlyMap<string, Words> {
  const files = readdirSync(localesFolder).map((locale) => [locale, join(localesFolder, locale, 'documents.json')] as const);
  const read = files
    .filter(([, file]) => existsSync(file))
    .map(([locale, file]) => [locale, JSON.parse(readFileSync(file, 'utf8')) as Json] as const);
  const whole = new Map(read.filter(([, words]) => words['variantOf'] === undefined));
  const variants = read.flatMap(([locale, { variantOf, ...words }]) => {
    const base = whole.get(String(variantOf));
    return base === undefined ? [] : [[locale, over(base, words)] as const];
  });
  return new Map([...whole, ...variants]) as ReadonlyMap<string, unknown> as ReadonlyMap<string, Words>;
}

function over(base: Json, own: Json): Json {
  const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;
  const merged = Object.entries(own).map(([key, value]) => {
    const under = base[key];
    return [key, isJson(under) && isJson(value) ? over(under, value) : value] as const;
  });
  return { ...base, ...Object.fromEntries(merged) };
}

/** The shipped locale nearest to a tag: "fr-CA" reads fr-FR. */
function nearestLocale(tag: string, shipped: readonly string[]): string | undefined {
  return shipped.find((locale) => locale === tag) ?? shipped.find((locale) => locale.slice(0, 2) === tag.slice(0, 2).toLowerCase());
}

/** "{n} nuits" + { n: 5 } → "5 nuits". */
export function fill(template: string, params: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

export function counted(locale: string, forms: Plural, n: number): string {
  return fill(new Intl.PluralRules(locale).select(n) === 'one' ? forms.one : forms.other, { n });
}

export function amount(locale: string, { minor, currency }: Money): string {
  const decimals = decimalsOf(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: minor % 10 ** decimals === 0 ? 0 : decimals,
  }).format(minor / 10 ** decimals);
}

/** "samedi 20 mars 2027". */
export function dayInWords(locale: string, date: LocalDate, style: 'full' | 'short' = 'full'): string {
  const parts =
    style === 'full'
      ? ({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const)
      : ({ weekday: 'short', day: 'numeric', month: 'short' } as const);
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...parts }).format(new Date(`${date}T00:00:00Z`));
}

export function hourInWords(locale: string, civil: LocalDateTime): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', hour: 'numeric', minute: '2-digit' }).format(new Date(`${civil}:00Z`));
}

/** How a moment is written: a locale and its words. */
export interface Wording {
  readonly locale: string;
  readonly words: Words;
}

/** A moment told in a zone, by the name of its city: "vendredi 13 mars 2027, 10:00, heure de Paris". */
export function momentInWords({ locale, words }: Wording, at: Instant, timeZone: string): string {
  const civil = civilAt(at, timeZone);
  return `${dayInWords(locale, civil.slice(0, 10))}, ${hourInWords(locale, civil)}, ${zoneInWords(timeZone, words)}`;
}

function zoneInWords(timeZone: string, { zone }: Words): string {
  const own: Readonly<Record<string, string>> = zone.cities;
  const name = (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
  const city = own[name] ?? name;
  return fill(/^[AEIOUÉ]/.test(city) ? zone.ofVowel : zone.of, { city });
}

/** When something was said, where it was said: "22 nov. 2026, 12:47". */
export function saidAt(locale: string, at: Instant, timeZone: string): string {
  const civil = civilAt(at, timeZone);
  const day = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });
  return `${day.format(new Date(`${civil.slice(0, 10)}T00:00:00Z`))}, ${hourInWords(locale, civil)}`;
}

/** On a page no line ends before a mark that French sets apart, nor after an opening quote: those blanks do not break. */
export function unbroken(text: string): string {
  return text.replace(/« /g, '«\u00a0').replace(/ (?=[»?!:;·])/g, '\u00a0');
}

/** The end of a span: the last or first minute of a day ends that day, and then needs no hour. */
export function untilInWords(wording: Wording, until: Instant, timeZone: string): string {
  const last = civilAt(addMinutes(until, -1), timeZone);
  const endsDay = /T23:5[89]$/.test(last);
  return endsDay ? dayInWords(wording.locale, last.slice(0, 10)) : momentInWords(wording, until, timeZone);
}
