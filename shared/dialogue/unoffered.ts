import { journeyAmong } from '../booking/car-hours.ts';
import type { Item, Offer } from '../market/offer.ts';
import { seatedFrom } from '../market/together.ts';
import { roadMinutes } from '../places/places.ts';
import { addCivilMinutes, addDays, addMinutes, dateOf, type LocalDateTime, timeOf } from '../time.ts';
import type { Need } from '../trip/brief.ts';
import type { Gap } from '../trip/categories.ts';
import type { Trip } from '../trip-record.ts';
import type { Act, Heard } from './act.ts';
import { activeBookings } from './bookings.ts';
import { categoriesOf } from './merge-needs.ts';
import { back } from './meta.ts';
import { type Reaction, say } from './reaction.ts';
import { awaitedFor, currentRequest, liveOffers } from './requests.ts';
import { resolveNeed } from './resolve-need.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';

/** Nobody sits down to dinner after this. */
const LATEST = '22:00';
/** What was asked of vendors so long ago is asked again when it is wanted again. */
const STALE_MINUTES = 60;

/** Needs of the trip that no line of what is listed, held or booked is for. */
export function unofferedOf({ trip, offers }: Pick<State, 'trip' | 'offers'>): readonly Need[] {
  const inList = new Set(linesOf(trip, offers).map(({ needId }) => needId));
  return trip.brief.needs.filter(({ id, insteadOf }) => !inList.has(id) && !insteadOf);
}

function linesOf(trip: Trip, offers: readonly Offer[]): readonly Offer[] {
  const booked = activeBookings(trip).map(({ offer }) => offer);
  const listed = new Set(trip.phase === 'choosing' ? trip.listed.flatMap(({ lines }) => lines) : []);
  return [...booked, ...offers.filter(({ id }) => listed.has(id))];
}

/** Why a need has no line, and what one can do: it goes with nothing else, vendors may still answer, or nobody did. `rest`: what it would have to go with. */
export function lackSays(
  need: Need,
  state: Pick<State, 'trip' | 'offers'>,
  ctx: StepContext,
  rest = linesOf(state.trip, state.offers),
): readonly Say[] {
  const request = currentRequest(state.trip, need.id);
  const what = { need: say(`the.${need.category}`) };
  if (!request) return isNowhere(need, state.trip) ? [say('lack.nowhere', what)] : [];
  const mine = liveOffers(state.trip, state.offers, ctx.now).filter(({ needId }) => needId === need.id);
  if (mine.length > 0) return [lateTable(need, mine, rest, state.trip) ?? say('lack.misfit', what)];
  const until = awaitedFor(state.trip, need.id, ctx.now);
  return [until === undefined ? say('lack.none', what) : say('lack.open', { ...what, until: { instant: until } })];
}

/** Places were said, and none of them is one that such a thing goes to or from: there is nobody to ask. */
export function isNowhere(need: Need, { brief }: Trip): boolean {
  const { gaps } = resolveNeed(brief, need);
  const isSaid = (gap: Gap) => (gap === 'where' && brief.where !== undefined) || (gap === 'from' && brief.origin !== undefined);
  return gaps.length > 0 && gaps.every(isSaid);
}

/** A table that one would come too late to: when the journey is there, and the next hour or evening that could be had. */
function lateTable({ time }: Need, tables: readonly Offer[], rest: readonly Offer[], { brief }: Trip): Say | undefined {
  const journey = journeyAmong(rest.map(({ item }) => item));
  const [table] = tables.map(({ item }) => item).filter((item): item is Table => item.category === 'restaurant');
  const from = journey && table && seatedFrom(journey, table.place, roadMinutes);
  if (!journey || !table || from === undefined || table.at >= from) return undefined;
  const said = { time: { time: time ?? timeOf(table.at) }, arrives: { time: timeOf(journey.outbound.arrives) } };
  const seated = halfHour(from);
  if (dateOf(seated) === dateOf(table.at) && timeOf(seated) <= LATEST)
    return say(`lack.late_${journey.category}`, { ...said, later: { time: timeOf(seated) } });
  const next = addDays(dateOf(table.at), 1);
  return brief.end !== undefined && next < brief.end
    ? say(`lack.late_${journey.category}_day`, { ...said, day: { date: next } })
    : say(`lack.late_${journey.category}_only`, said);
}

type Table = Extract<Item, { category: 'restaurant' }>;

function halfHour(at: LocalDateTime): LocalDateTime {
  const over = Number(at.slice(14, 16)) % 30;
  return over === 0 ? at : addCivilMinutes(at, 30 - over);
}

/** What names a thing and says nothing of it. */
const NAMES: readonly Act[] = ['ask', 'status', 'why', 'inform', 'request', 'more_options'];
const SAYS_NOTHING: ReadonlySet<string> = new Set(['ask', 'trip', 'activity']);

/** "Et la table ?", of what was asked for and nobody offers: what became of it; nothing is asked for anew, and what was open stays open. */
export function unoffered(state: State, heard: Heard, ctx: StepContext): Reaction | undefined {
  const { acts, slots } = heard;
  // "Why is there no restaurant?"
  const needs = acts.includes('why') ? [...heard.needs, ...heard.needsNot] : heard.needs;
  const about = new Set(needs.flatMap(categoriesOf));
  const isBare = acts.length > 0 && acts.every((act) => NAMES.includes(act)) && Object.keys(slots).every((key) => SAYS_NOTHING.has(key));
  if (!isBare || about.size === 0 || hasQualities(heard) || isEarly(state.trip)) return undefined;
  const lacking = unofferedOf(state).filter(({ category }) => about.has(category));
  const [first] = lacking;
  if (!first || needs.flatMap(categoriesOf).some((category) => isServed(category, state))) return undefined;
  if (!acts.includes('ask') && isStale(first, state.trip, ctx)) return undefined;
  const says = lackSays(first, state, ctx);
  return says.length > 0 ? back(state.trip, ctx, says) : undefined;
}

function hasQualities({ acts, prefs, prefsNot, needsNot, doubts }: Heard): boolean {
  return prefs.length + prefsNot.length + doubts.length > 0 || (needsNot.length > 0 && !acts.includes('why'));
}

/** Nothing was told yet. */
function isEarly({ phase }: Trip): boolean {
  return phase === 'briefing' || phase === 'waiting';
}

function isServed(category: Offer['category'], { trip, offers }: State): boolean {
  return linesOf(trip, offers).some((offer) => offer.category === category);
}

function isStale({ id }: Need, trip: Trip, { now }: StepContext): boolean {
  const request = currentRequest(trip, id);
  return request !== undefined && addMinutes(request.closesAt, STALE_MINUTES) < now;
}
