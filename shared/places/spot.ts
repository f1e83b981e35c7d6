import type { Spot } from './distance.ts';

/** Printable characters without tab or quote: two of them count to 8281. */
const FIRST = 35;
const BASE = 91;
const STEPS = BASE * BASE - 1;

/** A town's position in four characters, within 1.2 km north–south and 2.5 km east–west, and its inhabitants in one, within 8 %: half the size of decimals. */
export function pack(spot: Spot, inhabitants: number): string {
  const size = Math.min(BASE - 1, Math.round(Math.log(Math.max(inhabitants, 1)) / SIZE_STEP));
  return pair((spot.lat + 90) / 180) + pair((spot.lon + 180) / 360) + letter(size);
}

export function unpack(packed: string): Spot & { readonly inhabitants: number } {
  const size = packed.charCodeAt(4) - FIRST;
  return { lat: degrees(packed, 0, 180), lon: degrees(packed, 2, 360), inhabitants: Number(Math.exp(size * SIZE_STEP).toPrecision(2)) };
}

/** 90 steps to 24 million. */
const SIZE_STEP = 0.189;

function pair(share: number): string {
  const step = Math.round(share * STEPS);
  return letter(Math.floor(step / BASE)) + letter(step % BASE);
}

function degrees(packed: string, at: number, span: number): number {
  const step = (packed.charCodeAt(at) - FIRST) * BASE + packed.charCodeAt(at + 1) - FIRST;
  return Math.round(((step / STEPS) * span - span / 2) * 100) / 100;
}

function letter(n: number): string {
  return String.fromCharCode(n + FIRST);
}
