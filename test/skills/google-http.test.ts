import fc from 'fast-check';
import { ConciergeError } from '../../shared/errors.ts';
import { at } from '../../skills/edge/json.ts';
import { defaultTexts, edge, golden } from '../support/google.ts';
import { judge } from '../support/google-judge.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const SECRET = { secret: 'agent:s3cret' };

describe('POST /google as an edge', () => {
  test.each([
    ['not JSON', '{"a":'],
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['a list', '[]'],
    ['nothing', ''],
    ['nested too deep', `${'['.repeat(65)}${']'.repeat(65)}`],
    ['no Dialogflow request', '{"hello":1}'],
    ['a call without a session', '{"queryResult":{}}'],
    ['a CX call without a session', '{"sessionInfo":{},"fulfillmentInfo":{}}'],
  ])('%s is 400 with what is wrong, and no turn is taken', async (_, body) => {
    const { post, turns } = edge();
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(turns).toEqual([]);
  });

  test('a body over 256 kB is 413, another type 415', async () => {
    expect((await edge().post(`"${'x'.repeat(256 * 1024)}"`)).status).toBe(413);
    expect((await edge().post(golden('es-slack'), { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await edge().post(golden('es-slack'), { 'content-type': 'application/json; charset=UTF-8' })).status).toBe(200);
  });

  test('with a secret set, only a call that has it is read at all', async () => {
    const { post, turns } = edge({}, SECRET);
    const basic = (pair: string) => ({ ...JSON_TYPE, authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
    expect((await post('{"not":"read"', JSON_TYPE)).status).toBe(401);
    expect((await post(golden('es-slack'), basic('agent:wrong'))).status).toBe(401);
    expect((await post(golden('es-slack'), { ...JSON_TYPE, 'x-webhook-secret': '' })).status).toBe(401);
    expect(turns).toHaveLength(0);
    expect((await post(golden('es-slack'), basic('agent:s3cret'))).status).toBe(200);
    expect((await post(golden('es-slack'), { ...JSON_TYPE, 'x-webhook-secret': 'agent:s3cret' })).status).toBe(200);
    expect(turns).toHaveLength(2);
  });

  test.each(['es-slack', 'cx-text'])(
    '%s hears an apology when the core fails, the session goes on and the log has a code but no words',
    async (name) => {
      const events: unknown[] = [];
      const failing = {
        converse: () => Promise.reject(new ConciergeError('store-down', 'connection refused at 10.0.0.1')),
        log: { event: (...event: unknown[]) => void events.push(event) },
      };
      const answer = await edge({}, failing).post(golden(name));
      expect(answer.status).toBe(200);
      expect(answer.body).toContain(name === 'cx-text' ? "Désolé, je n'ai pas pu répondre" : "Sorry, I couldn't answer");
      expect(answer.body).not.toContain('10.0.0.1');
      expect(events).toEqual([['google.error', expect.objectContaining({ code: 'store-down' })]]);
    },
  );

  test('a core that never answers is apologised for before Dialogflow hangs up', async () => {
    const answer = await edge({}, { converse: () => new Promise(() => undefined), patienceMs: 20 }).post(golden('es-slack'));
    expect(defaultTexts(answer.json)).toEqual(["Sorry, I couldn't answer, and nothing is lost. Could you say that again?"]);
  });

  test('intents, contexts and payloads that break the published library are answered like any other', async () => {
    const base = golden('es-no-original') as { queryResult: object };
    for (const [query, original] of [
      [{ intent: { displayName: '__proto__' } }, {}],
      [{ intent: { displayName: 'toString' } }, { source: 'google', payload: null }],
      [{ outputContexts: [{ name: 'x/contexts/_actions_on_google' }] }, { source: 'google', payload: { user: { idToken: 'a.b.c' } } }],
      [
        { outputContexts: 'none', parameters: 7 },
        { source: 'google', payload: { inputs: 3, surface: [] } },
      ],
    ]) {
      const answer = await edge().post({ ...base, queryResult: { ...base.queryResult, ...query }, originalDetectIntentRequest: original });
      expect(answer.status).toBe(200);
      judge('v2.WebhookResponse', answer.json);
    }
  });

  test('whatever is in the fields, the answer is 200 that Google takes or 400, never a throw', async () => {
    const json = fc.jsonValue({ maxDepth: 3 });
    const body = fc.record(
      {
        session: fc.oneof(fc.string(), json),
        responseId: json,
        queryResult: fc.oneof(json, fc.record({ queryText: json, languageCode: json, outputContexts: json })),
        originalDetectIntentRequest: json,
        sessionInfo: json,
        payload: json,
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(body, async (value) => {
        const answer = await edge().post(value);
        expect([200, 400]).toContain(answer.status);
        if (answer.status === 200)
          judge(at(value, 'queryResult') === undefined ? 'cx.v3.WebhookResponse' : 'v2.WebhookResponse', answer.json);
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});
