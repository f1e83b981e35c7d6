import { requestPseudonym } from '../../../shared/market/disclosure.ts';
import {
  type Asked as Acceptance,
  askedKey,
  forPerson,
  type Invitation,
  invitationItem,
  invitationKey,
  isPerson,
  stateOf,
} from '../../../shared/market/invitation.ts';
import { type RequestForOffers, wireIdOf } from '../../../shared/market/request.ts';
import type { Item, VendorRecord } from '../../../shared/ports.ts';
import type { Trip } from '../../../shared/trip-record.ts';
import { html } from '../../edge/html.ts';
import type { ApiResponse, VendorApi } from '../api.ts';
import { take } from '../receiving.ts';
import { bookingPage, leavingPage } from './booking-page.ts';
import { questionsOf } from './fields.ts';
import { frame, type OfferPage, offerPage } from './page.ts';
import { readForm } from './read.ts';
import { browserLocale, type Language, languageOf } from './words.ts';

export interface FormRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly rawBody: Uint8Array;
}

export interface FormPorts {
  readonly api: VendorApi;
  readonly placeName: (id: string, locale: string) => string;
  /** What waits for this answer looks at once. */
  readonly hurry: (tripId: string, effectKey: string) => Promise<void>;
}

const FORM_PATH = /^\/vendors\/v1\/form\/([\w-]{22})$/;
/** Nothing that a form says is longer. */
const MAX_FORM_BYTES = 32 * 1024;

/** A link opens one thing: it must not leak through referrers, caches or search engines, and its page runs no script and sits in no frame. */
const HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

/** What a link leads to, read from the store. */
interface Opened {
  readonly token: string;
  readonly item: Item<Invitation>;
  readonly vendor: VendorRecord;
  readonly trip: Trip;
  readonly request: RequestForOffers;
  readonly language: Language;
}

/** The page of a vendor without an API, by the link of its mail. Reading changes nothing, for mail programs look at links. Rejects when the store is down. */
export async function handleForm(request: FormRequest, ports: FormPorts): Promise<ApiResponse> {
  const token = FORM_PATH.exec(request.path)?.[1];
  const asked = request.query.get('lang');
  const guess = browserLocale(request.headers['accept-language']);
  if (token === undefined) return over(404, 'missing', languageOf(asked, guess));
  if (!['GET', 'HEAD', 'POST'].includes(request.method))
    return { status: 405, headers: { ...HEADERS, allow: 'GET, HEAD, POST' }, body: '' };
  const opened = await open(token, { asked, guess }, ports);
  if ('status' in opened) return opened;
  if (request.method !== 'POST') return shown(opened, ports);
  if (
    !(request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded') ||
    request.rawBody.byteLength > MAX_FORM_BYTES
  )
    return over(415, 'missing', opened.language);
  const form = new URLSearchParams(new TextDecoder().decode(request.rawBody));
  return sent(form, opened, ports);
}

interface Wanted {
  /** By the link itself, "?lang=en". */
  readonly asked: string | null;
  readonly guess: string | undefined;
}

async function open(token: string, { asked, guess }: Wanted, { api }: FormPorts): Promise<Opened | ApiResponse> {
  const item = await api.store.get<Invitation>(invitationKey(token), 'META');
  if (!item) return over(404, 'missing', languageOf(asked, guess));
  const vendor = await api.vendorById(item.doc.vendorId);
  const language = languageOf(asked, vendor ? vendor.locale : guess);
  const state = stateOf(item.doc, api.now());
  if (state !== 'open') return over(410, state, language);
  if (!vendor || !isPerson(vendor)) return over(410, 'revoked', language);
  const trip = (await api.store.get<Trip>(`TRIP#${item.doc.tripId}`, 'META'))?.doc;
  const request = trip?.requests.find(({ id }) => id === item.doc.requestId);
  if (!trip || !request) return over(410, 'withdrawn', language);
  if (item.doc.about.type === 'offer' && request.state !== 'open') return over(410, 'withdrawn', language);
  return { token, item, vendor, trip, request: forPerson(request), language };
}

async function shown(opened: Opened, ports: FormPorts): Promise<ApiResponse> {
  const { about } = opened.item.doc;
  if (about.type === 'booking') return booking(opened, about.key, undefined, ports);
  return page(200, offerPage(pageOf(opened, ports)));
}

async function sent(form: URLSearchParams, opened: Opened, ports: FormPorts): Promise<ApiResponse> {
  const { about } = opened.item.doc;
  if (about.type === 'booking') return booking(opened, about.key, form, ports);
  return form.get('do') === 'revoke' ? revoked(opened, ports) : offered(form, opened, ports);
}

function pathOf({ token }: Opened): string {
  return `/vendors/v1/form/${token}`;
}

function pageOf(opened: Opened, { api, placeName }: FormPorts): OfferPage {
  const { vendor, trip, request, language } = opened;
  return {
    language,
    path: pathOf(opened),
    request,
    wireRequestId: requestPseudonym(trip.secret, vendor.id, wireIdOf(request)),
    vendor,
    questions: questionsOf(request, api.placeOf),
    timeZone: api.placeOf(request.where[0] ?? '')?.timeZone ?? 'UTC',
    now: api.now(),
    written: undefined,
    problems: {},
    placeName: (id) => placeName(id, language.locale),
  };
}

/** The same message that the API takes, and the same receipt: from here on nobody can tell how it came. */
async function offered(form: URLSearchParams, opened: Opened, ports: FormPorts): Promise<ApiResponse> {
  const { api } = ports;
  const { vendor, request, language } = opened;
  const { words } = language;
  const asked = pageOf(opened, ports);
  const read = readForm(form, asked);
  if (!read.ok) return page(422, offerPage({ ...asked, written: form, problems: read.problems }));
  const { offer } = read;
  const event = { id: offer.offer_id, source: vendor.endpoint, name: 'offer.submitted', subject: asked.wireRequestId, data: offer };
  const receipt = await take(event, { wireRequestId: asked.wireRequestId, request, vendor, api });
  if (receipt.reason !== undefined) {
    const why = Object.entries(words.refused).find(([reason]) => reason === receipt.reason)?.[1] ?? words.refused.schema;
    return page(422, offerPage({ ...asked, written: form, refusal: [why, ...(receipt.problems ?? [])].join(' ') }));
  }
  return done(200, words.sentTitle, language, [words.sent, `${words.receipt} : ${(receipt.commitment ?? '').slice(0, 20)}`], {
    href: `${pathOf(opened)}?lang=${language.locale}`,
    text: words.another,
  });
}

async function revoked({ token, item, language }: Opened, { api }: FormPorts): Promise<ApiResponse> {
  await api.store.put(invitationItem(token, { ...item.doc, revokedAt: api.now() }), item.v);
  return done(200, language.words.revokedTitle, language, [language.words.revoked]);
}

const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9 -]{0,28}[A-Za-z0-9]$/;

async function booking(opened: Opened, key: string, form: URLSearchParams | undefined, ports: FormPorts): Promise<ApiResponse> {
  const { trip, vendor, language } = opened;
  const item = await ports.api.store.get<Acceptance>(`TRIP#${trip.id}`, askedKey(vendor.id, key));
  if (!item) return over(410, 'withdrawn', language);
  if (item.doc.answer) return over(410, 'taken', language);
  const state = trip.bookings.find(({ offer, id }) => offer.id === item.doc.offerId && key.endsWith(id))?.status;
  if (state === 'failed' || state === 'released' || state === 'cancelled') return over(410, 'withdrawn', language);
  if (item.doc.leaving) return left(item, form, { opened, key, ports });
  const asked = { language, path: pathOf(opened), request: opened.request, acceptance: item.doc };
  const show = (wrong?: string) =>
    bookingPage({ ...asked, placeName: (id) => ports.placeName(id, language.locale), ...(wrong === undefined ? {} : { wrong }) });
  if (!form) return page(200, show());
  const reference = (form.get('reference') ?? '').normalize('NFC').trim().toUpperCase();
  const isRefused = form.get('do') === 'refuse';
  if (!isRefused && !REFERENCE.test(reference)) return page(422, show(reference.slice(0, 30)));
  return answered(item, isRefused ? { type: 'refused' } : { type: 'confirmed', reference }, { opened, key, ports });
}

/** A booking that is left: there is nothing to refuse, only to note, and a fee to waive. */
async function left(item: Item<Acceptance>, form: URLSearchParams | undefined, answering: Answering): Promise<ApiResponse> {
  const { opened, ports } = answering;
  const { language, request } = opened;
  if (form) return answered(item, { type: 'noted', waived: form.get('do') === 'waive' }, answering);
  const placeName = (id: string) => ports.placeName(id, language.locale);
  return page(200, leavingPage({ language, path: pathOf(opened), request, acceptance: item.doc, placeName }));
}

interface Answering {
  readonly opened: Opened;
  readonly key: string;
  readonly ports: FormPorts;
}

async function answered(
  item: Item<Acceptance>,
  answer: NonNullable<Acceptance['answer']>,
  { opened, key, ports }: Answering,
): Promise<ApiResponse> {
  const { language, trip } = opened;
  const { words } = language;
  const { pk, sk, v, doc, expiresAt } = item;
  const stored = await ports.api.store.put({ pk, sk, doc: { ...doc, answer }, ...(expiresAt === undefined ? {} : { expiresAt }) }, v);
  if (stored === undefined) return over(410, 'taken', language);
  await ports.hurry(trip.id, key);
  if (answer.type === 'noted') return done(200, words.notedTitle, language, [words.notedLeaving]);
  return answer.type === 'refused'
    ? done(200, words.refusedBookingTitle, language, [words.refusedBooking])
    : done(200, words.confirmedTitle, language, [words.confirmed]);
}

function page(status: number, body: string): ApiResponse {
  return { status, headers: HEADERS, body };
}

interface Link {
  readonly href: string;
  readonly text: string;
}

function done(status: number, title: string, language: Language, lines: readonly string[], link?: Link): ApiResponse {
  const body = html`<div class="noted" role="status">${lines.map((line) => html`<p>${line}</p>`)}</div>${link && html`<p><a href="${link.href}">${link.text}</a></p>`}`;
  return page(status, frame(language, title, undefined, body));
}

function over(status: number, why: keyof Language['words']['over'], language: Language): ApiResponse {
  return done(status, language.words.overTitle, language, [language.words.over[why]]);
}
