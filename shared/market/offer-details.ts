import type { Money } from '../money.ts';
import { type Instant, isLocalDate, type LocalDate } from '../time.ts';
import type { Reader } from './read.ts';
import { readAmount } from './read-amount.ts';
import { vendorSentence, vendorUrl } from './vendor-text.ts';

export const DELIVERIES = ['voucher', 'pickup', 'at_chalet'] as const;
export const GUARANTEES = ['deposit', 'card_hold'] as const;

/** What a vendor says of its offer beyond what is ranked: shown on the trip page and told when asked. None of it weighs; what worsens it is no better offer. */
export interface OfferDetails {
  /** One sentence of facts, by language; quoted as the vendor's, never as ours. */
  readonly speakable?: { readonly fr?: string; readonly en?: string };
  /** What it may be changed for once it is bought. `until`: as long as that. */
  readonly change?: { readonly possible: boolean; readonly fee?: Money; readonly until?: Instant };
  /** Asked for on the spot and given back: no part of the total. */
  readonly guarantee?: { readonly kind: (typeof GUARANTEES)[number]; readonly amount: Money };
  readonly delivery?: (typeof DELIVERIES)[number];
  /** Tags of what the price does not hold. */
  readonly exclusions?: readonly string[];
  /** Where the vendor shows that a claim is true. `asOf`: when it was so. */
  readonly proofs?: readonly { readonly claim: string; readonly url: string; readonly asOf?: LocalDate }[];
  /** Pictures: linked to and never loaded by us, so that no vendor learns who looks. */
  readonly media?: readonly { readonly url: string; readonly caption?: string }[];
}

const TAG = /^[a-z0-9][a-z0-9_]{0,39}$/;
export const SPEAKABLE_MAX = 140;
const MAX_LINKS = 5;

/** The details in the data of an offer; undefined where it has none. */
export function readDetails(data: Reader, currency: string): OfferDetails | undefined {
  const details: OfferDetails = {
    ...(data.has('speakable') ? { speakable: speakableOf(data.inside('speakable')) } : {}),
    ...(data.has('change_policy') ? { change: changeOf(data.inside('change_policy'), currency) } : {}),
    ...(data.has('deposit_or_guarantee') ? { guarantee: guaranteeOf(data.inside('deposit_or_guarantee'), currency) } : {}),
    ...(data.has('delivery') ? { delivery: data.oneOf('delivery', DELIVERIES) } : {}),
    ...(data.has('exclusions') ? { exclusions: data.strings('exclusions', 40, TAG) } : {}),
    ...(data.has('evidence') ? { proofs: data.list('evidence', MAX_LINKS).map(proofOf) } : {}),
    ...(data.has('media') ? { media: data.list('media', MAX_LINKS).map(pictureOf) } : {}),
  };
  return Object.keys(details).length === 0 ? undefined : details;
}

function speakableOf(from: Reader): NonNullable<OfferDetails['speakable']> {
  const said = (name: 'fr' | 'en') => (from.has(name) ? { [name]: sentenceIn(from, name) } : {});
  return { ...said('fr'), ...said('en') };
}

function sentenceIn(from: Reader, name: string): string {
  const raw = from.match(name, /^[\s\S]{1,140}$/, `a sentence of at most ${SPEAKABLE_MAX} characters`);
  const said = vendorSentence(raw, SPEAKABLE_MAX);
  if (raw !== '' && said === '') from.problem(name, 'a sentence that can be said');
  return said;
}

function changeOf(from: Reader, currency: string): NonNullable<OfferDetails['change']> {
  const fee = from.has('fee') ? readAmount(from, 'fee', currency) : undefined;
  if (fee && fee.minor < 0) from.problem('fee', 'zero or more');
  return {
    possible: from.boolean('possible'),
    ...(fee && { fee }),
    ...(from.has('until') ? { until: from.instant('until') } : {}),
  };
}

function guaranteeOf(from: Reader, currency: string): NonNullable<OfferDetails['guarantee']> {
  const amount = readAmount(from, 'amount', currency);
  if (amount.minor < 0) from.problem('amount', 'zero or more');
  return { kind: from.oneOf('kind', GUARANTEES), amount };
}

function proofOf(from: Reader): NonNullable<OfferDetails['proofs']>[number] {
  return { claim: captionIn(from, 'claim'), url: linkIn(from), ...(from.has('as_of') ? { asOf: dayIn(from, 'as_of') } : {}) };
}

function pictureOf(from: Reader): NonNullable<OfferDetails['media']>[number] {
  return { url: linkIn(from), ...(from.has('caption') ? { caption: captionIn(from, 'caption') } : {}) };
}

function captionIn(from: Reader, name: string): string {
  const said = vendorSentence(from.match(name, /\S/, 'a text'), 80);
  if (said === '') from.problem(name, 'a text that can be shown');
  return said;
}

function linkIn(from: Reader): string {
  const url = vendorUrl(from.raw('url'));
  if (url === undefined) from.problem('url', 'an https address of at most 300 characters, without user or port');
  return url ?? '';
}

function dayIn(from: Reader, name: string): LocalDate {
  const value = from.raw(name);
  if (isLocalDate(value)) return value;
  from.problem(name, 'a day YYYY-MM-DD');
  return '1970-01-01';
}

/** Whether what takes the place of another offer says nothing worse: no more to deposit, no dearer to change, nothing left out that was in. */
export function areDetailsAsGood(before: OfferDetails = {}, after: OfferDetails = {}): boolean {
  const left = after.exclusions ?? [];
  return (
    (after.guarantee?.amount.minor ?? 0) <= (before.guarantee?.amount.minor ?? 0) &&
    isAsChangeable(before.change, after.change) &&
    left.every((what) => before.exclusions?.includes(what)) &&
    (before.delivery === undefined || before.delivery === after.delivery)
  );
}

function isAsChangeable(before: OfferDetails['change'], after: OfferDetails['change']): boolean {
  if (!before?.possible) return true;
  if (!after?.possible || (after.fee?.minor ?? 0) > (before.fee?.minor ?? 0)) return false;
  return after.until === undefined || (before.until !== undefined && Date.parse(after.until) >= Date.parse(before.until));
}
