import { rmSync } from 'node:fs';

/** What tests left behind ends with their run. */
export default function close() {
  rmSync(process.env.SCRATCH, { recursive: true, force: true });
}
