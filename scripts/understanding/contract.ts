import type { Heard, HearingContext, PlaceValue } from '../../shared/dialogue/act.ts';
import { leaning } from '../../shared/understanding/likely-acts.ts';
import { grammarOf, understand } from '../../shared/understanding/understand.ts';
import { contextOf, isRecord, parse } from './line.ts';

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
  recap: 'status',
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
  'name code own each own_car watch_below watch_until not_places beside given_name landing shares week_of young by_air long_weekend one_night weekend apart stays ride_hub car_hub inside meeting meeting_day return_time ages_alike at_price spots'.split(
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

/** One input line of the contract to one output line. Throws on anything but JSON. */
export function answer(json: string) {
  const line = parse(json);
  const said = frame(guessing(line.text, contextOf(line)), line.last, line.lang);
  return { id: line.id, ...said, slots: renamed(said.slots, line.last) };
}
