import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, createApp } from '../shared/app.ts';
import { type Environment, readConfiguration } from '../shared/settings.ts';
import { turnOf } from './support/ports.ts';
import { scratch } from './support/scratch.ts';
import { toyCore } from './support/toy-core.ts';
import { vendorLedger } from './support/vendor-ledger.ts';

const folder = scratch('concierge-app');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NOW = { CONCIERGE_NOW: '2026-11-21T10:00:00Z' };
const silent = { event: () => {} };

function open(name: string, vendors = vendorLedger([]), background = true, env: Environment = {}): Promise<App> {
  return createApp({
    env: { ...NOW, DATA_DIR: join(folder, name), ...env },
    background,
    core: toyCore,
    vendors,
    log: silent,
    random: () => 0,
  });
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((wake) => setTimeout(wake, 5));
}

describe('the environment', () => {
  test('of a fresh machine is the sandbox, as organiser, on this machine', () => {
    expect(readConfiguration({})).toStrictEqual({
      sandbox: true,
      operatorRole: 'organiser',
      liveFanout: 40,
      mailFrom: 'concierge@localhost',
      baseUrl: 'http://127.0.0.1:3000',
      dataDir: '.data',
      host: '127.0.0.1',
      port: 3000,
    });
  });

  test('with a table has no sandbox and sells as an intermediary', () => {
    expect(readConfiguration({ TABLE: 'concierge', BASE_URL: 'https://concierge.example/' })).toMatchObject({
      table: 'concierge',
      sandbox: false,
      operatorRole: 'intermediary',
      baseUrl: 'https://concierge.example',
    });
  });

  test.each([
    ['SANDBOX', 'yes'],
    ['OPERATOR_ROLE', 'boss'],
    ['LIVE_FANOUT', '0'],
    ['LIVE_FANOUT', 'many'],
    ['CONCIERGE_NOW', 'tomorrow'],
    ['BASE_URL', 'concierge.example'],
  ])('says which variable is wrong: %s=%s', (name, value) => {
    expect(() => readConfiguration({ [name]: value })).toThrow(
      expect.objectContaining({ code: 'config', message: expect.stringContaining(name) }),
    );
  });
});

test.each([
  ['a sender and no server, on one machine', { MAIL_FROM: 'c@example.org' }, /^MAIL_URL is missing/],
  ['a sender and an empty server, on one machine', { MAIL_FROM: 'c@example.org', MAIL_URL: '' }, /^MAIL_URL is missing/],
  ['a sender and an empty server, in the worker', { TABLE: 't', MAIL_FROM: 'c@example.org', MAIL_URL: '' }, /^MAIL_URL is missing/],
  ['a server and no sender', { MAIL_URL: 'smtp://mail.example:587' }, /^MAIL_FROM is missing/],
  ['a server and no sender, in the worker', { TABLE: 't', MAIL_FROM: '', MAIL_URL: 'smtp://mail.example:587' }, /^MAIL_FROM is missing/],
])('mail is set up whole or not at all: %s', (_, env, message) => {
  expect(() => readConfiguration(env)).toThrow(expect.objectContaining({ code: 'config', message: expect.stringMatching(message) }));
});

describe('the app', () => {
  test('of a server names what is wrong in its vendors file before it opens the store', async () => {
    const file = join(folder, 'vendors.json');
    writeFileSync(file, JSON.stringify([{ id: 'alpes-auto', endpoint: 'http://127.0.0.1:4000/' }]));
    const wrong = open('vendors', undefined, true, { VENDORS_FILE: file });
    await expect(wrong).rejects.toMatchObject({ code: 'config', message: expect.stringMatching(/VENDORS_FILE.*vendors\[0\].endpoint/) });
    expect(existsSync(join(folder, 'vendors'))).toBe(false);
  });

  test.each<[string, Environment, readonly string[]]>([
    ['asks people where a sender is named, whoever posts the letters', { MAIL_FROM: 'c@example.org' }, ['odile']],
    ['asks people where it posts them', { MAIL_URL: 'smtp://127.0.0.1:25', MAIL_FROM: 'c@example.org' }, ['odile']],
    ['asks nobody whom nobody would write to', { MAIL_URL: '', MAIL_FROM: '' }, []],
  ])('of a function %s', async (_, env, asked) => {
    const file = join(folder, 'people.json');
    writeFileSync(
      file,
      JSON.stringify([{ id: 'odile', name: 'Odile', categories: ['lodging'], endpoint: 'mailto:odile@example.org', country: 'FR' }]),
    );
    const base = { TABLE: 'concierge', VENDORS_FILE: file, BASE_URL: 'https://concierge.example' };
    const app = await createApp({ env: { ...NOW, ...base, ...env }, background: false, core: toyCore, log: silent, random: () => 0 });
    expect((await app.ports.vendors.forCategory('lodging')).map(({ id }) => id)).toEqual(asked);
    await app.close();
  });

  test('goes on after a restart where it was', async () => {
    const first = await open('restart');
    expect((await first.converse(turnOf('greet'))).speech).toBe('said n=1 acts=greet');
    await first.close();
    const second = await open('restart');
    expect((await second.converse(turnOf('thanks'))).speech).toBe('said n=2 acts=thanks');
    await second.close();
  });

  test('does in the background what no turn waits for', async () => {
    const vendors = vendorLedger(['a', 'b']);
    const app = await open('background', vendors);
    await app.converse(turnOf('watch'));
    await until(() => vendors.calls.length === 2);
    await app.close();
  });

  test('of a function leaves it to the worker, whose passes do it', async () => {
    const vendors = vendorLedger(['a', 'b']);
    const app = await open('function', vendors, false);
    await app.converse(turnOf('watch'));
    expect(vendors.calls).toStrictEqual([]);
    expect(await app.dispatch(10)).toMatchObject({ expanded: 1 });
    expect(await app.dispatch(10)).toMatchObject({ done: 2 });
    await app.close();
  });

  test('refuses a store that another has open', async () => {
    const app = await open('owned');
    await expect(open('owned')).rejects.toMatchObject({ code: 'config' });
    await app.close();
  });

  test('is healthy while its store answers and its dispatcher works', async () => {
    const app = await open('health');
    expect(await app.isHealthy()).toBe(true);
    await app.close();
    expect(await app.isHealthy()).toBe(false);
  });

  test('finishes the turns under way before it lets go of the store', async () => {
    const vendors = vendorLedger(['a']);
    vendors.behave.set('a', 'hangs');
    const app = await open('closing', vendors, true);
    const deadline = new Date(Date.parse(app.ports.clock.now()) + 900).toISOString();
    const turn = app.converse(turnOf('request', { deadline }));
    await until(() => vendors.calls.length === 1);
    vendors.behave.clear();
    await app.close();
    expect((await turn).speech).toBe('asking resumed offers=0 timedOut=true status=');
  });

  test('has the written record of a trip in words', async () => {
    const app = await open('trace');
    await app.converse(turnOf('greet'));
    const reply = await app.converse(turnOf('new_trip'));
    const trip = await app.trip(reply.speech.replace('new trip=', ''));
    if (!trip) throw new Error('the trip was not stored');
    expect(await app.trace(trip, 'fr-FR')).toMatchObject([{ heard: 'new_trip', said: `new trip=${trip.id}`, author: 'machine' }]);
    expect(await app.readback(trip, 'fr-FR')).toStrictEqual([]);
    await app.close();
  });
});
