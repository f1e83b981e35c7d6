import type { Heard } from '../dialogue/act.ts';
import type { Answer } from '../dialogue/say.ts';
import type { DialogueEvent, State, StepContext, TurnInput } from '../dialogue/state.ts';
import type { Ports } from '../ports.ts';
import type { Instant } from '../time.ts';
import type { Turn } from '../turn.ts';
import type { Budget } from './budget.ts';
import type { Run } from './commit.ts';
import type { Core, Here } from './core.ts';
import { sha256 } from './keys.ts';
import { freshCode, personOf, redeemCode } from './people.ts';
import { type Loaded, load, loadTrip, saveConversation } from './records.ts';
import { answerOf, quietKey, withTurnsOf } from './turn-record.ts';

/** One turn at work. */
export interface Session extends Run {
  readonly turn: Turn;
  readonly turnId: string;
  readonly now: Instant;
  readonly budget: Budget;
  /** Names the leases that this run takes. */
  readonly owner: string;
}

export async function sessionOf(turn: Turn, now: Instant, budget: Budget, ports: Ports, core: Core): Promise<Session> {
  const person = await personOf(turn, ports);
  const ctx = contextOf(turn, person, now, ports, core);
  return { turn, turnId: turn.id, now, budget, core, ports, ctx, owner: ports.ids.secret(9), reload: reloader(person, turn, ctx, ports) };
}

function contextOf(turn: Turn, person: string, now: Instant, ports: Ports, core: Core): StepContext {
  // The trip's id follows from the turn: two copies of a turn that opens a trip open the same one.
  const tripId = `trip-${sha256(`${person} ${turn.id}`).slice(0, 20)}`;
  return contextAt({ now, locale: turn.locale, timeZone: turn.timeZone }, tripId, ports, core);
}

/** What steps may know, at one moment and place. */
export function contextAt(here: Here, tripId: string, ports: Ports, core: Core): StepContext {
  const { settings, ids } = ports;
  return {
    ...here,
    settings,
    measure: (says) => core.measure(says, here),
    fresh: { tripId, key: ids.secret(16), secret: ids.secret(32), code: freshCode(ports) },
  };
}

/** Another copy of this turn may have opened the trip and ended before it said so in the conversation: then that is said now. */
function reloader(person: string, turn: Turn, ctx: StepContext, ports: Ports): Run['reload'] {
  return async (tripId) => {
    const loaded = await load(person, ctx.fresh, ctx.now, ports);
    const moved = tripId === undefined ? undefined : await loadTrip(tripId, ports);
    if (!moved || !answerOf(moved.state.trip, turn.id)) return loaded;
    const conversation = { ...loaded.state.conversation, currentTripId: moved.state.trip.id };
    await saveConversation(conversation, loaded, ports);
    return { ...moved, state: { ...moved.state, conversation } };
  };
}

/** The stored answer of this turn, when it was here before. */
export async function knownAnswer({ turn, ports }: Session, { state }: Loaded): Promise<Answer | undefined> {
  const known = answerOf(state.trip, turn.id);
  if (known || turn.input.type !== 'news') return known;
  const { pk, sk } = quietKey(state.conversation.traveller, turn.id);
  return (await ports.store.get<Answer>(pk, sk))?.doc;
}

/** What the turn is for the dialogue, and the state it meets: its own, or that of the person whose code was given. */
export interface Opening {
  readonly session: Session;
  readonly loaded: Loaded;
  readonly event: (state: State) => DialogueEvent;
  readonly heard?: Heard;
  /** The person whom this channel no longer leads to. */
  readonly left?: string;
}

export async function opening(session: Session, loaded: Loaded): Promise<Opening> {
  const heard = hear(session, loaded.state);
  const code = heard?.acts.includes('give_code') ? heard.slots.code : undefined;
  if (heard && code !== undefined) return { ...(await withCode(code, session, loaded)), heard };
  // Heard anew only when a conflict brought another state: what is expected of a short answer may have changed.
  const heardOn = (state: State) => (state === loaded.state ? heard : hear(session, state));
  return { session, loaded, event: (state) => eventOf(session.turn, inputOf(session.turn, heardOn(state))), ...(heard && { heard }) };
}

function hear({ core, ctx, turn }: Session, state: State): Heard | undefined {
  if (turn.input.type === 'heard') return turn.input.heard;
  return turn.input.type === 'utterance' ? core.understand(turn.input.text, core.hearingContext(state, ctx)) : undefined;
}

function inputOf({ input }: Turn, heard: Heard | undefined): TurnInput {
  switch (input.type) {
    case 'open':
    case 'silence':
    case 'news':
      return { type: input.type };
    case 'utterance':
    case 'heard':
      return heard ? { type: 'heard', heard } : { type: 'silence' };
  }
}

function eventOf(turn: Turn, input: TurnInput): DialogueEvent {
  return { type: 'turn', turnId: turn.id, input, newSession: turn.newSession, ...(turn.profile && { profile: turn.profile }) };
}

async function withCode(code: string, session: Session, loaded: Loaded): Promise<Opening> {
  const { turn, ports, ctx } = session;
  const person = await redeemCode(code, turn, ports);
  if (person === undefined) return { session, loaded, event: () => eventOf(turn, { type: 'code-wrong' }) };
  const left = loaded.state;
  const reload: Run['reload'] = async (tripId) => joined(await reloader(person, turn, ctx, ports)(tripId), left, ports);
  const changed = person !== left.conversation.traveller;
  return {
    session: { ...session, reload },
    loaded: await reload(),
    event: () => eventOf(turn, { type: 'linked' }),
    ...(changed && { left: left.conversation.traveller }),
  };
}

/** Trips that were begun on this channel before come along, and so do the answers that it may still ask for again. */
async function joined(loaded: Loaded, left: State, ports: Ports): Promise<Loaded> {
  const { conversation, trip } = loaded.state;
  if (conversation.traveller === left.conversation.traveller) return loaded;
  const known = new Set(conversation.trips.map((each) => each.id));
  const brought = left.conversation.trips.filter((each) => !known.has(each.id));
  const whole = brought.length === 0 ? conversation : { ...conversation, trips: [...brought, ...conversation.trips] };
  await saveConversation(whole, loaded, ports);
  return { ...loaded, state: { ...loaded.state, conversation: whole, trip: withTurnsOf(trip, left.trip) } };
}
