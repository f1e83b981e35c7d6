import { json as edgeJson, problem as edgeProblem, type HttpAnswer } from '../edge/http.ts';
import type { Problem } from '../edge/json.ts';

/** A request as both hosts (Express, Lambda) hand it over. Header names are lower case; `path` is raw, without the query. */
export interface WebRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  /** Who is asking, for rate limits: the peer's address. */
  readonly client: string;
}

/** An iterable body is sent piece by piece where the host can, else joined. */
export interface WebResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | AsyncIterable<string>;
}

export type Handle = (request: WebRequest) => Promise<WebResponse>;

type Headers = Readonly<Record<string, string>>;

export function json(value: unknown, headers: Headers = {}): WebResponse {
  return withHeaders(edgeJson(value), headers);
}

/** RFC 9457, with what the status asks for in headers (allow, retry-after). */
export function problem(status: number, detail: string, headers: Headers = {}, problems?: readonly Problem[]): WebResponse {
  return withHeaders(edgeProblem(status, detail, problems), headers);
}

export const notFound = (): WebResponse => problem(404, 'There is nothing at this address.');

export function methodNotAllowed(allow: readonly string[]): WebResponse {
  return problem(405, `This address takes ${allow.join(', ')}.`, { allow: allow.join(', ') });
}

/** The media type without its parameters, lower case; empty when absent. */
export function mediaType(request: WebRequest): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

function withHeaders(answer: HttpAnswer, headers: Headers): WebResponse {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
