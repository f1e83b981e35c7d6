import type { WireAcceptance, WireAmount, WireCancel, WireStatusQuery } from '../../../shared/market/wire.ts';
import { money, parseDecimal, toDecimal } from '../../../shared/money.ts';
import { addMinutes, type Instant } from '../../../shared/time.ts';
import type { Vendor } from './draft.ts';
import { digestOf, speakableCode } from './draw.ts';
import type { Answered, Ledger, Promised, Stand } from './ledger.ts';

/** One vendor's desk: its books, and the moment. */
export interface Desk {
  readonly vendorId: string;
  readonly phone: string;
  readonly gives?: Vendor['gives'];
  readonly ledger: Ledger;
  readonly now: Instant;
}

type Failure = 'sold_out' | 'price_changed' | 'data_missing' | 'expired' | 'technical';

const QUOTE_MINUTES = 30;

/** Holds or confirms once per key: a repeated key gets the first answer, also after a restart. `refuse`: somebody else was faster. */
export function accept(acceptance: WireAcceptance, desk: Desk, refuse = false): Answered {
  const { ledger, vendorId } = desk;
  return ledger.transaction(() => {
    const key = `accept:${acceptance.idempotency_key}`;
    const known = ledger.answered(vendorId, key);
    if (known) return known;
    const answer = refuse ? failed('sold_out') : decide(acceptance, desk);
    ledger.remember(vendorId, key, answer);
    return answer;
  });
}

function decide(acceptance: WireAcceptance, desk: Desk): Answered {
  const offer = desk.ledger.promised(desk.vendorId, acceptance.offer_id);
  if (!offer) return failed('expired');
  if (acceptance.mode === 'hold') return hold(acceptance, offer, desk);
  const held = acceptance.hold_id === undefined ? undefined : desk.ledger.standOfHold(desk.vendorId, acceptance.hold_id);
  if (acceptance.hold_id !== undefined && held?.offerId !== offer.id) return failed('expired');
  return confirm(acceptance, offer, held, desk);
}

function hold(acceptance: WireAcceptance, offer: Promised, desk: Desk): Answered {
  const { ledger, vendorId, now } = desk;
  const refusal = refusalOf(acceptance, offer, desk);
  if (refusal) return refusal;
  if (offer.holdMinutes === 0) return failed('technical');
  const id = digestOf(20, 'stand', vendorId, acceptance.idempotency_key);
  const holdId = `hold-${digestOf(16, 'hold', vendorId, acceptance.idempotency_key)}`;
  const holdUntil = addMinutes(now, offer.holdMinutes);
  const { totalMinor, currency } = offer;
  ledger.save(vendorId, { id, offerId: offer.id, state: 'held', holdId, holdUntil, totalMinor, paidMinor: 0, currency });
  return { name: 'reservation.held', data: { hold_id: holdId, expires_at: holdUntil }, standId: id };
}

function confirm(acceptance: WireAcceptance, offer: Promised, held: Stand | undefined, desk: Desk): Answered {
  const { ledger, vendorId, now } = desk;
  if (held?.state === 'confirmed') return { ...stateOf(held, desk), standId: held.id };
  if (held && (held.state !== 'held' || (held.holdUntil ?? '') <= now)) return failed('expired');
  const refusal = held ? priceRefusal(acceptance, offer) : refusalOf(acceptance, offer, desk);
  if (refusal) return refusal;
  if (!offer.forConfirm.every((field) => isTold(field, acceptance))) return failed('data_missing');
  const id = held?.id ?? digestOf(20, 'stand', vendorId, acceptance.idempotency_key);
  const stand: Stand = {
    ...(held ?? { id, offerId: offer.id, currency: offer.currency }),
    state: 'confirmed',
    reference: speakableCode(6, 'reference', vendorId, id),
    totalMinor: offer.totalMinor,
    paidMinor: offer.dueNowMinor,
  };
  ledger.save(vendorId, stand);
  return { ...stateOf(stand, desk), standId: id };
}

/** A way to be reached and a first name are asked for, not insisted on. What is asked of everybody comes for the first at least. */
function isTold(field: string, { buyer }: WireAcceptance): boolean {
  if (field.startsWith('contact.') || field === 'lead.given_name') return true;
  return Boolean(buyer[field] ?? buyer[field.replace(/^passengers\.(?=[a-z])/, 'passengers.1.')]);
}

function refusalOf(acceptance: WireAcceptance, offer: Promised, { ledger, vendorId, now }: Desk): Answered | undefined {
  if (offer.validUntil <= now) return failed('expired');
  return priceRefusal(acceptance, offer) ?? (ledger.taken(vendorId, offer.id, now) >= offer.stock ? failed('sold_out') : undefined);
}

function priceRefusal({ expected_total: expected }: WireAcceptance, offer: Promised): Answered | undefined {
  const same = expected.currency === offer.currency && parseDecimal(expected.amount, expected.currency)?.minor === offer.totalMinor;
  return same ? undefined : failed('price_changed', wire(offer.totalMinor, offer.currency));
}

/** Quotes or carries out leaving a reservation; gives back a hold for nothing. Leaving twice is leaving once. */
export function cancel(request: WireCancel, desk: Desk): Answered {
  return desk.ledger.transaction(() => (request.reservation_id === undefined ? giveBack(request, desk) : leaveReservation(request, desk)));
}

/** Giving back a hold never cancels what has been confirmed meanwhile: that takes the reservation's id. */
function giveBack(request: WireCancel, desk: Desk): Answered {
  const stand = desk.ledger.standOfHold(desk.vendorId, request.hold_id ?? '');
  if (!stand) return { name: 'reservation.released', data: {} };
  return stand.state === 'held' ? release(stand, request, desk) : stateOf(stand, desk);
}

function leaveReservation(request: WireCancel, desk: Desk): Answered {
  const stand = desk.ledger.stand(desk.vendorId, request.reservation_id ?? '');
  if (!stand) return { name: 'reservation.none', data: {} };
  return stand.state === 'confirmed' ? leave(stand, request, desk) : stateOf(stand, desk);
}

function release(stand: Stand, { quote_only }: WireCancel, desk: Desk): Answered {
  if (quote_only) return quoted(0, 0, stand.currency, addMinutes(desk.now, QUOTE_MINUTES));
  const released: Stand = { ...stand, state: 'released' };
  desk.ledger.save(desk.vendorId, released);
  return stateOf(released, desk);
}

function leave(stand: Stand, { quote_only }: WireCancel, desk: Desk): Answered {
  const step = desk.ledger.promised(desk.vendorId, stand.offerId)?.schedule.find(({ until }) => until > desk.now);
  const feeMinor = step?.feeMinor ?? stand.totalMinor;
  const refundMinor = Math.max(0, stand.paidMinor - feeMinor);
  const soon = addMinutes(desk.now, QUOTE_MINUTES);
  if (quote_only) return quoted(feeMinor, refundMinor, stand.currency, step && step.until < soon ? step.until : soon);
  const cancelled: Stand = { ...stand, state: 'cancelled', feeMinor, refundMinor };
  desk.ledger.save(desk.vendorId, cancelled);
  return stateOf(cancelled, desk);
}

/** How the acceptance of that key stands today; `reservation.none` when it never arrived. */
export function status(query: WireStatusQuery, desk: Desk): Answered {
  const { ledger, vendorId } = desk;
  const answer = ledger.answered(vendorId, `accept:${query.idempotency_key}`);
  if (!answer) return { name: 'reservation.none', data: {} };
  const stand = answer.standId === undefined ? undefined : ledger.stand(vendorId, answer.standId);
  return stand ? stateOf(stand, desk) : answer;
}

/** What serves afterwards follows from what was bought: asked again, it is the same. */
function givenFor({ id, reference = '' }: Stand, { vendorId, phone, gives = {} }: Desk) {
  const { ticket, pin, email } = gives;
  const digits = Number.parseInt(digestOf(8, 'pin', vendorId, id), 36) || 0;
  return {
    support_phone: phone,
    ...(email === undefined ? {} : { support: { phone, email } }),
    ...(ticket ? { documents: [`https://${vendorId}.example/billets/${reference}.pdf`] } : {}),
    ...(pin ? { pin: String(1000 + (digits % 9000)) } : {}),
  };
}

function stateOf(stand: Stand, desk: Desk): Answered {
  const { now } = desk;
  const { currency, totalMinor, paidMinor, feeMinor = 0, refundMinor = 0, holdId = '', holdUntil = '' } = stand;
  switch (stand.state) {
    case 'held':
      return holdUntil <= now ? failed('expired') : { name: 'reservation.held', data: { hold_id: holdId, expires_at: holdUntil } };
    case 'confirmed': {
      const amounts = { total: wire(totalMinor, currency), paid: wire(paidMinor, currency) };
      const data = { reservation_id: stand.id, reference: stand.reference ?? '', ...amounts, ...givenFor(stand, desk) };
      return { name: 'reservation.confirmed', data };
    }
    case 'released':
      return { name: 'reservation.released', data: {} };
    case 'cancelled':
      return { name: 'reservation.cancelled', data: { fee: wire(feeMinor, currency), refund: wire(refundMinor, currency) } };
  }
}

function quoted(feeMinor: number, refundMinor: number, currency: string, validUntil: Instant): Answered {
  const data = { fee: wire(feeMinor, currency), refund: wire(refundMinor, currency), valid_until: validUntil };
  return { name: 'reservation.cancel_quoted', data };
}

function failed(reason: Failure, newTotal?: WireAmount): Answered {
  return { name: 'reservation.failed', data: { reason, ...(newTotal === undefined ? {} : { new_total: newTotal }) } };
}

function wire(minor: number, currency: string): WireAmount {
  return { amount: toDecimal(money(minor, currency)), currency };
}
