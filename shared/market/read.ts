export type Plain = Readonly<Record<string, unknown>>;

export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True when nothing in the value nests deeper than `depth`. Walks without recursion: the value may be hostile. */
export function isShallow(value: unknown, depth = 64): boolean {
  let level: unknown[] = [value];
  for (let i = 0; i <= depth; i++) {
    level = level.flatMap((entry) => (typeof entry === 'object' && entry !== null ? Object.values(entry) : []));
    if (level.length === 0) return true;
  }
  return false;
}

/** Reads members of one object of foreign JSON. A wrong member adds a problem "path: expected" and reads as a neutral value, so callers look at the problems once. */
export interface Reader {
  match(name: string, pattern: RegExp, expected: string): string;
  optionalMatch(name: string, pattern: RegExp, expected: string): string | undefined;
  oneOf<V extends string>(name: string, values: readonly [V, ...V[]]): V;
  number(name: string, range: { readonly min: number; readonly max: number; readonly integer?: true }): number;
  boolean(name: string): boolean;
  instant(name: string): string;
  list(name: string, max: number): readonly Reader[];
  strings(name: string, max: number, pattern: RegExp): readonly string[];
  inside(name: string): Reader;
  has(name: string): boolean;
  raw(name: string): unknown;
  problem(name: string, expected: string): void;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

export function reader(source: unknown, at: string, problems: string[]): Reader {
  if (!isPlain(source)) problems.push(`${at || 'body'}: not an object`);
  const wire = isPlain(source) ? source : {};
  const path = (name: string) => (at ? `${at}.${name}` : name);
  const problem = (name: string, expected: string) => void problems.push(`${path(name)}: not ${expected}`);
  const raw = (name: string): unknown => (Object.hasOwn(wire, name) ? wire[name] : undefined);
  const has = (name: string) => raw(name) !== undefined && raw(name) !== null;
  const wrong = <V>(name: string, expected: string, neutral: V): V => {
    problem(name, expected);
    return neutral;
  };
  const match = (name: string, pattern: RegExp, expected: string): string => {
    const value = raw(name);
    return typeof value === 'string' && pattern.test(value) ? value : wrong(name, expected, '');
  };
  return {
    match,
    optionalMatch: (name, pattern, expected) => (has(name) ? match(name, pattern, expected) : undefined),
    oneOf: (name, values) => values.find((value) => value === raw(name)) ?? wrong(name, values.join(' | '), values[0]),
    number: (name, range) =>
      isWithin(raw(name), range) ? Number(raw(name)) : wrong(name, `a number ${range.min} to ${range.max}`, range.min),
    boolean: (name) => (typeof raw(name) === 'boolean' ? raw(name) === true : wrong(name, 'true or false', false)),
    instant: (name) => readInstant(raw(name)) ?? wrong(name, 'an instant with its offset', '1970-01-01T00:00:00.000Z'),
    list: (name, max) =>
      listOf(raw(name), max)?.map((entry, i) => reader(entry, path(`${name}[${i}]`), problems)) ??
      wrong(name, `a list of at most ${max}`, []),
    strings: (name, max, pattern) => stringsOf(raw(name), max, pattern) ?? wrong(name, `a list of at most ${max} names`, []),
    inside: (name) => reader(raw(name), path(name), problems),
    has,
    raw,
    problem,
  };
}

function isWithin(value: unknown, range: { readonly min: number; readonly max: number; readonly integer?: true }): boolean {
  if (typeof value !== 'number' || (range.integer && !Number.isInteger(value))) return false;
  return value >= range.min && value <= range.max;
}

function readInstant(value: unknown): string | undefined {
  if (typeof value !== 'string' || !INSTANT.test(value)) return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

function listOf(value: unknown, max: number): readonly unknown[] | undefined {
  return Array.isArray(value) && value.length <= max ? value : undefined;
}

function stringsOf(value: unknown, max: number, pattern: RegExp): readonly string[] | undefined {
  const strings = listOf(value, max)?.filter((entry): entry is string => typeof entry === 'string' && pattern.test(entry));
  return strings && strings.length === listOf(value, max)?.length ? strings : undefined;
}
