import type { Page } from 'playwright-core';
import type { Reply, Turn } from '../../shared/turn.ts';
import { hasBrowser } from '../support/browser.ts';
import { pages, wordsOf } from '../support/page.ts';
import { REPLY, webWith } from '../support/web.ts';

/** A browser with a voice and an ear that the test moves: headless Chromium has neither. */
const BODY = `
  window.said = [];
  window.finish = () => {};
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, 'speechSynthesis', { value: {
    getVoices: () => [{ lang: 'en-US', name: 'Ann' }, { lang: 'fr-CA', name: 'Luc' }, { lang: 'fr-FR', name: 'Léa' }],
    speak(utterance) {
      window.said.push([utterance.lang, utterance.voice?.name, utterance.text]);
      utterance.onstart?.();
      this.ending = utterance;
      window.finish = () => { const ended = this.ending; this.ending = undefined; ended?.onend?.(); };
    },
    cancel() { const cut = this.ending; this.ending = undefined; if (cut) { window.said.push('cut'); cut.onerror?.(); } },
  } });
  window.SpeechRecognition = window.webkitSpeechRecognition = class {
    start() { window.ear = this; window.said.push('listening ' + this.lang); }
    abort() { this.onerror?.({ error: 'aborted' }); this.close(); }
    close() { window.ear = undefined; this.onend?.(); }
    hear(text) { this.onresult?.({ results: [Object.assign([{ transcript: text }], { isFinal: true })] }); this.close(); }
  };
`;

(hasBrowser ? describe : describe.skip)('the page’s voice, in Chromium', () => {
  const open = pages();

  /** The page after its greeting, and the turns it sent. */
  async function visit(answer: (turn: Turn) => Partial<Reply> = () => ({})): Promise<{ page: Page; heard: string[] }> {
    const heard: string[] = [];
    const web = webWith(async (turn) => {
      heard.push(wordsOf(turn));
      return { ...REPLY, ...(turn.input.type === 'open' ? { speech: 'Bonjour. Où partez-vous ?' } : answer(turn)) };
    });
    const { page } = await open(web, {}, BODY);
    return { page, heard };
  }

  const said = (page: Page) => page.evaluate('window.said');
  /** Asked from outside: the page's policy lets nobody evaluate inside it. */
  const until = async (page: Page, condition: string) => {
    while (!(await page.evaluate(`Boolean(${condition})`))) await page.waitForTimeout(10);
  };

  test('an answer is said sentence by sentence in a voice of its language, and the page follows', async () => {
    const { page } = await visit();
    await until(page, 'window.said.length === 1');
    expect(await said(page)).toEqual([['fr-FR', 'Léa', 'Bonjour. ']]);
    expect(await page.locator('.sentence.now').innerText()).toBe('Bonjour. ');
    await page.evaluate('window.finish()');
    await until(page, 'window.said.length === 2');
    expect(await page.locator('.sentence.now').innerText()).toBe('Où partez-vous\u00a0?');
    await page.evaluate('window.finish()');
    await until(page, '!document.querySelector(".speaking")');
    expect(await said(page)).toHaveLength(2);
  });

  test.each([
    ['typing', async (page: Page) => page.locator('#field').pressSequentially('d')],
    ['Escape', async (page: Page) => page.keyboard.press('Escape')],
    ['speaking', async (page: Page) => page.getByRole('button', { name: 'Parler' }).click()],
    ['switching the voice off', async (page: Page) => page.getByRole('button', { name: 'Voix activée' }).click()],
  ])('%s stops the voice', async (_name, act) => {
    const { page } = await visit();
    await until(page, 'window.said.length === 1');
    await act(page);
    await until(page, 'window.said.includes("cut")');
    expect(await page.locator('.speaking').count()).toBe(0);
  });

  test('what is heard is a turn; after a question the microphone reopens, after a goodbye it does not', async () => {
    const { page, heard } = await visit(({ input }) =>
      input.type === 'utterance' && input.text === 'de Nantes' ? { speech: 'Au revoir.', expectsReply: false } : { speech: 'D’où ?' },
    );
    await page.getByRole('button', { name: 'Parler' }).click();
    expect(await page.getByRole('status').innerText()).toBe('Je vous écoute…');
    await page.evaluate('window.ear.hear("deux adultes")');
    await until(page, 'window.said.at(-1)?.[2] === "D’où ?"');
    expect(await page.evaluate('window.ear')).toBeUndefined();
    await page.evaluate('window.finish()');
    await until(page, 'window.ear');
    await page.evaluate('window.ear.hear("de Nantes")');
    await until(page, 'window.said.at(-1)?.[2] === "Au revoir."');
    await page.evaluate('window.finish()');
    await until(page, '!document.querySelector(".speaking")');
    await page.waitForTimeout(100);
    expect(await page.evaluate('window.ear')).toBeUndefined();
    expect(heard).toEqual(['open', 'deux adultes', 'de Nantes']);
  });

  test('silence is a turn of its own, once', async () => {
    const { page, heard } = await visit(() => ({ speech: 'Votre ville de départ ?' }));
    await page.getByRole('button', { name: 'Parler' }).click();
    await page.evaluate('window.ear.close()');
    await until(page, 'window.said.at(-1)?.[2] === "Votre ville de départ ?"');
    await page.evaluate('window.finish()');
    await page.waitForTimeout(100);
    expect(await page.evaluate('window.ear')).toBeUndefined();
    expect(heard).toEqual(['open', 'silence']);
  });

  test('after typing, a question leaves the microphone closed', async () => {
    const { page } = await visit();
    await page.locator('#field').fill('à trois');
    await page.keyboard.press('Enter');
    await until(page, 'window.said.at(-1)?.[2] === "À trois, donc. "');
    await page.evaluate('window.finish()');
    await until(page, 'window.said.at(-1)?.[2] === "Vous partez d\'où ?"');
    await page.evaluate('window.finish()');
    await page.waitForTimeout(100);
    expect(await page.evaluate('window.ear')).toBeUndefined();
  });

  test('a microphone that is refused is said, and nothing is sent', async () => {
    const { page, heard } = await visit();
    await page.getByRole('button', { name: 'Parler' }).click();
    await page.evaluate('{ const { ear } = window; ear.onerror({ error: "not-allowed" }); ear.close(); }');
    expect(await page.getByRole('status').innerText()).toBe('Le micro est refusé : autorisez-le, ou écrivez.');
    expect(heard).toEqual(['open']);
  });

  test('switched off, the voice stays off after a reload', async () => {
    const { page } = await visit();
    await page.getByRole('button', { name: 'Voix activée' }).click();
    await page.reload();
    await page.locator('.said:not(.pending)').waitFor();
    await page.waitForTimeout(100);
    expect(await said(page)).toEqual([]);
    expect(await page.getByRole('button', { name: 'Voix coupée' }).getAttribute('aria-pressed')).toBe('false');
  });
});
