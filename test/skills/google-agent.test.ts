import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { at, textAt } from '../../skills/edge/json.ts';
import { filled, wordings } from '../../skills/edge/templates.ts';
import { googleFiles } from '../../skills/google/agent.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const AGENTS = 'skills/google/agents';
const files = googleFiles();
const parsed = (path: string): unknown => JSON.parse(files.get(path) ?? 'null');
const locales = [...new Set([...files.keys()].map((path) => path.slice(AGENTS.length + 1).split('/')[0] ?? ''))];

describe('the Dialogflow agents', () => {
  test('the committed ones are what npm run models writes', () => {
    const committed = readdirSync(join(ROOT, AGENTS), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length));
    expect(committed.sort()).toEqual([...files.keys()].sort());
    const stale = [...files].filter(([path, content]) => readFileSync(join(ROOT, path), 'utf8') !== content);
    expect(stale.map(([path]) => path)).toEqual([]);
  });

  test('there is one per locale with sentences, in its own language', () => {
    expect(locales).toEqual(expect.arrayContaining(['en-US', 'fr-FR']));
    expect(textAt(parsed(`${AGENTS}/fr-FR/agent.json`), 'language')).toBe('fr');
    expect(textAt(parsed(`${AGENTS}/en-US/agent.json`), 'language')).toBe('en');
  });

  test.each(locales)('every intent of %s calls the webhook, and one of them takes any words', (locale) => {
    const intents = [...files.keys()]
      .filter((path) => path.startsWith(`${AGENTS}/${locale}/intents/`) && !path.includes('usersays'))
      .map(parsed);
    expect(intents.map((intent) => at(intent, 'webhookUsed'))).toEqual(intents.map(() => true));
    expect(intents.filter((intent) => at(intent, 'fallbackIntent') === true)).toHaveLength(1);
    const ids = intents.map((intent) => textAt(intent, 'id'));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test.each(locales)('the phrases of %s are plain words, each once, within Dialogflow’s limits', (locale) => {
    const path = [...files.keys()].find((file) => file.startsWith(`${AGENTS}/${locale}/intents/trip_usersays_`)) ?? '';
    const phrases = (parsed(path) as { data: { text: string }[] }[]).map((phrase) => phrase.data[0]?.text ?? '');
    expect(phrases.length).toBeGreaterThanOrEqual(400);
    expect(phrases.length).toBeLessThanOrEqual(2000);
    expect(new Set(phrases).size).toBe(phrases.length);
    expect(phrases.filter((text) => text === '' || text.length > 768 || /[{}[\]()|]|\s\s|^\s|\s$/.test(text))).toEqual([]);
  });
});

/** Fields that every public export of Dialogflow ES has had, and those that came with its last versions. */
const FIELDS = {
  agent:
    'description language disableInteractionLogs disableStackdriverLogs defaultTimezone webhook isPrivate mlMinConfidence supportedLanguages onePlatformApiVersion enableOnePlatformApi displayName shortDescription examples linkToDocs'.split(
      ' ',
    ),
  webhook: 'url username headers available useForDomains cloudFunctionsEnabled cloudFunctionsInitialized'.split(' '),
  intent:
    'id name auto contexts responses priority webhookUsed webhookForSlotFilling fallbackIntent events conditionalResponses condition conditionalFollowupEvents parentId rootParentId'.split(
      ' ',
    ),
  response: 'resetContexts action affectedContexts parameters messages speech'.split(' '),
  phrase: 'id data isTemplate count updated lang'.split(' '),
} as const;

function strange(value: unknown, known: readonly string[]): readonly string[] {
  return Object.keys(value as object).filter((key) => !known.includes(key));
}

describe.each(locales)('the export of %s is one that Dialogflow restores', (locale) => {
  const inside = (name: string) => [...files.keys()].filter((path) => path.startsWith(`${AGENTS}/${locale}/${name}`));
  const intents = inside('intents/').filter((path) => !path.includes('_usersays_'));

  test('its files lie where an export has them, under names that a zip keeps', () => {
    expect(parsed(`${AGENTS}/${locale}/package.json`)).toEqual({ version: '1.0.0' });
    const names = inside('').map((path) => path.slice(`${AGENTS}/${locale}/`.length));
    expect(names.filter((name) => !/^(?:agent|package)\.json$|^intents\/[a-z0-9._-]+\.json$/.test(name))).toEqual([]);
  });

  test('it has the fields that exports have, and no others', () => {
    const agent = parsed(`${AGENTS}/${locale}/agent.json`);
    expect(strange(agent, FIELDS.agent)).toEqual([]);
    expect(strange(at(agent, 'webhook'), FIELDS.webhook)).toEqual([]);
    expect(textAt(agent, 'defaultTimezone')).toMatch(/^[A-Z]\w+\/\w+$/);
    for (const path of intents) {
      const [response, ...more] = at(parsed(path), 'responses') as unknown[];
      expect(more).toEqual([]);
      expect([path, ...strange(parsed(path), FIELDS.intent), ...strange(response, FIELDS.response)]).toEqual([path]);
      // No system entity is used: airports, ordinals and counts are none in French.
      expect(at(response, 'parameters')).toEqual([]);
    }
  });

  test('what answers an event or nothing has no phrases, what answers words has them', () => {
    const told = new Set(
      inside('intents/')
        .filter((path) => path.includes('_usersays_'))
        .map((path) => path.replace(/_usersays_\w+\.json$/, '.json')),
    );
    for (const path of intents) {
      const isSilent = at(parsed(path), 'fallbackIntent') === true || (at(parsed(path), 'events') as unknown[]).length > 0;
      expect([path, told.has(path)]).toEqual([path, !isSilent]);
    }
    for (const path of inside('intents/').filter((name) => name.includes('_usersays_')))
      for (const phrase of parsed(path) as unknown[]) expect(strange(phrase, FIELDS.phrase)).toEqual([]);
  });
});

describe('sentence templates', () => {
  test.each([
    ['un vol', ['un vol']],
    ['[bonjour ]un vol', ['un vol', 'bonjour un vol']],
    ['(un|le) vol[ direct]', ['un vol', 'un vol direct', 'le vol', 'le vol direct']],
    ['aller [tout de suite ]{to}', ['aller {to}', 'aller tout de suite {to}']],
  ])('%s is said as %j', (template, expected) => {
    expect(wordings(template)).toEqual(expected);
  });

  test('a slot takes the nth of its examples, the next slot one further on', () => {
    const examples = { from: ['de nantes', 'de paris'], in: ['à lyon', 'à rome', 'à nice', 'à brest'] };
    expect(filled('{from} {in}', examples, 0)).toBe('de nantes à brest');
    expect(filled('{from} {in}', examples, 1)).toBe('de paris à lyon');
    expect(filled('{unknown} {from}', examples, 0)).toBe('{unknown} de paris');
  });
});
