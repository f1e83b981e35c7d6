import { createHash } from 'node:crypto';
import { ConciergeError } from '../../shared/errors.ts';
import type { FetchJson, PlatformCall } from '../../skills/alexa/platform.ts';
import { isAlexaHost } from '../../skills/alexa/platform.ts';
import { turnOf } from '../../skills/alexa/request.ts';
import { alexaDevice, envelope, intent, launch, SKILL_ID, spokenText } from '../support/alexa.ts';
import { schemaErrors } from '../support/alexa-oracle.ts';
import { atReadBack, NOW, setUp } from '../support/alexa-skill.ts';

const USER = 'amzn1.ask.account.BUYER';
const sha = (text: string) => createHash('sha256').update(text).digest('hex');

describe('a turn', () => {
  test('has a stable id, a hashed traveller, the locale’s zone and six and a half seconds', () => {
    expect(turnOf(launch({ requestId: 'r1', sessionId: 's1', userId: 'u1' }), { type: 'open' }, NOW)).toEqual({
      id: sha('alexa|s1|r1'),
      channel: 'alexa',
      traveller: `alexa:${sha('u1')}`,
      locale: 'fr-FR',
      timeZone: 'Europe/Paris',
      deadline: '2026-11-21T10:00:06.500Z',
      input: { type: 'open' },
      capabilities: { screen: false, earlySpeech: false },
      newSession: true,
    });
  });

  test('belongs to the recognised person where there is one', () => {
    expect(turnOf(launch({ personId: 'p1' }), { type: 'open' }, NOW).traveller).toBe(`alexa:${sha('p1')}`);
  });

  test.each([
    ['not recognised', undefined, 'amzn1.ask.account.TEST'],
    ['recognised', 'p1', 'p1'],
  ])('a session begun %s stays that traveller’s, whoever is recognised later', async (_, personId, id) => {
    const { skill, turns } = setUp();
    const began = await skill.invoke(launch({ ...(personId && { personId }) }));
    const attributes = { attributes: began.sessionAttributes ?? {} };
    const same = await skill.invoke(intent('WishIntent', { query: 'un hôtel' }, { personId: 'p2', requestId: 'b', ...attributes }));
    await skill.invoke(intent('AMAZON.YesIntent', {}, { requestId: 'c', attributes: same.sessionAttributes ?? {} }));
    await skill.invoke(launch({ personId: 'p2', requestId: 'd', sessionId: 'new', ...attributes }));
    const own = `alexa:${sha(id)}`;
    expect(turns.map(({ traveller }) => traveller)).toEqual([own, own, own, `alexa:${sha('p2')}`]);
    expect(JSON.stringify(same.sessionAttributes)).not.toContain(id);
  });

  test.each([
    ['en-US', 'America/New_York'],
    ['en-GB', 'Europe/London'],
    ['fr-CA', 'America/Toronto'],
    ['fr-FR', 'Europe/Paris'],
  ])('%s lives in %s', (locale, zone) => {
    expect(turnOf(launch({ locale }), { type: 'open' }, NOW).timeZone).toBe(zone);
  });

  test('another user id is another traveller, and nothing breaks (C72)', async () => {
    const { send, turns } = setUp();
    await send(launch({ userId: 'before' }));
    await send(launch({ userId: 'after', requestId: 'r2' }));
    expect(new Set(turns.map(({ traveller }) => traveller)).size).toBe(2);
  });
});

describe('buying', () => {
  test('the read-back is on a card, and the phrase books once however often it comes (C64, S21)', async () => {
    const { skill, send, device, memoryOf } = await atReadBack({ userId: USER });
    const confirm = intent('ConfirmIntent', { query: 'et je paie' }, { userId: USER, requestId: 'confirm' });
    const first = await send(confirm);
    expect(spokenText(first)).toBe("C'est réservé. Bon séjour aux Arcs.");
    expect(first.response.shouldEndSession).toBe(true);
    expect(first.response.card).toEqual({
      type: 'Simple',
      title: 'Votre voyage',
      content: "C'est réservé. Bon séjour aux Arcs.\nHôtel Les Mélèzes, K7QX2, 1780 euros (démo)\nhttps://trips.example/trips/trip-1?key=k",
    });
    expect(await skill.invoke(confirm)).toEqual(first);
    expect(memoryOf(`alexa:${sha(USER)}`)?.booked).toBe(1);
    expect(device).toBeDefined();
  });

  test('a yes in a new session buys nothing (C65)', async () => {
    const { send, memoryOf } = await atReadBack({ userId: USER });
    await send(intent('AMAZON.YesIntent', {}, { userId: USER, newSession: true, requestId: 'y', sessionId: 'new' }));
    await send(intent('ConfirmIntent', { query: 'et je paie' }, { userId: USER, newSession: true, requestId: 'z', sessionId: 'new' }));
    expect(memoryOf(`alexa:${sha(USER)}`)?.booked).toBe(0);
  });

  test('"je ne confirme pas" keeps its negation on the way', async () => {
    const { device, turns } = await atReadBack();
    await device.say('je ne confirme pas');
    await device.say('je confirme pas');
    expect(turns.slice(-2).map(({ input }) => input.type === 'utterance' && input.text)).toEqual(['je ne confirme pas', 'je confirme pas']);
  });
});

describe('Alexa’s services', () => {
  const api = { endpoint: 'https://api.eu.amazonalexa.com', token: 'api-token' };

  function services(answers: (call: PlatformCall) => Promise<{ status: number; body: unknown }>) {
    const calls: PlatformCall[] = [];
    const fetchJson: FetchJson = (call) => {
      calls.push(call);
      return answers(call);
    };
    return { ...setUp({ fetchJson }), calls };
  }

  test('the zone of the device is asked once a session and kept', async () => {
    const { skill, turns, calls } = services(async () => ({ status: 200, body: 'Asia/Tokyo' }));
    const device = alexaDevice(skill, { api });
    await device.launch();
    await device.say("j'aimerais aller skier");
    expect(turns.map(({ timeZone }) => timeZone)).toEqual(['Asia/Tokyo', 'Asia/Tokyo']);
    expect(calls.map(({ url }) => url)).toEqual([
      'https://api.eu.amazonalexa.com/v2/devices/amzn1.ask.device.TEST/settings/System.timeZone',
    ]);
    expect(calls[0]?.timeoutMs).toBe(1_000);
  });

  test('the name is asked only with permission', async () => {
    const { send, turns, calls } = services(async ({ url }) => ({
      status: 200,
      body: url.endsWith('name') ? 'Camille de la Tour' : 'Europe/Paris',
    }));
    await send(launch({ api, scopes: { 'alexa::profile:name:read': { status: 'DENIED' } } }));
    await send(launch({ api, scopes: { 'alexa::profile:name:read': { status: 'GRANTED' } }, requestId: 'b' }));
    expect(calls.length).toBe(3);
    expect(turns.map(({ profile }) => profile)).toEqual([undefined, { givenName: 'Camille', familyName: 'de la Tour' }]);
  });

  test.each([
    ['403', async () => ({ status: 403, body: { code: 'ACCESS_DENIED' } })],
    ['204', async () => ({ status: 204, body: undefined })],
    ['nonsense', async () => ({ status: 200, body: 'Middle/Earth' })],
    ['nothing', async () => Promise.reject(new Error('timeout'))],
  ])('an answer of %s leaves the locale’s zone (C62, C63)', async (_, answers) => {
    const { send, turns } = services(answers);
    await send(launch({ api }));
    expect(turns[0]?.timeZone).toBe('Europe/Paris');
  });

  test('a host that is not Alexa’s gets no call and no token', async () => {
    const { send, calls } = services(async () => ({ status: 200, body: 'Asia/Tokyo' }));
    for (const endpoint of [
      'http://127.0.0.1:80',
      'https://api.amazonalexa.com.evil.example',
      'https://evil.example/?api.amazonalexa.com',
      'http://api.amazonalexa.com',
    ])
      await send(launch({ api: { endpoint, token: 'api-token' }, requestId: endpoint }));
    expect(calls).toEqual([]);
    expect(['https://api.amazonalexa.com', 'https://api.eu.amazonalexa.com', 'https://api.fe.amazonalexa.com'].every(isAlexaHost)).toBe(
      true,
    );
  });

  async function toOffers(status: number) {
    const given = services(async ({ body }) => ({ status: body === undefined ? 404 : status, body: undefined }));
    const device = alexaDevice(given.skill, { api });
    await device.say("j'aimerais aller skier");
    await device.say('deux');
    return { ...given, answer: await device.say('de nantes') };
  }

  test('what was said early is not said again (C42)', async () => {
    const { answer, calls } = await toOffers(204);
    const early = calls.find(({ body }) => body !== undefined);
    expect(early).toMatchObject({
      url: 'https://api.eu.amazonalexa.com/v1/directives',
      token: 'api-token',
      body: { directive: { type: 'VoicePlayer.Speak', speech: '<speak><s>J&apos;interroge les vendeurs.</s></speak>' } },
    });
    expect(answer.text).toBe("En tête, Les Arcs, à 2944 euros. Le moins cher, c'est Valmorel & Spa, à 2350. Lequel vous tente ?");
  });

  test('what Alexa refused early is said with the rest', async () => {
    const { answer } = await toOffers(400);
    expect(answer.text).toMatch(/^J'interroge les vendeurs\. En tête/);
  });
});

describe('when something fails', () => {
  test.each([
    ['the store is down', new ConciergeError('store-down', 'secret detail'), '"code":"store-down"'],
    [
      'we have a bug',
      new TypeError('cannot read secret detail'),
      '"code":"bug","error":"TypeError","where":"skills.alexa-turn.test.ts:1:1"',
    ],
  ])('%s: an apology, the session kept, the code and place logged, no detail', async (_, error, fault) => {
    const { send, logged } = setUp({ converse: () => Promise.reject(error) });
    const answer = await send(intent('WishIntent', { query: 'un hôtel' }));
    expect(spokenText(answer)).toBe("Désolé, je n'ai pas pu répondre, et rien n'est perdu. Vous pouvez répéter ?");
    expect(logged.map((line) => line.replace(/:\d+:\d+"/, ':1:1"'))).toEqual([`alexa.error {${fault},"type":"IntentRequest"}`]);
  });

  test('a conversation that hangs is given up on (I9)', async () => {
    const { send, logged } = setUp({ converse: () => new Promise(() => {}), patienceMs: 20 });
    expect((await send(launch({ locale: 'en-US' }))).response.shouldEndSession).toBe(false);
    expect(logged).toEqual(['alexa.error {"code":"timeout","type":"LaunchRequest"}']);
  });

  test('the log holds no words, ids or tokens (I10)', async () => {
    const { send, logged } = setUp();
    await send(
      envelope({
        type: 'SessionEndedRequest',
        reason: 'ERROR',
        error: { type: 'INTERNAL_SERVICE_ERROR', message: 'user amzn1.ask.account.TEST said nantes' },
      }),
    );
    expect(logged).toEqual(['alexa.session-ended {"reason":"ERROR","error":"INTERNAL_SERVICE_ERROR"}']);
  });
});

describe('events and questions of the platform', () => {
  const event = (type: string, body?: object) => {
    const { session: _, ...rest } = envelope({ type, ...(body && { body }) });
    return rest;
  };
  test.each([
    'AlexaSkillEvent.SkillEnabled',
    'AlexaSkillEvent.SkillAccountLinked',
    'AlexaSkillEvent.SkillPermissionAccepted',
    'AlexaSkillEvent.ProactiveSubscriptionChanged',
    'Reminders.ReminderStarted',
    'Messaging.MessageReceived',
    'System.ExceptionEncountered',
    'Alexa.Presentation.APL.RuntimeError',
    'Future.Event',
  ])('%s is taken in silence (C47, C69)', async (type) => {
    const { send, turns } = setUp();
    expect((await send(event(type))).response).toEqual({});
    expect(turns).toEqual([]);
  });

  test('removing the skill with its data asks to be forgotten and says yes, twice as well as once (C69)', async () => {
    const { send, turns } = setUp();
    await send(event('AlexaSkillEvent.SkillDisabled', { userInformationPersistenceStatus: 'PERSISTED' }));
    expect(turns).toEqual([]);
    const removal = event('AlexaSkillEvent.SkillDisabled', { userInformationPersistenceStatus: 'NOT_PERSISTED' });
    expect((await send(removal)).response).toEqual({});
    await send(removal);
    expect(turns.map(({ traveller, input }) => [traveller, input.type === 'heard' && input.heard.acts])).toEqual([
      [`alexa:${sha('amzn1.ask.account.TEST')}`, ['forget_me']],
      [`alexa:${sha('amzn1.ask.account.TEST')}`, ['affirm']],
    ]);
  });

  test.each([
    ['WishIntent', { query: 'un hôtel à annecy' }, 'YES', 'YES'],
    ['WishIntent', {}, 'MAYBE', undefined],
    ['PickIntent', { query: 'la deuxième' }, 'MAYBE', 'YES'],
    ['NobodysIntent', { query: 'x' }, 'NO', 'NO'],
  ])('whether %s %j can be served is answered %s, and nothing happens (C70)', async (name, slots, verdict, slotVerdict) => {
    const { send, turns } = setUp();
    const { request } = intent(name, slots);
    const answer = await send(envelope({ ...request, type: 'CanFulfillIntentRequest' }));
    expect(answer.response).toEqual({
      canFulfillIntent: {
        canFulfill: verdict,
        slots: slotVerdict === undefined ? {} : { query: { canUnderstand: slotVerdict, canFulfill: slotVerdict } },
      },
    });
    expect(turns).toEqual([]);
  });
});

test('the requests that these tests send are ones that Alexa could send', () => {
  for (const request of [
    launch(),
    intent('WishIntent', { query: 'un hôtel' }),
    envelope({ type: 'SessionEndedRequest', reason: 'USER_INITIATED' }),
  ])
    expect(schemaErrors('alexa-request', request)).toEqual([]);
  expect(launch().context.System.application.applicationId).toBe(SKILL_ID);
});
