import type { Offer } from '../market/offer.ts';
import type { Proposal } from '../market/proposal.ts';
import type { Trip } from '../trip-record.ts';
import { clearAwaiting } from './holding.ts';
import { back } from './meta.ts';
import { offersOf } from './offer-facts.ts';
import { present } from './offering.ts';
import { type Reaction, say } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import { publish } from './requests.ts';
import type { State, StepContext } from './state.ts';

/** "Dites-leur mon budget": vendors who were asked are asked again, with the ceiling; those to come will know it. */
export function tellBudget(state: State, ctx: StepContext): Reaction {
  const trip: Trip = { ...state.trip, brief: { ...state.trip.brief, tellsBudget: true } };
  const max = trip.brief.budget?.max;
  if (!max) return { trip, says: [say('tell.no_budget')], ask: { type: 'budget' }, prompt: say('ask.budget_amount'), back: true };
  const isOpen = trip.phase === 'waiting' || trip.phase === 'choosing';
  const asked = isOpen ? publish(trip, state.offers, ctx, true) : { trip, effects: [] };
  if (asked.effects.length === 0) return back(asked.trip, ctx, [say('tell.noted', { max })]);
  const { pending: _answered, ...talk } = asked.trip.talk;
  const waiting: Trip = { ...asked.trip, phase: 'waiting', talk: { ...talk, awaiting: { type: 'budget', told: trip.listed } } };
  return { trip: waiting, says: [say('tell.budget', { max })], effects: asked.effects, wait: true };
}

/** "Dites-leur pourquoi": those who are not chosen hear the reason. */
export function tellWhy({ trip }: State, ctx: StepContext): Reaction {
  return back({ ...trip, brief: { ...trip.brief, tellsWhy: true } }, ctx, [say('tell.why')]);
}

/** The answers to the request with the ceiling: the same prices are not told again. */
export function afterTelling(state: State, told: readonly Proposal[], ctx: StepContext): Reaction {
  const anew = present({ ...state, trip: clearAwaiting(state.trip) }, ctx);
  const isSame = told.length > 0 && soundOf(told, state.offers) === soundOf(anew.trip.listed, state.offers);
  return isSame ? { ...anew, says: [say('tell.same')], back: true } : anew;
}

/** What a listener tells one list from another by. */
export function soundOf(listed: readonly Proposal[], offers: readonly Offer[]): string {
  return JSON.stringify(listed.map((proposal) => offersOf(proposal, offers).map((offer) => [sellerOf(offer), offer.total.minor])));
}
