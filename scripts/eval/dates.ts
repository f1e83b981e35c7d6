import { chronoNode, ours, type Reader, recognizers } from './readers.ts';
import { record, rows, share, table, text } from './rows.ts';

const READERS: readonly (readonly [string, Reader])[] = [
  ['ours', ours],
  ['chrono-node', chronoNode],
  ['Recognizers', recognizers],
];

const FOLDER = new URL('../../test/understanding/utterances/', import.meta.url).pathname;
const TODAY = '2026-11-21T10:00:00';

/** Languages whose dates we read. */
const SPOKEN: ReadonlySet<string> = new Set(['fr', 'en']);

interface Case {
  readonly said: string;
  readonly ref: string;
  readonly lang: string;
  readonly start: string;
  /** Inclusive; absent where only the start is scored. */
  readonly end?: string;
}

function scored(cases: readonly Case[], read: Reader): string {
  const right = cases.filter(({ said, ref, lang, start, end }) => {
    const days = read(said, ref, lang);
    return days?.start === start && (end === undefined || days.end === end);
  });
  return share(right.length, cases.length);
}

function tableOf(groups: readonly (readonly [string, readonly Case[]])[]): string {
  const body = groups.map(([label, cases]) => [
    label,
    String(cases.length),
    ...READERS.map(([name, read]) => (name === 'ours' && !SPOKEN.has(cases[0]?.lang ?? '') ? '–' : scored(cases, read))),
  ]);
  return table(['set', 'n', ...READERS.map(([name]) => name)], body);
}

/** Phrases that name both ends, and single days; open ranges and lengths are left out, as the other readers have no word for them. */
export function ownDates(): string {
  const cases = (lang: string, name = lang) =>
    rows(`${FOLDER}dates-${name}.jsonl`).flatMap((row) => {
      const match = /^(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2}))?$/.exec(text(row, 'want'));
      return match?.[1] === undefined ? [] : [{ said: text(row, 'text'), ref: TODAY, lang, start: match[1], end: match[2] ?? match[1] }];
    });
  return tableOf([
    ['French', cases('fr')],
    ['English', cases('en')],
    ['French, written later', cases('fr', 'fr-fresh')],
    ['English, written later', cases('en', 'en-fresh')],
  ]);
}

const COARSE: ReadonlySet<unknown> = new Set(['day', 'week', 'month', 'year', 'quarter']);

/** Month and year values are written with day 00. */
function firstDay(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 10).replace(/-00/g, '-01') : '';
}

export function duckling(path: string): string {
  const all = rows(path).flatMap((row) => {
    const gold = record(row['gold']);
    if (!COARSE.has(gold['grain'])) return [];
    return [{ said: text(row, 'text'), ref: text(row, 'ref'), lang: text(row, 'lang'), start: firstDay(gold['value'] ?? gold['from']) }];
  });
  return tableOf(['fr', 'en', 'de', 'es', 'it'].map((lang) => [lang, all.filter((one) => one.lang === lang)]));
}

/** Of the values that the set gives, the last is the future one. */
export function recognizersSet(path: string): string {
  const all = rows(path).flatMap((row) => {
    const gold = Array.isArray(row['gold']) ? row['gold'] : [];
    const values = record(gold[0])['values'];
    const last = record(Array.isArray(values) ? values.at(-1) : undefined);
    const start = firstDay(last['value'] ?? last['start']);
    return text(row, 'ref') !== '' && gold.length === 1 && /^\d{4}-\d{2}-\d{2}$/.test(start)
      ? [{ said: text(row, 'text'), ref: text(row, 'ref'), lang: text(row, 'lang'), start }]
      : [];
  });
  return tableOf(['fr', 'en'].map((lang) => [lang, all.filter((one) => one.lang === lang)]));
}
