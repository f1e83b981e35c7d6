import type { Heard } from './act.ts';
import { type Reaction, say } from './reaction.ts';
import { saysSomething } from './says-something.ts';
import type { State } from './state.ts';

/**
 * The trip as it goes on: after a withdrawn request what is named now is all that is wanted, other days or another place are of what was. Undefined where
 * nothing was said of a trip ("oui").
 */
export function reopened(state: State, said: Heard): State | undefined {
  const { brief, talk, ...trip } = state.trip;
  const { calledOff, ...rest } = talk;
  if (!calledOff) return state;
  if (!saysSomething(said)) return undefined;
  const { activity: _, later: __, ...kept } = brief;
  return { ...state, trip: { ...trip, talk: rest, brief: said.needs.length > 0 ? { ...kept, needs: [] } : brief } };
}

export function nothingWanted({ trip }: State): Reaction {
  return { trip, says: [say('status.none')], ask: { type: 'open' } };
}
