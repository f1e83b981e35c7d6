const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', œ: 'oe', æ: 'ae', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ı: 'i', þ: 'th' };

/** One spelling for what sounds the same in a name: "St-Lary" and "Saint-Lary", "Les 2 Alpes" and "Les Deux Alpes". */
const SAME_WORD: Readonly<Record<string, string>> = {
  st: 'saint',
  ste: 'sainte',
  deux: '2',
  two: '2',
  trois: '3',
  three: '3',
  quatre: '4',
  four: '4',
  sept: '7',
  seven: '7',
};

/** Lower case, no accents, everything but a–z and 0–9 a single blank: "L'Alpe d'Huez" → "l alpe d huez". */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[ßœæøđðłıþ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** The folded words of a text: what `matchAt` takes. */
export function wordsOf(text: string): readonly string[] {
  const folded = fold(text);
  return folded === '' ? [] : folded.split(' ');
}

const spelled = new WeakMap<readonly string[], readonly string[]>();

/** The key of the words from `from` on, of a sentence that is asked for many. */
export function keyAt(words: readonly string[], from: number, length: number): string {
  let same = spelled.get(words);
  if (!same) {
    same = words.map((word) => SAME_WORD[word] ?? word);
    spelled.set(words, same);
  }
  return length === 1 ? (same[from] ?? '') : same.slice(from, from + length).join(' ');
}

/** The key under which a name is stored, from folded words. */
export function keyOf(words: readonly string[]): string {
  return words.map((word) => SAME_WORD[word] ?? word).join(' ');
}
