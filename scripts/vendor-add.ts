import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { insideProblem, type Resolve } from '../shared/adapters/public-address.ts';
import { ConciergeError } from '../shared/errors.ts';
import { readRegistry } from '../shared/market/vendor-registry.ts';
import { argumentsOf } from './arguments.ts';

const USAGE = `usage: npm run vendor:add -- --id alpes-auto --name "Alpes Auto" --country FR --category car (--endpoint https://… | --mail desk@…) [--locale fr-FR] [--registration "RCS Annecy 512 345 678"]
  writes into the file that VENDORS_FILE names (vendors.json)`;

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly categories: readonly string[];
  readonly endpoint: string;
  readonly secrets?: readonly string[];
  readonly locale?: string;
  readonly registration?: string;
}

/** The entry that the arguments describe, with a fresh secret for a vendor with an API. Throws 'config' with the usage. */
export function entryOf(args: readonly string[], secret: () => string): Entry {
  const text = { type: 'string' } as const;
  const options = {
    id: text,
    name: text,
    country: text,
    category: { type: 'string', multiple: true } as const,
    endpoint: text,
    mail: text,
    locale: text,
    registration: text,
  };
  const { values } = argumentsOf(() => parseArgs({ args: [...args], options, strict: true }), USAGE);
  const { id, name, country, category, endpoint, mail, locale, registration } = values;
  if (!id || !name || !country || !category || (endpoint === undefined) === (mail === undefined)) throw new ConciergeError('config', USAGE);
  const known = { id, name, country, categories: category, ...(registration === undefined ? {} : { registration }) };
  if (mail !== undefined) return { ...known, endpoint: `mailto:${mail}`, ...(locale === undefined ? {} : { locale }) };
  return { ...known, endpoint: endpoint ?? '', secrets: [secret()] };
}

/** The list with one more vendor, checked whole: ids, words, and where its address leads now. Throws 'config' with every problem. */
export async function withVendor(list: readonly unknown[], entry: Entry, resolve?: Resolve): Promise<readonly unknown[]> {
  const next = [...list, entry];
  const read = readRegistry(next);
  const inside = await insideProblem(entry.endpoint, resolve);
  const problems = [...(read.ok ? [] : read.problems), ...(inside === undefined ? [] : [`endpoint: ${inside}`])];
  if (problems.length > 0) throw new ConciergeError('config', problems.join('\n'));
  return next;
}

async function main(): Promise<void> {
  const file = process.env['VENDORS_FILE'] ?? 'vendors.json';
  const list: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  if (!Array.isArray(list)) throw new ConciergeError('config', `${file} is no list`);
  const entry = entryOf(process.argv.slice(2), () => `whsec_${randomBytes(24).toString('base64')}`);
  const next = await withVendor(list, entry);
  // It holds secrets.
  writeFileSync(file, `${JSON.stringify(next, undefined, 2)}\n`, { mode: 0o600 });
  const [secret] = entry.secrets ?? [];
  const told = secret === undefined ? 'it will be written to' : `give it its secret, by a safe way: ${secret}`;
  process.stdout.write(`${entry.id} is in ${file}; ${told}. Start the concierge again with VENDORS_FILE=${file}.\n`);
}

if (process.argv[1] === import.meta.filename) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  });
}
