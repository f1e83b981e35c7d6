import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alexaFiles } from '../skills/alexa/model.ts';
import { googleFiles } from '../skills/google/agent.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Every generated folder, emptied first so that nothing stale is left, and what goes into it. */
const MODELS = [
  { folder: 'skills/alexa/skill-package', files: alexaFiles },
  { folder: 'skills/google/agents', files: googleFiles },
] as const;

for (const { folder, files } of MODELS) {
  const written = files();
  rmSync(join(root, folder), { recursive: true, force: true });
  for (const [path, content] of written) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  console.log(`${folder}: ${written.size} files`);
}
