import type { DialogueEvent } from '../dialogue/state.ts';
import type { Effect } from '../trip-record.ts';
import { type Committed, commit, fold, type Work } from './commit.ts';
import { end } from './deliveries.ts';
import { withFruitless } from './fruitless.ts';
import { asksForOffers, isAwaited, type LiveOutcome, type LiveRun, openDeliveries, runLive } from './live.ts';
import { type Loaded, offersOf } from './records.ts';
import type { Session } from './session.ts';
import { answerOf } from './turn-record.ts';

const ROUNDS = 8;
const LOOK_AGAIN_MS = 100;
/** What a vendor left unclear is asked again after this, away from the turn. */
const SOON_MS = 500;

/** What the rounds of a waiting turn hand on. */
interface Progress {
  readonly loaded: Loaded;
  /** What is waited for in this round. */
  readonly awaited: readonly Effect[];
  /** Answered, and not yet in a saved trip. */
  readonly outcomes: readonly LiveOutcome[];
  readonly handed: ReadonlySet<string>;
  readonly timedOut: boolean;
}

/** The rest of a turn that waits for vendors: runs the effects that its save recorded, saves what they brought, and speaks. */
export function finish(session: Session, loaded: Loaded, effects: readonly Effect[]): Promise<Committed> {
  return rounds(session, { loaded, awaited: effects.filter(isAwaited), outcomes: [], handed: new Set(), timedOut: false });
}

/** The same for a turn that another run began, and may still be at: whatever the trip has open is waited for. */
export async function finishOthers(session: Session, loaded: Loaded): Promise<Committed> {
  const { trip } = loaded.state;
  const open = [...trip.outbox, ...(await openDeliveries(trip, session.ports)).map(({ effect }) => effect)];
  const known = new Map(open.map((effect) => [effect.key, effect]));
  return finish(session, loaded, [...known.values()]);
}

async function rounds(session: Session, first: Progress): Promise<Committed> {
  let at = first;
  for (let round = 0; round < ROUNDS && !timeOf(session, at).aborted && !isFinished(session, at.loaded); ) {
    const live = await runLive(at.loaded.state.trip, { ...session, awaited: at.awaited }, session.ports);
    at = withRun(at, live);
    if (live.elsewhere) at = await lookAgain(session, at);
    else if (moreOf(session, at).length > 0) {
      const saved = await saveRound(session, at);
      if (!saved) break;
      at = saved;
      round++;
    } else return speak(session, at);
  }
  return speak(session, { ...at, timedOut: true });
}

/** Offers are waited for less long than purchases. */
function timeOf({ budget }: Session, { awaited }: Progress): AbortSignal {
  return awaited.some((effect) => !asksForOffers(effect)) ? budget.booking.signal : budget.offers.signal;
}

function withRun(at: Progress, live: LiveRun): Progress {
  return {
    ...at,
    outcomes: [...at.outcomes, ...live.outcomes],
    handed: new Set([...at.handed, ...live.handed]),
    timedOut: at.timedOut || live.timedOut,
  };
}

function isFinished({ turnId }: Session, { state }: Loaded): boolean {
  const known = answerOf(state.trip, turnId);
  return known !== undefined && known.unfinished !== true;
}

function eventsOf(outcomes: readonly LiveOutcome[]): readonly DialogueEvent[] {
  return outcomes.map(({ taken, answer }) => ({ type: 'outcome', effect: taken.doc.effect, answer }));
}

/** What the outcomes ask for that is worth waiting for: a substitute to hold, the other lines to release. */
function moreOf({ core, ctx }: Session, { loaded, outcomes }: Progress): readonly Effect[] {
  return outcomes.length === 0 ? [] : fold(core, loaded.state, eventsOf(outcomes), ctx).effects.filter(isAwaited);
}

async function lookAgain(session: Session, at: Progress): Promise<Progress> {
  await new Promise((wake) => setTimeout(wake, LOOK_AGAIN_MS));
  return { ...at, loaded: await session.reload(at.loaded.state.trip.id) };
}

/** Undefined when overtaken: what was not saved is not run. */
async function saveRound(session: Session, at: Progress): Promise<Progress | undefined> {
  const committed = await commit(session, at.loaded, workOf(at, eventsOf(at.outcomes), session.turn.deadline));
  await settle(session, at.outcomes, committed);
  if (committed.type === 'known' || !committed.saved) return undefined;
  return { ...at, loaded: committed.loaded, awaited: committed.stepped.effects.filter(isAwaited), outcomes: [] };
}

async function speak(session: Session, at: Progress): Promise<Committed> {
  const offers = await offersOf(at.loaded.state.trip.id, session.ports);
  const resume: DialogueEvent = { type: 'resume', turnId: session.turnId, timedOut: at.timedOut };
  const events = [...eventsOf(at.outcomes), resume];
  const { handed } = at;
  const trip = await withFruitless(at.loaded.state.trip, { offers, now: session.now, handed }, session.ports);
  const newest = { ...at.loaded, state: { ...at.loaded.state, trip, offers } };
  const committed = await commit(session, newest, workOf(at, events, session.now));
  await settle(session, at.outcomes, committed);
  return committed;
}

function workOf(at: Progress, events: readonly DialogueEvent[], dueAt: string): Work {
  return { events: () => events, handed: at.handed, dueAt: () => dueAt };
}

/** A delivery is done only once the trip that says so is saved; else the worker asks again and hears the same. */
async function settle({ ports }: Session, outcomes: readonly LiveOutcome[], committed: Committed): Promise<void> {
  const now = ports.clock.now();
  const soon = new Date(Date.parse(now) + SOON_MS).toISOString();
  const isSaved = committed.type === 'known' || committed.saved;
  for (const { taken, again } of outcomes) {
    const at = isSaved && again !== undefined && again !== 'backoff' ? again : soon;
    await end(taken, isSaved && again === undefined ? { type: 'done' } : { type: 'again', at }, now, ports);
  }
}
