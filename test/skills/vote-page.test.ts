import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { hasBrowser, launch, openPage } from '../support/browser.ts';
import { votingPlay, votingWeb } from '../support/voting.ts';
import { serve } from '../support/web.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate('axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] })');
  const { violations: list } = found as { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] };
  return list.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`);
}

(hasBrowser ? describe : describe.skip)('the page of a vote, in Chromium', () => {
  let browser: Browser;
  const ends: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    browser = await launch();
  }, 30_000);
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });
  afterAll(async () => browser?.close());

  async function visit(options: BrowserContextOptions, locale: 'fr-FR' | 'en-US') {
    const { web, kept, path } = votingWeb(votingPlay(locale).state.trip);
    const { url, stop } = await serve(web);
    const watched = await openPage(browser, { reducedMotion: 'reduce', ...options });
    ends.push(() => watched.context.close(), stop);
    await watched.page.goto(`${url}${path}&locale=${locale}`);
    return { ...watched, url, ballots: () => Object.values(kept().vote?.ballots ?? {}) };
  }

  test.each([
    ['fr-FR', 'dark', { width: 320, height: 568 }],
    ['en-US', 'light', { width: 1280, height: 800 }],
  ] as const)(
    'in %s, %s at %o breaks no rule of accessibility, new, with problems and noted',
    async (locale, colorScheme, viewport) => {
      const { page, url, complaints, requests } = await visit({ viewport, colorScheme }, locale);
      const fits = async () => expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
      expect(await violations(page)).toEqual([]);
      await fits();
      await page.locator('form.vote button').click();
      await page.getByRole('alert').waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert');
      await fits();
      for (const choice of await page.locator('input[value="fine"]').all()) await choice.check();
      await page.locator('form.vote button').click();
      await page.getByRole('status').waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('status');
      await fits();
      expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
      expect(requests.filter((address) => !address.startsWith(url))).toEqual([]);
    },
    30_000,
  );

  test('is filled in with the keyboard alone, and changed, without the limit ever being shown again', async () => {
    const { page, ballots } = await visit({ viewport: { width: 375, height: 812 } }, 'en-US');
    const stances = () => ballots().map((ballot) => Object.values(ballot.stances));
    await page.getByLabel('I want it').first().focus();
    await page.keyboard.press('Space');
    for (let option = 2; option <= 3; option++) {
      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Tab');
    await page.keyboard.type('2317.43');
    await page.keyboard.press('Enter');
    await page.getByText('Your vote is noted.').waitFor();
    expect(stances()).toEqual([['yes', 'fine', 'fine']]);
    expect(ballots()[0]?.ceiling).toEqual({ minor: 231_743, currency: 'EUR' });
    expect(await page.content()).not.toContain('2317');
    await page.getByText('Change my vote').focus();
    await page.keyboard.press('Enter');
    for (const choice of await page.getByLabel('I don’t want it').all()) await choice.check();
    await page.getByRole('button', { name: 'Vote' }).click();
    await page.getByText('Your vote is noted.').waitFor();
    expect(stances()).toEqual([['no', 'no', 'no']]);
    expect(ballots()[0]?.ceiling).toEqual({ minor: 231_743, currency: 'EUR' });
    await page.reload();
    expect(ballots()).toHaveLength(1);
  }, 30_000);
});
