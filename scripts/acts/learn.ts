import { readFileSync } from 'node:fs';
import type { WeightData } from '../../locales/grammar.ts';
import { featuresOf, type Kind, kindsOf, labelFor } from '../../shared/understanding/likely-acts.ts';
import { grammarOf } from '../../shared/understanding/understand.ts';
import { stored } from '../../shared/understanding/weights.ts';
import { type Example, type Training, train } from '../eval/classifier.ts';
import { record, rows, text } from '../eval/rows.ts';
import { hearingOf } from '../understanding/line.ts';
import { type Sentence, sentences } from './sentences.ts';

const FOLDER = new URL('../../test/understanding/utterances/', import.meta.url).pathname;

/** The last round that is learned from: later ones are only scored. */
export const LEARNED_ROUNDS = 35;

const SETS = ['', '-speech', '-fresh', '-tags', '-last', ...Array.from({ length: LEARNED_ROUNDS }, (_, i) => `-round${i + 1}`)];

const TRAINING: Training = { bits: 14, epochs: 8, rate: 2, least: 1.3, seed: 7 };

export const LEARNED_LOCALES = ['fr-FR', 'en-US'] as const;

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** What an utterance holds beside its words, as its gold frame tells: the rules are not asked, so that they can change alone. */
function heldBy(gold: Readonly<Record<string, unknown>>): readonly Kind[] {
  const count = (...keys: readonly string[]) => keys.flatMap((key) => strings(gold[key])).length;
  const slots = Object.keys(record(gold['slots'])).map((key) => key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()));
  return kindsOf(count('needs'), count('needs_not'), count('prefs', 'prefs_not'), slots);
}

/** An utterance with a gold frame as a sentence to learn from. */
function sentenceOf(row: Readonly<Record<string, unknown>>): Sentence {
  const gold = record(row['gold']);
  const last = text(record(row['ctx']), 'last');
  return {
    text: text(row, 'text'),
    last: last === '' ? undefined : last,
    acts: [strings(gold['acts']).join()],
    has: heldBy(gold),
    taken: undefined,
  };
}

function exampleOf({ text: said, last, acts, has, taken }: Sentence, locale: string): readonly Example[] {
  const line = { lang: locale.slice(0, 2), text: said, ...(last === undefined ? {} : { ctx: { last } }) };
  const { text: heard, context } = hearingOf(JSON.stringify(line));
  const features = featuresOf(heard, has, taken, context, grammarOf(locale));
  const label = labelFor((acts[0] ?? '').split(','));
  return features === undefined || label === '' ? [] : [{ features, label }];
}

/** Sentences in other words, and the utterances of the first rounds. */
function learned(locale: string): readonly Sentence[] {
  const lang = locale.slice(0, 2);
  return [...sentences(lang), ...SETS.flatMap((set) => rows(`${FOLDER}${lang}${set}.jsonl`)).map(sentenceOf)];
}

/** The weights of a locale's acts. The same bytes each time. */
export function weightsFor(locale: (typeof LEARNED_LOCALES)[number]): WeightData {
  const examples = learned(locale).flatMap((sentence) => exampleOf(sentence, locale));
  return stored(train(examples, TRAINING));
}

/** As it is committed. */
export function committed(locale: string): string {
  return readFileSync(fileOf(locale), 'utf8');
}

export function fileOf(locale: string): URL {
  return new URL(`../../locales/${locale}/grammar/weights.json`, import.meta.url);
}

export function jsonOf(weights: WeightData): string {
  return `${JSON.stringify(weights)}\n`;
}
