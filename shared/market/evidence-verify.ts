import type { Instant } from '../time.ts';
import { canonicalJson, commitmentOf } from './canonical.ts';
import { commitmentTo, type Entry, hashOf, type Sealed } from './evidence.ts';
import {
  digestOf,
  EVIDENCE_FORMAT,
  type RequestEvidence,
  type VendorEvidence,
  vendorHash,
  vendorPart,
  type WholeEvidence,
} from './evidence-file.ts';
import { closingForPeople } from './invitation.ts';
import type { Offer } from './offer.ts';
import { isPlain } from './read.ts';
import type { RequestForOffers } from './request.ts';
import { inOrder } from './ties.ts';

/** What is wrong with an evidence file, in words for whoever checks it; an empty list when nothing is. */
export interface Verdict {
  readonly problems: readonly string[];
  /** Heads of the logs by request: what to compare with a file or a receipt from elsewhere. */
  readonly heads: readonly { readonly request: string; readonly entries: number; readonly head: string }[];
}

/** Checks the text of an export: its bytes, its chains, the commitments, and every ranking drawn again. Never throws. */
export function verify(text: string): Verdict {
  try {
    const file: unknown = JSON.parse(text);
    if (!isPlain(file) || file['format'] !== EVIDENCE_FORMAT) return wrong(`format: not ${EVIDENCE_FORMAT}`);
    if (text !== `${canonicalJson(file)}\n`) return wrong('bytes: not as they were written');
    if (file['digest'] !== digestOf(file)) return wrong('digest: not that of the content');
    if (isWhole(file)) return verifyWhole(file);
    return isPart(file) ? verifyPart(file) : wrong('part: neither whole nor vendor');
  } catch {
    return wrong('body: not an evidence file');
  }
}

/** Told by its mark alone: what does not hold inside comes out as a problem. */
export function isWhole(file: unknown): file is WholeEvidence {
  return isPlain(file) && file['part'] === 'whole';
}

export function isPart(file: unknown): file is VendorEvidence {
  return isPlain(file) && file['part'] === 'vendor';
}

function wrong(problem: string): Verdict {
  return { problems: [problem], heads: [] };
}

function verifyWhole(file: WholeEvidence): Verdict {
  const problems = file.requests.flatMap((request) =>
    requestProblems(request, file.draw).map((problem) => `${request.request}: ${problem}`),
  );
  const heads = file.requests.map(({ request, log }) => ({ request, entries: log.length, head: log.at(-1)?.hash ?? '' }));
  return { problems, heads };
}

function requestProblems({ request, log, offers }: RequestEvidence, draw: string): readonly string[] {
  const stored = new Map(offers.map((offer) => [offer.id, offer]));
  const first = log[0]?.data;
  const start = [
    ...(first?.type === 'published' ? [] : ['log: does not begin with the publication']),
    ...(first?.type === 'published' && first.draw !== commitmentTo(draw, request) ? ['draw: not the secret that was committed to'] : []),
  ];
  // People who are written to have a day.
  const closesAt = first?.type === 'published' ? lastMoment(first.request) : '';
  const late = offers.filter(({ receivedAt }) => receivedAt > closesAt).map(({ id }) => `offer ${id}: came after the closing`);
  return [...start, ...chainProblems(log), ...late, ...log.flatMap((entry) => entryProblems(entry, stored, draw))];
}

function lastMoment(request: Pick<RequestForOffers, 'openedAt' | 'closesAt'>): Instant {
  const forPeople = closingForPeople(request);
  return request.closesAt > forPeople ? request.closesAt : forPeople;
}

function chainProblems(log: readonly Entry[]): readonly string[] {
  return log.flatMap((entry, i) => [
    ...(entry.seq === i && entry.prev === (log[i - 1]?.hash ?? '') ? [] : [`entry ${i}: does not follow the one before`]),
    ...(entry.hash === hashOf(entry) ? [] : [`entry ${i}: was changed`]),
  ]);
}

function entryProblems({ seq, data }: Entry, stored: ReadonlyMap<string, Offer>, draw: string): readonly string[] {
  if (data.type === 'published') return seq === 0 ? [] : [`entry ${seq}: published twice`];
  const there = new Set(data.offers.map(({ offer }) => offer));
  const facts = data.offers.flatMap(({ offer, sha256 }) => {
    const known = stored.get(offer);
    if (!known) return [`entry ${seq}: offer ${offer} is missing`];
    return commitmentOf(known) === sha256 ? [] : [`entry ${seq}: offer ${offer} was changed`];
  });
  const absent = data.type === 'awarded' && !there.has(data.offer) ? [`entry ${seq}: awarded to an offer that was not there`] : [];
  const strangers =
    data.type === 'invited' ? data.best.filter((id) => !there.has(id)).map((id) => `entry ${seq}: ${id} was not there`) : [];
  return [...facts, ...orderProblems(seq, data.offers, draw), ...absent, ...strangers];
}

/** The order follows from the lots and the secret alone: those that fit, then those beside. */
function orderProblems(seq: number, offers: readonly Sealed[], draw: string): readonly string[] {
  const ranked = offers.flatMap(({ offer, lot }) => (lot ? [{ key: offer, ...lot }] : []));
  const again = [
    ...inOrder(
      ranked.filter(({ misses }) => misses.length === 0),
      draw,
    ),
    ...inOrder(
      ranked.filter(({ misses }) => misses.length > 0),
      draw,
    ),
  ];
  return again.every(({ key }, i) => key === offers[i]?.offer) ? [] : [`entry ${seq}: the order is not what its inputs give`];
}

function verifyPart(file: VendorEvidence): Verdict {
  const problems = file.log.flatMap((entry, i) => [
    ...(entry.seq === i && entry.prev === (file.log[i - 1]?.hash ?? '') ? [] : [`entry ${i}: does not follow the one before`]),
    ...(entry.hash === vendorHash(file.request_id, entry) ? [] : [`entry ${i}: was changed`]),
  ]);
  return { problems, heads: [{ request: file.request_id, entries: file.log.length, head: file.log.at(-1)?.hash ?? '' }] };
}

/** The request that this one is a revision of, in the end. */
function rootOf({ request, log }: RequestEvidence): string {
  const first = log[0]?.data;
  return first?.type === 'published' ? (first.request.revises?.id ?? request) : request;
}

/** True when the whole tells of a vendor what this part says: the same entries from the first on. A part made earlier is shorter. */
export function agrees(whole: WholeEvidence, part: VendorEvidence): boolean {
  const roots = [...new Set(whole.requests.map(rootOf))];
  return roots.some((root) => {
    const revisions = whole.requests.filter((request) => rootOf(request) === root);
    const vendors = [...new Set(revisions.flatMap(({ offers }) => offers.map(({ vendorId }) => vendorId)))];
    const made = vendors.map((vendorId) => vendorPart(revisions, vendorId, part.request_id, whole.draw).log);
    return made.some((log) => part.log.length > 0 && part.log.every((entry, i) => entry.hash === log[i]?.hash));
  });
}
