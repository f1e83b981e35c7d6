import { minutesThere } from '../market/score.ts';
import { minutesOf, timeOf } from '../time.ts';
import type { Brief } from '../trip/brief.ts';
import { partySize } from '../trip/party.ts';
import { itemOf, type ProposalFacts } from './offer-facts.ts';
import { say } from './reaction.ts';
import type { Say } from './say.ts';

/** One measure of a proposal that people compare by: how it is read off the facts, and how either side of a difference is said. */
export interface Axis {
  readonly name: string;
  /** Higher is better; undefined where nobody said, or where it matters to nobody on this trip. */
  readonly of: (facts: ProposalFacts, brief: Brief) => number | undefined;
  /** The least difference worth hearing. */
  readonly step: number;
  /** Of the better side: its own measure, the other's. */
  readonly gain: (own: number, other: number, facts: ProposalFacts) => Say;
  /** Of the worse side. */
  readonly loss: (own: number, other: number, facts: ProposalFacts) => Say;
}

/** What sets whole proposals apart beside price, terms and wishes, what matters most first. */
export const AXES: readonly Axis[] = [
  {
    name: 'slopes',
    of: ({ lodging }, brief) => (onSnow(brief) ? near(lodging?.slopesMinutes, 20) : undefined),
    step: 3,
    gain: (_own, _other, { lodging }) => toSlopes(lodging?.slopesMinutes ?? 0),
    loss: (_own, _other, { lodging }) => toSlopes(lodging?.slopesMinutes ?? 0),
  },
  {
    name: 'rooms',
    of: ({ lodging }, brief) => (lodging?.bedrooms && brief.party && partySize(brief.party) > 2 ? lodging.bedrooms : undefined),
    step: 1,
    gain: (own) => say('differs.bedrooms', { count: own }),
    loss: (own) => (own === 1 ? say('but.one_room') : say('loss.bedrooms', { count: own })),
  },
  {
    name: 'stops',
    of: ({ carrier }) => (carrier ? -(carrier.outbound.stops + (carrier.inbound?.stops ?? 0)) : undefined),
    step: 1,
    gain: (own, _other, { carrier }) => say(`gain.${own === 0 ? 'direct' : 'fewer_stops'}_${carrier?.category ?? 'flight'}`),
    loss: (_own, _other, { carrier }) => stops(carrier),
  },
  {
    name: 'road',
    of: ({ roadMinutes }) => (roadMinutes === undefined ? undefined : -roadMinutes),
    step: 15,
    gain: (own) => say('gain.road', { minutes: { minutes: -own } }),
    loss: (own) => say('but.road', { minutes: { minutes: -own } }),
  },
  {
    name: 'height',
    of: ({ altitudeM }, brief) => (onSnow(brief) ? altitudeM : undefined),
    step: 300,
    gain: (own) => say('gain.height', { metres: { metres: own } }),
    loss: (own) => say(own < LOW_M ? 'but.low' : 'loss.height', { metres: { metres: own } }),
  },
  {
    name: 'there',
    of: ({ carrier }) => (carrier ? minutesThere(carrier) : undefined),
    step: 180,
    gain: (own, other) => say('gain.there', { minutes: hours(own - other) }),
    loss: (own, other) => say('loss.there', { minutes: hours(other - own) }),
  },
  {
    name: 'wheels',
    of: ({ car }) => (car ? Number(car.drivenWheels === 'four') : undefined),
    step: 1,
    gain: () => say('gain.wheels'),
    loss: () => say('but.two_wheels'),
  },
  yesOrNo('winter', ({ car }) => car?.winterEquipment),
  yesOrNo('automatic', ({ car }) => car?.automatic),
  yesOrNo('breakfast', ({ lodging }) => lodging?.breakfast),
  yesOrNo('boots', ({ offers }) => (itemOf(offers, 'ski_hire') ? itemOf(offers, 'ski_hire')?.boots : undefined)),
  yesOrNo('private', ({ offers }) => {
    const ride = itemOf(offers, 'transfer');
    return ride ? ride.vehicle !== 'shared' : undefined;
  }),
  {
    name: 'bags',
    of: ({ carrier }) => carrier?.bagsPerPerson,
    step: 1,
    gain: () => say('gain.bags'),
    loss: (own) => say(own === 0 ? 'loss.cabin_bag' : 'loss.bags'),
  },
  {
    name: 'stars',
    of: ({ lodging }) => lodging?.stars,
    step: 1,
    gain: (own) => say('differs.stars', { count: own }),
    loss: (own) => say('loss.stars', { count: own }),
  },
  {
    name: 'centre',
    of: ({ lodging }, brief) => (onSnow(brief) ? undefined : near(lodging?.centreMinutes, 15)),
    step: 4,
    gain: (_own, _other, { lodging }) => toCentre(lodging?.centreMinutes ?? 0),
    loss: (_own, _other, { lodging }) => toCentre(lodging?.centreMinutes ?? 0),
  },
  {
    name: 'hour',
    of: ({ restaurant }, { needs }) => {
      const wanted = needs.find(({ category }) => category === 'restaurant')?.time;
      return restaurant && wanted ? -Math.abs(minutesOf(timeOf(restaurant.at)) - minutesOf(wanted)) : undefined;
    },
    step: 15,
    gain: (_own, _other, { restaurant }) => say('at.hour', { time: timeAt(restaurant) }),
    loss: (_own, _other, { restaurant }) => say('at.hour', { time: timeAt(restaurant) }),
  },
  {
    name: 'calm',
    of: ({ restaurant }) => (restaurant?.trendy === undefined ? undefined : -restaurant.trendy),
    step: 0.05,
    gain: () => say('gain.calm'),
    loss: () => say('loss.calm'),
  },
];

/** What the sellers are rated, on the average: worth a word where nothing else sets two trips apart. */
export const RATING: Axis = {
  name: 'rating',
  of: ({ offers }) => {
    const rated = offers.flatMap(({ rating }) => (rating === undefined ? [] : [rating]));
    return rated.length === offers.length ? rated.reduce((sum, rating) => sum + rating, 0) / rated.length : undefined;
  },
  step: 0.2,
  gain: () => say('gain.rating'),
  loss: () => say('loss.rating'),
};

/** Below this a ski village is called low. */
export const LOW_M = 1200;

function onSnow({ activity, needs }: Brief): boolean {
  return activity === 'ski' || needs.some(({ category }) => category.startsWith('ski'));
}

/** On foot: beyond so many minutes far is far. */
function near(minutes: number | undefined, far: number): number | undefined {
  return minutes === undefined ? undefined : -Math.min(minutes, far);
}

function toSlopes(minutes: number): Say {
  return minutes <= 2 ? say('where.on_slopes') : say('where.near_slopes', { count: minutes });
}

function toCentre(minutes: number): Say {
  return minutes <= 4 ? say('where.centre') : say('where.near_centre', { count: minutes });
}

/** "Une escale", of a train "un changement". */
export function stops(carrier: ProposalFacts['carrier']): Say {
  const count = Math.max(carrier?.outbound.stops ?? 0, carrier?.inbound?.stops ?? 0);
  return say(carrier?.category === 'train' ? 'but.change' : 'but.stop', { count });
}

function hours(minutes: number) {
  return { minutes: Math.round(minutes / 60) * 60 };
}

function timeAt(restaurant: ProposalFacts['restaurant']) {
  return { time: restaurant ? timeOf(restaurant.at) : '' };
}

function yesOrNo(name: string, of: (facts: ProposalFacts) => boolean | undefined): Axis {
  return {
    name,
    of: (facts) => {
      const fact = of(facts);
      return fact === undefined ? undefined : Number(fact);
    },
    step: 1,
    gain: () => say(`gain.${name}`),
    loss: () => say(`loss.${name}`),
  };
}
