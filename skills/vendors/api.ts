import { faultOf } from '../../shared/errors.ts';
import { type PseudonymDoc, pseudonymKey } from '../../shared/market/disclosure.ts';
import type { Offer } from '../../shared/market/offer.ts';
import type { RequestForOffers } from '../../shared/market/request.ts';
import { RULES } from '../../shared/market/to-wire.ts';
import { readEvents } from '../../shared/market/vendor-message.ts';
import type { HeardNews } from '../../shared/market/vendor-news.ts';
import type { Place } from '../../shared/places/place.ts';
import type { Log, NewItem, Store, VendorRecord } from '../../shared/ports.ts';
import type { NewsTaken } from '../../shared/runner/vendor-news.ts';
import type { Instant } from '../../shared/time.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { openApi } from './openapi.ts';
import { type Receipt, take } from './receiving.ts';

/** One HTTP request as any host hands it over: header names in lower case, the body as received. */
export interface ApiRequest {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly rawBody: Uint8Array;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface VendorApi {
  readonly store: Pick<Store, 'get' | 'put' | 'query'>;
  readonly vendorById: (id: string) => Promise<VendorRecord | undefined>;
  readonly isSigned: (secrets: readonly string[], headers: ApiRequest['headers'], body: string) => Promise<boolean>;
  readonly placeOf: (id: string) => Place | undefined;
  /** What offers are made under, as a document. */
  readonly terms: unknown;
  /** What the operator takes in their place. */
  readonly agreements?: readonly string[];
  /** One vendor's part of what is on record of a request, as the text of a file. */
  readonly evidence: (trip: Trip, requestId: string, vendor: { readonly id: string; readonly wireRequestId: string }) => Promise<string>;
  /** How an offer is stored, given the last day of what it offers. */
  readonly offerItem: (offer: Offer, request: RequestForOffers) => NewItem<Offer>;
  /** Keeps with the trip what a vendor says by itself. */
  readonly hearVendor: (tripId: string, heard: HeardNews) => Promise<NewsTaken>;
  /** Where vendors write to whoever booked, what the mail provider shows, and whether an answer can leave; absent where the operator has no such addresses. */
  readonly relay?: { readonly domain: string; readonly secret?: string; readonly answers?: boolean };
  readonly now: () => Instant;
  readonly log: Log;
  readonly baseUrl: string;
}

const MAX_BODY_BYTES = 256 * 1024;
/** All a vendor sends about a request comes to any of the three: what it is, its type says. */
const OFFERS_PATH = /^\/vendors\/v1\/requests\/(req_[\w-]{22})\/(?:offers|questions|news)$/;

const EVIDENCE_PATH = /^\/vendors\/v1\/requests\/(req_[\w-]{22})\/evidence$/;

/** The vendor side over HTTP: late offers in, the protocol's description out. Never rejects. */
export async function handleVendorApi(request: ApiRequest, api: VendorApi): Promise<ApiResponse> {
  try {
    return await route(request, api);
  } catch (error) {
    api.log.event('vendor-api-failed', { ...faultOf(error) });
    return vendorProblem(503, 'The offers could not be taken now; send them again.', {}, { 'retry-after': '5' });
  }
}

async function route(request: ApiRequest, api: VendorApi): Promise<ApiResponse> {
  if (request.path === '/vendors/v1/openapi.json') return read(request, () => openApi(api.baseUrl));
  if (request.path === '/vendors/v1/rules') return read(request, () => RULES.document);
  if (request.path === '/vendors/v1/terms') return read(request, () => api.terms);
  if (request.path === '/vendors/v1/mail') return (await import('./mail.ts')).takeMail(request, api);
  const askedPart = EVIDENCE_PATH.exec(request.path)?.[1];
  if (askedPart !== undefined) return ownPart(askedPart, request, api);
  const wireRequestId = OFFERS_PATH.exec(request.path)?.[1];
  if (wireRequestId === undefined) return vendorProblem(404, 'There is nothing at this address.');
  if (request.method !== 'POST') return vendorProblem(405, 'Offers are posted.', {}, { allow: 'POST' });
  if (!/^application\/(cloudevents(-batch)?\+)?json\b/.test(request.headers['content-type'] ?? ''))
    return vendorProblem(415, 'Send application/cloudevents+json.');
  if (request.rawBody.byteLength > MAX_BODY_BYTES) return vendorProblem(413, 'At most 256 kB.');
  return submit(wireRequestId, request, api);
}

function read({ method }: ApiRequest, value: () => unknown): ApiResponse {
  if (method !== 'GET' && method !== 'HEAD') return vendorProblem(405, 'This is read only.', {}, { allow: 'GET, HEAD' });
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'public, max-age=300' },
    body: method === 'HEAD' ? '' : JSON.stringify(value()),
  };
}

/** Who signed, about which request of which trip; or why that cannot be said. */
interface Caller {
  readonly vendor: VendorRecord;
  readonly trip: Trip;
  readonly request: RequestForOffers;
  readonly body: string;
}

/** What is only read has no body: its path is signed instead, so that a signature opens one thing. */
async function callerOf(wireRequestId: string, incoming: ApiRequest, api: VendorApi): Promise<Caller | ApiResponse> {
  const pointer = await api.store.get<PseudonymDoc>(pseudonymKey(wireRequestId), 'META');
  if (!pointer) return vendorProblem(404, 'No such request, or it ended long ago.');
  const vendor = await api.vendorById(pointer.doc.vendorId);
  const body = incoming.method === 'GET' ? incoming.path : new TextDecoder().decode(incoming.rawBody);
  if (!vendor || !(await api.isSigned(vendor.secrets, incoming.headers, body)))
    return vendorProblem(401, 'Not signed by the vendor that this request went to.');
  const trip = (await api.store.get<Trip>(`TRIP#${pointer.doc.tripId}`, 'META'))?.doc;
  const request = trip?.requests.find(({ id }) => id === pointer.doc.requestId);
  return trip && request ? { vendor, trip, request, body } : vendorProblem(404, 'The request was withdrawn and forgotten.');
}

/** What is on record of the vendor's own offers, signed for like an offer, over the path. */
async function ownPart(wireRequestId: string, request: ApiRequest, api: VendorApi): Promise<ApiResponse> {
  if (request.method !== 'GET') return vendorProblem(405, 'This is read only.', {}, { allow: 'GET' });
  const caller = await callerOf(wireRequestId, request, api);
  if ('status' in caller) return caller;
  const text = await api.evidence(caller.trip, caller.request.id, { id: caller.vendor.id, wireRequestId });
  return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }, body: text };
}

async function submit(wireRequestId: string, incoming: ApiRequest, api: VendorApi): Promise<ApiResponse> {
  const caller = await callerOf(wireRequestId, incoming, api);
  if ('status' in caller) return caller;
  const { vendor, request } = caller;
  const events = readEvents(caller.body);
  if (!events || events.length === 0) return vendorProblem(400, 'Not one CloudEvent of this protocol, nor a list of them.');
  const receipts: Receipt[] = [];
  for (const event of events) receipts.push(await take(event, { wireRequestId, request, vendor, api }));
  return answer(receipts);
}

/** 200 when anything was taken; else the refusal, with the status that says whether to try again. */
function answer(receipts: readonly Receipt[]): ApiResponse {
  const [first] = receipts;
  const isTaken = receipts.some(({ status }) => status !== 'refused');
  if (isTaken || !first?.reason)
    return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify({ receipts }) };
  return vendorProblem(STATUS[first.reason], DETAIL[first.reason], { reason: first.reason, problems: first.problems ?? [], receipts });
}

const STATUS: Readonly<Record<NonNullable<Receipt['reason']>, number>> = {
  schema: 422,
  late: 410,
  revision_stale: 409,
  terms_rejected: 422,
  requirement_contradicted: 422,
  price_inconsistent: 422,
  duplicate: 409,
  not_invited: 409,
  not_improved: 422,
  no_reservation: 409,
  question_limit: 409,
  question_personal: 422,
  option_contradicted: 422,
};

const DETAIL: Readonly<Record<NonNullable<Receipt['reason']>, string>> = {
  schema: 'The offer is not in the form of the protocol.',
  late: 'The request is closed.',
  revision_stale: 'The request was withdrawn or has another revision.',
  terms_rejected: "Offers count only under the buyer's terms.",
  requirement_contradicted: 'The offer is not what was asked for, or its facts contradict its words.',
  price_inconsistent: 'The amounts do not add up.',
  duplicate: 'There is another offer under this id.',
  not_invited: 'Nobody asked for this offer to be bettered, or the round is over.',
  no_reservation: 'The vendor has confirmed nothing that this could be about.',
  question_limit: 'One question for a request, and enough have been asked.',
  question_personal: 'Nothing is answered about who travels before a choice.',
  option_contradicted: 'A replacement costs more than what was confirmed, or is something else.',
  not_improved: 'It is no better than the offer that it replaces, or worse in something.',
};

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  503: 'Service Unavailable',
};

/** RFC 9457; texts are ours, never an exception's. */
export function vendorProblem(
  status: number,
  detail: string,
  more: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): ApiResponse {
  const body = { type: 'about:blank', title: TITLES[status] ?? 'Error', status, detail, ...more };
  return { status, headers: { 'content-type': 'application/problem+json; charset=utf-8', ...headers }, body: JSON.stringify(body) };
}
