import { standing, standingOf } from './best-round.ts';
import type { Offer } from './offer.ts';
import { rank } from './rank.ts';
import type { NeedContext } from './score.ts';
import type { DeclineReason, WireDeclined, WireNotice } from './wire.ts';

/** What a vendor is told and need not answer, as an effect names it. */
export type Notice =
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

const REASONS: Readonly<Record<string, DeclineReason>> = {
  price: 'price',
  cancellation: 'cancellation_terms',
  distance: 'location',
  rating: 'trust',
};

/** Where the best offer of one vendor ended, of all that stood; reasons only with `why`. Undefined when it offered nothing that counted. */
export function declinedFor(
  vendorId: string,
  offers: readonly Offer[],
  context: NeedContext,
  secret: string,
  why: boolean,
): WireDeclined | undefined {
  const counted = standing(offers, context.now);
  const { fitting, beside } = rank(counted, context, secret);
  const order = [...fitting, ...beside].map(({ offer }) => offer);
  const at = order.findIndex((offer) => offer.vendorId === vendorId);
  const offer = order[at];
  if (!offer) return undefined;
  const weak = standingOf(offer, counted, context, secret).weakOn.map((dimension) => REASONS[dimension] ?? ('fit' as const));
  const reasons: readonly DeclineReason[] = weak.length > 0 ? [...new Set(weak)] : ['comparison'];
  return {
    offer_id: offer.vendorOfferId,
    outcome: 'not_selected',
    commitment: `sha256-${offer.commitment}`,
    rank: at + 1,
    ...(why ? { reasons } : {}),
  };
}

/** The notice as it goes to one vendor; a decline is worked out by `declinedFor`. */
export function wireNotice(notice: Exclude<Notice, { name: 'offer.declined' }>, vendorId: string, revision: number): WireNotice {
  switch (notice.name) {
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
