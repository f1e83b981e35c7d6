import { DIGIT, type Literals } from './literals.ts';

/** Which two and three letters stand next to each other in a text, one bit for each: what a rule needs is looked up before it is tried, or even compiled. */
export type Signs = Uint32Array;

const OTHER = 38;
const KINDS = 39;
const PAIRS = KINDS ** 3;
const ANY_DIGIT = PAIRS + KINDS ** 2;
const WORDS = (ANY_DIGIT >> 5) + 1;

/** a–z, 0–9, blank, the sign of a mark, and all others as one. */
function kindOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 97;
  if (code >= 48 && code <= 57) return code - 22;
  if (code === 32) return 36;
  return code === 64 ? 37 : OTHER;
}

function pairAt(text: string, i: number): number {
  return kindOf(text.charCodeAt(i)) * KINDS + kindOf(text.charCodeAt(i + 1));
}

function tripleAt(text: string, i: number): number {
  return pairAt(text, i) * KINDS + kindOf(text.charCodeAt(i + 2));
}

function put(out: Signs, sign: number): void {
  out[sign >> 5] = (out[sign >> 5] ?? 0) | (1 << (sign & 31));
}

function signs(text: string): Signs {
  const out = new Uint32Array(WORDS);
  for (let i = 0; i + 1 < text.length; i++) {
    put(out, PAIRS + pairAt(text, i));
    put(out, tripleAt(text, i));
  }
  if (/\d/.test(text)) put(out, ANY_DIGIT);
  return out;
}

const recent = new Map<string, Signs>();
/** A turn looks at the words as said and with marks, in turns. */
const KEPT = 4;

/** The signs of a text; those of the last few are kept. */
export function signsOf(text: string): Signs {
  const known = recent.get(text);
  if (known) return known;
  const made = signs(text);
  for (const [oldest] of recent) if (recent.size >= KEPT) recent.delete(oldest);
  recent.set(text, made);
  return made;
}

/** For each way how many signs it needs, and which; nothing where any text will do. */
export type Needed = Uint16Array | undefined;

/** The first and last letters of each string tell it well enough. */
export function neededOf(literals: Literals): Needed {
  return (
    literals &&
    Uint16Array.from(
      literals.flatMap((way) => {
        const all = way.flatMap(ends);
        return [all.length, ...all];
      }),
    )
  );
}

function ends(one: string): readonly number[] {
  if (one === DIGIT) return [ANY_DIGIT];
  if (one.length < 3) return [PAIRS + pairAt(one, 0)];
  return one.length === 3 ? [tripleAt(one, 0)] : [tripleAt(one, 0), tripleAt(one, one.length - 3)];
}

function has(signs: Signs, sign: number): boolean {
  return (((signs[sign >> 5] ?? 0) >> (sign & 31)) & 1) === 1;
}

/** Whether a text may match, as far as its signs tell. Never says no wrongly. */
export function mayHold(needed: Needed, signs: Signs): boolean {
  if (needed === undefined) return true;
  for (let i = 0; i < needed.length; ) {
    const end = i + 1 + (needed[i] ?? 0);
    let at = i + 1;
    while (at < end && has(signs, needed[at] ?? 0)) at++;
    if (at === end) return true;
    i = end;
  }
  return false;
}
