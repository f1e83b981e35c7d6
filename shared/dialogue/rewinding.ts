import { isBound } from '../booking/saga.ts';
import { putBack } from './changing.ts';
import { back } from './meta.ts';
import { askedBefore } from './open-question.ts';
import { type Reaction, say } from './reaction.ts';
import type { State, StepContext } from './state.ts';
import { notLeft, switchedOff } from './switching.ts';

/** "Répète": the whole answer again. */
export function again(state: State, ctx: StepContext): Reaction {
  const { last, pending } = state.trip.talk;
  if (!last) return back(state.trip, ctx, []);
  // After silence its question is open no more: the one that stands is asked.
  if (!pending && last.expectsReply) return back(state.trip, ctx, last.says.slice(0, -1));
  return pending
    ? {
        trip: state.trip,
        says: last.says.slice(0, -1),
        ask: pending.type === 'go_on' ? (pending.after ?? pending) : pending,
        ...(last.says.at(-1) ? { prompt: last.says.at(-1) ?? say('empty') } : {}),
        back: true,
      }
    : { trip: state.trip, says: last.says };
}

/** "Reviens en arrière": the brief as it was before the last change. */
export function undo(state: State, ctx: StepContext): Reaction {
  const { trip } = state;
  const pending = trip.talk.pending;
  if (trip.phase === 'confirming' && trip.talk.switching) return switchedOff(state, ctx, [say('switch.not_done')]);
  if (pending?.type === 'cancel' && pending.instead) return notLeft(state, pending, ctx);
  const told = (key: string): Reaction => (pending ? back(trip, ctx, [say(key)]) : { trip, says: [say(key)] });
  const last = trip.past.at(-1);
  if (!last) return told('undo.nothing');
  const fixed = trip.bookings.some(isBound)
    ? 'undo.booked'
    : trip.bookings.some(({ status }) => status === 'cancelled')
      ? 'undo.left'
      : undefined;
  if (fixed) return told(fixed);
  const talk = { ...trip.talk, asked: askedBefore(trip.talk) };
  return putBack({ ...state, trip: { ...trip, talk, brief: last, past: trip.past.slice(0, -1) } }, ctx, [say('undo.done')]);
}
