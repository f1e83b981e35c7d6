import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { table } from './rows.ts';

const ENGINE = new URL('../../shared/understanding/understand.ts', import.meta.url).pathname;

/** Reads the bundle and compiles both grammars: what a process pays before its first turn, the tables of places apart. */
const LOAD = `const from = performance.now(); const { grammarOf } = require(process.argv[1]);
grammarOf('fr-FR'); grammarOf('en-US'); console.log(performance.now() - from);`;

/** Weight of the engine with both locales as one minified file, and milliseconds to load it: the best of seven processes. */
export async function weight(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'engine-'));
  const file = join(folder, 'engine.cjs');
  await build({
    entryPoints: [ENGINE],
    outfile: file,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.dirname': 'undefined' },
    logLevel: 'error',
  });
  const code = readFileSync(file);
  const times = Array.from({ length: 7 }, () => Number(execFileSync(process.execPath, ['-e', LOAD, file], { encoding: 'utf8' })));
  rmSync(folder, { recursive: true });
  const kB = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
  const cells = [kB(code.length), kB(gzipSync(code, { level: 9 }).length), `${Math.min(...times).toFixed(1)} ms`];
  return table(['engine and two locales', 'gzip', 'load'], [cells]);
}
