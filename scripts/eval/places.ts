import { join } from 'node:path';
import type { HearingContext } from '../../shared/dialogue/act.ts';
import { understand } from '../../shared/understanding/understand.ts';
import misspelt from '../../test/places/misspelt.json' with { type: 'json' };
import fresh from '../../test/places/misspelt-more.json' with { type: 'json' };
import travelled from '../../test/places/misspelt-travelled.json' with { type: 'json' };
import { record, rows, share, table, text } from './rows.ts';

type Row = Readonly<Record<string, unknown>>;

const SLOTS = ['origin', 'destination', 'near', 'carPickup', 'carDropoff', 'rideFrom', 'rideTo'] as const;

function contextFor(locale: string, more: Pick<HearingContext, 'asked'> = {}): HearingContext {
  const today = { today: '2026-11-21', timeNow: '10:00', timeZone: 'Europe/Paris' };
  return { locale, ...today, phase: 'briefing', known: { needs: [] }, listed: [], ...more };
}

function heardPlaces(said: string, context: HearingContext): readonly string[] {
  const { slots, doubts } = understand(said, context);
  const doubted = doubts.flatMap((doubt) => (doubt.type === 'place' ? doubt.candidates : []));
  return [...SLOTS.flatMap((slot) => slots[slot] ?? []), ...doubted].map((place) => place.id);
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** A name is written with a capital inside a sentence: what has none names no place. */
function hasName(said: string): boolean {
  return /[a-z,] [A-Z][a-z]/.test(said.replace(/\b(?:I|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b/g, ''));
}

/** CLINC is in lower case: the domains and intents in which towns are named are left out. */
const TOWNS: ReadonlySet<string> = new Set(['travel', 'auto_and_commute', 'utility', 'oos']);

function placeFree(folder: string): readonly (readonly [string, readonly string[]])[] {
  const named = (row: Row) => /reservation|restaurant|how_busy|distance|location|where/.test(text(row, 'intent'));
  const clinc = rows(join(folder, 'clinc.dev.jsonl')).filter((row) => !TOWNS.has(text(row, 'domain')) && !named(row));
  const sgd = rows(join(folder, 'sgd.dev.jsonl')).filter((row) => isEmpty(row['spans']) && !hasName(text(row, 'text')));
  const multiwoz = rows(join(folder, 'multiwoz.dev.jsonl')).filter((row) => isEmpty(row['span_info']) && !hasName(text(row, 'text')));
  return Object.entries({ clinc, sgd, multiwoz }).map(([name, list]) => [name, list.map((row) => text(row, 'text'))] as const);
}

function misspeltRows(): readonly (readonly string[])[] {
  const lists = Object.entries({ misspelt, 'misspelt, others': fresh, 'misspelt, travelled to': travelled });
  return lists.flatMap(([name, list]) =>
    (['fr-FR', 'en-US'] as const).map((locale) => {
      const all = Object.entries(record(list[locale]));
      const right = all.filter(([said, id]) => heardPlaces(said, contextFor(locale, { asked: 'place' })).at(0) === id);
      return [`${locale}, ${name}, as an answer, found`, String(all.length), share(right.length, all.length)];
    }),
  );
}

/** Places heard where none was named, and misspelt ones found where one was asked for. */
export function falsePlaces(folder: string): string {
  const free = placeFree(folder).map(([name, list]) => {
    const wrong = list.filter((said) => heardPlaces(said, contextFor('en-US')).length > 0);
    if (process.env['SHOW'] !== undefined) console.error(wrong.join('\n'));
    return [`${name}, no place named, one heard`, String(list.length), share(wrong.length, list.length)];
  });
  return table(['turns', 'n', 'share'], [...free, ...misspeltRows()]);
}
