import type { Offer } from '../market/offer.ts';
import { sum } from '../money.ts';
import type { Trip } from '../trip-record.ts';
import { headsOf, priceOf, shareOf } from './apart.ts';
import { factsOf, titleOf } from './offer-facts.ts';
import { say } from './reaction.ts';
import type { Say } from './say.ts';
import type { State } from './state.ts';

/** What may be asked of any price: which cards pay it, whether it is a real one, what it is for each. Undefined: it is about something else, or of one who travels alone. */
export function sumSays(topic: string, offers: readonly Offer[], state: State, isOne: boolean): readonly Say[] | undefined {
  if (offers.length === 0) return undefined;
  switch (topic) {
    case 'cards':
      return [say('answer.cards')];
    case 'real_price':
      return [say(offers.some(({ demo }) => demo) ? 'answer.prices_demo' : 'answer.prices_real')];
    case 'each':
      return eachSays(offers, state, isOne);
    default:
      return undefined;
  }
}

function eachSays(offers: readonly Offer[], { trip, offers: all }: State, isOne: boolean): readonly Say[] | undefined {
  if (headsOf(trip.brief) < 2) return undefined;
  if (isOne) return [say(`answer.each${about(offers, trip)}`, { total: priceOf(offers), each: shareOf(offers, trip.brief) })];
  const listed = trip.listed.map((proposal) => factsOf(proposal, all));
  return listed.map((facts) =>
    say('answer.of_title', {
      title: titleOf(facts, listed),
      what: say(`frag.each${about(facts.offers, trip)}`, { each: shareOf(facts.offers, trip.brief) }),
    }),
  );
}

/** Whole units do not divide by those who come. */
function about(offers: readonly Offer[], trip: Trip): '_about' | '' {
  return sum(offers.map(({ total }) => total)).minor % (100 * headsOf(trip.brief)) === 0 ? '' : '_about';
}

/** "Le parking est payant ?": who has one is known, what it costs is in no offer. */
export function parkingSays(has: readonly Say[]): readonly Say[] {
  const key = has[0]?.key;
  if (key === 'answer.has') return [say('answer.parking_price')];
  return key === 'answer.all_have' || key === 'answer.some_have' ? [...has, say('answer.parking_prices')] : has;
}
