import i18next, { type i18n } from 'i18next';
import { type Formats, type Words, wordsFor } from '../../locales/words.ts';
import type { Say, SayValue } from '../dialogue/say.ts';
import type { PlaceForm } from '../places/place.ts';
import { placeById } from '../places/places.ts';
import {
  countWords,
  dateWords,
  decimalWords,
  heightWords,
  instantWords,
  listWords,
  minutesWords,
  moneyWords,
  rangeWords,
  type Setting,
  timeWords,
} from './format.ts';
import { spokenArea, spokenPlace } from './place-words.ts';

/** Says in one locale, at one place and time. */
export interface Voice extends Setting {
  readonly locale: string;
  /** Sellers sell apart: a price each, and no common sum on any screen. */
  readonly apart?: boolean;
}

interface Tongue {
  readonly words: Words;
  readonly i18n: i18n;
}

const tongues = new Map<Words, Tongue>();

/** One i18next instance a shipped locale, made when it is first spoken: a traveller's own tag can be anything. Typed values are written by `write` below. */
function tongueOf(locale: string): Tongue {
  const words = wordsFor(locale);
  const known = tongues.get(words);
  if (known) return known;
  const instance = i18next.createInstance();
  instance.use({ type: 'formatter', init: () => undefined, add: () => undefined, addCached: () => undefined, format: written });
  void instance.init({
    lng: words.formats.lang,
    resources: { [words.formats.lang]: { translation: words.phrases } },
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false, alwaysFormat: true, skipOnVariables: true },
    returnEmptyString: true,
  });
  const tongue = { words, i18n: instance };
  tongues.set(words, tongue);
  return tongue;
}

/** i18next hands every value and the format after its comma here. */
function written(value: unknown, format: string | undefined, _language: string | undefined, options: unknown): string {
  const voice = voiceIn(options);
  return voice ? write(toSayValue(value), format ?? '', voice) : String(value);
}

function voiceIn(options: unknown): Voice | undefined {
  return typeof options === 'object' && options !== null && 'voice' in options ? asVoice(options.voice) : undefined;
}

function asVoice(value: unknown): Voice | undefined {
  if (typeof value !== 'object' || value === null || !('locale' in value) || !('now' in value) || !('timeZone' in value)) return undefined;
  const { locale, now, timeZone } = value;
  return typeof locale === 'string' && typeof now === 'string' && typeof timeZone === 'string' ? { locale, now, timeZone } : undefined;
}

function toSayValue(value: unknown): SayValue {
  return isSayValue(value) ? value : String(value);
}

/** Values reach i18next from Say only, so any object is one of its typed values. */
function isSayValue(value: unknown): value is SayValue {
  return typeof value === 'string' || typeof value === 'number' || (typeof value === 'object' && value !== null);
}

/** A typed value as words; `form` is what the phrase asks for. */
export function write(value: SayValue, form: string, voice: Voice): string {
  const { formats } = tongueOf(voice.locale).words;
  if (typeof value === 'string') {
    const said = value.replaceAll(' & ', ` ${formats.and} `);
    return form === 'of' ? ofWords(said, formats) : said;
  }
  if (typeof value === 'number')
    return form.startsWith('words') ? countWords(value, formats, form === 'words_f') : decimalWords(value, formats);
  if ('key' in value) return phrase(value, voice);
  if ('list' in value) return listOf(value, form, voice);
  if ('place' in value) return placeWords(value.place, form, voice);
  if ('minor' in value) return moneyWords(value, form, formats);
  if ('minutes' in value) return minutesWords(value.minutes, formats);
  return 'metres' in value ? heightWords(value.metres, formats) : momentWords(value, form, formats, voice);
}

type Moment = Extract<SayValue, { date: string } | { dateTime: string } | { time: string } | { instant: string } | { range: unknown }>;

function momentWords(value: Moment, form: string, formats: Formats, voice: Voice): string {
  if ('date' in value) return dateWords(value.date, form || 'full', formats, voice);
  if ('dateTime' in value) return dateWords(value.dateTime.slice(0, 10), form || 'full', formats, voice);
  if ('time' in value) return timeWords(value.time, formats);
  return 'instant' in value ? instantWords(value.instant, form, formats, voice) : rangeWords(value.range, form, formats, voice);
}

/** "de Camille", "d'Anne". */
function ofWords(name: string, formats: Formats): string {
  return (/^[aeiouyhàâéèêëîïôöûü]/i.test(name) ? formats.ofVowel : formats.of).replace('{name}', name);
}

const FORMS: readonly PlaceForm[] = ['name', 'at', 'from', 'to'];

function placeWords(id: string, form: string, voice: Voice): string {
  const place = placeById(id);
  if (!place) return id;
  if (form === 'with_area') return `${spokenPlace(place, voice.locale, 'name')} ${spokenArea(place, voice.locale)}`;
  return spokenPlace(place, voice.locale, FORMS.find((each) => each === form) ?? 'name');
}

function listOf(value: Extract<SayValue, { list: unknown }>, form: string, voice: Voice): string {
  const or = form.startsWith('or');
  const items = value.list.map((each) => write(each, form.replace(/^or_?/, ''), voice)).filter((each) => each !== '');
  if (value.join === 'comma') return items.join(', ');
  const type = or || value.join === 'or' ? 'disjunction' : 'conjunction';
  return listWords(items, tongueOf(voice.locale).words.formats.lang, type);
}

/** The words of a say. A key without words falls back to its family's ".other", so that no key is ever spoken. */
export function phrase(say: Say, voice: Voice): string {
  const { i18n } = tongueOf(voice.locale);
  const options = { ...say.params, voice };
  const context = say.params?.['context'];
  const names = [say.key, `${say.key.slice(0, say.key.lastIndexOf('.'))}.other`];
  const key = names.find((name) => i18n.exists(name, options)) ?? 'empty';
  return plain(i18n.t(key, { ...options, ...(typeof context === 'string' ? { context } : {}) }));
}

/** Ordinary spaces, none doubled: Intl writes no-break ones. */
function plain(text: string): string {
  return text
    .replace(/[\u00a0\u202f\u2009]/g, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/\.\.$/, '.')
    .replace(/\.\. /g, '. ')
    .trim();
}

/** Says as sentences: each begins with a capital and ends with a stop. */
export function sentencesOf(says: readonly Say[], voice: Voice): readonly string[] {
  return says
    .map((say) => phrase(say, voice))
    .filter((text) => text !== '')
    .map((text) => text.charAt(0).toLocaleUpperCase(voice.locale) + text.slice(1))
    .flatMap((text) => text.split(/(?<=[.?!])\s+(?=[\p{Lu}«"“\d])/u));
}

/** Length as people hear it: a word is a token with a letter or a digit in it. */
export function measure(says: readonly Say[], voice: Voice): { readonly words: number; readonly characters: number } {
  const text = sentencesOf(says, voice).join(' ');
  return { words: text.split(/\s+/).filter((token) => /[\p{L}\p{N}]/u.test(token)).length, characters: text.length };
}
