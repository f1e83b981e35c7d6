import { STATUS_CODES } from 'node:http';
import type { Problem } from './json.ts';

/** What every edge hands back to its host; the body is complete. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Largest request body of contracts/http.md. */
export const MAX_BODY_BYTES = 256 * 1024;

export function json(value: unknown): HttpAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(value),
  };
}

/** RFC 9457. `detail` is fixed text of ours, never that of an exception. */
export function problem(status: number, detail: string, problems?: readonly Problem[]): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, ...(problems && { problems }) }),
  };
}
