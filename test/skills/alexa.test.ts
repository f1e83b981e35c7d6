import type { RequestEnvelope } from 'ask-sdk-model';
import { NOTHING_HEARD } from '../../shared/dialogue/act.ts';
import { travellerOf } from '../../skills/alexa/request.ts';
import { alexaDevice, envelope, intent, launch, spokenText } from '../support/alexa.ts';
import { atReadBack, setUp } from '../support/alexa-skill.ts';

const LOCALES = ['fr-FR', 'en-US', 'en-GB'] as const;
const WISH: Readonly<Record<string, string>> = {
  'fr-FR': 'aller skier du vingt au vingt-cinq mars',
  'en-US': 'to go skiing in march',
  'en-GB': 'to go skiing in march',
};

describe('opening, helping, leaving', () => {
  test.each(LOCALES)('%s: a launch says what can be asked and waits for an answer (C01)', async (locale) => {
    const { send } = setUp();
    const answer = await send(launch({ locale }));
    expect(answer.response.shouldEndSession).toBe(false);
    expect(spokenText(answer)).toMatch(/\?$/);
  });

  test('a second launch offers to go on, and loses nothing (C02, C03, C18)', async () => {
    const { send } = setUp();
    await send(launch({ requestId: 'a' }));
    const second = await send(launch({ requestId: 'b', sessionId: 'later' }));
    expect(spokenText(second)).toBe('Bonjour. Votre voyage est gardé. On le termine ?');
  });

  test.each(LOCALES)('%s: a wish with the invocation is answered, never greeted (C04)', async (locale) => {
    const { send, turns } = setUp();
    const answer = await send(intent('WishIntent', { query: WISH[locale] }, { locale, newSession: true }));
    expect(spokenText(answer)).toMatch(/combien|How many/);
    expect(turns[0]?.newSession).toBe(true);
  });

  test.each(['open', 'who', 'origin', 'choose', 'name', 'confirm'])(
    'help at step %s explains, asks again and keeps what is elicited (C06, C34)',
    async (step) => {
      const { send, skill } = setUp();
      const device = alexaDevice(skill, { requestId: 'r' });
      const lines = ["j'aimerais aller skier", 'deux adultes', 'de nantes', 'la première', 'camille martin'];
      const steps = ['open', 'who', 'origin', 'choose', 'name', 'confirm'];
      for (const line of lines.slice(0, steps.indexOf(step))) await device.say(line);
      const before = (await device.say('aide')).envelope;
      const again = await send(
        intent('AMAZON.HelpIntent', {}, { requestId: 'again', ...(before.sessionAttributes && { attributes: before.sessionAttributes }) }),
      );
      expect(again.response.shouldEndSession).toBe(false);
      expect(again.response.directives?.find(({ type }) => type === 'Dialog.ElicitSlot')).toEqual(
        before.response.directives?.find(({ type }) => type === 'Dialog.ElicitSlot'),
      );
    },
  );

  test.each(['AMAZON.StopIntent', 'AMAZON.CancelIntent'])('%s ends in every state and buys nothing (C07, C08)', async (name) => {
    const { send, memoryOf } = await atReadBack();
    const answer = await send(intent(name, {}, { requestId: 'stop' }));
    expect(answer.response.shouldEndSession).toBe(true);
    expect(answer.response.reprompt).toBeUndefined();
    expect(memoryOf(travellerOf(launch()))?.booked).toBe(0);
    const fresh = await setUp().send(intent(name, {}, { newSession: true }));
    expect(fresh.response.shouldEndSession).toBe(true);
  });

  test.each(['annuler', 'Annule', 'stop', 'cancel', 'basta', 'arrête'])('"%s" in a slot is a stop, never searched (C09)', async (word) => {
    for (const [name, slot] of [
      ['AnswerIntent', 'origin'],
      ['AnswerIntent', 'name'],
      ['FillerIntent', 'query'],
      ['PhraseIntent', 'phrase'],
    ] as const) {
      const { send, turns } = setUp();
      const answer = await send(intent(name, { [slot]: word }));
      expect(turns[0]?.input).toEqual({ type: 'heard', heard: { ...NOTHING_HEARD, acts: ['stop'] } });
      expect(answer.response.shouldEndSession).toBe(true);
    }
  });

  test('home opens again (C10)', async () => {
    const { send, turns } = setUp();
    await send(intent('AMAZON.NavigateHomeIntent'));
    expect(turns[0]?.input).toEqual({ type: 'open' });
  });

  test('the fallback has no words and is asked about in context (C11)', async () => {
    const { send, turns } = setUp();
    const answer = await send(intent('AMAZON.FallbackIntent'));
    expect(turns[0]?.input).toEqual({ type: 'heard', heard: NOTHING_HEARD });
    expect(answer.response.shouldEndSession).toBe(false);
  });

  test('repeat says the same again (C12)', async () => {
    const { skill } = setUp();
    const device = alexaDevice(skill, {});
    const first = await device.say("j'aimerais aller skier");
    expect((await device.say('répète')).text).toBe(first.text);
  });

  test.each(['AMAZON.YesIntent', 'AMAZON.NoIntent'])('%s to nothing is asked about, not an error (C13)', async (name) => {
    const answer = await setUp().send(intent(name));
    expect(answer.response.shouldEndSession).toBe(false);
  });

  test('starting over is an act of the traveller (C14)', async () => {
    const { send, turns } = setUp();
    await send(intent('AMAZON.StartOverIntent'));
    expect(turns[0]?.input).toMatchObject({ heard: { acts: ['restart'] } });
  });

  test.each([
    { reason: 'USER_INITIATED' },
    { reason: 'EXCEEDED_MAX_REPROMPTS' },
    { reason: 'ERROR', error: { type: 'INVALID_RESPONSE', message: 'x' } },
  ])('a session that ended is answered with nothing at all: %j (C15)', async (how) => {
    const { send, turns } = setUp();
    expect(await send(envelope({ type: 'SessionEndedRequest', ...how }))).toEqual({ version: '1.0', response: {} });
    expect(turns).toEqual([]);
  });

  test.each([
    envelope({ type: 'Connections.Response', name: 'x', status: { code: '200', message: '' }, token: 'unknown' }),
    envelope({ type: 'SessionResumedRequest', cause: { type: 'ConnectionCompleted', token: 'unknown' } }),
    envelope({ type: 'Some.Future.Request' }),
    intent('NobodysIntent'),
    intent('constructor'),
    intent('__proto__'),
  ])('what we do not know gets a polite answer (C16, C67) %#', async (request) => {
    const { send, turns } = setUp();
    const answer = await send(request);
    expect(spokenText(answer)).toBe("Ça, je ne sais pas faire : je m'occupe des voyages. Vous voulez aller où ?");
    expect(turns).toEqual([]);
  });

  test.each([undefined, null, {}, { schema: 0, old: { deep: [1] }, elicited: 7, timeZone: [] }, { elicited: 'nothing of ours' }])(
    'session attributes of any age are fine: %j (C17)',
    async (attributes) => {
      const request = launch();
      const old = { ...request, session: { ...request.session, attributes } } as unknown as RequestEnvelope;
      const answer = await setUp().send(old);
      expect(answer.response.shouldEndSession).toBe(false);
    },
  );
});
