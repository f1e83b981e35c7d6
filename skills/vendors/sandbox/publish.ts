import type { WireInvitation, WireRequest } from '../../../shared/market/wire.ts';
import type { WireOffer } from '../../../shared/market/wire-offer.ts';
import { money, parseDecimal, toDecimal } from '../../../shared/money.ts';
import type { Instant } from '../../../shared/time.ts';
import { askOf } from './ask.ts';
import type { Kit, Seller } from './catalogue.ts';
import { type Draft, offerOf, type Vendor } from './draft.ts';
import type { Ledger, Promised } from './ledger.ts';

/** More than a demonstration will ever sell of one thing. */
const PLENTY = 2_000;

/** What a vendor offers for a request: none when the request is not for it. The sold-out are left out; the others are written down as promised. */
export function publish(
  request: WireRequest,
  seller: Seller,
  kit: Kit,
  at: { readonly ledger: Ledger; readonly now: Instant; readonly wants?: readonly string[]; readonly lessMinor?: number },
): readonly WireOffer[] {
  const { ledger, now, wants = [], lessMinor = 0 } = at;
  const { vendor } = seller;
  const ask = request.currency === 'EUR' ? askOf(request, seller.category, kit.atlas, now) : undefined;
  if (!ask) return [];
  const asked = { id: request.request_id, revision: request.revision };
  const made = seller.drafts(ask, kit).map((draft) => wanting(offerOf(discounted(draft, lessMinor), vendor, ask, asked), wants));
  const stock = vendor.stock ?? PLENTY;
  const offers = made.filter(({ offer_id }) => ledger.taken(vendor.id, offer_id, now) < stock);
  ledger.promise(
    vendor.id,
    offers.map((offer) => promisedOf(offer, stock)),
  );
  // Whoever asks the same gets the same offer: what a better one takes the place of is known by who asked.
  if (vendor.yields !== undefined)
    for (const offer of offers) ledger.reprice(vendor.id, { ...promisedOf(offer, stock), id: idFor(request.request_id, offer.offer_id) });
  return offers;
}

function idFor(requestId: string, offerId: string): string {
  return `${requestId}/${offerId}`;
}

function discounted(draft: Draft, minor: number): Draft {
  return minor === 0 ? draft : { ...draft, lines: [...draft.lines, { type: 'discount', label: 'Remise', minor: -minor }] };
}

/** The offer once more, cheaper by that share, rounded to the euro; the same again when asked again. Undefined when the vendor stays, or the offer was never made. */
export function bettered({ offer_id, you_are }: WireInvitation, requestId: string, vendor: Vendor, ledger: Ledger): WireOffer | undefined {
  const { id: vendorId, yields, yieldsAhead } = vendor;
  const before = ledger.promised(vendorId, idFor(requestId, offer_id));
  if (!before || yields === undefined || (you_are === 'leading' && !yieldsAhead)) return undefined;
  const less = Math.round((before.totalMinor * yields) / 100) * 100;
  const offer = cheaper(before.wire, less);
  ledger.promise(vendorId, [promisedOf(offer, before.stock)]);
  return offer;
}

function cheaper(wire: WireOffer, less: number): WireOffer {
  const { price, cancellation } = wire;
  const { currency } = price;
  const minor = (amount: string) => parseDecimal(amount, currency)?.minor ?? 0;
  const decimal = (value: number) => toDecimal(money(value, currency));
  const total = minor(price.total) - less;
  const there = Math.min(less, minor(price.due_at_destination ?? '0'));
  const [later] = price.due_later;
  const fromLater = later ? Math.min(less - there, minor(later.amount)) : 0;
  const discount = { type: 'discount' as const, label: 'best_offer', amount: decimal(-less) };
  return {
    ...wire,
    offer_id: `${wire.offer_id}-b`,
    counters: wire.offer_id,
    price: {
      ...price,
      total: decimal(total),
      breakdown: [...price.breakdown, discount],
      due_now: decimal(minor(price.due_now) - (less - there - fromLater)),
      due_later: later ? [{ ...later, amount: decimal(minor(later.amount) - fromLater) }] : [],
      ...(price.due_at_destination === undefined ? {} : { due_at_destination: decimal(minor(price.due_at_destination) - there) }),
    },
    cancellation: {
      ...cancellation,
      schedule: cancellation.schedule.map(({ until, fee }) => ({ until, fee: decimal(Math.min(minor(fee), total)) })),
    },
  };
}

function wanting(offer: WireOffer, more: readonly string[]): WireOffer {
  const { for_hold, for_confirm } = offer.data_needed;
  return more.length === 0 ? offer : { ...offer, data_needed: { for_hold, for_confirm: [...for_confirm, ...more] } };
}

function promisedOf(offer: WireOffer, stock: number): Promised {
  const { price, cancellation, hold } = offer;
  const minor = (amount: string) => parseDecimal(amount, price.currency)?.minor ?? 0;
  return {
    id: offer.offer_id,
    wire: offer,
    totalMinor: minor(price.total),
    dueNowMinor: minor(price.due_now),
    currency: price.currency,
    schedule: cancellation.schedule.map(({ until, fee }) => ({ until, feeMinor: minor(fee) })),
    holdMinutes: hold.possible ? hold.max_minutes : 0,
    validUntil: offer.valid_until,
    forConfirm: offer.data_needed.for_confirm,
    stock,
  };
}
