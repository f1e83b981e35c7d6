import type { Heard, HearingContext, Slots } from '../dialogue/act.ts';
import type { Reading } from './found.ts';
import type { Grammar } from './grammar.ts';
import { hits, matches } from './hits.ts';
import { amount } from './money.ts';
import { present } from './present.ts';

/** What a watch is read with: it runs from today, whatever days the trip has. */
export function watchContext(context: HearingContext): HearingContext {
  const { start: _, end: __, ...known } = context.known;
  return { ...context, known };
}

/** "Dis-moi si ça passe sous 300": an amount that no unit follows. */
function bareBelow(plain: string, { grammar }: Reading): number | undefined {
  return amount(hits(grammar, 'watchBelow', plain)[0]?.groups['a'], false, undefined)?.value;
}

/** "Jusqu'à vendredi", "by the end of the month": the last day of the watch, which is no date of the trip. */
function untilIn(slots: Slots, plain: string, { context, grammar }: Reading): Slots['watchUntil'] {
  if (!matches(grammar, 'watchUntil', plain)) return undefined;
  return slots.start === undefined || slots.start === context.today ? (slots.end ?? slots.endBefore) : undefined;
}

/** "Jusqu'à vendredi", and nothing before it: where a watch was told of, its end. */
export function isBareEnd(plain: string, grammar: Grammar): boolean {
  return hits(grammar, 'watchUntil', plain).some(({ at }) => at === 1);
}

/** The frame of a watch: an amount is its threshold, not a budget, and "jusqu'à …" its last day. */
export function watchFrame(heard: Heard, plain: string, reading: Reading): Heard {
  const { budgetMax, budgetAbout, budgetMin, sort: _, ...slots } = heard.slots;
  const below = budgetMax ?? budgetAbout ?? budgetMin ?? bareBelow(plain, reading);
  const until = untilIn(slots, plain, reading);
  const { start, end, endBefore, dateMode, ...rest } = slots;
  const dates = until === undefined ? present({ start, end, endBefore, dateMode }) : {};
  return { ...heard, slots: { ...rest, ...dates, ...present({ watchBelow: below, watchUntil: until }) } };
}
