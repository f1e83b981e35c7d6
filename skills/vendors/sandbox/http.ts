/** What the server sends back as it is. */
export interface SandboxResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

export function json(status: number, value: unknown, type = 'application/json'): SandboxResponse {
  return { status, headers: { 'content-type': `${type}; charset=utf-8` }, body: JSON.stringify(value) };
}

export function problem(status: number, detail: string): SandboxResponse {
  return json(status, { status, title: detail }, 'application/problem+json');
}

export function empty(status: 202 | 204): SandboxResponse {
  return { status, headers: {}, body: '' };
}
