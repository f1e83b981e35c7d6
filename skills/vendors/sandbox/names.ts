import type { Place } from '../../../shared/places/place.ts';
import costs from './catalogue/costs.json' with { type: 'json' };
import names from './catalogue/names.json' with { type: 'json' };
import popular from './catalogue/popular.json' with { type: 'json' };
import type { Draw } from './draw.ts';

export type Named = keyof (typeof names)['lists']['en'];

const LISTS = new Map<string, Readonly<Record<Named, readonly string[]>>>(Object.entries(names.lists));
const LANGUAGE = new Map<string, string>(Object.entries(names.languages));

/** A house's or shop's name in the language of the place, always the same one there. Vendors with different `nth` have different names at one place. */
export function nameFor(what: Named, place: Place, nth: number, draw: Draw): string {
  const list = (LISTS.get(languageAt(place)) ?? names.lists.en)[what];
  const rank = popular.indexOf(place.id);
  // Where offers of several places are heard together, one vendor never says a name twice.
  const first = rank < 0 ? Math.floor(draw(what, place.id) * list.length) : rank;
  return list[(first + nth) % list.length] ?? place.name;
}

/** Western Switzerland speaks French. */
function languageAt({ country, lat, lon }: Place): string {
  if (country === 'CH' && (lon < 7.1 || (lat < 46.5 && lon < 7.6))) return 'fr';
  return LANGUAGE.get(country) ?? 'en';
}

const COSTS = new Map<string, number>(Object.entries(costs));

/** How dear life is there beside France; the largest cities more. Resorts have their own prices. */
export function costOf(place: Place): number {
  const city = !place.resort && (place.population ?? 0) > 1_000_000 ? 1.25 : 1;
  return (COSTS.get(place.country) ?? 1) * city;
}
