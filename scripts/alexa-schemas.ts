import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

/**
 * Writes test/schemas/alexa-*.json from Amazon's own types, so that what we send is judged by what Amazon publishes. Run it when ask-sdk-model
 * or ask-smapi-model changes: node scripts/alexa-schemas.ts
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'test/schemas');

const SCHEMAS = [
  {
    name: 'alexa-response',
    type: 'ResponseFile',
    source: "import type { ResponseEnvelope } from 'ask-sdk-model';\nexport interface ResponseFile extends ResponseEnvelope {}\n",
    strict: true,
  },
  {
    name: 'alexa-request',
    type: 'RequestFile',
    source: "import type { RequestEnvelope } from 'ask-sdk-model';\nexport interface RequestFile extends RequestEnvelope {}\n",
    strict: false,
  },
  {
    name: 'alexa-model',
    type: 'ModelFile',
    source:
      "import type { v1 } from 'ask-smapi-model';\nexport interface ModelFile extends v1.skill.interactionModel.InteractionModelData {}\n",
    strict: true,
  },
  {
    name: 'alexa-manifest',
    type: 'ManifestFile',
    source:
      "import type { v1 } from 'ask-smapi-model';\nexport interface ManifestFile extends v1.skill.Manifest.SkillManifestEnvelope {}\n",
    strict: true,
  },
] as const;

mkdirSync(out, { recursive: true });
const work = mkdtempSync(join(root, 'node_modules/.alexa-schemas-'));
try {
  for (const { name, type, source, strict } of SCHEMAS) {
    const path = join(work, `${name}.ts`);
    writeFileSync(path, source);
    const schema = createGenerator({ path, type, skipTypeCheck: true, additionalProperties: !strict, topRef: true }).createSchema(type);
    const text = `${JSON.stringify(schema)}\n`;
    writeFileSync(join(out, `${name}.json`), text);
    console.log(`${name}: ${text.length} bytes`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
