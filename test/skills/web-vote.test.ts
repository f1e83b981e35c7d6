import { ConciergeError } from '../../shared/errors.ts';
import type { Web } from '../../skills/web/web.ts';
import { votingPlay, votingWeb } from '../support/voting.ts';
import { type Serving, serve } from '../support/web.ts';

const open: Serving[] = [];
afterEach(async () => {
  for (const started of open.splice(0)) await started.stop();
});

async function desk(more: Partial<Web> = {}) {
  const { web, kept, path } = votingWeb(votingPlay().state.trip);
  const started = await serve({ ...web, ...more });
  open.push(started);
  const send = (values: Readonly<Record<string, string>>, init: RequestInit = {}) =>
    fetch(`${started.url}${path}`, { method: 'POST', body: new URLSearchParams(values), ...init });
  const look = (init: RequestInit = {}, query = '') => fetch(`${started.url}${path}${query}`, init);
  return { url: started.url, path, kept, send, look, ballots: () => Object.values(kept().vote?.ballots ?? {}) };
}

const ALL = { 'option-1': 'yes', 'option-2': 'fine', 'option-3': 'no' };
const ANNA = { voter: 'anna-anna-anna-anna', ...ALL };
const voterIn = (html: string) => /name="voter" value="([^"]+)"/.exec(html)?.[1] ?? '';
const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? '';

describe('the page of a vote', () => {
  test('opens with its own key alone, which opens nothing else of the trip', async () => {
    const { url, path, kept } = await desk();
    const { id, key, vote } = kept();
    const status = async (address: string) => (await fetch(`${url}${address}`)).status;
    expect(await status(path)).toBe(200);
    expect(await status(`/trips/${id}/vote?key=${key}`)).toBe(404);
    expect(await status(`/trips/${id}/vote`)).toBe(404);
    for (const part of ['', '.json', '.ics', '.evidence.json']) expect(await status(`/trips/${id}${part}?key=${vote?.key}`)).toBe(404);
  });

  test('is kept nowhere, is in no index, and asks nobody else for anything', async () => {
    const { look } = await desk();
    const { headers } = await look();
    expect([headers.get('cache-control'), headers.get('x-robots-tag'), headers.get('referrer-policy')]).toEqual([
      'no-store',
      'noindex',
      'no-referrer',
    ]);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('set-cookie')).toMatch(/^voter=[\w-]+; Path=\/trips\/trip-1\/vote; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
  });

  test('lasts no longer than the holds, in the time of a town, and shows what tells the choices apart', async () => {
    const { look, kept } = await desk();
    const html = await (await look()).text();
    const ends = kept().bookings.flatMap(({ beside, holdUntil }) => (beside && holdUntil ? [holdUntil] : []));
    expect(kept().vote?.closesAt).toBe(ends.toSorted()[0]);
    expect(html).toContain('dimanche 22 novembre 2026, 11:00, heure de Paris.');
    const facts = [...html.matchAll(/<p class="facts">(.*?)<\/p>/g)].map(([, line]) => line ?? '');
    expect(facts.filter((line) => line.includes(' · spa'))).toHaveLength(1);
    expect(facts.filter((line) => line.includes(' · parking'))).toEqual([]);
    expect(facts.filter((line) => /\d étoiles · (?:remontées à \d minutes? à pied|au pied des pistes)/.test(line))).toHaveLength(3);
  });

  test('knows a voter again by the cookie, and lends the device to another', async () => {
    const { look, send, ballots } = await desk();
    const first = await look();
    const voter = voterIn(await first.text());
    await send({ voter, ...ALL });
    const headers = { cookie: cookieOf(first) };
    const again = await (await look({ headers })).text();
    expect([voterIn(again), again.includes('Votre vote est noté.')]).toEqual([voter, true]);
    const lent = await (await look({ headers }, '&new=1')).text();
    expect(voterIn(lent)).not.toBe(voter);
    await send({ voter: voterIn(lent), ...ALL });
    expect(ballots()).toHaveLength(2);
  });

  test('counts a form sent twice once, and a changed one as the same voter’s', async () => {
    const { send, ballots } = await desk();
    const [first, second] = await Promise.all([send(ANNA), send(ANNA)]);
    expect([first.status, second.status, ballots().length]).toEqual([200, 200, 1]);
    await send({ ...ANNA, 'option-1': 'no' });
    expect(ballots().map(({ stances }) => Object.values(stances))).toEqual([['no', 'fine', 'no']]);
  });

  test('keeps no name of a voter that would let another change the vote', async () => {
    const { send, kept } = await desk();
    await send(ANNA);
    expect(JSON.stringify(kept().vote)).not.toContain('anna');
  });

  test('says what is missing or wrong, and keeps what was written', async () => {
    const { send, ballots } = await desk();
    const { 'option-2': _left, ...some } = ANNA;
    const response = await send({ ...some, limit: 'beaucoup' });
    const html = await response.text();
    expect([response.status, ballots().length]).toEqual([422, 0]);
    expect(html).toContain('2 champs sont à revoir');
    expect(html).toContain('value="beaucoup"');
    expect(html).toMatch(/name="option-1" value="yes" checked/);
  });

  test('takes no more voters than travel', async () => {
    const { send } = await desk();
    await send(ANNA);
    await send({ ...ANNA, voter: 'berit-berit-berit-berit' });
    const third = await send({ ...ANNA, voter: 'carla-carla-carla-carla' });
    expect([third.status, (await third.text()).includes('Tout le monde a déjà voté')]).toEqual([409, true]);
  });

  test('of a vote that is over takes nothing', async () => {
    const { kept, ...first } = await desk();
    const { web } = votingWeb({ ...kept(), vote: { ...vote(kept().vote), ended: '2026-11-21T10:00:00.000Z' } });
    const started = await serve(web);
    open.push(started);
    const body = new URLSearchParams(ANNA);
    const response = await fetch(`${started.url}${first.path}`, { method: 'POST', body });
    expect([response.status, (await response.text()).includes('Ce vote est terminé')]).toEqual([409, true]);
  });

  test('loses nothing with a store that does not answer', async () => {
    const castVote: Web['castVote'] = async () => {
      throw new ConciergeError('store-down', 'down');
    };
    const { send } = await desk({ castVote });
    const response = await send({ ...ANNA, limit: '2300' });
    const html = await response.text();
    expect([response.status, html.includes('rien n’est perdu'), html.includes('value="2300"')]).toEqual([503, true, true]);
  });

  test('takes forms only, by POST', async () => {
    const { send, look } = await desk();
    expect((await send(ANNA, { headers: { 'content-type': 'application/json' }, body: '{}' })).status).toBe(415);
    expect((await look({ method: 'DELETE' })).status).toBe(405);
  });
});

function vote<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('no vote');
  return value;
}
