import { detailsForm } from '../../shared/booking/documents/details-form.ts';
import { jsonLdOf } from '../../shared/booking/documents/json-ld.ts';
import { tripPageModel } from '../../shared/booking/documents/trip-page-model.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { sameSecret } from '../edge/secret.ts';
import { failure } from './chat.ts';
import type { FormState } from './details-form.ts';
import { icsOf } from './documents/ics.ts';
import { json, mediaType, methodNotAllowed, notFound, problem, type WebRequest, type WebResponse } from './http.ts';
import { PAGE_HEADERS } from './static.ts';
import { takeDetails } from './trip-details.ts';
import type { Writing } from './trip-lines.ts';
import { tripPage } from './trip-page.ts';
import { handleVote } from './vote.ts';
import type { Web } from './web.ts';
import { wordsNear } from './words.ts';

const ADDRESS = /^\/trips\/([\w-]{1,100}?)(\.ics|\.json|\.evidence\.json|\/name|\/details|\/letter|\/vote)?$/;
/** A key opens one trip: its address must not leak through referrers, caches or search engines. */
const PRIVATE = { 'cache-control': 'no-store', 'x-robots-tag': 'noindex' } as const;

/** GET /trips/<id>?key= (and .ics, .json, .evidence.json beside it); POST /trips/<id>/name?key= corrects the lead name, /trips/<id>/details?key= takes the private form, /trips/<id>/letter?key= an answer to what a vendor wrote, /trips/<id>/vote?key= is the page of a vote, with a key of its own. A wrong key is no trip. */
export async function handleTrip(request: WebRequest, web: Web): Promise<WebResponse> {
  const [, id, part = ''] = ADDRESS.exec(request.path) ?? [];
  if (id === undefined) return notFound();
  const allow = part === '/vote' ? ['GET', 'HEAD', 'POST'] : part.startsWith('/') ? ['POST'] : ['GET', 'HEAD'];
  if (!allow.includes(request.method)) return methodNotAllowed(allow);
  try {
    const trip = await web.trip(id);
    // Who may vote may not read the trip, nor the private form.
    const key = part === '/vote' ? trip?.vote?.key : trip?.key;
    if (trip === undefined || key === undefined || !sameSecret(request.query.get('key') ?? '', key)) return notFound();
    return await answerTo(request, trip, part, web);
  } catch (error) {
    return failure(error, web);
  }
}

function answerTo(request: WebRequest, trip: Trip, part: string, web: Web): Promise<WebResponse> {
  if (part === '/name') return rename(request, trip, web);
  if (part === '/letter') return answerLetter(request, trip, web);
  if (part === '/vote') return handleVote(request, trip, web, writingFor(request, trip, web));
  if (part === '') return page(request, trip, web);
  if (part !== '/details') return document(request, trip, part, web);
  return takeDetails(request, trip, web, async (form, status) => ({ ...(await page(request, trip, web, form)), status }));
}

async function document(request: WebRequest, trip: Trip, part: string, web: Web): Promise<WebResponse> {
  const writing = writingFor(request, trip, web);
  if (part === '.ics') {
    const headers = {
      ...PRIVATE,
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${trip.id}.ics"`,
    };
    return { status: 200, headers, body: icsOf(trip, web.now(), writing) };
  }
  if (part === '.evidence.json') return evidence(trip, web);
  const trace = await web.trace(trip, writing.locale);
  const readback = await web.readback(trip, writing.locale);
  return json(record(trip, trace, readback, web), PRIVATE);
}

/** What was put on record of the requests: a file to keep, and to check with `npm run verify`. */
async function evidence(trip: Trip, web: Web): Promise<WebResponse> {
  const headers = {
    ...PRIVATE,
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="${trip.id}.evidence.json"`,
  };
  return { status: 200, headers, body: await web.evidence(trip) };
}

/** The page; with a form that was sent, without the rest that the store may not give just now. */
async function page(request: WebRequest, trip: Trip, web: Web, sent?: FormState): Promise<WebResponse> {
  const writing = writingFor(request, trip, web);
  const isDown = sent?.outcome === 'failed';
  const trace = isDown ? [] : await web.trace(trip, writing.locale);
  const readback = isDown ? [] : await web.readback(trip, writing.locale);
  const query = `?key=${encodeURIComponent(trip.key)}`;
  const form = sent ?? newForm(trip, web);
  const body = tripPage({ trip, trace, readback, path: `/trips/${trip.id}`, query, ...(form && { form }) }, writing);
  return {
    status: 200,
    headers: { ...PAGE_HEADERS, ...PRIVATE, 'content-type': 'text/html; charset=utf-8', 'content-language': writing.locale },
    body,
  };
}

function newForm(trip: Trip, web: Web): FormState | undefined {
  const form = detailsForm(trip);
  return form && { form, today: web.now().slice(0, 10), written: {}, problems: {} };
}

/** Everything the traveller may have of the trip; secrets of ours (the vendors' pseudonym key, the page key) stay. */
function record(trip: Trip, trace: readonly unknown[], readback: readonly string[], web: Web): unknown {
  const { id, createdAt, phase, brief, leadName, chosen } = trip;
  return {
    id,
    createdAt,
    phase,
    brief,
    leadName,
    chosen: chosen && web.apart && chosen.lines.length > 1 ? withoutSum(chosen) : chosen,
    bookings: tripPageModel(trip).lines,
    readback,
    trace,
    reservations: jsonLdOf(trip, web.place),
    // Opened with the same key, which stands in nothing that is kept.
    evidence: `/trips/${id}.evidence.json`,
    heads: tripPageModel(trip).heads,
  };
}

/** Each line has its price with its booking. */
function withoutSum({ total: _sum, effectiveMinor: _worth, ...chosen }: NonNullable<Trip['chosen']>) {
  return chosen;
}

/** What was read back under another name is read anew before it can be bought. */
async function rename(request: WebRequest, trip: Trip, web: Web): Promise<WebResponse> {
  if (mediaType(request) !== 'application/x-www-form-urlencoded')
    return problem(415, 'Send the form as application/x-www-form-urlencoded.');
  if (!tripPageModel(trip).nameOpen) return problem(409, 'The booking went out in this name.');
  const form = new URLSearchParams(new TextDecoder().decode(request.body));
  const given = cleanName(form.get('given'));
  const family = cleanName(form.get('family'));
  if (family === '')
    return problem(400, 'Some fields are wrong.', {}, [{ field: 'family', problem: 'is empty', fix: 'give the last name' }]);
  await web.rename(trip, { ...(given !== '' && { given }), family });
  const location = `/trips/${trip.id}?key=${encodeURIComponent(trip.key)}`;
  return { status: 303, headers: { ...PRIVATE, location }, body: '' };
}

/** What was written back is on the page, under what it answers; the same form again sends nothing. */
async function answerLetter(request: WebRequest, trip: Trip, web: Web): Promise<WebResponse> {
  if (mediaType(request) !== 'application/x-www-form-urlencoded')
    return problem(415, 'Send the form as application/x-www-form-urlencoded.');
  const form = new URLSearchParams(new TextDecoder().decode(request.body));
  const answered = await web.answerLetter(trip, form.get('letter') ?? '', form.get('text') ?? '');
  if (answered === 'gone') return problem(409, 'There is no such letter that can be answered.');
  const query = new URLSearchParams({ key: trip.key, locale: writingFor(request, trip, web).locale });
  return { status: 303, headers: { ...PRIVATE, location: `/trips/${trip.id}?${query}#news` }, body: '' };
}

function cleanName(value: string | null): string {
  return (value ?? '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}' ’.-]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80);
}

/** The language asked for, else that of the trip's own requests, else the browser's; of one language, as the traveller spoke it. */
function writingFor(request: WebRequest, trip: Trip, web: Web): Writing {
  const accepted = (request.headers['accept-language'] ?? '').split(',').map((tag) => tag.split(';')[0]?.trim() ?? '');
  const own = trip.requests.at(-1)?.locale ?? '';
  const link = request.query.get('locale') ?? '';
  const asked = [own.slice(0, 2) === link.slice(0, 2) ? '' : link, own, ...accepted].filter((tag) => tag !== '');
  return { ...wordsNear(asked, web.words), places: web };
}
