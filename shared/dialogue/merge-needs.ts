import type { LocalTime } from '../time.ts';
import type { Brief, Category, Need } from '../trip/brief.ts';
import { isCarrier } from '../trip/categories.ts';
import type { Heard, NeedWord, Slots } from './act.ts';
import { hour, hoursIn, idsOf, journey, leavingAt, mergeHours, withHours } from './journey.ts';
import type { Change, Merged } from './merge.ts';
import { wishCategory, wishes } from './merge-wishes.ts';
import { deskSaid, rideEnds } from './ride-ends.ts';

const WHOLE_TRIP: readonly Category[] = ['lodging', 'ski_hire'];

/** Categories that a word for a need stands for; a carrier left open is decided once the origin is known (agenda). */
export function categoriesOf(word: NeedWord): readonly Category[] {
  switch (word) {
    case 'all':
      return WHOLE_TRIP;
    case 'ride':
      return ['transfer'];
    case 'transport':
    case 'coach':
    case 'ski_school':
    case 'activity':
      return [];
    case 'flight':
    case 'train':
    case 'lodging':
    case 'car':
    case 'ski_hire':
    case 'ski_pass':
    case 'transfer':
    case 'restaurant':
      return [word];
  }
}

/** What `transport` may mean of what is booked. */
export const CARRIERS: readonly Category[] = ['flight', 'train'];

/** Categories that the words may mean of what is booked. */
export function bookedAs(words: readonly NeedWord[]): ReadonlySet<Category> {
  return new Set(words.flatMap((word) => (word === 'transport' ? CARRIERS : categoriesOf(word))));
}

export function mergeNeeds(merged: Merged, heard: Heard, offered: readonly Category[]): Merged {
  const refused = new Set([...heard.needsNot.flatMap(categoriesOf), ...outdone(heard, merged.brief)]);
  // "Sans la voiture, un hôtel suffit" says what goes, and what stays.
  const isAll = heard.acts.includes('remove') && heard.needsNot.length === 0;
  if (isAll) for (const category of heard.needs.flatMap(categoriesOf)) refused.add(category);
  if (heard.slots.byAir) refused.add('train');
  if (heard.slots.ownCar) for (const category of carriedBy(merged.brief)) refused.add(category);
  const landing = heard.slots.landing ? (['flight'] as const) : [];
  const wanted = [...landing, ...wantedBy(heard, offered, merged.brief), ...wishedFor(heard, merged.brief)].filter(
    (category) => !refused.has(category),
  );
  const dropped = dropNeeds(merged, refused);
  const added = addNeeds(instead(dropped, wanted), [...new Set(wanted)]);
  return details(wishes(added, heard), heard);
}

/** "Plutôt en avion", of a trip by train: the one carrier that is named takes the place of the other; "et aussi un vol" leaves it. */
export function outdone({ acts, needs, slots }: Heard, brief: Brief): readonly Category[] {
  const [named, another] = CARRIERS.filter((carrier) => needs.includes(carrier));
  const isLeft = acts.some((act) => act === 'ask' || act === 'remove' || act === 'cancel_booking') || slots.beside === 'and';
  const had = brief.needs.map(({ category }) => category);
  if (!named || another || isLeft || had.includes(named)) return [];
  return CARRIERS.filter((carrier) => had.includes(carrier));
}

/** What one's own car stands in for, beside the rest of the trip: nothing is hired, and nobody carries them. */
function carriedBy({ needs }: Brief): readonly Category[] {
  const gone = needs.filter((need) => isCarrier(need) || need.category === 'car' || need.category === 'transfer');
  return gone.length < needs.length ? gone.map(({ category }) => category) : CARRIERS;
}

/** "Four of us and skis", said of a ride: they are carried, not hired. */
function isLuggage(heard: Heard, { needs }: Brief): boolean {
  return heard.acts.includes('inform') && needs.length > 0 && needs.every(({ category }) => category === 'transfer');
}

function wantedBy(heard: Heard, offered: readonly Category[], brief: Brief): readonly Category[] {
  if (heard.acts.includes('remove') || heard.acts.includes('cancel_booking') || heard.acts.includes('ask')) return [];
  const named = heard.needs.flatMap(categoriesOf).filter((category) => category !== 'ski_hire' || !isLuggage(heard, brief));
  if (named.length > 0) return joinsOffered(heard, named, offered) ? [...offered, ...named] : named;
  return heard.acts.includes('affirm') ? offered : [];
}

/** "Oui, et les forfaits": what was offered, and more. "Oui, un hôtel" is the part of it that is wanted. */
function joinsOffered({ acts, slots }: Heard, named: readonly Category[], offered: readonly Category[]): boolean {
  if (!acts.includes('affirm') || slots.beside === 'only') return false;
  return slots.beside === 'and' || !named.some((category) => offered.includes(category));
}

/** "un spa" says that a place to stay is wanted, unless the question was about an offer. */
function wishedFor(heard: Heard, brief: Brief): readonly Category[] {
  if (heard.acts.includes('ask') || heard.acts.includes('select') || isNoStay(brief)) return [];
  return heard.prefs
    .map(wishCategory)
    .filter((category): category is Category => category !== undefined && !brief.declined.includes(category));
}

/** "Pas trop bruyant", of a table: nobody asked for a bed. */
function isNoStay({ needs }: Brief): boolean {
  return needs.length > 0 && needs.every(({ category }) => category === 'restaurant' || category === 'transfer');
}

function dropNeeds(merged: Merged, refused: ReadonlySet<Category>): Merged {
  if (refused.size === 0) return merged;
  const gone = merged.brief.needs.filter((need) => refused.has(need.category)).map((need) => need.category);
  const desk = refused.has('car') ? merged.brief.needs.find((need) => need.category === 'car')?.where : undefined;
  // The flight still lands where the car would have stood: its offers stay good.
  const needs = merged.brief.needs
    .filter((need) => !refused.has(need.category))
    .map((need) => (need.category === 'flight' && desk && !need.where ? { ...need, where: desk } : need));
  const declined = [...new Set([...merged.brief.declined, ...refused])];
  // Where the ride led, the rest of the trip still is.
  const led =
    refused.has('transfer') && needs.length > 0 ? merged.brief.needs.find((need) => need.category === 'transfer')?.where : undefined;
  const where = merged.brief.where ?? led;
  return { ...merged, brief: { ...merged.brief, needs, declined, ...(where ? { where } : {}) }, dropped: [...merged.dropped, ...gone] };
}

/** "Juste une table": a table alone takes the place of the bed that was only implied. */
function instead(merged: Merged, wanted: readonly Category[]): Merged {
  if (wanted.length === 0 || wanted.some((category) => category !== 'restaurant')) return merged;
  const { activity, ...brief } = merged.brief;
  if (activity !== 'generic' || !brief.needs.every((need) => need.implied)) return merged;
  return { ...merged, brief: { ...brief, needs: [] } };
}

function addNeeds(merged: Merged, categories: readonly Category[]): Merged {
  const missing = categories.filter((category) => !merged.brief.needs.some((need) => need.category === category));
  if (missing.length === 0) return merged;
  const fresh = missing.map((category, i): Need => {
    const oneWay = merged.brief.oneWay === true && isCarrier({ category });
    return { id: `need-${merged.needCounter + i + 1}`, category, requirements: [], ...(oneWay ? { oneWay } : {}) };
  });
  const declined = merged.brief.declined.filter((category) => !missing.includes(category));
  return {
    ...merged,
    brief: { ...merged.brief, needs: [...merged.brief.needs, ...fresh], declined },
    added: [...merged.added, ...missing],
    needCounter: merged.needCounter + missing.length,
  };
}

/** A need that the dialogue adds by itself ("Je cherche le vol"). */
export function addNeed(brief: Brief, category: Category, needCounter: number): { readonly brief: Brief; readonly needCounter: number } {
  const merged = addNeeds({ brief, changed: new Set(), added: [], dropped: [], wished: [], needCounter }, [category]);
  const needs = merged.brief.needs.map((need) =>
    brief.needs.some((each) => each.id === need.id) ? need : withHours({ ...need, implied: true }, brief),
  );
  return { brief: { ...merged.brief, needs }, needCounter: merged.needCounter };
}

/** Values that belong to one need: the car desk, the ride's ends, the hour of a table. */
function details(merged: Merged, heard: Heard): Merged {
  const { slots } = heard;
  const telling = { answers: heard.acts.includes('inform') && !heard.needs.includes('restaurant'), ofRide: isOfRide(heard) };
  const at = leavingAt(merged.brief, slots);
  const brief: Brief = { ...merged.brief, ...mergeHours(merged.brief, slots) };
  let changed: ReadonlySet<Change> = merged.changed;
  const needs = brief.needs.map((need) => {
    const next = { ...withHours(detailed(need, slots, { ...telling, brief, at }), brief), ...ownDaysOf(need, slots) };
    if (JSON.stringify(next) !== JSON.stringify(need)) changed = new Set([...changed, 'time']);
    return next;
  });
  return {
    ...merged,
    brief: { ...brief, needs },
    changed,
    ...(at ? { hour: at } : {}),
    hours: hoursIn(merged.brief, slots),
    ...(slots.landing ? { landing: idsOf(slots.landing) } : {}),
    ...(slots.own ? { own: slots.own } : {}),
    ...(deskOf(needs) === deskOf(brief.needs) ? {} : { deskMoved: true }),
  };
}

function deskOf(needs: readonly Need[]): string | undefined {
  return needs.find(({ category }) => category === 'car')?.where?.join();
}

/** "Un dîner le samedi": the need's own days, whatever the stay's. */
function ownDaysOf({ category }: Need, { own = [] }: Slots): Partial<Need> {
  const said = own.find(({ need }) => need === category);
  return said ? { start: said.start, end: said.end ?? said.start } : {};
}

interface Telling {
  readonly brief: Brief;
  /** The hour was asked for, so it is that of the ride that still lacks one. */
  readonly answers: boolean;
  /** The ride alone was named beside the hour. */
  readonly ofRide: boolean;
  /** When one leaves. */
  readonly at: LocalTime | undefined;
}

/** Of what keeps hours of its own. */
const TIMED: ReadonlySet<NeedWord> = new Set(['flight', 'train', 'coach', 'transport', 'restaurant', 'activity', 'car', 'ski_school']);

/** "Le taxi à 9 heures": no other hour of the trip is meant. */
export function isOfRide({ needs, slots }: Heard): boolean {
  const isNamed = needs.some((need) => need === 'ride' || need === 'transfer') && !needs.some((need) => TIMED.has(need));
  return isNamed && slots.time !== undefined && slots.timeRef === undefined;
}

function detailed(need: Need, slots: Slots, { brief, answers, ofRide, at }: Telling): Need {
  const lateRide = answers && brief.needs.length > 1 && brief.needs.some((each) => each.category === 'transfer' && !each.time);
  switch (need.category) {
    case 'car':
      return { ...need, ...deskSaid(slots, brief) };
    case 'transfer':
      return ride(
        need,
        slots,
        brief,
        ofRide ||
          brief.needs.length === 1 ||
          (lateRide && brief.needs.every((each) => each === need || each.time || each.category !== 'restaurant')),
      );
    case 'restaurant':
      return ofRide || (need.time && lateRide) ? need : { ...need, ...hour(slots) };
    case 'flight':
    case 'train':
      return journey(need, slots, brief.needs.length === 1 ? at : undefined);
    case 'lodging':
    case 'ski_hire':
    case 'ski_pass':
      return need;
  }
}

function ride(need: Need, slots: Slots, brief: Brief, alone: boolean): Need {
  return { ...need, ...rideEnds(need, slots, brief), ...(alone && slots.time ? { time: slots.time } : {}) };
}
