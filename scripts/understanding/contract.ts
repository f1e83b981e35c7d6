import type { Asked, Heard, HearingContext, PlaceValue } from '../../shared/dialogue/act.ts';
import { closest } from '../../shared/places/places.ts';
import { CATEGORIES, type Category } from '../../shared/trip/brief.ts';
import { leaning } from '../../shared/understanding/likely-acts.ts';
import { grammarOf, understand } from '../../shared/understanding/understand.ts';

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

function contextOf(line: Line): HearingContext {
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
  skip: 'deny',
  vote: 'wait',
  better: 'refine',
  tell_budget: 'inform',
  tell_why: 'inform',
  undo: 'change',
  unhold: 'stop',
  by_form: 'inform',
  message: 'inform',
  why: 'ask',
  my_trips: 'status',
  new_trip: 'restart',
  forget_me: 'restart',
};

/** Wishes that only we tell apart. */
const FOLDED_PREFS: Readonly<Record<string, string>> = { 'restaurant:vegan': 'restaurant:vegetarian' };

/** The closed vocabulary of preferences. */
const PREFERENCES: ReadonlySet<string> = new Set([
  ...'4x4 automatic compact minibus van child_seat snow_tyres snow_chains unlimited_km'.split(' ').map((tag) => `car:${tag}`),
  ...'chalet apartment gite cottage camping mobile_home refuge club boutique charming unusual near_slopes ski_in half_board all_inclusive breakfast spa sauna pool kitchen quiet city_centre sea mountain_view parking pets accessible ground_floor meeting_room double_bed twin_beds single_bed not_hostel'
    .split(' ')
    .map((tag) => `lodging:${tag}`),
  ...'direct stop_ok aisle_seat seats_together checked_bag max_4h not_ryanair'.split(' ').map((tag) => `flight:${tag}`),
  ...'night couchette bike assistance'.split(' ').map((tag) => `train:${tag}`),
  ...'terrace vegetarian gluten_free romantic'.split(' ').map((tag) => `restaurant:${tag}`),
  ...['ride:large', 'ride:ski_bags', 'ski:boots', 'ski:helmet', 'ski:snowboard', 'activity:guided', 'activity:private'],
  ...['resort:family', 'resort:childcare', 'any:free_cancel', 'budget:any'],
  ...['style:lively_moderate', 'style:trendy_moderate', 'style:romantic', 'style:nature'],
]);

/** What only we tell apart, by the contract's names. */
const ASKED_AS: Readonly<Record<string, string>> = { distance: 'address', total: 'price', paid: 'price' };

const ASKS: ReadonlySet<string> = new Set('price cancellation departure_time address weather snow breakfast cheapest'.split(' '));

const OURS_ONLY: ReadonlySet<string> = new Set(
  'name code own own_car watch_below watch_until not_places beside given_name landing shares week_of young by_air long_weekend one_night weekend apart stays ride_hub inside meeting meeting_day return_time ages_alike spots'.split(
    ' ',
  ),
);

function asks(value: unknown): readonly unknown[] {
  const named = Array.isArray(value) ? value.map((one) => ASKED_AS[String(one)] ?? one) : [];
  return [...new Set(named.filter((one) => ASKS.has(String(one))))];
}

/** Where the concierge would ask which namesake is meant, the contract wants the likelier one: at home, else the first. */
function guessed(heard: Heard, lang: string): Readonly<Record<string, readonly PlaceValue[]>> {
  const home = (place: PlaceValue) => (place.id.includes(`:${lang.toUpperCase()}:`) ? 0 : 1);
  const doubts = heard.doubts.flatMap((doubt) =>
    doubt.type === 'place' ? [[doubt.slot, [...doubt.candidates].sort((a, b) => home(a) - home(b)).slice(0, 1)] as const] : [],
  );
  return Object.fromEntries(doubts);
}

/** "Ne réservez pas" to a read-back is a no to it. */
function folded(act: string, last: string | undefined): string {
  if (CONTRACT_ACTS.has(act)) return act;
  return act === 'unhold' && last?.startsWith('confirm') === true ? 'deny' : (FOLDED[act] ?? 'oos');
}

/** The contract has no act for what was not understood: the likeliest after what was said last. */
const LIKELIEST: Readonly<Record<string, string>> = { ask: 'inform', offers: 'refine', trip: 'change', confirm: 'deny' };

function unheard(heard: Heard, last: string | undefined): string {
  return LIKELIEST[last?.split(':')[0] ?? ''] ?? (heard.doubts.length > 0 ? 'request' : 'oos');
}

/** "The dates are wrong" to a read-back: we ask which are right, the contract hears a no. */
function isWrong({ acts, slots }: Heard, last: string | undefined): boolean {
  return (
    acts.join() === 'ask' && last?.startsWith('confirm') === true && slots.ask?.some((one) => one === 'dates' || one === 'name') === true
  );
}

/** What was heard, with what its words lean to where nothing was understood: nobody can be asked here. */
function guessing(text: string, context: HearingContext): Heard {
  const heard = understand(text, context);
  return heard.acts.length > 0 ? heard : { ...heard, acts: leaning(text, heard, context, grammarOf(context.locale)) };
}

/** A heard utterance in the contract's names. */
export function frame(heard: Heard, last: string | undefined, lang: string) {
  /** "Money's no object" is a value to us, and no answer to the contract. */
  const open = heard.acts.join() === 'inform' && heard.prefs.join() === 'budget:any' && Object.keys(heard.slots).length === 0;
  const said = open ? (['dont_care'] as const) : isWrong(heard, last) ? (['deny'] as const) : heard.acts;
  const acts = said.map((act) => folded(act, last));
  const homeward = heard.slots.time === undefined ? heard.slots.returnTime : undefined;
  const slots = Object.entries({ ...guessed(heard, lang), ...(homeward ? { time: homeward.time } : {}), ...heard.slots })
    .map(([key, value]) => [snake(key), isPlaces(value) ? places(value) : key === 'ask' ? asks(value) : value] as const)
    .filter(([key, value]) => !OURS_ONLY.has(key) && !(Array.isArray(value) && value.length === 0));
  /** That a round trip needs a carrier is ours to conclude. */
  const concluded = (word: string) => word === 'transport' && heard.slots.tripType !== undefined;
  const need = (word: string) => (word === 'transfer' ? 'ride' : word === 'ski_school' ? 'activity' : word);
  return {
    acts: [...new Set(acts.length > 0 ? acts : [unheard(heard, last)])],
    needs: heard.needs.filter((word) => !concluded(word)).map(need),
    needs_not: heard.needsNot.map(need),
    slots: Object.fromEntries(slots),
    prefs: heard.prefs.map((pref) => FOLDED_PREFS[pref] ?? pref).filter((pref) => PREFERENCES.has(pref)),
    prefs_not: heard.prefsNot.filter((pref) => PREFERENCES.has(pref)),
  };
}

/** What a short answer fills when the contract asked for a slot of one need. */
const RENAMED: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  seats: [['party', 'seats']],
  ride_to: [['destination', 'ride_to']],
  ride_from: [['origin', 'ride_from']],
  car_pickup: [['destination', 'car_pickup']],
  car_dropoff: [['destination', 'car_dropoff']],
  near: [['destination', 'near']],
};

function renamed(slots: Readonly<Record<string, unknown>>, last: string | undefined): Record<string, unknown> {
  const pairs = RENAMED[/^ask:(\w+)/.exec(last ?? '')?.[1] ?? ''] ?? [];
  return Object.fromEntries(Object.entries(slots).map(([key, value]) => [pairs.find(([from]) => from === key)?.[1] ?? key, value]));
}

/** What one input line says, and all that understanding may know besides. */
export function hearingOf(json: string): { readonly text: string; readonly context: HearingContext } {
  const line = parse(json);
  return { text: line.text, context: contextOf(line) };
}

/** One input line of the contract to one output line. Throws on anything but JSON. */
export function answer(json: string) {
  const line = parse(json);
  const said = frame(guessing(line.text, contextOf(line)), line.last, line.lang);
  return { id: line.id, ...said, slots: renamed(said.slots, line.last) };
}
