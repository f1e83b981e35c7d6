/** One thing wrong with a body: which field, what is wrong, what to do. */
export interface Problem {
  readonly field: string;
  readonly problem: string;
  readonly fix: string;
}

export type JsonObject = Readonly<Record<string, unknown>>;

const MAX_DEPTH = 64;

/** Bytes to a JSON value. Refuses what is not UTF-8, not JSON, or nested deeper than 64 (a deep body costs more to walk than to send). */
export function parseJson(body: Uint8Array): { readonly value: unknown } | readonly Problem[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return [{ field: '', problem: 'is not UTF-8', fix: 'send the body as UTF-8' }];
  }
  if (isDeeper(text, MAX_DEPTH)) return [{ field: '', problem: `is nested deeper than ${MAX_DEPTH}`, fix: 'send a flatter body' }];
  try {
    return { value: JSON.parse(text) };
  } catch {
    return [{ field: '', problem: 'is not JSON', fix: 'send one JSON object' }];
  }
}

export function isProblems<T>(value: T | readonly Problem[]): value is readonly Problem[] {
  return Array.isArray(value);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of own keys; undefined as soon as one is missing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const key of path) {
    if (!isObject(here) || !Object.hasOwn(here, key)) return undefined;
    here = here[key];
  }
  return here;
}

/** The non-empty string at a path, else undefined. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** True when brackets nest deeper than that, those inside strings apart. Counted before parsing, so that a bomb is never built, and no further than needed. */
function isDeeper(text: string, limit: number): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]+|\\.)*"?|[[\]{}]/gs)) {
    if (token === ']' || token === '}') depth--;
    else if ((token === '[' || token === '{') && ++depth > limit) return true;
  }
  return false;
}
