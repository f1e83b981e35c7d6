import type { PlaceValue } from '../dialogue/act.ts';
import { isWithin } from '../places/places.ts';
import { at } from './chart.ts';
import type { Found } from './found.ts';

type FoundPlace = Extract<Found, { type: 'place' }>;

/** Where one goes, one after the other; each may have alternatives. */
export type Stops = readonly (readonly PlaceValue[])[];

/** The places of a match, in their order. */
function placesIn(match: string, found: readonly Found[]): readonly FoundPlace[] {
  return (match.match(/@p\d+/g) ?? []).flatMap((mark) => {
    const thing = at(found, mark);
    return thing?.type === 'place' ? [thing] : [];
  });
}

/** Beside others nobody asks back: the likelier namesake is meant. */
function likeliest(thing: FoundPlace): readonly PlaceValue[] {
  return thing.ambiguous ? thing.places.slice(0, 1) : thing.places;
}

/** "A ou B", "A, B ou C": any of them would do. */
export function eitherIn(match: string, found: readonly Found[]) {
  return { mark: 'p', value: { type: 'place', places: placesIn(match, found).flatMap(likeliest), ambiguous: false } } as const;
}

/** "Rome et Florence" is one after the other; of resorts any would do: nobody skis in two a week. */
export function listedIn(match: string, found: readonly Found[]) {
  const isResorts = placesIn(match, found).every(({ places }) => places.every(({ id }) => id.startsWith('resort:')));
  return isResorts ? eitherIn(match, found) : stopsIn(match, found);
}

/** "Florence, Rome et Venise", "Paris, puis Lyon". Nothing where one of them comes twice: there and back is no journey on. */
export function stopsIn(match: string, found: readonly Found[]) {
  const stops = placesIn(match, found)
    .map(likeliest)
    .filter((stop, i, all) => !isArea(stop, all[i + 1] ?? all[i - 1] ?? []));
  const places = stops.flat();
  if (stops.length < 2 || new Set(places.map(({ id }) => id)).size < places.length) return undefined;
  return { mark: 'p', value: { type: 'place', places, ambiguous: false, stops } } as const;
}

/** "In Italy, Florence and Rome": the country of the next, or of the last, is told beside it. */
function isArea([area]: readonly PlaceValue[], [other]: readonly PlaceValue[]): boolean {
  return isWithin(other?.id ?? '', area?.id ?? '');
}
