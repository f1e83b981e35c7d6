import { type Money, toDecimal } from '../money.ts';
import type { Instant, LocalDateTime } from '../time.ts';
import type { Standing } from './best-round.ts';
import { type Buyer, buyerData, CONFIRM_FIELD, HOLD_FIELD, pseudonym, requestPseudonym } from './disclosure.ts';
import type { Offer } from './offer.ts';
import type {
  BuyerMessage,
  CloudEvent,
  ToldForPrice,
  WireAcceptance,
  WireAmount,
  WireCancel,
  WireInvitation,
  WireNotice,
  WireStatusQuery,
} from './wire.ts';

/** Who sends, to whom, under which secret, and when. `key` is the effect's: the same key makes the same event id at the same vendor. */
export interface Envelope {
  /** Our side's URI: "https://host/vendors/v1". */
  readonly source: string;
  readonly secret: string;
  readonly vendorId: string;
  readonly requestId: string;
  readonly key: string;
  readonly now: Instant;
}

/** A CloudEvent for one vendor. Its time is told to the second, so that times do not join what ids do not. */
export function eventTo<T extends string, D>(envelope: Envelope, name: T, data: D): CloudEvent<T, D> {
  const { secret, vendorId } = envelope;
  return {
    specversion: '1.0',
    id: pseudonym('evt', secret, vendorId, `${name}\n${envelope.key}`),
    type: `org.rfo.${name}.v1`,
    source: envelope.source,
    subject: requestPseudonym(secret, vendorId, envelope.requestId),
    time: `${envelope.now.slice(0, 19)}Z`,
    datacontenttype: 'application/json',
    data,
  };
}

/** The key the vendor answers a repeated call under. */
export function wireKey(envelope: Envelope): string {
  return pseudonym('key', envelope.secret, envelope.vendorId, envelope.key);
}

export interface Accepting extends Buyer {
  readonly mode: 'hold' | 'confirm';
  readonly offer: Offer;
  readonly holdId?: string;
  readonly readbackHash?: string;
  readonly expectedTotal: Money;
  /** The hours at a car's desk, civil, as the traveller heard them. */
  readonly hours?: { readonly from: LocalDateTime; readonly to: LocalDateTime };
  readonly payment?: 'pay_at_property' | 'vendor_link' | 'sandbox';
}

/** `offer.accepted`: holds or confirms, with no personal field that the offer did not ask for at that stage, or that no offer may ask for then. */
export function acceptance(envelope: Envelope, accepting: Accepting): CloudEvent<'offer.accepted', WireAcceptance> {
  const { mode, offer, holdId, readbackHash, payment, hours } = accepting;
  const { forHold, forConfirm } = offer.dataNeeded;
  const asked =
    mode === 'hold' ? forHold.filter((field) => HOLD_FIELD.test(field)) : forConfirm.filter((field) => CONFIRM_FIELD.test(field));
  return eventTo(envelope, 'offer.accepted', {
    offer_id: offer.vendorOfferId,
    mode,
    idempotency_key: wireKey(envelope),
    expected_total: wireAmount(accepting.expectedTotal),
    buyer: buyerData(asked, accepting),
    ...(holdId === undefined ? {} : { hold_id: holdId }),
    ...(readbackHash === undefined ? {} : { readback_hash: readbackHash }),
    ...(payment === undefined ? {} : { payment: { method: payment } }),
    ...(hours === undefined ? {} : { schedule: hours }),
  });
}

export interface Cancelling {
  readonly offer: Offer;
  readonly holdId?: string;
  readonly reservationId?: string;
  readonly quoteOnly: boolean;
}

/** `reservation.cancel_requested`: asks the fee, leaves a reservation, or releases a hold. */
export function cancelRequest(envelope: Envelope, cancelling: Cancelling): CloudEvent<'reservation.cancel_requested', WireCancel> {
  const { offer, holdId, reservationId, quoteOnly } = cancelling;
  return eventTo(envelope, 'reservation.cancel_requested', {
    offer_id: offer.vendorOfferId,
    ...(holdId === undefined ? {} : { hold_id: holdId }),
    ...(reservationId === undefined ? {} : { reservation_id: reservationId }),
    idempotency_key: wireKey(envelope),
    quote_only: quoteOnly,
  });
}

/** `reservation.status_requested` about the acceptance sent under the envelope's key. Each asking is an event of its own. */
export function statusQuery(envelope: Envelope, offer: Offer): CloudEvent<'reservation.status_requested', WireStatusQuery> {
  const asking = { ...envelope, key: `${envelope.key}\n${envelope.now}` };
  return eventTo(asking, 'reservation.status_requested', { offer_id: offer.vendorOfferId, idempotency_key: wireKey(envelope) });
}

/** `bafo.invited`: where one offer stands, and until when it may be bettered. `told`: what its price depends on. */
export function bestInvited(
  envelope: Envelope,
  offer: Offer,
  { youAre, weakOn }: Standing,
  { closesAt, told }: { readonly closesAt: Instant; readonly told?: ToldForPrice | undefined },
): CloudEvent<'bafo.invited', WireInvitation> {
  const requestId = requestPseudonym(envelope.secret, envelope.vendorId, envelope.requestId);
  return eventTo(envelope, 'bafo.invited', {
    offer_id: offer.vendorOfferId,
    you_are: youAre,
    weak_on: weakOn,
    closes_at: `${closesAt.slice(0, 19)}Z`,
    offers_url: `${envelope.source}/requests/${requestId}/offers`,
    disclosure_tier: told === undefined ? 0 : 1,
    ...(told === undefined ? {} : { for_price: told }),
  });
}

/** Something a vendor is told and need not answer. */
export function noticeTo(envelope: Envelope, notice: WireNotice): BuyerMessage {
  switch (notice.name) {
    case 'offer.received':
      return eventTo(envelope, notice.name, notice.data);
    case 'offer.refused':
      return eventTo(envelope, notice.name, notice.data);
    case 'offer.declined':
      return eventTo(envelope, notice.name, notice.data);
    case 'question.answered':
      return eventTo(envelope, notice.name, notice.data);
    case 'change.answered':
      return eventTo(envelope, notice.name, notice.data);
  }
}

export function withdrawal(envelope: Envelope): CloudEvent<'request.withdrawn', { readonly request_id: string }> {
  return eventTo(envelope, 'request.withdrawn', {
    request_id: requestPseudonym(envelope.secret, envelope.vendorId, envelope.requestId),
  });
}

function wireAmount(value: Money): WireAmount {
  return { amount: toDecimal(value), currency: value.currency };
}
