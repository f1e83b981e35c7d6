import { readFileSync } from 'node:fs';
import { createFileRegistry, type DescMessage, fromBinary, fromJson, type JsonValue } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { DESCRIPTOR } from '../../scripts/google-protos.ts';

const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(DESCRIPTOR)));

export type Webhook = 'v2.WebhookRequest' | 'v2.WebhookResponse' | 'cx.v3.WebhookRequest' | 'cx.v3.WebhookResponse';

/** Throws where Dialogflow's server would refuse the JSON: unknown fields, wrong types, unknown enum names (strict proto3 JSON by Google's own protos). */
export function judge(type: Webhook, value: unknown): void {
  fromJson(message(type), JSON.parse(JSON.stringify(value)) as JsonValue, { registry, ignoreUnknownFields: false });
}

function message(type: Webhook): DescMessage {
  const found = registry.getMessage(`google.cloud.dialogflow.${type}`);
  if (found === undefined) throw new Error(`no ${type} in the descriptor`);
  return found;
}
