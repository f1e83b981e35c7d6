import deNumbers from './de-DE/grammar/numbers.json' with { type: 'json' };
import enGrammar from './en-US/grammar/grammar.json' with { type: 'json' };
import enHolidays from './en-US/grammar/holidays.json' with { type: 'json' };
import enNumbers from './en-US/grammar/numbers.json' with { type: 'json' };
import enRules from './en-US/grammar/rules.json' with { type: 'json' };
import enWeights from './en-US/grammar/weights.json' with { type: 'json' };
import enNeeds from './en-US/lists/needs.json' with { type: 'json' };
import enPrefs from './en-US/lists/prefs.json' with { type: 'json' };
import enSlots from './en-US/lists/slots.json' with { type: 'json' };
import esNumbers from './es-ES/grammar/numbers.json' with { type: 'json' };
import frGrammar from './fr-FR/grammar/grammar.json' with { type: 'json' };
import frHolidays from './fr-FR/grammar/holidays.json' with { type: 'json' };
import frNumbers from './fr-FR/grammar/numbers.json' with { type: 'json' };
import frRules from './fr-FR/grammar/rules.json' with { type: 'json' };
import frWeights from './fr-FR/grammar/weights.json' with { type: 'json' };
import frNeeds from './fr-FR/lists/needs.json' with { type: 'json' };
import frPrefs from './fr-FR/lists/prefs.json' with { type: 'json' };
import frSlots from './fr-FR/lists/slots.json' with { type: 'json' };
import itNumbers from './it-IT/grammar/numbers.json' with { type: 'json' };

/** How one language builds its number words; data in locales/<l>/grammar/numbers.json. Words are folded (no accents). */
export interface NumberWords {
  /** 0…19 and every other word below 100 that stands alone ("veintitres"). */
  readonly small: Readonly<Record<string, number>>;
  readonly tens: Readonly<Record<string, number>>;
  /** Words that multiply by 100, and whole hundreds ("doscientos": 200). */
  readonly hundred: readonly string[];
  readonly hundreds?: Readonly<Record<string, number>>;
  readonly thousand: readonly string[];
  readonly and: readonly string[];
  /** Two-word tens: "quatre vingt" = 80. */
  readonly pairs?: Readonly<Record<string, number>>;
  /** Tens that 10…19 may follow: 60 and 80 in French. */
  readonly vigesimal?: readonly number[];
  /** "dreiundzwanzig". */
  readonly unitFirst?: boolean;
  /** Words are written together: "zweitausend", "duecentomila". */
  readonly compound?: boolean;
  /** "and" may stand after hundred or thousand. */
  readonly andAfterHundred?: boolean;
  /** 11…99 hundred is said ("quinze cents", "twenty-five hundred"): the largest multiplier. */
  readonly maxHundreds: number;
  /** "mille cinq" may mean 1500. */
  readonly colloquialThousand?: boolean;
  /** Words that are not numbers when they stand alone ("un", "a"). */
  readonly weak: readonly string[];
  /** Articles that count only right before a hundred or a thousand ("a hundred"). */
  readonly articles: readonly string[];
  /** The word after which "and" parts two numbers. */
  readonly between?: string;
  readonly ordinals: Readonly<Record<string, number>>;
  /** After words of the hour "trente et un" is 31 only at the end or before these words. */
  readonly clock?: { readonly hour: readonly string[]; readonly after: readonly string[] };
  /** "three fifty" is 350. */
  readonly hundredsAlone?: boolean;
  /** "two point five". */
  readonly point?: readonly string[];
  /** "and a half", after a number and before a hundred or thousand, or after thousands. */
  readonly half?: readonly string[];
  /** "half a", before a hundred or thousand. */
  readonly halfOf?: readonly string[];
  /** Words that multiply the number before them: "k", "million". */
  readonly multiples?: Readonly<Record<string, number>>;
  /** Words that make a hundred no number: "a few hundred". */
  readonly vague?: readonly string[];
}

/** One stage's rule: the maker that reads it and its patterns (grammar.ts: `source`). */
export interface RuleData {
  readonly make: string;
  readonly of: readonly string[];
  /** The pattern must be the whole utterance. */
  readonly whole?: boolean;
}

/** What was learned of a locale's acts: written by `npm run acts`, read by shared/understanding/weights.ts. */
export interface WeightData {
  readonly bits: number;
  readonly labels: readonly string[];
  /** A character for each number: how many weights each bucket has, and the class and the size of each of them. */
  readonly counts: string;
  readonly classes: string;
  readonly weights: string;
}

/** Everything a locale says about words in. */
export interface LocaleData {
  readonly locale: string;
  readonly numbers: NumberWords;
  readonly fillers: readonly string[];
  readonly rewrites: Readonly<Record<string, string>>;
  /** Place names that are also words: places only after a preposition ("à Tours"). Lines of words. */
  readonly commonWords: readonly string[];
  /** Words that are never a place by themselves. Lines of words. */
  readonly stopWords: readonly string[];
  /** Word → value, by class; a class that is only a set is lines of words. */
  readonly values: Readonly<Record<string, readonly string[] | Readonly<Record<string, string | number>>>>;
  /** Number words as they are misheard, and the nouns before which they are meant ("cette personnes"). */
  readonly misheard: { readonly words: Readonly<Record<string, string>>; readonly before: string };
  /** Words told by their neighbours, as shared/understanding/hearings.ts reads them: "saint" is five before "cents", "like" says nothing after "in". */
  readonly hearings: readonly { readonly heard: string; readonly meant: string; readonly before?: string; readonly after?: string }[];
  readonly classes: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, readonly RuleData[]>>;
  /** Named days and spans with their phrases, as shared/understanding/holidays.ts reads them. */
  readonly holidays: Readonly<Record<string, string>>;
  readonly needs: Readonly<Record<string, readonly string[]>>;
  readonly prefs: Readonly<Record<string, readonly string[]>>;
  readonly slotWords: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly weights?: WeightData;
}

const FRENCH: LocaleData = {
  ...frGrammar,
  locale: 'fr-FR',
  numbers: frNumbers,
  rules: frRules,
  holidays: frHolidays,
  needs: frNeeds,
  prefs: frPrefs,
  slotWords: frSlots,
  weights: frWeights,
};

const ENGLISH: LocaleData = {
  ...enGrammar,
  locale: 'en-US',
  numbers: enNumbers,
  rules: enRules,
  holidays: enHolidays,
  needs: enNeeds,
  prefs: enPrefs,
  slotWords: enSlots,
  weights: enWeights,
};

/** The words-in data of a locale: fr-* is fr-FR, everything else en-US (en-GB reads dates day first by itself). */
export function localeData(locale: string): LocaleData {
  return locale.startsWith('fr') ? FRENCH : ENGLISH;
}

/** Number words by language: the two locales and three more that callers may be heard in. */
export const NUMBER_WORDS: Readonly<Record<'fr' | 'en' | 'de' | 'es' | 'it', NumberWords>> = {
  fr: frNumbers,
  en: enNumbers,
  de: deNumbers,
  es: esNumbers,
  it: itNumbers,
};
