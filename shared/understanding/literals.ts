/** Ways for a pattern to match, each with the strings that a text must then hold; nothing: any text may match. */
export type Literals = readonly (readonly string[])[] | undefined;

/** What a class of the grammar needs, between blanks or not. */
export type ClassLiterals = (name: string, left: boolean, right: boolean) => Literals;

interface Read {
  /** Where the reading goes on. */
  readonly next: number;
  readonly need: Literals;
}

interface Sequence {
  /** Letters that follow each other for certain, up to here. */
  run: string;
  /** Those that ended before. */
  readonly runs: string[];
  /** The group of the sequence that fewest texts can match. */
  best: Literals;
}

/** Shorter strings tell nothing. */
export const SHORTEST = 2;
/** Stands for any digit. */
export const DIGIT = '0';
/** No way needs more strings than this to be told from others. */
const MOST = 3;

/** How likely a text holds one of them by chance: each letter more makes it a quarter. */
function chance(need: readonly (readonly string[])[]): number {
  const one = (text: string) => (text === DIGIT ? 0.5 : 4 ** Math.min(0, 3 - text.length));
  return need.reduce((sum, strings) => sum + strings.reduce((product, text) => product * one(text), 1), 0);
}

function better(a: Literals, b: Literals): Literals {
  if (a === undefined || b === undefined) return a ?? b;
  return chance(b) < chance(a) ? b : a;
}

function flush(sequence: Sequence, run = ''): void {
  if (sequence.run.length >= SHORTEST && sequence.run !== ' ') sequence.runs.push(sequence.run);
  sequence.run = run;
}

/** The longest strings of a way: they are rarest. */
function rarest(strings: readonly string[]): readonly string[] {
  return strings.length <= MOST ? strings : [...strings].sort((a, b) => b.length - a.length).slice(0, MOST);
}

/** What the letters of a sequence and its rarest group need together. */
function needOf({ runs, best }: Sequence): Literals {
  if (best !== undefined) return best.map((way) => rarest([...way, ...runs]));
  return runs.length > 0 ? [rarest(runs)] : undefined;
}

/** The end of a group that begins at `from`, whatever is in it. */
function closing(pattern: string, from: number): number {
  let depth = 0;
  for (let i = from; i < pattern.length; i++) {
    const sign = pattern[i];
    if (sign === '\\') i++;
    else if (sign === '[') i = pattern.indexOf(']', i + 2);
    else if (sign === '(') depth++;
    else if (sign === ')' && --depth === 0) return i + 1;
  }
  return pattern.length;
}

interface Times {
  readonly next: number;
  readonly optional: boolean;
  readonly once: boolean;
}

/** How often what ends at `at` stands. */
function timesAt(pattern: string, at: number): Times {
  const sign = pattern[at];
  if (sign === '?' || sign === '*') return { next: lazyEnd(pattern, at + 1), optional: true, once: false };
  if (sign === '+') return { next: lazyEnd(pattern, at + 1), optional: false, once: false };
  if (sign !== '{') return { next: at, optional: false, once: true };
  const end = pattern.indexOf('}', at) + 1;
  return { next: lazyEnd(pattern, end), optional: pattern[at + 1] === '0', once: false };
}

function lazyEnd(pattern: string, at: number): number {
  return pattern[at] === '?' ? at + 1 : at;
}

const CLASS = /<(?:\w+:)?(\w+)>/y;
const LOOK = /\(\?<?[=!]/y;
const OPENING = /\((?:\?:|\?<\w+>)?/y;

function at(find: RegExp, pattern: string, from: number): RegExpExecArray | null {
  find.lastIndex = from;
  return find.exec(pattern);
}

/** Something read as a whole: what it needs counts unless it is optional, and the letters around it are not next to each other. */
function addPart(sequence: Sequence, { need, next }: Read, pattern: string): number {
  const times = timesAt(pattern, next);
  flush(sequence);
  if (!times.optional) sequence.best = better(sequence.best, need);
  return times.next;
}

function addLetter(sequence: Sequence, letter: string, pattern: string, next: number): number {
  const times = timesAt(pattern, next);
  if (times.optional) flush(sequence);
  else {
    sequence.run += letter;
    // A comma may stand before a blank
    if (letter === ' ') flush(sequence, ' ');
    else if (!times.once) flush(sequence, letter);
  }
  return times.next;
}

/** A blank follows for certain what is read once and ends at `end`. */
function isBeforeBlank(pattern: string, end: number, right: boolean): boolean {
  const { once, next } = timesAt(pattern, end);
  return once && (pattern[next] === ' ' || (right && (next === pattern.length || pattern[next] === ')' || pattern[next] === '|')));
}

/** The literals of a rule's pattern as the data have it: `left`, `right`: a blank stands there for certain. */
export function literalsOf(pattern: string, classes: ClassLiterals, left = true, right = true): Literals {
  return alternatives(pattern, 0, left, right, classes).need;
}

function alternatives(pattern: string, from: number, left: boolean, right: boolean, classes: ClassLiterals): Read {
  const all: (readonly string[])[] = [];
  let known = true;
  for (let i = from; ; i++) {
    const { next, need } = sequenceAt(pattern, i, left, right, classes);
    if (need === undefined) known = false;
    else all.push(...need);
    i = next;
    if (pattern[i] !== '|') return { next: i, need: known ? all : undefined };
  }
}

function sequenceAt(pattern: string, from: number, left: boolean, right: boolean, classes: ClassLiterals): Read {
  const sequence: Sequence = { run: left ? ' ' : '', runs: [], best: undefined };
  let i = from;
  while (i < pattern.length && pattern[i] !== '|' && pattern[i] !== ')') i = atomAt(sequence, pattern, i, right, classes);
  if (right && !sequence.run.endsWith(' ')) sequence.run += ' ';
  flush(sequence);
  return { next: i, need: needOf(sequence) };
}

function atomAt(sequence: Sequence, pattern: string, i: number, right: boolean, classes: ClassLiterals): number {
  const sign = pattern[i] ?? '';
  if (sign === '^' || sign === '$') return i + 1;
  if (sign === '(') return groupAt(sequence, pattern, i, right, classes);
  const whole = classAt(sequence, pattern, i, right, classes) ?? someAt(pattern, i);
  if (whole) return addPart(sequence, whole, pattern);
  return sign === '\\' ? addLetter(sequence, pattern[i + 1] ?? '', pattern, i + 2) : addLetter(sequence, sign, pattern, i + 1);
}

/** "<month>", "<d:dd>". */
function classAt(sequence: Sequence, pattern: string, i: number, right: boolean, classes: ClassLiterals): Read | undefined {
  const named = at(CLASS, pattern, i);
  if (!named) return undefined;
  const next = i + named[0].length;
  return { next, need: classes(named[1] ?? '', sequence.run.endsWith(' '), isBeforeBlank(pattern, next, right)) };
}

/** "[1-9]", "\\S", ".". */
function someAt(pattern: string, i: number): Read | undefined {
  const next = SOME.test(pattern[i] ?? '') ? endOfSome(pattern, i) : i;
  if (next === i) return undefined;
  return { next, need: DIGITS.test(pattern.slice(i, next)) ? [[DIGIT]] : undefined };
}

const SOME = /[[.\\]/;
const DIGITS = /^(?:\\d|\[[\d-]+\])$/;

/** Where "[1-9]", "\\S" or "." ends; an escaped sign that means itself is none of them. */
function endOfSome(pattern: string, i: number): number {
  if (pattern[i] === '[') return pattern.indexOf(']', i + 2) + 1;
  if (pattern[i] === '.') return i + 1;
  const escaped = pattern[i + 1] ?? '';
  if (!/[a-zA-Z]/.test(escaped)) return i;
  return i + (escaped === 'x' ? 4 : 2);
}

/** What looks ahead or behind takes no letters. */
function groupAt(sequence: Sequence, pattern: string, i: number, right: boolean, classes: ClassLiterals): number {
  const end = closing(pattern, i);
  if (at(LOOK, pattern, i)) return end;
  const start = i + (at(OPENING, pattern, i)?.[0].length ?? 1);
  const inner = alternatives(pattern, start, sequence.run.endsWith(' '), isBeforeBlank(pattern, end, right), classes);
  return addPart(sequence, { need: inner.need, next: end }, pattern);
}
