import { me, remember } from './me.js';
import { el, locales } from './texts.js';
import { canListen } from './voice.js';

const $ = (selector) => document.querySelector(selector);
const wide = window.matchMedia('(min-width: 60rem)');

/** Draws everything around the conversation in the present language. */
export function drawSettings(texts, onLanguage) {
  const buttons = Object.entries(locales).map(([locale, { language }]) => languageButton(locale, language, onLanguage));
  $('#languages').replaceChildren(...buttons);
  drawVoice(texts);
  drawTalk(false, texts);
  $('#talk').hidden = !canListen;
}

/** How the microphone is dealt with, until something was said. */
export function drawNote(text) {
  $('#hearing').textContent = text;
}

export function drawVoice(texts) {
  $('#voice').setAttribute('aria-pressed', String(me.voice));
  $('#voice span').textContent = me.voice ? texts.voiceOn : texts.voiceOff;
}

export function drawTalk(on, texts) {
  $('#talk').setAttribute('aria-pressed', String(on));
  $('#talk span').textContent = on ? texts.stopTalking : texts.talk;
}

function languageButton(locale, language, onLanguage) {
  const attributes = { type: 'button', lang: locale, 'aria-pressed': String(locale === me.locale), title: language };
  const button = el('button', attributes, locale.slice(0, 2).toUpperCase(), el('span', { class: 'hidden' }, ` ${language}`));
  button.addEventListener('click', () => {
    if (locale === me.locale) return;
    me.locale = locale;
    remember();
    onLanguage();
    $(`#languages [lang="${locale}"]`).focus();
  });
  return button;
}

/** The trip: a column beside the conversation where there is room, else a drawer above it. */
function drawDrawer() {
  $('#trip').open = wide.matches;
  $('#trip > summary').tabIndex = wide.matches ? -1 : 0;
}

wide.addEventListener('change', drawDrawer);
drawDrawer();
