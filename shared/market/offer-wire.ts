import type { Money } from '../money.ts';
import { isLocalDate } from '../time.ts';
import { CONFIRM_FIELD, HOLD_FIELD, PRICE_FIELD } from './disclosure.ts';
import { itemFromWire } from './item-wire.ts';
import type { CancellationTerms, Item, Offer } from './offer.ts';
import { readDetails } from './offer-details.ts';
import { isPlain, type Reader, reader } from './read.ts';
import { readAmount } from './read-amount.ts';
import { MAIL, PHONE, REGISTRATION, vendorNote, vendorText, vendorUrl } from './vendor-text.ts';

type Status = Offer['meets'][string];

/** What a wire offer says, typed and cleaned, before it is held against the request. Attributes in the wire's spelling. */
export interface OfferDraft {
  readonly vendorOfferId: string;
  readonly counters?: string;
  readonly wireRequestId: string;
  readonly revision: number;
  readonly item: Item | undefined;
  readonly claims: Readonly<Record<string, Status>>;
  readonly breakdown: readonly { readonly type: string; readonly amount: Money }[];
  readonly terms: Pick<Offer, 'total' | 'dueNow' | 'dueLater' | 'dueAtDestination' | 'validUntil' | 'cancellation' | 'hold' | 'dataNeeded'>;
  readonly extras: Pick<
    Offer,
    'agreement' | 'includes' | 'capacity' | 'remuneration' | 'rating' | 'co2Kg' | 'seller' | 'supportPhone' | 'note' | 'details'
  >;
}

const BREAKDOWN = ['base', 'tax', 'fee', 'surcharge', 'discount', 'deposit'] as const;
const OFFER_ID = /^[A-Za-z0-9][\w.:~-]{0,79}$/;
const TAG = /^[a-z0-9][a-z0-9_]{0,39}$/;

/** Reads the data of `offer.submitted`. Problems name paths; the draft is meaningful only without any. */
export function readOffer(wire: unknown, problems: string[]): OfferDraft {
  const data = reader(wire, '', problems);
  const price = data.inside('price');
  const currency = price.match('currency', /^[A-Z]{3}$/, 'an ISO 4217 code');
  const item = itemFromWire(data.raw('item'));
  if (!item.ok) problems.push(...item.problems);
  return {
    vendorOfferId: data.match('offer_id', OFFER_ID, 'an id of at most 80 letters, digits and . : ~ _ -'),
    ...(data.has('counters') ? { counters: data.match('counters', OFFER_ID, 'the id of an offer') } : {}),
    wireRequestId: data.match('request_id', /^[\w-]{1,80}$/, 'the id of the request'),
    revision: data.number('revision', { min: 0, max: 1e6, integer: true }),
    item: item.ok ? item.item : undefined,
    claims: claimsOf(data),
    breakdown: price
      .list('breakdown', 40)
      .map((line) => ({ type: line.oneOf('type', BREAKDOWN), amount: readAmount(line, 'amount', currency) })),
    terms: {
      ...dues(price, currency),
      validUntil: data.instant('valid_until'),
      cancellation: readCancellation(data.inside('cancellation'), currency),
      hold: holdOf(data.inside('hold'), currency),
      dataNeeded: dataNeededOf(data.inside('data_needed')),
    },
    extras: {
      ...agreementOf(data),
      includes: includesOf(data, price),
      ...remunerationOf(data, currency),
      ...figuresOf(data),
      ...wordsOf(data),
      ...detailsOf(data, currency),
    },
  };
}

function claimsOf(data: Reader): Readonly<Record<string, Status>> {
  return Object.fromEntries(
    data.list('meets', 60).map((claim) => [claim.match('attr', TAG, 'an attribute'), claim.oneOf('status', ['met', 'not_met', 'partial'])]),
  );
}

function dues(price: Reader, currency: string): Pick<Offer, 'total' | 'dueNow' | 'dueLater' | 'dueAtDestination'> {
  return {
    total: readAmount(price, 'total', currency),
    dueNow: readAmount(price, 'due_now', currency),
    dueLater: price.list('due_later', 12).map((part) => ({ amount: readAmount(part, 'amount', currency), when: day(part, 'when') })),
    ...(price.has('due_at_destination') ? { dueAtDestination: readAmount(price, 'due_at_destination', currency) } : {}),
  };
}

function day(from: Reader, name: string): string {
  const value = from.raw(name);
  if (isLocalDate(value)) return value;
  from.problem(name, 'a day YYYY-MM-DD');
  return '1970-01-01';
}

/** Fees over time, as they are written. */
export function readCancellation(from: Reader, currency: string): CancellationTerms {
  return {
    refundability: from.oneOf('refundability', ['refundable', 'partially_refundable', 'non_refundable']),
    schedule: from.list('schedule', 12).map((step) => ({ until: step.instant('until'), fee: readAmount(step, 'fee', currency) })),
  };
}

function holdOf(from: Reader, currency: string): Offer['hold'] {
  return {
    possible: from.boolean('possible'),
    maxMinutes: from.number('max_minutes', { min: 0, max: 60 * 24 * 60, integer: true }),
    fee: readAmount(from, 'fee', currency),
  };
}

/** A field outside the closed lists refuses the offer: it is neither asked nor left out. */
function dataNeededOf(from: Reader): Offer['dataNeeded'] {
  return {
    forHold: from.strings('for_hold', 30, HOLD_FIELD),
    forConfirm: from.strings('for_confirm', 30, CONFIRM_FIELD),
    ...(from.has('for_price') ? { forPrice: from.strings('for_price', 4, PRICE_FIELD) } : {}),
  };
}

/** Inclusions, and what the breakdown adds by a known label ("tourist_tax"); free labels are not facts that can be spoken. */
function includesOf(data: Reader, price: Reader): readonly string[] {
  const labels = price.list('breakdown', 40).flatMap((line) => {
    const label = line.raw('label');
    return line.raw('type') !== 'base' && typeof label === 'string' && TAG.test(label) ? [label] : [];
  });
  return [...new Set([...data.strings('inclusions', 40, TAG), ...labels])].sort();
}

function remunerationOf(data: Reader, currency: string): Pick<Offer, 'remuneration'> {
  const from = data.inside('intermediary_remuneration');
  const kind = from.oneOf('kind', ['none', 'commission', 'fixed']);
  return { remuneration: from.has('amount') ? { kind, amount: readAmount(from, 'amount', currency) } : { kind } };
}

/** Which other agreement it is made under; none where it accepts the buyer's terms. */
function agreementOf(data: Reader): Pick<Offer, 'agreement'> {
  const agreement = alternativeIn(data.raw('terms_response'));
  return agreement === undefined ? {} : { agreement };
}

/** The agreement that a vendor offers under in place of the buyer's terms. */
export function alternativeIn(response: unknown): string | undefined {
  return isPlain(response) ? vendorUrl(response['alternative']) : undefined;
}

function detailsOf(data: Reader, currency: string): Pick<Offer, 'details'> {
  const details = readDetails(data, currency);
  return details === undefined ? {} : { details };
}

function figuresOf(data: Reader): Pick<Offer, 'capacity' | 'rating' | 'co2Kg'> {
  return {
    ...(data.has('capacity') ? { capacity: data.inside('capacity').number('quantity', { min: 0, max: 100_000, integer: true }) } : {}),
    ...(data.has('rating') ? { rating: data.number('rating', { min: 0, max: 5 }) } : {}),
    ...(data.has('co2_kg') ? { co2Kg: data.number('co2_kg', { min: 0, max: 1e6 }) } : {}),
  };
}

function wordsOf(data: Reader): Pick<Offer, 'seller' | 'supportPhone' | 'note'> {
  const from = data.inside('seller');
  const supportPhone = from.optionalMatch('support_phone', PHONE, 'a phone number');
  const raw = data.optionalMatch('vendor_note', /^[\s\S]{0,4000}$/, 'a text');
  const note = raw === undefined ? '' : vendorNote(raw);
  return { seller: sellerOf(from), ...(supportPhone === undefined ? {} : { supportPhone }), ...(note === '' ? {} : { note }) };
}

/** Who sells, as a contract names it. */
function sellerOf(from: Reader): NonNullable<Offer['seller']> {
  const legalName = vendorText(from.match('legal_name', /\S/, 'the legal name of the seller'), 80);
  const registration = from.optionalMatch('registration', REGISTRATION, 'a number of registration');
  const email = from.optionalMatch('support_email', MAIL, 'a mail address');
  return {
    legalName,
    country: from.match('country', /^[A-Z]{2}$/, 'an ISO 3166 code'),
    ...(registration === undefined ? {} : { registration }),
    ...(email === undefined ? {} : { email }),
  };
}
