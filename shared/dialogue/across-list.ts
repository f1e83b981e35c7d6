import { factOf } from '../market/facts.ts';
import type { Proposal } from '../market/proposal.ts';
import { factsOf, type ProposalFacts, titleOf } from './offer-facts.ts';
import { say } from './reaction.ts';
import { cancelOf } from './readback-lines.ts';
import type { Say } from './say.ts';
import type { State } from './state.ts';

/** The one of several on the list that has it: "ok, take it" then means that one. */
export function onlyOneWith([topic = '', another]: readonly string[], { trip: { listed }, offers }: State): Proposal | undefined {
  if (another !== undefined) return undefined;
  const having = listed.filter((each) => hasIt(factsOf(each, offers), topic));
  return listed.length > 1 && having.length === 1 ? having[0] : undefined;
}

/** One of its offers says that it has it; a direct journey has no stop. */
function hasIt({ offers }: ProposalFacts, topic: string): boolean {
  return offers.some((offer) => factOf(offer, topic) === (topic === 'stops' ? 0 : true));
}

/** Which of the list has it, as far as the offers say. */
export function acrossList(topic: string, what: Say, state: State): readonly Say[] {
  const all = state.trip.listed.map((each) => factsOf(each, state.offers));
  const having = all.filter((facts) => hasIt(facts, topic));
  const known = all.some((facts) => facts.offers.some((offer) => factOf(offer, topic) !== undefined));
  if (!known) return [];
  if (having.length === 0) return [say('answer.none_has', { what })];
  if (having.length === all.length) return [say('answer.all_have', { what })];
  return [
    say('answer.some_have', { what, count: all.length - having.length, titles: { list: having.map((facts) => titleOf(facts, all)) } }),
  ];
}

/** How each of the list can be left; undefined where one is of several lines, which are left apart. */
export function cancelEach({ trip: { listed }, offers }: State): readonly Say[] | undefined {
  const all = listed.map((each) => factsOf(each, offers));
  if (all.length < 2 || all.some((facts) => facts.offers.length !== 1)) return undefined;
  return all.flatMap((facts) => facts.offers.map((only) => say('answer.of_title', { title: titleOf(facts, all), what: cancelOf(only) })));
}
