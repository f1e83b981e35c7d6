import { addDays, type LocalDate } from '../time.ts';
import type { Brief, Need } from '../trip/brief.ts';
import { isCarrier } from '../trip/categories.ts';
import type { Trip } from '../trip-record.ts';
import { type Heard, NOTHING_HEARD } from './act.ts';
import { activeBookings } from './bookings.ts';
import { goOn } from './briefing.ts';
import { merge } from './merge.ts';
import { newTripBeside } from './meta.ts';
import type { Reaction } from './reaction.ts';
import type { State, StepContext } from './state.ts';

/** "On passe à Rome": a stage that was kept, where this one is booked; undefined when none is named, nor answered with a yes. */
export function onward(state: State, heard: Heard, ctx: StepContext): Reaction | undefined {
  const { phase, brief, talk } = state.trip;
  const { later = [] } = brief;
  if (phase !== 'settled' || later.length === 0) return undefined;
  const named = later.find((stage) => heard.slots.destination?.some(({ id }) => stage.includes(id)));
  const isYes = talk.pending?.type === 'next_stage' && heard.acts.includes('affirm') && !heard.slots.destination;
  return named || isYes ? nextStage(state, named ?? later[0] ?? [], heard, ctx) : undefined;
}

/** A trip of its own, from where this one ends, with those who travel; what is wished of the bed is wished again. */
function nextStage(state: State, to: readonly string[], heard: Heard, ctx: StepContext): Reaction {
  const fresh = newTripBeside(state, ctx);
  const before = briefOf(state.trip, to);
  const { destination: _, stages: __, ...slots } = heard.slots;
  const merged = merge(before, { ...heard, acts: NOTHING_HEARD.acts, slots }, before.needs.length);
  const trip: Trip = { ...fresh.trip, brief: merged.brief, counters: { ...fresh.trip.counters, need: merged.needCounter } };
  const changed = new Set([...merged.changed, 'where', 'origin', 'later', ...(merged.brief.start ? ['dates' as const] : [])] as const);
  const on = goOn({ ...state, trip, offers: [] }, { ...merged, changed }, ctx);
  return fresh.conversation ? { ...on, conversation: fresh.conversation } : on;
}

function briefOf(trip: Trip, to: readonly string[]): Brief {
  const { party, parts, activity, declined, skipped, needs } = trip.brief;
  const isHome = to.join() === homeOf(trip.brief)?.join();
  const isWanted = (need: Need) => !need.implied && (isCarrier(need) || (!isHome && need.category === 'lodging'));
  return {
    ...wayOf(trip, to, isHome),
    ...(party ? { party } : {}),
    ...(parts ? { parts } : {}),
    activity: isHome ? 'journey' : (activity ?? 'journey'),
    needs: needs.filter(isWanted).map(anew),
    skipped: skipped.filter((asked) => asked === 'budget' || asked === 'what_else'),
    declined,
  };
}

function homeOf({ home, origin, ownCar }: Brief): readonly string[] | undefined {
  return ownCar ? undefined : (home ?? origin);
}

/** From where this stage ends; after the last one the way home is left. */
function wayOf(trip: Trip, to: readonly string[], isHome: boolean): Partial<Brief> {
  const { until, each, ownCar, later = [] } = trip.brief;
  const home = homeOf(trip.brief);
  const rest = later.filter((stage) => stage !== to);
  const isLast = rest.length === 0 && !isHome;
  const { place, start } = hereOf(trip);
  return {
    where: to,
    later: isLast && home ? [home] : rest,
    ...(home ? { home } : {}),
    ...(ownCar ? { ownCar } : { origin: place, oneWay: true }),
    ...(start ? { start } : {}),
    ...(each === undefined || isHome ? {} : { each, ...(start ? { end: addDays(start, each) } : { nights: each }) }),
    ...lastDay(until, start, isLast),
  };
}

/** The last day that was said for all of it is that of the last stage. */
function lastDay(until: LocalDate | undefined, start: LocalDate | undefined, isLast: boolean): Partial<Brief> {
  if (until === undefined) return {};
  return { until, ...(isLast && start && until > start ? { end: until } : {}) };
}

/** Where this stage ends, and when. */
function hereOf(trip: Trip): { readonly place: readonly string[]; readonly start: LocalDate | undefined } {
  const items = activeBookings(trip).map(({ offer }) => offer.item);
  const stay = items.find((item) => item.category === 'lodging');
  const { where = [], end } = trip.brief;
  return stay?.category === 'lodging' ? { place: [stay.place], start: stay.checkOut } : { place: where, start: end };
}

/** The same for another place and other days. */
function anew({ category, requirements }: Need, i: number): Need {
  return { id: `need-${i + 1}`, category, requirements: requirements.filter(({ attr }) => attr !== 'departMinutes') };
}
