/** One sentence file of locales/<l>/sentences: patterns with [optional], (one|other) and {slot}. A slot stands inside neither. */
export interface SentenceFile {
  readonly act: string;
  readonly example: string;
  readonly templates: readonly string[];
}

/** Words a {slot} may stand for, from locales/<l>/lists/examples.json. */
export type Examples = Readonly<Record<string, readonly string[]>>;

/** Every wording of a template, slots left in, in reading order: "(un|le) vol[ direct]" has four. */
export function wordings(template: string): readonly string[] {
  const choice = /\[([^[\]()]*)\]|\(([^[\]()]*)\)/.exec(template);
  if (choice === null) return [template.replace(/\s+/g, ' ').trim()];
  const before = template.slice(0, choice.index);
  const after = template.slice(choice.index + choice[0].length);
  const parts = choice[1] === undefined ? (choice[2] ?? '').split('|') : ['', choice[1]];
  return [...new Set(parts.flatMap((part) => wordings(`${before}${part}${after}`)))];
}

/** Slot names of a wording, in order; one that stands twice is named twice. */
export function slotsOf(wording: string): readonly string[] {
  return [...wording.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
}

/** The wording with the nth example in each slot, counted on from slot to slot so that neighbours differ. */
export function filled(wording: string, examples: Examples, nth: number): string {
  let slot = 0;
  return wording.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const words = examples[name] ?? [];
    return words[(nth + slot++ * 3) % words.length] ?? whole;
  });
}
