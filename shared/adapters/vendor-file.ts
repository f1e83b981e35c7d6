import { readFile } from 'node:fs/promises';
import { ConciergeError } from '../errors.ts';
import { readRegistry } from '../market/vendor-registry.ts';
import type { VendorRecord } from '../ports.ts';
import { insideProblem, type Resolve } from './public-address.ts';

/** The operator's vendors from a JSON list, read once, and the demonstration ones, asked each time, because their port may come later. Rejects 'config' naming every problem. */
export function vendorRegistry(
  path: string | undefined,
  demonstration: () => readonly VendorRecord[],
): () => Promise<readonly VendorRecord[]> {
  let operators: Promise<readonly VendorRecord[]> | undefined;
  return async () => {
    operators ??= path === undefined ? Promise.resolve([]) : readVendors(path);
    const [own, demo] = [await operators, demonstration()];
    const double = own.find(({ id }) => demo.some((vendor) => vendor.id === id));
    if (double)
      throw new ConciergeError('config', `VENDORS_FILE ${path}: the id ${double.id} belongs to a demonstration vendor; choose another`);
    return [...own, ...demo];
  };
}

async function readVendors(path: string): Promise<readonly VendorRecord[]> {
  const registry = readRegistry(await readJson(path));
  if (!registry.ok) throw new ConciergeError('config', `VENDORS_FILE ${path}: ${registry.problems.join('; ')}`);
  // Literals alone: what a name leads to is the vendor's to change, and must not stop us from starting.
  const inside = await insideProblems(registry.vendors, async () => []);
  if (inside.length > 0) throw new ConciergeError('config', `VENDORS_FILE ${path}: ${inside.map(({ problem }) => problem).join('; ')}`);
  return registry.vendors;
}

export interface InsideProblem {
  readonly vendorId: string;
  readonly problem: string;
}

/** The vendors whose endpoint leads inside as names stand now. They are never called there: each call checks again. */
export async function insideProblems(vendors: readonly VendorRecord[], resolve?: Resolve): Promise<readonly InsideProblem[]> {
  const looked = await Promise.all(
    vendors.map(async ({ id, endpoint, demo }) => ({ id, problem: demo ? undefined : await insideProblem(endpoint, resolve) })),
  );
  return looked.flatMap(({ id, problem }) => (problem === undefined ? [] : [{ vendorId: id, problem: `${id}: endpoint ${problem}` }]));
}

async function readJson(path: string): Promise<unknown> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return value;
  } catch (cause) {
    throw new ConciergeError('config', `VENDORS_FILE ${path}: cannot be read as JSON; it lists the vendors that may be asked`, { cause });
  }
}
