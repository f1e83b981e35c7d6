import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { hasBrowser } from '../support/browser.ts';
import { CHOOSING, concierge, pages, type } from '../support/page.ts';
import { skiTrip } from '../support/web-trip.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate('axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] })');
  const { violations: list } = found as { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] };
  return list.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`);
}

(hasBrowser ? describe : describe.skip)('who can use the page, in Chromium', () => {
  const visit = pages();

  test.each([
    ['dark', { width: 1280, height: 800 }],
    ['light', { width: 390, height: 844 }],
  ] as const)(
    'in %s at %o no rule of accessibility is broken, on the page and on the trip’s',
    async (colorScheme, viewport) => {
      const { web } = concierge(async () => ({ ...CHOOSING, waitingUntil: '2026-11-21T10:15:00Z' }));
      const { page, url } = await visit(web, { colorScheme, viewport });
      expect(await violations(page)).toEqual([]);
      await type(page, 'Les Alpes');
      if (viewport.width === 390) await page.locator('#trip > summary').press('Enter');
      expect(await violations(page)).toEqual([]);
      await page.goto(`${url}/trips/trip-1?key=open-sesame-0123456789`);
      expect(await violations(page)).toEqual([]);
    },
    20_000,
  );

  test('the private form breaks no rule on a phone, new and with problems, and its first problem has the focus', async () => {
    const trip = skiTrip({ phase: 'confirming' });
    const forConfirm = ['passengers.family_name', 'passengers.birth_date', 'contact.email', 'driver.licence_number'];
    const bookings = trip.bookings
      .slice(0, 1)
      .map((booking) => ({ ...booking, status: 'held' as const, offer: { ...booking.offer, dataNeeded: { forHold: [], forConfirm } } }));
    const { web } = concierge(async () => CHOOSING);
    const { page, url } = await visit({ ...web, trip: async () => ({ ...trip, bookings }) }, { viewport: { width: 390, height: 844 } });
    await page.goto(`${url}/trips/trip-1?key=open-sesame-0123456789&locale=fr-FR`);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.getByLabel('Adresse mail').fill('camille@example.org');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('alert').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert');
    expect(await page.getByLabel('Adresse mail').inputValue()).toBe('camille@example.org');
    await page.getByRole('link', { name: 'Numéro de permis' }).click();
    expect(await page.evaluate('location.hash')).toBe('#field-driver.licence_number');
  }, 20_000);

  test('on a phone nothing is wider than the screen, and the trip is a drawer', async () => {
    const { web } = concierge(async () => CHOOSING);
    const { page } = await visit(web, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    await type(page, 'Les Alpes');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(await page.locator('#panel-body').isVisible()).toBe(false);
    await page.locator('#trip > summary').press('Enter');
    expect(await page.locator('#panel-body').isVisible()).toBe(true);
  });
});
