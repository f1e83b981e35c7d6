import { ConciergeError } from '../../shared/errors.ts';
import { hasBrowser } from '../support/browser.ts';
import { CHOOSING, concierge, focused, HELLO, OFFERS, pages, settled, speechOf, TRIP, type, wordsOf } from '../support/page.ts';
import { REPLY } from '../support/web.ts';

const ASKING = "J'interroge les vendeurs.";

if (!hasBrowser) process.stderr.write('the page is not tested: no Chromium here (CHROMIUM, /usr/bin/chromium)\n');

(hasBrowser ? describe : describe.skip)('the page, in Chromium', () => {
  const visit = pages();

  test('greets, and holds a conversation by keyboard alone', async () => {
    const { web, turns } = concierge(async (words) => (words === 'Les Arcs' ? { ...REPLY, speech: 'Je bloque tout aux Arcs.' } : CHOOSING));
    const { page } = await visit(web);
    expect(await speechOf(page)).toBe(HELLO['fr-FR']);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Aller à la saisie');
    await page.keyboard.press('Enter');
    await page.keyboard.type('du 20 au 25 mars');
    await page.keyboard.press('Enter');
    await page.locator('.choices').waitFor();
    expect(await speechOf(page)).toBe(OFFERS);
    expect(await focused(page)).toBe('field');
    const choice = page.getByRole('list', { name: 'Deux propositions' }).getByRole('button', { name: /1 Les Arcs/ });
    await choice.focus();
    await page.keyboard.press('Enter');
    await page.locator('.heard', { hasText: 'Les Arcs' }).waitFor();
    await settled(page);
    expect(await focused(page)).toBe('field');
    expect(turns.map(wordsOf)).toEqual(['open', 'du 20 au 25 mars', 'Les Arcs']);
    expect(new Set(turns.map(({ traveller }) => traveller)).size).toBe(1);
    expect(new Set(turns.map(({ id }) => id)).size).toBe(3);
  });

  test('loaded again shows the talk so far, but no card number, and nothing once it is forgotten', async () => {
    const { web } = concierge(async (words) => {
      if (words.startsWith('ma carte')) return { ...REPLY, speech: 'Pas de carte ici.', unkept: 'heard' };
      return words === 'oubliez-moi' ? { ...REPLY, speech: 'C’est oublié.', unkept: 'all' } : CHOOSING;
    });
    const { page } = await visit(web);
    await type(page, 'Les Alpes');
    await page.locator('#field').fill('ma carte est 4970 1012 3456 7890');
    await page.keyboard.press('Enter');
    await page.locator('.turn:last-child .said', { hasText: 'Pas de carte ici.' }).waitFor();
    await page.reload();
    await settled(page);
    expect(await page.locator('.heard').allTextContents()).toEqual(['Vous\u00a0: Les Alpes']);
    expect(await page.locator('.turn').count()).toBe(3);
    expect(await page.locator('.turn').nth(0).innerText()).toContain('En tête, Les Arcs');
    expect(await page.locator('.choices').count()).toBe(0);
    expect(await page.evaluate('sessionStorage.getItem("talk")')).not.toContain('4970');
    await type(page, 'oubliez-moi');
    await page.reload();
    await settled(page);
    expect(await page.locator('.turn').count()).toBe(1);
  });

  test('asks nothing of anybody but its own server, and breaks none of its own rules', async () => {
    const { web } = concierge(async () => CHOOSING);
    const { page, requests, complaints, url, context } = await visit(web);
    await type(page, 'Les Alpes');
    expect(requests.filter((address) => !address.startsWith(`${url}/`))).toEqual([]);
    expect(requests.length).toBeGreaterThan(8);
    expect(complaints).toEqual([]);
    expect(await context.cookies()).toEqual([]);
  });

  test('switches to English by keyboard, and remembers it', async () => {
    const { web, turns } = concierge(async () => REPLY);
    const { page, url } = await visit(web);
    await page.getByRole('button', { name: 'English' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.said', { hasText: 'Where to, and when?' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en-US');
    expect(await page.getByRole('button', { name: 'Send', exact: true }).count()).toBe(1);
    expect(await focused(page)).toBe('EN English');
    await page.goto(url);
    await settled(page);
    expect(await speechOf(page)).toBe(HELLO['en-US']);
    expect(turns.map(({ locale }) => locale)).toEqual(['fr-FR', 'en-US', 'en-US']);
  });

  test('greets an English browser in English', async () => {
    const { web, turns } = concierge(async () => REPLY);
    const { page } = await visit(web, { locale: 'en-GB' });
    expect(await speechOf(page)).toBe(HELLO['en-US']);
    expect([turns[0]?.locale, await page.evaluate('document.documentElement.lang')]).toEqual(['en-GB', 'en-GB']);
    expect(await page.title()).toBe('Travel concierge');
  });

  test('before there is a trip says what the panel is for, and links no page of it', async () => {
    const { web } = concierge(async () => ({ ...REPLY, trip: { ...TRIP, summary: [], proposals: [] } }));
    const { page } = await visit(web);
    await type(page, 'bonjour');
    expect(await page.locator('#panel .empty').innerText()).toBe('Le voyage s’écrira ici à mesure que vous parlez.');
    expect(await page.locator('#panel .links').count()).toBe(0);
    await page.getByRole('button', { name: 'English' }).click();
    await page.locator('.said', { hasText: 'Where to, and when?' }).waitFor();
    expect(await page.locator('.turn:last-child').textContent()).toContain('Automated assistant: ');
  });

  test('breaks no line after an opening quote or before a mark that French sets apart', async () => {
    const { web } = concierge(async () => ({ ...REPLY, speech: 'Dites : « je confirme et je paie ».' }));
    const { page } = await visit(web);
    await type(page, 'oui');
    expect(await page.locator('.turn:last-child .said').last().textContent()).toContain(
      'Dites\u00a0: «\u00a0je confirme et je paie\u00a0».',
    );
  });

  test('shows the trip beside: what was understood, proposals with the mark at every price', async () => {
    const { web } = concierge(async () => CHOOSING);
    const { page } = await visit(web);
    await type(page, 'Les Alpes');
    const panel = (await page.locator('#panel').innerText()).replace(/[\s\u00a0\u202f]+/g, ' ');
    for (const words of ['À vous de choisir', 'Où Les Arcs', 'Qui 2 adultes, 1 enfant (8 ans)']) expect(panel).toContain(words);
    expect(panel).toContain('En tête Les Arcs 2 944 € démo');
    expect(panel).toContain('2 350,50 € démo');
    expect(await page.locator('#panel .amount').count()).toBe(4);
    expect(await page.locator('#panel .amount + .demo').count()).toBe(4);
  });

  test('shows no sum of what several sellers ask, each for itself', async () => {
    const apart = TRIP.proposals.map((proposal) => ({ ...proposal, apart: true as const }));
    const { web } = concierge(async () => ({ ...CHOOSING, trip: { ...TRIP, proposals: apart } }));
    const { page } = await visit(web);
    await type(page, 'Les Alpes');
    const amounts = (await page.locator('#panel .amount').allTextContents()).map((text) => text.replace(/\D+/g, ' ').trim());
    const lines = TRIP.proposals.flatMap((proposal) => proposal.lines.map(({ total }) => String(Math.floor(Number(total.amount)))));
    expect(amounts.map((text) => text.replaceAll(' ', '').slice(0, 4)).toSorted()).toEqual(
      lines.map((text) => text.slice(0, 4)).toSorted(),
    );
  });

  test('shows the whole read-back before it is confirmed, and the bookings after', async () => {
    const bookings = [
      {
        id: 'b1',
        category: 'lodging',
        title: 'Les Mélèzes',
        vendor: 'Maison Vanoise',
        status: 'confirmed',
        reference: 'MV-40912',
        total: { amount: '1780.00', currency: 'EUR' },
        demo: true,
      },
    ] as const;
    const { web } = concierge(async (words) =>
      words === 'Les Arcs'
        ? { ...CHOOSING, phase: 'confirming' }
        : { ...REPLY, phase: 'settled', expectsReply: false, trip: { ...TRIP, bookings } },
    );
    const { page } = await visit(web);
    await type(page, 'Les Arcs');
    await page.getByText('Tout ce que vous confirmez, mot pour mot').click();
    await page.locator('.readback', { hasText: 'En tout, 2944 euros.' }).waitFor();
    expect(await page.locator('.readback').innerText()).toContain('Je récapitule, au nom de Camille Martin.');
    await type(page, 'je confirme et je paie');
    const panel = await page.locator('#panel').innerText();
    expect(panel).toMatch(/Hébergement\s+confirmé\s+Les Mélèzes\s+1\s780\s€\s+démo\W+Maison Vanoise/);
    expect(panel).toContain('MV-40912');
  });

  test('says that vendors are asked while they are, then goes on', async () => {
    const finish = Promise.withResolvers<void>();
    const { web } = concierge(async (_words, { onProgress }) => {
      await onProgress?.(ASKING);
      await finish.promise;
      return { ...CHOOSING, progress: ASKING, speech: `${ASKING} ${OFFERS}` };
    });
    const { page } = await visit(web);
    await page.locator('#field').fill('3500 euros');
    await page.keyboard.press('Enter');
    await page.locator('.progress', { hasText: ASKING }).waitFor();
    expect(await page.getByRole('status').innerText()).toBe('J’interroge les vendeurs…');
    finish.resolve();
    await settled(page);
    expect(await speechOf(page)).toBe(OFFERS);
    expect(await page.getByRole('status').innerText()).toBe('');
  });

  test('late offers join by themselves, until none is awaited', async () => {
    let asked = 0;
    const late = 'Une offre de plus : Valloire, à 2410 euros.';
    const { web, turns } = concierge(async (words) => {
      if (words !== 'news') return { ...CHOOSING, waitingUntil: '2026-11-21T10:15:00Z' };
      asked += 1;
      return asked === 1 ? { ...REPLY, speech: '', suggestions: [], waitingUntil: '2026-11-21T10:15:00Z' } : { ...CHOOSING, speech: late };
    });
    const { page } = await visit(web);
    await page.clock.install();
    await type(page, 'Les Alpes');
    expect(await page.getByRole('status').innerText()).toBe('D’autres offres peuvent encore arriver.');
    await page.clock.runFor(3_000);
    while (asked < 1) await page.waitForTimeout(20);
    await page.clock.runFor(3_000);
    await page.locator('.turn:last-child .said', { hasText: late }).waitFor();
    expect(await page.getByRole('status').innerText()).toBe('De nouvelles offres viennent d’arriver.');
    await page.clock.runFor(60_000);
    expect(turns.map(wordsOf)).toEqual(['open', 'Les Alpes', 'news', 'news']);
  });

  test('what did not go through can be sent again, as the same turn', async () => {
    let tries = 0;
    const { web, turns } = concierge(async () => {
      tries += 1;
      if (tries === 1) throw new ConciergeError('store-down', 'down');
      return REPLY;
    });
    const { page } = await visit(web);
    await page.locator('#field').fill('de Nantes');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Renvoyer' }).waitFor();
    expect(await page.getByRole('status').innerText()).toContain('Rien n’est perdu');
    await page.getByRole('button', { name: 'Renvoyer' }).press('Enter');
    await settled(page);
    expect(await speechOf(page)).toBe(REPLY.speech);
    expect(await page.locator('.heard').allTextContents()).toHaveLength(1);
    expect(turns[1]?.id).toBe(turns[2]?.id);
  });

  test('a code from the speaker is said for the traveller', async () => {
    const { web, turns } = concierge(async () => REPLY);
    const { page } = await visit(web);
    await page.getByText('Vous aviez commencé ailleurs ?').click();
    await page.getByLabel('Code donné par votre enceinte').fill('482 715');
    await page.keyboard.press('Enter');
    await page.locator('.heard').waitFor();
    await settled(page);
    expect(turns.map(wordsOf)).toEqual(['open', 'le code est 482 715']);
  });
});
