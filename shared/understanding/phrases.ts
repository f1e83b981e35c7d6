/** Finds the longest phrase of a list that starts at a token. */
export interface PhraseIndex<T> {
  longest(words: readonly { readonly text: string }[], from: number): { readonly length: number; readonly value: T } | undefined;
}

/** "(un|le) chalet [en bois]" → every plain phrase it stands for. A slot never sits inside. */
export function expand(pattern: string): readonly string[] {
  if (!/[([]| {2}|^ | $/.test(pattern)) return [pattern];
  const group = /\(([^()[\]]*)\)|\[([^()[\]]*)\]/.exec(pattern);
  if (!group) return [pattern.replace(/\s+/g, ' ').trim()];
  const choices = group[1] !== undefined ? group[1].split('|') : ['', ...(group[2] ?? '').split('|')];
  const before = pattern.slice(0, group.index);
  const after = pattern.slice(group.index + group[0].length);
  return choices.flatMap((choice) => expand(before + choice + after));
}

/** An index over `phrase pattern → value`. Later entries win on the same phrase. */
export function indexPhrases<T>(entries: Iterable<readonly [string, T]>): PhraseIndex<T> {
  const values = new Map<string, T>();
  // The most words of a phrase that begins with a word: most words begin none.
  const reach = new Map<string, number>();
  for (const [pattern, value] of entries) {
    for (const phrase of expand(pattern)) {
      values.set(phrase, value);
      const [first = '', ...rest] = phrase.split(' ');
      reach.set(first, Math.max(reach.get(first) ?? 0, rest.length + 1));
    }
  }
  return { longest: (words, from) => longestAt({ values, reach }, words, from) };
}

interface Index<T> {
  readonly values: ReadonlyMap<string, T>;
  readonly reach: ReadonlyMap<string, number>;
}

function longestAt<T>({ values, reach }: Index<T>, words: readonly { readonly text: string }[], from: number) {
  const first = words[from]?.text;
  const most = first === undefined ? undefined : reach.get(first);
  if (first === undefined || most === undefined) return undefined;
  let phrase = first;
  let best: { length: number; value: T } | undefined;
  for (let length = 1; ; length++) {
    const value = values.get(phrase);
    if (value !== undefined) best = { length, value };
    const next = words[from + length];
    if (length === most || next === undefined) return best;
    phrase += ` ${next.text}`;
  }
}
