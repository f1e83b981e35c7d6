import { meets } from '../market/facts.ts';
import type { Proposal } from '../market/proposal.ts';
import { minutesOf } from '../time.ts';
import type { Requirement } from '../trip/brief.ts';
import { isCarrier } from '../trip/categories.ts';
import type { Trip } from '../trip-record.ts';
import type { Heard, Slots } from './act.ts';
import { takeIn } from './briefing.ts';
import { choose } from './choosing.ts';
import { boundsAt, isOfArriving } from './journey.ts';
import { merge } from './merge.ts';
import { withRequirements } from './merge-wishes.ts';
import { offersOf } from './offer-facts.ts';
import { present, search } from './offering.ts';
import { pastOf, type Reaction, say } from './reaction.ts';
import type { State, StepContext } from './state.ts';

/** "Celui qui arrive avant 10 h", "celui de 17 h 45": taken where one of the list does; told where several do, or only others; and said where nobody does. */
export function atHour(state: State, said: Heard, ctx: StepContext): Reaction | undefined {
  const { trip, offers } = state;
  const heard: Heard = isOfArriving(trip.brief, said.slots) ? { ...said, slots: { ...said.slots, timeRef: 'arrive' } } : said;
  const bounds = isOfHour(trip, heard) ? boundsOf(heard.slots) : [];
  if (bounds.length === 0) return undefined;
  const fits = (proposal: Proposal) => offersOf(proposal, offers).some((offer) => bounds.every((one) => meets(offer, one) === 'met'));
  const [only, ...more] = trip.listed.filter(fits);
  if (only && more.length === 0 && heard.acts.includes('select')) return choose(state, only, ctx);
  if (isExact(heard.slots)) return undefined;
  const bound = bounded(trip, heard, bounds);
  if (search(bound, offers, ctx).all.length === 0) return nobody(trip, heard.slots);
  return heard.slots.timeRef === 'arrive' ? takeIn(state, { ...heard, acts: ['change'] }, ctx) : present({ ...state, trip: bound }, ctx);
}

const OF_HOUR: ReadonlySet<string> = new Set(['time', 'timeMode', 'timeRef']);

/** Nothing but an hour was said, of the journeys on the list. */
function isOfHour({ phase, listed, brief }: Trip, { acts, slots, prefs, needsNot }: Heard): boolean {
  if (phase !== 'choosing' || listed.length === 0 || slots.time === undefined || !Object.keys(slots).every((key) => OF_HOUR.has(key)))
    return false;
  const isOther = acts.includes('ask') || prefs.length + needsNot.length > 0 || brief.needs.some(({ time }) => time !== undefined);
  return !isOther && brief.needs.some(isCarrier) && (acts.includes('select') || !isExact(slots));
}

/** "Celui de 17 h 45": the hour is its name. */
function isExact({ timeMode, timeRef }: Slots): boolean {
  return timeRef === undefined && timeMode === undefined;
}

function boundsOf(slots: Slots): readonly Requirement[] {
  const { time = '', timeRef, timeMode } = slots;
  const attr = timeRef === 'arrive' ? 'arriveMinutes' : 'departMinutes';
  if (isExact(slots)) return [{ attr, op: 'eq', value: minutesOf(time), strength: 'must' }];
  const mode = timeMode ?? 'before';
  return boundsAt(attr, { time, mode }).map((one): Requirement => ({ ...one, strength: 'must' }));
}

/** The hour of arriving is one of the trip; that of leaving holds for the days that the list is of. */
function bounded(trip: Trip, heard: Heard, bounds: readonly Requirement[]): Trip {
  if (heard.slots.timeRef === 'arrive') return { ...trip, brief: merge(trip.brief, heard, trip.counters.need).brief };
  const needs = trip.brief.needs.map((need) => (isCarrier(need) ? withRequirements(need, bounds) : need));
  return { ...trip, past: pastOf(trip), brief: { ...trip.brief, needs } };
}

function nobody(trip: Trip, { time = '', timeMode, timeRef }: Slots): Reaction {
  const { pending } = trip.talk;
  const mode = timeMode === 'after' || timeMode === 'around' ? timeMode : 'before';
  const says = [say(`hour.none_${timeRef ?? 'depart'}_${mode}`, { time: { time } })];
  return { trip, says, ...(pending ? { ask: pending } : {}), back: true };
}
