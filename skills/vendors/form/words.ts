import EN from '../../../locales/en-US/vendors.json' with { type: 'json' };
import FR from '../../../locales/fr-FR/vendors.json' with { type: 'json' };
import type { Instant, LocalDate } from '../../../shared/time.ts';

export type FormWords = typeof FR;

/** One page's language: the vendor's own unless the other was asked for. */
export interface Language {
  readonly locale: string;
  readonly words: FormWords;
}

export function languageOf(asked: string | null, vendorLocale = 'fr-FR'): Language {
  const wanted = asked ?? vendorLocale;
  const words = wanted.startsWith('fr') ? FR : EN;
  return { locale: wanted.startsWith('fr') ? 'fr-FR' : vendorLocale.startsWith('en') ? vendorLocale : 'en-US', words };
}

/** The first of a browser's languages that the page is written in: all there is to go by where the vendor behind a link is not known. */
export function browserLocale(accepted = ''): string | undefined {
  const tags = accepted.split(',').map((tag) => tag.split(';')[0]?.trim().toLowerCase() ?? '');
  const known = tags.map((tag) => /^(fr|en)(?=-|$)/.exec(tag)?.[1]).find((tag) => tag !== undefined);
  return known && { fr: 'fr-FR', en: 'en-US' }[known];
}

/** "{n} chambres" + { n: 5 } → "5 chambres". */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export function counted({ locale }: Language, forms: { readonly one: string; readonly other: string }, n: number, values = {}): string {
  return fill(new Intl.PluralRules(locale).select(n) === 'one' ? forms.one : forms.other, { n, ...values });
}

export function dayWords({ locale }: Language, day: LocalDate): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

export function momentWords({ locale }: Language, at: Instant, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(new Date(at));
}

/** The word for a name in a table of words, else the name. */
export function wordFor(table: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(table, name) ? (table[name] ?? name) : name;
}
