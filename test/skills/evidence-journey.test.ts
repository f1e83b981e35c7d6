import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, fileText, type WholeEvidence } from '../../shared/market/evidence-file.ts';
import { verify } from '../../shared/market/evidence-verify.ts';
import { scratch } from '../support/scratch.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let folder: string;
beforeAll(async () => {
  world = await openWorld();
  folder = scratch('evidence');
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.close();
});

const LINES = [
  'un hôtel à Annecy du 12 au 14 février pour deux, 500 euros maximum',
  'finalement du 13 au 15 février, avec un spa si possible',
  'et une piscine si possible',
  'ils peuvent faire mieux ?',
  'le premier',
  'Camille Martin',
  'je confirme et je paie',
];

function verifyFile(name: string, text: string, ...more: readonly string[]) {
  const path = join(folder, name);
  writeFileSync(path, text);
  const { status, stdout } = spawnSync(process.execPath, ['scripts/verify.ts', path, ...more], {
    cwd: join(import.meta.dirname, '..', '..'),
    encoding: 'utf8',
  });
  return { status, stdout };
}

/** The record as somebody would write it anew who wants the award forgotten: it holds together. */
function cutShort({ digest: _old, ...file }: WholeEvidence): string {
  const requests = file.requests.map((each) => {
    const log = each.log.filter(({ data }) => data.type !== 'awarded');
    const last = log.at(-1);
    return { ...each, log, ...(last && { head: { seq: last.seq, hash: last.hash } }) };
  });
  const anew = { ...file, requests };
  return fileText({ ...anew, digest: digestOf(anew) });
}

test('a booked trip leaves a record of what was published, told and awarded, which the command verifies', async () => {
  await world.vendorsAnew([]);
  let page = '';
  for (const text of LINES) {
    const answer = (await world.post('/chat', { traveller: 'evidence', locale: 'fr-FR', timeZone: 'Europe/Paris', text })) as {
      readonly trip: { readonly page: string };
    };
    page = answer.trip.page;
  }
  const data = new URL(page);
  data.pathname += '.json';
  const { evidence, heads } = (await (await fetch(data)).json()) as { readonly evidence: string; readonly heads: readonly unknown[] };
  const linked = await (await fetch(page)).text();
  const address = `${evidence}${data.search}`;
  expect(linked).toContain(`href="${address}"`);
  const text = await (await fetch(new URL(address, world.url))).text();
  const file = JSON.parse(text) as WholeEvidence;
  const steps = file.requests.map(({ log }) => log.map((entry) => entry.data.type));
  expect(steps).toEqual([
    ['published', 'opened', 'withdrawn'],
    ['published', 'opened', 'revised', 'opened', 'invited', 'opened', 'awarded'],
  ]);
  const opened = file.requests[1]?.log[5]?.data;
  expect(opened?.type === 'opened' && opened.by).toEqual({
    requirements: expect.arrayContaining([{ attr: 'spa', op: 'eq', value: true, strength: 'wish' }]),
  });
  const spoken = opened?.type === 'opened' ? opened.spoken.map(({ lines }) => lines[0]) : [];
  expect(spoken.length).toBeGreaterThan(1);
  const awarded = file.requests[1]?.log.at(-1)?.data;
  expect(awarded?.type === 'awarded' && awarded.offer).toBe(spoken[0]);
  const offers = file.requests.flatMap((request) => request.offers);
  expect(offers.length).toBeGreaterThan(2);
  expect(verify(text)).toMatchObject({ problems: [], unproved: [], otherRules: [] });
  const head = `sha256-${file.requests[1]?.head?.hash}`;
  expect(linked).toContain(head);
  expect(heads).toContainEqual({ request: file.requests[1]?.request, head });
  expect(verifyFile('sound.json', text)).toMatchObject({ status: 0, stdout: expect.stringContaining('It holds together.') });
  const kept = verifyFile('kept.json', text, '--head', head);
  expect(kept).toMatchObject({ status: 0, stdout: expect.stringContaining('Nothing was altered up to the 1 head given.') });
  expect(verifyFile('cut.json', cutShort(file), '--head', head)).toMatchObject({ status: 1, stdout: expect.stringContaining('Altered.') });
  expect(verifyFile('later.json', text, join(folder, 'sound.json'))).toMatchObject({ status: 0 });
  expect(verifyFile('shorter.json', cutShort(file), join(folder, 'sound.json'))).toMatchObject({ status: 1 });
  expect(verifyFile('altered.json', text.replace(/"minor":(\d)/, '"minor":9$1'))).toMatchObject({ status: 1 });
  const stranger = new URL(address, world.url);
  stranger.searchParams.set('key', 'wrong');
  expect((await fetch(stranger)).status).toBe(404);
});
