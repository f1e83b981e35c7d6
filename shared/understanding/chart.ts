import type { Rule } from './grammar.ts';

/** Letter of a thing found: day, span of days, length, time, money, place, term (k), when (w), group of people (g). */
export type Mark = 'd' | 's' | 'u' | 't' | 'm' | 'p' | 'k' | 'w' | 'g';

/** Named groups of one match. */
export type Groups = Readonly<Record<string, string | undefined>>;

/** Reads one match (`before`: the text that precedes it); nothing leaves the words as they are. */
export type Maker<T> = (groups: Groups, match: string, before: string) => { readonly mark: Mark; readonly value: T } | undefined;

export type Makers<T> = Readonly<Record<string, Maker<T>>>;

/**
 * Runs a stage over an utterance as text of tokens " a b c ": each rule in its order, each match from left to right, replaced by its
 * mark ("@d0": a letter and an index into `found`, which grows).
 */
export function run<T>(text: string, rules: readonly Rule[] | undefined, makers: Makers<T>, found: T[]): string {
  let out = text;
  for (const rule of rules ?? []) {
    const maker = makers[rule.make];
    if (!maker) throw new RangeError(`no maker for rule "${rule.make}"`);
    if (!rule.may(out)) continue;
    out = out.replace(rule.find, (...args: unknown[]) => {
      const match = String(args[0]);
      const last = args[args.length - 1];
      const whole = isGroups(last) ? args[args.length - 2] : last;
      const offset = isGroups(last) ? args[args.length - 3] : args[args.length - 2];
      const made = maker(isGroups(last) ? last : {}, match, String(whole).slice(0, Number(offset)));
      if (!made) return match;
      found.push(made.value);
      return `@${made.mark}${found.length - 1}`;
    });
  }
  return out;
}

function isGroups(value: unknown): value is Groups {
  return typeof value === 'object' && value !== null;
}

/** The thing a mark stands for. */
export function at<T>(found: readonly T[], mark: string | undefined): T | undefined {
  return mark === undefined ? undefined : found[Number(mark.slice(2))];
}
