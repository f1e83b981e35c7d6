import type { Booking } from '../booking/booking.ts';
import type { Offer } from '../market/offer.ts';
import type { Proposal } from '../market/proposal.ts';
import type { Brief, Need } from '../trip/brief.ts';
import type { Trip } from '../trip-record.ts';
import type { Act, Heard } from './act.ts';
import { afterQuote, confirmCancel, quote, stoodAfter } from './after-sale.ts';
import { bookedSay } from './confirming.ts';
import { ground } from './ground.ts';
import { type Merged, merge } from './merge.ts';
import { mergeParty } from './merge-party.ts';
import { nearer } from './nearer.ts';
import { factsOf } from './offer-facts.ts';
import { search } from './offering.ts';
import { type Reaction, say } from './reaction.ts';
import { publish } from './requests.ts';
import { foundSays, fromSame, keepsSellers, pinned, withMoreStars } from './same-sellers.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';
import { holdInstead, isStillThere, leftFor, unreplaced } from './switching.ts';
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
  const bought = leftFor(state.trip)?.fresh ?? [];
  // What leaving costs was no longer promised once what takes its place was bought.
  if (bought.length > 0) return { ...quoted, says: [bookedSay(bought), ...quoted.says] };
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

/** Yes to the fee: it is left. Yes to what was found: that is held and read back, and what is booked stands until it is bought. */
export function leave(state: State, leaving: Leaving, ctx: StepContext): Reaction {
  const { trip } = state;
  const { bookingIds, instead, found } = leaving;
  if (!instead) return confirmCancel(trip, { bookingIds }, ctx.now);
  const asked = trip.bookings.filter(({ id }) => bookingIds.includes(id));
  const isQuoted = asked.every(({ cancelQuote }) => (cancelQuote?.validUntil ?? '') > ctx.now);
  const isLookedFor = trip.brief.needs.some((need) => need.insteadOf !== undefined);
  if (found && isLookedFor && isQuoted && isStillThere(state, found, ctx)) return holdInstead(state, { bookingIds, instead, found }, ctx);
  // Something else was said in between, or what was found is gone: it is looked for anew.
  return rebook(state, instead, asked, ctx);
}

const DROPS_IT: ReadonlySet<Act> = new Set([
  'request',
  'inform',
  'select',
  'more_options',
  'refine',
  'change',
  'remove',
  'cancel_booking',
  'vote',
  'watch',
]);

const STAYS_ASKED: ReadonlySet<Act> = new Set(['affirm', 'book', 'deny', 'ask', 'status', 'why', 'thanks', 'greet']);

/** What was found in the place of something waits for the yes to that, and for nothing else; read back, it waits until something else is wanted. */
export function decided(state: State, { acts }: Heard): State {
  const { pending, awaiting, switching } = state.trip.talk;
  const isRead = switching !== undefined && (acts.includes('ask') || !acts.some((act) => DROPS_IT.has(act)));
  const open = pending?.type === 'cancel' && acts.some((act) => STAYS_ASKED.has(act));
  const isAsked = awaiting?.type === 'quote' || awaiting?.type === 'cancel';
  return isRead || open || isAsked ? state : { ...state, trip: unreplaced(state.trip) };
}
