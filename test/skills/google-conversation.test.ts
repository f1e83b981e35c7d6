import { rmSync } from 'node:fs';
import { at } from '../../skills/edge/json.ts';
import { type Running, startServer } from '../../skills/web/server.ts';
import { dialogflowCx, dialogflowEs } from '../support/dialogflow.ts';
import { judge, type Webhook } from '../support/google-judge.ts';
import { scratch } from '../support/scratch.ts';

const data = scratch('google');
let server: Running;

beforeAll(async () => {
  server = await startServer({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: data, CONCIERGE_NOW: '2026-11-21T10:00:00Z' });
});
afterAll(async () => {
  await server.stop();
  rmSync(data, { recursive: true, force: true });
});

/** Every answer on the way is judged as Google would. */
const poster = (type: Webhook) => async (body: unknown) => {
  const answer = await fetch(`${server.url}/google`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const response: unknown = await answer.json();
  judge(type, response);
  return response;
};
const es = (session: string, languageCode: string) => dialogflowEs(poster('v2.WebhookResponse'), { session, languageCode });
const cx = (session: string, languageCode: string) => dialogflowCx(poster('cx.v3.WebhookResponse'), { session, languageCode });

describe('a conversation over POST /google', () => {
  test.each([
    ['ES', es],
    ['CX', cx],
  ])('from the welcome to the offers, in French, over %s', async (edition, agent) => {
    const { open, say } = agent(`fr-${edition}`, 'fr');
    expect((await open()).speech).toMatch(/^Bonjour, je suis un assistant automatique\. .*\?$/);
    const wish = await say("j'aimerais aller skier dans les Alpes françaises du 20 au 25 mars, avec un 4x4 à l'aéroport de Lyon");
    expect(wish.speech).toContain('du samedi 20 au jeudi 25 mars');
    expect(wish.speech).toMatch(/Vous serez combien \?$/);
    expect((await say('deux adultes et un enfant de huit ans')).speech).toMatch(/Vous partez d'où \?$/);
    await say('de Nantes');
    await say('oui, un hôtel, et le matériel de ski');
    const offers = await say('trois mille cinq cents euros en tout');
    expect(offers.speech).toMatch(/euros.*\?$/);
    expect(JSON.stringify(offers.response)).toContain('richContent');
  });

  test('in English, with the words of the locale', async () => {
    const { open, say } = es('en', 'en');
    expect((await open()).speech).toMatch(/^Hi, I'm an automated assistant\. .*\?$/);
    expect((await say("I'd like to go skiing in the French Alps from March 20th to the 25th")).speech).toContain('How many');
  });

  test('a call that Dialogflow repeats gets the same answer and moves nothing', async () => {
    const { say, again } = es('repeated', 'fr');
    const first = await say('une semaine au ski à Chamonix à partir du 20 février');
    expect((await again()).speech).toBe(first.speech);
    expect((await say('quatre adultes')).speech).not.toBe(first.speech);
  });

  test('stop closes the session, and the next words open another in which nothing is lost', async () => {
    const { say } = cx('stopped', 'fr');
    await say('une semaine au ski à Chamonix à partir du 20 février');
    const stopped = await say('stop');
    expect(stopped.goesOn).toBe(false);
    expect(at(stopped.response, 'targetPage')).toMatch(/END_SESSION$/);
    expect((await say('on sera quatre adultes')).goesOn).toBe(true);
  });

  test('two silences end the turn-taking', async () => {
    const { say, silence } = es('silent', 'fr');
    const asked = await say("j'aimerais aller skier à Chamonix du 20 au 25 mars");
    const once = await silence();
    expect(once.goesOn).toBe(true);
    expect(once.speech).not.toBe(asked.speech);
    expect((await silence()).goesOn).toBe(false);
  });

  test('two people in two sessions do not hear each other', async () => {
    const [one, other] = [es('person-1', 'fr'), es('person-2', 'fr')];
    await one.say('un hôtel à Annecy du 5 au 8 mai pour deux');
    expect((await other.open()).speech).not.toContain('Annecy');
  });
});
