import { connect } from 'node:net';
import { json, type WebRequest } from '../../skills/web/http.ts';
import { isLoopback, TIMEOUTS } from '../../skills/web/http-server.ts';
import { limiter } from '../../skills/web/limits.ts';
import { REPLY, type Serving, serve, webWith } from '../support/web.ts';

const open: Serving[] = [];

async function serving(...args: Parameters<typeof serve>): Promise<Serving> {
  const started = await serve(...args);
  open.push(started);
  return started;
}

afterEach(async () => {
  for (const started of open.splice(0)) await started.stop();
});

/** What a raw socket is told before it is closed. */
function raw(url: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8');
    socket.on('data', (piece) => {
      answer += piece;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('the page’s files', () => {
  test.each([
    ['/', 'text/html; charset=utf-8'],
    ['/app.js', 'text/javascript; charset=utf-8'],
    ['/page.css', 'text/css; charset=utf-8'],
    ['/composer.css', 'text/css; charset=utf-8'],
    ['/details.css', 'text/css; charset=utf-8'],
    ['/newsreader.woff2', 'font/woff2'],
    ['/icon.svg', 'image/svg+xml'],
    ['/texts.json', 'application/json; charset=utf-8'],
  ])('%s is served as %s, and nothing but its own origin is allowed', async (path, type) => {
    const { url } = await serving(webWith(async () => REPLY));
    const response = await fetch(`${url}${path}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'/);
    expect(response.headers.get('content-security-policy')).not.toMatch(/unsafe|https?:|\*/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('x-powered-by')).toBeNull();
  });

  test('an unchanged file is not sent twice', async () => {
    const { url } = await serving(webWith(async () => REPLY));
    const etag = (await fetch(`${url}/app.js`)).headers.get('etag') ?? '';
    const again = await fetch(`${url}/app.js`, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test.each(['/nothing', '/../package.json', '/%2e%2e/package.json', '/FONTS.md', '/chat/', '/trips', '/trips/', '//', '/?key=a'])(
    '%s leaks nothing',
    async (path) => {
      const { url } = await serving(webWith(async () => REPLY));
      const answer = await raw(url, `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
      expect(answer).toMatch(path === '/?key=a' ? /^HTTP\/1\.1 200 / : /^HTTP\/1\.1 404 /);
      expect(answer).not.toContain('voice-concierge');
    },
  );

  test('files are only read', async () => {
    const { url } = await serving(webWith(async () => REPLY));
    const response = await fetch(`${url}/`, { method: 'POST', body: 'x' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await fetch(`${url}/`, { method: 'HEAD' })).status).toBe(200);
  });

  test('every locale that has page words is in one file', async () => {
    const { url } = await serving(webWith(async () => REPLY));
    const texts = (await (await fetch(`${url}/texts.json`)).json()) as Record<string, { send: string }>;
    expect(texts['fr-FR']?.send).toBe('Envoyer');
    expect(texts['en-US']?.send).toBe('Send');
  });
});

describe('health', () => {
  test('is ok when store and dispatcher are', async () => {
    const { url } = await serving(webWith(async () => REPLY));
    const response = await fetch(`${url}/healthz`);
    expect([response.status, await response.json()]).toEqual([200, { ok: true }]);
  });

  test.each([
    ['says no', async () => false],
    [
      'fails',
      async () => {
        throw new Error('down');
      },
    ],
  ])('is 503 when the check %s', async (_name, healthy) => {
    const { url } = await serving(webWith(async () => REPLY, { healthy }));
    const response = await fetch(`${url}/healthz`);
    expect([response.status, response.headers.get('content-type')]).toEqual([503, 'application/problem+json; charset=utf-8']);
  });
});

describe('the server', () => {
  test('hands a mount its raw bytes, path, query and lower-case headers', async () => {
    const echo = {
      path: '/alexa',
      handle: async (request: WebRequest) =>
        json({
          method: request.method,
          path: request.path,
          q: request.query.get('q'),
          head: request.headers['x-thing'],
          body: Buffer.from(request.body).toString('hex'),
        }),
    };
    const { url } = await serving(
      webWith(async () => REPLY),
      { mounts: [echo] },
    );
    const response = await fetch(`${url}/alexa/a?q=1`, {
      method: 'PUT',
      headers: { 'X-Thing': 'Y' },
      body: new Uint8Array([0xef, 0xbb, 0xbf, 0x7b]),
    });
    expect(await response.json()).toEqual({ method: 'PUT', path: '/alexa/a', q: '1', head: 'Y', body: 'efbbbf7b' });
  });

  test('a mount that throws is 503 without a word of the error', async () => {
    const broken = {
      path: '/vendors/v1',
      handle: async () => {
        throw new Error('secret detail');
      },
    };
    const { url } = await serving(
      webWith(async () => REPLY),
      { mounts: [broken] },
    );
    const response = await fetch(`${url}/vendors/v1/x`);
    const text = await response.text();
    expect(response.status).toBe(503);
    expect(text).not.toMatch(/secret|\bat /);
  });

  test('waits 5 s for headers and 10 s for a request, and looks every second', () => {
    expect(TIMEOUTS).toMatchObject({ headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 });
  });

  test.each([
    ['headers', 'POST /chat HTTP/1.1\r\nhost: x\r\nx-one: 1\r\n'],
    ['a body', 'POST /chat HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"a'],
  ])('%s that never end are closed, and others are served meanwhile', async (_name, text) => {
    const { url } = await serving(
      webWith(async () => REPLY),
      { timeouts: { headersTimeout: 300, requestTimeout: 600, connectionsCheckingInterval: 100 } },
    );
    const slow = raw(url, text);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await slow).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  test('a pipeline of hundreds on one socket is cut, and others are served', async () => {
    const { url } = await serving(webWith(async () => REPLY));
    const few = await raw(
      url,
      `${'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(3)}GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
    );
    expect(few.match(/"ok":true/g)).toHaveLength(4);
    const many = await raw(url, 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(300)).catch(() => '');
    expect(many.match(/"ok":true/g) ?? []).toHaveLength(0);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test('a chunked body over 256 kB is refused before it is all there', async () => {
    const { url } = await serving(webWith(async () => REPLY));
    const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
    const answer = await raw(
      url,
      `POST /chat HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${chunk.repeat(5)}0\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('stopping lets the turn in flight finish and refuses new ones', async () => {
    const entered = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const { url, stop } = await serve(
      webWith(async () => {
        entered.resolve();
        await finish.promise;
        return REPLY;
      }),
    );
    const body = JSON.stringify({ traveller: 'a', locale: 'fr-FR', text: 'oui' });
    const turn = fetch(`${url}/chat`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    await entered.promise;
    const stopped = stop();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    finish.resolve();
    expect(((await (await turn).json()) as { speech: string }).speech).toBe(REPLY.speech);
    await stopped;
  });
});

describe('limits and hosts', () => {
  test('a bucket empties, tells how long, and fills with time', () => {
    const limit = limiter({ burst: 2, perSecond: 1 });
    expect([limit('a', 0), limit('a', 0), limit('a', 0), limit('b', 0)]).toEqual([0, 0, 1, 0]);
    expect([limit('a', 1000), limit('a', 1000)]).toEqual([0, 1]);
    expect(limit('a', 500)).toBe(1);
  });

  test('a flood of clients forgets the oldest, not the newest', () => {
    const limit = limiter({ burst: 1, perSecond: 0.001 });
    limit('first', 0);
    for (let i = 0; i < 10_000; i++) limit(`c${i}`, 0);
    expect(limit('c9999', 0)).toBeGreaterThan(0);
    expect(limit('first', 0)).toBe(0);
  });

  test.each([
    ['127.0.0.1', true],
    ['127.8.8.8', true],
    ['localhost', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['::', false],
    ['127.0.0.1.example.com', false],
    ['192.168.1.2', false],
  ])('%s is loopback: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});
