import type { Instant } from '../time.ts';
import { standing, weakOn } from './best-round.ts';
import type { Offer } from './offer.ts';
import { rank } from './rank.ts';
import type { NeedContext } from './score.ts';
import type { DeclineReason, WireDeclined, WireNotice, WireReceipt } from './wire.ts';

/** What a vendor is told and need not answer, as an effect names it. */
export type Notice =
  | { readonly name: 'offer.received'; readonly receipts: readonly Receipted[] }
  | { readonly name: 'offer.refused'; readonly eventId: string; readonly reason: string; readonly problems: readonly string[] }
  | { readonly name: 'offer.declined' }
  | {
      readonly name: 'question.answered';
      readonly questionId: string;
      readonly askedBy: string;
      readonly question: string;
      readonly text: string;
    }
  | { readonly name: 'change.answered'; readonly changeId: string; readonly optionId: string };

/** Which of its options was taken goes back to the vendor that changes something. */
export function changeAnswered(changeId: string, optionId: string): Notice {
  return { name: 'change.answered', changeId, optionId };
}

/** An offer that came in an answer, and the event that it came in. */
export interface Receipted {
  readonly eventId: string;
  readonly offerId: string;
  readonly commitment: string;
  readonly receivedAt: Instant;
}

const REASONS: Readonly<Record<string, DeclineReason>> = {
  price: 'price',
  cancellation: 'cancellation_terms',
  distance: 'location',
  rating: 'trust',
};

/** By vendor, where its best offer ended of all that stood, ranked once for all of them; reasons only with `why`. Who offered nothing that counted is not in it. */
export function declines(offers: readonly Offer[], context: NeedContext, secret: string, why: boolean): ReadonlyMap<string, WireDeclined> {
  const { fitting, beside } = rank(standing(offers, context.now), context, secret);
  const fit = fitting.map(({ offer }) => offer);
  const found = new Map<string, WireDeclined>();
  for (const [at, { offer }] of [...fitting, ...beside].entries()) {
    if (found.has(offer.vendorId)) continue;
    found.set(offer.vendorId, {
      offer_id: offer.vendorOfferId,
      outcome: 'not_selected',
      commitment: `sha256-${offer.commitment}`,
      rank: at + 1,
      ...(why ? { reasons: reasonsOf(offer, fit, context) } : {}),
    });
  }
  return found;
}

function reasonsOf(offer: Offer, fit: readonly Offer[], context: NeedContext): readonly DeclineReason[] {
  const weak = weakOn(offer, fit, context).map((dimension) => REASONS[dimension] ?? ('fit' as const));
  return weak.length > 0 ? [...new Set(weak)] : ['comparison'];
}

/** The notice as it goes to one vendor; a decline is worked out by `declines`. */
export function wireNotice(notice: Exclude<Notice, { name: 'offer.declined' }>, vendorId: string, revision: number): WireNotice {
  switch (notice.name) {
    case 'offer.received':
      return { name: notice.name, data: { receipts: notice.receipts.map(receiptOf) } };
    case 'offer.refused': {
      const { name, eventId, reason, problems } = notice;
      return { name, data: { event_id: eventId, reason, problems } };
    }
    case 'question.answered': {
      const { name, question, text, askedBy, questionId } = notice;
      return { name, data: { question, text, revision, ...(askedBy === vendorId ? { question_id: questionId } : {}) } };
    }
    case 'change.answered':
      return { name: notice.name, data: { change_id: notice.changeId, option_id: notice.optionId } };
  }
}

function receiptOf({ eventId, offerId, commitment, receivedAt }: Receipted): WireReceipt {
  return { event_id: eventId, status: 'received', received_at: receivedAt, offer_id: offerId, commitment: `sha256-${commitment}` };
}
