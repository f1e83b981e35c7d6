import { boughtOf, release } from './bookings.ts';
import { back } from './meta.ts';
import { inPhase, type Reaction, say } from './reaction.ts';
import { no } from './replying.ts';
import type { State, StepContext } from './state.ts';
import { switchedOff } from './switching.ts';

/** "Ne bloque rien", "annule" of what is held and not bought: it is let go, and the list is on the table again. */
export function unhold(state: State, ctx: StepContext): Reaction {
  const { trip } = state;
  const { pending } = trip.talk;
  if (trip.phase !== 'confirming') return pending?.type === 'take' ? no(state, pending, ctx) : back(trip, ctx, [say('unhold.nothing')]);
  if (trip.talk.switching) return switchedOff(state, ctx, []);
  const freed = release(trip, () => true);
  const { chosen: _chosen, readback: _readback, ...rest } = freed.trip;
  const says = [say('unhold.done')];
  if (boughtOf(rest).length > 0) return { trip: inPhase(rest, 'settled'), says, ask: { type: 'open' }, effects: freed.effects };
  const next = inPhase(rest, rest.listed.length > 0 ? 'choosing' : 'briefing');
  return rest.listed.length > 1
    ? { trip: next, says, ask: { type: 'choose' }, back: true, effects: freed.effects }
    : { trip: next, says, ask: { type: 'open' }, prompt: say('ask.what_instead'), effects: freed.effects };
}
