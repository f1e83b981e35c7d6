import { readFile } from 'node:fs/promises';
import { ConciergeError } from '../errors.ts';
import { readRegistry } from '../market/vendor-registry.ts';
import type { VendorRecord } from '../ports.ts';

/** The operator's vendors from a JSON file, read once, and the sandbox's after them. Rejects 'config' naming every problem; an id in both is one. */
export function vendorRegistry(path: string | undefined, sandbox: readonly VendorRecord[]): () => Promise<readonly VendorRecord[]> {
  let all: Promise<readonly VendorRecord[]> | undefined;
  return () => {
    all ??= load(path, sandbox);
    return all;
  };
}

async function load(path: string | undefined, sandbox: readonly VendorRecord[]): Promise<readonly VendorRecord[]> {
  const operators = path === undefined ? [] : await readVendors(path);
  const double = operators.find(({ id }) => sandbox.some((vendor) => vendor.id === id));
  if (double) throw new ConciergeError('config', `${path}: the id ${double.id} belongs to a demonstration vendor; choose another`);
  return [...operators, ...sandbox];
}

async function readVendors(path: string): Promise<readonly VendorRecord[]> {
  const registry = readRegistry(await readJson(path));
  if (!registry.ok) throw new ConciergeError('config', `${path}: ${registry.problems.join('; ')}`);
  return registry.vendors;
}

async function readJson(path: string): Promise<unknown> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return value;
  } catch (cause) {
    throw new ConciergeError('config', `${path}: cannot be read as JSON; it lists the vendors that may be asked`, { cause });
  }
}
