/** Up to `until` leaving costs `fee`; after the last step the fee is the total. */
export interface WireCancellation {
  readonly refundability: 'refundable' | 'partially_refundable' | 'non_refundable';
  readonly schedule: readonly { readonly until: string; readonly fee: string }[];
}

/** One for a request; answered to every vendor that was asked. */
export interface WireQuestion {
  readonly question_id: string;
  readonly text: string;
  /** Of the text; the request's where absent. */
  readonly locale?: string;
  readonly choices?: readonly string[];
}

export interface WireChanged {
  readonly change_id: string;
  readonly severity: 'info' | 'minor' | 'major' | 'cancelled';
  readonly cause: string;
  readonly what: readonly { readonly field: string; readonly old: string; readonly new: string }[];
  /** None costs more than was confirmed; `note` is read out. */
  readonly options: readonly {
    readonly option_id: string;
    readonly kind: 'accept' | 'rebook' | 'refund' | 'voucher';
    readonly note?: string;
    /** Until when it may be chosen; decide_by where absent. */
    readonly deadline?: string;
    /** Of rebook: what takes the place of what was booked, for no more than was confirmed. `cancellation` as it was where absent. */
    readonly offer?: {
      readonly item: Readonly<Record<string, unknown>>;
      readonly price: { readonly total: string; readonly currency: string };
      readonly cancellation?: WireCancellation;
    };
  }[];
  readonly decide_by?: string;
}

export interface WireUpdate {
  readonly kind: 'ready_for_pickup' | 'driver_assigned' | 'room_ready' | 'gate' | 'delayed';
  readonly note?: string;
  readonly delayed_minutes?: number;
  /** When whoever was sent is there, or what is late comes. */
  readonly eta?: string;
}
