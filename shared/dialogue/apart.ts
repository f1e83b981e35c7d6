import type { Offer } from '../market/offer.ts';
import { type Money, subtract, sum } from '../money.ts';
import type { Brief } from '../trip/brief.ts';
import { partySize } from '../trip/party.ts';
import type { Say, SayValue } from './say.ts';
import type { StepContext } from './state.ts';

/** What offers cost together, with what each costs beside it; `told`: those of them whose price is still to be said. */
export function priceOf(offers: readonly Offer[], told: readonly Offer[] = offers): SayValue {
  const whole = sum(offers.map((offer) => offer.total));
  if (offers.length < 2) return whole;
  const parts = told.map(({ category, total }): Say => ({ key: 'price.of', params: { price: total, need: { key: `the.${category}` } } }));
  return { ...whole, parts };
}

/** What they come to for each who travels, where the ceiling was said for each. */
export function eachOf(offers: readonly Offer[], { budget, party }: Brief): Money | undefined {
  return budget?.scope === 'per_person' && headsOf({ party }) > 1 && offers.length > 0 ? shareOf(offers, { party }) : undefined;
}

/** How many travel; one where nobody said. */
export function headsOf({ party }: { readonly party?: Brief['party'] | undefined }): number {
  return party ? partySize(party) : 1;
}

/** What they come to for each who travels, rounded up: what is told is never less than what is asked. */
export function shareOf(offers: readonly Offer[], of: { readonly party?: Brief['party'] | undefined }): Money {
  const { minor, currency } = sum(offers.map(({ total }) => total));
  return { minor: Math.ceil(minor / headsOf(of)), currency };
}

/** How much more one costs than another together, with what differs line by line beside it. */
export function differenceOf(offers: readonly Offer[], others: readonly Offer[]): SayValue {
  const whole = subtract(sum(offers.map(({ total }) => total)), sum(others.map(({ total }) => total)));
  if (offers.length < 2) return whole;
  const parts = offers.flatMap(({ category, needId, total }): readonly Say[] => {
    const other = others.find((each) => each.needId === needId);
    const minor = total.minor - (other?.total.minor ?? 0);
    const params = { diff: { minor: Math.abs(minor), currency: total.currency }, need: { key: `the.${category}` } };
    return minor === 0 ? [] : [{ key: minor > 0 ? 'price.more' : 'price.less', params }];
  });
  return { ...whole, parts };
}

/** Fees of several sellers together, with each beside it. */
export function feesOf(
  fees: readonly { readonly fee: Money; readonly category: Offer['category'] }[],
): Money & { readonly parts?: readonly Say[] } {
  const whole = sum(fees.map(({ fee }) => fee));
  if (fees.length < 2) return whole;
  const parts = fees
    .filter(({ fee }) => fee.minor > 0)
    .map(({ fee, category }): Say => ({ key: 'price.exactly', params: { price: fee, need: { key: `the.${category}` } } }));
  return { ...whole, parts };
}

/** Sentences about a sum that have other words where there is none. */
const OTHERWISE: Readonly<Record<string, string>> = {
  sum_each: 'sum_each_apart',
  sum_with: 'sum',
  sum_in_all: 'sum',
  sum_meal: 'sum',
  sum_with_meal: 'sum',
  'cheaper.with': 'cheaper.with_apart',
  'extras.sum': 'extras.apart',
  'cheaper.found': 'cheaper.found_apart',
  'cheaper.but': 'cheaper.but_apart',
  'cheaper.none': 'cheaper.none_apart',
  'cheaper.none_around': 'cheaper.none_around_apart',
  'condition.with': 'condition.with_apart',
  'rebook.same': 'rebook.same_apart',
  'rebook.same_price': 'rebook.same_apart',
  'answer.total': 'answer.prices',
  'answer.each': 'answer.prices',
  'answer.each_about': 'answer.prices',
  'answer.line_price': 'answer.line_price_apart',
  'more.count': 'more.count_apart',
  'why.dearer': 'why.dearer_apart',
  'why.no_reason': 'why.no_reason_apart',
  'answer.inside': 'answer.inside_apart',
  'answer.inside_all': 'answer.inside_all_apart',
};

/** Where sellers sell apart there are prices per need and no common sum (booking.md); else the sum alone is said. */
export function pricedFor({ settings }: Pick<StepContext, 'settings'>, says: readonly Say[]): readonly Say[] {
  const isApart = settings.operatorRole === 'intermediary';
  return says.map((each) => sayFor(each, isApart));
}

function sayFor({ key, params = {} }: Say, isApart: boolean): Say {
  const values = Object.entries(params);
  if (values.length === 0) return { key };
  const hasParts = values.some(([, value]) => typeof value === 'object' && 'parts' in value);
  const priced = Object.fromEntries(values.map(([name, value]) => [name, valueFor(value, isApart)]));
  return { key: isApart && hasParts ? (OTHERWISE[key] ?? key) : key, params: priced };
}

/** One value as it is said or shown: a sum, or what makes it. */
export function valueFor(value: SayValue, isApart: boolean): SayValue {
  if (typeof value !== 'object') return value;
  if ('key' in value) return sayFor(value, isApart);
  if ('list' in value) return { ...value, list: value.list.map((each) => valueFor(each, isApart)) };
  if (!('minor' in value) || !value.parts) return value;
  const { parts, minor, currency } = value;
  return isApart ? { list: parts } : { minor, currency };
}
