const UNSPEAKABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\ufffe\uffff]/gu;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Words for a screen: no control, direction or surrogate characters, no angle brackets (chat clients read them as mark-up). */
export function plain(text: string): string {
  return text
    .replace(/[\t\n\r]+/g, ' ')
    .replace(UNSPEAKABLE, '')
    .replace(/[<>]/g, '')
    .trim();
}

/** Sentences as SSML; the only place where this edge escapes. */
export function ssml(sentences: readonly string[]): string {
  const escaped = sentences.map((sentence) =>
    sentence
      .replace(/[\t\n\r]+/g, ' ')
      .replace(UNSPEAKABLE, '')
      .replace(/[&<>"']/g, (c) => ENTITIES[c] ?? ''),
  );
  return `<speak>${escaped.map((sentence) => `<s>${sentence}</s>`).join(' ')}</speak>`;
}
