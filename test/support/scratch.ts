import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder for the stores of a test, in the one of the run (scratch-open.js). */
export function scratch(name: string): string {
  return mkdtempSync(join(process.env['SCRATCH'] ?? tmpdir(), `${name}-`));
}
