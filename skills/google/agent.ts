import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type Examples, filled, type SentenceFile, slotsOf, wordings } from '../edge/templates.ts';
import { sorry } from './words.ts';

/** Path under the project → content, of every file to write. */
export type Files = ReadonlyMap<string, string>;

const LOCALES = new URL('../../locales/', import.meta.url);
const FOLDER = 'skills/google/agents';

/** Where the agent's fulfilment is sent; whoever imports it puts the address of their own. */
const WEBHOOK = 'https://concierge.example/google';

/** Dialogflow takes 2000 training phrases an intent. */
const MAX_PHRASES = 2000;
/** How often a wording with slots is trained, each time with other words in them. */
const FILLINGS = 3;

/** The intents an agent needs, whose words all reach us by queryText: which one matched does not matter, only that its webhook is called. */
const INTENTS = [
  {
    name: 'welcome',
    events: ['WELCOME', 'GOOGLE_ASSISTANT_WELCOME', 'TELEPHONY_WELCOME', 'FACEBOOK_WELCOME', 'TELEGRAM_WELCOME', 'LINE_WELCOME'],
  },
  { name: 'trip', events: [] },
  { name: 'silence', events: ['actions_intent_NO_INPUT'] },
  { name: 'cancel', events: ['actions_intent_CANCEL'] },
  { name: 'fallback', events: [] },
] as const;

/** One Dialogflow ES agent per locale that has sentences, in the layout of its export: zip the folder and restore it. Same input, same bytes. */
export function googleFiles(): Files {
  const files = new Map<string, string>();
  for (const locale of readdirSync(LOCALES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()) {
    const phrases = trainingPhrases(locale);
    if (phrases.length > 0)
      for (const [path, value] of agentFiles(locale, phrases))
        files.set(`${FOLDER}/${locale}/${path}`, `${JSON.stringify(value, null, 2)}\n`);
  }
  return files;
}

function agentFiles(locale: string, phrases: readonly string[]): readonly (readonly [string, unknown])[] {
  const lang = languageOf(locale);
  return [
    ['package.json', { version: '1.0.0' }],
    ['agent.json', agentOf(lang)],
    ...INTENTS.map((intent) => [`intents/${intent.name}.json`, intentOf(locale, intent)] as const),
    [`intents/trip_usersays_${lang}.json`, phrases.map((text) => phraseOf(locale, text))],
  ];
}

/** Dialogflow knows French and English without a region, and British English with one. */
function languageOf(locale: string): string {
  return locale === 'en-GB' || locale === 'fr-CA' ? locale.toLowerCase() : (locale.split('-')[0] ?? locale);
}

function agentOf(language: string): unknown {
  return {
    description: 'Voice concierge: say the trip you want once, sellers compete for it.',
    language,
    disableInteractionLogs: true,
    disableStackdriverLogs: true,
    defaultTimezone: 'Europe/Paris',
    webhook: {
      url: WEBHOOK,
      headers: {},
      available: true,
      useForDomains: false,
      cloudFunctionsEnabled: false,
      cloudFunctionsInitialized: false,
    },
    isPrivate: true,
    mlMinConfidence: 0.3,
    supportedLanguages: [],
    onePlatformApiVersion: 'v2',
  };
}

function intentOf(locale: string, { name, events }: (typeof INTENTS)[number]): unknown {
  return {
    id: idOf(locale, 'intent', name),
    name,
    auto: true,
    contexts: [],
    responses: [
      {
        resetContexts: false,
        action: name,
        affectedContexts: [],
        parameters: [],
        messages: [{ type: '0', lang: languageOf(locale), speech: [sorry(locale)] }],
        speech: [],
      },
    ],
    priority: 500000,
    webhookUsed: true,
    webhookForSlotFilling: false,
    fallbackIntent: name === 'fallback',
    events: events.map((event) => ({ name: event })),
  };
}

function phraseOf(locale: string, text: string): unknown {
  return {
    id: idOf(locale, 'phrase', text),
    data: [{ text, userDefined: false }],
    isTemplate: false,
    count: 0,
    updated: 0,
    lang: languageOf(locale),
  };
}

/** Sentences of every act, in file order, slots filled with the locale's examples; each phrase once. */
function trainingPhrases(locale: string): readonly string[] {
  const folder = new URL(`${locale}/sentences/`, LOCALES);
  const names = existing(folder);
  if (names.length === 0) return [];
  const examples: Examples = readJson(new URL(`${locale}/lists/examples.json`, LOCALES));
  const phrases = new Set<string>();
  for (const name of names) for (const phrase of phrasesOf(readJson(new URL(name, folder)), examples)) phrases.add(phrase);
  return [...phrases].slice(0, MAX_PHRASES);
}

function phrasesOf(file: SentenceFile, examples: Examples): readonly string[] {
  return file.templates.flatMap(wordings).flatMap((wording, index) => {
    const times = slotsOf(wording).length === 0 ? 1 : FILLINGS;
    return Array.from({ length: times }, (_, nth) => filled(wording, examples, index + nth * 5));
  });
}

function existing(folder: URL): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch {
    return [];
  }
}

function readJson<T>(url: URL): T {
  return JSON.parse(readFileSync(url, 'utf8')) as T;
}

/** Same name, same id, in the form of a UUID. */
function idOf(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('|')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
