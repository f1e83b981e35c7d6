import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildAll } from './build.ts';
import { lintTemplate } from './template-lint.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** The zips and the CloudFormation template, ready to deploy. */
export const PACKAGE = join(root, '.serverless');

/** Bundles, zips and writes the template, with no network and no account. Returns what is wrong with the template. */
export async function packageAll(): Promise<readonly string[]> {
  await buildAll();
  rmSync(PACKAGE, { recursive: true, force: true });
  const osls = createRequire(import.meta.url).resolve('osls/bin/serverless.js');
  execFileSync(process.execPath, [osls, 'package'], {
    cwd: root,
    stdio: 'pipe',
    env: { ...process.env, SLS_TELEMETRY_DISABLED: '1' },
  });
  return lintTemplate(JSON.parse(readFileSync(join(PACKAGE, 'cloudformation-template-update-stack.json'), 'utf8')));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problems = await packageAll();
  for (const zip of readdirSync(PACKAGE).filter((name) => name.endsWith('.zip'))) {
    console.log(`${zip.padEnd(14)} ${String(Math.round(statSync(join(PACKAGE, zip)).size / 1000)).padStart(6)} kB`);
  }
  for (const problem of problems) console.error(problem);
  console.log(problems.length === 0 ? 'the template is sound' : `${problems.length} problems in the template`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
