interface Node<T> {
  readonly next: Map<string, Node<T>>;
  value?: T;
}

/** Finds the longest phrase of a list that starts at a token. */
export interface PhraseIndex<T> {
  longest(words: readonly { readonly text: string }[], from: number): { readonly length: number; readonly value: T } | undefined;
}

/** "(un|le) chalet [en bois]" → every plain phrase it stands for. A slot never sits inside. */
export function expand(pattern: string): readonly string[] {
  const group = /\(([^()[\]]*)\)|\[([^()[\]]*)\]/.exec(pattern);
  if (!group) return [pattern.replace(/\s+/g, ' ').trim()];
  const choices = group[1] !== undefined ? group[1].split('|') : ['', ...(group[2] ?? '').split('|')];
  const before = pattern.slice(0, group.index);
  const after = pattern.slice(group.index + group[0].length);
  return choices.flatMap((choice) => expand(before + choice + after));
}

/** An index over `phrase pattern → value`. Later entries win on the same phrase. */
export function indexPhrases<T>(entries: Iterable<readonly [string, T]>): PhraseIndex<T> {
  const root: Node<T> = { next: new Map() };
  for (const [pattern, value] of entries) {
    for (const phrase of expand(pattern)) {
      let node = root;
      for (const word of phrase.split(' ')) {
        let next = node.next.get(word);
        if (!next) {
          next = { next: new Map() };
          node.next.set(word, next);
        }
        node = next;
      }
      node.value = value;
    }
  }
  return { longest: (words, from) => walk(root, words, from) };
}

function walk<T>(root: Node<T>, words: readonly { readonly text: string }[], from: number) {
  let node: Node<T> | undefined = root;
  let best: { length: number; value: T } | undefined;
  for (let i = from; node; i++) {
    if (node.value !== undefined) best = { length: i - from, value: node.value };
    const word = words[i];
    node = word ? node.next.get(word.text) : undefined;
  }
  return best;
}
