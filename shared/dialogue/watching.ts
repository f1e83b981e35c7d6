import { drawSecret } from '../market/evidence.ts';
import { findProposals } from '../market/proposals.ts';
import type { RequestForOffers } from '../market/request.ts';
import { fromMajor, type Money } from '../money.ts';
import { roadMinutes } from '../places/places.ts';
import { addDays, addMinutes, civilAt, dateOf, type Instant, type LocalDate } from '../time.ts';
import type { Brief } from '../trip/brief.ts';
import { partySize } from '../trip/party.ts';
import type { Effect, Trip, Watch, WatchEffect } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { priceOf } from './apart.ts';
import type { Moved } from './bookings.ts';
import { choose } from './choosing.ts';
import { keepDays } from './keeping.ts';
import { categoriesOf } from './merge-needs.ts';
import { back, keep } from './meta.ts';
import { factsOf, titleOf } from './offer-facts.ts';
import { present } from './offering.ts';
import { inPhase, pastOf, type Reaction, say, withEffects } from './reaction.ts';
import { isRefusedPlace, liveOffers, OPEN_MINUTES, openRequest, publish } from './requests.ts';
import { resolveNeed } from './resolve-need.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';

const DAY_MINUTES = 24 * 60;

/** "Préviens-moi si ça passe sous 600 euros": armed with an end; nothing else is ever sent. With "je réfléchis", what is on the table is kept as well. */
export function watch(state: State, heard: Heard, ctx: StepContext): Reaction {
  const { trip } = state;
  const old = standingOf(trip);
  const ceiling = thresholdOf(trip, heard, old);
  const until = lastDayOf(trip.brief, heard.slots.watchUntil ?? old?.until, todayOf(ctx));
  const named = needsNamed(trip.brief, heard);
  const needIds = named.length > 0 ? named : (old?.needIds ?? []);
  if (trip.requests.length === 0 || !ceiling) return back(trip, ctx, [say('watch.not_now')]);
  if (isBought(trip, trip.brief, needIds)) return back(trip, ctx, [say('watch.booked')]);
  if (ceiling.below.currency !== 'EUR') return back(trip, ctx, [say('watch.currency')]);
  if (!until) return back(trip, ctx, [say('watch.too_late')]);
  const armed = arm(trip, { ...ceiling, until, needIds }, ctx);
  const already = bestBelow(armed.watch, { trip, offers: liveOffers(trip, state.offers, ctx.now) }, ctx);
  if (already) return alreadyBelow(state, already);
  const { below, scope } = ceiling;
  const said = say(`watch.armed${SCOPE[scope]}`, { date: { date: trip.brief.start ?? until }, below, until: { date: until } });
  return withKept({ ...state, trip: armed.trip }, heard, ctx, said);
}

/** "Je réfléchis, et préviens-moi…": what is on the table stays as well. */
function withKept(state: State, heard: Heard, ctx: StepContext, said: Say): Reaction {
  const { pending } = state.trip.talk;
  if (!heard.acts.includes('later')) return { trip: state.trip, says: [said] };
  if (pending?.type === 'take_days') return keepDays(state, pending, ctx, [said]);
  const kept = keep(state, ctx, 'later');
  return { ...kept, says: [...kept.says, said] };
}

/** "Arrête de surveiller". */
export function unwatch(state: State, ctx: StepContext): Reaction {
  const { watch: old, ...trip } = state.trip;
  return back(trip, ctx, [say(old?.state === 'armed' ? 'watch.stopped' : 'watch.none')]);
}

interface Ceiling {
  readonly below: Money;
  readonly scope: Watch['scope'];
}

const SCOPE: Readonly<Record<Watch['scope'], string>> = { total: '', per_person: '_per_person', per_night: '_per_night' };

/** What is watched of these days already: a new word about it moves what it names and leaves the rest ("surveille jusqu'au 10", "c'est surveillé jusqu'à quand ?"). */
function standingOf({ watch, brief }: Trip): Watch | undefined {
  const isOfThese = watch?.state === 'armed' && watch.brief.start === brief.start && watch.brief.end === brief.end;
  return isOfThese ? watch : undefined;
}

/** The sum that was named, else what is watched for already, else the least that was offered or, where nothing fitted, the trip's own ceiling. */
function thresholdOf(trip: Trip, { slots }: Heard, old: Watch | undefined): Ceiling | undefined {
  if (slots.watchBelow !== undefined)
    return { below: fromMajor(slots.watchBelow, slots.currency ?? 'EUR'), scope: slots.budgetScope ?? 'total' };
  if (old) return { below: old.below, scope: old.scope };
  const { budget } = trip.brief;
  const isAside = trip.listed.length > 0 && trip.listed.every((each) => each.misses.length > 0);
  if (isAside && budget) return { below: budget.max, scope: budget.scope };
  const least = trip.listed.map((each) => each.total).toSorted((a, b) => a.minor - b.minor)[0];
  return least && { below: least, scope: 'total' };
}

/** Everything watched is booked: there is no price left to watch. */
function isBought({ bookings }: Trip, { needs }: Brief, needIds: readonly string[] = []): boolean {
  const wanted = needIds.length > 0 ? needIds : needs.map(({ id }) => id);
  return wanted.length > 0 && wanted.every((id) => bookings.some(({ needId, status }) => needId === id && status === 'confirmed'));
}

/** Until the day that was named; else the end of the month before, so that there is time left to choose, or the day before. */
function lastDayOf({ start }: Brief, said: LocalDate | undefined, today: LocalDate): LocalDate | undefined {
  if (!start) return undefined;
  const eve = addDays(start, -1);
  if (said !== undefined) return [said < eve ? said : eve].find((day) => day > today);
  const monthBefore = addDays(`${start.slice(0, 7)}-01`, -1);
  return [monthBefore, eve].find((day) => day > addDays(today, 2));
}

function needsNamed(brief: Brief, heard: Heard): readonly string[] {
  const named = new Set(heard.needs.flatMap(categoriesOf));
  return brief.needs.filter(({ category }) => named.has(category)).map(({ id }) => id);
}

function todayOf({ now, timeZone }: StepContext): LocalDate {
  return dateOf(civilAt(now, timeZone));
}

interface Wanted extends Ceiling {
  readonly until: LocalDate;
  readonly needIds: readonly string[];
}

/** One watch a trip: a new one takes the place of the old. */
function arm(trip: Trip, { below, scope, until, needIds }: Wanted, ctx: StepContext): { readonly trip: Trip; readonly watch: Watch } {
  const number = (trip.counters.watch ?? 0) + 1;
  const { brief } = trip;
  const isPart = needIds.length > 0 && needIds.length < brief.needs.length;
  const watch: Watch = {
    id: `watch-${number}`,
    below,
    scope,
    until,
    timeZone: ctx.timeZone,
    locale: ctx.locale,
    brief,
    ...(isPart ? { needIds } : {}),
    round: 0,
    state: 'armed',
  };
  const armed: Trip = { ...trip, watch, counters: { ...trip.counters, watch: number } };
  return { trip: withEffects(armed, [clockOf(watch, 'ask', addMinutes(ctx.now, DAY_MINUTES))]), watch };
}

function clockOf({ id, round }: Watch, step: WatchEffect['step'], at: Instant): WatchEffect {
  return { type: 'watch', key: `watch:${id}:${round + 1}:${step}`, watchId: id, step, at };
}

/** The trip as it is watched: only the needs that were named, and the threshold for a ceiling. */
function watched({ brief, below, scope, needIds }: Watch): Brief {
  const needs = needIds ? brief.needs.filter(({ id }) => needIds.includes(id)) : brief.needs;
  return { ...brief, needs, budget: { max: below, scope } };
}

/** A watch's moment: vendors are asked, or what they answered is looked at. A trip that is bought is watched no longer. */
export function due({ trip, offers }: State, effect: WatchEffect, ctx: StepContext): Moved {
  const { watch } = trip;
  // Delivered at least once: only the clock of this round moves anything.
  const isExpected = watch?.state === 'armed' && effect.key === clockOf(watch, effect.step, effect.at).key;
  if (!isExpected || (effect.step === 'ask' && watch.asked === watch.round + 1)) return { trip, effects: [] };
  const here: StepContext = { ...ctx, timeZone: watch.timeZone, locale: watch.locale };
  const isOver = todayOf(here) > watch.until || isBought(trip, watch.brief, watch.needIds);
  if (isOver) return { trip: { ...trip, watch: { ...watch, state: 'over' } }, effects: [] };
  return effect.step === 'ask' ? askAgain(trip, watch, here) : look({ trip, offers }, watch, here);
}

/** The trip without what was asked for a watch before, on record too: it was never taken. */
function withoutRounds(trip: Trip): Trip {
  const requests = trip.requests.filter(({ watchId }) => watchId === undefined);
  const known = new Set(requests.map(({ id }) => id));
  if (!trip.evidence) return { ...trip, requests };
  return { ...trip, requests, evidence: Object.fromEntries(Object.entries(trip.evidence).filter(([id]) => known.has(id))) };
}

/** Asks for the watched trip once more; what was asked the day before is forgotten. */
function askAgain(trip: Trip, watch: Watch, ctx: StepContext): Moved {
  const brief = watched(watch);
  const effects: Effect[] = [];
  let next: Trip = { ...withoutRounds(trip), watch: { ...watch, asked: watch.round + 1 } };
  for (const need of brief.needs) {
    const opened = openRequest(next, resolveNeed(watch.brief, need), ctx, { wait: false, invited: [], watchId: watch.id });
    next = opened.trip;
    effects.push(...opened.effects);
  }
  const clock = clockOf(watch, 'look', addMinutes(ctx.now, OPEN_MINUTES));
  return { trip: withEffects(next, [clock]), effects: [...effects, clock] };
}

function look(state: Pick<State, 'trip' | 'offers'>, watch: Watch, ctx: StepContext): Moved {
  const { trip } = state;
  const requests = new Set(trip.requests.filter(({ watchId }) => watchId === watch.id).map(({ id }) => id));
  const offers = state.offers.filter(({ requestId }) => requests.has(requestId));
  const found = bestBelow(watch, { trip, offers }, ctx);
  if (found) return { trip: { ...trip, watch: { ...watch, state: 'met', found } }, effects: [] };
  const again: Watch = { ...watch, round: watch.round + 1 };
  const clock = clockOf(again, 'ask', addMinutes(ctx.now, DAY_MINUTES - OPEN_MINUTES));
  return { trip: withEffects({ ...trip, watch: again }, [clock]), effects: [clock] };
}

/** The cheapest that meets every must below the threshold. */
function bestBelow(watch: Watch, { trip, offers }: Pick<State, 'trip' | 'offers'>, { now }: StepContext) {
  const live = offers.filter((offer) => offer.validUntil > now && !isRefusedPlace(offer, watch.brief));
  const { all, emptyNeeds } = findProposals({ brief: watched(watch), offers: live, now, secret: drawSecret(trip.secret), roadMinutes });
  if (emptyNeeds.length > 0) return undefined;
  return all.filter(({ total }) => isBelow(total, watch)).toSorted((a, b) => a.total.minor - b.total.minor)[0];
}

/** Below, not at it; a night's price was compared house by house in the search. */
function isBelow(total: Money, { below, scope, brief }: Watch): boolean {
  if (scope === 'per_night') return true;
  return total.minor < below.minor * (scope === 'per_person' && brief.party ? partySize(brief.party) : 1);
}

function alreadyBelow({ trip, offers }: State, found: Trip['listed'][number]): Reaction {
  const facts = factsOf(found, offers);
  const listed = trip.listed.some(({ id }) => id === found.id) ? trip.listed : [...trip.listed, found].slice(-3);
  return {
    trip: { ...inPhase(trip, 'choosing'), listed },
    says: [say('watch.already', { title: titleOf(facts, [facts]), total: priceOf(facts.offers) })],
    ask: { type: 'take', proposalId: found.id },
    prompt: say('ask.take_it'),
  };
}

/** It went below: the one message of a watch, and its question again as long as that is open. Undefined when there is nothing to tell. */
export function toldOf({ trip, offers }: State, ctx: StepContext): Reaction | undefined {
  const { watch } = trip;
  const isOpen = watch?.state === 'met' || (watch?.state === 'told' && trip.talk.pending?.type === 'take_watched');
  if (!isOpen || !watch.found) return undefined;
  const facts = factsOf(watch.found, offers);
  const isLive = facts.offers.length > 0 && facts.offers.every(({ validUntil }) => validUntil > ctx.now);
  const values = {
    date: { date: watch.brief.start ?? watch.until },
    below: watch.below,
    total: facts.offers.length > 0 ? priceOf(facts.offers) : watch.found.total,
  };
  const told: Trip = { ...trip, watch: { ...watch, state: 'told' } };
  if (!isLive) return { trip: told, says: [say('watch.met_before', values)], ask: { type: 'take_watched' }, prompt: say('ask.ask_again') };
  const title = titleOf(facts, [facts]);
  return { trip: told, says: [say('watch.met', { ...values, title })], ask: { type: 'take_watched' }, prompt: say('ask.take') };
}

/** What was watched becomes the trip: held as it was found, or asked for anew where it is a part or too old. */
export function takeWatched(state: State, ctx: StepContext): Reaction {
  const { watch, ...rest } = state.trip;
  if (!watch) return back(state.trip, ctx, []);
  const facts = watch.found && factsOf(watch.found, state.offers).offers;
  const isLive = facts !== undefined && facts.length > 0 && facts.every(({ validUntil }) => validUntil > ctx.now);
  const requests = rest.requests.flatMap(({ watchId, ...request }): readonly RequestForOffers[] => {
    if (watchId === undefined) return [request];
    if (watchId !== watch.id) return [{ ...request, watchId }];
    return isLive ? [request] : [];
  });
  const trip: Trip = { ...rest, brief: watch.brief, past: pastOf(state.trip), requests };
  if (watch.found && isLive && !watch.needIds) return choose({ ...state, trip }, watch.found, ctx);
  const asked = publish(trip, state.offers, ctx, true);
  if (asked.effects.length === 0) return present({ ...state, trip }, ctx);
  const next: Trip = { ...asked.trip, phase: 'waiting', talk: { ...asked.trip.talk, awaiting: { type: 'offers' } } };
  return { trip: next, says: [say('progress.ask')], effects: asked.effects, wait: true };
}
