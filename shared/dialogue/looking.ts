import type { Brief } from '../trip/brief.ts';
import type { Heard } from './act.ts';
import { categoriesOf } from './merge-needs.ts';
import { say } from './reaction.ts';
import type { Say } from './say.ts';

/** "Les skis sont compris ?" before there are offers: what is looked for, and what was named and is not. */
export function lookingSays({ needs }: Brief, heard: Heard): readonly Say[] {
  const isOfMore = (heard.slots.ask ?? []).some((topic) => topic !== 'included');
  if (needs.length === 0 || isOfMore) return [];
  const others = heard.needs.flatMap(categoriesOf).filter((category) => needs.every((need) => need.category !== category));
  const list = needs.map(({ category }) => say(`the.${category}`));
  if (others.length === 0) return [say('answer.looking', { needs: { list } })];
  return [say('answer.looking_without', { needs: { list }, others: { list: others.map((category) => say(`the.${category}`)) } })];
}
