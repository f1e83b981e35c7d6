import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wordsFor } from '../locales/words.ts';
import type { SayValue } from '../shared/dialogue/say.ts';
import { phrase, write } from '../shared/rendering/speech.ts';
import { CATEGORIES } from '../shared/trip/brief.ts';
import { FORMS, hasWords, phrasesOf } from './support/keys.ts';

const LOCALES = ['fr-FR', 'en-US'] as const;
const TABLES = new Map(LOCALES.map((locale) => [locale, phrasesOf(locale)] as const));
const FORM = new RegExp(`(?:${FORMS.filter(Boolean).join('|')})+$`);
const baseOf = (key: string): string => key.replace(FORM, '');
const table = (locale: (typeof LOCALES)[number]): ReadonlyMap<string, string> => TABLES.get(locale) ?? new Map();
const bases = (locale: (typeof LOCALES)[number]): readonly string[] => [...new Set([...table(locale).keys()].map(baseOf))].toSorted();
const holes = (text: string): readonly string[] => [...text.matchAll(/\{\{(\w+)/g)].map(([, name = '']) => name);

const PENDING = [
  'who',
  'origin',
  'budget',
  'place',
  'dates',
  'time',
  'name',
  'choose',
  'open',
  'wrong',
  'missing',
  'stuck',
  'what_else',
  'which_place',
  'which_amount',
  'which_date',
  'take',
  'so_far',
  'confirm',
  'confirm_free',
  'substitute',
  'cancel',
  'keep_rest',
  'without',
  'restart',
  'forget',
  'which_trip',
  'person',
  'resume',
  'go_on',
  'reread',
] as const;

/** What the code puts behind a family's name. */
const MADE: Readonly<Record<string, readonly string[]>> = {
  ask: PENDING,
  reprompt: PENDING,
  again: ['who', 'origin', 'budget', 'place', 'dates', 'time', 'name', 'choose', 'choose_f', 'what_else'],
  help: ['briefing', 'waiting', 'choosing', 'confirming', 'booking', 'settled'],
  the: [...CATEGORIES, 'car_four', 'flight_from', 'train_from'],
  frag: CATEGORIES.map((category) => `without_${category}`),
  month: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'],
  house: ['hotel', 'apartment', 'residence', 'chalet', 'guesthouse', 'hostel', 'apartment_rooms'],
  cabin: ['economy', 'business', 'first', 'second'],
  level: ['beginner', 'intermediate', 'advanced'],
  vehicle: ['taxi', 'minibus', 'shared'],
  failed: ['sold_out', 'price_changed', 'payment_declined', 'data_missing', 'expired', 'refused', 'technical'],
  example: ['dates', 'who', 'origin', 'budget', 'place', 'time', 'name', 'choose', 'confirm', 'wrong', 'open'],
  missing: ['dates', 'who', 'origin', 'budget', 'time'],
};

describe('every locale says the same things', () => {
  test('the same keys', () => {
    expect(bases('en-US')).toEqual(bases('fr-FR'));
  });

  test('the same values in each', () => {
    const valuesOf = (locale: (typeof LOCALES)[number], base: string) =>
      [...new Set([...table(locale)].filter(([key]) => baseOf(key) === base).flatMap(([, text]) => holes(text)))].toSorted();
    const other = bases('fr-FR').filter((base) => valuesOf('fr-FR', base).join() !== valuesOf('en-US', base).join());
    expect(other).toEqual([]);
  });
});

describe.each(LOCALES)('%s', (locale) => {
  const phrases = table(locale);

  test('has words for every key that the code writes out', () => {
    expect(writtenKeys().filter((key) => !hasWords(key, phrases))).toEqual([]);
  });

  test.each(Object.entries(MADE))('has words for every %s', (family, names) => {
    expect(names.map((name) => `${family}.${name}`).filter((key) => !hasWords(key, phrases))).toEqual([]);
  });

  test('has words for every key that the code makes up', () => {
    const patterns = madeKeys().map((made) => new RegExp(`^${made.replaceAll('.', '\\.').replace(/\$\{.*?\}(?=[._]|$|\$)/g, '.*')}`));
    expect(patterns.filter((pattern) => ![...phrases.keys()].some((key) => pattern.test(key))).map(String)).toEqual([]);
  });

  test('a number has a form for one and a form for several', () => {
    const several = [...phrases].filter(([key, text]) => key.endsWith('_other') && text.includes('{{count'));
    const alone = several.map(([key]) => key).filter((key) => !phrases.has(key.replace(/_other$/, '_one')));
    expect(alone).toEqual([]);
  });

  test.each([0, 1, 2, 7])('every phrase is whole with %d', (count) => {
    const voice = { locale, timeZone: 'Europe/Paris', now: '2026-11-21T10:00:00.000Z' };
    const broken = bases(locale).filter((key) => {
      const names = [...phrases].filter(([known]) => baseOf(known) === key).flatMap(([, text]) => holes(text));
      const params = Object.fromEntries([...names, 'count'].map((name) => [name, valueFor(name, count)]));
      return /\{\{|undefined|NaN|\[object|\s[,.]|\(\)|"{2}/.test(phrase({ key, params }, voice));
    });
    expect(broken).toEqual([]);
  });

  test('one of several is never told as one', () => {
    const wrong = [...phrases].filter(([key, text]) => key.endsWith('_one') && /\{\{count, words/.test(text)).map(([key]) => key);
    expect(wrong).toEqual([]);
  });
});

function sources(): readonly string[] {
  return ['dialogue', 'rendering'].flatMap((folder) =>
    readdirSync(join(import.meta.dirname, '..', 'shared', folder)).map((file) =>
      readFileSync(join(import.meta.dirname, '..', 'shared', folder, file), 'utf8'),
    ),
  );
}

/** "car.drivenWheels" is what a wish is about, not something said. */
const ATTRIBUTE = new RegExp(`^(${CATEGORIES.join('|')})\\.`);

/** String literals whose family has phrases. */
function writtenKeys(): readonly string[] {
  const families = new Set(bases('fr-FR').map((key) => key.split('.')[0]));
  const dotted = sources().flatMap((text) => [...text.matchAll(/'([a-z_]+(?:\.[a-zA-Z0-9_]+)+)'/g)].map(([, key = '']) => key));
  const plain = sources().flatMap((text) => [...text.matchAll(/\bsay\('([a-z_]+)'/g)].map(([, key = '']) => key));
  return [...new Set([...dotted.filter((key) => families.has(key.split('.')[0]) && !ATTRIBUTE.test(key)), ...plain])];
}

function madeKeys(): readonly string[] {
  return [...new Set(sources().flatMap((text) => [...text.matchAll(/\bsay\(`([^`$]+\$\{[^`]*)`/g)].map(([, key = '']) => key)))];
}

/** A value of the kind that a name stands for. */
function valueFor(name: string, count: number): SayValue {
  if (name === 'count' || name === 'days' || name === 'age' || name === 'day') return count;
  if (/^(place|from|to|area)$/.test(name)) return { place: 'resort:les-arcs' };
  if (/^(range|when)$/.test(name)) return { range: { start: '2027-03-20', end: '2027-03-25' } };
  if (/date|^back$|^start$/.test(name) && !name.includes('time')) return { date: '2027-03-20' };
  if (/time|departs|arrives|^out$/.test(name)) return { time: '07:10' };
  if (name === 'until') return { instant: '2026-11-22T10:00:00.000Z' };
  if (name === 'minutes') return { minutes: 160 };
  if (name === 'metres') return { metres: 1040 };
  if (/total|max|low|high|saved|old|now|later|spot|fee|diff|price|paid|refund|cost|about|amount/.test(name))
    return { minor: 294_400, currency: 'EUR' };
  return 'X';
}

describe('values as words', () => {
  const at = (locale: string, now = '2026-11-21T10:00:00.000Z') => ({ locale, timeZone: 'Europe/Paris', now });

  test.each<[string, SayValue, string, string]>([
    ['fr-FR', { date: '2027-03-20' }, 'full', 'samedi 20 mars'],
    ['fr-FR', { date: '2027-01-01' }, 'full', 'vendredi 1er janvier'],
    ['fr-FR', { date: '2027-03-20' }, 'day', 'samedi 20'],
    ['fr-FR', { date: '2027-03-20' }, 'dm', '20 mars'],
    ['fr-FR', { date: '2027-03-20' }, 'weekday', 'samedi'],
    ['fr-FR', { date: '2028-03-20' }, 'dm', '20 mars 2028'],
    ['fr-FR', { range: { start: '2027-03-20', end: '2027-03-25' } }, '', 'du samedi 20 au jeudi 25 mars'],
    ['fr-FR', { range: { start: '2027-02-27', end: '2027-03-06' } }, '', 'du samedi 27 février au samedi 6 mars'],
    ['fr-FR', { time: '07:10' }, '', '7 heures 10'],
    ['fr-FR', { time: '12:00' }, '', 'midi'],
    ['fr-FR', { time: '00:00' }, '', 'minuit'],
    ['fr-FR', { time: '20:00' }, '', '20 heures'],
    ['fr-FR', { instant: '2026-11-22T10:00:00.000Z' }, '', 'demain 11 heures'],
    ['fr-FR', { instant: '2026-11-21T14:00:00.000Z' }, '', '15 heures'],
    ['fr-FR', { instant: '2026-11-22T10:00:00.000Z' }, 'soft', 'demain'],
    ['fr-FR', { minor: 294_400, currency: 'EUR' }, '', '2944 euros'],
    ['fr-FR', { minor: 294_301, currency: 'EUR' }, '', '2944 euros'],
    ['fr-FR', { minor: 8_250, currency: 'EUR' }, 'exact', '82 euros 50'],
    ['fr-FR', { minor: 100, currency: 'EUR' }, '', '1 euro'],
    ['fr-FR', { minor: 294_400, currency: 'EUR' }, 'bare', '2944'],
    ['fr-FR', { minutes: 160 }, '', 'deux heures quarante'],
    ['fr-FR', { minutes: 60 }, '', 'une heure'],
    ['fr-FR', { minutes: 10 }, '', 'dix minutes'],
    ['fr-FR', { metres: 1040 }, '', '1040 mètres'],
    ['fr-FR', { place: 'resort:les-arcs' }, 'at', 'aux Arcs'],
    ['fr-FR', { place: 'resort:le-grand-bornand' }, 'from', 'du Grand-Bornand'],
    ['fr-FR', { list: ['a', 'b', 'c'] }, '', 'a, b et c'],
    ['fr-FR', { list: ['a', 'b'], join: 'or' }, '', 'a ou b'],
    ['fr-FR', 5, 'words', 'cinq'],
    ['en-US', { date: '2027-03-20' }, 'full', 'Saturday March 20th'],
    ['en-US', { date: '2027-03-22' }, 'dm', 'March 22nd'],
    ['en-US', { date: '2027-03-23' }, 'day', 'Tuesday the 23rd'],
    ['en-US', { range: { start: '2027-03-20', end: '2027-03-25' } }, '', 'Saturday March 20th to Thursday the 25th'],
    ['en-US', { time: '07:10' }, '', '7:10 a.m.'],
    ['en-US', { time: '20:00' }, '', '8 p.m.'],
    ['en-US', { time: '12:00' }, '', 'noon'],
    ['en-US', { minor: 294_400, currency: 'EUR' }, '', '2,944 euros'],
    ['en-US', { minor: 8_250, currency: 'EUR' }, 'exact', '82 euros 50'],
    ['en-US', { minor: 150_000, currency: 'GBP' }, '', '1,500 pounds'],
    ['en-US', { minutes: 160 }, '', 'two hours and forty minutes'],
    ['en-US', { metres: 1040 }, '', '3,412 feet'],
    ['en-US', { list: ['a', 'b', 'c'] }, '', 'a, b, and c'],
    ['en-GB', { date: '2027-03-20' }, 'full', 'Saturday the 20th of March'],
    ['en-GB', { date: '2027-03-20' }, 'dm', 'the 20th of March'],
    ['en-GB', { range: { start: '2027-03-20', end: '2027-03-25' } }, '', 'Saturday the 20th to Thursday the 25th of March'],
    ['en-GB', { metres: 1040 }, '', '1,040 metres'],
  ])('%s %j %s is “%s”', (locale, value, form, words) => {
    expect(write(value, form, at(locale)).replace(/[\u00a0\u202f]/g, ' ')).toBe(words);
  });

  test('British words are spelt as in Britain', () => {
    const british = Object.values(wordsFor('en-GB').phrases);
    expect(british.filter((text) => /\b(?:center|tires?|canceled|canceling|color|traveler)\b/.test(text))).toEqual([]);
  });

  test.each(['fr-FR', 'en-US', 'en-GB'])('an amount is read back as it was written, in %s', (locale) => {
    for (const euros of [1, 82, 999, 1_005, 1_500, 2_944, 12_000]) {
      const words = write({ minor: euros * 100, currency: 'EUR' }, '', at(locale));
      expect(Number(words.replace(/[^\d]/g, ''))).toBe(euros);
    }
  });
});
