import enGbFormats from './en-GB/formats.json' with { type: 'json' };
import enGbPhrases from './en-GB/phrases.json' with { type: 'json' };
import enFormats from './en-US/formats.json' with { type: 'json' };
import enPhrases from './en-US/phrases.json' with { type: 'json' };
import frFormats from './fr-FR/formats.json' with { type: 'json' };
import frPhrases from './fr-FR/phrases.json' with { type: 'json' };

type Table = Readonly<Record<string, string>>;

/** How a language writes values inside sentences: locales/<l>/formats.json. */
export interface Formats {
  readonly lang: string;
  /** ISO 4217 → one, several. */
  readonly currencies: Readonly<Record<string, readonly string[]>>;
  /** Said for the "&" of a seller's name. */
  readonly and: string;
  readonly amount: string;
  readonly cents: string;
  readonly grouping: boolean;
  readonly ordinals: Table;
  readonly ordinal: string;
  readonly full: string;
  readonly day: string;
  readonly dm: string;
  readonly withYear: string;
  readonly range: string;
  readonly rangePlain: string;
  /** "Saturday March 20th to Thursday the 25th": the month goes with the first day. */
  readonly rangeMonthFirst?: boolean;
  readonly hours12: boolean;
  readonly time: string;
  readonly timeSharp: string;
  readonly oneHour: string;
  readonly oneSharp: string;
  readonly noon: string;
  readonly midnight: string;
  readonly am?: string;
  readonly pm?: string;
  readonly today: string;
  readonly tomorrow: string;
  readonly tomorrowWord: string;
  readonly later: string;
  readonly minutes: readonly string[];
  readonly hoursOnly: readonly string[];
  readonly hoursMinutes: readonly string[];
  readonly heightUnit: string;
  readonly height: string;
  /** A person's name after "of", before a consonant and before a vowel. */
  readonly of: string;
  readonly ofVowel: string;
  readonly words: readonly string[];
  readonly tens: Table;
  readonly wordsF: Table;
}

/** The words out of one locale. */
export interface Words {
  readonly phrases: Table;
  readonly formats: Formats;
}

const EN: Words = { phrases: enPhrases, formats: enFormats };
const SHIPPED: Readonly<Record<string, Words>> = {
  'fr-FR': { phrases: frPhrases, formats: frFormats },
  'en-US': EN,
  'en-GB': { phrases: { ...enPhrases, ...enGbPhrases }, formats: { ...enFormats, ...enGbFormats } },
};

/** The words of a locale, or of the shipped one that is nearest ("fr-CA" → fr-FR, "en-AU" → en-GB, others → en-US). */
export function wordsFor(locale: string): Words {
  const own = SHIPPED[locale];
  if (own) return own;
  const language = locale.slice(0, 2).toLowerCase();
  if (language === 'fr') return SHIPPED['fr-FR'] ?? EN;
  return language === 'en' && locale !== 'en-CA' && locale !== 'en' ? (SHIPPED['en-GB'] ?? EN) : EN;
}
