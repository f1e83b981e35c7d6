import EN from '../../locales/en-US/letters.json' with { type: 'json' };
import FR from '../../locales/fr-FR/letters.json' with { type: 'json' };
import type { Letter } from '../market/letter.ts';
import type { RequestForOffers } from '../market/request.ts';
import { decimalsOf, type Money } from '../money.ts';
import { exonym, placeById } from '../places/places.ts';
import type { LocalDate } from '../time.ts';
import { listWords } from './format.ts';

export interface Addressee {
  readonly name: string;
  readonly locale?: string;
}

/** Subject and plain text in the vendor's language. Tells of the traveller what tier 0 tells, and nothing more. */
export function letterOf(letter: Letter, request: RequestForOffers, to: Addressee): { readonly subject: string; readonly text: string } {
  const locale = to.locale ?? 'fr-FR';
  const words = locale.startsWith('fr') ? FR : EN;
  const values = { ...requestWords(request, locale, words), vendor: to.name, ...letterWords(letter, request, locale) };
  switch (letter.type) {
    case 'offer':
      return { subject: fill(words.offerSubject, values), text: words.offer.map((line) => fill(line, values)).join('\n') };
    case 'booking':
      return { subject: fill(words.bookingSubject, values), text: words.booking.map((line) => fill(line, values)).join('\n') };
    case 'cancelled':
      return { subject: fill(words.cancelledSubject, values), text: words.cancelled.map((line) => fill(line, values)).join('\n') };
    case 'answer':
      return { subject: fill(words.answerSubject, values), text: words.answer.map((line) => fill(line, values)).join('\n') };
  }
}

function requestWords({ category, where, start, end }: RequestForOffers, locale: string, words: typeof FR) {
  const dates = end === start ? words.day : words.dates;
  return {
    what: words.what[category],
    where: listWords(
      where.slice(0, 4).map((id) => nameOf(id, locale)),
      locale,
      'disjunction',
    ),
    dates: fill(dates, { start: dayWords(start, locale), end: dayWords(end, locale) }),
  };
}

function letterWords(letter: Letter, request: RequestForOffers, locale: string): Readonly<Record<string, string>> {
  if (letter.type === 'answer') return { text: letter.text };
  const timeZone = placeById(request.where[0] ?? '')?.timeZone ?? 'UTC';
  const amount = ({ minor, currency }: Money) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency }).format(minor / 10 ** decimalsOf(currency));
  const closes = inFull(locale, timeZone, 'short').format(new Date(letter.closesAt));
  const own =
    letter.type === 'booking'
      ? { total: amount(letter.total) }
      : letter.type === 'cancelled'
        ? { reference: letter.reference, fee: amount(letter.fee) }
        : {};
  return { link: letter.link, closes, ...own };
}

function nameOf(id: string, locale: string): string {
  return exonym(id, locale) ?? placeById(id)?.name ?? id;
}

function dayWords(day: LocalDate, locale: string): string {
  return inFull(locale, 'UTC').format(new Date(`${day}T00:00:00Z`));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Kept: one search writes to every vendor without an API. */
function inFull(locale: string, timeZone: string, timeStyle?: 'short'): Intl.DateTimeFormat {
  const id = `${locale} ${timeZone} ${timeStyle}`;
  const known = formats.get(id) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone, ...(timeStyle && { timeStyle }) });
  formats.set(id, known);
  return known;
}

function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
