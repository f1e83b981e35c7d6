import { spokenLocale, usualLocale } from './texts.js';

/** What this browser remembers: who speaks, in which language, and whether the voice is on. */
const memory = {
  read: (key) => {
    try {
      return localStorage.getItem(key) ?? undefined;
    } catch {
      return undefined;
    }
  },
  write: (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Private windows may refuse: the conversation then lasts as long as the page.
    }
  },
};

export const me = {
  traveller: memory.read('traveller') ?? freshId(),
  locale: usualLocale(memory.read('locale')),
  voice: memory.read('voice') !== 'off',
};
remember();

export function remember() {
  memory.write('traveller', me.traveller);
  memory.write('locale', me.locale);
  memory.write('voice', me.voice ? 'on' : 'off');
}

/** 128 random bits; crypto.randomUUID is missing where the page is not on a secure origin. */
export function freshId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A body of POST /chat with this input. A contribution that is sent again keeps its turn id. */
export function turnBody(input) {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { traveller: me.traveller, locale: spokenLocale(me.locale), timeZone, turnId: freshId(), ...input };
}
