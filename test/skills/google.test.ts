import { at } from '../../skills/edge/json.ts';
import { ssml } from '../../skills/edge/spoken.ts';
import { defaultTexts, edge, golden } from '../support/google.ts';

const turnFrom = async (body: unknown) => {
  const { post, turns } = edge();
  await post(body);
  return turns[0];
};
const answerTo = async (body: unknown, reply = {}, deps = {}) => (await edge(reply, deps).post(body)).json;

describe('what comes in through Dialogflow', () => {
  test.each([
    ['es-assistant-welcome', { type: 'open' }],
    ['es-messenger-welcome', { type: 'open' }],
    ['cx-welcome', { type: 'open' }],
    ['es-assistant-no-input', { type: 'silence' }],
    ['es-speech-silence', { type: 'silence' }],
    ['cx-no-input', { type: 'silence' }],
    ['es-facebook', { type: 'utterance', text: 'de Nantes' }],
    ['es-messenger', { type: 'utterance', text: 'je confirme et je paie' }],
    ['es-hostile', { type: 'utterance', text: 'help' }],
    ['cx-transcript', { type: 'utterance', text: 'I confirm and pay' }],
    ['cx-dtmf', { type: 'utterance', text: '2' }],
  ])('%s is %j', async (name, input) => {
    expect((await turnFrom(golden(name)))?.input).toEqual(input);
  });

  test('cancelling on the Assistant is a stop, in any language', async () => {
    expect(await turnFrom(golden('es-assistant-cancel'))).toMatchObject({ input: { type: 'heard', heard: { acts: ['stop'], slots: {} } } });
  });

  test.each([
    ['es-phone', 'en-US', false],
    ['es-console', 'en-GB', true],
    ['es-assistant-speaker', 'fr-FR', false],
    ['es-assistant-screen', 'en-US', true],
    ['es-telegram', 'fr-FR', true],
    ['cx-transcript', 'en-US', false],
    ['cx-text', 'fr-FR', true],
  ])('%s speaks %s, screen %s', async (name, locale, screen) => {
    expect(await turnFrom(golden(name))).toMatchObject({
      locale,
      capabilities: { screen },
      channel: 'google',
      deadline: '2026-11-21T10:00:04.000Z',
    });
  });

  test('a session is new until we have spoken in it, and after it ended', async () => {
    expect((await turnFrom(golden('es-no-original')))?.newSession).toBe(true);
    expect((await turnFrom(golden('es-messenger')))?.newSession).toBe(false);
    expect((await turnFrom(golden('cx-text')))?.newSession).toBe(false);
    expect((await turnFrom({ ...golden('cx-text'), sessionInfo: { session: 's', parameters: {} } }))?.newSession).toBe(true);
  });

  test('the same call twice is the same turn; the next call of the session is another, of the same traveller', async () => {
    const first = await turnFrom(golden('es-messenger'));
    const again = await turnFrom(golden('es-messenger'));
    const next = await turnFrom({ ...golden('es-messenger'), responseId: 'r-ms-2' });
    expect(again?.id).toBe(first?.id);
    expect(next?.id).not.toBe(first?.id);
    expect(next?.traveller).toBe(first?.traveller);
  });

  test('who writes from a chat is known in every session; a caller only within the call', async () => {
    const otherSession = (name: string) => ({ ...golden(name), session: 'projects/p/agent/sessions/other' });
    expect((await turnFrom(otherSession('es-telegram')))?.traveller).toBe((await turnFrom(golden('es-telegram')))?.traveller);
    expect((await turnFrom(otherSession('es-phone')))?.traveller).not.toBe((await turnFrom(golden('es-phone')))?.traveller);
  });

  test('nobody is somebody else by what a payload says: only Dialogflow names the chat', async () => {
    const payload = { source: 'telegram', data: { from: { id: 5550100 } } };
    const inCx = async (id: string) => (await turnFrom({ ...golden('cx-text'), sessionInfo: { session: id }, payload }))?.traveller;
    const inEs = async (session: string) =>
      (await turnFrom({ ...golden('es-no-original'), session, originalDetectIntentRequest: { payload } }))?.traveller;
    const named = { ...golden('es-no-original'), originalDetectIntentRequest: { source: 'telegram', payload } };
    const ids = [await inCx('a'), await inCx('b'), await inEs('a'), await inEs('b'), (await turnFrom(named))?.traveller];
    expect(new Set(ids).size).toBe(5);
    expect(await inCx('a')).toBe(ids[0]);
    expect(await inEs('a')).toBe(ids[2]);
  });

  test('neither session nor person can be read in the ids', async () => {
    const turn = await turnFrom(golden('es-slack'));
    expect(turn?.traveller).toMatch(/^google:[0-9a-f]{64}$/);
    expect(turn?.id).toMatch(/^[0-9a-f]{64}$/);
  });

  test('a time zone in the payload wins over that of the language, unless there is no such zone', async () => {
    const zoned = (timeZone: string) => ({ ...golden('es-no-original'), originalDetectIntentRequest: { payload: { timeZone } } });
    expect((await turnFrom(zoned('Europe/London')))?.timeZone).toBe('Europe/London');
    expect((await turnFrom(zoned('Mars/Olympus')))?.timeZone).toBe('Europe/Paris');
    expect((await turnFrom(golden('es-phone')))?.timeZone).toBe('America/New_York');
  });
});

describe('what goes back', () => {
  const OFFERS = {
    sentences: ['En tête, Les Arcs : 2944 euros.', 'Lequel vous tente ?'],
    suggestions: ['Les Arcs', 'Un hôtel plus près des pistes', 'Les Arcs', 'Valmorel'],
    display: { title: 'Deux voyages', items: [{ label: 'Les Arcs', detail: '2944 €' }, { label: 'Valmorel' }] },
  };
  const SAID = 'En tête, Les Arcs : 2944 euros. Lequel vous tente ?';

  test.each([
    'es-assistant-speaker',
    'es-phone',
    'es-facebook',
    'es-slack',
    'es-telegram',
    'es-line',
    'es-google-chat',
    'es-partner-sms',
    'es-messenger',
    'es-console',
    'es-empty-original',
    'es-no-original',
  ])('%s gets the words as default-platform text, which alone is synthesised on a phone', async (name) => {
    const response = await answerTo(golden(name), OFFERS);
    expect(defaultTexts(response)).toEqual([SAID]);
    expect(at(response, 'fulfillmentText')).toBe(SAID);
  });

  test('only the Assistant gets its payload, made by actions-on-google', async () => {
    expect(at(await answerTo(golden('es-slack'), OFFERS), 'payload')).toBeUndefined();
    expect(at(await answerTo(golden('es-assistant-screen'), OFFERS), 'payload', 'google')).toEqual({
      expectUserResponse: true,
      noInputPrompts: [{ textToSpeech: '<speak><s>Votre ville de départ ?</s></speak>' }],
      richResponse: {
        items: [
          {
            simpleResponse: {
              textToSpeech: '<speak><s>En tête, Les Arcs : 2944 euros.</s> <s>Lequel vous tente ?</s></speak>',
              displayText: SAID,
            },
          },
          { basicCard: { title: 'Deux voyages', formattedText: 'Les Arcs — 2944 €  \nValmorel' } },
        ],
        suggestions: [{ title: 'Les Arcs' }, { title: 'Valmorel' }],
      },
    });
  });

  test('an end closes the microphone, drops the mark of the session and shows no chips', async () => {
    const end = { sentences: ["C'est réservé."], expectsReply: false, suggestions: ['Merci'] };
    const assistant = await answerTo(golden('es-assistant-screen'), end);
    expect(at(assistant, 'payload', 'google')).toMatchObject({ expectUserResponse: false });
    expect(JSON.stringify(assistant)).not.toContain('Merci');
    expect(at(assistant, 'outputContexts')).toEqual([
      { name: 'projects/voice-concierge-test/agent/sessions/assistant-2/contexts/concierge', lifespanCount: 0 },
    ]);
    const cx = await answerTo(golden('cx-text'), end);
    expect(at(cx, 'targetPage')).toMatch(/\/flows\/[0-9-]+\/pages\/END_SESSION$/);
    expect(at(cx, 'sessionInfo', 'parameters')).toEqual({ concierge: null });
  });

  test('a chat gets the question as title of its quick replies, and the rest before it', async () => {
    expect(at(await answerTo(golden('es-facebook'), OFFERS), 'fulfillmentMessages')).toEqual([
      { text: { text: [SAID] } },
      { text: { text: ['En tête, Les Arcs : 2944 euros.'] }, platform: 'FACEBOOK' },
      { text: { text: ['Deux voyages\n• Les Arcs — 2944 €\n• Valmorel'] }, platform: 'FACEBOOK' },
      { quickReplies: { title: 'Lequel vous tente ?', quickReplies: ['Les Arcs', 'Valmorel'] }, platform: 'FACEBOOK' },
    ]);
  });

  test('a chip too long for the surface is left out, because a cut one would say something else', async () => {
    const chipsOf = async (name: string) => JSON.stringify(await answerTo(golden(name), OFFERS)).includes('Un hôtel plus près des pistes');
    expect(await chipsOf('es-facebook')).toBe(false);
    expect(await chipsOf('es-slack')).toBe(true);
  });

  test('a phone gets no chips and no cards', async () => {
    expect(at(await answerTo(golden('es-phone'), OFFERS), 'fulfillmentMessages')).toEqual([{ text: { text: [SAID] } }]);
  });

  test('Dialogflow Messenger gets cards and chips in one custom payload, ES and CX alike', async () => {
    const cards = [
      [
        { type: 'description', title: 'Deux voyages', text: ['Les Arcs — 2944 €', 'Valmorel'] },
        { type: 'chips', options: [{ text: 'Les Arcs' }, { text: 'Un hôtel plus près des pistes' }, { text: 'Valmorel' }] },
      ],
    ];
    expect(at(await answerTo(golden('es-messenger'), OFFERS), 'fulfillmentMessages')).toContainEqual({ payload: { richContent: cards } });
    const cx = await answerTo(golden('cx-text'), OFFERS);
    expect(at(cx, 'fulfillmentResponse', 'messages')).toContainEqual({ payload: { richContent: cards } });
  });

  test('a conversational agent speaks SSML, escaped', async () => {
    const cx = await answerTo(golden('cx-transcript'), { sentences: ['Chez Tom & <audio src="x"/>.'] });
    expect(at(cx, 'fulfillmentResponse', 'messages')).toContainEqual({
      outputAudioText: { ssml: '<speak><s>Chez Tom &amp; &lt;audio src=&quot;x&quot;/&gt;.</s></speak>' },
    });
  });

  test('the trip page is linked where a link can be touched', async () => {
    const booked = { ...OFFERS, trip: { id: 't-1', brief: {}, summary: [], proposals: [], bookings: [], page: '/trips/t-1?key=k' } };
    const deps = { baseUrl: 'https://concierge.example' };
    const linked = async (name: string) =>
      JSON.stringify(await answerTo(golden(name), booked, deps)).includes('https://concierge.example/trips/t-1?key=k');
    expect(await linked('es-telegram')).toBe(true);
    expect(await linked('es-messenger')).toBe(true);
    expect(await linked('cx-text')).toBe(true);
    expect(await linked('es-phone')).toBe(false);
    expect(await linked('es-assistant-speaker')).toBe(false);
  });

  test('control characters, bidi marks and lone surrogates are never spoken', () => {
    expect(ssml(['a\u0000b\u202ec\ud801. d\u200be'])).toBe('<speak><s>abc. de</s></speak>');
  });
});
