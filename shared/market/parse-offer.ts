import type { Place } from '../places/place.ts';
import { addMinutes, type Instant } from '../time.ts';
import { counterProblem } from './best-round.ts';
import { commitmentOf } from './canonical.ts';
import type { Item, Offer } from './offer.ts';
import { extraProblems, fitProblems, isBeside, statusOf } from './offer-fit.ts';
import { priceProblems, termsAt } from './offer-price.ts';
import { alternativeIn, type OfferDraft, readOffer } from './offer-wire.ts';
import { isPlain, isShallow } from './read.ts';
import type { RequestForOffers } from './request.ts';
import { takesOffers } from './states.ts';

/** Codes of `offer.refused`, sent to the vendor as they are. */
export type RefusalReason =
  | 'schema'
  | 'late'
  | 'revision_stale'
  | 'terms_rejected'
  | 'requirement_contradicted'
  | 'price_inconsistent'
  /** Another offer came under the same id, or the same offer was bettered twice. */
  | 'duplicate'
  /** It betters an offer that nobody asked to be bettered, or came after the round. */
  | 'not_invited'
  | 'not_improved';

export type OfferRead =
  | { readonly ok: true; readonly offer: Offer }
  | { readonly ok: false; readonly reason: RefusalReason; readonly problems: readonly string[] };

export interface Sender {
  readonly vendorId: string;
  readonly vendorName: string;
  readonly demo: boolean;
  /** What the operator accepts in place of the buyer's terms; none when absent. */
  readonly agreements?: readonly string[];
  /** The vendor's pseudonym of the request; an offer that names another is refused. */
  readonly wireRequestId?: string;
  /** What the vendor has offered for this request so far: an answer to the best-and-final round must be better than it. */
  readonly known?: readonly Offer[];
  /** Resolves place ids: members of a region or metro, and places beside the one asked for. Without it places must be the ones asked. */
  readonly placeOf?: (id: string) => Place | undefined;
}

/** An offer must be good for this long when it arrives. */
const VALID_MINUTES = 10;

/** Checks the data of `offer.submitted` against its request and turns it into an Offer, or says why not. Never throws. */
export function parseOffer(wire: unknown, request: RequestForOffers, from: Sender, tripId: string, receivedAt: Instant): OfferRead {
  const closed = admission(wire, request, receivedAt, from);
  if (closed) return closed;
  const problems: string[] = [];
  const draft = readOffer(wire, problems);
  const commitment = isShallow(wire) ? committed(wire) : undefined;
  if (commitment === undefined) problems.push('body: nested too deep, or holds a number JSON cannot hold');
  if (from.wireRequestId !== undefined && draft.wireRequestId !== from.wireRequestId) problems.push('request_id: another request');
  if (Date.parse(draft.terms.validUntil) <= Date.parse(addMinutes(receivedAt, VALID_MINUTES))) {
    problems.push(`valid_until: less than ${VALID_MINUTES} minutes away`);
  }
  if (problems.length > 0 || !draft.item || commitment === undefined) return { ok: false, reason: 'schema', problems };
  if (wishesAt(draft.revision, request) === undefined)
    return refused('revision_stale', `revision: ${draft.revision} where ${request.revision} stands`);
  const price = priceProblems(draft, request);
  if (price.length > 0) return { ok: false, reason: 'price_inconsistent', problems: price };
  const fit = [...fitProblems(draft.item, request, receivedAt, from.placeOf ?? nowhere), ...extraProblems(draft.extras, request)];
  if (fit.length > 0) return { ok: false, reason: 'requirement_contradicted', problems: fit };
  return weighed(offerFrom(draft, draft.item, { request, from, tripId, receivedAt, commitment }), draft, request, from);
}

function admission(wire: unknown, request: RequestForOffers, receivedAt: Instant, { agreements }: Sender): OfferRead | undefined {
  if (!isPlain(wire)) return refused('schema', 'body: not an object');
  if (request.state === 'withdrawn') return refused('revision_stale', 'request: withdrawn');
  if (!takesOffers(request, receivedAt)) return refused('late', 'request: closed');
  return termsProblem(wire['terms_response'], agreements);
}

/** Nobody reads a contract in the middle of a turn: another agreement counts where the operator has read it before. */
function termsProblem(response: unknown, agreements: readonly string[] = []): OfferRead | undefined {
  if (response === 'accept') return undefined;
  const alternative = alternativeIn(response);
  if (alternative === undefined) return refused('terms_rejected', 'terms_response: not accept');
  return agreements.includes(alternative) ? undefined : refused('terms_rejected', 'terms_response: not an agreement that is accepted here');
}

function refused(reason: RefusalReason, problem: string): OfferRead {
  return { ok: false, reason, problems: [problem] };
}

function committed(wire: unknown): string | undefined {
  try {
    return commitmentOf(wire);
  } catch {
    return undefined;
  }
}

function nowhere(): undefined {
  return undefined;
}

/** How many of the wishes that were added an offer of that revision knows. A wish takes nothing back: what answers the request of before it still counts. Undefined for a revision that does not stand. */
function wishesAt(revision: number, { revision: stands, wishes = 0 }: RequestForOffers): number | undefined {
  const behind = stands - revision;
  return behind >= 0 && behind <= wishes ? wishes - behind : undefined;
}

/** Our id of the offer that it betters: of those under the vendor's id, the one that was asked for better. */
function invitedAs({ counters }: OfferDraft, { known = [] }: Sender, { round }: RequestForOffers): string | undefined {
  return known.find(({ id, vendorOfferId }) => vendorOfferId === counters && round?.offers.includes(id))?.id;
}

interface Arrival {
  readonly request: RequestForOffers;
  readonly from: Sender;
  readonly tripId: string;
  readonly receivedAt: Instant;
  readonly commitment: string;
}

function offerFrom(draft: OfferDraft, item: Item, { request, from, tripId, receivedAt, commitment }: Arrival): Offer {
  // A vendor may answer a wish under the id that it had.
  const wishes = wishesAt(draft.revision, request) ?? 0;
  const after = wishes === 0 ? '' : `~${wishes}`;
  const betters = request.wishes === undefined ? undefined : invitedAs(draft, from, request);
  return {
    id: `${request.id}/${from.vendorId}/${draft.vendorOfferId}${after}`,
    vendorOfferId: draft.vendorOfferId,
    ...(draft.counters === undefined ? {} : { counters: draft.counters }),
    vendorId: from.vendorId,
    vendorName: from.vendorName,
    demo: from.demo,
    tripId,
    needId: request.needId,
    requestId: request.id,
    revision: draft.revision,
    ...(wishes === 0 ? {} : { wishes }),
    ...(betters === undefined ? {} : { betters }),
    receivedAt,
    category: request.category,
    item,
    meets: {},
    ...draft.terms,
    cancellation: termsAt(draft.terms.cancellation, draft.terms.total, receivedAt),
    ...draft.extras,
    commitment,
  };
}

function weighed(offer: Offer, draft: OfferDraft, request: RequestForOffers, from: Sender): OfferRead {
  const { meets, problems } = statusOf(offer, request.requirements, draft.claims);
  if (problems.length > 0) return { ok: false, reason: 'requirement_contradicted', problems };
  const whole = {
    ...offer,
    meets: isBeside(offer.item, request, from.placeOf ?? nowhere) ? { ...meets, place: 'not_met' as const } : meets,
  };
  const counter = offer.counters === undefined ? undefined : counterProblem(whole, from.known ?? [], request);
  return counter ? refused(counter.reason, counter.problem) : { ok: true, offer: whole };
}
