import { alexaDevice, envelope, intent, launch } from '../support/alexa.ts';
import { modelOf } from '../support/alexa-oracle.ts';
import { setUp } from '../support/alexa-skill.ts';

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
    expect(asked.envelope.sessionAttributes).toMatchObject({ elicited: 'people' });
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
