import type { Place } from '../../../shared/places/place.ts';

/** The real places that the vendors know: the same gazetteer as everybody's. */
export interface Atlas {
  place(id: string): Place | undefined;
}

interface Point {
  readonly lat: number;
  readonly lon: number;
}

const EARTH_KM = 6371;

/** Great-circle kilometres. */
export function distanceKm(a: Point, b: Point): number {
  const rad = Math.PI / 180;
  const half = (x: number) => Math.sin((x * rad) / 2) ** 2;
  const h = half(b.lat - a.lat) + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * half(b.lon - a.lon);
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Dry-road minutes: the resort's own figure from that airport where there is one, else an estimate by distance. */
export function roadMinutes(a: Place, b: Place): number {
  const known = a.resort?.roadMinutes[b.id] ?? b.resort?.roadMinutes[a.id];
  if (known !== undefined) return known;
  const mountain = a.resort || b.resort ? 1.35 : 1.25;
  const km = distanceKm(a, b) * mountain;
  return Math.max(10, Math.round((10 + (km / (km < 40 ? 45 : 75)) * 60) / 5) * 5);
}

/** Regions and metros as the places inside them; anything else is itself. */
export function expand(places: readonly Place[], atlas: Atlas): readonly Place[] {
  return places.flatMap((place) => {
    const members = (place.members ?? []).map((id) => atlas.place(id)).filter((member) => member !== undefined);
    return members.length > 0 ? members : [place];
  });
}

/** The resort that a town of the same name belongs to (Chamonix is both), or the place itself when it is one. */
export function resortAt(place: Place, atlas: Atlas, resorts: readonly string[]): Place | undefined {
  if (place.resort) return place;
  return resorts
    .map((id) => atlas.place(id))
    .filter((resort) => resort !== undefined)
    .find((resort) => distanceKm(place, resort) < 8);
}
