import type { Offer } from '../market/offer.ts';
import { subtract, sum } from '../money.ts';
import { type ProposalFacts, titleOf } from './offer-facts.ts';
import { say } from './reaction.ts';
import { payOf, sellerOf } from './readback-lines.ts';
import type { Say } from './say.ts';

const TOPICS = ['payment', 'driver_age', 'way', 'rating', 'check_in', 'check_out', 'car_terms'] as const;
export type PracticalTopic = (typeof TOPICS)[number];

/** What a traveller wants to know before taking it, beside what it is: when and to whom it is paid, who may drive, how one gets there, how it is rated, from and until when the room is theirs. */
export function isPractical(topic: string): topic is PracticalTopic {
  return TOPICS.some((each) => each === topic);
}

/** Of one trip; none where its offers do not say. `line`: the one that the question named. */
export function practicalSays(topic: PracticalTopic, facts: ProposalFacts, line: Offer | undefined): readonly Say[] {
  switch (topic) {
    case 'payment':
      return paymentSays(line ? [line] : facts.offers);
    case 'driver_age':
      return facts.car ? [say('answer.driver_age', { age: facts.car.minDriverAge })] : [];
    case 'way':
      return waySays(facts);
    case 'rating':
      return ratingSays(ratedIn(facts, line));
    // No offer says what a rental contract does: insurance, fuel, who else may drive.
    case 'car_terms':
      return facts.car ? [say('answer.car_terms')] : [];
    case 'check_in':
    case 'check_out': {
      const hours = roomHours(topic, facts);
      if (!facts.lodging) return [];
      return [hours ? say(`answer.${topic}`, { hours }) : say('answer.unknown')];
    }
  }
}

/** The same for a list: once where all are alike, else by title. */
export function practicalEach(topic: PracticalTopic, all: readonly ProposalFacts[]): readonly Say[] {
  const told = all.map((facts) => practicalSays(topic, facts, undefined));
  const [first = []] = told;
  if (told.every((says) => JSON.stringify(says) === JSON.stringify(first))) return first;
  if (topic === 'payment' && all.every(({ offers }) => offers.every(isLater))) return [say('answer.pay_there')];
  if (topic === 'way') return first;
  return all.flatMap((facts) => {
    const what = clauseOf(topic, facts);
    return what ? [say('answer.of_title', { title: titleOf(facts, all), what })] : [];
  });
}

/** The answer as a clause after a title. */
function clauseOf(topic: Exclude<PracticalTopic, 'way'>, facts: ProposalFacts): Say | undefined {
  switch (topic) {
    case 'payment':
      return paidWhen(facts.offers);
    case 'driver_age':
      return facts.car && say('frag.driver_age', { age: facts.car.minDriverAge });
    case 'rating': {
      const rating = ratedIn(facts, undefined)[0]?.rating;
      return rating === undefined ? undefined : ratingSay(rating);
    }
    case 'car_terms':
      return undefined;
    case 'check_in':
    case 'check_out':
      return roomHours(topic, facts);
  }
}

/** "De 15 heures à 23 heures", "avant 11 heures", where its seller says. */
function roomHours(topic: 'check_in' | 'check_out', { lodging }: ProposalFacts): Say | undefined {
  const { checkInFrom, checkInUntil, checkOutBy } = lodging ?? {};
  if (topic === 'check_out') return checkOutBy === undefined ? undefined : say('frag.check_out', { by: { time: checkOutBy } });
  const hours = {
    ...(checkInFrom === undefined ? {} : { from: { time: checkInFrom } }),
    ...(checkInUntil === undefined ? {} : { until: { time: checkInUntil } }),
  };
  const known = Object.keys(hours);
  return known.length === 0 ? undefined : say(`frag.check_in_${known.join('_')}`, hours);
}

function isLater({ dueNow }: Offer): boolean {
  return dueNow.minor === 0;
}

/** "188 euros maintenant, le reste plus tard". */
function paidWhen(offers: readonly Offer[]): Say | undefined {
  const [only] = offers;
  if (offers.length < 2) return only && payOf(only);
  return say('pay.now_rest', { now: sum(offers.map(({ dueNow }) => dueNow)) });
}

/** What is paid now and to whom; the rest, and where. */
function paymentSays(offers: readonly Offer[]): readonly Say[] {
  const [only] = offers;
  if (!only) return [];
  if (offers.length === 1) return [say('answer.pay_to', { pay: payOf(only), seller: sellerOf(only) })];
  const now = offers.filter(({ dueNow }) => dueNow.minor > 0);
  const rest = subtract(sum(offers.map(({ total }) => total)), sum(now.map(({ dueNow }) => dueNow)));
  if (now.length === 0) return [say('answer.pay_there')];
  const list = now.map((offer) => say('answer.pay_part', { amount: offer.dueNow, seller: sellerOf(offer) }));
  return [say('answer.pay_now', { parts: { list } }), ...(rest.minor > 0 ? [say('answer.pay_rest', { rest })] : [])];
}

/** Off the plane or the train: by the car or the ride that is in it, else that neither is. */
function waySays({ offers, car, carrier, lodging, roadMinutes }: ProposalFacts): readonly Say[] {
  const ride = offers.map(({ item }) => item).find((item) => item.category === 'transfer');
  if (ride?.category === 'transfer')
    return [say('answer.way_ride', { ride: say(`what.${ride.vehicle}`, { minutes: { minutes: ride.minutes } }) })];
  if (!lodging || roadMinutes === undefined || !carrier) return [];
  const road = { minutes: { minutes: roadMinutes }, from: { place: carrier.outbound.to } };
  return [say(car ? 'answer.way_car' : 'answer.way_none', road)];
}

/** The line that was named, else the house, which is what people ask of; of a journey each. */
function ratedIn({ offers, lodging }: ProposalFacts, line: Offer | undefined): readonly Offer[] {
  const asked = line ? [line] : lodging ? offers.filter(({ item }) => item === lodging) : offers;
  return asked.filter(({ rating }) => rating !== undefined);
}

function ratingSays(rated: readonly Offer[]): readonly Say[] {
  const told = rated.map((offer) => say('answer.of_title', { title: sellerOf(offer), what: ratingSay(offer.rating ?? 0) }));
  return told.length > 0 ? told : [say('answer.no_rating')];
}

/** To one place, as people say it. */
function ratingSay(rating: number): Say {
  return say('frag.rating', { rating: Math.round(rating * 10) / 10 });
}
