import type { ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Reply, Turn } from '../../shared/turn.ts';
import { httpServer, type Mount, mounted, TIMEOUTS } from '../../skills/web/http-server.ts';
import { limiter, type Rate } from '../../skills/web/limits.ts';
import { webRouter } from '../../skills/web/router.ts';
import { siteFiles } from '../../skills/web/static.ts';
import type { Web } from '../../skills/web/web.ts';
import { readWords } from '../../skills/web/words.ts';
import { placeOf, skiTrip } from './web-trip.ts';

const ROOT = join(import.meta.dirname, '..', '..');
export const NOW = '2026-11-21T10:00:00.000Z';

export const REPLY: Reply = {
  turnId: 'web:1',
  locale: 'fr-FR',
  sentences: ['À trois, donc.', "Vous partez d'où ?"],
  speech: "À trois, donc. Vous partez d'où ?",
  author: 'machine',
  reprompt: 'Votre ville de départ ?',
  expectsReply: true,
  suggestions: ['de Nantes', 'de Paris'],
  phase: 'briefing',
};

/** The skill's ports with the core's answer given by the test. */
export function webWith(converse: (turn: Turn) => Promise<Reply>, more: Partial<Web> = {}): Web {
  let minted = 0;
  const trip = skiTrip();
  return {
    converse,
    now: () => NOW,
    secret: (bytes) => `secret-${bytes}-${++minted}`,
    trip: async (id) => (id === trip.id ? trip : undefined),
    trace: async () => [{ at: NOW, timeZone: 'Europe/Paris', heard: 'Les Arcs <b>', said: 'Je bloque tout aux Arcs.', author: 'machine' }],
    readback: async () => ['Je récapitule, au nom de Camille Martin.', 'En tout, 2944 euros.'],
    evidence: async () => '{"format":"org.rfo.evidence.v1"}\n',
    rename: async () => {},
    giveDetails: async () => {},
    answerLetter: async () => 'sent',
    castVote: async () => 'taken',
    place: placeOf,
    placeName: (id) => placeOf(id)?.name ?? id,
    words: readWords(join(ROOT, 'locales')),
    healthy: async () => true,
    event: () => {},
    ...more,
  };
}

export interface Serving {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

interface Options {
  readonly rate?: Rate;
  readonly mounts?: readonly Mount[];
  readonly timeouts?: ServerOptions;
}

/** The real HTTP server on a free port of this machine. */
export async function serve(
  web: Web,
  { rate = { burst: 500, perSecond: 100 }, mounts = [], timeouts = TIMEOUTS }: Options = {},
): Promise<Serving> {
  const handle = webRouter({ web, limit: limiter(rate), files: siteFiles(ROOT) });
  const { server, stop } = httpServer(mounted([...mounts, { path: '/', handle }]), () => {}, timeouts);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

/** Pages as a browser gets them, each from a server of its own; `close` stops them all. */
export function openPages() {
  const open: Serving[] = [];
  return {
    get: async (path: string, more: Partial<Web> = {}, init: RequestInit = {}): Promise<Response> => {
      const started = await serve(webWith(async () => REPLY, more));
      open.push(started);
      return fetch(`${started.url}${path}`, { redirect: 'manual', ...init });
    },
    close: async (): Promise<void> => {
      for (const started of open.splice(0)) await started.stop();
    },
  };
}

/** What is read, without markup. */
export const textOf = (html: string): string =>
  html
    .replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/[\s\u00a0\u202f]+/g, ' ');
