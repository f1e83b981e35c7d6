import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Reply, TripView, Turn } from '../../shared/turn.ts';
import { launch, openPage, type Watched } from './browser.ts';
import { REPLY, type Serving, serve, webWith } from './web.ts';
import { skiTrip } from './web-trip.ts';

export const OFFERS = 'En tête, Les Arcs, à 2944 euros. Le moins cher, c’est Valmorel, à 2350 euros. Lequel vous tente ?';
const line = (title: string, amount: string) => ({
  offerId: title,
  category: 'lodging',
  vendor: 'Maison Vanoise',
  demo: true,
  title,
  total: { amount, currency: 'EUR' },
});
export const TRIP: TripView = {
  id: 'trip-1',
  brief: skiTrip().brief,
  summary: [
    { label: 'Où', value: 'Les Arcs' },
    { label: 'Qui', value: '2 adultes, 1 enfant (8 ans)' },
  ],
  proposals: [
    { id: 'p1', kind: 'best', title: 'Les Arcs', total: { amount: '2944.00', currency: 'EUR' }, lines: [line('Les Mélèzes', '1780.00')] },
    { id: 'p2', kind: 'cheapest', title: 'Valmorel', total: { amount: '2350.50', currency: 'EUR' }, lines: [line('Le Bourg', '1310.00')] },
  ],
  bookings: [],
  page: '/trips/trip-1?key=open-sesame-0123456789',
};

export const CHOOSING: Reply = {
  ...REPLY,
  speech: OFFERS,
  phase: 'choosing',
  suggestions: ['Et moins cher ?'],
  display: {
    title: 'Deux propositions',
    items: [
      { label: 'Les Arcs', detail: '2 944 € (démo), au pied des pistes', say: 'Les Arcs' },
      { label: 'Valmorel', detail: '2 350 € (démo)', say: 'Valmorel' },
    ],
  },
  trip: TRIP,
};

export const HELLO: Readonly<Record<string, string>> = {
  'fr-FR': 'Bonjour, je suis un assistant automatique. Où partez-vous, et quand ?',
  'en-US': 'Hi, I’m an automated assistant. Where to, and when?',
};
export const wordsOf = ({ input }: Turn): string => (input.type === 'utterance' ? input.text : input.type);

/** A concierge that says hello, and answers as the test tells it. */
export function concierge(answer: (words: string, turn: Turn) => Promise<Reply>) {
  const turns: Turn[] = [];
  const web = webWith(async (turn) => {
    turns.push(turn);
    const hello = HELLO[turn.locale] ?? HELLO['en-US'] ?? '';
    return turn.input.type === 'open' ? { ...REPLY, speech: hello, suggestions: [] } : answer(wordsOf(turn), turn);
  });
  return { web, turns };
}

const said = (page: Page) => page.locator('.turn:last-child .said').last();
export const settled = (page: Page) => page.locator('.turn:last-child .said:not(.pending)').last().waitFor();
/** As it was sent: without whose words they are, and with blanks that break. */
export const speechOf = async (page: Page) => (await said(page).innerText()).replace(/^[^:]*:\s+/, '').replace(/\u00a0/g, ' ');
export const focused = (page: Page) =>
  page.evaluate('document.activeElement.id || document.activeElement.getAttribute("aria-label") || document.activeElement.textContent');

/** Types words and waits for their answer. */
export async function type(page: Page, words: string): Promise<void> {
  await page.locator('#field').focus();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await page.locator('.turn:last-child .heard', { hasText: words }).waitFor();
  await settled(page);
}

export type Visit = (
  web: Parameters<typeof serve>[0],
  options?: BrowserContextOptions,
  init?: string,
) => Promise<Watched & { readonly url: string }>;

/** One Chromium for the tests of a block; what each opens is closed after it. `init` runs before the page's own script. */
export function pages(): Visit {
  let browser: Browser;
  const serving: Serving[] = [];
  const opened: Watched[] = [];

  beforeAll(async () => {
    browser = await launch();
  }, 30_000);
  afterEach(async () => {
    for (const { context } of opened.splice(0)) await context.close();
    for (const { stop } of serving.splice(0)) await stop();
  });
  afterAll(async () => browser?.close());

  return async (web, options = {}, init) => {
    const started = await serve(web);
    serving.push(started);
    const watched = await openPage(browser, {
      locale: 'fr-FR',
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      ...options,
    });
    opened.push(watched);
    if (init !== undefined) await watched.context.addInitScript(init);
    await watched.page.goto(started.url);
    await settled(watched.page);
    return { ...watched, url: started.url };
  };
}
