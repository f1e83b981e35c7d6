import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Offer } from '../../shared/market/offer.ts';
import { handleVendors } from '../../skills/vendors/router.ts';
import { httpServer, mounted } from '../../skills/web/http-server.ts';
import { serveFile, siteFiles } from '../../skills/web/static.ts';
import { hasBrowser, launch, openPage, type Watched } from '../support/browser.ts';
import { type FormDesk, formDesk, requestFor } from '../support/vendor-form.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FILES = siteFiles(join(import.meta.dirname, '..', '..'));

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate('axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] })');
  const { violations: list } = found as { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] };
  return list.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`);
}

async function served(desk: FormDesk) {
  const { server, stop } = httpServer(
    mounted([
      { path: '/vendors/v1', handle: ({ body, ...request }) => handleVendors({ ...request, rawBody: body }, desk.ports) },
      {
        path: '/',
        handle: async (request) => {
          const file = FILES.get(request.path);
          return file ? serveFile(file, request) : { status: 404, headers: {}, body: '' };
        },
      },
    ]),
    () => undefined,
  );
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

(hasBrowser ? describe : describe.skip)('the page of a vendor without an API, in Chromium', () => {
  let browser: Browser;
  const ends: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    browser = await launch();
  }, 30_000);
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });
  afterAll(async () => browser?.close());

  async function visit(
    options: BrowserContextOptions,
    lang = 'fr-FR',
    request = requestFor('lodging'),
  ): Promise<Watched & { readonly desk: FormDesk }> {
    const desk = formDesk(request);
    await desk.keep();
    const path = await desk.invite();
    const { url, stop } = await served(desk);
    const watched = await openPage(browser, { reducedMotion: 'reduce', ...options });
    ends.push(() => watched.context.close(), stop);
    await watched.page.goto(`${url}${path}?lang=${lang}`);
    return { ...watched, desk };
  }

  const offersIn = async ({ store }: FormDesk) =>
    (await store.query<Offer>({ pk: 'TRIP#trip-1', skPrefix: 'OFFER#' })).map(({ doc }) => doc);

  test.each([
    ['fr-FR', 'dark', { width: 390, height: 844 }],
    ['fr-FR', 'light', { width: 320, height: 568 }],
    ['en-US', 'light', { width: 1280, height: 800 }],
  ] as const)(
    'in %s, %s at %o breaks no rule of accessibility, new, with problems and sent',
    async (lang, colorScheme, viewport) => {
      const { page, complaints } = await visit({ viewport, colorScheme }, lang);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
      await page.locator('button[value="offer"]').click();
      await page.getByRole('alert').waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
      // The refusal's own status is the one thing that the console tells.
      expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
    },
    30_000,
  );

  test('is filled in with the keyboard alone, and what was sent is the offer', async () => {
    const { page, desk } = await visit({ viewport: { width: 390, height: 844 } });
    await page.getByLabel('Nom de l’établissement').focus();
    await page.keyboard.type('Chez Odile');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Chambre');
    await page.getByLabel('Nombre de chambres louées').focus();
    await page.keyboard.type('1');
    await page.keyboard.press('Tab');
    await page.keyboard.type('2');
    await page.getByLabel('Sauna').focus();
    await page.keyboard.press('Space');
    await page.getByLabel('Prix total, taxes comprises, en EUR').focus();
    await page.keyboard.type('912,50');
    await page.getByLabel('J’accepte les conditions de l’acheteur').focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Envoyer l’offre' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Offre envoyée' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await offersIn(desk)).toMatchObject([
      {
        total: { minor: 91_250 },
        item: { kind: 'guesthouse', bedrooms: 2, sleeps: 3, has: ['sauna'] },
        cancellation: { refundability: 'non_refundable' },
      },
    ]);
  }, 30_000);

  test('keeps what was written when something is wrong, and leads to the field', async () => {
    const { page } = await visit({ viewport: { width: 390, height: 844 } }, 'en-US');
    await page.getByLabel('Name of the house').fill('Chez Odile');
    await page.getByLabel('Total price, taxes included, in EUR').fill('a lot');
    await page.getByRole('button', { name: 'Send the offer' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Name of the house').inputValue()).toBe('Chez Odile');
    expect(await page.getByLabel('Total price, taxes included, in EUR').inputValue()).toBe('a lot');
    await page.getByRole('link', { name: 'Total price, taxes included' }).click();
    expect(await page.evaluate('location.hash')).toBe('#field-total');
  }, 20_000);

  test('asks for another language on its own page, and asks nobody else for anything', async () => {
    const { page, requests } = await visit({ viewport: { width: 390, height: 844 } });
    await page.getByRole('link', { name: 'Read in English' }).click();
    await page.getByRole('heading', { name: 'Make an offer' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en-US');
    const host = new URL(page.url()).host;
    expect(requests.filter((url) => new URL(url).host !== host)).toEqual([]);
  }, 20_000);
});
