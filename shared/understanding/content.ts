import type { HearingContext, NeedWord, Slots } from '../dialogue/act.ts';

/** What the words contain, as far as the acts depend on it. */
export interface Content {
  readonly slots: Slots;
  readonly needs: readonly NeedWord[];
  readonly needsNot: readonly NeedWord[];
  readonly prefs: readonly string[];
  readonly prefsNot: readonly string[];
  /** An item of the list last spoken was named or numbered. */
  readonly selected: boolean;
  readonly yes: boolean;
  readonly no: boolean;
  /** A no stands anywhere in it. */
  readonly negated: boolean;
  /** "I confirm and pay, no": the last word takes it all back. */
  readonly takenBack: boolean;
  /** What is named is found fault with: "the first one is too far", "j'hésite entre le premier et le deuxième". */
  readonly faulted: boolean;
  /** Begins with "peu importe" or the like. */
  readonly carefree: boolean;
  readonly words: number;
  /** A word of something that is not ours: alarms, jokes, recipes. */
  readonly foreign: boolean;
  /** An insult asks for nothing. */
  readonly rude: boolean;
  /** "One night more", "a week later": said of a stay that is not known here. */
  readonly moved: boolean;
  /** A value was heard that could not be taken. */
  readonly doubted: boolean;
}

const SILENT_SLOTS: ReadonlySet<string> = new Set(
  'agesAlike atPrice trip ask select selectBy alsoSelect seller but beside byAir each longWeekend weekend oneNight apart stays changed keep sort named code name notPlaces weekOf inside timeRef meeting meetingDay'.split(
    ' ',
  ),
);
const TIMES: ReadonlySet<string> = new Set(['daypart', 'time', 'timeMode']);

export function isTripKey(key: string): boolean {
  return !SILENT_SLOTS.has(key);
}

/** Keys with a value of the trip itself. */
export function tripKeys(content: Content): readonly string[] {
  return Object.keys(content.slots).filter(isTripKey);
}

export function hasTripSlots(content: Content): boolean {
  return tripKeys(content).length > 0;
}

export function hasPrefs(content: Content): boolean {
  return content.prefs.length > 0 || content.prefsNot.length > 0;
}

export function hasValues(content: Content): boolean {
  return hasTripSlots(content) || content.needs.length > 0 || content.needsNot.length > 0 || hasPrefs(content);
}

/** "Attends, je regarde avec ma femme" counts nobody. */
export function withoutPeople({ adults: _, party: __, partyType: ___, young: ____, ...slots }: Slots): Slots {
  return slots;
}

export function hasValuesBeside(content: Content): boolean {
  return hasValues({ ...content, slots: withoutPeople(content.slots) });
}

/** Only a part of the day was said beside "plus tôt": no change of its own. */
export function onlyTimes(content: Content): boolean {
  return tripKeys(content).every((key) => TIMES.has(key));
}

const HANDLES: ReadonlySet<string> = new Set(['budgetMax', 'currency', 'budgetScope', 'cuisine', 'stars', 'cabin']);

/** Only what tells one offer from another was said: "celui à 80 euros", "the Italian one" pick by it. */
export function onlyHandles(content: Content): boolean {
  return tripKeys(content).every((key) => HANDLES.has(key));
}

const RATINGS: ReadonlySet<string> = new Set(['stars', 'bags', 'priceLevel']);

/** What offers are filtered by, and no value of the trip: "only the four stars", "rien de plus abordable". */
export function onlyRatings(content: Content): boolean {
  return tripKeys(content).every((key) => RATINGS.has(key));
}

/** Nothing was asked and nothing is known. */
export function isOpening({ asked, phase, known }: HearingContext): boolean {
  return asked === undefined && phase === 'briefing' && known.needs.length === 0 && known.start === undefined;
}

const ASKED_SLOTS: Readonly<Record<string, readonly (keyof Slots)[]>> = {
  who: ['party', 'adults', 'children', 'infants', 'childAges', 'partyType', 'young'],
  children: ['party', 'adults', 'children', 'infants', 'childAges'],
  origin: ['origin', 'ownCar'],
  place: ['destination', 'near'],
  dates: ['start', 'end', 'startAfter', 'startBefore', 'endBefore', 'nights', 'days'],
  budget: ['budgetMax', 'budgetMin', 'budgetAbout', 'priceLevel'],
  time: ['time', 'daypart'],
};

export function answersAsked(content: Content, context: HearingContext): boolean {
  const keys = ASKED_SLOTS[context.asked ?? ''];
  if (context.asked === 'budget' && content.prefs.includes('budget:any')) return true;
  return keys === undefined || keys.some((key) => content.slots[key] !== undefined);
}

/** Values of something else that is known already: a correction in passing. */
export function touchesKnown({ slots }: Content, { known, asked }: HearingContext): boolean {
  const said: readonly (readonly [string, unknown, unknown])[] = [
    [asked === 'nights' ? asked : 'dates', slots.start ?? slots.end ?? slots.nights ?? slots.days, known.start],
    ['who', slots.party ?? slots.adults, known.party],
    ['budget', slots.budgetMax, known.budgetMax],
    ['origin', slots.origin, known.origin],
  ];
  return said.some(([key, value, before]) => value !== undefined && before !== undefined && asked !== key);
}

function isPresent(one: unknown): boolean {
  return one !== undefined;
}

/** How many of when, who, how much and from where were said. */
function coreCount({ slots }: Content): number {
  const length = slots.days ?? slots.nights ?? (slots.dateMode === undefined ? slots.end : undefined);
  return [slots.start, length, slots.party ?? slots.adults, slots.budgetMax, slots.origin].filter(isPresent).length;
}

/** A first sentence with one value only: a wish, or short. */
function isBareWish(content: Content, cues: { readonly question: boolean; readonly wish: boolean }): boolean {
  const core = coreCount(content);
  return core >= 2 || (core === 1 && (cues.wish || (!cues.question && content.words <= 10)));
}

interface Asking {
  readonly question: boolean;
  readonly wish: boolean;
  readonly asks: readonly string[];
}

/** "How much is a weekend in London?" is a trip to be priced. */
function isPriced({ days, nights }: Slots, { asks }: Asking): boolean {
  return (days ?? nights) !== undefined && asks.includes('price');
}

/** Something one travels with: a lone time, dish or country is not yet a trip. */
export function isTravel(content: Content, cues: Asking): boolean {
  const { slots, prefs } = content;
  const where = [slots.destination, slots.near, slots.carPickup, slots.rideTo].some(isPresent);
  const dated = slots.start !== undefined;
  const needed = content.needs.length > 0;
  if (content.foreign) return (where || needed) && (dated || (slots.trip !== undefined && where));
  if (needed || slots.trip !== undefined || prefs.length > (cues.wish ? 0 : 1)) return true;
  return where || slots.tripType !== undefined ? !cues.question || cues.wish || dated || isPriced(slots, cues) : isBareWish(content, cues);
}
