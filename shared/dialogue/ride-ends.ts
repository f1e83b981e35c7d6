import { airportsNear, airportsOf, gatewayStation, stationsOf } from '../places/places.ts';
import type { Brief, Need } from '../trip/brief.ts';
import type { Hub, Slots } from './act.ts';
import { arrivalPoint } from './resolve-need.ts';

/** The station that a place is reached by, or its airport. */
function hubOf(kind: Hub, place: string): string | undefined {
  if (kind === 'station') return gatewayStation(place) ?? stationsOf(place)[0];
  return airportsOf(place)[0] ?? airportsNear(place, 1)[0]?.id;
}

/** Where the journey of the trip ends, when it is by that. */
function carriedTo(kind: Hub, brief: Brief): string | undefined {
  const by = kind === 'station' ? 'train' : 'flight';
  return brief.needs.some(({ category }) => category === by) ? arrivalPoint(brief)[0] : undefined;
}

function idsOf(places: readonly { readonly id: string }[] | undefined): readonly string[] | undefined {
  return places?.map(({ id }) => id);
}

/** Both ends of a ride as they were said; "de la gare" is that of the town at its other end, or where one stays. */
export function rideEnds(need: Need, { rideFrom, rideTo, rideHub, destination }: Slots, brief: Brief): Pick<Need, 'from' | 'where'> {
  const stay = idsOf(destination) ?? brief.where;
  const to = idsOf(rideTo) ?? need.where;
  const from = idsOf(rideFrom) ?? need.from;
  const near = (kind: Hub | undefined, other: readonly string[] | undefined): readonly string[] | undefined => {
    const place = (other ?? stay)?.[0];
    const hub = kind && (carriedTo(kind, brief) ?? (place ? hubOf(kind, place) : undefined));
    return hub ? [hub] : undefined;
  };
  const start = near(rideHub?.from, to) ?? idsOf(rideFrom);
  const end = near(rideHub?.to, from) ?? idsOf(rideTo);
  return { ...(start ? { from: start } : {}), ...(end ? { where: end } : {}) };
}

/** Where a car is taken: the place that was said, or the airport or the station of where one goes. */
export function deskSaid({ carPickup, carHub }: Slots, brief: Brief): Pick<Need, 'where'> {
  if (carPickup) return { where: carPickup.map(({ id }) => id) };
  const [place] = brief.where ?? [];
  const hub = carHub && (carriedTo(carHub, brief) ?? (place === undefined ? undefined : hubOf(carHub, place)));
  return hub ? { where: [hub] } : {};
}
