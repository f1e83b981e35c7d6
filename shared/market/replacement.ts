import type { Money } from '../money.ts';
import { itemFromWire } from './item-wire.ts';
import type { CancellationTerms, Item } from './offer.ts';
import { readCancellation } from './offer-wire.ts';
import type { Reader } from './read.ts';
import { readAmount } from './read-amount.ts';

/** What a vendor gives in the place of what it can no longer keep: an offer of the same kind, whole. */
export interface Replacement {
  readonly item: Item;
  readonly total: Money;
  /** As it was where absent. */
  readonly cancellation?: CancellationTerms;
}

/** Reads `offer` of an option; problems say what is wrong with it. */
export function readReplacement(option: Reader): Replacement | undefined {
  const offer = option.inside('offer');
  const item = itemFromWire(offer.raw('item'));
  if (!item.ok) for (const problem of item.problems) option.problem('offer', problem);
  const price = offer.inside('price');
  const currency = price.match('currency', /^[A-Z]{3}$/, 'an ISO 4217 code');
  const total = readAmount(price, 'total', currency);
  const cancellation = offer.has('cancellation') ? readCancellation(offer.inside('cancellation'), currency) : undefined;
  return item.ok ? { item: item.item, total, ...(cancellation && { cancellation }) } : undefined;
}
