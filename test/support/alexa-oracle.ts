import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import type { RequestEnvelope, ResponseEnvelope } from 'ask-sdk-model';
import { check } from 'ssml-check-core';
import { plainText } from './alexa.ts';

const validators = new Map<string, ValidateFunction>();

/** Errors of a value against test/schemas/<name>.json, generated from Amazon's own types. */
export function schemaErrors(name: string, value: unknown): readonly string[] {
  let validate = validators.get(name);
  if (!validate) {
    const schema = JSON.parse(readFileSync(new URL(`../schemas/${name}.json`, import.meta.url), 'utf8'));
    validate = new Ajv({ strict: false, validateFormats: false, allErrors: false }).compile(schema);
    validators.set(name, validate);
  }
  return validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

const NOT_FOR_EARS = /undefined|\bnull\b|NaN|\[object|\{\{|\}\}|\*\*|https?:|www\.|\d{4}-\d{2}-\d{2}|[_#<>{}[\]|\\]|amzn1\./;

/** Whatever the request was, this holds of its answer (invariants I1–I8 of the certification table). */
export async function expectAcceptable(request: RequestEnvelope, answer: ResponseEnvelope): Promise<void> {
  const sent = JSON.parse(JSON.stringify(answer));
  expect(schemaErrors('alexa-response', sent)).toEqual([]);
  expect(Buffer.byteLength(JSON.stringify(sent))).toBeLessThan(24_000);
  expect(Buffer.byteLength(JSON.stringify(sent.sessionAttributes ?? {}))).toBeLessThan(6_000);
  const { response } = answer;
  const locale = 'locale' in request.request ? (request.request.locale ?? 'en-US') : 'en-US';
  const speech = await heardIn(response.outputSpeech, locale);
  const reprompt = await heardIn(response.reprompt?.outputSpeech, locale);
  if (speech === undefined) {
    expect(reprompt).toBeUndefined();
    expect(response.directives).toBeUndefined();
    return;
  }
  expect(typeof response.shouldEndSession).toBe('boolean');
  expect(speech.trim().endsWith('?')).toBe(response.shouldEndSession === false);
  expect(reprompt !== undefined).toBe(response.shouldEndSession === false);
  if (reprompt !== undefined) expect(reprompt).toMatch(/\?$/);
  expectDirectives(request, answer);
  expect(JSON.stringify(sent)).not.toContain('api-token');
  expect(JSON.stringify({ ...sent, sessionAttributes: {} })).not.toContain(request.context.System.user.userId);
}

/** Words that only the other language has, place names apart. */
const ENGLISH = /\b(the|you|your|which|what|would|and|with|nothing|sorry)\b/i;
const FRENCH = /\b(vous|je|est|avec|pour|votre|dans|rien|combien|quel)\b/i;

type Speech = NonNullable<ResponseEnvelope['response']['outputSpeech']>;

async function heardIn(speech: Speech | undefined, locale: string): Promise<string | undefined> {
  if (speech?.type !== 'SSML') return undefined;
  expect(speech.ssml.length).toBeLessThan(8_000);
  expect(await check(speech.ssml, { platform: 'amazon', locale })).toBeUndefined();
  const words = plainText(speech.ssml);
  expect(words.trim()).not.toBe('');
  expect(words).not.toMatch(NOT_FOR_EARS);
  expect(words).not.toMatch(locale.startsWith('fr') ? ENGLISH : FRENCH);
  return words;
}

/** Nothing that the device cannot show, and only slots that the model can elicit. */
function expectDirectives(request: RequestEnvelope, { response }: ResponseEnvelope): void {
  const interfaces = Object.keys(request.context.System.device?.supportedInterfaces ?? {});
  for (const directive of response.directives ?? []) {
    if (directive.type.startsWith('Alexa.Presentation.APL')) expect(interfaces).toContain('Alexa.Presentation.APL');
    if (directive.type !== 'Dialog.ElicitSlot') continue;
    expect(response.shouldEndSession).toBe(false);
    const dialog = modelOf('fr-FR').dialog.intents.find((intent) => intent.name === directive.updatedIntent?.name);
    const slots = dialog?.slots.map((slot) => slot.name);
    expect(slots).toContain(directive.slotToElicit);
    expect(Object.keys(directive.updatedIntent?.slots ?? {})).toEqual(slots);
  }
}

export interface Model {
  readonly languageModel: {
    readonly invocationName: string;
    readonly intents: readonly {
      readonly name: string;
      readonly samples: readonly string[];
      readonly slots?: readonly { readonly name: string; readonly type: string; readonly samples?: readonly string[] }[];
    }[];
    readonly types: readonly {
      readonly name: string;
      readonly values: readonly { readonly id?: string; readonly name: { readonly value: string; readonly synonyms: readonly string[] } }[];
    }[];
  };
  readonly dialog: {
    readonly intents: readonly {
      readonly name: string;
      readonly confirmationRequired: boolean;
      readonly slots: readonly {
        readonly name: string;
        readonly type: string;
        readonly elicitationRequired: boolean;
        readonly confirmationRequired: boolean;
      }[];
    }[];
  };
  readonly prompts: readonly { readonly id: string }[];
}

/** The committed interaction model of a locale. */
export function modelOf(locale: string): Model {
  const path = new URL(`../../skills/alexa/skill-package/interactionModels/custom/${locale}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')).interactionModel;
}
