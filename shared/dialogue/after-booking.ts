import type { Booking } from '../booking/booking.ts';
import { meets } from '../market/facts.ts';
import type { Brief, Category, Need } from '../trip/brief.ts';
import type { Trip } from '../trip-record.ts';
import type { Heard, Slots } from './act.ts';
import { cancel } from './after-sale.ts';
import { answer } from './answering.ts';
import { addBeside, openNeeds, wantedBeside } from './beside.ts';
import { boughtOf } from './bookings.ts';
import { type Merged, merge } from './merge.ts';
import { bookedAs, CARRIERS, categoriesOf } from './merge-needs.ts';
import { mergeParty } from './merge-party.ts';
import { pass } from './messaging.ts';
import { back } from './meta.ts';
import { narrowed } from './narrowing.ts';
import { type Reaction, say } from './reaction.ts';
import { lineOf, sellerOf } from './readback-lines.ts';
import { rebook } from './rebooking.ts';
import { resolveNeed } from './resolve-need.ts';
import type { State, StepContext } from './state.ts';

/** What is said of a trip of which something is booked: left at its price, added beside it, told, or priced anew. Undefined: it is about what is still open. */
export function overBooked(state: State, heard: Heard, ctx: StepContext): Reaction | undefined {
  const { trip } = state;
  if (boughtOf(trip).length === 0) return undefined;
  const narrow = narrowed(state, heard, ctx);
  if (narrow) return narrow;
  const gone = leaving(trip, heard);
  if (gone.length > 0)
    return wantsInstead(heard)
      ? rebook(state, heard, gone, ctx)
      : cancel(state, { ...heard, needs: gone.map(({ offer }) => offer.category) });
  const wanted = wantedBeside(trip, heard);
  const isOfOpen = openNeeds(trip).length > 0 && !heard.acts.includes('remove') && hasValues(heard.slots) && !isOfAll(trip, heard);
  if (wanted.length > 0 || isOfOpen) return addBeside(state, heard, wanted, ctx);
  return compared(state, heard, ctx) ?? named(state, heard, ctx) ?? moved(state, heard, ctx);
}

/** "On part un jour plus tôt, le 24", and nothing is asked or offered that it could be of: the whole trip moves, what is booked too. */
function isOfAll({ phase, talk }: Trip, { acts, needs, slots }: Heard): boolean {
  const isFree = phase === 'settled' && (talk.pending === undefined || talk.pending.type === 'open');
  return isFree && needs.length === 0 && acts.includes('change') && (slots.start ?? slots.end ?? slots.nights) !== undefined;
}

/** What is booked of what is no longer wanted. */
function leaving(trip: Trip, { acts, needs, needsNot }: Heard): readonly Booking[] {
  const words = needsNot.length > 0 || !acts.includes('remove') ? needsNot : needs;
  const gone = bookedAs(words);
  return boughtOf(trip).filter(({ offer }) => gone.has(offer.category));
}

/** "Le train plutôt que l'avion": another thing takes its place. */
function wantsInstead({ needs, needsNot }: Heard): boolean {
  return needs.some((need) => !needsNot.includes(need));
}

const VALUES: readonly (keyof Slots)[] = [
  'start',
  'end',
  'nights',
  'days',
  'time',
  'daypart',
  'party',
  'adults',
  'children',
  'destination',
];

function hasValues(slots: Slots): boolean {
  return VALUES.some((key) => slots[key] !== undefined);
}

/** "Un vol plus tôt", "un hôtel plus près": another one, where leaving this one is priced; a price that was agreed stands. */
function compared(state: State, heard: Heard, ctx: StepContext): Reaction | undefined {
  const { trip } = state;
  const { sort } = heard.slots;
  if (sort === undefined || openNeeds(trip).length > 0) return undefined;
  if (sort === 'cheaper' || sort === 'cheapest') return back(trip, ctx, [say('settled.already')]);
  const about = new Set(heard.needs.length > 0 ? heard.needs.flatMap(categoriesOf) : sort === 'closer' ? STAYS : CARRIERS);
  const touched = boughtOf(trip).filter(({ offer }) => about.has(offer.category));
  return touched.length > 0 ? rebook(state, heard, touched, ctx) : undefined;
}

const STAYS: readonly Category[] = ['lodging'];

/** What says which one, and nothing of it. */
const HANDLES: ReadonlySet<string> = new Set(['priceLevel', 'ask', 'select', 'selectBy', 'changed', 'keep', 'trip', 'activity']);

/** "Et la voiture, on la garde ?": named and nothing else said of it, so what stands of it is told. */
function named(state: State, heard: Heard, ctx: StepContext): Reaction | undefined {
  const { trip } = state;
  const { needs, needsNot, prefs, prefsNot, slots, doubts } = heard;
  const values = Object.keys(slots).filter((key) => !HANDLES.has(key));
  // "L'hôtel" names the bed, and wishes for none.
  const wishes = prefs.filter((pref) => pref !== 'lodging:hotel');
  const isBare = needsNot.length + wishes.length + prefsNot.length + doubts.length + values.length === 0;
  const about = new Set(needs.flatMap(categoriesOf));
  const told = isBare ? boughtOf(trip).filter(({ offer }) => about.has(offer.category)) : [];
  if (told.length === 0) return undefined;
  if (heard.acts.some((act) => act === 'change' || act === 'more_options')) return rebook(state, heard, told, ctx);
  return back(
    trip,
    ctx,
    told
      .slice(0, 2)
      .map(({ offer }) =>
        say('settled.stands', { need: say(`the.${offer.category}`), seller: sellerOf(offer), line: lineOf(offer, trip) }),
      ),
  );
}

/** A booked line would be another: it has that already, or leaving it is priced. */
function moved(state: State, heard: Heard, ctx: StepContext): Reaction | undefined {
  const { trip } = state;
  if (isMessage(heard)) return pass(state, heard, ctx);
  const merged = merge(trip.brief, heard, trip.counters.need);
  if (isOnlyWish(merged, heard)) return answer(state, { ...heard, acts: ['ask'], slots: {} }, ctx);
  const touched = namedAnew(trip, heard) ?? touchedBy(trip, merged);
  if (touched.length === 0) return isAsBooked(trip, heard, merged) ? back(trip, ctx, [say('settled.has')]) : undefined;
  if (touched.length > 0 && touched.every((booking) => hasIt(booking, trip.brief.needs, merged)))
    return back(trip, ctx, [say('settled.has')]);
  return rebook(state, heard, touched, ctx);
}

/** "Prévenez l'hôtel que j'arrive à 23 heures": a bed has no hour, so it is for its people to know. */
function isMessage({ needs, slots: { time, ...slots } }: Heard): boolean {
  return time !== undefined && needs.length > 0 && needs.every((need) => TIMELESS.has(need)) && !hasValues(slots);
}

const TIMELESS: ReadonlySet<string> = new Set(['lodging', 'ski_hire', 'ski_pass']);

/** "Il y a un parking ?", "on vient en voiture, avec parking": what is booked has it or not; another is looked for when another is asked for. */
function isOnlyWish({ changed, added, dropped }: Merged, { needs, prefs, slots }: Heard): boolean {
  const isElse = [...changed].some((change) => change !== 'wishes' && change !== 'carrier');
  return prefs.length > 0 && needs.length === 0 && added.length + dropped.length === 0 && !isElse && !hasValues(slots);
}

/** A change that changes nothing: said, and not passed over. */
function isAsBooked(trip: Trip, { acts, prefs, slots }: Heard, { changed, added, dropped }: Merged): boolean {
  const isSaid = (hasValues(slots) && slots.dateMode !== 'window') || prefs.length > 0;
  const isChange = isSaid && (acts.includes('change') || acts.includes('refine'));
  return isChange && openNeeds(trip).length === 0 && changed.size + added.length + dropped.length === 0;
}

/** "Deux, au restaurant": days and people said of one thing are its own. Undefined where nothing is named. */
function namedAnew(trip: Trip, { needs, slots }: Heard): readonly Booking[] | undefined {
  const about = new Set(needs.flatMap(categoriesOf));
  const named = boughtOf(trip).filter(({ offer }) => about.has(offer.category));
  if (named.length === 0 || !hasValues(slots)) return undefined;
  return named.filter(({ needId }) => {
    const need = trip.brief.needs.find(({ id }) => id === needId);
    return need !== undefined && isOtherwise(need, slots, trip);
  });
}

function isOtherwise(need: Need, slots: Slots, { brief }: Trip): boolean {
  const { start = need.start ?? brief.start, end = need.end ?? brief.end, time = need.time } = slots;
  const moved = start !== (need.start ?? brief.start) || end !== (need.end ?? brief.end) || time !== need.time;
  const elsewhere = slots.destination?.some(({ id }) => !(need.where ?? brief.where)?.includes(id)) ?? false;
  return moved || elsewhere || slots.nights !== undefined || mergeParty(need.party ?? brief.party, slots) !== undefined;
}

const OF_PLACE = ['where', 'origin'] as const;

/** The booked lines that a change would make others: a table on a day of its own stays, and so does a ride out when one only comes back earlier. */
function touchedBy(trip: Trip, { changed, brief, wished }: Merged): readonly Booking[] {
  const bought = boughtOf(trip);
  if (OF_PLACE.some((change) => changed.has(change))) return bought;
  if (changed.has('dates') || changed.has('party'))
    return orAll(
      bought.filter(({ needId }) => askedFor(trip.brief, needId) !== askedFor(brief, needId)),
      bought,
    );
  const moves = new Set(wished.map((wish) => wish.slice(0, wish.indexOf('.'))));
  return bought.filter(
    ({ needId, offer }) => moves.has(offer.category) || (changed.has('time') && isOther(needId, trip.brief.needs, brief.needs)),
  );
}

/** Each has days and people of its own: all of it is meant. */
function orAll(touched: readonly Booking[], bought: readonly Booking[]): readonly Booking[] {
  return touched.length > 0 ? touched : bought;
}

/** The days and people that vendors are asked for. */
function askedFor(brief: Brief, needId: string): string {
  const need = brief.needs.find(({ id }) => id === needId);
  const { start, end, party } = need ? resolveNeed(brief, need) : {};
  return JSON.stringify([start, need?.oneWay ? start : end, party]);
}

function isOther(needId: string, before: readonly Need[], after: readonly Need[]): boolean {
  const of = (needs: readonly Need[]) => JSON.stringify(needs.find(({ id }) => id === needId));
  return of(before) !== of(after);
}

/** What was wished for now is true of it as it is booked. */
function hasIt({ needId, offer }: Booking, before: readonly Need[], { brief, changed }: Merged): boolean {
  if ([...changed].some((change) => change !== 'wishes')) return false;
  const known = before.find(({ id }) => id === needId)?.requirements ?? [];
  const fresh = (brief.needs.find(({ id }) => id === needId)?.requirements ?? []).filter(
    (one) => !known.some((each) => JSON.stringify(each) === JSON.stringify(one)),
  );
  return fresh.length > 0 && fresh.every((requirement) => meets(offer, requirement) === 'met');
}
