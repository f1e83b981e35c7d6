import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { get } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { jsonLog } from '../../shared/adapters/system.ts';
import { type Running, startServer } from '../../skills/web/server.ts';
import { scratch } from '../support/scratch.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const folders: string[] = [];
const running: Running[] = [];
const processes: ChildProcess[] = [];

function dataDir(): string {
  const folder = scratch('web-start');
  folders.push(folder);
  return folder;
}

async function start(env: Readonly<Record<string, string>> = {}): Promise<Running> {
  const started = await startServer({ DATA_DIR: dataDir(), PORT: '0', CONCIERGE_NOW: '2026-11-21T10:00:00Z', ...env });
  running.push(started);
  return started;
}

/** `npm start` in a process of its own, and what it says first. */
async function spawned(env: Readonly<Record<string, string>> = {}): Promise<{ child: ChildProcess; line: string; url: string }> {
  const child = spawn(process.execPath, ['skills/web/server.ts'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir(), PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  processes.push(child);
  const [first] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  const line = String(first);
  return { child, line, url: /http:\S+/.exec(line)?.[0] ?? '' };
}

/** How many offers a wish is answered with, and where the link to its trip leads. */
async function wished(url: string): Promise<{ offers: number; page: string }> {
  const response = await fetch(`${url.replace('0.0.0.0', '127.0.0.1')}/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      locale: 'fr-FR',
      timeZone: 'Europe/Paris',
      ...(url.includes('localhost') && { traveller: 'a' }),
      text: 'une table pour deux samedi 28 novembre à 20 heures à Annecy',
    }),
  });
  const { trip } = (await response.json()) as { trip: { page: string; proposals: readonly object[] } };
  return { offers: trip.proposals.length, page: trip.page };
}

const talk = (args: readonly string[], input = ''): Promise<{ stdout: string; stderr: string; code: number | null }> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['skills/web/talk.ts', ...args],
      { cwd: ROOT, env: { PATH: process.env['PATH'], DATA_DIR: dataDir(), CONCIERGE_NOW: '2026-11-21T10:00:00Z', USER: 'tester' } },
      (error, stdout, stderr) => resolve({ stdout, stderr, code: error ? Number(error.code ?? 1) : 0 }),
    );
    child.stdin?.end(input);
  });

afterEach(async () => {
  for (const { stop } of running.splice(0)) await stop();
  for (const child of processes.splice(0)) child.kill('SIGKILL');
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('the server of one machine', () => {
  test('serves every address of the contract', async () => {
    const { url } = await start();
    const status = async (path: string, init: RequestInit = {}) => (await fetch(`${url}${path}`, init)).status;
    expect(await status('/')).toBe(200);
    expect(await status('/healthz')).toBe(200);
    expect(await status('/vendors/v1/openapi.json')).toBe(200);
    expect(await status('/trips/none?key=x')).toBe(404);
    expect(await status('/sandbox/nobody', { method: 'POST', body: '{}' })).toBe(404);
    for (const platform of ['/alexa', '/google']) {
      expect(await status(platform)).toBe(405);
      expect(await status(platform, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).toBe(400);
    }
  });

  test('a trip told on one turn is known on the next, and its clock is the one it was given', async () => {
    const { url } = await start();
    const body = { traveller: 'a', locale: 'fr-FR', timeZone: 'Europe/Paris', text: 'une table pour deux samedi soir à Annecy' };
    const response = await fetch(`${url}/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as { speech: string; trip: { page: string } };
    expect(response.status).toBe(200);
    expect(answer.speech).toContain('28 novembre');
    const { pathname, search } = new URL(answer.trip.page, url);
    expect((await fetch(`${url}${pathname}${search}`)).status).toBe(200);
  });

  test('without the demonstration vendors their addresses are gone', async () => {
    const { url } = await start({ SANDBOX: 'off' });
    expect((await fetch(`${url}/sandbox/_ledger`)).status).toBe(404);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test('where others can reach it, it names what is missing and does not start', async () => {
    const open = { DATA_DIR: dataDir(), HOST: '0.0.0.0', PORT: '0' };
    await expect(startServer(open)).rejects.toMatchObject({
      code: 'config',
      message: 'HOST 0.0.0.0 can be reached by others: set SESSION_SECRET, ALEXA_SKILL_ID, GOOGLE_WEBHOOK_SECRET',
    });
    await expect(startServer({ ...open, SESSION_SECRET: 's', ALEXA_SKILL_ID: 'a' })).rejects.toMatchObject({
      message: 'HOST 0.0.0.0 can be reached by others: set GOOGLE_WEBHOOK_SECRET',
    });
  });

  test('with its secrets it starts there, verifies the platforms and mints the travellers', async () => {
    const secrets = { SESSION_SECRET: 's'.repeat(32), ALEXA_SKILL_ID: 'amzn1.ask.skill.x', GOOGLE_WEBHOOK_SECRET: 'user:password' };
    const { url } = await start({ HOST: '0.0.0.0', ...secrets });
    const post = (path: string, body: unknown) =>
      fetch(`${url.replace('0.0.0.0', '127.0.0.1')}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await post('/google', {})).status).toBe(401);
    expect((await post('/alexa', {})).status).toBe(400);
    const chat = await post('/chat', { traveller: 'somebody else', locale: 'fr-FR', open: true });
    expect(chat.status).toBe(200);
    expect(chat.headers.get('set-cookie')).toMatch(/^traveller=.+HttpOnly; Secure/);
  });

  describe('where others reach it', () => {
    const open = {
      HOST: '0.0.0.0',
      SESSION_SECRET: 's'.repeat(32),
      ALEXA_SKILL_ID: 'amzn1.ask.skill.x',
      GOOGLE_WEBHOOK_SECRET: 'user:password',
    };

    test('the demonstration vendors answer a wish, and the link to the trip leads somewhere', async () => {
      const { offers, page } = await wished((await start(open)).url);
      expect(offers).toBeGreaterThan(0);
      expect(page).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/trips\//);
      expect((await fetch(page)).status).toBe(200);
    });

    test('they do behind a public name, which the link then bears', async () => {
      const { offers, page } = await wished((await start({ ...open, BASE_URL: 'https://concierge.example' })).url);
      expect(offers).toBeGreaterThan(0);
      expect(page).toMatch(/^https:\/\/concierge\.example\/trips\//);
    });

    test('they do where it listens on an outward address alone, and still on a name of this machine', async () => {
      const outward = Object.values(networkInterfaces())
        .flat()
        .find((one) => one?.family === 'IPv4' && !one.internal)?.address;
      for (const HOST of ['localhost', ...(outward === undefined ? [] : [outward])])
        expect((await wished((await start({ ...open, HOST })).url)).offers).toBeGreaterThan(0);
    });

    test('their faults and books are nobody’s there, even for a caller on this machine', async () => {
      const { url } = await start(open);
      expect((await fetch(`http://127.0.0.1:${new URL(url).port}/sandbox/_ledger`)).status).toBe(404);
      expect((await fetch(`${(await start()).url}/sandbox/_ledger`)).status).toBe(200);
    });
  });

  test('a bug of ours is logged with its name and place, and without a word of what was said', async () => {
    const lines: string[] = [];
    let broken = false;
    const clock = {
      now: () => {
        if (broken) throw new RangeError('une table à Annecy\n    at /it/is/said.ts:1:1');
        return '2026-11-21T10:00:00Z';
      },
    };
    const log = jsonLog({ now: () => '2026-11-21T10:00:00Z' }, (line) => lines.push(line));
    const started = await startServer({ DATA_DIR: dataDir(), PORT: '0' }, { clock, log });
    running.push(started);
    broken = true;
    const { status } = await fetch(`${started.url}/google`, {
      method: 'POST',
      body: '{"queryResult":{}}',
      headers: { 'content-type': 'application/json' },
    });
    broken = false;
    expect(status).toBe(503);
    expect(lines.find((line) => line.includes('web.failed'))).toMatch(
      /"event":"web.failed","code":"bug","error":"RangeError","where":"skills\.web-start\.test\.ts:\d+:\d+"}/,
    );
  });

  test('on loopback it answers to its own names only, so that no page elsewhere can have one that leads here', async () => {
    const { url } = await start({ BASE_URL: 'https://concierge.example' });
    const { port } = new URL(url);
    const statusFor = (host: string) =>
      new Promise((resolve) =>
        get({ port, host: '127.0.0.1', path: '/healthz', headers: { host } }, (response) => resolve(response.statusCode)),
      );
    expect(await Promise.all([`127.0.0.1:${port}`, `localhost:${port}`, '[::1]', 'concierge.example'].map(statusFor))).toEqual([
      200, 200, 200, 200,
    ]);
    expect(await Promise.all([`rebound.example:${port}`, '127.0.0.1.rebound.example', '%%'].map(statusFor))).toEqual([421, 421, 421]);
  });

  test('a taken port and a wrong setting are said in one line', async () => {
    const { url } = await start();
    const { port } = new URL(url);
    await expect(startServer({ DATA_DIR: dataDir(), PORT: port })).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining(`PORT ${port} of HOST 127.0.0.1 cannot be listened on`),
    });
    await expect(startServer({ DATA_DIR: dataDir(), PORT: 'x' })).rejects.toThrow('PORT must be a number from 0 to 65535');
  });
});

describe('npm start', () => {
  test('says where it is and that verification is off, and ends well on SIGTERM', async () => {
    const { child, line, url } = await spawned();
    expect(line).toMatch(/^Concierge at http:\/\/127\.0\.0\.1:\d+ \(this machine only: platform request verification is off\)/);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  }, 20_000);

  test.each([
    [{}, / Set BASE_URL to the https address that others use: links lead to http:\/\/127\.0\.0\.1:\d+, and over plain http /],
    [{ BASE_URL: 'http://concierge.lan' }, /: links lead to http:\/\/concierge\.lan, and over plain http browsers drop the cookie /],
    [{ BASE_URL: 'https://concierge.example' }, /^(?!.*BASE_URL).*platform request verification is on/],
  ])('open to others with %j it says whether its links and its cookie work there', async (env, said) => {
    const secrets = { SESSION_SECRET: 's'.repeat(32), ALEXA_SKILL_ID: 'amzn1.ask.skill.x', GOOGLE_WEBHOOK_SECRET: 'user:password' };
    expect((await spawned({ HOST: '0.0.0.0', ...secrets, ...env })).line).toMatch(said);
  });

  test('a turn in flight is answered before it ends', async () => {
    const { child, url } = await spawned({ CONCIERGE_NOW: '2026-11-21T10:00:00Z' });
    const ask = (text: string) =>
      fetch(`${url}/chat`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify({ traveller: 'a', locale: 'fr-FR', timeZone: 'Europe/Paris', text }),
      });
    const asked = await ask('une table pour deux samedi 28 novembre à 20 heures à Annecy');
    child.kill('SIGTERM');
    const text = await asked.text();
    expect(text).toContain('event: answer');
    expect(await once(child, 'exit')).toEqual([0, null]);
  }, 20_000);
});

describe('npm run talk', () => {
  test('joins the server that runs, says one line, and exits', async () => {
    const { url } = await start();
    const { stdout, code } = await talk(['--locale', 'fr-FR', '--url', url, '--say', 'deux adultes du 20 au 25 mars']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^< .*assistant automatique.*\n/);
    expect(stdout).toContain('samedi 20');
  }, 20_000);

  test('without one it starts its own, and holds a piped conversation', async () => {
    const { stdout, stderr, code } = await talk(
      ['--locale', 'en-US', '--url', 'http://127.0.0.1:9'],
      'skis and passes in Valmorel tomorrow for two\nstop\n',
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n').filter((line) => line.startsWith('>'))).toEqual(['> skis and passes in Valmorel tomorrow for two', '> stop']);
    expect(stdout.split('\n').filter((line) => line.startsWith('<'))).toHaveLength(3);
  }, 30_000);

  test('says what is wrong in one line', async () => {
    const { url } = await start();
    const { stderr, code } = await talk(['--locale', 'not a locale!', '--url', url, '--say', 'oui']);
    expect(code).toBe(1);
    expect(stderr).toBe('talk: 400 Some fields are wrong.\nlocale is not a language tag: send a BCP 47 tag such as "fr-FR"\n');
  }, 20_000);
});
