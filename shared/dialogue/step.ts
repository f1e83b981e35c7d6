import type { Trip } from '../trip-record.ts';
import { pricedFor } from './apart.ts';
import { applyOutcome, boughtOf, isLeft, isWithdrawn, stayOf } from './bookings.ts';
import { resume } from './joining.ts';
import { noting, withNoted } from './noting.ts';
import { withLeftOpen } from './open-question.ts';
import { againFor, askedOf, promptFor, repromptFor } from './prompts.ts';
import { type Reaction, say } from './reaction.ts';
import type { Say } from './say.ts';
import type { Conversation, DialogueEvent, State, StepContext, Stepped, TripSummary } from './state.ts';
import { leftOnceBought } from './switching.ts';
import type { Pending, Talk } from './talk.ts';
import { turn } from './turn.ts';
import { withVoteEnded } from './voting.ts';
import { due } from './watching.ts';

/** One application of the pure dialogue: a turn, a vendor's answer, or the end of a wait. Never throws for any state and event. */
export function step(state: State, event: DialogueEvent, ctx: StepContext): Stepped {
  switch (event.type) {
    case 'outcome': {
      const { effect, answer } = event;
      const moved = effect.type === 'watch' ? due(state, effect, ctx) : applyOutcome(state.trip, effect, answer, ctx.now);
      const on = effect.type === 'confirm' ? leftOnceBought(moved, ctx) : moved;
      return { conversation: state.conversation, trip: on.trip, effects: on.effects, wait: false };
    }
    case 'resume':
      return finish(state, resume(state, ctx), event, ctx);
    case 'turn': {
      const here = arrived(state);
      const reaction = noting(here, event, ctx, (plain) => turn(here, plain, ctx));
      return finish(here, introduced(here, reaction, event), event, ctx);
    }
  }
}

/** On another trip than a moment ago: a yes goes on there, and answers nothing that was asked there before. */
function arrived(state: State): State {
  const { switched, ...conversation } = state.conversation;
  if (!switched) return state;
  return { ...state, conversation, trip: { ...state.trip, talk: { ...state.trip.talk, pending: { type: 'resume' } } } };
}

/** "Un assistant automatique" comes with the first thing a traveller ever hears. */
function introduced(state: State, reaction: Reaction, event: Extract<DialogueEvent, { type: 'turn' }>): Reaction {
  if (state.conversation.introduced || event.input.type === 'news' || event.input.type === 'silence') return reaction;
  const conversation: Conversation = { ...(reaction.conversation ?? state.conversation), introduced: true };
  const saysIt = event.input.type === 'open' || (event.input.type === 'heard' && event.input.heard.acts.includes('who_are_you'));
  const says = saysIt ? reaction.says : [say('intro'), ...reaction.says];
  return { ...reaction, conversation, says };
}

function finish(state: State, reacted: Reaction, event: Extract<DialogueEvent, { type: 'turn' | 'resume' }>, ctx: StepContext): Stepped {
  const ended = withVoteEnded(state.trip, reacted, ctx.now);
  const reaction = withNoted(ended, promptOf(state, ended), ctx);
  const conversation = summarised(reaction.conversation ?? state.conversation, reaction.trip);
  const base = { conversation, effects: reaction.effects ?? [], ...extras(reaction) };
  if (reaction.wait) {
    const { pending: _answered, ...talk } = reaction.trip.talk;
    const answer = { says: pricedFor(ctx, reaction.says), expectsReply: false, author: 'machine' as const };
    return { ...base, trip: { ...reaction.trip, talk }, wait: true, answer };
  }
  const whole = answerOf(state, reaction);
  const answer = { ...whole, says: pricedFor(ctx, whole.says) };
  const talk = talkAfter(reaction, event, state, { turnId: event.turnId, progress: [], ...answer });
  return { ...base, trip: { ...reaction.trip, talk }, wait: false, answer };
}

function promptOf(state: State, reaction: Reaction): Say | undefined {
  return reaction.ask && (reaction.prompt ?? questionFor(state, reaction, reaction.ask));
}

/** What is said, with the question last. */
function answerOf(state: State, reaction: Reaction): NonNullable<Stepped['answer']> {
  const { ask, trip } = reaction;
  if (!ask) return { says: reaction.says, expectsReply: false, author: 'machine' };
  const prompt = promptOf(state, reaction) ?? say('empty');
  const says = prompt.key === 'empty' ? reaction.says : [...reaction.says, prompt];
  const asked = askedOf(ask);
  return { says, reprompt: repromptFor(ask, trip), expectsReply: true, ...(asked ? { asked } : {}), author: 'machine' };
}

/** The question in full the first time, in fewer words when it comes back. */
function questionFor(state: State, { trip, back }: Reaction, ask: Pending): Say {
  const again = back === true || state.trip.talk.pending?.type === ask.type;
  return again ? againFor(ask, trip, state.offers) : promptFor(ask, trip, state.offers);
}

function extras(reaction: Reaction): Pick<Stepped, 'issueCode' | 'forget'> {
  return { ...(reaction.issueCode ? { issueCode: reaction.issueCode } : {}), ...(reaction.forget ? { forget: true } : {}) };
}

/** Nothing can be assumed for these: asked again as long as other things come. */
const PATIENT: ReadonlySet<string> = new Set(['dates', 'place']);

/** How often each question was asked in a row: a turn that brought something to the brief was no vain one. */
function askedAfter(state: State, { trip, ask, back, aside }: Reaction): Talk['asked'] {
  const brought = trip.brief !== state.trip.brief && trip.id === state.trip.id;
  const before = aside ? withLeftOpen(trip.talk.asked, aside) : trip.talk.asked;
  const known = brought
    ? Object.fromEntries(Object.entries(before).map(([type, times]) => [type, PATIENT.has(type) ? Math.min(times, 1) : times]))
    : before;
  if (!ask || back) return known;
  const times = known[ask.type] ?? 0;
  const ever = trip.brief.start === state.trip.brief.start ? (known['dates:ever'] ?? 0) : 0;
  return {
    ...known,
    ...(ask.type === 'dates' ? { 'dates:ever': ever + 1 } : {}),
    [ask.type]: brought && PATIENT.has(ask.type) ? Math.max(times, 1) : times + 1,
  };
}

function talkAfter(reaction: Reaction, event: DialogueEvent, state: State, last: NonNullable<Talk['last']>): Talk {
  const { pending: _old, singled: _before, ...talk } = reaction.trip.talk;
  const { ask } = reaction;
  const counts = askedAfter(state, reaction);
  const quiet = event.type === 'turn' && event.input.type !== 'silence';
  const understood = talk.misses === state.trip.talk.misses;
  const isRepeat = last.says.length === 0 || reaction.short === true;
  return {
    ...talk,
    ...(ask ? { pending: ask } : {}),
    ...(reaction.singled === undefined ? {} : { singled: reaction.singled }),
    asked: counts,
    misses: understood ? 0 : talk.misses,
    silences: quiet ? 0 : talk.silences,
    news: [],
    ...(isRepeat ? {} : { last }),
  };
}

/** The trips list of the conversation follows the trip. */
function summarised(conversation: Conversation, trip: Trip): Conversation {
  const place = (boughtOf(trip).length > 0 || isLeft(trip) ? stayOf(trip) : undefined) ?? trip.brief.where?.[0];
  const summary: TripSummary = {
    id: trip.id,
    phase: trip.phase,
    ...(place ? { place } : {}),
    ...(trip.brief.start ? { start: trip.brief.start } : {}),
    ...(trip.brief.end ? { end: trip.brief.end } : {}),
    ...(isLeft(trip) || isWithdrawn(trip) ? { cancelled: true as const } : {}),
  };
  const old = conversation.trips.find((each) => each.id === trip.id);
  if (old && JSON.stringify(old) === JSON.stringify(summary)) return conversation;
  return {
    ...conversation,
    trips: old ? conversation.trips.map((each) => (each.id === trip.id ? summary : each)) : [...conversation.trips, summary].slice(-20),
  };
}
