import type { Asked, HearingContext } from '../../shared/dialogue/act.ts';
import { closest } from '../../shared/places/places.ts';
import { CATEGORIES, type Category } from '../../shared/trip/brief.ts';

/** One line of standard input: contracts/understanding.md. */
export interface Line {
  readonly id: unknown;
  readonly lang: string;
  readonly ref: string | undefined;
  readonly text: string;
  readonly last: string | undefined;
  readonly state: Readonly<Record<string, unknown>>;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function str(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function num(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

export function parse(json: string): Line {
  const read: unknown = JSON.parse(json);
  const row = isRecord(read) ? read : {};
  const ctx = isRecord(row['ctx']) ? row['ctx'] : {};
  return {
    id: row['id'],
    lang: str(row['lang']) ?? 'en',
    ref: str(row['ref']),
    text: str(row['text']) ?? '',
    last: str(ctx['last']),
    state: isRecord(ctx['state']) ? ctx['state'] : {},
  };
}

const ASKED: Readonly<Record<string, Asked>> = {
  party: 'who',
  who: 'who',
  adults: 'who',
  children: 'who',
  child_ages: 'ages',
  ages: 'ages',
  seats: 'who',
  origin: 'origin',
  from: 'origin',
  destination: 'place',
  place: 'place',
  where: 'place',
  resort: 'place',
  near: 'place',
  car_pickup: 'place',
  car_dropoff: 'place',
  ride_from: 'origin',
  ride_to: 'place',
  budget: 'budget',
  budget_max: 'budget',
  start: 'dates',
  end: 'dates',
  date: 'dates',
  dates: 'dates',
  month: 'dates',
  nights: 'nights',
  days: 'nights',
  when: 'dates',
  time: 'time',
  daypart: 'time',
  needs: 'what_else',
  what_else: 'what_else',
  extras: 'what_else',
  name: 'name',
};

function categories(word: string): readonly Category[] {
  const need = word === 'ride' ? 'transfer' : word;
  return CATEGORIES.filter((category) => category === need);
}

type Situation = Pick<HearingContext, 'phase' | 'listed'> & { readonly asked?: Asked; readonly needs: readonly Category[] };

/** What a slot of one need is asked for is wanted. */
const OF_NEED: Readonly<Record<string, Category>> = {
  rooms: 'lodging',
  stars: 'lodging',
  cuisine: 'restaurant',
  cabin: 'flight',
  bags: 'flight',
  trip_type: 'flight',
  seats: 'car',
  car_pickup: 'car',
  car_dropoff: 'car',
  ski_level: 'ski_hire',
  ride_from: 'transfer',
  ride_to: 'transfer',
};

/** ask:<slot> | confirm:<what> | offers:<need>:<n> | trip */
function situation(last: string | undefined): Situation {
  const [kind, what = '', n = '3'] = (last ?? '').split(':');
  const none = { listed: [], needs: [] } as const;
  if (kind === 'ask') return { phase: 'briefing', asked: ASKED[what] ?? 'open', listed: [], needs: [OF_NEED[what] ?? []].flat() };
  if (kind === 'confirm') return { phase: 'confirming', asked: 'confirm', ...none };
  if (kind === 'offers')
    return { phase: 'choosing', asked: 'choose', listed: Array.from({ length: Number(n) || 1 }, () => []), needs: categories(what) };
  return kind === 'trip' ? { phase: 'settled', ...none } : { phase: 'briefing', ...none };
}

/** A month that is known: days without one are meant in it. */
function midMonth(month: unknown, ref: string): string | undefined {
  const said = /^(\d{4})-(\d\d)/.exec(str(month) ?? '');
  if (said) return `${said[1]}-${said[2]}-16`;
  const n = Number(month);
  if (!(n >= 1 && n <= 12)) return undefined;
  const year = Number(ref.slice(0, 4)) + (n < Number(ref.slice(5, 7)) ? 1 : 0);
  return `${year}-${String(n).padStart(2, '0')}-16`;
}

/** A place of the state by its id, also where only its name is told. */
function placeId(value: unknown, locale: string): string | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  const said = isRecord(one) ? str(one['id']) : str(one);
  const found = said === undefined || /:|^[A-Z]{3}$/.test(said) ? undefined : closest(said, { locale, expected: true });
  return found?.type === 'found' ? found.place.id : said;
}

export function contextOf(line: Line): HearingContext {
  const { needs, ...rest } = situation(line.last);
  const { state } = line;
  const ref = line.ref ?? '2026-11-21T10:00:00+01:00';
  const locale = line.lang.startsWith('fr') ? 'fr-FR' : 'en-GB';
  const known = {
    start: str(state['start']) ?? midMonth(state['month'], ref),
    end: str(state['end']),
    party: num(state['party']),
    budgetMax: num(state['budget_max']),
    origin: placeId(state['origin'], locale),
  };
  const said = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  return {
    locale,
    today: ref.slice(0, 10),
    timeNow: ref.slice(11, 16),
    timeZone: 'Europe/Paris',
    ...rest,
    known: { needs, ...said },
  };
}

/** What one input line says, and all that understanding may know besides. */
export function hearingOf(json: string): { readonly text: string; readonly context: HearingContext } {
  const line = parse(json);
  return { text: line.text, context: contextOf(line) };
}
