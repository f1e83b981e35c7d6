import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../shared/adapters/sqlite.ts';
import { storeContract } from './store-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'concierge-'));
const clock = { now: () => '2026-11-21T10:00:00.000Z' };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

storeContract('sqlite', {
  open: async (clock) => {
    const store = openSqlite(join(folder, 'contract.db'), clock);
    return { store, close: () => store.close() };
  },
});

/** Another process that owns the file and says each write it was promised. */
function owner(file: string) {
  const program = `
    import { openSqlite } from ${JSON.stringify(new URL('../../shared/adapters/sqlite.ts', import.meta.url).href)};
    const store = openSqlite(${JSON.stringify(file)}, { now: () => '2026-11-21T10:00:00.000Z' });
    for (let i = 0; ; i++) {
      await store.put({ pk: 'K', sk: String(i).padStart(7, '0'), doc: 'x'.repeat(3000) }, 0);
      process.stdout.write(i + '\\n');
      if (i % 8 === 0) await new Promise(setImmediate);
    }`;
  return spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] });
}

test('what was promised is there after kill -9, and the file opens at once', async () => {
  const file = join(folder, 'killed.db');
  for (const killAfter of [1, 40, 300]) {
    const process = owner(file);
    let said = '';
    for await (const chunk of process.stdout) {
      said += chunk;
      if (said.split('\n').length > killAfter) process.kill('SIGKILL');
    }
    const promised = said.split('\n').length - 1;
    const store = openSqlite(file, clock);
    const kept = (await store.query({ pk: 'K' })).length;
    await store.erase('K');
    store.close();
    expect(promised).toBeGreaterThanOrEqual(killAfter);
    expect(kept).toBeGreaterThanOrEqual(promised);
  }
}, 30_000);

test('a second process is told who owns the file and what to do', async () => {
  const file = join(folder, 'owned.db');
  const process = owner(file);
  await once(process.stdout, 'data');
  expect(() => openSqlite(file, clock)).toThrow(expect.objectContaining({ code: 'config', message: expect.stringContaining('DATA_DIR') }));
  process.kill('SIGKILL');
  await once(process, 'exit');
  openSqlite(file, clock).close();
}, 30_000);

test('a file that is no database is reported as a store that is down', () => {
  expect(() => openSqlite(folder, clock)).toThrow(expect.objectContaining({ code: 'store-down' }));
});

test('expired items leave the file when it is opened', async () => {
  const file = join(folder, 'swept.db');
  const store = openSqlite(file, clock);
  await store.put({ pk: 'E', sk: 'META', doc: 1, expiresAt: '2026-11-21T10:00:01.000Z' }, 0);
  store.close();
  openSqlite(file, { now: () => '2026-11-21T10:00:01.000Z' }).close();
  const again = openSqlite(file, clock);
  expect(await again.get('E', 'META')).toBeUndefined();
  again.close();
});

test('a closed store rejects with its code', async () => {
  const store = openSqlite(join(folder, 'closed.db'), clock);
  store.close();
  await expect(store.get('A', 'META')).rejects.toMatchObject({ code: 'store-down' });
});
