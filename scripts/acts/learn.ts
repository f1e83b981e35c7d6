import { readFileSync } from 'node:fs';
import type { WeightData } from '../../locales/grammar.ts';
import { featuresOf, type Kind, kindsOf, labelFor } from '../../shared/understanding/likely-acts.ts';
import { grammarOf } from '../../shared/understanding/understand.ts';
import { bytesOf } from '../../shared/understanding/weights.ts';
import { type Example, type Training, train } from '../eval/classifier.ts';
import { record, rows, text } from '../eval/rows.ts';
import { hearingOf } from '../understanding/contract.ts';

const FOLDER = new URL('../../test/understanding/utterances/', import.meta.url).pathname;

/** The last round that is learned from: later ones are only scored. */
export const LEARNED_ROUNDS = 34;

const SETS = ['', '-speech', '-fresh', '-tags', '-last', ...Array.from({ length: LEARNED_ROUNDS }, (_, i) => `-round${i + 1}`)];

const TRAINING: Training = { bits: 13, epochs: 25, rate: 0.3, seed: 7, keep: 12_000 };

export const LEARNED_LOCALES = ['fr-FR', 'en-US'] as const;

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

const KINDS: readonly Kind[] = ['need', 'not', 'pref', 'value', 'select', 'sort'];

/** What a sentence holds beside its words, as its gold frame or its line tells: the rules are not asked, so that they can change alone. */
function kindsIn(row: Readonly<Record<string, unknown>>): readonly Kind[] {
  if (row['gold'] === undefined) return KINDS.filter((kind) => strings(row['has']).includes(kind));
  const gold = record(row['gold']);
  const count = (...keys: readonly string[]) => keys.flatMap((key) => strings(gold[key])).length;
  const slots = Object.keys(record(gold['slots'])).map((key) => key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()));
  return kindsOf(count('needs'), count('needs_not'), count('prefs', 'prefs_not'), slots);
}

/** A sentence, what was said before it, and the acts that are right; the first of them where several are. */
function exampleOf(row: Readonly<Record<string, unknown>>, locale: string): readonly Example[] {
  const last = text(row, 'last');
  const line = last === '' ? row : { ...row, ctx: { last } };
  const { text: said, context } = hearingOf(JSON.stringify(line));
  const features = featuresOf(said, kindsIn(row), context, grammarOf(locale));
  const right = row['gold'] === undefined ? (strings(row['acts'])[0] ?? '').split(',') : strings(record(row['gold'])['acts']);
  const label = labelFor(right);
  return features === undefined || label === '' ? [] : [{ features, label }];
}

/** The weights of a locale's acts, from its sentences in other words and the utterances of the first rounds. The same bytes each time. */
export function weightsFor(locale: (typeof LEARNED_LOCALES)[number]): WeightData {
  const lang = locale.slice(0, 2);
  const files = [`acts-${lang}`, ...SETS.map((set) => `${lang}${set}`)];
  const examples = files.flatMap((file) => rows(`${FOLDER}${file}.jsonl`)).flatMap((row) => exampleOf(row, locale));
  const model = train(examples, TRAINING);
  return { bits: model.bits, labels: model.labels, bytes: Buffer.from(bytesOf(model)).toString('base64') };
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
