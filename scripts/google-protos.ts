import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const SOURCES = ['google-gax', '@google-cloud/dialogflow', '@google-cloud/dialogflow-cx'];
const FILES = ['google/cloud/dialogflow/v2/webhook.proto', 'google/cloud/dialogflow/cx/v3/webhook.proto'];
const TYPES = ['v2', 'cx.v3'].flatMap((v) => [
  `google.cloud.dialogflow.${v}.WebhookRequest`,
  `google.cloud.dialogflow.${v}.WebhookResponse`,
]);

/** Where the descriptor stands that the tests judge every webhook answer by. */
export const DESCRIPTOR = join(root, 'test/schemas/dialogflow.binpb');

/** Compiles Google's published webhook protos, ES and CX, to one descriptor set. Offline; 0.3 s. */
export function buildDescriptor(to: string): void {
  const work = mkdtempSync(join(tmpdir(), 'protos-'));
  try {
    for (const name of SOURCES) cpSync(join(root, 'node_modules', name, 'build/protos/google'), join(work, 'google'), { recursive: true });
    const buf = createRequire(import.meta.url).resolve('@bufbuild/buf/bin/buf');
    const args = [...TYPES.flatMap((type) => ['--type', type]), ...FILES.flatMap((path) => ['--path', path])];
    execFileSync(process.execPath, [buf, 'build', '.', '--exclude-source-info', ...args, '-o', to], { cwd: work });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  buildDescriptor(DESCRIPTOR);
  console.log(`${DESCRIPTOR}: ${readFileSync(DESCRIPTOR).length} bytes`);
}
