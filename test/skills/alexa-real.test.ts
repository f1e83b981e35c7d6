import { rmSync } from 'node:fs';
import type { RequestEnvelope, ResponseEnvelope } from 'ask-sdk-model';
import { type App, createApp } from '../../shared/app.ts';
import { alexaOf } from '../../skills/alexa/wire.ts';
import { alexaDevice, envelope, intent, launch, spokenText } from '../support/alexa.ts';
import { expectAcceptable } from '../support/alexa-oracle.ts';
import { scratch } from '../support/scratch.ts';

const folder = scratch('alexa-real');
let app: App;

beforeAll(async () => {
  app = await createApp({
    env: { DATA_DIR: folder, SANDBOX: 'off', CONCIERGE_NOW: '2026-11-21T10:00:00Z' },
    background: false,
    log: { event: () => {} },
  });
});

afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

async function send(request: RequestEnvelope): Promise<ResponseEnvelope> {
  const answer = await alexaOf(app).invoke(request);
  await expectAcceptable(request, answer);
  return answer;
}

const LINES = {
  'fr-FR': ["j'aimerais aller skier dans les Alpes du 20 au 25 mars", 'deux adultes', 'de Nantes', 'un hôtel'],
  'en-US': ["I'd like to go skiing in the Alps from March 20th to the 24th", 'two adults', 'from London', 'a hotel'],
  'en-GB': ["I'd like to go skiing in the Alps from March 20th to the 24th", 'two adults', 'from London', 'a hotel'],
} as const;
const LOCALES = Object.keys(LINES) as readonly (keyof typeof LINES)[];
const SPOKEN_TO = ['Help', 'Repeat', 'Fallback', 'Yes', 'Next', 'Previous', 'NavigateHome', 'StartOver'] as const;
let travellers = 0;

/** A device whose traveller has said the first lines. */
async function having(lines: number, locale: keyof typeof LINES) {
  const options = { locale, userId: `amzn1.ask.account.REAL${++travellers}`, requestId: `real.${travellers}` };
  const skill = { invoke: send };
  const device = alexaDevice(skill, options);
  let last = await device.launch();
  for (const line of LINES[locale].slice(0, lines)) last = await device.say(line);
  return { device, last, options };
}

describe.each(LOCALES)('%s, on the real conversation', (locale) => {
  test('a launch tells what to ask and elicits nothing that was not asked (C01)', async () => {
    const { last } = await having(0, locale);
    expect(last.open).toBe(true);
    expect(last.text).toMatch(/\?$/);
  });

  test('every line of an ordinary start is heard and keeps the microphone open (C35)', async () => {
    for (const count of [1, 2, 3]) {
      const { last } = await having(count, locale);
      expect([count, last.matched, last.open]).toEqual([count, true, true]);
    }
  });

  test.each([0, 1, 2, 3])('after %d lines each built-in intent gets an answer that waits (C06, C10–C14)', async (lines) => {
    for (const name of SPOKEN_TO) {
      const { options, last } = await having(lines, locale);
      const attributes = last.envelope.sessionAttributes;
      const answer = await send(
        intent(`AMAZON.${name}Intent`, {}, { ...options, requestId: `${options.requestId}.${name}`, ...(attributes && { attributes }) }),
      );
      expect([name, answer.response.shouldEndSession]).toEqual([name, false]);
    }
  });

  test.each([0, 1, 2, 3])('after %d lines a no is an answer, and may end (C13)', async (lines) => {
    const { device } = await having(lines, locale);
    const { text, matched } = await device.say(locale === 'fr-FR' ? 'non' : 'no');
    expect([matched, text !== '']).toEqual([true, true]);
  });

  test.each([0, 1, 2, 3])('after %d lines stop and cancel end, and nothing is lost (C07, C08, C18)', async (lines) => {
    for (const name of ['Stop', 'Cancel']) {
      const { options } = await having(lines, locale);
      const answer = await send(intent(`AMAZON.${name}Intent`, {}, { ...options, requestId: `${options.requestId}.${name}` }));
      expect([name, answer.response.shouldEndSession]).toEqual([name, true]);
      const again = await send(launch({ ...options, requestId: `${options.requestId}.again`, sessionId: 'later' }));
      expect(again.response.shouldEndSession).toBe(false);
    }
  });

  test('the same request delivered again gets the same answer (S21)', async () => {
    const { options } = await having(1, locale);
    const request = intent('AMAZON.HelpIntent', {}, { ...options, requestId: `${options.requestId}.twice` });
    expect(await send(request)).toEqual(await send(request));
  });

  test('nonsense is asked about, three times over (C11, C21)', async () => {
    const { device } = await having(1, locale);
    for (const line of ['xyzzy', 'plugh', 'banana banana']) {
      const { text } = await device.say(line);
      expect(text).not.toBe('');
    }
  });
});

test('a traveller who removes the skill with its data is forgotten: the next launch is a first one (C69)', async () => {
  const { options } = await having(2, 'fr-FR');
  const { session: _, ...event } = envelope(
    { type: 'AlexaSkillEvent.SkillDisabled', body: { userInformationPersistenceStatus: 'NOT_PERSISTED' } },
    { ...options, requestId: 'removed' },
  );
  expect((await send(event)).response).toEqual({});
  const again = await send(launch({ ...options, requestId: 'first again', sessionId: 'new' }));
  expect(spokenText(again)).toMatch(/^Bonjour, je suis un assistant automatique/);
});
