import type { Slots } from '../dialogue/act.ts';
import type { Reading } from './found.ts';
import { matches } from './hits.ts';

/** "Des jumeaux de cinq ans", "they're both eight": one age that is everyone's. Where ages were asked for it is written for each; else as it was said, with that much. */
export function alike(who: Slots, plain: string, { context: { asked, known }, grammar }: Reading): Slots {
  const [age, ...others] = who.childAges ?? [];
  const isAnswer = asked === 'ages';
  const all = who.children ?? (isAnswer ? known.children : undefined) ?? 0;
  // "Huit ans tous les deux": the second number counts them.
  const isOne = age !== undefined && all > 1 && who.infants === undefined && others.every((other) => isAnswer && other === all);
  if (!isOne || !matches(grammar, 'agesAlike', plain)) return who;
  return isAnswer ? { ...who, childAges: Array<number>(all).fill(age) } : { ...who, agesAlike: true };
}
