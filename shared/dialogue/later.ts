import { inviteBest } from './bettering.ts';
import { keepDays } from './keeping.ts';
import { keep } from './meta.ts';
import type { Reaction } from './reaction.ts';
import { waved } from './replying.ts';
import type { State, StepContext } from './state.ts';
import { keepVote } from './voting.ts';

/** "Plus tard": to a question of the brief it means leave that out, elsewhere it means keep. */
export function laterOn(state: State, ctx: StepContext): Reaction {
  const pending = state.trip.talk.pending;
  const asks = pending && ['budget', 'what_else', 'origin', 'time'].includes(pending.type);
  if (pending?.type === 'take_days') return keepDays(state, pending, ctx);
  return pending && asks ? waved(state, pending, ctx) : (keepVote(state) ?? keptAndAsked(state, ctx));
}

/** Time was given: those in front may use it to do better. Nothing waits for them. */
function keptAndAsked(state: State, ctx: StepContext): Reaction {
  const kept = keep(state, ctx, 'later');
  if (state.trip.phase !== 'choosing' && state.trip.phase !== 'confirming') return kept;
  const asked = inviteBest({ trip: kept.trip, offers: state.offers }, ctx, false);
  return { ...kept, trip: asked.trip, effects: [...(kept.effects ?? []), ...asked.effects] };
}
