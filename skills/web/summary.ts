import { daysBetween } from '../../shared/time.ts';
import type { Brief } from '../../shared/trip/brief.ts';
import type { Writing } from './trip-lines.ts';
import { amount, counted, dayInWords, fill } from './words.ts';

export interface SummaryLine {
  readonly label: string;
  readonly value: string;
}

/** The brief as a screen shows it: one line for each thing known, in the order a person would tell it. */
export function summaryOf(brief: Brief, writing: Writing): readonly SummaryLine[] {
  const { summary } = writing.words;
  return [
    line(summary.where, places(brief.where, writing)),
    line(summary.origin, places(brief.origin, writing)),
    line(summary.dates, dates(brief, writing)),
    line(summary.party, party(brief, writing)),
    line(summary.needs, brief.needs.map((need) => writing.words.categories[need.category]).join(', ')),
    line(summary.budget, budget(brief, writing)),
  ].flat();
}

const line = (label: string, value: string): readonly SummaryLine[] => (value === '' ? [] : [{ label, value }]);

function places(ids: readonly string[] | undefined, { locale, places: { placeName } }: Writing): string {
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format((ids ?? []).map((id) => placeName(id, locale)));
}

function dates({ start, end, nights }: Brief, { locale, words }: Writing): string {
  const { summary } = words;
  if (start === undefined) return nights === undefined ? '' : counted(locale, summary.nights, nights);
  if (end === undefined || end === start) return dayInWords(locale, start, 'short');
  const range = fill(summary.range, { start: dayInWords(locale, start, 'short'), end: dayInWords(locale, end, 'short') });
  return `${range}, ${counted(locale, summary.nights, daysBetween(start, end))}`;
}

function party({ party: who }: Brief, { locale, words: { summary } }: Writing): string {
  if (who === undefined) return '';
  const adults = counted(locale, summary.adults, who.adults);
  if (who.children === 0) return adults;
  const list = new Intl.ListFormat(locale).format(who.childAges.map(String));
  const last = who.childAges.at(-1) ?? 0;
  const ages = who.childAges.length === 0 ? '' : ` (${fill(counted(locale, summary.ages, last), { list })})`;
  return `${adults}, ${counted(locale, summary.children, who.children)}${ages}`;
}

function budget({ budget: limit }: Brief, { locale, words: { summary } }: Writing): string {
  return limit === undefined ? '' : fill(summary.scopes[limit.scope], { amount: amount(locale, limit.max) });
}
