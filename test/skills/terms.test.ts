import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitmentOf } from '../../shared/market/canonical.ts';
import type { WholeEvidence } from '../../shared/market/evidence-file.ts';
import type { Running } from '../../skills/web/server.ts';
import { startServer } from '../../skills/web/server.ts';

const TERMS = { name: 'Terms of this operator', clauses: ['Offers are honoured for a day.'] };
let folder: string;
let server: Running;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'terms-'));
  writeFileSync(join(folder, 'terms.json'), JSON.stringify(TERMS, null, 2));
  const env = { PORT: '0', DATA_DIR: folder, TERMS_FILE: join(folder, 'terms.json') };
  server = await startServer(env, { clock: { now: () => '2026-11-21T10:00:00.000Z' }, log: { event: () => {} }, sleep: async () => {} });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("the operator's own terms are served, and their hash is what is kept on record", async () => {
  expect(await (await fetch(`${server.url}/vendors/v1/terms`)).json()).toEqual(TERMS);
  const body = JSON.stringify({
    traveller: 'a',
    locale: 'fr-FR',
    timeZone: 'Europe/Paris',
    text: 'un hôtel à Annecy du 12 au 14 février pour deux',
  });
  const answer = await fetch(`${server.url}/chat`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const { trip } = (await answer.json()) as { readonly trip: { readonly page: string } };
  const page = new URL(trip.page);
  page.pathname += '.evidence.json';
  const file = (await (await fetch(page)).json()) as WholeEvidence;
  const first = file.requests[0]?.log[0]?.data;
  expect(first?.type === 'published' && first.terms).toBe(`sha256-${commitmentOf(TERMS)}`);
}, 20_000);

test('a document that cannot be read stops the start, by its name', async () => {
  const env = { PORT: '0', DATA_DIR: join(folder, 'other'), TERMS_FILE: join(folder, 'missing.json') };
  await expect(startServer(env, { log: { event: () => {} } })).rejects.toMatchObject({
    code: 'config',
    message: expect.stringContaining('TERMS_FILE'),
  });
});
