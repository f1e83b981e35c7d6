import { at, textAt } from '../../skills/edge/json.ts';

export interface Said {
  readonly speech: string;
  /** False when the session was closed by the answer. */
  readonly goesOn: boolean;
  readonly response: unknown;
}

/** One traveller behind Dialogflow: what its servers do between a person's words and the webhook, sessions and contexts included. */
export interface Dialogflow {
  open(): Promise<Said>;
  say(words: string): Promise<Said>;
  silence(): Promise<Said>;
  /** The same call again, as Dialogflow sends it when an answer got lost. */
  again(): Promise<Said>;
}

type Post = (body: unknown) => Promise<unknown>;
interface Context {
  readonly name: string;
  readonly lifespanCount?: number;
}
interface Where {
  readonly session: string;
  readonly languageCode: string;
  readonly timeZone?: string;
}

/** A Dialogflow ES agent. Contexts live for the turns they were given and are dropped at 0. */
export function dialogflowEs(post: Post, { session, languageCode, timeZone }: Where): Dialogflow {
  const name = `projects/test/agent/sessions/${session}`;
  let contexts: readonly Context[] = [];
  let calls = 0;
  let last: unknown;
  const call = async (body: unknown): Promise<Said> => {
    last = body;
    const response = await post(body);
    const given = (at(response, 'outputContexts') ?? []) as readonly Context[];
    contexts = given.filter((context) => (context.lifespanCount ?? 0) > 0);
    return { speech: textAt(response, 'fulfillmentText') ?? '', goesOn: contexts.length > 0, response };
  };
  const query = (queryText: string) =>
    call({
      responseId: `${session}-${++calls}`,
      session: name,
      queryResult: { queryText, languageCode, outputContexts: contexts, intent: { displayName: 'trip' } },
      originalDetectIntentRequest: { payload: timeZone === undefined ? {} : { timeZone } },
    });
  return { open: () => query('WELCOME'), say: query, silence: () => query(''), again: () => call(last) };
}

/** A Dialogflow CX agent with one page that hands every turn to the webhook. A parameter set to null leaves the session; so does going to its end page. */
export function dialogflowCx(post: Post, { session, languageCode, timeZone }: Where): Dialogflow {
  const agent = 'projects/test/locations/europe-west1/agents/test';
  let parameters: Readonly<Record<string, unknown>> = {};
  let calls = 0;
  let last: unknown;
  const call = async (body: unknown): Promise<Said> => {
    last = body;
    const response = await post(body);
    const set = (at(response, 'sessionInfo', 'parameters') ?? {}) as Readonly<Record<string, unknown>>;
    const ended = textAt(response, 'targetPage')?.endsWith('/END_SESSION') === true;
    parameters = ended ? {} : Object.fromEntries(Object.entries({ ...parameters, ...set }).filter(([, value]) => value !== null));
    const [first] = at(response, 'fulfillmentResponse', 'messages') as readonly unknown[];
    return { speech: String((at(first, 'text', 'text') as readonly unknown[])[0]), goesOn: !ended, response };
  };
  const turn = (query: object, tag = 'turn') =>
    call({
      detectIntentResponseId: `${session}-${++calls}`,
      languageCode,
      fulfillmentInfo: { tag },
      pageInfo: { currentPage: `${agent}/flows/start/pages/turns` },
      sessionInfo: { session: `${agent}/sessions/${session}`, parameters },
      payload: timeZone === undefined ? {} : { timeZone },
      ...query,
    });
  return {
    open: () => turn({ triggerEvent: 'WELCOME' }),
    say: (transcript) => turn({ transcript }),
    silence: () => turn({ triggerEvent: 'sys.no-input-default' }),
    again: () => call(last),
  };
}
