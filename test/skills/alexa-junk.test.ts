import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { handleAlexaHttp } from '../../skills/alexa/handler.ts';
import { NOW, setUp } from '../support/alexa-skill.ts';

const FOLDER = new URL('../golden/alexa/', import.meta.url);
const goldens: readonly unknown[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.request.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')));

/** Every path to a value inside a document. */
function paths(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...path, key]))];
}

function withValue(value: unknown, [key, ...rest]: readonly string[], put: unknown): unknown {
  if (key === undefined) return put;
  const copy: Record<string, unknown> = Object.assign(Array.isArray(value) ? [] : {}, value);
  const inner = withValue(copy[key], rest, put);
  if (inner === undefined) delete copy[key];
  else copy[key] = inner;
  return copy;
}

const JUNK: readonly unknown[] = [
  undefined,
  null,
  '',
  'x',
  0,
  -1,
  1e308,
  true,
  [],
  {},
  [[]],
  { a: { b: 1 } },
  '__proto__',
  'constructor',
  'toString',
  '<audio src="https://evil.example/x.mp3"/>',
  'x'.repeat(5_000),
  '\ud801. ',
  '\u202E\u0000',
  '{{name}}',
  '$t(x)',
  ['x'],
  { toString: 'x', valueOf: 1 },
  '2026-13-45',
  'AlexaSkillEvent.SkillDisabled',
  'AMAZON.YesIntent',
];

async function post(value: unknown) {
  const { skill } = setUp();
  return handleAlexaHttp({ headers: {}, rawBody: Buffer.from(JSON.stringify(value) ?? '') }, { skill, now: () => NOW });
}

function expectSane({ status, body }: { readonly status: number; readonly body: string }): void {
  expect([200, 400]).toContain(status);
  expect(body).not.toMatch(/<audio|NaN|\[object|\\u0000|\{\{|at .*\.ts:\d|node:internal/);
  if (status === 200) expect(JSON.parse(body)).toMatchObject({ version: '1.0', response: {} });
}

test('any value anywhere in a request gives an answer or a 400, never a 500 and never an echo of junk', async () => {
  const mutations = goldens.flatMap((golden) => paths(golden).map((path) => ({ golden, path })));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...mutations), fc.oneof(fc.constantFrom(...JUNK), fc.jsonValue()), async ({ golden, path }, junk) => {
      expectSane(await post(withValue(golden, path, junk)));
    }),
    { numRuns: 600 },
  );
});

test('any bytes give a 400', async () => {
  const { skill } = setUp();
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (rawBody) => {
      expect((await handleAlexaHttp({ headers: {}, rawBody }, { skill, now: () => NOW })).status).toBe(400);
    }),
    { numRuns: 200 },
  );
});

test('junk does not leak into other objects', () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
