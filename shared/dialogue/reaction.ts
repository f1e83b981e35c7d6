import type { Effect, Phase, Trip } from '../trip-record.ts';
import type { Say } from './say.ts';
import type { Conversation, StepContext } from './state.ts';
import type { Pending } from './talk.ts';

/** What one topic makes of a turn. `ask` is the question that ends the answer; without it the microphone closes. */
export interface Reaction {
  readonly trip: Trip;
  readonly conversation?: Conversation;
  readonly says: readonly Say[];
  readonly ask?: Pending;
  /** The question in these words, where the usual ones do not fit. */
  readonly prompt?: Say;
  readonly effects?: readonly Effect[];
  /** Run the effects before answering; then `resume` speaks. */
  readonly wait?: boolean;
  /** Leaves asked counts alone: a digression was answered and the question is the same. */
  readonly back?: boolean;
  /** Something else came in place of an answer to this question: it was not asked in vain. */
  readonly aside?: Pending['type'];
  /** The proposal that the answer singled out, until the next turn. */
  readonly singled?: string;
  /** A shorter form of what was said: "répète" still gives the whole. */
  readonly short?: boolean;
  readonly issueCode?: string;
  readonly forget?: boolean;
}

export type Topic = (reaction: { readonly trip: Trip; readonly conversation: Conversation }, ctx: StepContext) => Reaction;

export function say(key: string, params?: Say['params']): Say {
  return params ? { key, params } : { key };
}

export function inPhase(trip: Trip, phase: Phase): Trip {
  return trip.phase === phase ? trip : { ...trip, phase };
}

/** How many briefs "reviens en arrière" can go back. */
const MAX_PAST = 10;

/** The briefs before, with the one that is being left. */
export function pastOf(trip: Trip): Trip['past'] {
  return [...trip.past, trip.brief].slice(-MAX_PAST);
}

/** Records effects with the trip, each key once. */
export function withEffects(trip: Trip, effects: readonly Effect[]): Trip {
  const known = new Set(trip.outbox.map((effect) => effect.key));
  const fresh = effects.filter((effect) => !known.has(effect.key));
  return fresh.length === 0 ? trip : { ...trip, outbox: [...trip.outbox, ...fresh] };
}
