import { readFileSync } from 'node:fs';
import type { Intent, Slot } from 'ask-sdk-model';
import { numbersAsWords } from './number-words.ts';

/**
 * Imitates what Alexa's speech understanding does with the committed interaction model. It is no more than that: the platform's own models
 * generalise and err in ways that only a device shows.
 */
export interface Hearing {
  readonly intent: Intent;
  /** The line as speech recognition would write it. */
  readonly spoken: string;
  /** False when it ended in AMAZON.FallbackIntent, which carries no words. */
  readonly matched: boolean;
}

export interface HearingOptions {
  /** The slot of AnswerIntent that the last response elicited. */
  readonly elicit?: string | undefined;
  /** Digits stay digits. Default: numbers become words, as they mostly do. */
  readonly digits?: boolean;
}

interface Sample {
  readonly intent: string;
  readonly before: readonly string[];
  readonly slot?: { readonly name: string; readonly type: string };
  readonly after: readonly string[];
}

interface Ear {
  readonly samples: readonly Sample[];
  /** Samples of AnswerIntent's slots, heard while that slot is elicited. */
  readonly answers: ReadonlyMap<string, readonly Sample[]>;
  readonly types: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly vocabulary: ReadonlySet<string>;
  readonly slotsOf: ReadonlyMap<string, readonly string[]>;
}

/** How much of a bare sentence must resemble one value, or be made of the values' words. */
const NEAREST = 0.5;
const KNOWN_WORDS = 0.7;
/** A slot behind fixed words needs less. */
const AFTER_CARRIER = 0.3;
/** An elicited slot takes what is a little longer than its longest value. */
const LONGER_BY = 3;

/** Words that Amazon's own built-in intents hear without samples of ours, and that may not start one. */
const NATIVE: ReadonlyMap<string, string> = new Map([
  ['start over', 'AMAZON.StartOverIntent'],
  ['start again', 'AMAZON.StartOverIntent'],
]);

const ears = new Map<string, Ear>();

function earOf(locale: string): Ear {
  const known = ears.get(locale);
  if (known) return known;
  const path = new URL(`../../skills/alexa/skill-package/interactionModels/custom/${locale}.json`, import.meta.url);
  const { languageModel } = JSON.parse(readFileSync(path, 'utf8')).interactionModel;
  const types = new Map<string, readonly (readonly string[])[]>();
  for (const { name, values } of languageModel.types) {
    types.set(
      name,
      values.flatMap((value: { name: { value: string; synonyms: string[] } }) => [value.name.value, ...value.name.synonyms].map(wordsOf)),
    );
  }
  const samples: Sample[] = [];
  const answers = new Map<string, readonly Sample[]>();
  const slotsOf = new Map<string, readonly string[]>();
  for (const { name, slots = [], samples: lines } of languageModel.intents) {
    const typeOf = new Map<string, string>(slots.map((slot: { name: string; type: string }) => [slot.name, slot.type]));
    samples.push(...lines.map((line: string) => sampleOf(name, line, typeOf)));
    slotsOf.set(name, [...typeOf.keys()]);
    for (const slot of slots)
      if (slot.samples)
        answers.set(
          slot.name,
          slot.samples.map((line: string) => sampleOf(name, line, typeOf)),
        );
  }
  const vocabulary = new Set([...types.values()].flat(2));
  for (const sample of samples) for (const word of [...sample.before, ...sample.after]) vocabulary.add(word);
  const ear = { samples, answers, types, vocabulary, slotsOf };
  ears.set(locale, ear);
  return ear;
}

function sampleOf(intent: string, line: string, typeOf: ReadonlyMap<string, string>): Sample {
  const slot = /\{(\w+)\}/.exec(line);
  if (!slot) return { intent, before: wordsOf(line), after: [] };
  const name = slot[1] ?? '';
  return {
    intent,
    before: wordsOf(line.slice(0, slot.index)),
    slot: { name, type: typeOf.get(name) ?? '' },
    after: wordsOf(line.slice(slot.index + slot[0].length)),
  };
}

/** Words for comparing: hyphens part them. */
function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .split(' ')
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** A written line as speech recognition gives it: lower case, no punctuation, numbers as words. */
export function speechForm(line: string, locale: string, digits = false): string {
  const numbered = digits ? line : numbersAsWords(line, locale);
  return numbered
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[^\p{L}\p{N}'-]+/gu, ' ')
    .replace(/(^|\s)[-']+(?=\s|$)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([ap]) m(?= |$)/g, ' $1.m.')
    .trim();
}

/** Which intent a line becomes, and with which words in which slot. */
export function hear(line: string, locale: string, { elicit, digits = false }: HearingOptions = {}): Hearing {
  const spoken = speechForm(line, locale, digits);
  const ear = earOf(locale);
  const found = exact(spoken, ear) ?? carried(spoken, ear, elicit) ?? answered(spoken, ear, elicit) ?? free(spoken, ear);
  if (!found) return { intent: { name: 'AMAZON.FallbackIntent', confirmationStatus: 'NONE' }, spoken, matched: false };
  return { intent: intentOf(found, ear), spoken, matched: true };
}

interface Found {
  readonly intent: string;
  readonly slot?: string;
  readonly type?: string;
  readonly value?: string;
}

function exact(spoken: string, { samples }: Ear): Found | undefined {
  const said = wordsOf(spoken).join(' ');
  const intent = NATIVE.get(said) ?? samples.find((candidate) => !candidate.slot && candidate.before.join(' ') === said)?.intent;
  return intent === undefined ? undefined : { intent };
}

/** The sample whose fixed words are most, be it of an intent or of the elicited slot. */
function carried(spoken: string, ear: Ear, elicit: string | undefined): Found | undefined {
  const open = (elicit === undefined ? [] : (ear.answers.get(elicit) ?? [])).filter(({ before }) => before.length > 0);
  const fits = [...open, ...ear.samples.filter(({ before }) => before.length > 0)].flatMap((sample) => {
    const value = sample.slot && between(spoken, sample);
    if (value === undefined || !sample.slot) return [];
    const free = sample.slot.type === 'AMAZON.SearchQuery' || open.includes(sample);
    const near = free || nearness(wordsOf(value), ear.types.get(sample.slot.type) ?? []) >= AFTER_CARRIER;
    return near ? [{ sample, slot: sample.slot, value }] : [];
  });
  const [best] = fits.sort((a, b) => b.sample.before.length - a.sample.before.length);
  return best && { intent: best.sample.intent, slot: best.slot.name, type: best.slot.type, value: best.value };
}

/** The words between a sample's fixed ones, as spoken; undefined when these are not there or nothing is between them. */
function between(spoken: string, { before, after }: Sample): string | undefined {
  const parts = spoken.split(' ');
  const comparable = parts.map((part) => wordsOf(part));
  const lead = eaten(comparable, before);
  const tail = eaten(comparable.map((words) => [...words].reverse()).reverse(), [...after].reverse());
  if (lead === undefined || tail === undefined || lead + tail >= parts.length) return undefined;
  return parts.slice(lead, parts.length - tail).join(' ');
}

/** How many parts the words take up from the start, whole parts only. */
function eaten(parts: readonly (readonly string[])[], words: readonly string[]): number | undefined {
  let taken = 0;
  let at = 0;
  while (at < words.length) {
    const part = parts[taken];
    if (!part || part.some((word, i) => words[at + i] !== word)) return undefined;
    at += part.length;
    taken++;
  }
  return taken;
}

function answered(spoken: string, ear: Ear, elicit: string | undefined): Found | undefined {
  const bare = elicit === undefined ? undefined : ear.answers.get(elicit)?.find(({ before }) => before.length === 0);
  if (!bare?.slot) return undefined;
  const values = ear.types.get(bare.slot.type) ?? [];
  const longest = Math.max(...values.map((value) => value.length));
  if (wordsOf(spoken).length > longest + LONGER_BY) return undefined;
  return { intent: bare.intent, slot: bare.slot.name, type: bare.slot.type, value: spoken };
}

/** A bare slot of a custom type: takes what is near one of its values or made of their words, but never more words than the longest has. */
function free(spoken: string, ear: Ear): Found | undefined {
  const [sample] = ear.samples.filter(({ slot, before, after }) => slot && before.length === 0 && after.length === 0);
  if (!sample?.slot) return undefined;
  const suffixed = ear.samples.filter(({ slot, before, after }) => slot && before.length === 0 && after.length > 0);
  const value = suffixed.map((candidate) => between(spoken, candidate)).find((words) => words !== undefined) ?? spoken;
  const words = wordsOf(value);
  const values = ear.types.get(sample.slot.type) ?? [];
  const known = words.filter((word) => ear.vocabulary.has(word)).length / words.length;
  const short = words.length <= Math.max(...values.map((words) => words.length));
  if (words.length === 0 || !short || (known < KNOWN_WORDS && nearness(words, values) < NEAREST)) return undefined;
  return { intent: sample.intent, slot: sample.slot.name, type: sample.slot.type, value };
}

/** Dice coefficient of the words with the nearest value: 1 for the same words, 0 for none in common. */
function nearness(words: readonly string[], values: readonly (readonly string[])[]): number {
  let best = 0;
  const said = new Set(words);
  for (const value of values) {
    const shared = value.filter((word) => said.has(word)).length;
    best = Math.max(best, (2 * shared) / (words.length + value.length));
  }
  return best;
}

/** The intent as it stands in a request: every slot of it, the filled one with its entity resolution. */
function intentOf({ intent, slot, type, value }: Found, ear: Ear): Intent {
  const slots: Record<string, Slot> = {};
  for (const name of ear.slotsOf.get(intent) ?? []) slots[name] = { name, confirmationStatus: 'NONE' };
  if (slot !== undefined && value !== undefined) {
    slots[slot] = { name: slot, value, confirmationStatus: 'NONE', ...resolved(type ?? '', value, ear) };
  }
  return { name: intent, confirmationStatus: 'NONE', ...(Object.keys(slots).length > 0 && { slots }) };
}

function resolved(type: string, value: string, ear: Ear): Pick<Slot, 'resolutions'> {
  const values = ear.types.get(type);
  if (!values) return {};
  const said = wordsOf(value).join(' ');
  const match = values.find((words) => words.join(' ') === said);
  const authority = `amzn1.er-authority.echo-sdk.amzn1.ask.skill.test.${type}`;
  if (!match) return { resolutions: { resolutionsPerAuthority: [{ authority, status: { code: 'ER_SUCCESS_NO_MATCH' }, values: [] }] } };
  const name = value;
  return {
    resolutions: {
      resolutionsPerAuthority: [
        { authority, status: { code: 'ER_SUCCESS_MATCH' }, values: [{ value: { name, id: said.replaceAll(' ', '-') } }] },
      ],
    },
  };
}
