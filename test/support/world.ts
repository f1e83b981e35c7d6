import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { startServer } from '../../skills/web/server.ts';
import { type Hearing, hear } from './ear.ts';
import { scratch } from './scratch.ts';
import type { Operator } from './transcript.ts';

/** The clock of every transcript: Saturday 21 November 2026, 11 in the morning in Paris. */
export const START = '2026-11-21T10:00:00.000Z';

export interface Said {
  readonly speech: string;
  readonly ends: boolean;
  readonly phase?: string;
  readonly reprompt?: string;
  readonly progress?: string;
  /** Where those who travel vote, if the answer shows it. */
  readonly votePage?: string;
  /** Alexa only: whether the ear matched the line to the interaction model. */
  readonly matched?: boolean;
}

export type Line = { readonly open: true } | { readonly silence: true } | { readonly news: true } | { readonly text: string };
export type ChannelName = 'chat' | 'alexa' | 'google';

/** One traveller on one channel. */
export interface Talker {
  say(line: Line): Promise<Said>;
}

/** A vendor that sleeps longer than a turn wakes when the clock is moved past it; one that is only slow makes nobody wait. */
const LONG_SLEEP_MS = 10_000;
const STIRS_MS = 1;
/** A vendor may hang: what it was asked is then still under way. */
const GIVES_UP_MS = 3_000;

/** The real server with its demonstration vendors, on a clock that tests move. */
export async function openWorld(operator: Operator = 'organiser') {
  const dir = scratch('concierge');
  let now = START;
  let asleep: readonly { readonly until: number; readonly wake: () => void }[] = [];
  const sleep = (ms: number): Promise<void> =>
    ms < LONG_SLEEP_MS
      ? Promise.resolve()
      : new Promise((wake) => {
          asleep = [...asleep, { until: Date.parse(now) + ms, wake }];
        });
  const server = await startServer(
    { PORT: '0', HOST: '127.0.0.1', DATA_DIR: dir, LIVE_FANOUT: '200', OPERATOR_ROLE: operator },
    // The clock stands: what is spread over moments to come would never be sent.
    { clock: { now: () => now }, sleep, random: () => 0 },
  );
  const settled = async () => {
    await Promise.race([server.settled(), pause(GIVES_UP_MS, undefined, { ref: false })]);
  };
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const answer = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.status === 204 ? undefined : answer.json();
  };
  return {
    url: server.url,
    /** Moves the clock. What falls due by it is given the moment it takes. */
    at: async (instant: string) => {
      const moved = instant > now;
      now = instant;
      const due = asleep.filter(({ until }) => until <= Date.parse(instant));
      asleep = asleep.filter((each) => !due.includes(each));
      for (const { wake } of due) wake();
      if (!moved) return;
      await pause(STIRS_MS);
      await settled();
    },
    /** People take seconds to speak: what vendors were asked meanwhile has come. */
    settled,
    /** The demonstration vendors' books as on the first day, and the troubles to come. */
    vendorsAnew: async (list: readonly unknown[]) => {
      const books = new DatabaseSync(join(dir, 'sandbox', 'sandbox.sqlite'));
      books.exec('DELETE FROM promises; DELETE FROM stands; DELETE FROM answers');
      books.close();
      await post('/sandbox/_faults', []);
      if (list.length > 0) await post('/sandbox/_faults', list);
    },
    /** Troubles to come, from now on. */
    troubles: (list: readonly unknown[]) => post('/sandbox/_faults', list),
    post,
    /** What was written to vendors without an API. */
    letters: () => {
      const folder = join(dir, 'mail');
      return existsSync(folder) ? readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')) : [];
    },
    chat: (traveller: string, locale: string): Talker => chat(post, traveller, locale),
    alexa: (traveller: string, locale: string): Talker => alexa(post, traveller, locale, () => now),
    google: (traveller: string, locale: string): Talker => google(post, traveller, locale),
    close: async () => {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The page of a vote, where the channel's answer has its link: on the page's panel, a card, a button. */
function voteLink(answer: unknown): { readonly votePage?: string } {
  const found = /https?:[^"\s\\]+\/vote\?key=[\w-]+/.exec(JSON.stringify(answer))?.[0];
  return found === undefined ? {} : { votePage: found };
}

/** Somebody opens the page, and sends what they make of each choice in its order, and a limit. What is shown after that. */
export async function voteAt(page: string, ballot: readonly string[], locale: string): Promise<string> {
  const html = await (await fetch(`${page}&locale=${locale}`)).text();
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';
  const names = [...new Set([...html.matchAll(/name="(option-\d)"/g)].map(([, name]) => name ?? ''))];
  const stances = Object.fromEntries(names.map((name, i) => [name, ballot[i] ?? '']));
  const body = new URLSearchParams({ voter: value('voter'), ...stances, limit: ballot[names.length] ?? '' });
  const answer = await fetch(`${page}&locale=${locale}`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`the vote was answered ${answer.status}`);
  return answer.text();
}

export type World = Awaited<ReturnType<typeof openWorld>>;

/** A world for each operator that a transcript wants, opened when the first does. */
export function worlds() {
  const open = new Map<Operator, Promise<World>>();
  return {
    of: ({ operator }: { readonly operator: Operator }): Promise<World> => {
      const world = open.get(operator) ?? openWorld(operator);
      open.set(operator, world);
      return world;
    },
    close: async () => {
      for (const world of open.values()) await (await world).close();
    },
  };
}

type Post = (path: string, body: unknown) => Promise<unknown>;

/** Where the platforms place a traveller who does not say. */
const ZONES: Readonly<Record<string, string>> = { 'fr-FR': 'Europe/Paris', 'en-US': 'America/New_York', 'en-GB': 'Europe/London' };

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
        ...voteLink(answer),
      };
    },
  };
}

interface AlexaAnswer {
  readonly response?: {
    readonly outputSpeech?: { readonly ssml?: string };
    readonly reprompt?: { readonly outputSpeech?: { readonly ssml?: string } };
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
  let reprompt = '';
  const request = (line: Line): { readonly body: object; readonly matched: boolean } => {
    turn += 1;
    const base = { requestId: `amzn1.echo-api.request.${traveller}.${turn}`, timestamp: now(), locale };
    if ('open' in line) return { body: { ...base, type: 'LaunchRequest' }, matched: true };
    if ('silence' in line || 'news' in line)
      return { body: { ...base, type: 'SessionEndedRequest', reason: 'EXCEEDED_MAX_REPROMPTS' }, matched: true };
    const heard: Hearing = hear(line.text, locale, { elicit });
    return { body: { ...base, type: 'IntentRequest', intent: heard.intent, dialogState: 'IN_PROGRESS' }, matched: heard.matched };
  };
  return {
    say: async (line) => {
      if ('silence' in line && reprompt !== '') {
        // The device says the reprompt by itself; only the second silence is told.
        const speech = reprompt;
        reprompt = '';
        return { speech, ends: false };
      }
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
      reprompt = plain(answer.response?.reprompt?.outputSpeech?.ssml ?? '');
      attributes = ends ? {} : (answer.sessionAttributes ?? {});
      elicit = answer.response?.directives?.find((directive) => directive.type === 'Dialog.ElicitSlot')?.slotToElicit;
      return { speech: plain(answer.response?.outputSpeech?.ssml ?? ''), ends, matched, ...voteLink(answer) };
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
      const queryText = open ? 'WELCOME' : 'text' in line ? line.text : 'actions_intent_NO_INPUT';
      const answer = (await post('/google', {
        responseId: `response-${traveller}-${turn}`,
        session,
        queryResult: { queryText, languageCode: locale, parameters: {}, allRequiredParamsPresent: true, intent, outputContexts: contexts },
        originalDetectIntentRequest: { source: 'DIALOGFLOW_CONSOLE', payload: {} },
      })) as GoogleAnswer;
      contexts = answer.outputContexts ?? contexts;
      return { speech: answer.fulfillmentText ?? '', ends: false, ...voteLink(answer) };
    },
  };
}
