import { readFileSync, rmSync } from 'node:fs';
import { handler } from '../../skills/alexa/lambda.ts';
import { launch, SKILL_ID, spokenText } from '../support/alexa.ts';
import { expectAcceptable } from '../support/alexa-oracle.ts';
import { scratch } from '../support/scratch.ts';

const golden = JSON.parse(readFileSync(new URL('../golden/alexa/launch-speaker.request.json', import.meta.url), 'utf8'));
const context = { functionName: 'alexa', getRemainingTimeInMillis: () => 8_000 };
const before = { ...process.env };
const folder = scratch('alexa');

beforeAll(() => {
  Object.assign(process.env, { DATA_DIR: folder, SANDBOX: 'off' });
});

afterAll(() => {
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
});

describe('the function', () => {
  test('takes two parameters at most: the runtime refuses callbacks', () => {
    expect(handler.length).toBeLessThanOrEqual(2);
  });

  test('does not start without our application id, and says which variable is missing', async () => {
    delete process.env['ALEXA_SKILL_ID'];
    await expect(handler(golden, context)).rejects.toMatchObject({ code: 'config', message: expect.stringContaining('ALEXA_SKILL_ID') });
  });

  test('answers a launch with the real conversation', async () => {
    process.env['ALEXA_SKILL_ID'] = SKILL_ID;
    const answer = await handler(golden, context);
    await expectAcceptable(golden, answer);
    expect(answer.response.shouldEndSession).toBe(false);
    expect(spokenText(answer)).toContain('assistant automatique');
  });

  test('rejects what is for another skill, and what is not a request', async () => {
    const other = JSON.parse(JSON.stringify(launch()).replaceAll(SKILL_ID, 'amzn1.ask.skill.other'));
    await expect(handler(other, context)).rejects.toMatchObject({ code: 'refused' });
    await expect(handler({ hello: 1 }, context)).rejects.toMatchObject({ code: 'bad-input' });
    await expect(handler(undefined, context)).rejects.toMatchObject({ code: 'bad-input' });
  });
});
