import { isTimeZone } from '../../shared/time.ts';
import type { Input } from '../../shared/turn.ts';
import { isObject, type Problem } from '../edge/json.ts';
import { zoneOf } from '../edge/zone.ts';

/** POST /chat as sent, checked (contracts/http.md). */
export interface ChatBody {
  /** Absent where the server mints ids. */
  readonly traveller?: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly turnId?: string;
  readonly input: Input;
}

const INPUTS = ['text', 'open', 'silence', 'news'] as const;
const MAX_ID = 200;
/** Longer than anything said in one breath; what follows is dropped. */
const MAX_TEXT = 2_000;

/** Checks every field, and tells all that is wrong at once. Unknown fields are dropped. */
export function parseChat(body: unknown, needsTraveller: boolean): ChatBody | readonly Problem[] {
  if (!isObject(body)) return [{ field: '', problem: 'is not an object', fix: 'send {"traveller", "locale", "timeZone", "text"}' }];
  const problems = [
    ...idProblems('traveller', body['traveller'], needsTraveller),
    ...idProblems('turnId', body['turnId'], false),
    ...localeProblems(body['locale']),
    ...zoneProblems(body['timeZone']),
    ...inputProblems(body),
  ];
  if (problems.length > 0) return problems;
  const locale = Intl.getCanonicalLocales(String(body['locale']))[0] ?? '';
  return {
    ...(typeof body['traveller'] === 'string' && { traveller: body['traveller'] }),
    ...(typeof body['turnId'] === 'string' && { turnId: body['turnId'] }),
    locale,
    timeZone: typeof body['timeZone'] === 'string' ? body['timeZone'] : zoneOf(locale),
    input: inputOf(body),
  };
}

function idProblems(field: string, value: unknown, required: boolean): readonly Problem[] {
  const fix = `send a string of 1 to ${MAX_ID} characters`;
  if (value === undefined) return required ? [{ field, problem: 'is missing', fix }] : [];
  if (typeof value !== 'string') return [{ field, problem: 'is not a string', fix }];
  if (value.trim() === '') return [{ field, problem: 'is empty', fix }];
  return value.length > MAX_ID ? [{ field, problem: 'is too long', fix }] : [];
}

function localeProblems(value: unknown): readonly Problem[] {
  const field = 'locale';
  const fix = 'send a BCP 47 tag such as "fr-FR"';
  if (value === undefined) return [{ field, problem: 'is missing', fix }];
  if (typeof value !== 'string') return [{ field, problem: 'is not a string', fix }];
  try {
    return Intl.getCanonicalLocales(value).length === 1 ? [] : [{ field, problem: 'is empty', fix }];
  } catch {
    return [{ field, problem: 'is not a language tag', fix }];
  }
}

function zoneProblems(value: unknown): readonly Problem[] {
  const field = 'timeZone';
  const fix = 'send an IANA zone such as "Europe/Paris", or leave it out';
  if (value === undefined) return [];
  if (typeof value !== 'string') return [{ field, problem: 'is not a string', fix }];
  return isTimeZone(value) ? [] : [{ field, problem: 'is not a known time zone', fix }];
}

function inputProblems(body: Readonly<Record<string, unknown>>): readonly Problem[] {
  const wrong = INPUTS.flatMap((field) => inputProblem(field, body[field]));
  if (wrong.length > 0) return wrong;
  const given = INPUTS.filter((field) => body[field] !== undefined && body[field] !== false);
  if (given.length === 1) return [];
  const fix = 'send exactly one of "text", "open": true, "silence": true, "news": true';
  const names = given.join(', ');
  return [given.length === 0 ? { field: 'text', problem: 'is missing', fix } : { field: names, problem: 'exclude each other', fix }];
}

function inputProblem(field: (typeof INPUTS)[number], value: unknown): readonly Problem[] {
  if (value === undefined) return [];
  if (field !== 'text') return typeof value === 'boolean' ? [] : [{ field, problem: 'is not true or false', fix: `send "${field}": true` }];
  const fix = 'send what was said, or "silence": true';
  if (typeof value !== 'string') return [{ field, problem: 'is not a string', fix }];
  return value.trim() === '' ? [{ field, problem: 'is empty', fix }] : [];
}

function inputOf(body: Readonly<Record<string, unknown>>): Input {
  if (typeof body['text'] === 'string') return { type: 'utterance', text: body['text'].slice(0, MAX_TEXT).toWellFormed() };
  if (body['open'] === true) return { type: 'open' };
  return body['silence'] === true ? { type: 'silence' } : { type: 'news' };
}
