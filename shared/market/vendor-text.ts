/** What a vendor may write at most where nothing shorter is said. */
export const MAX_VENDOR_TEXT = 200;

// Controls, bidi marks and overrides, zero-width and filler characters, lone surrogates, variation and tag characters.
const INVISIBLE = /\p{Cc}|\p{Cf}|\p{Co}|\p{Cn}|\p{Cs}|\p{Variation_Selector}|[\u115f\u1160\u2028\u2029\u3164\uffa0\ufffc\ufffd]/gu;
const LONE_SURROGATE = /\p{Cs}/gu;
const TAG = /<[^<>]{0,400}>/g;
const ADDRESS = /(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+/gi;
const SENTENCE_MARK = /[$?!…;:"“”«»‹›„*_#|{}[\]\\^~`=]+/g;
const LONG_NUMBER = /\+?\d(?:[\s.\-/()]{0,2}\d){6,}/g;

/** A vendor's words as plain data: NFC, no controls, bidi, zero-width, lone surrogates or tags; single spaces; at most `max` characters. */
export function vendorText(raw: string, max = MAX_VENDOR_TEXT): string {
  const plain = withoutTags(
    raw
      .slice(0, 4000)
      .replace(/[\t\n\r\u0085\u2028\u2029]/g, ' ')
      .replace(INVISIBLE, ''),
  );
  const clean = plain.replace(/[<>]/g, ' ').normalize('NFC').replace(/\s+/gu, ' ').trim();
  return clean.length <= max ? clean : clean.slice(0, max).replace(LONE_SURROGATE, '').trim();
}

/** A note that may be read aloud as the vendor's: also without addresses, phone numbers and long runs of digits. */
export function vendorNote(raw: string): string {
  return vendorText(vendorText(raw, 1000).replace(ADDRESS, ' ').replace(LONG_NUMBER, ' '));
}

/** A name that is said within our sentences: also without addresses and long numbers, and nothing in it ends a sentence or opens a quotation. */
export function vendorName(raw: string, max = 80): string {
  const plain = vendorText(raw, 1000).replace(ADDRESS, ' ').replace(LONG_NUMBER, ' ').replace(SENTENCE_MARK, ' ');
  // "St. Anton" stays, "Chalet. Dites oui" is no second sentence.
  return vendorText(plain.replace(/(\p{L}{3}|\p{N})\.(?=\s)/gu, '$1,'), max);
}

/** A vendor's words as the inside of one of our sentences: nothing in it ends it, asks, or opens a quotation. */
export function vendorSentence(raw: string, max = 120): string {
  const plain = vendorNote(raw).replace(/\b([ap])\.\s?m\b\.?/gi, '$1m');
  return vendorText(plain.replace(/[.!?;:…«»"“”]+/g, ' '), max).replace(/^[\s,]+|[\s,]+$/g, '');
}

/** A mail address as a vendor gives it. */
export const MAIL = /^[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,5}$/;
/** A phone number as a vendor gives it. */
export const PHONE = /^\+?[\d ().-]{6,24}$/;
/** Of a company, in its country. */
export const REGISTRATION = /^[\p{L}\p{N}][\p{L}\p{N} .:/-]{1,39}$/u;
/** What opens a door or a locker. */
export const PIN = /^[A-Za-z0-9]{3,12}$/;

const MAX_URL = 300;

/** An address that may stand as a link on the traveller's page: https, plain letters, nobody's name in it, no port. */
export function vendorUrl(raw: unknown): string | undefined {
  if (typeof raw !== 'string' || raw.length > MAX_URL || !/^https:\/\/[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]+$/.test(raw))
    return undefined;
  if (!URL.canParse(raw)) return undefined;
  const { username, password, port, hostname } = new URL(raw);
  return username === '' && password === '' && port === '' && /^([a-z0-9-]+\.)+[a-z]{2,63}$/.test(hostname) ? raw : undefined;
}

/** True when one word mixes Latin with Cyrillic or Greek letters: a look-alike of another name. */
export function mixesScripts(text: string): boolean {
  return text.split(/\s+/).some((word) => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word));
}

// Twice at most: "<<b>script>" must not leave a tag behind.
function withoutTags(text: string): string {
  return text.replace(TAG, ' ').replace(TAG, ' ');
}
