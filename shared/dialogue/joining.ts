import { isOpen } from '../booking/vote.ts';
import type { Trip } from '../trip-record.ts';
import { priceOf } from './apart.ts';
import { afterBetter, bettered } from './bettering.ts';
import { afterConfirm, afterLeaving } from './confirming.ts';
import { isAtForm, isAwaited } from './form.ts';
import { afterHold, afterTold, clearAwaiting } from './holding.ts';
import { kept } from './keeping.ts';
import { factsOf, titleOf } from './offer-facts.ts';
import { news, present } from './offering.ts';
import { otherDays } from './other-days.ts';
import { type Reaction, say } from './reaction.ts';
import { fits } from './readback.ts';
import { afterAsking } from './rebooking.ts';
import { requoted } from './requoting.ts';
import type { State, StepContext } from './state.ts';
import { heldInstead } from './switching.ts';
import { afterTelling } from './telling.ts';
import { fromVendors } from './vendor-news.ts';
import { newVotes } from './vote-result.ts';
import { afterHolding } from './voting.ts';
import { afterWish } from './wishing.ts';

/** The effects of a turn are done, or its deadline came: speaks from what is there. */
export function resume(state: State, ctx: StepContext): Reaction {
  const { awaiting } = state.trip.talk;
  switch (awaiting?.type) {
    case 'offers':
      if (awaiting.wished) return afterWish(state, ctx, awaiting.wished);
      return awaiting.insteadOf ? requoted(state, ctx, awaiting.insteadOf) : present({ ...state, trip: clearAwaiting(state.trip) }, ctx);
    case 'other-days':
      return otherDays(state, ctx);
    case 'budget':
      return afterTelling(state, awaiting.told, ctx);
    case 'vote':
      return afterHolding(state, ctx);
    case 'better':
      return afterBetter(state, ctx);
    case 'hold':
      return awaiting.keep ? kept(state, ctx, awaiting.keep) : (heldInstead(state, ctx) ?? afterHold(state, ctx));
    case 'details':
      return heldInstead(state, ctx) ?? afterHold(state, ctx);
    case 'confirm':
      return afterConfirm(state, ctx);
    case 'quote':
      return afterAsking(state, awaiting, ctx);
    case 'cancel':
      return afterLeaving(state, awaiting.bookingIds, ctx);
    case undefined:
      return { trip: state.trip, says: [], ...(state.trip.talk.pending ? { ask: state.trip.talk.pending } : {}) };
  }
}

/** What came in since the last turn and changes what the traveller should hear; undefined when nothing did. */
export function joined(state: State, ctx: StepContext): Reaction | undefined {
  const { trip } = state;
  const { awaiting } = trip.talk;
  if (isAwaited(trip)) return filledIn(state, ctx);
  if (awaiting && !MORE_MAY_COME.has(awaiting.type)) return isDone(trip) ? resume(state, ctx) : undefined;
  const news = trip.phase === 'booking' ? undefined : fromVendors(state, ctx);
  if (news) return news;
  if (trip.phase === 'waiting') {
    const found = present({ ...state, trip: clearAwaiting(trip) }, ctx);
    return found.trip.phase === 'waiting' ? undefined : found;
  }
  return onTable(state, ctx);
}

/** While a vote is open only its end is news; what vendors do meanwhile is told with it. */
function onTable(state: State, ctx: StepContext): Reaction | undefined {
  if (isOpen(state.trip.vote)) return newVotes(state, ctx);
  return bettered(state, ctx) ?? (state.trip.phase === 'choosing' ? better(state, ctx) : undefined);
}

/** What was waited for does not keep the phase from going on. */
const MORE_MAY_COME: ReadonlySet<string> = new Set(['offers', 'other-days', 'details', 'better', 'budget']);

/** The form is complete, or what it was for is gone; undefined while the traveller has still to fill it in. */
function filledIn(state: State, ctx: StepContext): Reaction | undefined {
  if (isAtForm(state.trip) && !hasLost(state.trip)) return undefined;
  const next = afterTold(state, ctx, [say('form.done')]);
  const announced = [say('form.done'), ...next.says];
  const isRead = next.ask?.type === 'so_far' || next.ask?.type === 'confirm' || next.ask?.type === 'confirm_free';
  return isRead && fits([...announced, next.prompt ?? say('ask.so_far')], ctx) ? { ...next, says: announced } : next;
}

function hasLost({ bookings, chosen }: Trip): boolean {
  return bookings.some(({ status, offer }) => status === 'failed' && chosen?.lines.includes(offer.id));
}

function isDone(trip: Trip): boolean {
  return !trip.bookings.some((booking) => ['holding', 'confirming', 'unknown', 'cancelling'].includes(booking.status));
}

/** A late offer that beats the list is announced after it; what was said keeps its number. */
function better(state: State, ctx: StepContext): Reaction | undefined {
  const [best] = news(state, ctx);
  if (!best) return undefined;
  const all = [...state.trip.listed, best].map((each) => factsOf(each, state.offers));
  const facts = factsOf(best, state.offers);
  const trip: Trip = { ...state.trip, listed: [...state.trip.listed, { ...best, kind: 'other' }] };
  return {
    trip,
    says: [say('late.better', { title: titleOf(facts, all), total: priceOf(facts.offers) })],
    ask: { type: 'choose' },
    back: true,
  };
}
