import { describe, expect, test } from '@jest/globals';
import type { RequestEnvelope } from 'ask-sdk-model';
import { NOTHING_HEARD } from '../../shared/dialogue/act.ts';
import { travellerOf } from '../../skills/alexa/request.ts';
import { alexaDevice, envelope, intent, launch, spokenText } from '../support/alexa.ts';
import { modelOf } from '../support/alexa-oracle.ts';
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
      ['WishIntent', 'query'],
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

describe('slots', () => {
  const model = modelOf('fr-FR').languageModel;

  test.each(model.intents.map(({ name }) => name))('%s with empty slots is asked about (C20)', async (name) => {
    const slots = model.intents.find((candidate) => candidate.name === name)?.slots ?? [];
    await setUp().send(intent(name, Object.fromEntries(slots.map((slot) => [slot.name, undefined])), { newSession: true }));
  });

  test.each(['banana', '?', '🦄', 'x'.repeat(200), `<b>&"'`, '\u202Eevil\u0000', '<audio src="https://evil.example/a.mp3"/>'])(
    'nonsense in a slot never breaks the answer: %s (C21)',
    async (value) => {
      const { send, turns } = setUp({});
      await send(intent('WishIntent', { query: value }));
      await send(intent('PhraseIntent', { phrase: value }, { requestId: 'b' }));
      for (const turn of turns) if (turn.input.type === 'utterance') expect(turn.input.text).not.toMatch(/[<>\p{Cc}\p{Cf}]/u);
    },
  );

  test('what comes back from vendors is escaped once', async () => {
    const echo = setUp({
      converse: async (turn) => ({
        turnId: turn.id,
        locale: turn.locale,
        sentences: ['Chez « Bed & Breakfast <b>l\'hôtel</b> », c\'est \u202E"bien" ?'],
        speech: 'x',
        author: 'machine',
        reprompt: 'Ça vous va ?',
        expectsReply: true,
        suggestions: [],
        phase: 'choosing',
      }),
    });
    const answer = await echo.skill.invoke(launch());
    expect(answer.response.outputSpeech).toMatchObject({
      ssml: '<speak><s>Chez « Bed &amp; Breakfast &lt;b&gt;l&apos;hôtel&lt;/b&gt; », c&apos;est &quot;bien&quot; ?</s></speak>',
    });
  });

  const resolution = (code: string, names: readonly string[], authority = 'amzn1.er-authority.echo-sdk.x.PLACE') => ({
    authority,
    status: { code },
    values: names.map((name) => ({ value: { name, id: name } })),
  });
  test.each([
    ['no resolution', undefined, 'nante'],
    ['no match', [resolution('ER_SUCCESS_NO_MATCH', [])], 'nante'],
    ['a time-out', [resolution('ER_ERROR_TIMEOUT', [])], 'nante'],
    ['one match', [resolution('ER_SUCCESS_MATCH', ['Nantes'])], 'Nantes'],
    ['two matches are left to the dialogue', [resolution('ER_SUCCESS_MATCH', ['Valence', 'Valencia'])], 'nante'],
    [
      'a dynamic match wins',
      [
        resolution('ER_SUCCESS_MATCH', ['Nantes']),
        resolution('ER_SUCCESS_MATCH', ['Mantes'], 'amzn1.er-authority.echo-sdk.dynamic.x.PLACE'),
      ],
      'Mantes',
    ],
  ])('entity resolution with %s (C22–C24)', async (_, authorities, expected) => {
    const { send, turns } = setUp();
    const slots = {
      origin: {
        name: 'origin',
        value: 'nante',
        confirmationStatus: 'NONE',
        ...(authorities && { resolutions: { resolutionsPerAuthority: authorities } }),
      },
    };
    await send(
      envelope(
        { type: 'IntentRequest', intent: { name: 'AnswerIntent', confirmationStatus: 'NONE', slots } },
        { attributes: { elicited: 'origin' } },
      ),
    );
    expect(turns[0]?.input).toEqual({ type: 'utterance', text: expected });
  });

  test('a slot with several values gives them all (C28)', async () => {
    const { send, turns } = setUp();
    const slotValue = {
      type: 'List',
      values: [
        { type: 'Simple', value: 'lyon' },
        { type: 'Simple', value: 'genève' },
      ],
    };
    await send(
      envelope(
        {
          type: 'IntentRequest',
          intent: {
            name: 'AnswerIntent',
            confirmationStatus: 'NONE',
            slots: { place: { name: 'place', confirmationStatus: 'NONE', slotValue } },
          },
        },
        { attributes: { elicited: 'place' } },
      ),
    );
    expect(turns[0]?.input).toEqual({ type: 'utterance', text: 'lyon, genève' });
  });

  test('the canonical carrier comes back before the words', async () => {
    const { send, turns } = setUp();
    await send(intent('WishIntent', { query: 'un hôtel' }));
    await send(intent('DropIntent', { query: 'la voiture' }, { requestId: 'b' }));
    await send(intent('ConfirmIntent', { query: 'et je paie' }, { requestId: 'c' }));
    await send(intent('FillerIntent', { query: 'les arcs' }, { requestId: 'd' }));
    await send(intent('AnswerIntent', { name: 'camille martin' }, { requestId: 'e' }));
    expect(turns.map(({ input }) => (input.type === 'utterance' ? input.text : input.type))).toEqual([
      'je voudrais un hôtel',
      'sans la voiture',
      'je confirme et je paie',
      'les arcs',
      'au nom de camille martin',
    ]);
  });

  test('of the slots that a dialog has gathered, the one just elicited is the answer (C29, C33)', async () => {
    const { send, turns } = setUp();
    await send(intent('AnswerIntent', { people: 'deux', origin: 'nantes' }, { attributes: { elicited: 'origin' } }));
    expect(turns[0]?.input).toEqual({ type: 'utterance', text: 'nantes' });
  });

  test('a question elicits its slot with all slots emptied; an open one elicits none (C30)', async () => {
    const { skill } = setUp();
    const device = alexaDevice(skill, {});
    expect((await device.launch()).envelope.response.directives).toBeUndefined();
    const asked = await device.say("j'aimerais aller skier");
    expect(asked.envelope.response.directives).toEqual([
      expect.objectContaining({
        type: 'Dialog.ElicitSlot',
        slotToElicit: 'people',
        updatedIntent: expect.objectContaining({ name: 'AnswerIntent' }),
      }),
    ]);
    expect(asked.envelope.sessionAttributes).toEqual({ elicited: 'people' });
  });

  test('the listed offers are heard by name', async () => {
    const { skill } = setUp();
    const device = alexaDevice(skill, {});
    for (const line of ["j'aimerais aller skier", 'deux']) await device.say(line);
    const { envelope: answer } = await device.say('de nantes');
    expect(answer.response.directives?.[0]).toEqual({
      type: 'Dialog.UpdateDynamicEntities',
      updateBehavior: 'REPLACE',
      types: [
        {
          name: 'CHOICE',
          values: [
            { id: 'offer-1', name: { value: 'les arcs', synonyms: ['Les Arcs'] } },
            { id: 'offer-2', name: { value: 'valmorel', synonyms: ['Valmorel & Spa'] } },
          ],
        },
      ],
    });
  });

  test.each([
    ['fr-FR', ['deux', 'nantes', 'la deuxième', 'martin']],
    ['en-US', ['two', 'london', 'the second one', 'cole']],
  ] as const)('%s: one-word answers are taken after each question (C35)', async (locale, answers) => {
    const { skill, turns } = setUp();
    const device = alexaDevice(skill, { locale });
    await device.say(locale === 'fr-FR' ? "j'aimerais aller skier" : "i'd like to go skiing");
    for (const answer of answers) expect((await device.say(answer)).matched).toBe(true);
    expect(turns.slice(1).map(({ input }) => input.type === 'utterance' && input.text)).toEqual([...answers]);
  });
});
