import type { v1 } from 'ask-smapi-model';
import { filled, slotsOf, wordings } from '../edge/templates.ts';
import type { AnswerSlot, Words } from './locale.ts';
import { ANSWER_INTENT, PHRASE_INTENT } from './request.ts';

type Model = v1.skill.interactionModel.InteractionModelData;
type Intent = v1.skill.interactionModel.Intent;
type SlotType = v1.skill.interactionModel.SlotType;

/** What a model is made from, besides the words of the edge. */
export interface Sources {
  readonly words: Words;
  /** Templates of every act, in file order. */
  readonly templates: readonly string[];
  readonly examples: Readonly<Record<string, readonly string[]>>;
  /** Values of the PLACE type. Ids are those of the core, so that one place is one value in every locale. */
  readonly places: readonly { readonly id: string; readonly names: readonly string[] }[];
}

/** Amazon's limit for one slot value. */
const MAX_VALUE_CHARACTERS = 140;
/** How often a wording with slots is valued, each time with other words in them. */
const FILLINGS = 4;

/**
 * The interaction model of one locale. Three ways for words to reach us: behind a carrier (AMAZON.SearchQuery refuses a sample without one),
 * as a whole (PHRASE, a custom type valued with sentences: what is spoken comes back whether or not it is among them), and as the answer to
 * a question (the slots of AnswerIntent, elicited).
 */
export function interactionModel(sources: Sources): Model {
  const { words } = sources;
  const intents = [...builtIns(words), ...words.carriers.map(carrierIntent), phraseIntent(words), answerIntent(words)];
  return {
    interactionModel: {
      languageModel: {
        invocationName: words.edge.invocationName,
        intents,
        types: typesOf(sources),
        modelConfiguration: { fallbackIntentSensitivity: { level: 'LOW' } },
      },
      dialog: { delegationStrategy: 'SKILL_RESPONSE', intents: [answerDialog(words)] },
      prompts: [],
    },
  };
}

function builtIns({ edge }: Words): readonly Intent[] {
  return Object.entries(edge.builtIns).map(([name, samples]) => ({ name, samples: [...samples] }));
}

function carrierIntent({ intent, carriers }: Words['carriers'][number]): Intent {
  return { name: intent, slots: [{ name: 'query', type: 'AMAZON.SearchQuery' }], samples: carriers.map((carrier) => `${carrier} {query}`) };
}

function phraseIntent({ edge }: Words): Intent {
  const samples = ['{phrase}', ...edge.politeness.map((after) => `{phrase} ${after}`)];
  return { name: PHRASE_INTENT, slots: [{ name: 'phrase', type: 'PHRASE' }], samples };
}

function answerIntent({ answers }: Words): Intent {
  return {
    name: ANSWER_INTENT,
    slots: answers.map(({ slot, type, alone }) => ({
      name: slot,
      type,
      samples: [`{${slot}}`, ...alone.map((before) => `${before} {${slot}}`)],
    })),
    samples: answers.flatMap(({ slot, carriers }) => carriers.map((carrier) => `${carrier} {${slot}}`)),
  };
}

/** Only what is in `dialog` can be elicited; nothing is required, because the conversation asks. */
function answerDialog({ answers }: Words): v1.skill.interactionModel.DialogIntents {
  return {
    name: ANSWER_INTENT,
    delegationStrategy: 'SKILL_RESPONSE',
    confirmationRequired: false,
    prompts: {},
    slots: answers.map(({ slot, type }) => ({ name: slot, type, elicitationRequired: false, confirmationRequired: false, prompts: {} })),
  };
}

function typesOf(sources: Sources): SlotType[] {
  const { answers } = sources.words;
  const valued = answers.filter(({ templates }) => templates.length > 0);
  return [phraseType(sources), placeType(sources), ...valued.map((answer) => answerType(answer, sources))];
}

/** Sentences of every act but those that another intent hears already: the same words in two intents confuse the platform. */
function phraseType({ words, templates, examples }: Sources): SlotType {
  const samples = new Set(Object.values(words.edge.builtIns).flat().map(spokenForm));
  const carriers = [...words.carriers, ...words.answers].flatMap((group) => group.carriers).map((carrier) => `${spokenForm(carrier)} `);
  const spoken = new Set([...sentences(templates, examples), ...Object.values(examples).flat().map(spokenForm)]);
  const free = [...spoken].filter((sentence) => !samples.has(sentence) && !carriers.some((carrier) => sentence.startsWith(carrier)));
  return { name: 'PHRASE', values: free.map(typeValue) };
}

function answerType({ type, templates }: AnswerSlot, { examples }: Sources): SlotType {
  return { name: type, values: sentences(templates, examples).map(typeValue) };
}

function placeType({ places }: Sources): SlotType {
  const taken = new Set<string>();
  const values = places.flatMap(({ id, names }) => {
    const fresh = names.map(spokenName).filter((name) => name !== '' && !taken.has(name.toLowerCase()));
    for (const name of fresh) taken.add(name.toLowerCase());
    const [value, ...synonyms] = [...new Set(fresh)];
    return value === undefined ? [] : [{ id, name: { value, synonyms } }];
  });
  return { name: 'PLACE', values };
}

/** Wordings with their slots filled, as speech is written; each once, in reading order. One that is a slot alone takes every example. */
function sentences(templates: readonly string[], examples: Sources['examples']): readonly string[] {
  const all = templates.flatMap(wordings).flatMap((wording, index) => {
    const alone = /^\{(\w+)\}$/.exec(wording)?.[1];
    if (alone !== undefined) return (examples[alone] ?? []).map(spokenForm);
    const times = slotsOf(wording).length === 0 ? 1 : FILLINGS;
    return Array.from({ length: times }, (_, nth) => spokenForm(filled(wording, examples, index + nth * 5)));
  });
  return [...new Set(all)].filter((sentence) => sentence !== '' && sentence.length <= MAX_VALUE_CHARACTERS);
}

function typeValue(value: string): v1.skill.interactionModel.TypeValue {
  return { name: { value, synonyms: [] } };
}

/** Lower case, letters, apostrophes and single spaces: how words come out of speech recognition. Hyphens become spaces. */
export function spokenForm(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replaceAll('’', "'")
    .replace(/[^\p{L}\p{N}'. ]+/gu, ' ')
    .replace(/\.(?!\p{L})(?<!\b\p{L}\.)/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A name as it is written, without what a catalogue may not hold. */
function spokenName(name: string): string {
  return name
    .normalize('NFC')
    .replaceAll('’', "'")
    .replace(/[^\p{L}\p{N}' .-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
