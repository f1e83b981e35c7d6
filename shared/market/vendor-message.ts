import { type Money, parseDecimal } from '../money.ts';
import type { Afterwards, VendorAnswer } from '../ports.ts';
import { isLocalDate, type LocalDate } from '../time.ts';
import { isPlain, isShallow, type Reader, reader } from './read.ts';
import { MAIL, PHONE, PIN, vendorUrl } from './vendor-text.ts';

/** The envelope of a message from a vendor; its data is still foreign. */
export interface VendorEvent {
  readonly id: string;
  readonly source: string;
  /** Without "org.rfo." and ".v1": "offer.submitted". */
  readonly name: string;
  readonly subject: string;
  readonly data: unknown;
}

/** A vendor may say at most this many things at once. */
const MAX_EVENTS = 50;

/** One CloudEvent or an array of them. Undefined when the text is not that. */
export function readEvents(body: string): readonly VendorEvent[] | undefined {
  const value = parsed(body);
  if (value === undefined || !isShallow(value)) return undefined;
  const list = Array.isArray(value) ? value : [value];
  if (list.length > MAX_EVENTS) return undefined;
  const events = list.map(readEvent).filter((event) => event !== undefined);
  return events.length === list.length ? events : undefined;
}

function parsed(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    return value;
  } catch {
    return undefined;
  }
}

function readEvent(value: unknown): VendorEvent | undefined {
  if (!isPlain(value)) return undefined;
  const problems: string[] = [];
  const event = reader(value, '', problems);
  event.match('specversion', /^1\.0$/, '1.0');
  const type = event.match('type', /^org\.rfo\.[a-z_.]{1,60}\.v1$/, 'a message of this protocol');
  const read = {
    id: event.match('id', /^[\x21-\x7e]{1,200}$/, 'an id'),
    source: event.match('source', /^\S{1,300}$/, 'a URI'),
    name: type.slice('org.rfo.'.length, -'.v1'.length),
    subject: event.match('subject', /^[\w-]{1,80}$/, 'the id of the request'),
    data: event.raw('data'),
  };
  return problems.length === 0 ? read : undefined;
}

/** What a vendor's message says about an acceptance, in the core's terms; `none` when it knows of none, `other` for anything else. */
export type ReservationNews = Exclude<VendorAnswer, { type: 'unknown' }> | { readonly type: 'none' | 'other' };

const FAIL_REASONS = ['sold_out', 'price_changed', 'payment_declined', 'data_missing', 'expired', 'technical'] as const;

/** Reads a reservation event; a wrong or missing member makes it `other`, because half an answer is none. */
export function readReservation(event: VendorEvent): ReservationNews {
  const problems: string[] = [];
  const news = newsOf(event.name, reader(event.data ?? {}, '', problems));
  return problems.length === 0 ? news : { type: 'other' };
}

function newsOf(name: string, data: Reader): ReservationNews {
  switch (name) {
    case 'reservation.held':
      return { type: 'held', holdId: idOf(data, 'hold_id'), expiresAt: data.instant('expires_at') };
    case 'reservation.confirmed':
      return confirmedOf(data);
    case 'reservation.pending':
      return { type: 'pending', checkAfter: data.instant('check_after') };
    case 'reservation.failed':
      return {
        type: 'failed',
        reason: data.oneOf('reason', FAIL_REASONS),
        ...(data.has('new_total') ? { newTotal: amountOf(data, 'new_total') } : {}),
      };
    case 'reservation.released':
      return { type: 'released' };
    case 'reservation.none':
      return { type: 'none' };
    case 'reservation.cancel_quoted':
      return {
        type: 'cancel_quoted',
        fee: amountOf(data, 'fee'),
        refund: amountOf(data, 'refund'),
        validUntil: data.instant('valid_until'),
      };
    case 'reservation.cancelled':
      return { type: 'cancelled', fee: amountOf(data, 'fee'), refund: amountOf(data, 'refund'), ...refundDayOf(data) };
    default:
      return { type: 'other' };
  }
}

function confirmedOf(data: Reader): ReservationNews {
  return {
    type: 'confirmed',
    reservationId: idOf(data, 'reservation_id'),
    reference: data.match('reference', /^[A-Za-z0-9][A-Za-z0-9 -]{0,29}$/, 'a reference of letters and digits'),
    total: amountOf(data, 'total'),
    paid: amountOf(data, 'paid'),
    ...afterwardsOf(data),
  };
}

const MAX_DOCUMENTS = 5;

/** What serves once it is bought: whom to turn to, what to show, what opens the door. A sale stands whatever is wrong in these: what cannot be used is left out. */
function afterwardsOf(data: Reader): Afterwards {
  const support = data.raw('support');
  const own = isPlain(support) ? support : {};
  const supportPhone = matching(own['phone'], PHONE) ?? data.optionalMatch('support_phone', PHONE, 'a phone number');
  const supportEmail = matching(own['email'], MAIL);
  const pin = matching(data.raw('pin'), PIN);
  const listed = data.raw('documents');
  const documents = Array.isArray(listed) ? listed.slice(0, MAX_DOCUMENTS).flatMap((each) => vendorUrl(each) ?? []) : [];
  return {
    ...(supportPhone === undefined ? {} : { supportPhone }),
    ...(supportEmail === undefined ? {} : { supportEmail }),
    ...(documents.length > 0 && { documents }),
    ...(pin === undefined ? {} : { pin }),
  };
}

function matching(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}

/** By when a refund is there, where it can be read. */
function refundDayOf(data: Reader): { readonly refundBy?: LocalDate } {
  const day = data.raw('refund_eta');
  return isLocalDate(day) ? { refundBy: day } : {};
}

function idOf(data: Reader, name: string): string {
  return data.match(name, /^[\x21-\x7e]{1,120}$/, 'an id');
}

function amountOf(data: Reader, name: string): Money {
  const wire = data.inside(name);
  const currency = wire.match('currency', /^[A-Z]{3}$/, 'an ISO 4217 code');
  const value = parseDecimal(wire.raw('amount'), currency);
  if (!value || value.minor < 0) wire.problem('amount', 'a decimal string, zero or more');
  return value ?? { minor: 0, currency };
}
