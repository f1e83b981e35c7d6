import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import fc from 'fast-check';
import { withBallot } from '../../shared/booking/vote.ts';
import { newConversation } from '../../shared/dialogue/fresh.ts';
import { render } from '../../shared/rendering/render.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { limiter } from '../../skills/web/limits.ts';
import { webRouter } from '../../skills/web/router.ts';
import { NOW, type Play, tell } from '../support/play.ts';
import { votingPlay, votingWeb } from '../support/voting.ts';
import { openWorld, voteAt } from '../support/world.ts';

/** A limit that a voter enters is compared, and written out to nobody: not to the others, not to vendors, not into logs, not even back to its author. */
const START = votingPlay();
const OPTIONS = START.state.trip.vote?.options ?? [];
const PRICES = OPTIONS.map(({ proposal }) => proposal.total.minor);

function withVotes(play: Play, limits: readonly number[]): Play {
  const { trip } = play.state;
  const stances = Object.fromEntries(OPTIONS.map(({ proposal }) => [proposal.id, 'yes' as const]));
  const vote = limits.reduce<Trip['vote']>((before, minor, i) => {
    const after = withBallot(before, { voter: `voter-${i}`, stances, ceiling: { minor, currency: 'EUR' } }, NOW);
    if (typeof after === 'string') throw new Error(after);
    return after;
  }, trip.vote);
  return { ...play, state: { ...play.state, trip: { ...trip, ...(vote && { vote }) } } };
}

/** All that anybody gets to hear or see from here on. */
async function outputs(play: Play): Promise<readonly string[]> {
  const { web, path } = votingWeb(play.state.trip);
  // Whoever opens the page anew gets an id of their own.
  const handle = webRouter({
    web: { ...web, secret: () => 'somebody-somebody' },
    limit: limiter({ burst: 500, perSecond: 1 }),
    files: new Map(),
  });
  const get = async (address: string) => {
    const [at = '', query = ''] = address.split('?');
    const request = { method: 'GET', path: at, query: new URLSearchParams(query), headers: {}, body: new Uint8Array(), client: 'test' };
    return String((await handle(request)).body);
  };
  const key = `key=${play.state.trip.key}`;
  const pages = [path, `${path}&locale=en-US`, ...['', '.json', '.ics', '.evidence.json'].map((part) => `/trips/trip-1${part}?${key}`)];
  const talks = ['on en est où ?', '(open)', 'plus tard', 'que savez-vous de moi ?'].map((line) => tell(play, line));
  const taken = tell(tell(play, 'on en est où ?'), 'oui');
  const replies = [...talks, taken].map(({ state, says, speech }) => {
    const answer = { turnId: 'turn', progress: [], says, expectsReply: true, author: 'machine' as const };
    const here = { locale: 'fr-FR', timeZone: 'Europe/Paris', now: NOW, baseUrl: 'https://concierge.example' };
    return [speech, JSON.stringify(render(answer, { ...state, conversation: newConversation('p', 'trip-1'), ...here }))].join('\n');
  });
  return [...(await Promise.all(pages.map(get))), ...replies];
}

/** Two limits between the same two prices leave the same choices. */
const alike = fc.constantFrom(...[0, ...PRICES].keys()).chain((i) => {
  const bounds = [0, ...PRICES.toSorted((a, b) => a - b), 1_000_000];
  const limit = fc.integer({ min: Math.max(1, bounds[i] ?? 1), max: (bounds[i + 1] ?? 1_000_000) - 1 });
  return fc.tuple(limit, limit, limit);
});

describe('the limit of a voter', () => {
  test('changes nothing that anybody hears or sees, but for which choices are left', async () => {
    await fc.assert(
      fc.asyncProperty(alike, async ([one, other, second]) => {
        expect(await outputs(withVotes(START, [one, second]))).toEqual(await outputs(withVotes(START, [other, second])));
      }),
      { numRuns: 40, seed: 20_261_121 },
    );
  });

  test('is in nothing that leaves the server, whoever asks, nor in what vendors are sent, nor in the log', async () => {
    const sent: string[] = [];
    const listen = (message: unknown) => {
      const { request } = message as { readonly request: { readonly path: string; readonly body: unknown } };
      sent.push(`${request.path} ${String(request.body)}`);
    };
    const logged = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => sent.push(String(chunk)) > 0);
    subscribe('undici:request:create', listen);
    const world = await openWorld();
    try {
      await world.vendorsAnew([]);
      const seen: string[] = [];
      const say = async (text: string) => {
        await world.settled();
        const reply = (await world.post('/chat', { traveller: 'secrecy', locale: 'fr-FR', timeZone: 'Europe/Paris', text })) as ReplyShown;
        seen.push(JSON.stringify(reply));
        return reply;
      };
      let listed = (await say('un hôtel à Annecy du 12 au 14 février pour deux')).trip.proposals.length;
      // On a busy machine some sellers answer after the turn.
      for (let look = 0; look < 20 && listed < 2; look++) listed = (await say('on en est où ?')).trip.proposals.length;
      await say('on vote');
      const { trip } = await say('oui');
      expect(seen.join('\n')).toContain('/vote?key=');
      for (const ballot of [
        ['yes', 'fine', 'fine', '7317,43'],
        ['yes', 'yes', 'fine', '8641,29'],
      ])
        seen.push(await voteAt(trip.vote?.page ?? '', ballot, 'fr-FR'));
      const page = (part: string) => trip.page.replace('?', `${part}?`);
      const lookAround = async () => {
        for (const address of [trip.vote?.page ?? '', ...['', '.json', '.ics', '.evidence.json'].map(page)])
          seen.push(await (await fetch(address)).text());
      };
      await lookAround();
      for (const line of ['on en est où ?', 'oui', 'Camille Martin', 'je confirme et je paie']) await say(line);
      await world.settled();
      await lookAround();
      expect(sent.filter((each) => each.includes('offer.accepted')).length).toBeGreaterThan(2);
      expect(seen.at(-3)).toContain('"confirmed"');
      const digits = /7[ .,\u202f\u00a0]?317|8[ .,\u202f\u00a0]?641|731743|864129/;
      // Hashes, keys and signatures hold every digit by chance.
      const said = [...seen, ...sent].map((each) => each.replace(/[\w+/-]{16,}=*/g, ''));
      expect(said.filter((each) => digits.test(each)).map((each) => each.slice(0, 200))).toEqual([]);
    } finally {
      unsubscribe('undici:request:create', listen);
      logged.mockRestore();
      await world.close();
    }
  }, 60_000);
});

interface ReplyShown {
  readonly speech: string;
  readonly trip: { readonly page: string; readonly proposals: readonly unknown[]; readonly vote?: { readonly page: string } };
}
