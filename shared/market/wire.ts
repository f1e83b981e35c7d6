import type { WireChanged, WireQuestion, WireUpdate } from './wire-news.ts';
import type { WireOffer } from './wire-offer.ts';

/**
 * Open Request for Offers v1 on the wire: CloudEvents 1.0 structured JSON, signed as Standard Webhooks, money as decimal strings.
 * Every message is POSTed to the receiver's one endpoint; an answer may come in the 200 body (one event, or an array of events), or later to `offers_url`.
 */
export interface CloudEvent<T extends string = string, D = unknown> {
  readonly specversion: '1.0';
  readonly id: string;
  /** "org.rfo.<name>.v1". */
  readonly type: `org.rfo.${T}.v1`;
  readonly source: string;
  /** The vendor's pseudonym of the request. */
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: D;
}

export interface WireAmount {
  readonly amount: string;
  readonly currency: string;
}

export interface WirePlace {
  /** Our place id ("LYS", "resort:les-arcs"), public data and the same for every vendor. */
  readonly place_id: string;
  readonly name: string;
  readonly country: string;
  readonly lat: number;
  readonly lon: number;
  readonly time_zone: string;
}

/** A place that something is wanted at. */
export interface WireAskedPlace extends WirePlace {
  /** How far from it an offer may be and still count; 0 is there, or in it, and nowhere else. */
  readonly radius_km: number;
}

export interface WireRequirement {
  readonly attr: string;
  readonly op: 'eq' | 'gte' | 'lte';
  readonly value: string | number | boolean;
}

export interface WireRequest {
  readonly request_id: string;
  readonly revision: number;
  /** Of a revision: which members differ from the one before, whose offers are stale. */
  readonly changed?: readonly string[];
  readonly line: {
    readonly line_id: string;
    readonly kind: string;
    readonly required: readonly WireRequirement[];
    readonly desired: readonly (WireRequirement & { readonly weight_hint: 'low' | 'medium' | 'high' })[];
  };
  readonly window: {
    readonly start_date: string;
    readonly end_date: string;
    readonly time?: string;
    readonly daypart?: string;
    readonly return_daypart?: string;
    readonly time_zone: string;
    /** By how many days an offer may be off: none. Other days are asked for in a request of their own. */
    readonly flex_days: 0;
    readonly one_way?: boolean;
  };
  /** Where it is wanted; several are candidates, and an offer names one. */
  readonly places: readonly WireAskedPlace[];
  /** Where a journey starts. */
  readonly from: readonly WireAskedPlace[];
  readonly party: { readonly adults: number; readonly child_age_bands: readonly string[] };
  /** Only where the traveller wants it told: of the whole trip, which this line is a part of, a person, or a night. */
  readonly budget_ceiling?: WireAmount & { readonly scope: 'total' | 'per_person' | 'per_night' };
  readonly currency: string;
  readonly locale: string;
  /** What an offer must accept; the document lists what may stand in its place. */
  readonly terms: { readonly agreement_uri: string; readonly hash: string; readonly response: 'accept required in offer' };
  /** Nothing personal: what comes with an acceptance is all that ever does. */
  readonly disclosure_tier: 0;
  readonly rules: { readonly rules_uri: string; readonly hash: string };
  /** sha256 over the secret that ties are drawn by, a line feed and request_id. */
  readonly draw_commitment: string;
  readonly bafo: { readonly planned: boolean; readonly max_rounds: 1 };
  readonly scoring: { readonly method: 'effective_price'; readonly criteria: readonly string[] };
  readonly respond_by_live?: string;
  readonly closes_at: string;
  readonly offers_url: string;
  /** Where one question may be posted. */
  readonly questions_url: string;
  readonly test_mode: boolean;
}

/** To the best three: one more offer, better in price or terms and worse in nothing, with `counters`. Nothing is told of the others. */
export interface WireInvitation {
  readonly offer_id: string;
  readonly you_are: 'leading' | 'not_leading';
  /** price, cancellation, distance, rating, or the attribute of a wish. */
  readonly weak_on: readonly string[];
  readonly closes_at: string;
  readonly offers_url: string;
  /** 1: told what its price depends on. */
  readonly disclosure_tier: 0 | 1;
  /** What the offer's data_needed.for_price listed, as far as it is known. */
  readonly for_price?: ToldForPrice;
}

/** What was said by the traveller of what a price may depend on; nobody says where they live, or holds a card of anybody's, so neither is ever in it. */
export interface ToldForPrice {
  readonly child_ages?: readonly number[];
  readonly driver_age_band?: '18-20' | '21-24' | '25-29' | '30-69' | '70+';
}

export interface WireAcceptance {
  readonly offer_id: string;
  readonly mode: 'hold' | 'confirm';
  readonly idempotency_key: string;
  readonly expected_total: WireAmount;
  /** Only fields that the offer's data_needed lists. */
  readonly buyer: Readonly<Record<string, string>>;
  readonly hold_id?: string;
  readonly readback_hash?: string;
  readonly payment?: { readonly method: 'pay_at_property' | 'vendor_link' | 'sandbox' };
  /** A car: the civil hours at the desk that the rest of the trip decides, "2027-03-20T12:00". */
  readonly schedule?: { readonly from?: string; readonly to?: string };
}

/** Cancels a reservation, or releases a hold that was never confirmed. */
export interface WireCancel {
  readonly offer_id: string;
  readonly hold_id?: string;
  readonly reservation_id?: string;
  readonly idempotency_key: string;
  readonly quote_only: boolean;
}

/** Asks how an acceptance stands; answered with the reservation event it would have had, or reservation.none. */
export interface WireStatusQuery {
  readonly offer_id: string;
  readonly idempotency_key: string;
}

/** Of an offer that came in a 200 body; one that was posted has its refusal in the answer. */
export interface WireRefused {
  readonly event_id: string;
  readonly reason: string;
  readonly problems: readonly string[];
}

/** Of offers that came in a 200 body: the receipts that a posted one has in its answer. */
export interface WireReceived {
  readonly receipts: readonly WireReceipt[];
}

/** What became of one message. `commitment`: "sha256-…" of the offer as it came; what is shown later of the record holds it. */
export interface WireReceipt {
  readonly event_id: string;
  readonly status: 'received' | 'refused' | 'noted';
  readonly received_at: string;
  readonly offer_id?: string;
  readonly commitment?: string;
  readonly reason?: string;
  readonly problems?: readonly string[];
}

/** After the award, to those who were not chosen: their own rank, and reasons only where the traveller wants them told. */
export interface WireDeclined {
  readonly offer_id: string;
  readonly outcome: 'not_selected';
  /** "sha256-…" of the offer as it came: what the record holds it by. */
  readonly commitment: string;
  /** "sha256-…" of the last entry of the vendor's own part of the record: whatever it is shown later must hold an entry with it. */
  readonly evidence_head?: string;
  readonly rank?: number;
  readonly reasons?: readonly DeclineReason[];
}

/** Agentic Commerce Protocol's codes, as far as they fit. */
export type DeclineReason = 'price' | 'cancellation_terms' | 'location' | 'trust' | 'fit' | 'comparison';

/** A vendor's question and the traveller's answer, to every vendor that was asked. */
export interface WireAnswered {
  readonly question: string;
  readonly text: string;
  readonly revision: number;
  /** To the one who asked. */
  readonly question_id?: string;
}

export interface WireChangeAnswered {
  readonly change_id: string;
  readonly option_id: string;
}

/** What is only told: any answer will do. */
export type WireNotice =
  | { readonly name: 'offer.received'; readonly data: WireReceived }
  | { readonly name: 'offer.refused'; readonly data: WireRefused }
  | { readonly name: 'offer.declined'; readonly data: WireDeclined }
  | { readonly name: 'question.answered'; readonly data: WireAnswered }
  | { readonly name: 'change.answered'; readonly data: WireChangeAnswered };

export type BuyerMessage =
  | CloudEvent<'request.published' | 'request.revised', WireRequest>
  | CloudEvent<'request.withdrawn', { readonly request_id: string }>
  | CloudEvent<'bafo.invited', WireInvitation>
  | CloudEvent<'offer.accepted', WireAcceptance>
  | CloudEvent<'offer.received', WireReceived>
  | CloudEvent<'offer.refused', WireRefused>
  | CloudEvent<'offer.declined', WireDeclined>
  | CloudEvent<'question.answered', WireAnswered>
  | CloudEvent<'change.answered', WireChangeAnswered>
  | CloudEvent<'reservation.cancel_requested', WireCancel>
  | CloudEvent<'reservation.status_requested', WireStatusQuery>;

export type VendorMessage =
  | CloudEvent<'offer.submitted', WireOffer>
  | CloudEvent<'question.asked', WireQuestion>
  | CloudEvent<'reservation.changed', WireChanged>
  | CloudEvent<'fulfilment.update', WireUpdate>
  | CloudEvent<'request.declined', { readonly request_id: string; readonly reason: string }>
  | CloudEvent<'reservation.held', { readonly hold_id: string; readonly expires_at: string }>
  | CloudEvent<
      'reservation.confirmed',
      {
        readonly reservation_id: string;
        readonly reference: string;
        readonly total: WireAmount;
        readonly paid: WireAmount;
        readonly support_phone?: string;
        readonly support?: { readonly phone?: string; readonly email?: string };
        /** Tickets and vouchers: links on the trip page. */
        readonly documents?: readonly string[];
        /** What opens a door or a locker: on the trip page, and aloud when it is asked for. */
        readonly pin?: string;
      }
    >
  | CloudEvent<'reservation.pending', { readonly check_after: string }>
  | CloudEvent<
      'reservation.failed',
      {
        readonly reason: 'sold_out' | 'price_changed' | 'payment_declined' | 'data_missing' | 'expired' | 'technical';
        readonly new_total?: WireAmount;
      }
    >
  | CloudEvent<'reservation.none', Record<string, never>>
  | CloudEvent<'reservation.released', Record<string, never>>
  | CloudEvent<'reservation.cancel_quoted', { readonly fee: WireAmount; readonly refund: WireAmount; readonly valid_until: string }>
  | CloudEvent<'reservation.cancelled', { readonly fee: WireAmount; readonly refund: WireAmount; readonly refund_eta?: string }>;
