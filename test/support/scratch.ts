import { accessSync, constants, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';

/** A new folder for the stores of a test: in memory where the machine has such a place, because stores wait for the disk at each write. */
export function scratch(name: string): string {
  return mkdtempSync(join(hasMemory() ? MEMORY : tmpdir(), `${name}-`));
}

function hasMemory(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
