import { type HandlerInput, type RequestHandler, SkillBuilders } from 'ask-sdk-core';
import type { canfulfill, RequestEnvelope, Response, ResponseEnvelope } from 'ask-sdk-model';
import { type Act, NOTHING_HEARD } from '../../shared/dialogue/act.ts';
import { faultOf } from '../../shared/errors.ts';
import type { Log } from '../../shared/ports.ts';
import type { Instant } from '../../shared/time.ts';
import type { Input, Reply, Turn } from '../../shared/turn.ts';
import { at, isObject, textAt } from '../edge/json.ts';
import { within } from '../edge/patience.ts';
import { hashed } from '../edge/secret.ts';
import { wordsOf } from './locale.ts';
import { deviceFacts, type FetchJson, fetchFromAlexa, isAlexaHost, type Services, servicesOf, speakEarly } from './platform.ts';
import { ANSWER_INTENT, inputOf, localeOf, memoryOf, PHRASE_INTENT, type SessionMemory, speakerOf, turnOf } from './request.ts';
import { elicitedBy, respond, respondFixed } from './response.ts';

/** What the skill asks of the rest. */
export interface AlexaDeps {
  readonly converse: (turn: Turn) => Promise<Reply>;
  readonly now: () => Instant;
  readonly log: Log;
  /** Ours in the developer console ("amzn1.ask.skill.…"); without it any application id is served. */
  readonly skillId?: string;
  /** Base of the trip page's link on cards. */
  readonly baseUrl?: string;
  readonly fetchJson?: FetchJson;
  /** Whether a request's service host may be called with its token. */
  readonly trusted?: (endpoint: string) => boolean;
  /** After this long without a reply the skill says sorry. Default 7 s. */
  readonly patienceMs?: number;
}

/** The skill as Amazon's SDK runs it. Takes checked envelopes for this skill (envelope.ts) and resolves with an answer that Alexa accepts; one for another skill rejects. */
export interface AlexaSkill {
  readonly skillId?: string;
  readonly invoke: (envelope: RequestEnvelope, context?: unknown) => Promise<ResponseEnvelope>;
}

const PATIENCE_MS = 7_000;

export function createAlexaSkill(deps: AlexaDeps): AlexaSkill {
  const builder = SkillBuilders.custom()
    .addRequestHandlers(sessionEnded(deps), outOfSession(deps), canFulfill, conversation(deps), unknown)
    .addErrorHandlers({ canHandle: () => true, handle: (input, error) => apologise(input, error, deps.log) });
  const skill = (deps.skillId === undefined ? builder : builder.withSkillId(deps.skillId)).create();
  return {
    ...(deps.skillId !== undefined && { skillId: deps.skillId }),
    invoke: async (envelope, context) => {
      const { version, response, sessionAttributes } = await skill.invoke(envelope, context);
      const inSession = sessionAttributes !== undefined && envelope.request.type !== 'SessionEndedRequest';
      return { version, response, ...(inSession && { sessionAttributes }) };
    },
  };
}

/** Nothing may be said any more; the trip was saved with each turn. */
function sessionEnded({ log }: AlexaDeps): RequestHandler {
  return {
    canHandle: ({ requestEnvelope }) => requestEnvelope.request.type === 'SessionEndedRequest',
    handle: ({ requestEnvelope: { request }, responseBuilder }) => {
      log.event('alexa.session-ended', { reason: textAt(request, 'reason'), error: textAt(request, 'error', 'type') });
      return responseBuilder.getResponse();
    },
  };
}

const SILENT = ['AlexaSkillEvent.', 'Reminders.', 'Messaging.', 'System.', 'AudioPlayer.', 'PlaybackController.'];

/** Events that nobody listens to: answered with an empty response. Removing the skill with its data erases the traveller. */
function outOfSession(deps: AlexaDeps): RequestHandler {
  return {
    canHandle: ({ requestEnvelope: { request, session } }) =>
      SILENT.some((prefix) => request.type.startsWith(prefix)) ||
      request.type === 'Alexa.Presentation.APL.RuntimeError' ||
      (!isObject(session) &&
        request.type !== 'LaunchRequest' &&
        request.type !== 'IntentRequest' &&
        request.type !== 'CanFulfillIntentRequest'),
    handle: async ({ requestEnvelope, responseBuilder }) => {
      const { request } = requestEnvelope;
      deps.log.event('alexa.event', { type: request.type.slice(0, 60) });
      const removed =
        request.type === 'AlexaSkillEvent.SkillDisabled' && textAt(request, 'body', 'userInformationPersistenceStatus') === 'NOT_PERSISTED';
      if (removed) await forget(requestEnvelope, deps);
      return responseBuilder.getResponse();
    },
  };
}

/** The traveller's own way out, said for them: the wish to be forgotten and the yes to its question. Delivered again, there is nothing left to forget. */
async function forget(envelope: RequestEnvelope, { converse, now }: AlexaDeps): Promise<void> {
  for (const act of ['forget_me', 'affirm'] as const satisfies readonly Act[]) {
    const turn = turnOf(envelope, { type: 'heard', heard: { ...NOTHING_HEARD, acts: [act] } }, now());
    await converse({ ...turn, id: hashed(turn.id, act) });
  }
}

/** Whether we could serve an intent: known ones maybe, a wish with words yes. Nothing is started and nothing said. */
const canFulfill: RequestHandler = {
  canHandle: ({ requestEnvelope }) => requestEnvelope.request.type === 'CanFulfillIntentRequest',
  handle: ({ requestEnvelope, responseBuilder }) => {
    const intent = at(requestEnvelope, 'request', 'intent');
    const name = textAt(intent, 'name') ?? '';
    const known =
      name === PHRASE_INTENT ||
      name === ANSWER_INTENT ||
      wordsOf(localeOf(requestEnvelope)).carriers.some((group) => group.intent === name);
    const slots = at(intent, 'slots');
    const verdict = known ? 'YES' : 'NO';
    const bySlot: Record<string, canfulfill.CanFulfillSlot> = {};
    for (const slot of isObject(slots) ? Object.keys(slots) : []) bySlot[slot] = { canUnderstand: verdict, canFulfill: verdict };
    const wish = name === 'WishIntent' && textAt(slots, 'query', 'value') !== undefined;
    return responseBuilder.withCanFulfillIntent({ canFulfill: wish ? 'YES' : known ? 'MAYBE' : 'NO', slots: bySlot }).getResponse();
  },
};

function conversation(deps: AlexaDeps): RequestHandler {
  return {
    canHandle: ({ requestEnvelope }) => inputOf(requestEnvelope) !== undefined,
    handle: async (input) => {
      const heard = inputOf(input.requestEnvelope);
      return heard ? talk(input, heard, deps) : unknown.handle(input);
    },
  };
}

/** One turn: facts of the device, the conversation, what was said early, the answer, what the session keeps. */
async function talk(
  { requestEnvelope, responseBuilder, attributesManager }: HandlerInput,
  heard: Input,
  deps: AlexaDeps,
): Promise<Response> {
  const fetchJson = deps.fetchJson ?? fetchFromAlexa;
  const services = servicesOf(requestEnvelope, deps.trusted ?? isAlexaHost);
  const turn = turnOf(requestEnvelope, heard, deps.now());
  const { elicited: _, ...before } = memoryOf(requestEnvelope);
  const memory = turn.newSession && services ? { ...before, ...(await deviceFacts(requestEnvelope, services, fetchJson)) } : before;
  const early = services && earlySpeech(services, requestEnvelope.request.requestId, fetchJson);
  const full: Turn = {
    ...turn,
    timeZone: memory.timeZone ?? turn.timeZone,
    capabilities: { ...turn.capabilities, earlySpeech: early !== undefined },
    ...profileOf(memory),
    ...(early && { onProgress: early.say }),
  };
  const reply = await within(deps.patienceMs ?? PATIENCE_MS, deps.converse(full));
  const spoken = await early?.spoken();
  const words = wordsOf(turn.locale);
  if (isObject(requestEnvelope.session)) {
    const slot = elicitedBy(reply, words)?.slot;
    attributesManager.setSessionAttributes({
      ...memory,
      traveller: speakerOf(requestEnvelope),
      ...(slot !== undefined && { elicited: slot }),
    });
  }
  return respond(responseBuilder, {
    reply,
    words,
    screen: full.capabilities.screen,
    ...(spoken !== undefined && { spoken }),
    ...(deps.baseUrl !== undefined && { baseUrl: deps.baseUrl }),
  });
}

function profileOf({ givenName, familyName }: SessionMemory): Pick<Turn, 'profile'> {
  if (givenName === undefined && familyName === undefined) return {};
  return { profile: { ...(givenName !== undefined && { givenName }), ...(familyName !== undefined && { familyName }) } };
}

/** Early speech once a request. `spoken` waits for it, because a directive that arrives after the answer is refused. */
function earlySpeech(services: Services, requestId: string, fetchJson: FetchJson) {
  let said: Promise<string | undefined> = Promise.resolve(undefined);
  const say = async (progress: string): Promise<void> => {
    said = speakEarly(services, requestId, progress, fetchJson).then((ok) => (ok ? progress : undefined));
    await said;
  };
  return { say, spoken: () => said };
}

/** Whatever else Alexa sends in a session: we say what we do. */
const unknown: RequestHandler = {
  canHandle: () => true,
  handle: ({ requestEnvelope, responseBuilder }) => respondFixed(responseBuilder, wordsOf(localeOf(requestEnvelope)).edge.unknown),
};

/** The single catch: the code goes to the log, an apology to the traveller, and the session stays. */
function apologise({ requestEnvelope, responseBuilder }: HandlerInput, error: Error, log: Log): Response {
  const { request, session } = requestEnvelope;
  log.event('alexa.error', { ...faultOf(error), type: request.type.slice(0, 60) });
  if (!isObject(session) && request.type !== 'LaunchRequest' && request.type !== 'IntentRequest') return {};
  return respondFixed(responseBuilder, wordsOf(localeOf(requestEnvelope)).edge.sorry);
}
