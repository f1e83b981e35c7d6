import Recognizers from '@microsoft/recognizers-text-suite';
import * as chrono from 'chrono-node';
import { understand } from '../../shared/understanding/understand.ts';
import { record } from './rows.ts';

/** First and last day that a text names, as a reader sees them. Absent: nothing read. */
export interface Days {
  readonly start?: string;
  readonly end?: string;
}

export type Reader = (text: string, ref: string, lang: string) => Days | undefined;

function iso(date: Date): string {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}

/** Our own engine, asked for dates. */
export const ours: Reader = (text, ref, lang) => {
  if (lang !== 'fr' && lang !== 'en') return undefined;
  const { slots } = understand(text, {
    locale: lang === 'fr' ? 'fr-FR' : 'en-US',
    today: ref.slice(0, 10),
    timeNow: ref.slice(11, 16) || '10:00',
    timeZone: 'Europe/Paris',
    phase: 'briefing',
    asked: 'dates',
    known: { needs: [] },
    listed: [],
  });
  const start = slots.start ?? slots.startAfter ?? slots.endBefore ?? slots.startBefore ?? slots.end;
  return start === undefined ? undefined : { start, end: slots.end ?? start };
};

function chronoFor(lang: string) {
  if (lang === 'fr') return chrono.fr;
  if (lang === 'de') return chrono.de;
  if (lang === 'es') return chrono.es;
  return lang === 'it' ? chrono.it : chrono.en;
}

export const chronoNode: Reader = (text, ref, lang) => {
  const [first] = chronoFor(lang).parse(text, new Date(`${ref.slice(0, 10)}T12:00:00`), { forwardDate: true });
  if (!first) return undefined;
  const start = iso(first.start.date());
  return { start, end: first.end ? iso(first.end.date()) : start };
};

const CULTURES: Readonly<Record<string, string>> = { fr: 'fr-fr', en: 'en-us', de: 'de-de', es: 'es-es', it: 'it-it' };

function dayOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? value.slice(0, 10) : undefined;
}

/** Of several values the last, which is the future one. Its range ends are exclusive. */
export const recognizers: Reader = (text, ref, lang) => {
  try {
    const found = Recognizers.recognizeDateTime(text, CULTURES[lang] ?? 'en-us', undefined, new Date(`${ref.slice(0, 10)}T12:00:00`));
    const values = record(record(found[0])['resolution'])['values'];
    const last = record(Array.isArray(values) ? values.at(-1) : undefined);
    const start = dayOf(last['value']) ?? dayOf(last['start']);
    if (start === undefined) return undefined;
    const end = dayOf(last['end']);
    return { start, end: end === undefined ? start : iso(new Date(Date.parse(`${end}T12:00:00`) - 86_400_000)) };
  } catch {
    return undefined;
  }
};
