import { userInfo } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';

/** `npm run talk`: the conversation in a terminal, over the same HTTP API as everybody's. */
interface Line {
  readonly base: string;
  readonly locale: string;
  readonly traveller: string;
  /** Set by a server that mints the ids itself. */
  cookie?: string;
}

interface Answer {
  readonly speech: string;
  readonly suggestions: readonly string[];
  readonly display?: { readonly title: string; readonly items: readonly { readonly label: string; readonly detail?: string }[] };
}

type Say = { readonly text: string } | { readonly open: true } | { readonly silence: true };

const HELP = `npm run talk -- [--locale fr-FR] [--say "…"] [--url http://127.0.0.1:3000] [--traveller id] [--log]

Joins the server at --url when one answers there, else starts one of its own on a free port.
Type what you would say; an empty line is silence; Ctrl-D ends. --say sends one line and exits.
--log prints what a server of its own logs.`;

const dim = (text: string): string => (process.stdout.isTTY ? `\u001b[2m${text}\u001b[0m` : text);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      locale: { type: 'string', default: new Intl.DateTimeFormat().resolvedOptions().locale },
      say: { type: 'string' },
      url: { type: 'string' },
      log: { type: 'boolean', default: false },
      traveller: { type: 'string', default: `terminal:${userInfo().username}` },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return print(HELP);
  const { base, stop } = await reach(values.url, values.log);
  const line: Line = { base, locale: values.locale, traveller: values.traveller };
  try {
    if (values.say !== undefined) await turn(line, { text: values.say });
    else await conversation(line);
  } finally {
    await stop();
  }
}

/** The store has one owner: a running server is joined, at PORT unless told, and only where there is none is one started. */
async function reach(url: string | undefined, logs: boolean): Promise<{ readonly base: string; readonly stop: () => Promise<void> }> {
  const { environment } = await import('../../shared/app.ts');
  const { PORT = '3000', ...env } = environment();
  const base = (url ?? `http://127.0.0.1:${PORT}`).replace(/\/$/, '');
  const up = await fetch(`${base}/healthz`, { signal: AbortSignal.timeout(2_000) }).then(
    (response) => response.ok,
    () => false,
  );
  if (up) return { base, stop: async () => {} };
  const { startServer } = await import('./server.ts');
  // A vendor that fails by character would be told of between two lines of the conversation.
  const quiet = { event: () => {} };
  const started = await startServer({ ...env, HOST: '127.0.0.1', PORT: '0' }, logs ? {} : { log: quiet });
  return { base: started.url, stop: started.stop };
}

async function conversation(line: Line): Promise<void> {
  const typed = process.stdin.isTTY === true;
  const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ', terminal: typed });
  // Taken before the first answer: lines of a pipe come at once and must not be lost.
  const lines = terminal[Symbol.asyncIterator]();
  let prompting = typed;
  terminal.once('close', () => {
    prompting = false;
  });
  await turn(line, { open: true });
  for (;;) {
    if (prompting) terminal.prompt();
    const { value: said = '', done } = await lines.next();
    if (done) return;
    if (!typed) print(`> ${said}`);
    await turn(line, said.trim() === '' ? { silence: true } : { text: said }).catch((error: unknown) => print(dim(reason(error))));
  }
}

/** Sends one turn and prints what comes, the progress as soon as it is there. */
async function turn(line: Line, say: Say): Promise<void> {
  const { locale, traveller, cookie } = line;
  const response = await fetch(`${line.base}/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...(cookie !== undefined && { cookie }) },
    body: JSON.stringify({ traveller, locale, timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone, ...say }),
    signal: AbortSignal.timeout(15_000),
  });
  line.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? line.cookie ?? '';
  if (!response.ok || response.body === null) throw new Error(await told(response));
  let progress = '';
  for await (const { name, data } of events(response.body)) {
    if (name === 'progress') {
      progress = String(data['progress']);
      print(`… ${progress}`);
    } else if (name === 'problem') throw new Error(String(data['detail']));
    else show(data as unknown as Answer, progress);
  }
}

function show({ speech, suggestions, display }: Answer, progress: string): void {
  const rest = progress !== '' && speech.startsWith(progress) ? speech.slice(progress.length).trim() : speech;
  if (rest !== '') print(`< ${rest}`);
  for (const { label, detail } of display?.items ?? []) print(dim(`    ${[label, detail].filter(Boolean).join(' · ')}`));
  if (suggestions.length > 0) print(dim(`    [${suggestions.join('] [')}]`));
}

/** Server-sent events, whole ones only. */
async function* events(body: ReadableStream<Uint8Array>): AsyncIterable<{ name: string; data: Readonly<Record<string, unknown>> }> {
  let waiting = '';
  for await (const piece of body.pipeThrough(new TextDecoderStream())) {
    waiting += piece;
    const blocks = waiting.split('\n\n');
    waiting = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string) =>
        block
          .split('\n')
          .find((row) => row.startsWith(`${name}: `))
          ?.slice(name.length + 2) ?? '';
      yield { name: field('event'), data: JSON.parse(field('data')) as Readonly<Record<string, unknown>> };
    }
  }
}

async function told(response: Response): Promise<string> {
  const body = (await response.json().catch(() => ({}))) as {
    detail?: string;
    problems?: readonly { field: string; problem: string; fix: string }[];
  };
  const problems = (body.problems ?? []).map(({ field, problem, fix }) => `${field} ${problem}: ${fix}`);
  return [`${response.status} ${body.detail ?? response.statusText}`, ...problems].join('\n');
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`talk: ${reason(error)}\n`);
  process.exitCode = 1;
});
