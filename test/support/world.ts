import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../skills/web/server.ts';
import { type Hearing, hear } from './ear.ts';

/** The clock of every transcript: Saturday 21 November 2026, 11 in the morning in Paris. */
export const START = '2026-11-21T10:00:00.000Z';

export interface Said {
  readonly speech: string;
  readonly ends: boolean;
  readonly phase?: string;
  readonly reprompt?: string;
  readonly progress?: string;
  /** Alexa only: whether the ear matched the line to the interaction model. */
  readonly matched?: boolean;
}

export type Line = { readonly open: true } | { readonly silence: true } | { readonly text: string };

/** One traveller on one channel. */
export interface Talker {
  say(line: Line): Promise<Said>;
}

/** The real server with its demonstration vendors, on a clock that tests move. Slow vendors do not make anybody wait. */
export async function openWorld() {
  const dir = mkdtempSync(join(tmpdir(), 'concierge-'));
  let now = START;
  const server = await startServer({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dir }, { clock: { now: () => now }, sleep: async () => undefined });
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const answer = await fetch(`${server.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  return {
    url: server.url,
    at: (instant: string) => {
      now = instant;
    },
    post,
    chat: (traveller: string, locale: string): Talker => chat(post, traveller, locale),
    alexa: (traveller: string, locale: string): Talker => alexa(post, traveller, locale, () => now),
    google: (traveller: string, locale: string): Talker => google(post, traveller, locale),
    close: async () => {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;
type Post = (path: string, body: unknown) => Promise<unknown>;

const ZONES: Readonly<Record<string, string>> = { 'fr-FR': 'Europe/Paris', 'en-US': 'Europe/London', 'en-GB': 'Europe/London' };

function chat(post: Post, traveller: string, locale: string): Talker {
  return {
    say: async (line) => {
      const answer = (await post('/chat', { traveller, locale, timeZone: ZONES[locale], ...line })) as {
        speech: string;
        expectsReply: boolean;
        phase: string;
        reprompt?: string;
        progress?: string;
      };
      return {
        speech: answer.speech,
        ends: !answer.expectsReply,
        phase: answer.phase,
        ...(answer.reprompt ? { reprompt: answer.reprompt } : {}),
        ...(answer.progress ? { progress: answer.progress } : {}),
      };
    },
  };
}

interface AlexaAnswer {
  readonly response?: {
    readonly outputSpeech?: { readonly ssml?: string };
    readonly shouldEndSession?: boolean;
    readonly directives?: readonly { readonly type: string; readonly slotToElicit?: string }[];
  };
  readonly sessionAttributes?: Record<string, unknown>;
}

function alexa(post: Post, traveller: string, locale: string, now: () => string): Talker {
  let session = 0;
  let turn = 0;
  let isNew = true;
  let elicit: string | undefined;
  let attributes: Record<string, unknown> = {};
  const request = (line: Line): { readonly body: object; readonly matched: boolean } => {
    turn += 1;
    const base = { requestId: `amzn1.echo-api.request.${traveller}.${turn}`, timestamp: now(), locale };
    if ('open' in line) return { body: { ...base, type: 'LaunchRequest' }, matched: true };
    if ('silence' in line) return { body: { ...base, type: 'SessionEndedRequest', reason: 'EXCEEDED_MAX_REPROMPTS' }, matched: true };
    const heard: Hearing = hear(line.text, locale, { elicit });
    return { body: { ...base, type: 'IntentRequest', intent: heard.intent, dialogState: 'IN_PROGRESS' }, matched: heard.matched };
  };
  return {
    say: async (line) => {
      if (isNew) session += 1;
      const { body, matched } = request(line);
      const application = { applicationId: 'amzn1.ask.skill.test' };
      const user = { userId: `amzn1.ask.account.${traveller}` };
      const answer = (await post('/alexa', {
        version: '1.0',
        session: { new: isNew, sessionId: `session.${traveller}.${session}`, application, attributes, user },
        context: { System: { application, user, device: { deviceId: `device.${traveller}`, supportedInterfaces: {} } } },
        request: body,
      })) as AlexaAnswer;
      const ends = answer.response?.shouldEndSession !== false;
      isNew = ends;
      attributes = ends ? {} : (answer.sessionAttributes ?? {});
      elicit = answer.response?.directives?.find((directive) => directive.type === 'Dialog.ElicitSlot')?.slotToElicit;
      return { speech: plain(answer.response?.outputSpeech?.ssml ?? ''), ends, matched };
    },
  };
}

/** What an SSML document says, without its markup. */
function plain(ssml: string): string {
  const text = ssml.replace(/<[^>]+>/g, ' ');
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text
    .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/\s+/g, ' ')
    .trim();
}

interface GoogleAnswer {
  readonly fulfillmentText?: string;
  readonly outputContexts?: readonly unknown[];
}

function google(post: Post, traveller: string, locale: string): Talker {
  let turn = 0;
  let contexts: readonly unknown[] = [];
  const session = `projects/concierge/agent/sessions/${traveller}`;
  return {
    say: async (line) => {
      turn += 1;
      const open = 'open' in line;
      const intent = { name: 'projects/concierge/agent/intents/1', displayName: open ? 'welcome' : 'trip' };
      const queryText = open ? 'WELCOME' : 'silence' in line ? 'actions_intent_NO_INPUT' : line.text;
      const answer = (await post('/google', {
        responseId: `response-${traveller}-${turn}`,
        session,
        queryResult: { queryText, languageCode: locale, parameters: {}, allRequiredParamsPresent: true, intent, outputContexts: contexts },
        originalDetectIntentRequest: { source: 'DIALOGFLOW_CONSOLE', payload: {} },
      })) as GoogleAnswer;
      contexts = answer.outputContexts ?? contexts;
      return { speech: answer.fulfillmentText ?? '', ends: false };
    },
  };
}
