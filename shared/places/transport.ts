import { find, type Gazetteer, hubsOf } from './gazetteer.ts';
import type { Place } from './place.ts';

/** The airport, or the metro code where a city has several under one code; the largest where it has several without. */
export function airportFor(place: Place, data: Gazetteer): Place | undefined {
  if (place.kind === 'airport' || place.kind === 'metro') return place;
  const metro = Object.entries(data.core.metros).find(([, known]) => known.city === place.id)?.[0];
  const id = metro ?? hubsOf(place.id, data).airports[0];
  return id === undefined ? undefined : find(id, data);
}

/** The main station of a town; where one leaves the train for a resort. */
export function stationFor(place: Place, data: Gazetteer): Place | undefined {
  if (place.kind === 'station') return place;
  const id = place.resort?.gatewayStation ?? hubsOf(place.id, data).stations[0];
  return id === undefined ? undefined : find(id, data);
}
