import { factsOf, titleOf } from './offer-facts.ts';
import { drawbackOf } from './proposing.ts';
import { say } from './reaction.ts';
import type { Say } from './say.ts';
import type { State } from './state.ts';
import { factsFor, type Subject } from './subject.ts';
import { depositSay } from './vendor-words.ts';

/** "C'est quoi le piège ?": the worst stored fact of what is spoken of, told with the list or not. */
export function catchSays(subject: Subject, state: State): readonly Say[] {
  if (subject.offers.length === 0) return [];
  const facts = factsFor(subject, state);
  const drawback = drawbackOf(facts, [facts], state.trip.brief);
  const all = state.trip.listed.map((each) => factsOf(each, state.offers));
  if (!drawback) return depositOr(subject);
  return [say('answer.catch', { title: titleOf(facts, all.length > 0 ? all : [facts]), drawback })];
}

/** Money that is blocked for a while is what nobody thinks of. */
function depositOr({ offers }: Subject): readonly Say[] {
  const deposits = offers.flatMap((offer) => depositSay(offer) ?? []);
  return deposits.length > 0 ? deposits.slice(0, 2) : [say('answer.no_catch')];
}
