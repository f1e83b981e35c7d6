import { at, isObject, textAt } from './json.ts';

/** One HTTP call as a function gets it: API Gateway HTTP API or Function URL, payload format 2.0. */
export interface FunctionCall {
  readonly method: string;
  /** Raw, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  /** The peer's address. */
  readonly client: string;
}

/** What the runtime takes back, format 2.0. Text only; bytes go as base64. */
export interface FunctionResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/** Reads any event without throwing: what is missing is empty, and the edge behind answers 4xx. */
export function readEvent(event: unknown): FunctionCall {
  const body = at(event, 'body');
  return {
    method: textAt(event, 'requestContext', 'http', 'method') ?? 'POST',
    path: textAt(event, 'rawPath') ?? '/',
    query: new URLSearchParams(textAt(event, 'rawQueryString') ?? ''),
    headers: headersOf(event),
    body: typeof body === 'string' ? Buffer.from(body, at(event, 'isBase64Encoded') === true ? 'base64' : 'utf8') : new Uint8Array(),
    client: textAt(event, 'requestContext', 'http', 'sourceIp') ?? '',
  };
}

export function result(answer: {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}): FunctionResult {
  const text = typeof answer.body === 'string';
  return {
    statusCode: answer.status,
    headers: answer.headers,
    body: text ? answer.body : Buffer.from(answer.body).toString('base64'),
    isBase64Encoded: !text,
  };
}

function headersOf(event: unknown): Readonly<Record<string, string | undefined>> {
  const headers: Record<string, string> = {};
  const given = at(event, 'headers');
  for (const [name, value] of Object.entries(isObject(given) ? given : {})) {
    if (typeof value === 'string') headers[name.toLowerCase()] = value;
  }
  const cookies = at(event, 'cookies');
  return Array.isArray(cookies) ? { ...headers, cookie: cookies.join('; ') } : headers;
}
