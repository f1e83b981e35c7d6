import type { BookingStatus, FailureReason } from './booking/booking.ts';
import type { CarHours } from './booking/car-hours.ts';
import type { Standing } from './market/best-round.ts';
import type { Offer } from './market/offer.ts';
import type { RequestForOffers } from './market/request.ts';
import type { WireNotice } from './market/wire.ts';
import type { Money } from './money.ts';
import type { Instant, LocalDate } from './time.ts';
import type { Category } from './trip/brief.ts';
import type { Trip } from './trip-record.ts';

/** One stored document. `v` counts its writes from 1. */
export interface Item<D = unknown> {
  readonly pk: string;
  readonly sk: string;
  readonly v: number;
  readonly doc: D;
  /** Sparse index "work": when this item next needs the dispatcher. */
  readonly dueAt?: Instant;
  /** Sparse index "foreign": lookup by somebody else's key, e.g. "REF#vendor#ref". */
  readonly foreign?: string;
  /** Filtered on read once passed. */
  readonly expiresAt?: Instant;
}

export interface NewItem<D = unknown> {
  readonly pk: string;
  readonly sk: string;
  readonly doc: D;
  readonly dueAt?: Instant;
  readonly foreign?: string;
  readonly expiresAt?: Instant;
}

/** Five calls. Every adapter passes the same contract test. Rejects only with ConciergeError 'store-down'. */
export interface Store {
  get<D>(pk: string, sk: string): Promise<Item<D> | undefined>;
  /** Writes if the stored version is `expected` (0 = absent). Returns the new version, or undefined on a conflict. */
  put(item: NewItem, expected: number): Promise<number | undefined>;
  /** Items of a partition whose sk begins so, in sk order; or of the foreign index. */
  query<D>(
    by: { readonly pk: string; readonly skPrefix?: string } | { readonly foreign: string },
    limit?: number,
  ): Promise<readonly Item<D>[]>;
  /** Items whose dueAt has passed, oldest first. */
  due(now: Instant, limit: number): Promise<readonly Item[]>;
  /** Deletes one item, or the whole partition when `sk` is absent. */
  erase(pk: string, sk?: string): Promise<void>;
}

export interface VendorRecord {
  readonly id: string;
  readonly name: string;
  readonly demo: boolean;
  readonly categories: readonly Category[];
  /** https; or "mailto:desk@vendor.example" for a vendor without an API, who is asked by mail and answers on a page. */
  readonly endpoint: string;
  /** Of the mails and pages of a vendor without an API; fr-FR when absent. */
  readonly locale?: string;
  /** Standard Webhooks secrets, newest first; two are valid while one is rotated out. */
  readonly secrets: readonly string[];
  readonly country: string;
  /** The company's number, in its country: one company is there once. */
  readonly registration?: string;
}

/** What serves once something is bought. */
export interface Afterwards {
  readonly supportPhone?: string;
  readonly supportEmail?: string;
  /** Tickets and vouchers: https, the vendor's. */
  readonly documents?: readonly string[];
  /** What opens a door or a locker: told on request and on the trip page alone. */
  readonly pin?: string;
}

/** What a vendor said to a hold, confirm, release or cancel. A lost answer is `unknown`, never `failed`. */
export type VendorAnswer =
  | { readonly type: 'held'; readonly holdId: string; readonly expiresAt: Instant }
  | ({
      readonly type: 'confirmed';
      readonly reservationId: string;
      readonly reference: string;
      readonly total: Money;
      readonly paid: Money;
    } & Afterwards)
  /** patient: who answers takes a day, so a look that finds nothing yet counts as no try. */
  | { readonly type: 'pending'; readonly checkAfter: Instant; readonly patient?: true }
  | { readonly type: 'failed'; readonly reason: FailureReason; readonly newTotal?: Money }
  | { readonly type: 'released' }
  | { readonly type: 'cancel_quoted'; readonly fee: Money; readonly refund: Money; readonly validUntil: Instant }
  /** sentAt: nobody answered; what was written then counts from then, on the offer's terms. */
  | { readonly type: 'cancelled'; readonly fee: Money; readonly refund: Money; readonly sentAt?: Instant; readonly refundBy?: LocalDate }
  /** none: asked how it stands, the vendor says that it never heard of it. */
  | { readonly type: 'unknown'; readonly none?: true };

/** What an effect came to: a vendor's word, or that a watch's moment is there. */
export type Outcome = VendorAnswer | { readonly type: 'due' };

/** What an acceptance tells the vendor: nothing beyond what its offer asked for. */
export interface AcceptanceDetails {
  readonly trip: Trip;
  readonly bookingId: string;
  readonly offer: Offer;
  readonly holdId?: string;
  readonly reservationId?: string;
  readonly readbackHash?: string;
  readonly expectedTotal: Money;
  readonly leadName?: { readonly given?: string; readonly family: string };
  /** A car: the hours at the desk that were read. */
  readonly hours?: CarHours;
  /** From the private form, by the vendor's field names. */
  readonly details?: Readonly<Record<string, string>>;
  /** Where the vendor may write to whoever books, where the operator has such addresses. */
  readonly relay?: string;
}

/** The market's wire (adapters/http-vendors.ts). Business refusals are answers; only our own bugs reject. */
export interface Vendors {
  forCategory(category: Category): Promise<readonly VendorRecord[]>;
  byId(id: string): Promise<VendorRecord | undefined>;
  /** Publishes one request to one vendor. Resolves with the offers that came inline (parsed; refused ones dropped with their reason in the evidence), or [] when it will answer later. Rejects 'timeout' | 'vendor-failed'. */
  publish(request: RequestForOffers, trip: Trip, vendor: VendorRecord, options: CallOptions): Promise<readonly Offer[]>;
  /** Asks one of the best three to better its offer. Resolves with what it answered at once, checked, or [] when it has nothing or answers later. Rejects 'timeout' | 'vendor-failed'. */
  inviteBest(
    offer: Offer,
    standing: Standing,
    /** `known`: all that the vendor has offered for the request so far. */
    to: { readonly request: RequestForOffers; readonly vendor: VendorRecord; readonly known: readonly Offer[] },
    trip: Trip,
    options: CallOptions,
  ): Promise<readonly Offer[]>;
  /** Tells a vendor something that needs no answer. Rejects 'timeout' | 'vendor-failed'. */
  tell(notice: WireNotice, request: RequestForOffers, trip: Trip, vendor: VendorRecord, options: CallOptions): Promise<void>;
  /** Posts a traveller's answer to a letter, where mail can leave. Rejects 'vendor-failed'. */
  answer(
    letter: { readonly to: string; readonly replyTo: string; readonly text: string; readonly key: string },
    request: RequestForOffers,
    trip: Trip,
    vendor: VendorRecord,
  ): Promise<void>;
  withdraw(request: RequestForOffers, trip: Trip, vendor: VendorRecord, options: CallOptions): Promise<void>;
  hold(details: AcceptanceDetails, options: CallOptions): Promise<VendorAnswer>;
  confirm(details: AcceptanceDetails, options: CallOptions): Promise<VendorAnswer>;
  release(details: AcceptanceDetails, options: CallOptions): Promise<VendorAnswer>;
  quoteCancel(details: AcceptanceDetails, options: CallOptions): Promise<VendorAnswer>;
  cancel(details: AcceptanceDetails, options: CallOptions): Promise<VendorAnswer>;
  /** Asks how a reservation stands: what an `unknown` is reconciled by before any retry. */
  status(details: AcceptanceDetails, options: CallOptions): Promise<VendorAnswer>;
}

export interface CallOptions {
  /** Key of the effect: the vendor answers a repeated one as it did the first time. */
  readonly idempotencyKey: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Called for each offer of the answer that was refused. */
  readonly onRefused?: (refused: { readonly eventId: string; readonly reason: string; readonly problems: readonly string[] }) => void;
  /** Called for each offer of the answer that counts. */
  readonly onReceived?: (received: { readonly eventId: string; readonly offer: Offer }) => void;
  /** Called when the vendor says that its answer comes later. */
  readonly onLater?: () => void;
  /** When the answer can still join the live turn; absent in the worker. */
  readonly respondByLive?: Instant;
}

/** Paying. Today: at the vendor, or nothing in the sandbox; a card processor comes behind the same two calls. */
export interface Payment {
  authorise(
    amount: Money,
    key: string,
  ): Promise<
    | { readonly ok: true; readonly method: 'pay_at_property' | 'vendor_link' | 'sandbox' }
    | { readonly ok: false; readonly reason: FailureReason }
  >;
}

/** Written by us, told to one address. */
export interface MailMessage {
  /** The same message again has the same id, by which mail programs show it once. */
  readonly id: string;
  readonly to: string;
  /** Where an answer goes, when not to the sender. */
  readonly replyTo?: string;
  readonly subject: string;
  readonly text: string;
}

/** Rejects when the message was not taken over; it may then be sent again. */
export interface Mail {
  send(message: MailMessage): Promise<void>;
}

export interface Clock {
  now(): Instant;
}

export interface Ids {
  /** Unguessable, URL-safe, `bytes` of entropy. */
  secret(bytes: number): string;
}

/** One JSON line per event, hashed ids, never an utterance. */
export interface Log {
  event(name: string, fields?: Readonly<Record<string, string | number | boolean | undefined>>): void;
}

/** The operator's settings that the core may know. */
export interface Settings {
  /** organiser: one read-back and one phrase for the trip; otherwise one per seller. */
  readonly operatorRole: 'organiser' | 'intermediary';
  readonly sandbox: boolean;
  /** The people behind the microphone, if the operator has any: by when they call back, civil in the traveller's zone. */
  readonly desk?: { readonly answersBy: string };
  /** Hash of the terms that vendors agree to with an offer (market/to-wire.ts). */
  readonly termsHash: string;
  /** How many vendors one live turn asks at most; the rest goes to the worker. */
  readonly liveFanout: number;
  /** Mail to addresses under it comes to POST /vendors/v1/mail: vendors are given one for each booking. None when absent. */
  readonly relayDomain?: string;
  /** Base of links, e.g. "http://127.0.0.1:3000". */
  readonly baseUrl: string;
}

export interface Ports {
  readonly store: Store;
  readonly vendors: Vendors;
  readonly payment: Payment;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly settings: Settings;
}

/** Booking states that end: a new booking for the need may follow only these. */
export const TERMINAL: readonly BookingStatus[] = ['confirmed', 'failed', 'released', 'cancelled'];
