/** Longitudes of sun and moon after Meeus, Astronomical Algorithms, chapters 25 and 47, shortened: good to some hundredths of a degree. */

const RAD = Math.PI / 180;

function centuries(jd: number): number {
  // Terrestrial time runs some 70 seconds ahead of the clock in these years.
  return (jd + 0.0008 - 2451545) / 36525;
}

function turn(degrees: number): number {
  return ((degrees % 360) + 360) % 360;
}

/** Apparent longitude of the sun, degrees. */
export function sunLongitude(jd: number): number {
  const t = centuries(jd);
  const m = (357.52911 + 35999.05029 * t) * RAD;
  const center = (1.914602 - 0.004817 * t) * Math.sin(m) + 0.019993 * Math.sin(2 * m) + 0.000289 * Math.sin(3 * m);
  return turn(280.46646 + 36000.76983 * t + 0.0003032 * t * t + center - 0.00569 - 0.00478 * Math.sin((125.04 - 1934.136 * t) * RAD));
}

/** Millionths of a degree for the sine of D, M, M', F times these. */
const TERMS: readonly (readonly [number, number, number, number, number])[] = [
  [6288774, 0, 0, 1, 0],
  [1274027, 2, 0, -1, 0],
  [658314, 2, 0, 0, 0],
  [213618, 0, 0, 2, 0],
  [-185116, 0, 1, 0, 0],
  [-114332, 0, 0, 0, 2],
  [58793, 2, 0, -2, 0],
  [57066, 2, -1, -1, 0],
  [53322, 2, 0, 1, 0],
  [45758, 2, -1, 0, 0],
  [-40923, 0, 1, -1, 0],
  [-34720, 1, 0, 0, 0],
  [-30383, 0, 1, 1, 0],
  [15327, 2, 0, 0, -2],
  [-12528, 0, 0, 1, 2],
  [10980, 0, 0, 1, -2],
  [10675, 4, 0, -1, 0],
  [10034, 0, 0, 3, 0],
  [8548, 4, 0, -2, 0],
  [-7888, 2, 1, -1, 0],
  [-6766, 2, 1, 0, 0],
  [-5163, 1, 0, -1, 0],
  [4987, 1, 1, 0, 0],
  [4036, 2, -1, 1, 0],
  [3994, 2, 0, 2, 0],
  [3861, 4, 0, 0, 0],
  [3665, 2, 0, -3, 0],
  [-2689, 0, 1, -2, 0],
  [-2602, 2, 0, -1, 2],
  [2390, 2, -1, -2, 0],
  [-2348, 1, 0, 1, 0],
  [2236, 2, -2, 0, 0],
];

/** Apparent longitude of the moon, degrees. */
export function moonLongitude(jd: number): number {
  const t = centuries(jd);
  const d = 297.8501921 + 445267.1114034 * t;
  const m = 357.5291092 + 35999.0502909 * t;
  const mm = 134.9633964 + 477198.8675055 * t;
  const f = 93.272095 + 483202.0175233 * t;
  const sum = TERMS.reduce((all, [a, x, y, z, w]) => all + a * Math.sin((x * d + y * m + z * mm + w * f) * RAD), 0);
  return turn(218.3164477 + 481267.88123421 * t + sum / 1e6 - 0.00478 * Math.sin((125.04 - 1934.136 * t) * RAD));
}
