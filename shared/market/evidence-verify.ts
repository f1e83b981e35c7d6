import type { Instant } from '../time.ts';
import { canonicalJson, commitmentOf } from './canonical.ts';
import { type Came, cameOf, commitmentTo, type Entry, type Filed, filedIn, hashOf, type Recorded } from './evidence.ts';
import {
  byHash,
  digestOf,
  EVIDENCE_FORMAT,
  type RequestEvidence,
  type VendorEvidence,
  vendorHash,
  vendorPart,
  type WholeEvidence,
} from './evidence-file.ts';
import { isOfTheseRules, orderProblems, type Weighed } from './evidence-order.ts';
import { tripProblems } from './evidence-trip.ts';
import { closingForPeople } from './invitation.ts';
import type { Offer } from './offer.ts';
import { termsAt } from './offer-price.ts';
import { readOffer } from './offer-wire.ts';
import { isPlain } from './read.ts';

/** What is wrong with an evidence file, in words for whoever checks it; an empty list when nothing is. */
export interface Verdict {
  readonly problems: readonly string[];
  /** Heads of the logs by request: what to compare with a file or a receipt from elsewhere. */
  readonly heads: readonly { readonly request: string; readonly entries: number; readonly head: string }[];
  /** Offers without the message that they came as: what is stored of them is our word alone. */
  readonly unproved: readonly string[];
  /** Requests published under other rules than this version's: what their offers weighed is our word, and only the order is drawn again. */
  readonly otherRules: readonly string[];
}

/**
 * Checks the text of an export: its bytes, its chains, that they end where the heads say, that every offer and refusal of before an entry is
 * in it and as it was, that offers say what their vendors wrote, and that every effective price, every order and who was asked for better follow from what is on record. A file that was written anew from the start holds together too: only `heads` that
 * somebody kept ("sha256-…", each of one entry) tell of it, and of entries cut off the end or requests left out. Never throws.
 */
export function verify(text: string, heads: readonly string[] = []): Verdict {
  const verdict = consistency(text);
  const known = new Set(verdict.hashes);
  const missing = heads.filter((head) => !known.has(head.replace(/^sha256-/, '')));
  return {
    problems: [...verdict.problems, ...missing.map((head) => `head ${head}: no entry has it`)],
    heads: verdict.heads,
    unproved: verdict.unproved,
    otherRules: verdict.otherRules,
  };
}

interface Consistency extends Verdict {
  /** Of every entry. */
  readonly hashes: readonly string[];
}

function consistency(text: string): Consistency {
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

function wrong(problem: string): Consistency {
  return { problems: [problem], heads: [], hashes: [], unproved: [], otherRules: [] };
}

function verifyWhole(file: WholeEvidence): Consistency {
  const problems = file.requests.flatMap((request) =>
    requestProblems(request, file.draw).map((problem) => `${request.request}: ${problem}`),
  );
  const heads = file.requests.map(({ request, log }) => ({ request, entries: log.length, head: log.at(-1)?.hash ?? '' }));
  return {
    problems: [...problems, ...tripProblems(file.requests)],
    heads,
    hashes: file.requests.flatMap(({ log }) => log.map(({ hash }) => hash)),
    unproved: file.requests.flatMap(unprovedOf),
    otherRules: file.requests.flatMap(otherRulesOf),
  };
}

function requestProblems(evidence: RequestEvidence, draw: string): readonly string[] {
  const { request, log, offers, refused, lists, head } = evidence;
  const filedIn: Cabinet = {
    offers: new Map(offers.map((offer) => [offer.id, offer])),
    refused: new Set(refused.map(commitmentOf)),
    lists: byHash(lists),
  };
  const first = log[0]?.data;
  const start = [
    ...(first?.type === 'published' ? [] : ['log: does not begin with the publication']),
    ...(first?.type === 'published' && first.draw !== commitmentTo(draw, request) ? ['draw: not the secret that was committed to'] : []),
  ];
  const late = first?.type === 'published' ? tooLate(offers, first) : [];
  const last = log.at(-1);
  const ends = head?.hash === last?.hash && head?.seq === last?.seq ? [] : ['log: does not end where its head says'];
  const published = first?.type === 'published' ? first : undefined;
  const entries = log.flatMap((entry) => entryProblems(entry, filedIn, { published, offers: filedIn.offers, draw }));
  return [
    ...start,
    ...chainProblems(log),
    ...ends,
    ...late,
    ...entries,
    ...unnamed(evidence, filedIn.lists),
    ...unused(evidence),
    ...misread(evidence),
  ];
}

function otherRulesOf({ request, log }: RequestEvidence): readonly string[] {
  const first = log[0]?.data;
  return first?.type === 'published' && !isOfTheseRules(first) ? [request] : [];
}

function unprovedOf({ offers, wires }: RequestEvidence): readonly string[] {
  const written = new Set(wires.map(({ offer }) => offer));
  return offers.flatMap(({ id }) => (written.has(id) ? [] : [id]));
}

/** Messages that are not what was committed to, or say something else than what is stored of them. */
function misread({ offers, wires }: RequestEvidence): readonly string[] {
  const stored = new Map(offers.map((offer) => [offer.id, offer]));
  return wires.flatMap(({ offer: id, wire }) => {
    const offer = stored.get(id);
    if (!offer) return [`message of ${id}: there is no such offer`];
    if (commitmentOf(wire) !== offer.commitment) return [`offer ${id}: not the message that was committed to`];
    return differences(offer, wire).map((name) => `offer ${id}: ${name} is not what its vendor wrote`);
  });
}

/** What is ours of an offer; everything else is read from its vendor's message. */
const OURS = [
  'id',
  'vendorId',
  'vendorName',
  'demo',
  'tripId',
  'needId',
  'requestId',
  'receivedAt',
  'meets',
  'commitment',
  'wishes',
  'betters',
];

/** Not kept of offers that came before their sellers were. */
const LATER = ['agreement', 'capacity', 'seller', 'details'];

function differences(offer: Offer, wire: unknown): readonly string[] {
  const draft = readOffer(wire, []);
  const { terms, extras, item, vendorOfferId, revision, counters } = draft;
  const cancellation = termsAt(terms.cancellation, terms.total, offer.receivedAt);
  const read = { ...terms, ...extras, cancellation, item, category: item?.category, vendorOfferId, revision, counters };
  const [then, now] = [new Map<string, unknown>(Object.entries(offer)), new Map<string, unknown>(Object.entries(read))];
  const isOlder = !then.has('seller');
  const names = [...new Set([...then.keys(), ...now.keys()])].filter((name) => !OURS.includes(name) && !(isOlder && LATER.includes(name)));
  return names.filter((name) => canonicalJson(then.get(name)) !== canonicalJson(now.get(name)));
}

/** What entries speak of. */
interface Cabinet {
  readonly offers: ReadonlyMap<string, Offer>;
  readonly refused: ReadonlySet<string>;
  readonly lists: ReadonlyMap<string, Came>;
}

/** What comes while an entry is written may miss it by this much. */
const SLACK_MS = 60_000;

/** What came before the last entry that sums up, and is not in it, was not there then. */
function unnamed({ log, offers, refused }: RequestEvidence, lists: ReadonlyMap<string, Came>): readonly string[] {
  const last = log.findLast(({ data }) => filedIn(data));
  const filed = last && filedIn(last.data);
  const came = filed && cameOf(filed, lists);
  if (!last || !came) return [];
  const before = (at: Instant) => Date.parse(at) + SLACK_MS < Date.parse(last.at);
  const named = new Set(came.offers.map(({ offer }) => offer));
  const hashes = new Set(came.refused);
  return [
    ...offers.filter(({ id, receivedAt }) => before(receivedAt) && !named.has(id)).map(({ id }) => `offer ${id}: not in the log`),
    ...refused
      .filter((each) => before(each.at) && !hashes.has(commitmentOf(each)))
      .map(({ eventId }) => `refusal ${eventId}: not in the log`),
  ];
}

function unused({ log, lists }: RequestEvidence): readonly string[] {
  const named = new Set(log.map(({ data }) => filedIn(data)?.whole));
  return lists.map(commitmentOf).flatMap((hash) => (named.has(hash) ? [] : [`list ${hash}: no entry names it`]));
}

/** People who are written to have a day, and who they are was put down with the publication. */
function tooLate(
  offers: readonly Offer[],
  { request, people = [] }: Pick<Extract<Recorded, { type: 'published' }>, 'request' | 'people'>,
): readonly string[] {
  const closing = (vendorId: string) => Date.parse(people.includes(vendorId) ? closingForPeople(request) : request.closesAt);
  const late = offers.filter(({ vendorId, receivedAt }) => Date.parse(receivedAt) > closing(vendorId));
  return late.map(({ id }) => `offer ${id}: came after the closing`);
}

function chainProblems(log: readonly Entry[]): readonly string[] {
  return log.flatMap((entry, i) => [
    ...(entry.seq === i && entry.prev === (log[i - 1]?.hash ?? '') ? [] : [`entry ${i}: does not follow the one before`]),
    ...(entry.hash === hashOf(entry) ? [] : [`entry ${i}: was changed`]),
  ]);
}

function entryProblems({ seq, at, data }: Entry, { refused, lists }: Cabinet, weighed: Weighed): readonly string[] {
  const { offers } = weighed;
  const filed = filedIn(data);
  if (!filed) return (seq === 0) === (data.type === 'published') ? [] : [`entry ${seq}: ${data.type} out of its place`];
  const came = cameOf(filed, lists);
  if (!came) return [`entry ${seq}: its list is missing or was changed`];
  const there = new Set(came.offers.map(({ offer }) => offer));
  const facts = came.offers.flatMap(({ offer, sha256 }) => {
    const known = offers.get(offer);
    if (!known) return [`entry ${seq}: offer ${offer} is missing`];
    return commitmentOf(known) === sha256 ? [] : [`entry ${seq}: offer ${offer} was changed`];
  });
  const gone = came.refused.filter((hash) => !refused.has(hash)).map((hash) => `entry ${seq}: refusal ${hash} is missing or was changed`);
  const absent = data.type === 'awarded' && !there.has(data.offer) ? [`entry ${seq}: awarded to an offer that was not there`] : [];
  const strangers =
    data.type === 'invited' ? data.best.filter((id) => !there.has(id)).map((id) => `entry ${seq}: ${id} was not there`) : [];
  return [
    ...facts,
    ...gone,
    ...headProblems(seq, filed, came),
    ...orderProblems({ seq, at, data: filed }, came, weighed),
    ...absent,
    ...strangers,
  ];
}

/** What stands in the entry is how its list begins. */
function headProblems(seq: number, entry: Filed, { offers }: Came): readonly string[] {
  const isSame = entry.offers.every((each, i) => canonicalJson(each) === canonicalJson(offers[i]));
  return isSame ? [] : [`entry ${seq}: its list begins with something else`];
}

function verifyPart(file: VendorEvidence): Consistency {
  const end = file.log.at(-1)?.hash ?? '';
  const links = file.log.flatMap((entry, i) => [
    ...(entry.seq === i && entry.prev === (file.log[i - 1]?.hash ?? '') ? [] : [`entry ${i}: does not follow the one before`]),
    ...(entry.hash === vendorHash(file.request_id, entry) ? [] : [`entry ${i}: was changed`]),
  ]);
  const problems = file.head === end ? links : [...links, 'log: does not end where its head says'];
  const heads = [{ request: file.request_id, entries: file.log.length, head: end }];
  return { problems, heads, hashes: file.log.map(({ hash }) => hash), unproved: [], otherRules: [] };
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
