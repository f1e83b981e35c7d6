import { ConciergeError } from '../../shared/errors.ts';
import type { Reply, Turn } from '../../shared/turn.ts';
import { REPLY, type Serving, serve, webWith } from '../support/web.ts';

const BODY = { traveller: 'camille', locale: 'fr-FR', timeZone: 'Europe/Paris', turnId: 't1', text: 'deux adultes' };
const open: Serving[] = [];

async function serving(...args: Parameters<typeof serve>): Promise<Serving> {
  const started = await serve(...args);
  open.push(started);
  return started;
}

afterEach(async () => {
  for (const started of open.splice(0)) await started.stop();
});

function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** What the core was asked, and the raw answer. */
async function ask(
  body: unknown,
  reply: Partial<Reply> = {},
): Promise<{ turn: Turn | undefined; response: Response; answer: Record<string, unknown> }> {
  let turn: Turn | undefined;
  const { url } = await serving(
    webWith(async (given) => {
      turn = given;
      return { ...REPLY, ...reply };
    }),
  );
  const response = await post(url, body);
  return { turn, response, answer: (await response.json()) as Record<string, unknown> };
}

describe('a turn over /chat', () => {
  test('reaches the core with its words, place in time and six seconds to answer', async () => {
    const { turn } = await ask(BODY);
    expect(turn).toEqual({
      id: 'web:t1',
      channel: 'web',
      traveller: expect.stringMatching(/^web:/),
      locale: 'fr-FR',
      timeZone: 'Europe/Paris',
      deadline: '2026-11-21T10:00:06.000Z',
      input: { type: 'utterance', text: 'deux adultes' },
      capabilities: { screen: true, earlySpeech: false },
      newSession: false,
    });
  });

  test('keeps the caller’s id out of every key, and one id is one traveller', async () => {
    const first = await ask(BODY);
    const second = await ask({ ...BODY, text: 'trois' });
    const other = await ask({ ...BODY, traveller: 'someone else' });
    expect(first.turn?.traveller).toMatch(/^web:[0-9a-f]{40}$/);
    expect(second.turn?.traveller).toBe(first.turn?.traveller);
    expect(other.turn?.traveller).not.toBe(first.turn?.traveller);
  });

  test.each([
    [{ open: true }, { type: 'open' }, true],
    [{ silence: true }, { type: 'silence' }, false],
    [{ news: true }, { type: 'news' }, false],
    [{ text: 'oui', silence: false }, { type: 'utterance', text: 'oui' }, false],
  ])('%j is heard as %j', async (given, input, newSession) => {
    const { traveller, locale } = BODY;
    const { turn } = await ask({ traveller, locale, ...given });
    expect(turn?.input).toEqual(input);
    expect(turn?.newSession).toBe(newSession);
  });

  test('needs no turn id and no zone: one is minted, the other is that of the locale', async () => {
    const { turn } = await ask({ traveller: 'camille', locale: 'en-US', text: 'hi' });
    expect(turn?.id).toBe('web:secret-12-1');
    expect(turn?.timeZone).toBe('America/New_York');
  });

  test('is answered with exactly the fields that have a value', async () => {
    const { answer } = await ask(BODY);
    expect(answer).toEqual({
      speech: "À trois, donc. Vous partez d'où ?",
      author: 'machine',
      reprompt: 'Votre ville de départ ?',
      expectsReply: true,
      suggestions: ['de Nantes', 'de Paris'],
      phase: 'briefing',
    });
  });

  test('shows display, trip and how long offers may join when the core gives them', async () => {
    const display = { title: 'Trois propositions', items: [{ label: 'Les Arcs', say: 'Les Arcs' }] };
    const trip = {
      id: 'trip-1',
      brief: { needs: [], where: ['resort:les-arcs'] },
      summary: [{ label: 'Où', value: 'Les Arcs' }],
      proposals: [],
      bookings: [],
      page: '/trips/trip-1?key=k',
    };
    const { answer } = await ask(BODY, { display, trip, progress: 'À trois, donc.', waitingUntil: '2026-11-21T10:15:00Z' });
    expect(answer).toMatchObject({
      progress: 'À trois, donc.',
      display,
      waitingUntil: '2026-11-21T10:15:00Z',
      trip,
    });
  });

  test('as an event stream sends the progress while the core still works, then the answer', async () => {
    const finish = Promise.withResolvers<void>();
    const { url } = await serving(
      webWith(async ({ onProgress, capabilities }) => {
        expect(capabilities.earlySpeech).toBe(true);
        await onProgress?.('Je demande aux vendeurs.');
        await finish.promise;
        return { ...REPLY, progress: 'Je demande aux vendeurs.' };
      }),
    );
    const response = await post(url, BODY, { accept: 'text/event-stream' });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe('event: progress\ndata: {"progress":"Je demande aux vendeurs."}\n\n');
    finish.resolve();
    expect((await reader?.read())?.value).toMatch(/^event: answer\ndata: \{"speech":"À trois, donc\./);
    expect((await reader?.read())?.done).toBe(true);
  });

  test('as an event stream tells of a failure after the progress in its last event', async () => {
    const { url } = await serving(
      webWith(async ({ onProgress }) => {
        await onProgress?.('Un instant.');
        throw new ConciergeError('store-down', 'secret path /var/db');
      }),
    );
    const text = await (await post(url, BODY, { accept: 'text/event-stream' })).text();
    expect(text).toContain('event: problem\ndata: {"type":"about:blank","title":"Service Unavailable","status":503');
    expect(text).not.toContain('/var/db');
  });
});

describe('what is refused over /chat', () => {
  const problemsOf = async (response: Response) => ((await response.json()) as { problems: unknown }).problems;

  test('every field that is wrong is named at once, with what to do', async () => {
    const { url } = await serving(webWith(async () => REPLY));
    const response = await post(url, { traveller: 7, locale: 'not a locale!', timeZone: 'Mars/Olympus', turnId: '', text: ' ' });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await problemsOf(response)).toEqual([
      { field: 'traveller', problem: 'is not a string', fix: 'send a string of 1 to 200 characters' },
      { field: 'turnId', problem: 'is empty', fix: 'send a string of 1 to 200 characters' },
      { field: 'locale', problem: 'is not a language tag', fix: 'send a BCP 47 tag such as "fr-FR"' },
      { field: 'timeZone', problem: 'is not a known time zone', fix: 'send an IANA zone such as "Europe/Paris", or leave it out' },
      { field: 'text', problem: 'is empty', fix: 'send what was said, or "silence": true' },
    ]);
  });

  test.each([
    ['nothing said', {}, 'text'],
    ['two things at once', { text: 'oui', open: true }, 'text, open'],
    ['a number for words', { text: 3 }, 'text'],
    ['a word for true', { open: 'yes' }, 'open'],
    ['open: false alone', { open: false }, 'text'],
  ])('%s', async (_name, input, field) => {
    const { url } = await serving(webWith(async () => REPLY));
    const response = await post(url, { traveller: 'a', locale: 'fr-FR', ...input });
    expect(response.status).toBe(400);
    expect(await problemsOf(response)).toMatchObject([{ field }]);
  });

  test.each([
    ['no JSON', '{"traveller":', 'is not JSON'],
    ['an empty body', '', 'is not JSON'],
    ['a body of 70 levels', `${'['.repeat(70)}${']'.repeat(70)}`, 'is nested deeper than 64'],
    ['a list', '[]', 'is not an object'],
  ])('%s is 400', async (_name, body, what) => {
    const { url } = await serving(webWith(async () => REPLY));
    const response = await post(url, body);
    expect(response.status).toBe(400);
    expect(await problemsOf(response)).toMatchObject([{ problem: what }]);
  });

  test('an inherited name is not a field', async () => {
    const { url } = await serving(webWith(async () => REPLY));
    const response = await post(url, '{"__proto__":{"traveller":"a","locale":"fr-FR","text":"oui"}}');
    expect(response.status).toBe(400);
  });

  test.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['application/json; charset=utf-8', 200],
  ])('a body of %s is answered %i', async (type, status) => {
    const { url } = await serving(webWith(async () => REPLY));
    expect((await post(url, BODY, { 'content-type': type })).status).toBe(status);
  });

  test('a compressed body is 415, one over 256 kB 413, another method 405', async () => {
    const { url } = await serving(webWith(async () => REPLY));
    expect((await post(url, BODY, { 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await post(url, { ...BODY, text: 'a'.repeat(257 * 1024) })).status).toBe(413);
    const got = await fetch(`${url}/chat`);
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('one traveller’s flood is 429 with a time to wait, and another is still served', async () => {
    const { url } = await serving(
      webWith(async () => REPLY),
      { rate: { burst: 2, perSecond: 0.5 } },
    );
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await post(url, BODY)).status);
    const refused = await post(url, BODY);
    expect(statuses).toEqual([200, 200, 429]);
    expect(refused.headers.get('retry-after')).toBe('2');
    expect((await post(url, { ...BODY, traveller: 'other' })).status).toBe(200);
  });

  test.each([
    ['the store is down', new ConciergeError('store-down', 'ECONNREFUSED 10.0.0.7'), 503],
    ['a bug', new TypeError('x is not a function'), 503],
  ])('%s: a fixed text, never ours', async (_name, error, status) => {
    const { url } = await serving(
      webWith(async () => {
        throw error;
      }),
    );
    const response = await post(url, BODY);
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(text).not.toMatch(/ECONNREFUSED|not a function|\bat /);
    expect(JSON.parse(text)).toMatchObject({ status, type: 'about:blank' });
  });
});

describe('when the server mints the travellers', () => {
  const minting = { sessionSecret: 'a-long-session-secret' };

  test('the body’s traveller is not believed; the cookie it hands out is', async () => {
    const seen: string[] = [];
    const { url } = await serving(
      webWith(async ({ traveller }) => {
        seen.push(traveller);
        return REPLY;
      }, minting),
    );
    const first = await post(url, BODY);
    const cookie = first.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^traveller=secret-18-1\.[\w-]{43}; Path=\/; Max-Age=31536000; HttpOnly; Secure; SameSite=Lax$/);
    await post(url, BODY);
    await post(url, { ...BODY, traveller: 'x' }, { cookie: cookie.split(';')[0] ?? '' });
    expect(seen[1]).not.toBe(seen[0]);
    expect(seen[2]).toBe(seen[0]);
  });

  test('a cookie that was not signed here opens nobody’s trip', async () => {
    const seen: string[] = [];
    const { url } = await serving(
      webWith(async ({ traveller }) => {
        seen.push(traveller);
        return REPLY;
      }, minting),
    );
    await post(url, BODY);
    await post(url, BODY, { cookie: 'traveller=secret-18-1.AAAA' });
    await post(url, BODY, { cookie: 'traveller=secret-18-1' });
    expect(new Set(seen).size).toBe(3);
  });
});
