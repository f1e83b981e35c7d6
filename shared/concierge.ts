import { type Cast, withBallot } from './booking/vote.ts';
import type { Heard } from './dialogue/act.ts';
import type { Answer } from './dialogue/say.ts';
import type { State, StepContext } from './dialogue/state.ts';
import { renamed } from './dialogue/unread.ts';
import { ConciergeError } from './errors.ts';
import type { Outcome, Ports } from './ports.ts';
import { budgetOf } from './runner/budget.ts';
import { type Committed, commit } from './runner/commit.ts';
import type { Core } from './runner/core.ts';
import { finish, finishOthers } from './runner/finish.ts';
import { forget, leave } from './runner/forget.ts';
import { type Loaded, loadTrip, saveTrip } from './runner/records.ts';
import { contextAt, knownAnswer, opening, type Session, sessionOf } from './runner/session.ts';
import { answerOf, traceItem } from './runner/turn-record.ts';
import type { Effect, Trip } from './trip-record.ts';
import type { Reply, Turn } from './turn.ts';

/**
 * One turn: what was said comes in, what is answered goes back, by the turn's deadline whatever vendors do.
 * A known turn id gets its stored answer. Rejects with ConciergeError 'store-down' or 'bug'.
 */
export async function converse(turn: Turn, ports: Ports, core: Core): Promise<Reply> {
  const now = ports.clock.now();
  const budget = budgetOf(turn, now);
  try {
    const session = await sessionOf(turn, now, budget, ports, core);
    const loaded = await session.reload();
    const known = await knownAnswer(session, loaded);
    return known ? await goOn(session, loaded, known) : await begin(session, loaded);
  } finally {
    budget.end();
  }
}

/** A turn that came before: its answer again, or what is left of it to do. */
async function goOn(session: Session, loaded: Loaded, known: Answer): Promise<Reply> {
  if (!known.unfinished) return replyTo(session, loaded.state, known);
  return conclude(session, await finishOthers(session, loaded));
}

async function begin(session: Session, before: Loaded): Promise<Reply> {
  const opened = await opening(session, before);
  const committed = await commit(opened.session, opened.loaded, {
    events: (state) => [opened.event(state)],
    handed: new Set(),
    dueAt: (wait) => (wait ? session.turn.deadline : session.now),
  });
  if (opened.left !== undefined) await leave(opened.left, session.ports);
  if (committed.type === 'known') return goOn(opened.session, committed.loaded, committed.answer);
  const { answer, loaded, saved, stepped } = committed;
  if (!answer?.unfinished || !saved) return conclude(opened.session, committed, opened.heard);
  tellProgress(session, loaded.state, answer);
  return conclude(opened.session, await finish(opened.session, loaded, stepped.effects), opened.heard);
}

/** The last word of a turn: the erasure that it asked for or the record of it, and the reply. */
async function conclude(session: Session, committed: Committed, heard?: Heard): Promise<Reply> {
  const { ports, turn } = session;
  const { state } = committed.loaded;
  const answer = committed.answer ?? answerOf(state.trip, turn.id);
  if (!answer) throw new ConciergeError('bug', 'a turn ended without an answer');
  const reply = replyTo(session, state, answer);
  if (committed.type === 'known') return reply;
  if (committed.stepped.forget) await forget(state.conversation, turn, ports);
  else if (committed.saved && reply.sentences.length > 0)
    await ports.store.put(traceItem(state.trip.id, turn, heard, answer, session.now), 0);
  return reply;
}

function replyTo({ core, ctx, ports }: Session, state: State, answer: Answer): Reply {
  const { locale, timeZone } = ctx;
  const { baseUrl, operatorRole } = ports.settings;
  const apart = operatorRole === 'intermediary';
  return core.render(answer, { ...state, now: answer.at ?? ctx.now, locale, timeZone, baseUrl, apart });
}

/** Speech while vendors are asked. Nothing waits for it and nothing depends on it. */
function tellProgress(session: Session, state: State, answer: Answer): void {
  const { onProgress } = session.turn;
  const progress = onProgress && replyTo(session, state, answer).progress;
  if (!onProgress || progress === undefined) return;
  onProgress(progress).catch(() => session.ports.log.event('progress.failed', { turn: session.turnId }));
}

/** What an effect came to outside a turn. */
export interface OutcomeEvent {
  readonly type: 'outcome';
  readonly tripId: string;
  readonly effect: Effect;
  readonly answer: Outcome;
}

/** Moves the trip by one outcome; what that asks for is in its outbox. False: overtaken three times, deliver it again. A trip that was erased has nothing to move. */
export async function deliver(event: OutcomeEvent, ports: Ports, core: Core): Promise<boolean> {
  const first = await loadTrip(event.tripId, ports);
  if (!first) return true;
  const ctx = contextOutside(first, ports, core);
  const reload = async () => (await loadTrip(event.tripId, ports)) ?? first;
  const work = { events: () => [event], handed: new Set<string>(), dueAt: () => ctx.now };
  const committed = await commit({ core, ports, ctx, reload }, first, work);
  return committed.type === 'known' || committed.saved;
}

/** A name written on the trip page: what was read back under another is read anew. Rejects 'not-found' or 'conflict'. */
export async function correctName(tripId: string, name: NonNullable<Trip['leadName']>, ports: Ports): Promise<void> {
  await written(tripId, (trip) => renamed(trip, name), ports);
}

/** What was filled in on the private form, kept with the trip while nothing is bought. Says nothing: the talk finds it. Rejects 'not-found' or 'conflict'. */
export async function giveDetails(tripId: string, details: NonNullable<Trip['details']>, ports: Ports): Promise<void> {
  const filled = (trip: Trip) => (trip.phase === 'confirming' ? { ...trip, details: { ...trip.details, ...details } } : undefined);
  await written(tripId, filled, ports);
}

/** One write to a trip from its page; undefined: not as it stands now. */
async function written(tripId: string, change: (trip: Trip) => Trip | undefined, ports: Ports): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const loaded = await loadTrip(tripId, ports);
    if (!loaded) throw new ConciergeError('not-found', 'the trip is not there any more');
    const next = change(loaded.state.trip);
    if (!next) break;
    if (await saveTrip(next, loaded.tripVersion, ports.clock.now(), ports)) return;
  }
  throw new ConciergeError('conflict', 'the trip is changing just now: send the form again');
}

/** One ballot of an open vote, in one conditional write; the same again changes nothing. Says nothing: the talk finds it. Rejects 'not-found' or 'conflict'. */
export async function castVote(tripId: string, cast: Cast, ports: Ports): Promise<'taken' | 'over' | 'full'> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const loaded = await loadTrip(tripId, ports);
    if (!loaded) throw new ConciergeError('not-found', 'the trip is not there any more');
    const { trip } = loaded.state;
    const now = ports.clock.now();
    const vote = withBallot(trip.vote, cast, now);
    if (vote === 'over' || vote === 'full') return vote;
    if (vote === trip.vote || (await saveTrip({ ...trip, vote }, loaded.tripVersion, now, ports))) return 'taken';
  }
  throw new ConciergeError('conflict', 'the trip is changing just now: send the vote again');
}
/** Nothing is said outside a turn; the locale is the one that the trip was last asked for in. */
function contextOutside({ state }: Loaded, ports: Ports, core: Core): StepContext {
  const locale = state.trip.requests.at(-1)?.locale ?? 'en-US';
  return contextAt({ now: ports.clock.now(), locale, timeZone: 'UTC' }, `trip-${ports.ids.secret(12)}`, ports, core);
}
