import { readdirSync, readFileSync } from 'node:fs';
import type { RequestEnvelope } from 'ask-sdk-model';
import { parseEnvelope } from '../../skills/alexa/envelope.ts';
import { isProblems } from '../../skills/edge/json.ts';
import { schemaErrors } from '../support/alexa-oracle.ts';
import { setUp } from '../support/alexa-skill.ts';

const FOLDER = new URL('../golden/alexa/', import.meta.url);
const names = readdirSync(FOLDER).flatMap((file) => /^(.+)\.request\.json$/.exec(file)?.[1] ?? []);
const read = (file: string) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));

test.each(names)('%s: Alexa’s JSON in, ours out', async (name) => {
  const request: RequestEnvelope = read(`${name}.request.json`);
  expect(isProblems(parseEnvelope(request))).toBe(false);
  expect(schemaErrors('alexa-request', request)).toEqual([]);
  const answer = await setUp().send(request);
  expect(JSON.parse(JSON.stringify(answer))).toEqual(read(`${name}.response.json`));
});

test('every answer belongs to a request', () => {
  const answers = readdirSync(FOLDER).flatMap((file) => /^(.+)\.response\.json$/.exec(file)?.[1] ?? []);
  expect(answers.sort()).toEqual([...names].sort());
});
