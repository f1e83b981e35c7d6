import type { Groups } from './chart.ts';
import type { Grammar, Rule } from './grammar.ts';

/** One match of a rule: what it makes, its named groups, where it begins (the text begins with a blank, at 0) and how long it is. */
export interface Hit {
  readonly make: string;
  readonly groups: Groups;
  readonly at: number;
  readonly length: number;
}

/** The matches of one rule, from left to right; its pattern is compiled only where the text may match. */
export function hitsOf(rule: Rule, text: string): readonly Hit[] {
  if (!rule.may(text)) return [];
  return [...text.matchAll(rule.find)].map((match) => ({
    make: rule.make,
    groups: match.groups ?? {},
    at: match.index,
    length: match[0].length,
  }));
}

/** The matches of a stage's rules, in the order of the rules. */
export function hits({ stages }: Grammar, stage: string, text: string): readonly Hit[] {
  return (stages[stage] ?? []).flatMap((rule) => hitsOf(rule, text));
}

/** Whether a stage's rules match; from the start of the text on wish. */
export function matches({ stages }: Grammar, stage: string, text: string, from?: 'start'): boolean {
  return (stages[stage] ?? []).some((rule) => {
    if (!rule.may(text)) return false;
    // Unlike exec, search leaves no place in the rule that the next text would be read from.
    const at = text.search(rule.find);
    return from === 'start' ? at === 1 : at >= 0;
  });
}
