import { rmSync } from 'node:fs';
import { handler } from '../../skills/web/lambda.ts';
import { scratch } from '../support/scratch.ts';

const dataDir = scratch('web-lambda');
const before = { ...process.env };

/** An event as a Function URL sends it (payload format 2.0). */
const event = (method: string, rawPath: string, more: Readonly<Record<string, unknown>> = {}) => ({
  version: '2.0',
  rawPath,
  rawQueryString: '',
  headers: { 'content-type': 'application/json' },
  requestContext: { http: { method, path: rawPath, sourceIp: '192.0.2.7' } },
  isBase64Encoded: false,
  ...more,
});
const body = JSON.stringify({ locale: 'fr-FR', timeZone: 'Europe/Paris', open: true });

beforeAll(() => {
  process.env['DATA_DIR'] = dataDir;
  process.env['SANDBOX'] = 'off';
});
afterAll(() => {
  process.env = before;
  rmSync(dataDir, { recursive: true, force: true });
});

describe('the web function', () => {
  test('takes what the runtime allows: two parameters', () => {
    expect(handler.length).toBeLessThanOrEqual(2);
  });

  test('does not start without the secret of its cookies, and does once it is there', async () => {
    await expect(handler(event('GET', '/healthz'), {})).rejects.toMatchObject({ code: 'config', message: 'SESSION_SECRET must be set' });
    process.env['SESSION_SECRET'] = 'a-long-session-secret';
    const result = await handler(event('GET', '/healthz'), {});
    expect([result.statusCode, result.body]).toEqual([200, '{"ok":true}']);
  });

  test('sends the page and its typefaces whole', async () => {
    const page = await handler(event('GET', '/'), {});
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.isBase64Encoded ? Buffer.from(page.body, 'base64').toString() : page.body).toMatch(/^<!doctype html>/);
    const face = await handler(event('GET', '/newsreader.woff2'), {});
    expect(face.isBase64Encoded).toBe(true);
    expect(Buffer.from(face.body, 'base64').subarray(0, 4).toString()).toBe('wOF2');
  });

  test('answers a turn with a minted traveller, in one piece also when the stream was asked for', async () => {
    const whole = await handler(event('POST', '/chat', { body }), {});
    expect(whole.statusCode).toBe(200);
    expect(whole.headers['set-cookie']).toMatch(/^traveller=/);
    expect(JSON.parse(whole.body)).toMatchObject({ author: 'machine', expectsReply: true, phase: 'briefing' });
    const cookies = [whole.headers['set-cookie']?.split(';')[0]];
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
    const streamed = await handler(
      event('POST', '/chat', { headers, cookies, body: Buffer.from(body).toString('base64'), isBase64Encoded: true }),
      {},
    );
    expect(streamed.body).toMatch(/^event: answer\ndata: \{"speech":/);
    expect(streamed.headers['set-cookie']).toBeUndefined();
  });

  test.each([[undefined], [{}], ['x'], [event('POST', '/chat')], [event('DELETE', '/')], [event('GET', '/nothing')]])(
    'answers 4xx to %j',
    async (strange) => {
      const result = await handler(strange, {});
      expect(result.statusCode).toBeGreaterThanOrEqual(400);
      expect(result.statusCode).toBeLessThan(500);
    },
  );
});
