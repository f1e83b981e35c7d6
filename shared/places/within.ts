import { crowKm } from './distance.ts';
import type { Place } from './place.ts';

/** A state is as wide as this from its middle; a region of Europe is not. */
const STATE_KM = 700;
const REGION_KM = 200;
const OF_STATES: ReadonlySet<string> = new Set(['US', 'CA', 'AU']);

/** Whether a place lies in a region or a country, by the country and how far it is from the middle. */
export function liesIn(place: Place, area: Place): boolean {
  if (place.country !== area.country || place.kind === 'country' || place.id === area.id) return false;
  return area.kind === 'country' || crowKm(place, area) < (OF_STATES.has(area.country) ? STATE_KM : REGION_KM);
}

/** "Texas", "Ontario": what is said after the name of a town there. */
export function isState({ kind, country }: Place): boolean {
  return kind === 'region' && OF_STATES.has(country);
}
