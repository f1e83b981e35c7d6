import type { Offer } from '../market/offer.ts';
import type { Brief, Category } from '../trip/brief.ts';
import { CATEGORY, journeyFirst } from '../trip/categories.ts';
import { partySize } from '../trip/party.ts';
import { priceOf } from './apart.ts';
import { type ProposalFacts, titleOf } from './offer-facts.ts';
import { say } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import type { Say, SayValue } from './say.ts';
import { whatOf } from './what.ts';

/** What was asked after, and beside what it is told: its lines and, of a list, its title. */
export interface Asked {
  readonly facts: ProposalFacts;
  readonly brief: Brief;
  /** Categories that the question named. */
  readonly named: readonly Category[];
}

const TOPICS = ['included', 'company', 'luggage', 'breakfast'] as const;
export type InsideTopic = (typeof TOPICS)[number];

export function isInside(topic: string): topic is InsideTopic {
  return TOPICS.some((each) => each === topic);
}

/** The answer about one trip; none where its offers do not say. */
export function insideSays(topic: InsideTopic, asked: Asked): readonly Say[] {
  if (topic === 'included') return includedSays(asked);
  const what = clauseOf(topic, asked);
  if (what === undefined) return [];
  if (topic === 'breakfast') return [say(asked.facts.lodging?.breakfast ? 'answer.breakfast' : 'answer.no_breakfast')];
  return [say(`answer.${topic}`, { what })];
}

/** The same for a list: once where all are alike, else by title; who sells what one line is has been read with it. */
export function insideEach(topic: InsideTopic, asked: Asked, all: readonly ProposalFacts[]): readonly Say[] {
  if (topic === 'included') return includedSays(asked);
  const titles = all.map((facts) => titleOf(facts, all));
  if (topic === 'company' && all.every(({ offers }) => offers.length === 1))
    return [say('answer.company', { what: { list: titles, join: 'or' } })];
  const clauses = all.map((facts) => clauseOf(topic, { ...asked, facts }));
  if (clauses.every((each) => JSON.stringify(each) === JSON.stringify(clauses[0]))) return insideSays(topic, asked);
  return clauses.flatMap((what, i) => (what === undefined ? [] : [say('answer.of_title', { title: titles[i] ?? '', what })]));
}

function clauseOf(topic: Exclude<InsideTopic, 'included'>, asked: Asked): SayValue | undefined {
  const { facts, brief } = asked;
  switch (topic) {
    case 'company':
      return sellers(asked);
    case 'luggage':
      return facts.carrier && bagsSay(facts.carrier.bagsPerPerson, brief);
    case 'breakfast':
      return facts.lodging?.breakfast === undefined ? undefined : say(facts.lodging.breakfast ? 'gain.breakfast' : 'loss.breakfast');
  }
}

/** Who sells the line that was named, else who carries, else who sells each. */
function sellers({ facts, named }: Asked): SayValue | undefined {
  const carried = facts.offers.filter(({ category }) => CATEGORY[category].travels);
  const about = linesOf(facts, named);
  const lines = about.length > 0 ? about : carried.length > 0 ? carried : facts.offers;
  if (lines.length === 0) return undefined;
  return { list: lines.map((offer) => say('seller.of', { seller: sellerOf(offer), need: say(`the.${offer.category}`) })) };
}

function linesOf({ offers }: ProposalFacts, named: readonly Category[]): readonly Offer[] {
  return offers.filter(({ category }) => named.includes(category));
}

/** "Un bagage chacun", and for one person "un bagage". */
export function bagsSay(count: number, { party }: Brief): Say {
  return say(party && partySize(party) === 1 ? 'bags_alone' : 'bags', { count });
}

/** "Les skis sont compris ?": the line with its share of the price, or that it is not in it; with nothing named, all that the price is for. */
function includedSays({ facts, named }: Asked): readonly Say[] {
  const { offers } = facts;
  const total = priceOf(offers);
  if (named.length > 0) {
    const lines = linesOf(facts, named);
    if (lines.length === 0) return [say('answer.not_inside')];
    return lines.map((line) => say('answer.inside', { need: say(`the.${line.category}`), price: line.total, total }));
  }
  const paid = offers.map(({ category }) => category).filter((category) => category !== 'restaurant');
  const inside = journeyFirst(paid, (category) => category).map((category) => say(`the.${category}`));
  const parts = [...inside, ...(facts.lodging?.breakfast ? [say('thing.breakfast')] : [])];
  const meal = inside.length < offers.length ? [say('answer.meal_apart')] : [];
  return [...(parts.length > 0 ? [say('answer.inside_all', { total, parts: { list: parts } })] : []), ...meal];
}

/** "C'est quelle voiture ?": what the line is, and whose. */
export function lineSays({ facts, brief, named }: Asked): readonly Say[] {
  return linesOf(facts, named)
    .slice(0, 2)
    .map((offer) => {
      const alone: ProposalFacts = { ...onlyOf(facts, offer), proposal: facts.proposal, offers: [offer] };
      return say('answer.line', { what: whatOf(alone, brief), seller: sellerOf(offer) });
    });
}

function onlyOf({ lodging, carrier, car, restaurant }: ProposalFacts, { item }: Offer): Partial<ProposalFacts> {
  return {
    ...(lodging === item ? { lodging } : {}),
    ...(carrier === item ? { carrier } : {}),
    ...(car === item ? { car } : {}),
    ...(restaurant === item ? { restaurant } : {}),
  };
}
