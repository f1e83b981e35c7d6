import type { WireCancellation } from './wire-news.ts';

/** The data of `offer.submitted`: a priced, dated promise, whole and final for the party. */
export interface WireOffer {
  readonly offer_id: string;
  /** The offer of the same vendor that this one betters: only in answer to bafo.invited. */
  readonly counters?: string;
  readonly request_id: string;
  readonly revision: number;
  /** An alternative counts where the buyer's terms list its address among their `alternatives`. */
  readonly terms_response: 'accept' | 'reject' | { readonly alternative: string };
  readonly seller: {
    readonly legal_name: string;
    readonly brand: string;
    readonly country: string;
    /** Of the company, as a contract names it. */
    readonly registration?: string;
    readonly support_phone?: string;
    readonly support_email?: string;
  };
  /** The item facts of market/offer.ts in snake_case, with `category`; places as place ids. */
  readonly item: Readonly<Record<string, unknown>>;
  readonly meets: readonly { readonly attr: string; readonly status: 'met' | 'not_met' | 'partial' }[];
  readonly price: {
    readonly total: string;
    readonly currency: string;
    readonly breakdown: readonly {
      readonly type: 'base' | 'tax' | 'fee' | 'surcharge' | 'discount' | 'deposit';
      readonly label: string;
      readonly amount: string;
    }[];
    readonly due_now: string;
    readonly due_later: readonly { readonly amount: string; readonly when: string }[];
    readonly due_at_destination?: string;
  };
  readonly cancellation: WireCancellation;
  readonly inclusions: readonly string[];
  readonly exclusions?: readonly string[];
  /** For how many people it is good. */
  readonly capacity?: { readonly quantity: number };
  readonly hold: { readonly possible: boolean; readonly max_minutes: number; readonly fee: string };
  readonly valid_until: string;
  readonly data_needed: {
    readonly for_hold: readonly string[];
    readonly for_confirm: readonly string[];
    /** What the last price depends on, told with the invitation to the last round and not before. */
    readonly for_price?: readonly string[];
  };
  readonly intermediary_remuneration: { readonly kind: 'none' | 'commission' | 'fixed'; readonly amount?: string };
  readonly rating?: number;
  readonly co2_kg?: number;
  readonly vendor_note?: string;
  /** One sentence of facts, quoted as the vendor's. */
  readonly speakable?: { readonly fr?: string; readonly en?: string };
  readonly change_policy?: { readonly possible: boolean; readonly fee?: string; readonly until?: string };
  /** Asked for on the spot and given back, in the currency of the price: no part of it. */
  readonly deposit_or_guarantee?: { readonly kind: 'deposit' | 'card_hold'; readonly amount: string };
  readonly delivery?: 'voucher' | 'pickup' | 'at_chalet';
  readonly evidence?: readonly { readonly claim: string; readonly url: string; readonly as_of?: string }[];
  readonly media?: readonly { readonly url: string; readonly caption?: string }[];
}
