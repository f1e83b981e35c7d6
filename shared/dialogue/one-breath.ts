import type { Trip } from '../trip-record.ts';
import type { Say } from './say.ts';
import type { StepContext } from './state.ts';

/** Most words of one sentence of a list (conversation.md, 2). */
const SENTENCE = 25;

/** What this turn has said while vendors were asked: the list is heard in the same breath. */
export function saidBefore({ turns }: Trip): readonly Say[] {
  const last = turns.at(-1);
  return last?.unfinished ? last.progress : [];
}

/** Without how many sellers replied. */
export function uncounted(each: Say): Say {
  return each.key === 'proposals.answered_with' ? { ...each, key: 'proposals.all_have' } : each;
}

const LONG: ReadonlySet<string> = new Set(['proposal.best_but', 'proposal.only_but']);

/** A proposal that is too long for one sentence is told in two: its drawback, or its price a head, in its own. */
export function inTwo(each: Say, ctx: StepContext): Say {
  if (!each.key.startsWith('proposal.') || ctx.measure([each]).words <= SENTENCE) return each;
  const { sum } = each.params ?? {};
  const isByHead = typeof sum === 'object' && 'key' in sum && sum.key === 'sum_each';
  if (isByHead) return { ...each, params: { ...each.params, sum: { ...sum, key: 'sum_each_long' } } };
  return LONG.has(each.key) ? { ...each, key: `${each.key}_long` } : each;
}
