import type { CancellationTerms, Offer } from '../market/offer.ts';
import type { Money } from '../money.ts';
import type { Instant, LocalDate } from '../time.ts';
import type { CarHours } from './car-hours.ts';

/** contracts/http.md shows held, confirmed, cancelled, failed, unknown; the others are on their way to one of these. */
export type BookingStatus =
  /** Chosen where the vendor holds nothing: bought at the confirm, or gone. */
  'chosen' | 'holding' | 'held' | 'confirming' | 'confirmed' | 'unknown' | 'failed' | 'releasing' | 'released' | 'cancelling' | 'cancelled';

export type FailureReason = 'sold_out' | 'price_changed' | 'payment_declined' | 'data_missing' | 'expired' | 'refused' | 'technical';

/** A held, confirmed or cancelled purchase of one offer for one need. Lives inside the trip: one write moves the saga. */
export interface Booking {
  /** "book-3": a new one exists only after the last for its need ended. Names the effect keys ("hold:book-3"). */
  readonly id: string;
  readonly needId: string;
  /** The offer as it stood when chosen: what is read back and held against. */
  readonly offer: Offer;
  readonly status: BookingStatus;
  /** The booking that is let go of once this one is held: the same vendor's, at its price of before. */
  readonly instead?: string;
  /** Kept next to another for the same need while those who travel vote: never read back and never bought until it is taken. */
  readonly beside?: true;
  readonly holdId?: string;
  readonly holdUntil?: Instant;
  /** The code the vendor gives; spelled only when asked. */
  readonly reference?: string;
  readonly reservationId?: string;
  /** The total the traveller heard and confirmed. A confirm for another total is refused. */
  readonly readTotal?: Money;
  /** A car: the hours at the desk that the traveller heard and the vendor was told. */
  readonly hours?: CarHours;
  readonly confirmedTotal?: Money;
  readonly paid?: Money;
  /** When its vendor was written that it is left, where it never answered. */
  readonly leftAt?: Instant;
  /** The vendor said neither yes nor no for as long as it was asked, to the purchase or to its cancellation. */
  readonly unclear?: 'untold' | 'told';
  /** Confirmed for more than was read, and the vendor did not take it back. */
  readonly overcharged?: 'untold' | 'told';
  readonly failure?: { readonly reason: FailureReason; readonly newTotal?: Money };
  /** Fee quoted by the vendor for leaving, and until when the quote stands. */
  readonly cancelQuote?: { readonly fee: Money; readonly refund: Money; readonly validUntil: Instant };
  readonly terms: CancellationTerms;
  readonly supportPhone?: string;
  readonly supportEmail?: string;
  readonly documents?: readonly string[];
  readonly pin?: string;
  /** By when what comes back is there, as its vendor said. */
  readonly refundBy?: LocalDate;
}
