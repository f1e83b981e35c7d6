import type { Act, Heard } from './act.ts';
import { back } from './meta.ts';
import { openBefore } from './open-question.ts';
import { type Reaction, say } from './reaction.ts';
import type { State, StepContext } from './state.ts';
import type { Pending } from './talk.ts';

const ANSWERS: readonly Act[] = ['affirm', 'deny', 'dont_care', 'later', 'wait', 'human', 'stop', 'goodbye'];

/** Whatever is no yes and no no to a question beside the trip is said to the one that was open before it. */
export function restored(state: State, { acts, slots, needs }: Heard): State {
  const { pending } = state.trip.talk;
  const open = openBefore(pending);
  const answers = acts.some((act) => ANSWERS.includes(act)) && Object.keys(slots).length + needs.length === 0;
  if (!open || open === pending || answers) return state;
  return { ...state, trip: { ...state.trip, talk: { ...state.trip.talk, pending: open } } };
}

/** "Attendez": what was open waits behind "on continue ?". */
export function paused({ trip }: State): Reaction {
  const { pending } = trip.talk;
  const ask: Pending =
    pending === undefined || pending.type === 'go_on' ? (pending ?? { type: 'go_on' }) : { type: 'go_on', after: pending };
  return { trip, says: [say('wait')], ask, short: true };
}

/** "Vous êtes une vraie personne ?": one is offered where somebody is on duty, and once. */
export function whoAreYou({ trip }: State, ctx: StepContext): Reaction {
  const offered = (trip.talk.asked['person'] ?? 0) > 0 || trip.talk.handedOverAt !== undefined;
  if (!ctx.settings.desk || offered) return back(trip, ctx, [say('who_are_you')]);
  const open = openBefore(trip.talk.pending);
  return { trip, says: [say('who_are_you')], ask: { type: 'person', ...(open ? { after: open } : {}) } };
}

/** Not understood three times: in writing, or with the person who is on duty. */
export function stuck({ settings }: StepContext): Pending {
  return settings.desk ? { type: 'stuck' } : { type: 'stuck', alone: true };
}
