import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

// What the runtime does with a handler, in its own process: load by path, refuse callbacks, call with event and context, take the promise's value.
const RUNTIME = `
  const [file, name] = process.argv.slice(1);
  const handler = require(file)[name];
  if (typeof handler !== 'function' || handler.length > 2) throw new Error('not a handler of this runtime');
  const chunks = [];
  process.stdin.on('data', (chunk) => chunks.push(chunk)).on('end', async () => {
    const context = { functionName: 'test', awsRequestId: 'test-1', invokedFunctionArn: 'arn:aws:lambda:eu-west-3:0:function:test', getRemainingTimeInMillis: () => 60_000 };
    const answers = [];
    for (const event of JSON.parse(Buffer.concat(chunks))) answers.push(await handler(event, context));
    process.stdout.write(JSON.stringify(answers), () => process.exit(0));
  });
`;

/** Calls an unpacked function with each event in turn, as Lambda's Node runtime does; AWS's SDK is there, nothing else is. */
export async function callFunction(
  folder: string,
  handler: string,
  events: readonly unknown[],
  env: Readonly<Record<string, string>>,
): Promise<readonly unknown[]> {
  const [file = '', name = ''] = handler.split(/\.(?=[^.]+$)/);
  const child = spawn(process.execPath, ['-e', RUNTIME, join(folder, `${file}.cjs`), name], {
    env: { ...env, NODE_PATH: join(ROOT, 'node_modules'), LAMBDA_TASK_ROOT: folder },
    cwd: folder,
    timeout: 30_000,
  });
  child.stdin.end(JSON.stringify(events));
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (code !== 0) throw new Error(`${handler} failed: ${err.slice(-2000)}`);
  return JSON.parse(out) as readonly unknown[];
}
