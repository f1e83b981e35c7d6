import type { Trip } from '../trip-record.ts';
import { back } from './meta.ts';
import { type Reaction, say } from './reaction.ts';
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
  const waiting: Trip = { ...asked.trip, phase: 'waiting', talk: { ...talk, awaiting: { type: 'offers' } } };
  return { trip: waiting, says: [say('tell.budget', { max })], effects: asked.effects, wait: true };
}
