import { createHash } from 'node:crypto';
import type { VendorRecord } from '../../../shared/ports.ts';
import type { Instant } from '../../../shared/time.ts';
import { answer } from './answer.ts';
import type { Atlas } from './atlas.ts';
import people from './catalogue/people.json' with { type: 'json' };
import { SELLERS, type Seller } from './catalogue.ts';
import { control } from './control.ts';
import { drawFrom } from './draw.ts';
import { type Fault, faultsOf } from './faults.ts';
import { problem, type SandboxResponse } from './http.ts';
import { readMessage } from './incoming.ts';
import { openLedger } from './ledger.ts';
import { FAULTY } from './personas.ts';
import type { Shop } from './shop.ts';
import { signedAt } from './signing.ts';

export interface SandboxOptions {
  /** Folder of the vendors' books; made when absent. */
  readonly dataDir: string;
  readonly now: () => Instant;
  /** Another seed, other prices. */
  readonly seed: string;
  /** Base of the server that mounts `handle`, e.g. "http://127.0.0.1:3000"; asked late, because the port may be. */
  readonly baseUrl: () => string;
  /** False where others reach the server: the control endpoints are gone, also for a proxy on this machine. */
  readonly controls?: boolean;
  /** True where the vendors that break the rules are asked too. */
  readonly personas?: boolean;
  readonly sleep: (ms: number) => Promise<void>;
  readonly faults?: readonly Fault[];
  /** Units of one offer that a vendor can sell, by vendor id; plenty where absent. */
  readonly stock?: Readonly<Record<string, number>>;
  /** The gazetteer: `app.place`. */
  readonly places: Atlas;
  /** Unguessable text of so many bytes, once, for the vendors' secrets: `app.ports.ids.secret`. */
  readonly secret: (bytes: number) => string;
  /** How a late vendor delivers, true once it was taken or refused; the real one posts over HTTP. */
  readonly post?: (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<boolean>;
}

export interface SandboxRequest {
  /** "/sandbox/<vendorId>", "/sandbox/_faults" or "/sandbox/_ledger". */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly rawBody: Buffer;
  /** Where it comes from; the control endpoints answer only loopback. */
  readonly remoteAddress?: string;
}

/** Demonstration vendors behind the vendor protocol, as any other vendor: signed requests in, offers and reservations out. */
export interface Sandbox {
  vendors(): VendorRecord[];
  handle(request: SandboxRequest): Promise<SandboxResponse>;
  /** What late vendors are bringing just now has arrived. */
  settled(): Promise<void>;
  close(): void;
}

/** Vendors without an API: the concierge writes to them, and whoever opens the letter answers. */
const PEOPLE: readonly VendorRecord[] = people.map((person) => ({
  ...person,
  categories: [...new Set(SELLERS.map(({ category }) => category))].filter((category) => person.categories.includes(category)),
  demo: true,
  secrets: [],
}));

export function createSandbox(options: SandboxOptions): Sandbox {
  const ledger = openLedger(options.dataDir);
  const root = ledger.secretRoot(() => options.secret(24));
  let open = true;
  const underWay = new Set<Promise<boolean>>();
  const secrets = new Map<string, string>();
  const secretOf = (vendorId: string) => {
    const known = secrets.get(vendorId) ?? secretFrom(root, vendorId);
    secrets.set(vendorId, known);
    return known;
  };
  const shop: Shop = {
    ledger,
    faults: faultsOf(options.faults ?? []),
    kit: { atlas: options.places, draw: drawFrom(options.seed) },
    secretOf,
    now: () => new Date(options.now()).toISOString(),
    sleep: options.sleep,
    post: async (...letter) => {
      const posted = (options.post ?? post)(...letter);
      underWay.add(posted);
      return posted.finally(() => underWay.delete(posted));
    },
    endpointOf: (vendorId) => `${options.baseUrl()}/sandbox/${vendorId}`,
    isOpen: () => open,
  };
  const sellers = new Map([...SELLERS, ...FAULTY].map((seller) => [seller.vendor.id, withStock(seller, options.stock)]));
  const asked = options.personas ? [...SELLERS, ...FAULTY] : SELLERS;
  return {
    vendors: () => [...asked.map((seller) => recordOf(seller, shop)), ...PEOPLE],
    handle: (request) => handle(request, { shop, sellers, baseUrl: options.baseUrl(), controls: options.controls ?? true }),
    settled: async () => void (await Promise.allSettled(underWay)),
    close: () => {
      open = false;
      ledger.close();
    },
  };
}

function secretFrom(root: string, vendorId: string): string {
  return `whsec_${createHash('sha256').update(`${root}/${vendorId}`).digest().subarray(0, 24).toString('base64')}`;
}

function withStock(seller: Seller, stock: SandboxOptions['stock']): Seller {
  const units = stock?.[seller.vendor.id];
  return units === undefined ? seller : { ...seller, vendor: { ...seller.vendor, stock: units } };
}

function recordOf({ vendor, category }: Seller, { endpointOf, secretOf }: Shop): VendorRecord {
  return {
    id: vendor.id,
    name: vendor.brand,
    demo: true,
    categories: [category],
    endpoint: endpointOf(vendor.id),
    secrets: [secretOf(vendor.id)],
    country: vendor.country,
  };
}

interface Mounted {
  readonly shop: Shop;
  readonly sellers: ReadonlyMap<string, Seller>;
  readonly baseUrl: string;
  readonly controls: boolean;
}

async function handle(request: SandboxRequest, { shop, sellers, baseUrl, controls }: Mounted): Promise<SandboxResponse> {
  const name = request.path.split('?')[0]?.split('/').at(-1) ?? '';
  const records = () => [...sellers.values()].map((seller) => recordOf(seller, shop));
  if (name.startsWith('_') && controls) return control(name, request, { ledger: shop.ledger, faults: shop.faults, baseUrl, records });
  const seller = sellers.get(name);
  if (!seller) return problem(404, 'no such vendor');
  const body = request.rawBody.toString('utf8');
  const atSeconds = signedAt(shop.secretOf(name), plainHeaders(request.headers), body);
  if (atSeconds === undefined) return problem(401, 'not signed');
  const message = readMessage(request.rawBody);
  if (!('type' in message)) return problem(400, message.join('; '));
  return answer({ message, atSeconds }, seller, shop);
}

function plainHeaders(headers: SandboxRequest['headers']): Record<string, string | undefined> {
  const one = (value: SandboxRequest['headers'][string]) => (typeof value === 'string' ? value : value?.[0]);
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), one(value)]));
}

const POST_TIMEOUT_MS = 5_000;

async function post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<boolean> {
  const limit = { redirect: 'error', signal: AbortSignal.timeout(POST_TIMEOUT_MS) } as const;
  try {
    const { status } = await fetch(url, { method: 'POST', headers: { ...headers }, body, ...limit });
    return status < 500;
  } catch {
    return false;
  }
}
