import { factsOf, titleOf } from './offer-facts.ts';
import { drawbackOf } from './proposing.ts';
import { say } from './reaction.ts';
import type { Say } from './say.ts';
import type { State } from './state.ts';
import { factsFor, type Subject } from './subject.ts';

/** "C'est quoi le piège ?": the worst stored fact of what is spoken of, told with the list or not. */
export function catchSays(subject: Subject, state: State): readonly Say[] {
  if (subject.offers.length === 0) return [];
  const facts = factsFor(subject, state);
  const drawback = drawbackOf(facts, [facts], state.trip.brief);
  const all = state.trip.listed.map((each) => factsOf(each, state.offers));
  if (!drawback) return [say('answer.no_catch')];
  return [say('answer.catch', { title: titleOf(facts, all.length > 0 ? all : [facts]), drawback })];
}
