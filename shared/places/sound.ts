/** Spelling to sound, for French and English ears alike; each applies to the whole word in turn. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/eaux?|aux?|ault|ots?$|os$/g, 'o'],
  [/ph/g, 'f'],
  [/tch|sch|ch|sh/g, 'x'],
  [/ck|qu|q|c(?![eiy])/g, 'k'],
  [/sc|ss|c|z/g, 's'],
  [/gn/g, 'n'],
  [/gu(?=[eiy])/g, 'g'],
  [/g(?=[eiy])/g, 'j'],
  [/y/g, 'i'],
  [/oi/g, 'ua'],
  [/ou|oo|w/g, 'u'],
  [/ai|ei|ez$|er$|et$|ee|ea/g, 'e'],
  [/i?en(?=[^aeiou]|$)|em(?=[bp])|am(?=[bp])/g, 'an'],
  [/[aei]in(?=[^aeiou]|$)|un(?=[^aeiou]|$)|im(?=[bp])/g, 'in'],
  [/h/g, ''],
  [/(.)\1+/g, '$1'],
  [/e?s?[tdpsx]*$/, ''],
];

/** How a folded name sounds, blanks left out: "Courche vel" and "Courchevel" are one. Only good for comparing. */
export function soundOf(folded: string): string {
  return RULES.reduce((text, [spelled, heard]) => text.replace(spelled, heard), folded.replaceAll(' ', ''));
}

const VOWELS = 'aeiou';
const ALIKE = ['td', 'pb', 'fv', 'sx', 'xj', 'kg', 'mn', 'lr', 'sj'];
/** Letters and digits in the order of the cost table. */
const SIGNS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const COSTS = Float64Array.from({ length: SIGNS.length ** 2 }, (_, at) =>
  substitution(SIGNS.charAt(Math.floor(at / SIGNS.length)), SIGNS.charAt(at % SIGNS.length)),
);

function substitution(a: string, b: string): number {
  if (a === b) return 0;
  if (VOWELS.includes(a) && VOWELS.includes(b)) return 0.5;
  return ALIKE.some((pair) => pair.includes(a) && pair.includes(b)) ? 0.6 : 1;
}

/** A word ready to be compared: its signs as numbers, and what each costs when it is one too many. */
export interface Spelling {
  readonly signs: Uint8Array;
  readonly gaps: Float64Array;
}

/** Of folded letters without blanks. */
export function spellingOf(letters: string): Spelling {
  const signs = Uint8Array.from(letters, (letter) => Math.max(0, SIGNS.indexOf(letter)));
  // an h or a doubled letter is hardly heard
  const gaps = Float64Array.from(letters, (letter, at) => (letter === 'h' || letter === letters.charAt(at - 1) ? 0.3 : 0.9));
  return { signs, gaps };
}

const LONGEST = 64;
let above = new Float64Array(LONGEST + 1);
let here = new Float64Array(LONGEST + 1);

/** Levenshtein distance where a vowel for a vowel and a voiced for a voiceless consonant count half; infinite above `most`. */
export function unlike(a: Spelling, b: Spelling, most: number): number {
  const [height, width] = [a.signs.length, b.signs.length];
  if (width > LONGEST || height > LONGEST) return Number.POSITIVE_INFINITY;
  above[0] = 0;
  for (let j = 1; j <= width; j++) above[j] = (above[j - 1] ?? 0) + (b.gaps[j - 1] ?? 0);
  for (let i = 1; i <= height; i++) {
    if (nextRow(a, b, i) > most) return Number.POSITIVE_INFINITY;
    [above, here] = [here, above];
  }
  return above[width] ?? Number.POSITIVE_INFINITY;
}

/** Fills the row of one sign of `a`; returns the least of it. */
function nextRow(a: Spelling, b: Spelling, i: number): number {
  const extra = a.gaps[i - 1] ?? 0;
  const line = (a.signs[i - 1] ?? 0) * SIGNS.length;
  let least = (above[0] ?? 0) + extra;
  here[0] = least;
  for (let j = 1; j <= b.signs.length; j++) {
    const swapped = (above[j - 1] ?? 0) + (COSTS[line + (b.signs[j - 1] ?? 0)] ?? 1);
    const cost = Math.min(swapped, (above[j] ?? 0) + extra, (here[j - 1] ?? 0) + (b.gaps[j - 1] ?? 0));
    here[j] = cost;
    if (cost < least) least = cost;
  }
  return least;
}
