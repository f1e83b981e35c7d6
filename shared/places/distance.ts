/** Degrees. */
export interface Spot {
  readonly lat: number;
  readonly lon: number;
}

/** Kilometres as the crow flies. */
export function crowKm(a: Spot, b: Spot): number {
  const rad = Math.PI / 180;
  const half = (from: number, to: number) => Math.sin(((to - from) * rad) / 2) ** 2;
  const h = half(a.lat, b.lat) + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * half(a.lon, b.lon);
  return 12_742 * Math.asin(Math.sqrt(h));
}
