import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const BORN = ['1985-03-02', '1987-11-30'];

interface Answer {
  readonly speech: string;
  readonly expectsReply: boolean;
  readonly waitingUntil?: string;
  readonly trip: { readonly page: string };
}

/** One traveller on the web whose hotel wants birth dates, up to the name. */
async function atForm(traveller: string, locale: string, lines: readonly string[]) {
  await world.vendorsAnew([{ vendorId: '*', step: 'publish', kind: 'wants', times: 50 }]);
  const say = async (line: object): Promise<Answer> =>
    (await world.post('/chat', { traveller, locale, timeZone: 'Europe/Paris', ...line })) as Answer;
  let answer: Answer | undefined;
  for (const text of lines) answer = await say({ text });
  if (!answer) throw new Error('nothing was said');
  return { say, answer, page: answer.trip.page };
}

async function fillIn(page: string, values: readonly string[]): Promise<Response> {
  const html = await (await fetch(page)).text();
  const action = /<form class="details" method="post" action="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const names = [...html.matchAll(/id="field-[\w.]+" name="([\w.]+)"/g)].map(([, name]) => name ?? '');
  return fetch(new URL(action, page), {
    method: 'POST',
    body: new URLSearchParams(Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']))),
  });
}

const FRENCH = ['un hôtel à Annecy du 12 au 14 février pour deux, 500 euros maximum', 'le premier', 'Camille Martin'];
const ENGLISH = ['a hotel in Annecy from February 12th to the 14th for two, 500 euros max', 'the first one', 'Sarah Cole'];

describe('a vendor that wants birth dates', () => {
  test('gets them from the form, once the talk went on by itself, and nobody else ever sees them', async () => {
    const { say, answer, page } = await atForm('form-fr', 'fr-FR', FRENCH);
    expect(answer.speech).toMatch(/^.+ demande les dates de naissance, mais pas à voix haute\. Le formulaire est sur la page/);
    expect([answer.expectsReply, answer.waitingUntil !== undefined]).toEqual([false, true]);
    expect((await say({ news: true })).speech).toBe('');
    expect((await say({ text: 'né le 2 mars 1985' })).speech).toMatch(/^Pas de date de naissance à voix haute/);

    const wrong = await fillIn(page, [BORN[0] ?? '', '']);
    expect([wrong.status, (await wrong.text()).includes(`value="${BORN[0]}"`)]).toEqual([422, true]);
    const right = await fillIn(page, BORN);
    expect(await right.text()).toContain('C’est noté. Revenez à la conversation.');

    const read = await say({ news: true });
    expect(read.speech).toMatch(/^Le formulaire est complet\. Je récapitule, au nom de Camille Martin/);
    expect(read.speech).toContain('Le vendeur recevra votre nom et les dates de naissance.');
    expect((await say({ text: 'je confirme et je paie' })).speech).toContain("C'est réservé.");
    const record = new URL(page);
    record.pathname += '.json';
    for (const url of [page, record]) expect(await (await fetch(url)).text()).not.toMatch(/\b(?:1985|1987)\b/);
  });

  test('is told of in English, and the phrase alone buys nothing before', async () => {
    const { say, answer, page } = await atForm('form-en', 'en-US', ENGLISH);
    expect(answer.speech).toContain('needs dates of birth, but not out loud.');
    expect((await say({ text: 'I confirm and pay' })).speech).toMatch(/^The form isn't complete yet\./);
    await fillIn(page, BORN);
    expect((await say({ text: "it's done" })).speech).toContain('The seller gets your name and dates of birth.');
    expect((await say({ text: 'I confirm and pay' })).speech).toContain("It's booked.");
  });

  test('loses all of it when the traveller asks to be forgotten', async () => {
    const { say, page } = await atForm('form-forget', 'fr-FR', FRENCH);
    await fillIn(page, BORN);
    expect((await say({ text: 'oubliez-moi' })).speech).toContain('?');
    await say({ text: 'oui' });
    expect((await fetch(page)).status).toBe(404);
  });
});
