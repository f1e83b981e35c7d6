import { timeOf } from '../time.ts';
import type { Brief } from '../trip/brief.ts';
import { type ProposalFacts, whenOf } from './offer-facts.ts';
import { say } from './reaction.ts';
import type { Say } from './say.ts';
import { thingOf, WORDED } from './unmet.ts';

/** One clause on what it is: the kind of house and where it stands, the hours of a journey, the car. */
export function whatOf(facts: ProposalFacts, brief: Brief): Say {
  if (facts.lodging) return lodgingClause(facts, brief);
  if (facts.carrier) return carrierClause(facts.carrier, brief);
  if (facts.restaurant) return tableClause(facts.restaurant, facts);
  if (facts.car) return say(facts.car.drivenWheels === 'four' ? 'what.car_four' : 'what.car_two', { model: facts.car.shortModel });
  const item = facts.offers[0]?.item;
  switch (item?.category) {
    case 'ski_hire':
      return say('what.ski_hire', { count: item.sets, place: { place: item.place } });
    case 'ski_pass':
      return say('what.ski_pass', { count: item.days, domain: item.domain });
    case 'transfer':
      return say(`what.${item.vehicle}`, { minutes: { minutes: item.minutes } });
    case 'restaurant':
    case 'car':
    case 'lodging':
    case 'flight':
    case 'train':
    case undefined:
      return say('what.offer');
  }
}

/** A table and what comes with it. */
function tableClause({ at }: NonNullable<ProposalFacts['restaurant']>, { offers }: ProposalFacts): Say {
  const rest = offers.filter(({ category }) => category !== 'restaurant').map(({ category }) => say(`the.${category}`));
  const time = { time: timeOf(at) };
  return rest.length > 0 ? say('what.table_with', { time, rest: { list: rest } }) : say('what.table', { time });
}

function lodgingClause(facts: ProposalFacts, brief: Brief): Say {
  const lodging = facts.lodging;
  if (!lodging) return say('what.offer');
  const rooms =
    lodging.kind === 'apartment' && lodging.bedrooms > 0
      ? say('house.apartment_rooms', { count: lodging.bedrooms + 1 })
      : say(`house.${lodging.kind}`);
  const where = whereClause(lodging, brief);
  const wish = wishMet(facts, brief);
  const base = { house: rooms, ...(where ? { where } : {}), ...(wish ? { wish } : {}) };
  return say(`what.house${where ? '_where' : ''}${wish ? '_wish' : ''}`, base);
}

function whereClause(lodging: NonNullable<ProposalFacts['lodging']>, brief: Brief): Say | undefined {
  const { slopesMinutes, centreMinutes } = lodging;
  if (brief.activity === 'ski' || brief.needs.some((need) => need.category.startsWith('ski'))) {
    if (slopesMinutes !== undefined && slopesMinutes <= 2) return say('where.on_slopes');
    if (slopesMinutes !== undefined && slopesMinutes <= 12) return say('where.near_slopes', { count: slopesMinutes });
  }
  if (centreMinutes !== undefined && centreMinutes <= 4) return say('where.centre');
  if (lodging.quarter) return say('where.quarter', { quarter: lodging.quarter });
  return undefined;
}

/** A wish of the traveller that this house grants. */
function wishMet(facts: ProposalFacts, brief: Brief): Say | undefined {
  const wishes = brief.needs.find((need) => need.category === 'lodging')?.requirements ?? [];
  const met = wishes.find((wish) => wish.strength === 'wish' && wish.value === true && facts.lodging?.has.includes(wish.attr));
  if (!met) return undefined;
  return WORDED.has(met.attr) ? say(`with.${met.attr}`) : say('with.thing', { thing: thingOf(met) });
}

/** When one is there is said where it was asked for. */
function carrierClause(carrier: NonNullable<ProposalFacts['carrier']>, { needs }: Brief): Say {
  const isAwaited = needs.some(({ requirements }) => requirements.some(({ attr }) => attr === 'arriveMinutes'));
  if (!isAwaited) return hoursClause(carrier);
  const there = { time: timeOf(carrier.outbound.arrives) };
  return say(carrier.inbound ? 'what.journey_there_return' : 'what.journey_there', { ...whenOf(carrier), there });
}

/** The hours of a journey alone. */
export function hoursClause(carrier: NonNullable<ProposalFacts['carrier']>): Say {
  return say(carrier.inbound ? 'what.journey_return' : 'what.journey', whenOf(carrier));
}
