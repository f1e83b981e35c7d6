import type { IntentRequest, RequestEnvelope, Slot } from 'ask-sdk-model';
import { at, isObject, type Problem, textAt } from '../edge/json.ts';

const REQUIRED = [
  ['request', 'type'],
  ['request', 'requestId'],
  ['request', 'timestamp'],
  ['context', 'System', 'application', 'applicationId'],
  ['context', 'System', 'user', 'userId'],
] as const;

/** A body to a request envelope. Checked here: what the skill reads without looking, so that nothing later can trip over junk. */
export function parseEnvelope(body: unknown): RequestEnvelope | readonly Problem[] {
  if (!isObject(body)) return [wrong('', 'is not an object')];
  const problems = REQUIRED.filter((path) => textAt(body, ...path) === undefined).map((path) => wrong(path.join('.'), 'is missing'));
  const locale = at(body, 'request', 'locale');
  if (locale !== undefined && typeof locale !== 'string') problems.push(wrong('request.locale', 'is not a string'));
  problems.push(...sessionProblems(body['session']));
  if (at(body, 'request', 'type') === 'IntentRequest') problems.push(...intentProblems(at(body, 'request', 'intent')));
  return problems.length > 0 ? problems : (body as unknown as RequestEnvelope);
}

function sessionProblems(session: unknown): Problem[] {
  if (session === undefined || session === null) return [];
  if (!isObject(session)) return [wrong('session', 'is not an object')];
  const attributes = session['attributes'];
  const problems: Problem[] = [];
  if (textAt(session, 'sessionId') === undefined) problems.push(wrong('session.sessionId', 'is missing'));
  if (attributes !== undefined && attributes !== null && !isObject(attributes))
    problems.push(wrong('session.attributes', 'is not an object'));
  return problems;
}

function intentProblems(intent: unknown): Problem[] {
  if (textAt(intent, 'name') === undefined) return [wrong('request.intent.name', 'is missing')];
  const slots = at(intent, 'slots');
  return slots === undefined || slots === null || isObject(slots) ? [] : [wrong('request.intent.slots', 'is not an object')];
}

function wrong(field: string, problem: string): Problem {
  return { field, problem, fix: 'send the request as Alexa sends it' };
}

/** True when every application id in the request is ours, or when ours is not set. */
export function isForSkill(envelope: RequestEnvelope, skillId: string | undefined): boolean {
  const inContext = textAt(envelope, 'context', 'System', 'application', 'applicationId');
  const inSession = textAt(envelope, 'session', 'application', 'applicationId');
  const isOurs = (id: string | undefined) => id !== undefined && id === skillId;
  return skillId === undefined || (isOurs(inContext) && (inSession === undefined || isOurs(inSession)));
}

/** The words that a slot heard: a catalogue name where one place or one offer is certain, else what was spoken. Absent when nothing usable was heard. */
export function slotWords(intent: IntentRequest['intent'], name: string): string | undefined {
  const slot: unknown = at(intent.slots, name);
  const spoken = spokenValue(slot);
  if (spoken === undefined || spoken.trim() === '' || spoken.trim() === '?') return undefined;
  return certainName(slot, name) ?? spoken;
}

function spokenValue(slot: unknown): string | undefined {
  const list = at(slot, 'slotValue', 'values');
  if (Array.isArray(list)) return list.flatMap((value) => textAt(value, 'value') ?? []).join(', ');
  return textAt(slot, 'value') ?? textAt(slot, 'slotValue', 'value');
}

const RESOLVED: ReadonlySet<Slot['name']> = new Set(['origin', 'place', 'choice']);

/** The one name that entity resolution is sure of; what was pushed for this session (dynamic) before the catalogue. Two matches are nobody's choice but the dialogue's. */
function certainName(slot: unknown, name: string): string | undefined {
  const authorities = at(slot, 'resolutions', 'resolutionsPerAuthority');
  if (!RESOLVED.has(name) || !Array.isArray(authorities)) return undefined;
  const matched = authorities.filter((authority) => at(authority, 'status', 'code') === 'ER_SUCCESS_MATCH');
  const dynamic = matched.find((authority) => textAt(authority, 'authority')?.includes('dynamic'));
  const values = at(dynamic ?? matched[0], 'values');
  if (!Array.isArray(values) || values.length !== 1) return undefined;
  return textAt(values[0], 'value', 'name');
}
