import { readFileSync } from 'node:fs';
import type { Reply, Turn } from '../../shared/turn.ts';
import { at } from '../../skills/edge/json.ts';
import type { GoogleDeps } from '../../skills/google/http.ts';
import { handleGoogleHttp } from '../../skills/google/http.ts';

export const NOW = '2026-11-21T10:00:00.000Z';

/** A golden request by its name in test/golden/google. */
export function golden(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../golden/google/${name}.json`, import.meta.url), 'utf8'));
}

/** A reply as the core hands it over; what a test does not name is small and plain. */
export function replyTo(turn: Pick<Turn, 'id' | 'locale'>, change: Partial<Reply> = {}): Reply {
  const sentences = change.sentences ?? ['À trois, donc.', "Vous partez d'où ?"];
  return {
    turnId: turn.id,
    locale: turn.locale,
    sentences,
    speech: sentences.join(' '),
    author: 'machine',
    reprompt: 'Votre ville de départ ?',
    expectsReply: true,
    suggestions: ['Nantes', 'Paris'],
    phase: 'briefing',
    ...change,
  };
}

/** The edge with a core that notes the turns it gets and answers them all alike. */
export function edge(change: Partial<Reply> = {}, deps: Partial<GoogleDeps> = {}) {
  const turns: Turn[] = [];
  const all: GoogleDeps = {
    converse: async (turn) => {
      turns.push(turn);
      return replyTo(turn, change);
    },
    now: () => NOW,
    log: { event: () => undefined },
    ...deps,
  };
  return {
    turns,
    post: async (body: unknown, headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' }) => {
      const rawBody = typeof body === 'string' ? Buffer.from(body) : body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
      const answer = await handleGoogleHttp({ headers, rawBody }, all);
      return { ...answer, json: JSON.parse(answer.body) as unknown };
    },
  };
}

/** Every text that a default-platform client would show or say. */
export function defaultTexts(response: unknown): readonly string[] {
  const messages = at(response, 'fulfillmentMessages');
  if (!Array.isArray(messages)) return [];
  return messages.filter((m) => at(m, 'platform') === undefined).flatMap((m) => (at(m, 'text', 'text') as string[] | undefined) ?? []);
}
