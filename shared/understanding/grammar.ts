import type { LocaleData, NumberWords } from '../../locales/grammar.ts';
import { type Hearings, hearingsOf } from './hearings.ts';
import { type Holiday, holidaysOf } from './holidays.ts';
import { type ClassLiterals, type Literals, literalsOf, SHORTEST } from './literals.ts';
import { expand, indexPhrases, type PhraseIndex } from './phrases.ts';
import { mayHold, type Needed, neededOf, signsOf } from './signs.ts';
import { type Model, modelOf } from './weights.ts';

/** One step of the cascade: every match of `find` is read by the maker of that name. */
export interface Rule {
  readonly make: string;
  /** Compiled on first use: most rules are never tried. */
  readonly find: RegExp;
  /** False where it surely matches nothing in the text. */
  may(text: string): boolean;
}

/** What a phrase of the lists stands for: a need, a preference or a slot value. */
export interface Term {
  readonly need?: string;
  readonly pref?: string;
  readonly slot?: string;
  readonly value?: string | number;
}

/** A locale's data, compiled once: word tables, phrase lists, and rules as regular expressions over the token text. */
export interface Grammar {
  readonly locale: string;
  readonly numbers: NumberWords;
  readonly fillers: ReadonlySet<string>;
  readonly prefixUnits: ReadonlySet<string>;
  readonly rewrites: PhraseIndex<string>;
  readonly hearings: Hearings;
  readonly terms: PhraseIndex<Term>;
  /** Word → value, by class ("month": "mars" → 3). */
  readonly values: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
  /** Rules by stage, in the order they are tried. */
  readonly stages: Readonly<Record<string, readonly Rule[]>>;
  readonly holidays: readonly Holiday[];
  /** Place names that are also common words: read as places only after a preposition. */
  readonly commonWords: ReadonlySet<string>;
  /** Words that are never a place by themselves. */
  readonly stopWords: ReadonlySet<string>;
  /** What was learned of acts, unpacked on first use. */
  model(): Model | undefined;
}

function alternatives(words: Iterable<string>): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[$+?]/g, '\\$&'))
    .join('|');
}

/** `<month>` → the class's words, `<d:month>` → the same, captured as `d`; a space also spans a comma. */
function filled(pattern: string, classes: Readonly<Record<string, string>>): string {
  return pattern.replace(/(?<!\(\?)<(?:(\w+):)?(\w+)>/g, (_, name: string | undefined, key: string) => {
    const inner = classes[key];
    if (inner === undefined) throw new RangeError(`no class <${key}> for "${pattern}"`);
    return name ? `(?<${name}>${inner})` : `(?:${inner})`;
  });
}

/** A comma may stand between any two words, but what follows one is no part of what a rule shuns ("in May, we" is no "may we"). */
function source(pattern: string, classes: Readonly<Record<string, string>>): string {
  return filled(pattern.replace(/(?<!\(\?!) /g, '(?: ,)? '), classes);
}

type Values = Readonly<Record<string, Readonly<Record<string, string | number>>>>;

function wordsOf(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(' '));
}

function isLines(words: LocaleData['values'][string]): words is readonly string[] {
  return Array.isArray(words);
}

function valuesOf({ values }: LocaleData): Values {
  const table = (words: readonly string[]) => Object.fromEntries(words.map((word) => [word, 1]));
  return Object.fromEntries(Object.entries(values).map(([name, words]) => [name, isLines(words) ? table(wordsOf(words)) : words]));
}

function rewritesOf({ rewrites, misheard }: LocaleData): readonly (readonly [string, string])[] {
  const nouns = misheard.before.split(' ');
  const heard = Object.entries(misheard.words).flatMap(([word, meant]) =>
    nouns.map((noun) => [`${word} ${noun}`, `${meant} ${noun}`] as const),
  );
  return [...heard, ...Object.entries(rewrites)];
}

/** Classes may use classes that stand before them. */
function classSources(data: LocaleData, values: Values, holidays: readonly string[]): Record<string, string> {
  const classes: Record<string, string> = {};
  for (const [name, words] of Object.entries(values)) classes[name] = alternatives(Object.keys(words));
  classes['holiday'] = alternatives(holidays);
  for (const [name, pattern] of Object.entries(data.classes)) classes[name] = filled(pattern, classes);
  return classes;
}

function holidayPhrases(holidays: readonly Holiday[]): Record<string, number> {
  const phrases: Record<string, number> = {};
  holidays.forEach(({ say }, i) => {
    for (const pattern of say) for (const phrase of expand(pattern)) phrases[phrase] = i;
  });
  return phrases;
}

/** "^" and "$" in a rule are the ends of what was said: before and after its first and last word stands a space. */
function anchored(pattern: string): string {
  return pattern.replace(/^\^/, '(?<=^ )').replace(/\$$/, '(?=(?: [,.?])* $)');
}

/** What texts must hold for a class to stand in them; read once. */
function classLiterals(data: LocaleData, values: Values, holidays: readonly string[]): ClassLiterals {
  const words: Readonly<Record<string, readonly string[]>> = {
    ...Object.fromEntries(Object.entries(values).map(([name, table]) => [name, Object.keys(table)])),
    holiday: holidays,
  };
  const known = new Map<string, Literals>();
  const read = (name: string, left: boolean, right: boolean): Literals => {
    const pattern = data.classes[name];
    if (pattern !== undefined) return literalsOf(pattern, of, left, right);
    const all = words[name]?.map((word) => `${left ? ' ' : ''}${word}${right ? ' ' : ''}`);
    return all?.every((word) => word.length >= SHORTEST) ? all.map((word) => [word]) : undefined;
  };
  const of: ClassLiterals = (name, left, right) => {
    const key = `${name} ${left} ${right}`;
    if (!known.has(key)) known.set(key, read(name, left, right));
    return known.get(key);
  };
  return of;
}

/** Long enough (1,000 and more) for V8 to compile what reads it to machine code at once. */
const LONG = ' '.repeat(1_024);

/** A short text is interpreted first, and preparing a long pattern for that takes four times what compiling it does: half the first answer of a fresh process. */
function compiled(pattern: string): RegExp {
  const find = new RegExp(pattern, 'g');
  find.test(LONG);
  find.lastIndex = 0;
  return find;
}

function ruleOf(
  { make, of, whole }: LocaleData['rules'][string][number],
  classes: Readonly<Record<string, string>>,
  literals: ClassLiterals,
): Rule {
  let known: RegExp | undefined;
  let needed: Needed | null = null;
  const pattern = () => {
    const any = of.map((one) => anchored(source(one, classes))).join('|');
    return whole ? `^ (?:${any})(?: [,.?])* $` : `(?<= )(?:${any})(?= )`;
  };
  return {
    make,
    get find() {
      known ??= compiled(pattern());
      return known;
    },
    may: (text) => {
      if (needed === null) needed = neededOf(literalsOf(of.join('|'), literals));
      return mayHold(needed, signsOf(text));
    },
  };
}

function stagesOf(data: LocaleData, values: Values, holidays: readonly string[]): Record<string, readonly Rule[]> {
  const classes = classSources(data, values, holidays);
  const literals = classLiterals(data, values, holidays);
  return Object.fromEntries(
    Object.entries(data.rules).map(([stage, rules]) => [stage, rules.map((rule) => ruleOf(rule, classes, literals))]),
  );
}

type Entry = readonly [string, Term];

function entries(phrases: readonly string[], term: Term): readonly Entry[] {
  return phrases.map((phrase) => [phrase, term]);
}

/** The key of a preference or a value may name its need: "car:4x4 +car", "ski lesson +ski_school". */
function withNeed(key: string, term: (name: string) => Term): Term {
  const [name = key, need] = key.split(' +');
  return need === undefined ? term(name) : { ...term(name), need };
}

function slotEntries(slot: string, values: Readonly<Record<string, readonly string[]>>): readonly Entry[] {
  return Object.entries(values).flatMap(([key, phrases]) =>
    entries(
      phrases,
      withNeed(key, (value) => ({ slot, value: /^-?\d+$/.test(value) ? Number(value) : value })),
    ),
  );
}

function termsOf(data: LocaleData): readonly Entry[] {
  return [
    ...Object.entries(data.needs).flatMap(([need, phrases]) => entries(phrases, { need })),
    ...Object.entries(data.slotWords).flatMap(([slot, values]) => slotEntries(slot, values)),
    ...Object.entries(data.prefs).flatMap(([key, phrases]) =>
      entries(
        phrases,
        withNeed(key, (pref) => ({ pref })),
      ),
    ),
  ];
}

/** Compiles a locale's data; throws RangeError when a rule names an unknown class. */
export function compile(data: LocaleData): Grammar {
  const holidays = holidaysOf(data.holidays);
  const phrases = holidayPhrases(holidays);
  const values = valuesOf(data);
  const commonWords = new Set(wordsOf(data.commonWords));
  let model: Model | undefined;
  return {
    locale: data.locale,
    numbers: data.numbers,
    fillers: new Set(data.fillers),
    prefixUnits: new Set(Object.keys(values['currency'] ?? {})),
    rewrites: indexPhrases(rewritesOf(data)),
    hearings: hearingsOf(data, values),
    terms: indexPhrases(termsOf(data)),
    values: { ...values, holiday: phrases },
    stages: stagesOf(data, values, Object.keys(phrases)),
    holidays,
    commonWords,
    stopWords: new Set(wordsOf(data.stopWords).filter((word) => !commonWords.has(word))),
    model: () => {
      model ??= data.weights && modelOf(data.weights);
      return model;
    },
  };
}
