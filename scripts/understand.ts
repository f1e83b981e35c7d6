import { createInterface } from 'node:readline';
import { answer } from './understanding/contract.ts';

for await (const json of createInterface({ input: process.stdin })) {
  if (json.trim() !== '') process.stdout.write(`${JSON.stringify(answer(json))}\n`);
}
