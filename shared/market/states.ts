import { addMinutes, type Instant } from '../time.ts';
import type { Offer } from './offer.ts';
import type { RequestForOffers } from './request.ts';

/** What each state goes on to by which event. An event that a state does not name changes nothing. */
export type Machine<S extends string, E extends string> = Readonly<Record<S, Readonly<Partial<Record<E, S>>>>>;

export function moved<S extends string, E extends string>(machine: Machine<S, E>, state: S, event: E): S {
  return machine[state][event] ?? state;
}

export function allows<S extends string, E extends string>(machine: Machine<S, E>, state: S, event: E): boolean {
  return machine[state][event] !== undefined;
}

/** open: answers join the live turn. closing: they join the next. bafo: the best may still better theirs. closed: nothing comes in any more. */
export type RequestState = 'draft' | 'open' | 'closing' | 'bafo' | 'closed' | 'awarded' | 'withdrawn' | 'expired';
export type RequestEvent = 'publish' | 'live_over' | 'invite' | 'close' | 'award' | 'withdraw' | 'expire';

export const REQUEST: Machine<RequestState, RequestEvent> = {
  draft: { publish: 'open' },
  open: { live_over: 'closing', invite: 'bafo', close: 'closed', award: 'awarded', withdraw: 'withdrawn' },
  closing: { invite: 'bafo', close: 'closed', award: 'awarded', withdraw: 'withdrawn' },
  bafo: { close: 'closed', award: 'awarded', withdraw: 'withdrawn' },
  closed: { award: 'awarded', withdraw: 'withdrawn', expire: 'expired' },
  awarded: {},
  withdrawn: {},
  expired: {},
};

/** How long after its publication a request's answers are waited for by somebody who listens. */
const LIVE_MINUTES = 0.1;

/** Where a request stands by the clock, whether or not anything has swept it. */
export function requestState(request: RequestForOffers, now: Instant): RequestState {
  const at = Date.parse(now);
  const events: readonly (RequestEvent | false)[] = [
    'publish',
    at > Date.parse(addMinutes(request.openedAt, LIVE_MINUTES)) && 'live_over',
    request.round !== undefined && 'invite',
    request.state === 'withdrawn' && 'withdraw',
    request.state === 'awarded' && 'award',
    (request.state === 'closed' || at > Date.parse(request.closesAt)) && 'close',
    now.slice(0, 10) > request.end && 'expire',
  ];
  return events.filter((event) => event !== false).reduce<RequestState>((state, event) => moved(REQUEST, state, event), 'draft');
}

/** Offers still count. */
export function takesOffers(request: RequestForOffers, now: Instant): boolean {
  return allows(REQUEST, requestState(request, now), 'close');
}

export type OfferState = 'received' | 'refused' | 'valid' | 'leading' | 'not_leading' | 'stale' | 'expired' | 'accepted' | 'declined';
export type OfferEvent = 'refuse' | 'admit' | 'lead' | 'trail' | 'outdate' | 'expire' | 'accept' | 'decline';

const STANDING = {
  lead: 'leading',
  trail: 'not_leading',
  outdate: 'stale',
  expire: 'expired',
  accept: 'accepted',
  decline: 'declined',
} as const;

export const OFFER: Machine<OfferState, OfferEvent> = {
  received: { refuse: 'refused', admit: 'valid' },
  refused: {},
  valid: STANDING,
  leading: STANDING,
  not_leading: STANDING,
  // What was taken may be let go of, and others may have been taken since.
  accepted: { decline: 'declined' },
  stale: {},
  expired: {},
  declined: {},
};

/** What is known around an offer that was let in. `leads`: ranked with the others of its request, when it is. `outdated`: another revision stands, its need is gone, or its vendor bettered it. */
export interface Around {
  readonly now: Instant;
  readonly leads?: boolean;
  readonly outdated: boolean;
  readonly taken: boolean;
  readonly lost: boolean;
}

/** Where an offer that was stored stands: taken offers stay so when they run out, because they are held. */
export function offerState({ validUntil }: Pick<Offer, 'validUntil'>, { now, leads, outdated, taken, lost }: Around): OfferState {
  const events: readonly (OfferEvent | false)[] = [
    'admit',
    leads !== undefined && (leads ? 'lead' : 'trail'),
    taken && 'accept',
    outdated && 'outdate',
    Date.parse(validUntil) <= Date.parse(now) && 'expire',
    lost && 'decline',
  ];
  return events.filter((event) => event !== false).reduce<OfferState>((state, event) => moved(OFFER, state, event), 'received');
}
