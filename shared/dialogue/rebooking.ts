import type { Booking } from '../booking/booking.ts';
import type { Offer } from '../market/offer.ts';
import type { Proposal } from '../market/proposal.ts';
import type { Brief, Need } from '../trip/brief.ts';
import type { Trip } from '../trip-record.ts';
import type { Act, Heard } from './act.ts';
import { afterCancel, afterQuote, confirmCancel, quote, stoodAfter } from './after-sale.ts';
import { ground } from './ground.ts';
import { type Merged, merge } from './merge.ts';
import { mergeParty } from './merge-party.ts';
import { nearer } from './nearer.ts';
import { factsOf } from './offer-facts.ts';
import { present, search } from './offering.ts';
import { inPhase, type Reaction, say } from './reaction.ts';
import { publish } from './requests.ts';
import { foundSays, fromSame, keepsSellers, pinned, withMoreStars } from './same-sellers.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';
import { dropped, holdFirst, isStillThere, readNew, stuckHold, unreplaced } from './switching.ts';
import type { Leaving } from './talk.ts';

/** What is booked does not move by a word: leaving it is priced while vendors are asked for what would take its place, and nothing is left before both are known. */
export function rebook(state: State, heard: Heard, which: readonly Booking[], ctx: StepContext): Reaction {
  const trip = unreplaced(state.trip);
  const merged = merge(nearer({ ...state, trip }, heard).trip.brief, heard, trip.counters.need);
  const says = [...ground(merged), say('settled.change')];
  // Another place is another trip.
  if (merged.changed.has('where') || merged.changed.has('origin')) return { ...quote(trip, which), says };
  const others = insteadOf(merged, which, heard, trip.brief);
  const needs = [...trip.brief.needs, ...others];
  const counters = { ...trip.counters, need: merged.needCounter + which.length };
  const quoted = quote({ ...trip, brief: { ...trip.brief, needs }, counters }, which, heard);
  const asked = publish(quoted.trip, state.offers, ctx, true);
  const grounded = says.length > 1 ? says : [...ownDay(heard), ...says];
  return { trip: asked.trip, says: grounded, effects: [...(quoted.effects ?? []), ...asked.effects], wait: true };
}

/** The day of one thing is none of the trip's, and comes back all the same. */
function ownDay({ slots: { start, time } }: Heard): readonly Say[] {
  if (!start) return [];
  const parts = [say('frag.date', { date: { date: start } }), ...(time ? [say('frag.time', { time: { time } })] : [])];
  return [say('ground', { parts: { list: parts, join: 'comma' } })];
}

/** The needs as they would be, beside those that are booked. */
function insteadOf({ brief, needCounter, added }: Merged, which: readonly Booking[], { slots }: Heard, before: Brief): readonly Need[] {
  const own = { ...(brief.start ? { start: brief.start } : {}), ...(brief.end ? { end: brief.end } : {}) };
  const copies = which.flatMap(({ needId, offer }, i) => {
    const need = brief.needs.find(({ id }) => id === needId);
    if (!need) return [];
    const known = need.party ?? before.party;
    const party = mergeParty(known, slots) ?? known;
    const said = { ...(slots.start ? { start: slots.start } : {}), ...(slots.end ? { end: slots.end } : {}), ...(party ? { party } : {}) };
    const better = slots.priceLevel === 'high' ? withMoreStars(need, offer.item) : need;
    return [{ ...own, ...pinned(better, offer.item), ...said, id: `need-${needCounter + i + 1}`, insteadOf: needId }];
  });
  const fresh = brief.needs.slice(brief.needs.length - added.length).map((need) => ({ ...need, insteadOf: which[0]?.needId ?? '' }));
  return [...copies, ...(added.length > 0 ? fresh : [])];
}

/** The fee and what would take its place are known: both are said before anything is left. Nothing there: nothing is left. */
export function afterAsking(state: State, { bookingIds: ids, instead }: Leaving, ctx: StepContext): Reaction {
  const quoted = afterQuote(state, ids, instead);
  if (!instead || quoted.trip.talk.awaiting) return quoted;
  const { trip } = quoted;
  const needs = trip.brief.needs.filter((need) => need.insteadOf !== undefined);
  const only: Trip = { ...trip, brief: { ...trip.brief, needs } };
  const booked = trip.bookings.filter(({ id }) => ids.includes(id));
  const had = new Set(booked.map(({ offer }) => JSON.stringify(offer.item)));
  // The same flight for one more person is another ticket.
  const forOthers = needs.some(({ party }) => party !== undefined && JSON.stringify(party) !== JSON.stringify(trip.brief.party));
  const isOther = ({ lines }: Proposal) =>
    state.offers.some(({ id, item }) => lines.includes(id) && (forOthers || !had.has(JSON.stringify(item))));
  const bestOf = (offers: readonly Offer[]) => {
    const found = search(only, offers, ctx);
    return found.emptyNeeds.length > 0 ? undefined : found.all.find(isOther);
  };
  const keeps = keepsSellers(instead);
  const best = (keeps ? bestOf(fromSame(only, booked, state.offers)) : undefined) ?? bestOf(state.offers);
  if (!best) return stoodAfter({ trip: unreplaced(trip), offers: state.offers }, ctx, [say('rebook.none')]);
  const says = [...foundSays(factsOf(best, state.offers), booked, trip, keeps), ...quoted.says];
  const { ask } = quoted;
  return ask?.type === 'cancel' ? { ...quoted, says, ask: { ...ask, found: best } } : { ...quoted, says };
}

/** Yes to the fee: it is left; what takes its place is chosen from once it is. */
export function leave(state: State, leaving: Leaving, ctx: StepContext): Reaction {
  const { trip } = state;
  const { bookingIds, instead, found } = leaving;
  // Something else was said in between: what would take its place is looked for anew.
  if (instead && trip.brief.needs.every((need) => need.insteadOf === undefined))
    return rebook(
      state,
      instead,
      trip.bookings.filter(({ id }) => bookingIds.includes(id)),
      ctx,
    );
  const asked = trip.bookings.filter(({ id }) => bookingIds.includes(id));
  const isQuoted = asked.every(({ cancelQuote }) => (cancelQuote?.validUntil ?? '') > ctx.now);
  if (found && isQuoted && isStillThere(state, found, ctx)) return holdFirst(state, { ...leaving, found }, ctx);
  return confirmCancel(trip, { bookingIds, ...(instead ? { instead } : {}) }, ctx.now);
}

const STAYS_ASKED: ReadonlySet<Act> = new Set(['affirm', 'deny', 'ask', 'status', 'why', 'thanks', 'greet']);

/** What was found in the place of something waits for the yes to that, and for nothing else. */
export function decided(state: State, { acts }: Heard): State {
  const { pending, awaiting } = state.trip.talk;
  const open = pending?.type === 'cancel' && acts.some((act) => STAYS_ASKED.has(act));
  const isAsked = awaiting?.type === 'quote' || awaiting?.type === 'cancel';
  return open || isAsked ? state : { ...state, trip: unreplaced(state.trip) };
}

/** It is left, and what was found in its place is held and read back; a vendor that did not cancel keeps the trip as it was. */
export function afterLeaving(state: State, leaving: Leaving, ctx: StepContext): Reaction {
  const stuck = stuckHold(state, leaving, ctx);
  if (stuck) return stuck;
  const { bookingIds: ids, instead, found } = leaving;
  const done = afterCancel(state, ids, ctx, instead);
  if (!instead || done.trip.talk.awaiting) return done;
  if (done.trip.bookings.some(({ id, status }) => ids.includes(id) && status !== 'cancelled'))
    return dropped({ ...state, trip: done.trip }, found, ctx, done.says);
  const left = new Set(done.trip.bookings.flatMap(({ id, needId }) => (ids.includes(id) ? [needId] : [])));
  const brief = replacedIn(done.trip.brief, left, instead);
  const trip: Trip = { ...inPhase(done.trip, 'choosing'), listed: found ? [found] : [], brief };
  return found ? readNew({ ...state, trip }, ctx, done.says) : present({ ...state, trip }, ctx, done.says);
}

/** What was looked for is what is wanted now, and its days and people are the trip's. */
function replacedIn(brief: Brief, left: ReadonlySet<string>, instead: Heard): Brief {
  // What was said of one thing is its own.
  const { start, end, party } = instead.needs.length > 0 ? brief : merge({ ...brief, needs: [] }, instead, 0).brief;
  const next = { ...brief, ...(start ? { start } : {}), ...(end ? { end } : {}), ...(party ? { party } : {}) };
  const needs = brief.needs.filter(({ id }) => !left.has(id)).map(({ insteadOf, ...need }) => (insteadOf ? asTheTrips(need, next) : need));
  return { ...next, needs };
}

/** Days and people that are the trip's are not the need's own: they follow the next change of the trip. */
function asTheTrips({ start, end, party, ...need }: Need, brief: Brief): Need {
  return {
    ...need,
    ...(start && start !== brief.start ? { start } : {}),
    ...(end && end !== brief.end ? { end } : {}),
    ...(party && JSON.stringify(party) !== JSON.stringify(brief.party) ? { party } : {}),
  };
}
