import { readVote, stanceField, type VoteForm, voteForm } from '../../shared/booking/documents/vote-form.ts';
import { ConciergeError } from '../../shared/errors.ts';
import type { Trip } from '../../shared/trip-record.ts';
import { hashed } from '../edge/secret.ts';
import { mediaType, problem, type WebRequest, type WebResponse } from './http.ts';
import { readCookie } from './identity.ts';
import { PAGE_HEADERS } from './static.ts';
import type { Writing } from './trip-lines.ts';
import { type VotePage, votePage } from './vote-page.ts';
import type { Web } from './web.ts';

const COOKIE = 'voter';
/** As long as any vote may last. */
const KEPT_S = 14 * 86_400;
const VOTER = /^[\w-]{16,64}$/;

/** GET shows the page of the vote, POST takes a ballot. Nobody signs in: who votes is an unguessable id in the form and in a cookie of this page alone. */
export async function handleVote(request: WebRequest, trip: Trip, web: Web, writing: Writing): Promise<WebResponse> {
  const isPost = request.method === 'POST';
  if (isPost && mediaType(request) !== 'application/x-www-form-urlencoded')
    return problem(415, 'Send the form as application/x-www-form-urlencoded.');
  const posted = new URLSearchParams(isPost ? new TextDecoder().decode(request.body) : '');
  const voter = voterOf(request, posted, web);
  const show = pageFor(request, trip, voter, web, writing);
  if (!isPost) return show(trip, {});
  const form = voteForm(trip.vote, name(trip, voter), web.now());
  if (!form) return show(trip, {}, 409);
  return taken({ trip, voter, form }, posted, web, show);
}

type Show = (trip: Trip, more: Partial<Pick<VotePage, 'written' | 'problems' | 'outcome'>>, status?: number) => WebResponse;

/** Who votes, as it is kept with the trip. */
function name(trip: Trip, voter: string): string {
  return hashed('voter', trip.id, voter).slice(0, 32);
}

/** The one of the form that was sent, else of the cookie; a new one for who is new, or lends this device to somebody else. */
function voterOf(request: WebRequest, posted: URLSearchParams, web: Web): string {
  const given = posted.get('voter') ?? (request.query.has('new') ? '' : (readCookie(request.headers['cookie'], COOKIE) ?? ''));
  return VOTER.test(given) ? given : web.secret(18);
}

interface Voting {
  readonly trip: Trip;
  readonly voter: string;
  readonly form: VoteForm;
}

async function taken({ trip, voter, form }: Voting, posted: URLSearchParams, web: Web, show: Show): Promise<WebResponse> {
  const { cast, problems } = readVote(form, (field) => posted.get(field) ?? '');
  const fields = [...form.options.map((_, at) => stanceField(at)), 'limit'];
  const written = Object.fromEntries(fields.map((field) => [field, (posted.get(field) ?? '').slice(0, 20)]));
  if (Object.keys(problems).length > 0) return show(trip, { written, problems }, 422);
  try {
    const outcome = await web.castVote(trip, { voter: name(trip, voter), ...cast });
    const after = (await web.trip(trip.id)) ?? trip;
    if (outcome === 'taken') return show(after, { outcome: 'noted' });
    return show(after, outcome === 'full' ? { outcome } : {}, 409);
  } catch (error) {
    if (!(error instanceof ConciergeError) || error.code === 'bug') throw error;
    return show(trip, { written, outcome: 'failed' }, 503);
  }
}

function pageFor(request: WebRequest, { id }: Trip, voter: string, web: Web, writing: Writing): Show {
  const address = `/trips/${id}/vote?key=${encodeURIComponent(request.query.get('key') ?? '')}`;
  const secure = web.sessionSecret === undefined ? '' : '; Secure';
  return (trip, more, status = 200) => {
    const form = voteForm(trip.vote, name(trip, voter), web.now());
    const closesAt = form && trip.vote?.closesAt;
    const page: VotePage = { voter, address, written: {}, problems: {}, ...(form && { form }), ...(closesAt && { closesAt }), ...more };
    return {
      status,
      headers: {
        ...PAGE_HEADERS,
        'cache-control': 'no-store',
        'x-robots-tag': 'noindex',
        'content-type': 'text/html; charset=utf-8',
        'content-language': writing.locale,
        // Lax: the link is opened from a message.
        'set-cookie': `${COOKIE}=${voter}; Path=/trips/${id}/vote; Max-Age=${KEPT_S}; HttpOnly; SameSite=Lax${secure}`,
      },
      body: votePage(page, writing),
    };
  };
}
