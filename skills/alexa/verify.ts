import { createVerify, X509Certificate } from 'node:crypto';
import { chainIsTrusted } from './chain.ts';

/** What verification needs of the outside; injected, so that it runs offline. */
export interface VerifyPorts {
  /** The PEM text at a checked URL. Rejects when it cannot be had in time. */
  readonly fetchCert: (url: string) => Promise<string>;
  /** Trust anchors. */
  readonly roots: readonly X509Certificate[];
  readonly nowMs: () => number;
  /** Chains by URL; their dates are checked again at each use. */
  readonly cache: Map<string, string>;
}

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

const SIGNER = 'echo-api.amazon.com';
const MAX_CACHED = 8;
const SKEW_MS = 150_000;
/** Skill events are delivered again for up to an hour. */
const EVENT_AGE_MS = 3_600_000;

/** The address in normal form if Amazon's rules allow it, else undefined. The normal form is what is fetched, so "/echo.api/../" cannot lead elsewhere. */
export function certUrl(raw: string): string | undefined {
  if (!URL.canParse(raw)) return undefined;
  const url = new URL(raw);
  const plainPath = url.pathname.startsWith('/echo.api/') && !/%2e|%2f|%5c|\\/i.test(raw);
  const ours =
    url.protocol === 'https:' && url.hostname === 's3.amazonaws.com' && url.port === '' && url.username === '' && url.password === '';
  return ours && plainPath ? url.href : undefined;
}

/** True when Alexa signed exactly these bytes (developer.amazon.com, "Host a custom skill as a web service"). Never rejects. */
export async function isSignedByAlexa(headers: Headers, rawBody: Uint8Array, ports: VerifyPorts): Promise<boolean> {
  const address = headers['signaturecertchainurl'];
  const signature = headers['signature-256'];
  const url = typeof address === 'string' ? certUrl(address) : undefined;
  if (url === undefined || typeof signature !== 'string' || !/^[A-Za-z0-9+/]{40,4096}={0,2}$/.test(signature)) return false;
  const leaf = await signerAt(url, ports);
  return leaf !== undefined && createVerify('RSA-SHA256').update(rawBody).verify(leaf.publicKey, Buffer.from(signature, 'base64'));
}

/** The signer's certificate, from the cache while its chain still holds, else fetched anew. */
async function signerAt(url: string, ports: VerifyPorts): Promise<X509Certificate | undefined> {
  const cached = ports.cache.get(url);
  const known = cached === undefined ? undefined : trustedSigner(cached, ports);
  if (known) return known;
  ports.cache.delete(url);
  const pem = await ports.fetchCert(url).catch(() => undefined);
  const signer = pem === undefined ? undefined : trustedSigner(pem, ports);
  if (pem === undefined || !signer) return undefined;
  if (ports.cache.size >= MAX_CACHED) ports.cache.clear();
  ports.cache.set(url, pem);
  return signer;
}

function trustedSigner(pem: string, { roots, nowMs }: VerifyPorts): X509Certificate | undefined {
  const [leaf, ...others] = certificates(pem);
  if (!leaf || leaf.ca || !isNamedForAlexa(leaf) || !hasStrongKey(leaf)) return undefined;
  return chainIsTrusted(leaf, others, roots, nowMs()) ? leaf : undefined;
}

const MAX_CHAIN = 10;

function certificates(pem: string): readonly X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length > MAX_CHAIN) return [];
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return [];
  }
}

/** A DNS name only: an e-mail or URI of the same text, a wildcard or the subject do not count. */
function isNamedForAlexa(leaf: X509Certificate): boolean {
  return leaf.checkHost(SIGNER, { subject: 'never', wildcards: false }) === SIGNER;
}

function hasStrongKey({ publicKey }: X509Certificate): boolean {
  return publicKey.asymmetricKeyType === 'rsa' && (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
}

const ISO_MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** True for a moment at most 150 s from now; skill events may be an hour old. */
export function isTimely(timestamp: unknown, requestType: string, nowMs: number): boolean {
  if (typeof timestamp !== 'string' || !ISO_MOMENT.test(timestamp)) return false;
  const age = nowMs - Date.parse(timestamp);
  return age >= -SKEW_MS && age <= (requestType.startsWith('AlexaSkillEvent.') ? EVENT_AGE_MS : SKEW_MS);
}
