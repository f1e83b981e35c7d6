import type { Answer } from '../dialogue/say.ts';
import type { DialogueEvent, State, StepContext, Stepped } from '../dialogue/state.ts';
import type { Ports } from '../ports.ts';
import type { Instant } from '../time.ts';
import type { Core } from './core.ts';
import { withEvidence } from './evidence.ts';
import { freshCode, issueCode } from './people.ts';
import { type Loaded, saveConversation, saveTrip } from './records.ts';
import { answerFrom, answerOf, quietItem, withAnswer, withTurnsOf } from './turn-record.ts';

/** Everything that stays the same while one turn, or one outcome, is worked on. */
export interface Run {
  readonly core: Core;
  readonly ports: Ports;
  readonly ctx: StepContext;
  /** Absent outside a turn. */
  readonly turnId?: string;
  /** Reads everything again after a conflict; `tripId` when the step moved to another trip. */
  readonly reload: (tripId?: string) => Promise<Loaded>;
}

/** What is to be stepped on a state; a function, because after a conflict the words are heard anew. */
export interface Work {
  readonly events: (state: State) => readonly DialogueEvent[];
  /** Effects handed over: they leave the outbox. */
  readonly handed: ReadonlySet<string>;
  /** When the dispatcher may take what stays in the outbox. */
  readonly dueAt: (wait: boolean) => Instant;
}

export type Committed =
  | { readonly type: 'known'; readonly answer: Answer; readonly loaded: Loaded }
  | {
      readonly type: 'stepped';
      readonly loaded: Loaded;
      readonly stepped: Stepped;
      readonly answer?: Answer;
      /** False: overtaken three times. It is answered all the same, and nothing of it is done. */
      readonly saved: boolean;
    };

const ATTEMPTS = 3;

/** Steps the events one after another. The answer, the code and the wait of any of them count. */
export function fold(core: Core, state: State, events: readonly DialogueEvent[], ctx: StepContext): Stepped {
  let whole: Stepped = { conversation: state.conversation, trip: state.trip, effects: [], wait: false };
  for (const event of events) {
    const { conversation, trip } = whole;
    const next = core.step({ conversation, trip, offers: state.offers }, event, ctx);
    whole = { ...whole, ...next, effects: [...whole.effects, ...next.effects] };
  }
  return whole;
}

/** Steps on the newest state and writes trip and answer in one conditional put, trying again when overtaken. */
export async function commit(run: Run, first: Loaded, work: Work): Promise<Committed> {
  let at = run;
  let loaded = first;
  for (let attempt = 1; ; attempt++) {
    const tried = await tryOnce(at, loaded, work);
    if (tried.type === 'known' || tried.saved) return tried;
    if (attempt === ATTEMPTS) return tried.stepped.wait ? overtaken(at, loaded, work, tried) : tried;
    const moved = tried.stepped.trip.id === loaded.state.trip.id ? undefined : tried.stepped.trip.id;
    at = { ...run, ctx: { ...run.ctx, fresh: { ...run.ctx.fresh, code: freshCode(run.ports) } } };
    loaded = await run.reload(moved);
  }
}

type Tried = Extract<Committed, { readonly type: 'stepped' }>;

async function tryOnce(run: Run, loaded: Loaded, work: Work): Promise<Committed> {
  const events = pending(run, loaded, work.events(loaded.state));
  const known = run.turnId === undefined ? undefined : answerOf(loaded.state.trip, run.turnId);
  if (events.length === 0 && known) return { type: 'known', answer: known, loaded };
  const { stepped, answer } = stepOn(run, loaded, events, work);
  const { traveller } = loaded.state.conversation;
  const isIssued = stepped.issueCode === undefined || (await issueCode(stepped.issueCode, traveller, run.ports));
  const done = isIssued ? await write(run, loaded, work, stepped, answer) : undefined;
  return { type: 'stepped', loaded: done ?? after(loaded, stepped, 0), stepped, saved: done !== undefined, ...(answer && { answer }) };
}

/** What would have been waited for is not begun; the answer speaks as at the deadline. */
function overtaken(run: Run, loaded: Loaded, work: Work, tried: Tried): Tried {
  if (run.turnId === undefined) return tried;
  const events: DialogueEvent[] = [...work.events(loaded.state), { type: 'resume', turnId: run.turnId, timedOut: true }];
  const { stepped, answer } = stepOn(run, loaded, events, work);
  return { ...tried, stepped, loaded: after(loaded, stepped, 0), ...(answer && { answer }) };
}

/** A turn that another copy has begun is not stepped again, one that it finished is not resumed; outcomes always are. */
function pending(run: Run, { state }: Loaded, events: readonly DialogueEvent[]): readonly DialogueEvent[] {
  const known = run.turnId === undefined ? undefined : answerOf(state.trip, run.turnId);
  if (!known) return events;
  return events.filter((event) => event.type === 'outcome' || (event.type === 'resume' && known.unfinished === true));
}

function stepOn(
  run: Run,
  { state }: Loaded,
  events: readonly DialogueEvent[],
  work: Work,
): { readonly stepped: Stepped; readonly answer?: Answer } {
  const folded = fold(run.core, state, events, run.ctx);
  const outbox = folded.trip.outbox.filter((effect) => !work.handed.has(effect.key));
  const cleared = outbox.length === folded.trip.outbox.length ? folded.trip : { ...folded.trip, outbox };
  const trip = cleared.id === state.trip.id ? cleared : withTurnsOf(cleared, state.trip);
  if (run.turnId === undefined || !folded.answer) return { stepped: { ...folded, trip } };
  const answer = notMute(answerFrom(run.turnId, run.ctx.now, folded, answerOf(state.trip, run.turnId)), events);
  return { stepped: isNothing(events, folded) ? { ...folded, trip: state.trip } : { ...folded, trip: withAnswer(trip, answer) }, answer };
}

/** What this turn waited for is another turn's by now, which speaks of it. Whoever spoke hears at least that much. */
function notMute(answer: Answer, events: readonly DialogueEvent[]): Answer {
  const isMute = events.at(-1)?.type === 'resume' && answer.progress.length === 0 && answer.says.length === 0;
  return isMute ? { ...answer, says: [{ key: 'wait.vendors' }] } : answer;
}

/** Asked for news and there is none: nothing was said, so the trip stays as it is. */
function isNothing([event]: readonly DialogueEvent[], { answer, effects }: Stepped): boolean {
  return event?.type === 'turn' && event.input.type === 'news' && effects.length === 0 && answer?.says.length === 0;
}

/** The state as written; undefined on a conflict. */
async function write(run: Run, loaded: Loaded, work: Work, stepped: Stepped, answer?: Answer): Promise<Loaded | undefined> {
  const { ports, ctx } = run;
  if (stepped.forget) return after(loaded, stepped, loaded.tripVersion);
  if (stepped.trip === loaded.state.trip) {
    if (answer) await ports.store.put(quietItem(loaded.state.conversation.traveller, answer, ctx.now), 0);
    return after(loaded, stepped, loaded.tripVersion);
  }
  const expected = stepped.trip.id === loaded.state.trip.id ? loaded.tripVersion : 0;
  const trip = await withEvidence(loaded.state.trip, stepped.trip, loaded.state.offers, ctx.now, ports);
  const version = await saveTrip(trip, expected, work.dueAt(stepped.wait), ports);
  if (version === undefined) return undefined;
  await saveConversation(stepped.conversation, loaded, ports);
  return after(loaded, { ...stepped, trip }, version);
}

function after(loaded: Loaded, { conversation, trip }: Stepped, tripVersion: number): Loaded {
  return { ...loaded, state: { ...loaded.state, conversation, trip }, tripVersion };
}
