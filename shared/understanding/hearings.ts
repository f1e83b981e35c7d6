import type { LocaleData } from '../../locales/grammar.ts';

/** A word that recognition wrote for another, or that says nothing, told by its neighbours. */
interface Hearing {
  readonly heard: readonly string[];
  /** What was said; empty when nothing was. */
  readonly meant: string | undefined;
  readonly before: Neighbour;
  readonly after: Neighbour;
}

type Neighbour = (word: string | undefined) => boolean;

/** Hearings by the first word they begin with. */
export type Hearings = ReadonlyMap<string, readonly Hearing[]>;

/** Compiles a locale's hearings; `classes`: the words that "<month>" and the like stand for. */
export function hearingsOf(
  { hearings, numbers }: LocaleData,
  classes: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Hearings {
  const isCount = (word: string) =>
    /^\d/.test(word) || [numbers.small, numbers.tens, numbers.ordinals].some((words) => Object.hasOwn(words, word));
  const out = new Map<string, Hearing[]>();
  for (const { heard, meant, before, after } of hearings) {
    for (const phrase of heard.split('|')) {
      const words = phrase.split(' ');
      const hearing = { heard: words, meant: meant === '' ? undefined : meant, before: neighbour(before), after: neighbour(after) };
      out.set(words[0] ?? '', [...(out.get(words[0] ?? '') ?? []), hearing]);
    }
  }
  return out;

  /** "# <month> du au": a number, a month, these words; "^" or "$" where there is none; with "!" before it, anything else. */
  function neighbour(said: string | undefined): Neighbour {
    if (said === undefined) return () => true;
    const not = said.startsWith('!');
    const parts = (not ? said.slice(1) : said).split(' ');
    const words = new Set(parts.flatMap((part) => (/^<\w+>$/.test(part) ? Object.keys(classes[part.slice(1, -1)] ?? {}) : [part])));
    const fits: Neighbour = (word) => {
      if (word === undefined || /^[,.?—]$/.test(word)) return words.has('^') || words.has('$');
      return words.has(word) || (words.has('#') && isCount(word));
    };
    return not ? (word) => !fits(word) : fits;
  }
}

/** The words with what was misheard put right and what says nothing left out. */
export function rightly<T extends { readonly text: string }>(words: readonly T[], hearings: Hearings): readonly T[] {
  const out: T[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (!word) break;
    const found = (hearings.get(word.text) ?? []).find((one) => isAt(one, words, i, out.at(-1)));
    if (!found) out.push(word);
    else {
      if (found.meant !== undefined) out.push({ ...word, text: found.meant });
      i += found.heard.length - 1;
    }
  }
  // A word that is all that was said is meant: "Right."
  return out.length === 0 ? words : out;
}

function isAt(
  { heard, before, after }: Hearing,
  words: readonly { readonly text: string }[],
  i: number,
  previous: { readonly text: string } | undefined,
): boolean {
  return heard.every((one, k) => words[i + k]?.text === one) && before(previous?.text) && after(words[i + heard.length]?.text);
}
