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

/** The words nearest to what is wanted, and the locale they are in. */
export function wordsNear(
  wanted: readonly string[],
  words: ReadonlyMap<string, Words>,
): { readonly locale: string; readonly words: Words } {
  const locale = nearestLocale(wanted, [...words.keys()]);
  const found = words.get(locale);
  if (found === undefined) throw new Error('no locale has documents');
  return { locale, words: found };
}

/** Every shipped locale's words, by locale: the folders of locales/ that have the file. */
export function readWords(localesFolder: string): ReadonlyMap<string, Words> {
  const files = readdirSync(localesFolder).map((locale) => [locale, join(localesFolder, locale, 'documents.json')] as const);
  return new Map(
    files.filter(([, file]) => existsSync(file)).map(([locale, file]) => [locale, JSON.parse(readFileSync(file, 'utf8')) as Words]),
  );
}

/** The shipped locale nearest to the first tag that has one: "fr-CA" reads fr-FR. */
export function nearestLocale(wanted: readonly string[], shipped: readonly string[]): string {
  for (const tag of wanted) {
    const near = shipped.find((locale) => locale === tag) ?? shipped.find((locale) => locale.slice(0, 2) === tag.slice(0, 2).toLowerCase());
    if (near !== undefined) return near;
  }
  return shipped[0] ?? 'en-US';
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

/** The end of a span: the last or first minute of a day ends that day, and then needs no hour. */
export function untilInWords(wording: Wording, until: Instant, timeZone: string): string {
  const last = civilAt(addMinutes(until, -1), timeZone);
  const endsDay = /T23:5[89]$/.test(last);
  return endsDay ? dayInWords(wording.locale, last.slice(0, 10)) : momentInWords(wording, until, timeZone);
}
