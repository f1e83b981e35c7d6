import type { Money } from '../money.ts';
import type { Instant, LocalDate, LocalDateTime, LocalTime } from '../time.ts';
import type { Category } from '../trip/brief.ts';
import type { OfferDetails } from './offer-details.ts';

/** One way of a flight or train. Times are civil at each end. */
export interface Leg {
  readonly from: string;
  readonly to: string;
  readonly departs: LocalDateTime;
  readonly arrives: LocalDateTime;
  readonly number: string;
  readonly stops: number;
}

/** The facts of an offer, by category. Only these are ever spoken. Place fields hold place ids. Absent = the vendor did not say. */
export type Item =
  | {
      readonly category: 'flight' | 'train';
      readonly outbound: Leg;
      readonly inbound?: Leg;
      readonly cabin: 'economy' | 'business' | 'first' | 'second';
      readonly bagsPerPerson: number;
      readonly documents: boolean;
    }
  | {
      readonly category: 'lodging';
      readonly name: string;
      readonly kind: 'hotel' | 'apartment' | 'residence' | 'chalet' | 'guesthouse' | 'hostel';
      readonly place: string;
      /** Part of the place: "Arc 1800", "le centre". */
      readonly quarter?: string;
      readonly checkIn: LocalDate;
      readonly checkOut: LocalDate;
      /** From when the room is ready, civil. */
      readonly checkInFrom?: LocalTime;
      /** Latest arrival at the desk, civil; absent = any hour. */
      readonly checkInUntil?: LocalTime;
      /** By when it has to be left, civil. */
      readonly checkOutBy?: LocalTime;
      readonly rooms: number;
      readonly bedrooms: number;
      readonly sleeps: number;
      readonly stars?: number;
      /** Walking minutes to the lifts; 0 = on the slopes. */
      readonly slopesMinutes?: number;
      readonly centreMinutes?: number;
      readonly breakfast?: boolean;
      /** Tags of the preference vocabulary that hold: "spa", "pool", "parking", "kitchen"… A tag absent from both lists is unknown. */
      readonly has: readonly string[];
      readonly hasNot: readonly string[];
    }
  | {
      readonly category: 'car';
      readonly model: string;
      /** Short spoken name: "Duster". */
      readonly shortModel: string;
      readonly drivenWheels: 'two' | 'four';
      readonly winterEquipment: boolean;
      readonly automatic: boolean;
      readonly seats: number;
      readonly pickup: string;
      readonly dropoff: string;
      readonly from: LocalDate;
      readonly to: LocalDate;
      readonly deskOpens: LocalTime;
      readonly deskCloses: LocalTime;
      readonly minDriverAge: number;
      readonly has: readonly string[];
    }
  | {
      readonly category: 'ski_hire';
      readonly shop: string;
      readonly place: string;
      readonly sets: number;
      readonly level: 'beginner' | 'intermediate' | 'advanced';
      readonly boots: boolean;
      readonly from: LocalDate;
      readonly to: LocalDate;
      readonly has: readonly string[];
    }
  | {
      readonly category: 'ski_pass';
      readonly domain: string;
      readonly place: string;
      readonly persons: number;
      readonly days: number;
      readonly from: LocalDate;
      readonly to: LocalDate;
    }
  | {
      readonly category: 'transfer';
      readonly vehicle: 'taxi' | 'minibus' | 'shared';
      readonly from: string;
      readonly to: string;
      /** Pick-up of the way out, then of the way back when there is one. A day alone: the hour follows the flight or train. */
      readonly out: LocalDate | LocalDateTime;
      readonly back?: LocalDate | LocalDateTime;
      readonly minutes: number;
      readonly seats: number;
      readonly skis: boolean;
    }
  | {
      readonly category: 'restaurant';
      readonly name: string;
      readonly place: string;
      readonly at: LocalDateTime;
      readonly covers: number;
      readonly aboutPerPerson: Money;
      /** 0 calm and classic … 1 very trendy. */
      readonly trendy?: number;
      readonly cuisine?: string;
      readonly has: readonly string[];
      readonly hasNot: readonly string[];
    };

/** Fees over time: up to `until` leaving costs `fee`. After the last step nothing is returned: the fee is the whole total. Ordered. */
export interface CancellationTerms {
  readonly refundability: 'refundable' | 'partially_refundable' | 'non_refundable';
  readonly schedule: readonly { readonly until: Instant; readonly fee: Money }[];
}

/** A priced, dated promise by a vendor, checked by parseOffer (market/parse-offer.ts). The total is whole and final, for the party. */
export interface Offer {
  /** Ours: "<requestId>/<vendorId>/<vendor's offer id>". */
  readonly id: string;
  readonly vendorOfferId: string;
  /** The vendor's id of the offer that this one betters: an answer to the best-and-final round. */
  readonly counters?: string;
  readonly vendorId: string;
  /** As spoken and written, e.g. "Alpes Location"; `demo` adds the mark on screen. */
  readonly vendorName: string;
  readonly demo: boolean;
  readonly tripId: string;
  readonly needId: string;
  readonly requestId: string;
  readonly revision: number;
  /** Made after so many wishes were added to its request. */
  readonly wishes?: number;
  /** Our id of the offer that it betters, where that was made before a wish. */
  readonly betters?: string;
  readonly receivedAt: Instant;
  readonly validUntil: Instant;
  readonly category: Category;
  readonly item: Item;
  /** Attributes of must and wish that hold or not, by attr. */
  readonly meets: Readonly<Record<string, 'met' | 'not_met' | 'partial'>>;
  readonly total: Money;
  readonly dueNow: Money;
  readonly dueLater: readonly { readonly amount: Money; readonly when: LocalDate }[];
  readonly dueAtDestination?: Money;
  /** What the price contains, as stored labels of the breakdown and inclusions ("breakfast", "tourist_tax", "cleaning"). */
  readonly includes: readonly string[];
  readonly cancellation: CancellationTerms;
  readonly hold: { readonly possible: boolean; readonly maxMinutes: number; readonly fee: Money };
  /** Fields the vendor wants: "lead.given_name", "lead.family_name", "contact.relay", "passengers.birth_date"… */
  readonly dataNeeded: {
    readonly forHold: readonly string[];
    readonly forConfirm: readonly string[];
    readonly forPrice?: readonly string[];
  };
  /** What the vendor pays us; declared, spoken when asked, never ranked by. */
  readonly remuneration: { readonly kind: 'none' | 'commission' | 'fixed'; readonly amount?: Money };
  /** The agreement it is made under, in place of the buyer's terms: one that the operator accepts. */
  readonly agreement?: string;
  /** For how many people it is good, where the vendor says so beside the item. */
  readonly capacity?: number;
  readonly rating?: number;
  readonly co2Kg?: number;
  readonly supportPhone?: string;
  /** Who sells, as a contract names it; absent in offers of before it was kept. */
  readonly seller?: { readonly legalName: string; readonly country: string; readonly registration?: string; readonly email?: string };
  readonly details?: OfferDetails;
  /** The vendor's own words, cleaned and capped; announced as theirs. */
  readonly note?: string;
  /** sha256 of the canonical wire offer: the evidence's commitment. */
  readonly commitment: string;
}
