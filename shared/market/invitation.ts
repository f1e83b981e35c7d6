import type { Instant } from '../time.ts';
import { sha256 } from './canonical.ts';
import { pseudonym } from './disclosure.ts';
import type { RequestForOffers } from './request.ts';

/** A vendor without an API: asked by mail, it answers on a page. */
export function isPerson({ endpoint }: { readonly endpoint: string }): boolean {
  return endpoint.startsWith('mailto:');
}

/** People look into their mail once a day. */
const PERSON_HOURS = 24;

/** Until when people may answer what was asked at that moment. */
export function closingForPeople({ openedAt }: Pick<RequestForOffers, 'openedAt'>): Instant {
  return new Date(Date.parse(openedAt) + PERSON_HOURS * 3_600_000).toISOString();
}

/** The request as a person has it: the same, open for a day. */
export function forPerson(request: RequestForOffers): RequestForOffers {
  return { ...request, closesAt: closingForPeople(request) };
}

/** What a link opens. It is one vendor's, for one request, and says so in what it leads to. */
export interface Invitation {
  readonly tripId: string;
  readonly requestId: string;
  readonly vendorId: string;
  /** `booking` asks after an offer that was chosen; its key is that of the effect ("confirm:book-1"). */
  readonly about: { readonly type: 'offer' } | { readonly type: 'booking'; readonly key: string };
  readonly closesAt: Instant;
  readonly revokedAt?: Instant;
}

/** The secret part of a link: 132 bits under the trip's secret, so that a mail that is sent again says the same. Kept nowhere but in the mail. */
export function linkToken(
  tripSecret: string,
  { vendorId, requestId, about }: Pick<Invitation, 'vendorId' | 'requestId' | 'about'>,
): string {
  return pseudonym('link', tripSecret, vendorId, about.type === 'offer' ? requestId : `${requestId}\n${about.key}`).slice('link_'.length);
}

/** Where an invitation is kept: under the hash of its token, which opens nothing by itself. */
export function invitationKey(token: string): string {
  return `INVITE#${sha256(token)}`;
}

/** Foreign key of every link of a vendor: how they are revoked at once. */
export function invitationsOf(vendorId: string): string {
  return `INVITES#${vendorId}`;
}

/** A day past its closing the link still says that it is over; then it is gone. */
const TOLD_MS = 86_400_000;

export function invitationItem(token: string, invitation: Invitation) {
  return {
    pk: invitationKey(token),
    sk: 'META' as const,
    doc: invitation,
    foreign: invitationsOf(invitation.vendorId),
    expiresAt: new Date(Date.parse(invitation.closesAt) + TOLD_MS).toISOString(),
  };
}

/** Whether a link opens now, or why not. */
export function stateOf(invitation: Invitation, now: Instant): 'open' | 'revoked' | 'over' {
  if (invitation.revokedAt !== undefined) return 'revoked';
  return invitation.closesAt <= now ? 'over' : 'open';
}

/** What a person is asked to confirm, an acceptance or that it is left, as it stands (TRIP#id / ASKED#vendor#key). */
export interface Asked {
  readonly offerId: string;
  readonly requestId: string;
  readonly askedAt: Instant;
  readonly totalMinor: number;
  readonly currency: string;
  readonly buyer: Readonly<Record<string, string>>;
  /** The booking is left: under this reference, at this cost by the offer's terms when it was written. */
  readonly leaving?: { readonly reference: string; readonly feeMinor: number };
  /** The first that is written stands: the vendor's word, or that its time was over. */
  readonly answer?:
    | { readonly type: 'confirmed'; readonly reference: string }
    | { readonly type: 'refused' }
    /** It is left, and `waived`: for nothing. */
    | { readonly type: 'noted'; readonly waived: boolean }
    | { readonly type: 'expired' };
}

export function askedKey(vendorId: string, effectKey: string): string {
  return `ASKED#${vendorId}#${effectKey}`;
}
