import { accessSync, constants, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';

/** One folder for all that a run of the tests writes: in memory where the machine has such a place, because stores wait for the disk at each write. */
export default function open() {
  process.env.SCRATCH = mkdtempSync(join(hasMemory() ? MEMORY : tmpdir(), 'concierge-tests-'));
}

function hasMemory() {
  try {
    accessSync(MEMORY, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
