import { createInterface } from 'node:readline';
import type { Asked, Heard, HearingContext, PlaceValue } from '../shared/dialogue/act.ts';
import { CATEGORIES, type Category } from '../shared/trip/brief.ts';
import { understand } from '../shared/understanding/understand.ts';

/** One line of standard input: contracts/understanding.md. */
interface Line {
  readonly id: unknown;
  readonly lang: string;
  readonly ref: string | undefined;
  readonly text: string;
  readonly last: string | undefined;
  readonly state: Readonly<Record<string, unknown>>;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function str(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function num(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function parse(json: string): Line {
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
  child_ages: 'who',
  ages: 'who',
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
  nights: 'dates',
  days: 'dates',
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

/** ask:<slot> | confirm:<what> | offers:<need>:<n> | trip */
function situation(last: string | undefined): Situation {
  const [kind, what = '', n = '3'] = (last ?? '').split(':');
  const none = { listed: [], needs: [] } as const;
  if (kind === 'ask') return { phase: 'briefing', asked: ASKED[what] ?? 'open', ...none };
  if (kind === 'confirm') return { phase: 'confirming', asked: 'confirm', ...none };
  if (kind === 'offers')
    return { phase: 'choosing', asked: 'choose', listed: Array.from({ length: Number(n) || 1 }, () => []), needs: categories(what) };
  return kind === 'trip' ? { phase: 'settled', ...none } : { phase: 'briefing', ...none };
}

function placeId(value: unknown): string | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return isRecord(one) ? str(one['id']) : str(one);
}

function contextOf(line: Line): HearingContext {
  const { needs, ...rest } = situation(line.last);
  const { state } = line;
  const ref = line.ref ?? '2026-11-21T10:00:00+01:00';
  const known = {
    start: str(state['start']),
    end: str(state['end']),
    party: num(state['party']),
    budgetMax: num(state['budget_max']),
    origin: placeId(state['origin']),
  };
  const said = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  return {
    locale: line.lang.startsWith('fr') ? 'fr-FR' : 'en-GB',
    today: ref.slice(0, 10),
    timeNow: ref.slice(11, 16),
    timeZone: 'Europe/Paris',
    ...rest,
    known: { needs, ...said },
  };
}

function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function isPlaces(value: unknown): value is readonly PlaceValue[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => isRecord(one) && 'id' in one && 'name' in one);
}

/** One place is itself, alternatives are a list; an airport is its IATA code. */
function places(values: readonly PlaceValue[]): unknown {
  return values.length === 1 ? values[0] : values;
}

const CONTRACT_ACTS: ReadonlySet<string> = new Set(
  'request inform affirm deny select more_options refine change remove ask status book cancel_booking repeat help stop wait restart human dont_care greet thanks goodbye oos'.split(
    ' ',
  ),
);

/** Acts that only we tell apart, in the contract's words. */
const FOLDED: Readonly<Record<string, string>> = {
  what: 'repeat',
  later: 'wait',
  undo: 'change',
  why: 'ask',
  my_trips: 'status',
  new_trip: 'restart',
};

const OURS_ONLY: ReadonlySet<string> = new Set(['name', 'code', 'own_car']);

function frame(heard: Heard) {
  const acts = heard.acts.map((act) => (CONTRACT_ACTS.has(act) ? act : (FOLDED[act] ?? 'oos')));
  const slots = Object.entries(heard.slots)
    .map(([key, value]) => [snake(key), isPlaces(value) ? places(value) : value] as const)
    .filter(([key]) => !OURS_ONLY.has(key));
  const need = (word: string) => (word === 'transfer' ? 'ride' : word);
  return {
    acts: [...new Set(acts.length > 0 ? acts : ['oos'])],
    needs: heard.needs.map(need),
    needs_not: heard.needsNot.map(need),
    slots: Object.fromEntries(slots),
    prefs: heard.prefs,
    prefs_not: heard.prefsNot,
  };
}

for await (const json of createInterface({ input: process.stdin })) {
  if (json.trim() === '') continue;
  const line = parse(json);
  process.stdout.write(`${JSON.stringify({ id: line.id, ...frame(understand(line.text, contextOf(line))) })}\n`);
}
