import type { X509Certificate } from 'node:crypto';

const MAX_DEPTH = 6;
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

/**
 * True when a path of valid certificates leads from the leaf to one of the roots. It stops at the first anchor: Alexa's chain goes on
 * to a cross-signed root that Node no longer ships, and a verifier that insists on its end refuses every real request.
 */
export function chainIsTrusted(
  leaf: X509Certificate,
  others: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
  nowMs: number,
): boolean {
  const usage: readonly string[] | undefined = leaf.keyUsage;
  if (usage && !usage.includes(SERVER_AUTH)) return false;
  return leadsToAnchor(leaf, { others, anchors, nowMs }, 0);
}

interface Known {
  readonly others: readonly X509Certificate[];
  readonly anchors: readonly X509Certificate[];
  readonly nowMs: number;
}

/** `below`: how many certificates stand between this one and the leaf, itself not counted. */
function leadsToAnchor(certificate: X509Certificate, known: Known, below: number): boolean {
  if (below >= MAX_DEPTH || !isValidAt(certificate, known.nowMs)) return false;
  const issues = (issuer: X509Certificate) => isIssuedBy(certificate, issuer, below);
  if (known.anchors.some((anchor) => isValidAt(anchor, known.nowMs) && issues(anchor))) return true;
  return known.others.some((issuer) => {
    const left = known.others.filter((other) => other !== issuer);
    return issues(issuer) && leadsToAnchor(issuer, { ...known, others: left }, below + 1);
  });
}

/** Name, key identifiers and usage (checkIssued), authority to issue, and the signature itself. */
function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate, below: number): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && below <= pathLength(issuer) && certificate.verify(issuer.publicKey);
}

function isValidAt(certificate: X509Certificate, nowMs: number): boolean {
  return Date.parse(certificate.validFrom) <= nowMs && nowMs <= Date.parse(certificate.validTo);
}

/** OID 2.5.29.19 in DER; node:crypto tells `ca` but not how many authorities may follow. */
const BASIC_CONSTRAINTS = Buffer.from('0603551d13', 'hex');
const CA_TRUE = Buffer.from('0101ff', 'hex');
const INTEGER = 0x02;

/** How many authorities may stand below this one; no limit when it sets none. */
function pathLength({ raw }: X509Certificate): number {
  const found = raw.indexOf(BASIC_CONSTRAINTS);
  if (found < 0) return MAX_DEPTH;
  const extension = raw.subarray(found + BASIC_CONSTRAINTS.length, found + 24);
  const value = extension.indexOf(Buffer.from([0x30]));
  const flag = extension.indexOf(CA_TRUE, value);
  const after = flag + CA_TRUE.length;
  return value >= 0 && flag >= 0 && extension[after] === INTEGER && extension[after + 1] === 1 ? (extension[after + 2] ?? 0) : MAX_DEPTH;
}
