import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alexaFiles } from '../../skills/alexa/model.ts';
import { inputOf } from '../../skills/alexa/request.ts';
import { intent } from '../support/alexa.ts';
import { type Model, modelOf, schemaErrors } from '../support/alexa-oracle.ts';
import { hear } from '../support/ear.ts';

const LOCALES = ['fr-FR', 'en-US', 'en-GB'] as const;
const ROOT = new URL('../../', import.meta.url);
const PACKAGE = 'skills/alexa/skill-package';

const REQUIRED_BUILT_INS = ['Cancel', 'Help', 'Stop', 'Fallback', 'NavigateHome', 'Yes', 'No', 'Repeat', 'StartOver'].map(
  (name) => `AMAZON.${name}Intent`,
);
const WAKE_AND_LAUNCH = [
  'alexa',
  'amazon',
  'echo',
  'computer',
  'run',
  'start',
  'play',
  'resume',
  'use',
  'launch',
  'ask',
  'open',
  'tell',
  'load',
  'begin',
  'enable',
  'ouvre',
  'lance',
  'demande',
  'démarre',
  'joue',
  'utilise',
];
const CONNECTING = ['to', 'from', 'in', 'using', 'with', 'about', 'for', 'that', 'by', 'if', 'and', 'whether', 'skill', 'app'];
/** Types that every locale has (availability table of the slot type reference). */
const BUILT_IN_TYPES = ['AMAZON.SearchQuery'];

const bare = (sample: string) => sample.replace(/\{\w+\}/g, ' ').trim();
const typed = (sample: string, { slots = [] }: Model['languageModel']['intents'][number]) =>
  sample
    .toLowerCase()
    .replace(/-/g, ' ')
    .replace(/\{(\w+)\}/g, (_, name) => `{${slots.find((slot) => slot.name === name)?.type}}`);

test('the committed package is what the generator writes, byte for byte, and nothing else', () => {
  const folder = fileURLToPath(new URL(PACKAGE, ROOT));
  const committed = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(PACKAGE, relative(folder, entry.parentPath), entry.name));
  const files = alexaFiles();
  expect(committed.sort()).toEqual([...files.keys()].sort());
  for (const [path, content] of files)
    expect(readFileSync(new URL(path, ROOT), 'utf8') === content ? path : `${path} is stale: npm run models`).toBe(path);
});

describe.each(LOCALES)('%s model', (locale) => {
  const model = modelOf(locale);
  const { intents, types, invocationName } = model.languageModel;
  const custom = intents.filter(({ name }) => !name.startsWith('AMAZON.'));

  test('is valid by Amazon’s types (M01), small enough and only lower-case ids', () => {
    const file = JSON.parse(readFileSync(new URL(`${PACKAGE}/interactionModels/custom/${locale}.json`, ROOT), 'utf8'));
    expect(schemaErrors('alexa-model', file)).toEqual([]);
    expect(JSON.stringify(file).length).toBeLessThan(1_500_000);
  });

  test('has the built-in intents that certification wants, all handled (M02, M15)', () => {
    expect(intents.map(({ name }) => name)).toEqual(expect.arrayContaining(REQUIRED_BUILT_INS));
    for (const { name } of intents.filter(({ name }) => name.startsWith('AMAZON.')))
      expect([name, inputOf(intent(name, {}, { locale }))]).toEqual([name, expect.anything()]);
  });

  test('has five or more samples of different lengths for each intent of ours (M03)', () => {
    for (const { name, samples } of custom) {
      const lengths = samples.map((sample) => sample.split(' ').length);
      expect([name, samples.length >= 5]).toEqual([name, true]);
      expect([name, Math.max(...lengths) > Math.min(...lengths)]).toEqual([name, true]);
    }
  });

  test('uses each slot and type it declares, once a sample, and declares what it uses (M04)', () => {
    for (const { name, samples, slots = [] } of custom) {
      const used = samples.flatMap((sample) => [...sample.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
      expect([name, [...new Set(used)].sort()]).toEqual([name, slots.map((slot) => slot.name).sort()]);
      for (const sample of samples) expect(sample.match(/\{/g)?.length).toBe(1);
    }
    const usedTypes = new Set(custom.flatMap(({ slots = [] }) => slots.map(({ type }) => type)));
    expect([...usedTypes].filter((type) => !type.startsWith('AMAZON.')).sort()).toEqual(types.map(({ name }) => name).sort());
    for (const { values } of types) expect(values.length).toBeGreaterThanOrEqual(2);
  });

  test('never has the same sample in two intents, nor a sentence value that another intent hears (M05)', () => {
    const seen = new Map<string, string>();
    for (const candidate of intents)
      for (const sample of candidate.samples) {
        expect([sample, seen.get(typed(sample, candidate))]).toEqual([sample, undefined]);
        seen.set(typed(sample, candidate), candidate.name);
      }
    for (const { name } of types.find((type) => type.name === 'PHRASE')?.values ?? [])
      expect([name.value, hear(name.value, locale, { digits: true }).intent.name]).toEqual([name.value, 'PhraseIntent']);
  });

  test('has only characters that a sample may have (M06)', () => {
    for (const { samples } of intents) for (const sample of samples) expect(sample).toMatch(/^[\p{L}' _-]*(\{\w+\})?[\p{L}' _-]*$/u);
  });

  test('has carrier words around every AMAZON.SearchQuery, alone in its sample (M07)', () => {
    for (const { samples, slots = [] } of custom)
      if (slots.some(({ type }) => type === 'AMAZON.SearchQuery')) for (const sample of samples) expect(bare(sample)).not.toBe('');
  });

  test('has an invocation name that passes (M08)', () => {
    const words = invocationName.split(' ');
    expect(invocationName).toMatch(/^[\p{Ll}' .]+$/u);
    expect(words.length).toBeGreaterThanOrEqual(2);
    for (const word of words) expect([...WAKE_AND_LAUNCH, ...CONNECTING]).not.toContain(word);
  });

  test('starts no sample with a word that wakes or launches (M09)', () => {
    for (const { samples } of intents)
      for (const sample of samples) expect(WAKE_AND_LAUNCH).not.toContain(sample.toLowerCase().split(' ')[0]);
  });

  test('mirrors in its dialog the intent that is elicited, and requires nothing (M10)', () => {
    const [dialog] = model.dialog.intents;
    const declared = custom.find(({ name }) => name === dialog?.name);
    expect(dialog?.slots.map(({ name, type }) => ({ name, type }))).toEqual(declared?.slots?.map(({ name, type }) => ({ name, type })));
    expect(dialog?.slots.filter((slot) => slot.elicitationRequired || slot.confirmationRequired)).toEqual([]);
    expect(model.prompts).toEqual([]);
  });

  test('has values of a length that may be, ids that are unique and no synonym twice (M11)', () => {
    for (const { values } of types) {
      const ids = values.flatMap(({ id }) => id ?? []);
      const words = values.flatMap(({ name }) => [name.value, ...name.synonyms]).map((word) => word.toLowerCase());
      expect(new Set(ids).size).toBe(ids.length);
      expect(new Set(words).size).toBe(words.length);
      for (const word of words) expect([word, word.length <= 140 && /^[\p{L}\p{N}' .-]+$/u.test(word)]).toEqual([word, true]);
    }
  });

  test('has the intents, slots and place ids of the other locales (M12), on types that the locale has (M13)', () => {
    const other = modelOf('en-US').languageModel;
    const shape = (model: Model['languageModel']) => ({
      intents: model.intents.map(({ name, slots = [] }) => [name, ...slots.map((slot) => `${slot.name}:${slot.type}`)]),
      ids: model.types.map(({ name, values }) => [name, ...values.flatMap(({ id }) => id ?? [])]),
    });
    expect(shape(model.languageModel)).toEqual(shape(other));
    const builtIn = custom.flatMap(({ slots = [] }) => slots.map(({ type }) => type)).filter((type) => type.startsWith('AMAZON.'));
    for (const type of builtIn) expect(BUILT_IN_TYPES).toContain(type);
  });

  test('sends every intent’s words on to the conversation (M14)', () => {
    for (const { name, slots = [] } of custom)
      for (const slot of slots) {
        const input = inputOf(intent(name, { [slot.name]: 'lyon' }, { locale }));
        expect([name, input?.type === 'utterance' && input.text.endsWith('lyon')]).toEqual([name, true]);
      }
  });
});

describe('skill.json', () => {
  const skill = JSON.parse(readFileSync(new URL(`${PACKAGE}/skill.json`, ROOT), 'utf8'));
  const { manifest } = skill;
  const locales: readonly [string, { examplePhrases: readonly string[]; description: string; summary: string }][] = Object.entries(
    manifest.publishingInformation.locales,
  );

  test('is valid by Amazon’s types (K01)', () => {
    // The types leave CAN_FULFILL_INTENT_REQUEST out of `interfaces`, though their own enumeration of interfaces has it.
    const interfaces = manifest.apis.custom.interfaces.filter(({ type }: { type: string }) => type !== 'CAN_FULFILL_INTENT_REQUEST');
    const custom = { ...manifest.apis.custom, interfaces };
    expect(schemaErrors('alexa-manifest', { manifest: { ...manifest, apis: { custom } } })).toEqual([]);
    expect(schemaErrors('alexa-manifest', { manifest: { ...manifest, permissions: [{ name: 'alexa::bogus' }] } })).not.toEqual([]);
  });

  test.each(locales)('%s: three example phrases, the first opens, the others are heard (K02)', (locale, { examplePhrases }) => {
    const name = modelOf(locale).languageModel.invocationName;
    const [first = '', ...others] = examplePhrases;
    expect(examplePhrases.length).toBeLessThanOrEqual(3);
    expect(first.toLowerCase()).toMatch(new RegExp(`^alexa, (ouvre|open) ${name}$`));
    for (const phrase of others) {
      const said = phrase.replace(new RegExp(`^alexa, (demande à|ask) ${name} (de|to) `, 'i'), '');
      expect(hear(said, locale)).toMatchObject({ matched: true, intent: { name: 'WishIntent' } });
    }
  });

  test('asks for the one permission that the code uses (K03)', () => {
    const code = readdirSync(new URL('skills/alexa/', ROOT))
      .filter((name) => name.endsWith('.ts') && name !== 'manifest.ts')
      .map((name) => readFileSync(new URL(`skills/alexa/${name}`, ROOT), 'utf8'))
      .join('');
    expect(manifest.permissions).toEqual([{ name: 'alexa::profile:name:read' }]);
    expect([...new Set(code.match(/alexa::[\w:]+/g))]).toEqual(['alexa::profile:name:read']);
  });

  test('answers the compliance questions and says how to test (K04–K06)', () => {
    expect(manifest.privacyAndCompliance).toMatchObject({
      allowsPurchases: true,
      usesPersonalInfo: true,
      isChildDirected: false,
      isExportCompliant: true,
      containsAds: false,
    });
    for (const [locale] of locales)
      expect(manifest.privacyAndCompliance.locales[locale]).toEqual({
        privacyPolicyUrl: expect.stringMatching(/^https:/),
        termsOfUseUrl: expect.stringMatching(/^https:/),
      });
    expect(manifest.publishingInformation.testingInstructions.length).toBeGreaterThan(100);
  });

  test('lists the interfaces and events that the code handles (K07, K08)', () => {
    expect(manifest.apis.custom.interfaces.map(({ type }: { type: string }) => type)).toEqual([
      'ALEXA_PRESENTATION_APL',
      'CAN_FULFILL_INTENT_REQUEST',
    ]);
    expect(manifest.events.subscriptions).toEqual([{ eventName: 'SKILL_DISABLED' }]);
  });

  test.each(locales)('%s: says that no account is needed and what the name is for (K09)', (_, { description, summary }) => {
    expect(description).toMatch(/No account is needed|Aucun compte n'est nécessaire/);
    expect(description).toMatch(/name|nom/);
    expect(summary.length).toBeLessThanOrEqual(160);
  });

  test('lies in a package of the layout that Amazon’s tools take (K10)', () => {
    for (const path of alexaFiles().keys())
      expect(path.slice(PACKAGE.length + 1)).toMatch(/^(skill\.json|interactionModels\/custom\/[a-z]{2}-[A-Z]{2}\.json)$/);
  });
});
