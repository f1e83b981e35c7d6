import type { Heard } from './act.ts';
import { skip } from './assuming.ts';
import { takeIn } from './briefing.ts';
import { takeLead } from './choosing.ts';
import { back } from './meta.ts';
import type { Reaction } from './reaction.ts';
import { waved } from './replying.ts';
import type { State, StepContext } from './state.ts';

/** Something for the brief came with the words. */
export function brings(heard: Heard): boolean {
  return (
    Object.keys(heard.slots).length > 0 ||
    heard.needs.length > 0 ||
    heard.prefs.some((pref) => pref !== 'budget:any') ||
    heard.needsNot.length > 0 ||
    heard.prefsNot.length > 0
  );
}

/** "Peu importe": what was asked is assumed or left out, and the first of a list is leaned to. */
export function dontCare(state: State, heard: Heard, ctx: StepContext): Reaction {
  const { trip } = state;
  const pending = trip.talk.pending;
  // "Peu importe le budget" answers no other question.
  if (isOnlyBudget(heard) && pending && pending.type !== 'budget') return takeIn(state, heard, ctx);
  if (pending?.type === 'choose' && trip.listed[0]) return takeLead(state, trip.listed[0]);
  if (pending && brings(heard) && !isOnlyBudget(heard))
    return takeIn({ ...state, trip: { ...trip, brief: skip(trip.brief, pending.type) } }, heard, ctx);
  return pending ? waved(state, pending, ctx) : back(trip, ctx, []);
}

function isOnlyBudget({ prefs, needs, slots }: Heard): boolean {
  return prefs.length === 1 && prefs[0] === 'budget:any' && needs.length === 0 && Object.keys(slots).length === 0;
}
