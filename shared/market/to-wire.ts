import { toDecimal } from '../money.ts';
import type { Place } from '../places/place.ts';
import type { Instant } from '../time.ts';
import type { Requirement } from '../trip/brief.ts';
import { commitmentOf } from './canonical.ts';
import { coarsePlace, pseudonym, requestPseudonym } from './disclosure.ts';
import { drawCommitment } from './evidence.ts';
import { snake } from './item-wire.ts';
import { type Envelope, eventTo } from './messages.ts';
import { reachKm } from './offer-fit.ts';
import { isPlain } from './read.ts';
import { type RequestForOffers, wireIdOf } from './request.ts';
import RULES_TEXT from './rules.json' with { type: 'json' };
import { WORTH } from './score.ts';
import TERMS from './terms.json' with { type: 'json' };
import { vendorUrl } from './vendor-text.ts';
import type { CloudEvent, WireAskedPlace, WireRequest, WireRequirement } from './wire.ts';

/** The buyer's terms as served at `<source>/terms`, and the hash that vendors accept them by: "sha256-" and that of the canonical form. */
export interface BuyerTerms {
  readonly document: unknown;
  readonly hash: string;
  /** Agreements that the operator takes in their place: what the document lists as `alternatives`, so that its hash covers them. */
  readonly alternatives: readonly string[];
}

export function buyerTerms(document: unknown): BuyerTerms {
  const listed = isPlain(document) ? document['alternatives'] : undefined;
  const alternatives = Array.isArray(listed) ? listed.flatMap((each) => vendorUrl(each) ?? []) : [];
  return { document, hash: `sha256-${commitmentOf(document)}`, alternatives };
}

/** Where the operator has set none of their own. */
export const DEFAULT_TERMS = buyerTerms(TERMS);

/** How offers are ranked, as served at `<source>/rules`, and its hash. What quality is worth is in it by its own hash: told to nobody, and not to be changed once a request names it. */
export const RULES = buyerTerms({ ...RULES_TEXT, worth: `sha256-${commitmentOf(WORTH)}` });

export interface Publishing {
  readonly placeOf: (id: string) => Place | undefined;
  readonly testMode: boolean;
  /** Hash of the buyer's terms; the default's when absent. */
  readonly termsHash?: string;
  /** When an answer can still join the live turn. */
  readonly respondByLive?: Instant;
}

/** `request.published`, or `request.revised` where one stood before, for one vendor: what tier 0 lets out (kind, days, places, party in bands, conditions) and nothing of the traveller. */
export function requestPublished(
  request: RequestForOffers,
  envelope: Envelope,
  publishing: Publishing,
): CloudEvent<'request.published' | 'request.revised', WireRequest> {
  const { secret, vendorId, source } = envelope;
  const requestId = requestPseudonym(secret, vendorId, wireIdOf(request));
  const places = wirePlaces(request.where, request.category, publishing.placeOf);
  const name = request.revises ? 'request.revised' : 'request.published';
  return eventTo(envelope, name, {
    request_id: requestId,
    revision: request.revision,
    ...(request.revises ? { changed: request.revises.changed } : {}),
    line: { line_id: pseudonym('line', secret, vendorId, request.needId), kind: request.category, ...conditions(request.requirements) },
    window: windowOf(request, places[0]?.time_zone ?? 'UTC'),
    places,
    from: wirePlaces(request.from, request.category, publishing.placeOf),
    party: { adults: request.party.adults, child_age_bands: request.party.childAgeBands },
    ...(request.ceiling === undefined ? {} : { budget_ceiling: ceilingOf(request.ceiling) }),
    currency: request.currency,
    locale: request.locale,
    terms: { agreement_uri: `${source}/terms`, hash: publishing.termsHash ?? DEFAULT_TERMS.hash, response: 'accept required in offer' },
    disclosure_tier: 0,
    rules: { rules_uri: `${source}/rules`, hash: RULES.hash },
    draw_commitment: drawCommitment(secret, requestId),
    bafo: { planned: true, max_rounds: 1 },
    scoring: { method: 'effective_price', criteria: criteria(request.requirements) },
    ...(publishing.respondByLive === undefined ? {} : { respond_by_live: roughly(publishing.respondByLive, 100) }),
    closes_at: roughly(request.closesAt, 1000),
    offers_url: `${source}/requests/${requestId}/offers`,
    questions_url: `${source}/requests/${requestId}/questions`,
    test_mode: publishing.testMode,
  });
}

/** Rounded down: a moment to the millisecond is as good as an id to vendors who compare notes. */
function roughly(instant: Instant, stepMs: number): Instant {
  return new Date(Math.floor(Date.parse(instant) / stepMs) * stepMs).toISOString();
}

function wirePlaces(
  ids: readonly string[],
  category: RequestForOffers['category'],
  placeOf: Publishing['placeOf'],
): readonly WireAskedPlace[] {
  const radius = reachKm(category);
  return ids.flatMap((id) => {
    const place = placeOf(id);
    return place ? [{ ...coarsePlace(place), radius_km: radius }] : [];
  });
}

function ceilingOf({ max, scope }: NonNullable<RequestForOffers['ceiling']>): NonNullable<WireRequest['budget_ceiling']> {
  return { amount: toDecimal(max), currency: max.currency, scope };
}

function windowOf(request: RequestForOffers, timeZone: string): WireRequest['window'] {
  return {
    start_date: request.start,
    end_date: request.end,
    ...(request.time === undefined ? {} : { time: request.time }),
    ...(request.daypart === undefined ? {} : { daypart: request.daypart }),
    ...(request.returnDaypart === undefined ? {} : { return_daypart: request.returnDaypart }),
    time_zone: timeZone,
    flex_days: 0,
    ...(request.oneWay ? { one_way: true } : {}),
  };
}

function conditions(requirements: readonly Requirement[]): Pick<WireRequest['line'], 'required' | 'desired'> {
  const wire = ({ attr, op, value }: Requirement): WireRequirement => ({ attr: snake(attr), op, value });
  return {
    required: requirements.filter(({ strength }) => strength === 'must').map(wire),
    desired: requirements
      .filter(({ strength }) => strength === 'wish')
      .map((wish) => ({ ...wire(wish), weight_hint: weightHint(wish.weight ?? 1) })),
  };
}

function weightHint(weight: number): 'low' | 'medium' | 'high' {
  if (weight < 0.4) return 'low';
  return weight < 0.8 ? 'medium' : 'high';
}

function criteria(requirements: readonly Requirement[]): readonly string[] {
  const wished = requirements.filter(({ strength }) => strength === 'wish').map(({ attr }) => snake(attr));
  return [...new Set(['total_price', 'cancellation', 'rating', ...wished])];
}
