import fc from 'fast-check';
import { readEvent, result } from '../../skills/edge/function-url.ts';
import { at, parseJson, textAt } from '../../skills/edge/json.ts';
import { once } from '../../skills/edge/once.ts';
import { plain, ssml } from '../../skills/edge/spoken.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('what all edges share', () => {
  test('a function event is read whatever it lacks, header names in lower case and cookies joined', () => {
    const event = {
      rawPath: '/chat',
      rawQueryString: 'a=1&b=2',
      headers: { 'Content-Type': 'application/json', odd: 7 },
      cookies: ['a=1', 'b=2'],
      body: Buffer.from('{"é":1}').toString('base64'),
      isBase64Encoded: true,
      requestContext: { http: { method: 'PUT', sourceIp: '192.0.2.7' } },
    };
    const call = readEvent(event);
    expect(call).toMatchObject({
      method: 'PUT',
      path: '/chat',
      client: '192.0.2.7',
      headers: { 'content-type': 'application/json', cookie: 'a=1; b=2' },
    });
    expect(call.query.get('b')).toBe('2');
    expect(new TextDecoder().decode(call.body)).toBe('{"é":1}');
    expect(readEvent({ headers: null })).toMatchObject({ method: 'POST', path: '/', headers: {}, client: '' });
    fc.assert(fc.property(fc.anything(), (junk) => void readEvent(junk)));
  });

  test('bytes go back as base64, text as it is', () => {
    expect(result({ status: 200, headers: {}, body: 'é' })).toEqual({ statusCode: 200, headers: {}, body: 'é', isBase64Encoded: false });
    expect(result({ status: 200, headers: {}, body: bytes('é') })).toMatchObject({ body: 'w6k=', isBase64Encoded: true });
  });

  test.each([
    ['brackets in strings count for nothing', `{"a":"${'['.repeat(200)}"}`, true],
    ['an escaped quote ends no string', `{"a":"\\"${'['.repeat(200)}"}`, true],
    ['64 levels are read', '['.repeat(64) + ']'.repeat(64), true],
    ['65 are not', '['.repeat(65) + ']'.repeat(65), false],
    ['half a string is not JSON', '"x', false],
  ])('%s', (_, text, readable) => {
    expect(Array.isArray(parseJson(bytes(text)))).toBe(!readable);
  });

  test('a path takes own keys only', () => {
    expect(textAt({ a: { b: 'c' } }, 'a', 'b')).toBe('c');
    expect(at({}, 'constructor', 'name')).toBeUndefined();
    expect(textAt({ a: '' }, 'a')).toBeUndefined();
  });

  test('whatever is said, the SSML has our tags alone and the text no mark-up', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (sentences) => {
        const inside = ssml(sentences).replace(/^<speak>|<\/speak>$|<s>|<\/s>/g, '');
        expect(inside).not.toMatch(/[<>"]|&(?!(amp|lt|gt|quot|apos);)/);
        expect(ssml(sentences).isWellFormed()).toBe(true);
        expect(plain(sentences.join(' '))).not.toMatch(/[<>\p{Cc}\p{Cf}]/u);
      }),
    );
  });

  test('what failed to start is started anew, what started is kept', async () => {
    let starts = 0;
    const start = once(async () => {
      starts += 1;
      if (starts === 1) throw new Error('not yet');
      return starts;
    });
    await expect(start()).rejects.toThrow('not yet');
    expect([await start(), await start()]).toEqual([2, 2]);
  });
});
