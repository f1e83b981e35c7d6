import type { Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { assume } from './assuming.ts';
import { stuck } from './besides.ts';
import { inWriting } from './meta.ts';
import { present } from './offering.ts';
import { promptFor, repromptFor, standing } from './prompts.ts';
import { type Reaction, say } from './reaction.ts';
import { isOfBrief, waved } from './replying.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';

/** Not understood: what was understood plus the missing bit, then an example, then writing or a person. */
export function missed(state: State, heard: Heard, ctx: StepContext): Reaction {
  const { trip } = state;
  // All is said, and only vendors are waited for: nothing is asked anew.
  if (trip.phase === 'waiting' && !trip.talk.pending && !heard.acts.includes('oos')) return present(state, ctx, [say('miss.plain')]);
  const pending = trip.talk.pending ?? standing(trip, ctx);
  if (pending.type === 'stuck') return inWriting(trip);
  if (heard.acts.includes('oos')) return { trip, says: [say('oos')], ask: pending, back: true };
  if (isOfBrief(pending) && (trip.talk.asked[pending.type] ?? 0) >= 2 && (pending.type === 'which_date' || assume(trip.brief, pending)))
    return waved(state, pending, ctx);
  const misses = trip.talk.misses + 1;
  const next: Trip = { ...trip, talk: { ...trip.talk, misses } };
  if (misses >= 3) return { trip: { ...next, talk: { ...next.talk, misses: 0 } }, says: [say('miss.stuck')], ask: stuck(ctx) };
  if (misses === 2)
    return {
      trip: next,
      says: [say(`example.${exampleFor(pending.type)}`)],
      ask: pending,
      prompt: promptFor(pending, trip, state.offers),
    };
  return { trip: next, says: [known(trip, pending.type)], ask: pending, prompt: promptFor(pending, trip, state.offers) };
}

const EXAMPLES: ReadonlySet<string> = new Set([
  'dates',
  'who',
  'children',
  'ages',
  'origin',
  'budget',
  'place',
  'time',
  'name',
  'choose',
  'confirm',
  'wrong',
  'open',
]);

function exampleFor(type: string): string {
  return EXAMPLES.has(type) ? type : 'open';
}

/** "J'ai Chamonix, mais pas les dates.": what is there, before the question. */
function known(trip: Trip, asked: string): Say {
  const place = trip.brief.where?.[0];
  const missing = ['dates', 'who', 'children', 'ages', 'origin', 'budget', 'time'].includes(asked) ? say(`missing.${asked}`) : undefined;
  return place && missing ? say('miss.have', { place: { place }, missing }) : say('miss.plain');
}

/** Silence: one reprompt in other words, then the end, with nothing lost. */
export function silent(state: State): Reaction {
  const { trip } = state;
  const pending = trip.talk.pending;
  const silences = trip.talk.silences + 1;
  const next: Trip = { ...trip, talk: { ...trip.talk, silences } };
  if (!pending || silences > 1) return { trip: { ...next, talk: { ...next.talk, silences: 0 } }, says: [] };
  return { trip: next, says: [], ask: pending, prompt: repromptFor(pending, trip), back: true };
}
