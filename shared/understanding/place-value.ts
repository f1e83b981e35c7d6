import type { PlaceValue } from '../dialogue/act.ts';
import type { Place } from '../places/place.ts';
import { exonym } from '../places/places.ts';

const countries = new Map<string, Intl.DisplayNames>();

function countryName(code: string, locale: string): string | undefined {
  const language = locale.slice(0, 2);
  let names = countries.get(language);
  if (!names) {
    names = new Intl.DisplayNames([language], { type: 'region' });
    countries.set(language, names);
  }
  return names.of(code);
}

/** A place with the name that the traveller's language gives it. */
export function placeValue(place: Place, locale: string): PlaceValue {
  const own = exonym(place.id, locale) ?? (place.kind === 'country' ? countryName(place.country, locale) : undefined);
  return { id: place.id, name: own ?? place.name };
}
