import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What is killed within a second gains nothing from code that is optimised beside it. */
const SHORT_LIVED = ['--no-opt', '--single-threaded-gc'];

/** The real server, as `npm start` runs it, in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** kill -9, and gone when it resolves. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

export async function serverProcess(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const process_ = spawn(process.execPath, [...SHORT_LIVED, 'skills/web/server.ts'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const complaints: string[] = [];
  process_.stderr.on('data', (chunk: Buffer) => complaints.push(String(chunk)));
  const url = await Promise.race([addressOf(process_), exited(process_)]);
  if (url === undefined) throw new Error(`the server did not start: ${complaints.join('').slice(-2_000)}`);
  const end = async (signal: NodeJS.Signals) => {
    const { exitCode, signalCode } = process_;
    if (exitCode !== null || signalCode !== null) {
      throw new Error(`the server ended by itself, ${signalCode ?? exitCode}: ${complaints.join('').slice(-2_000)}`);
    }
    const gone = once(process_, 'exit');
    process_.kill(signal);
    const [code] = await gone;
    return typeof code === 'number' ? code : null;
  };
  return { url, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') };
}

async function addressOf(process_: ChildProcess): Promise<string | undefined> {
  if (!process_.stdout) return undefined;
  for await (const line of createInterface({ input: process_.stdout })) {
    const [url] = /http:\/\/\S+/.exec(line) ?? [];
    if (url !== undefined) {
      // Nobody reads on: a full pipe must not hold the server up.
      process_.stdout.resume();
      return url;
    }
  }
  return undefined;
}

async function exited(process_: ChildProcess): Promise<undefined> {
  await once(process_, 'exit');
  return undefined;
}
