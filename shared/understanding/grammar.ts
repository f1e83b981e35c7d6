import type { LocaleData, NumberWords } from '../../locales/grammar.ts';
import { expand, indexPhrases, type PhraseIndex } from './phrases.ts';

/** One step of the cascade: every match of `find` is read by the maker of that name. */
export interface Rule {
  readonly make: string;
  readonly find: RegExp;
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
  readonly terms: PhraseIndex<Term>;
  /** Word → value, by class ("month": "mars" → 3). */
  readonly values: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
  /** Rules by stage, in the order they are tried. */
  readonly stages: Readonly<Record<string, readonly Rule[]>>;
  readonly holidays: LocaleData['holidays'];
  /** Place names that are also common words: read as places only after a preposition. */
  readonly commonWords: ReadonlySet<string>;
  /** Words that are never a place by themselves. */
  readonly stopWords: ReadonlySet<string>;
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

function source(pattern: string, classes: Readonly<Record<string, string>>): string {
  return filled(pattern.replace(/ /g, '(?: ,)? '), classes);
}

/** Classes may use classes that stand before them. */
function classSources(data: LocaleData): Record<string, string> {
  const classes: Record<string, string> = {};
  for (const [name, words] of Object.entries(data.values)) classes[name] = alternatives(Object.keys(words));
  classes['holiday'] = alternatives(Object.keys(holidayPhrases(data)));
  for (const [name, pattern] of Object.entries(data.classes)) classes[name] = filled(pattern, classes);
  return classes;
}

function holidayPhrases(data: LocaleData): Record<string, number> {
  const phrases: Record<string, number> = {};
  data.holidays.forEach((holiday, i) => {
    for (const say of holiday.say) for (const phrase of expand(say)) phrases[phrase] = i;
  });
  return phrases;
}

function stagesOf(data: LocaleData): Record<string, readonly Rule[]> {
  const classes = classSources(data);
  const stages: Record<string, readonly Rule[]> = {};
  for (const [stage, rules] of Object.entries(data.rules)) {
    stages[stage] = rules.map(({ make, of, whole }) => {
      const any = of.map((pattern) => source(pattern, classes)).join('|');
      return { make, find: whole ? new RegExp(`^ (?:${any})(?: [,.?])* $`, 'g') : new RegExp(`(?<= )(?:${any})(?= )`, 'g') };
    });
  }
  return stages;
}

type Entry = readonly [string, Term];

function entries(phrases: readonly string[], term: Term): readonly Entry[] {
  return phrases.map((phrase) => [phrase, term]);
}

function slotEntries(slot: string, values: Readonly<Record<string, readonly string[]>>): readonly Entry[] {
  return Object.entries(values).flatMap(([value, phrases]) =>
    entries(phrases, { slot, value: /^-?\d+$/.test(value) ? Number(value) : value }),
  );
}

/** A preference's key may name its need: "car:4x4 +car". */
function prefTerm(key: string): Term {
  const [pref = key, need] = key.split(' +');
  return need === undefined ? { pref } : { pref, need };
}

function termsOf(data: LocaleData): readonly Entry[] {
  return [
    ...Object.entries(data.needs).flatMap(([need, phrases]) => entries(phrases, { need })),
    ...Object.entries(data.slotWords).flatMap(([slot, values]) => slotEntries(slot, values)),
    ...Object.entries(data.prefs).flatMap(([key, phrases]) => entries(phrases, prefTerm(key))),
  ];
}

/** Compiles a locale's data; throws RangeError when a rule names an unknown class. */
export function compile(data: LocaleData): Grammar {
  return {
    locale: data.locale,
    numbers: data.numbers,
    fillers: new Set(data.fillers),
    prefixUnits: new Set(Object.keys(data.values['currency'] ?? {})),
    rewrites: indexPhrases(Object.entries(data.rewrites)),
    terms: indexPhrases(termsOf(data)),
    values: { ...data.values, holiday: holidayPhrases(data) },
    stages: stagesOf(data),
    holidays: data.holidays,
    commonWords: new Set(data.commonWords),
    stopWords: new Set(data.stopWords.filter((word) => !data.commonWords.includes(word))),
  };
}
