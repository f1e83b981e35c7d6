import { rmSync } from 'node:fs';
import ICAL from 'ical.js';
import type { Browser, Page } from 'playwright-core';
import { type Running, startServer } from '../../skills/web/server.ts';
import { hasBrowser, launch, openPage } from '../support/browser.ts';
import { scratch } from '../support/scratch.ts';

/** What is said until all is booked: [words, what the answer must hold]. A read-back of any number of breaths is agreed to. */
const JOURNEYS = {
  'fr-FR': {
    lines: [
      [
        "J'aimerais aller skier dans les Alpes françaises du 20 au 25 mars, avec un 4x4 à l'aéroport de Lyon. Que pouvez-vous trouver pour moi ?",
        'samedi 20',
      ],
      ['deux adultes et un enfant de huit ans', 'd’où'],
      ['de Nantes', 'Nantes'],
      ['oui, un hôtel, et le matériel de ski', 'budget'],
      ['trois mille cinq cents euros en tout', 'vendeurs de démonstration'],
      ['la première', 'quel nom'],
      ['Camille Martin', 'Camille Martin'],
    ],
    soFar: 'Jusque-là',
    yes: 'oui',
    phrase: 'je confirme et je paie',
    booked: 'C’est réservé',
    confirmed: 'confirmé',
  },
  'en-US': {
    lines: [
      [
        "I'd like to go skiing in the French Alps from March 20th to the 25th, with a four by four at Lyon airport. What can you find for me?",
        'Saturday',
      ],
      ['two adults and an eight-year-old', 'from'],
      ['London', 'London'],
      ['yes, a hotel and ski rental', 'budget'],
      ['four thousand euros in total', 'demonstration sellers'],
      ['the first one', 'name'],
      ['Sarah Cole', 'Sarah Cole'],
    ],
    soFar: 'so far',
    yes: 'yes',
    phrase: 'I confirm and pay',
    booked: 'booked',
    confirmed: 'confirmed',
  },
} as const;

const plain = (text: string): string => text.replace(/’/g, "'").replace(/[\s\u00a0\u202f]+/g, ' ');

/** Types it, and reads the whole answer. */
async function say(page: Page, words: string): Promise<string> {
  const before = await page.locator('.heard').count();
  await page.locator('#field').focus();
  await page.keyboard.insertText(words);
  await page.keyboard.press('Enter');
  await page.locator('.heard').nth(before).waitFor();
  const turn = page.locator('.turn', { has: page.locator('.heard') }).nth(before);
  await turn.locator('.said:not(.pending):not(.progress)').waitFor({ timeout: 10_000 });
  return plain((await turn.locator('.said').allInnerTexts()).join(' '));
}

(hasBrowser ? describe : describe.skip)('a trip booked on the page, in Chromium, with the demonstration vendors', () => {
  let browser: Browser;
  let server: Running;
  const dataDir = scratch('page');

  beforeAll(async () => {
    server = await startServer({ DATA_DIR: dataDir, PORT: '0', CONCIERGE_NOW: '2026-11-21T10:00:00Z' });
    browser = await launch();
  }, 30_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test.each(Object.keys(JOURNEYS) as (keyof typeof JOURNEYS)[])(
    'in %s, by keyboard, from one sentence to page, calendar and JSON',
    async (locale) => {
      const { lines, soFar, yes, phrase, booked, confirmed } = JOURNEYS[locale];
      const { page, requests, complaints, context } = await openPage(browser, {
        locale,
        viewport: { width: 1280, height: 800 },
        reducedMotion: 'reduce',
      });
      await page.goto(server.url);
      await page.locator('.said:not(.pending)').waitFor();
      let answer = '';
      for (const [words, holds] of lines) {
        answer = await say(page, words);
        expect(answer).toContain(plain(holds));
      }
      while (answer.includes(soFar)) answer = await say(page, yes);
      expect(answer).toContain(phrase);
      expect(await say(page, phrase)).toContain(plain(booked));
      expect(await page.locator('#panel .chip[data-status="confirmed"]').allInnerTexts()).toEqual(Array(4).fill(confirmed));
      expect(await page.locator('#panel .amount + .demo').count()).toBe(await page.locator('#panel .amount').count());
      expect(requests.filter((address) => !address.startsWith(`${server.url}/`))).toEqual([]);
      expect(complaints).toEqual([]);

      const links = await page.locator('.links a').evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute('href') ?? ''));
      const [html, ics, json] = await Promise.all(
        [links[0] ?? '', links[1] ?? '', (links[0] ?? '').replace('?', '.json?')].map(async (path) =>
          (await context.request.get(`${server.url}${path}`)).text(),
        ),
      );
      expect(html?.match(/class="line" data-status="confirmed"/g)).toHaveLength(4);
      expect(new ICAL.Component(ICAL.parse(ics ?? '')).getAllSubcomponents('vevent')).toHaveLength(5);
      const record = JSON.parse(json ?? '') as { bookings: { reference: string }[]; trace: { heard?: string }[] };
      for (const { reference } of record.bookings) expect(html).toContain(reference);
      expect(record.trace.flatMap(({ heard }) => heard ?? [])).toContain(phrase);
      await context.close();
    },
    90_000,
  );
});
