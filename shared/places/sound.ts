/** Spelling to sound, for French and English ears alike; each applies to the whole word in turn. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/eaux?|aux?|ault|ots?$|os$/g, 'o'],
  [/ph/g, 'f'],
  [/zh/g, 'j'],
  [/(?<=[iu])ch$/g, 'k'],
  [/tch|sch|ch|sh/g, 'x'],
  [/ck|qu|q|c(?![eiy])/g, 'k'],
  [/sc|ss|c|z/g, 's'],
  [/gn|ny(?=[aeiou])/g, 'n'],
  [/g(?=[eiy])/g, 'j'],
  [/gu(?=[eiy])/g, 'g'],
  [/y/g, 'i'],
  [/o[ie]n(?=[^aeiou]|$)/g, 'uin'],
  [/oi/g, 'ua'],
  [/ou|oo|w/g, 'u'],
  [/(?<=[aeou])ille?/g, 'i'],
  [/ai|ei|ez$|ers?$|ets?$|ee|ea/g, 'e'],
  [/i?en(?=[^aeioun]|$)|em(?=[bp])|am(?=[bp])/g, 'an'],
  [/[aei]in(?=[^aeioun]|$)|un(?=[^aeioun]|$)|im(?=[bp])/g, 'in'],
  [/h/g, ''],
  [/se?(?=x)/g, ''],
  [/(.)\1+/g, '$1'],
];

/** What French ends do not sound, and what English ones do not. */
const ENDS = { fr: /e?s?[tdpsx]*$/, en: /e$/ } as const;

/** What English letters sound like where French ones do not: "shamonee", "marsay", "bordow"; the rest as above. */
const ENGLISH: readonly (readonly [RegExp, string])[] = [
  [/cester$/g, 'ster'],
  [/uh$/g, 'e'],
  [/aw|augh/g, 'o'],
  [/ee|ea|ie$|ey$/g, 'i'],
  [/ie(?=[^aeiou])/g, 'i'],
  [/oo/g, 'ou'],
  [/(?:ow|oe|oh|oa)(?=$|[^aeiou])/g, 'o'],
  [/ay|eigh/g, 'e'],
  [/ck|k(?=s$)/g, 'k'],
  [/dg|dj/g, 'j'],
  [/([^aeioul])(?:le|el|il|al|ul)$/g, '$1el'],
  [/(?:or|er|ar|ur|re)$/g, 'ar'],
];

/** How a folded name sounds, blanks left out: "Courche vel" and "Courchevel" are one. Only good for comparing. */
export function soundOf(folded: string): string {
  return sounded(folded.replaceAll(' ', '')).replace(ENDS.fr, '');
}

function sounded(letters: string): string {
  return RULES.reduce((text, [spelled, heard]) => text.replace(spelled, heard), letters);
}

/** The same as English ears spell it. */
export function englishSoundOf(folded: string): string {
  return sounded(ENGLISH.reduce((text, [spelled, heard]) => text.replace(spelled, heard), folded.replaceAll(' ', ''))).replace(ENDS.en, '');
}

const VOWELS = 'aeiou';
const ALIKE = ['td', 'pb', 'fv', 'sx', 'xj', 'kg', 'mn', 'lr', 'sj'];
/** Vowels that ears confuse first. */
const NEAR_VOWELS = ['ei', 'ou', 'ae', 'ao'];
/** Neighbours on the keyboard, French or English. */
const KEYS = 'qwertyuiop asdfghjkl zxcvbnm azertyuiop qsdfghjklm wxcvbn';

function isNextKey(a: string, b: string): boolean {
  return KEYS.includes(a + b) || KEYS.includes(b + a);
}

/** Letters and digits in the order of the cost table. */
const SIGNS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** What one sign instead of another costs, and one too many. */
interface Costs {
  readonly swap: Float64Array;
  readonly gap: (sign: string) => number;
}

function isPair(pairs: readonly string[], a: string, b: string): boolean {
  return pairs.some((pair) => pair.includes(a) && pair.includes(b));
}

function costs(of: { vowel: number; near: number; alike: number; key: number }, gap: Costs['gap']): Costs {
  const swap = Float64Array.from({ length: SIGNS.length ** 2 }, (_, at) => {
    const [a, b] = [SIGNS.charAt(Math.floor(at / SIGNS.length)), SIGNS.charAt(at % SIGNS.length)];
    if (a === b) return 0;
    if (VOWELS.includes(a) && VOWELS.includes(b)) return isPair(NEAR_VOWELS, a, b) ? of.near : of.vowel;
    if (isPair(ALIKE, a, b)) return of.alike;
    return isNextKey(a, b) ? of.key : 1;
  });
  return { swap, gap };
}

const LETTERS = costs({ vowel: 0.5, near: 0.5, alike: 0.6, key: 0.75 }, () => 0.9);
/** Ears mistake a vowel for its neighbour, and what is voiced for what is not, sooner than hands do; an e is hardly heard. */
const SOUNDS = costs({ vowel: 0.5, near: 0.35, alike: 0.45, key: 1 }, (sign) => (sign === 'e' ? 0.6 : VOWELS.includes(sign) ? 0.75 : 0.9));

/** A word ready to be compared: its signs as numbers, and what each costs when it is one too many. */
export interface Spelling {
  readonly signs: Uint8Array;
  readonly gaps: Float64Array;
  readonly swap: Float64Array;
}

/** Of folded letters without blanks. */
export function spellingOf(letters: string): Spelling {
  return written(letters, LETTERS);
}

/** Of what `soundOf` gives. */
export function hearingOf(sounds: string): Spelling {
  return written(sounds, SOUNDS);
}

function written(letters: string, { swap, gap }: Costs): Spelling {
  const signs = Uint8Array.from(letters, (letter) => Math.max(0, SIGNS.indexOf(letter)));
  // an h or a doubled letter is hardly heard
  const gaps = Float64Array.from(letters, (letter, at) => (letter === 'h' || letter === letters.charAt(at - 1) ? 0.3 : gap(letter)));
  return { signs, gaps, swap };
}

const LONGEST = 64;
/** Two letters that changed places. */
const TURNED = 0.6;
let before = new Float64Array(LONGEST + 1);
let above = new Float64Array(LONGEST + 1);
let here = new Float64Array(LONGEST + 1);

/** Levenshtein distance where a vowel for a vowel and a voiced for a voiceless consonant count half, two letters turned round less than two; infinite above `most`. */
export function unlike(a: Spelling, b: Spelling, most: number): number {
  const [height, width] = [a.signs.length, b.signs.length];
  if (width > LONGEST || height > LONGEST) return Number.POSITIVE_INFINITY;
  above[0] = 0;
  for (let j = 1; j <= width; j++) above[j] = (above[j - 1] ?? 0) + (b.gaps[j - 1] ?? 0);
  let last = 0;
  for (let i = 1; i <= height; i++) {
    const least = nextRow(a, b, i);
    // two letters turned round cost nothing until both are read
    if (least > most && last + TURNED > most) return Number.POSITIVE_INFINITY;
    last = least;
    [before, above, here] = [above, here, before];
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
    const swapped = (above[j - 1] ?? 0) + (a.swap[line + (b.signs[j - 1] ?? 0)] ?? 1);
    const cost = Math.min(swapped, (above[j] ?? 0) + extra, (here[j - 1] ?? 0) + (b.gaps[j - 1] ?? 0), turned(a, b, i, j));
    here[j] = cost;
    if (cost < least) least = cost;
  }
  return least;
}

/** The cost where the last two signs of each are the same two, turned round. */
function turned(a: Spelling, b: Spelling, i: number, j: number): number {
  const isTurned = i > 1 && j > 1 && a.signs[i - 1] === b.signs[j - 2] && a.signs[i - 2] === b.signs[j - 1];
  return isTurned ? (before[j - 2] ?? 0) + TURNED : Number.POSITIVE_INFINITY;
}
