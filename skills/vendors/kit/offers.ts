import { CONFIRM_FIELD, HOLD_FIELD, PRICE_FIELD, requestPseudonym } from '../../../shared/market/disclosure.ts';
import type { Offer } from '../../../shared/market/offer.ts';
import { SPEAKABLE_MAX } from '../../../shared/market/offer-details.ts';
import { parseOffer, type RefusalReason } from '../../../shared/market/parse-offer.ts';
import { isPlain } from '../../../shared/market/read.ts';
import type { RequestForOffers } from '../../../shared/market/request.ts';
import type { VendorEvent } from '../../../shared/market/vendor-message.ts';
import { MAX_VENDOR_TEXT, vendorNote, vendorSentence } from '../../../shared/market/vendor-text.ts';
import { type Check, type Finding, fail, judged, pass, skip } from './report.ts';
import type { Heard, Stage } from './stage.ts';

/** Beyond this an offer misses the turn that asked. */
const LIVE_MS = 2_500;

export interface Offered {
  readonly findings: readonly Finding[];
  readonly offers: readonly Offer[];
}

/** Asks for offers and looks at what comes. */
export async function checkOffers(stage: Stage, request: RequestForOffers): Promise<Offered> {
  const wireId = requestPseudonym(stage.trip, stage.vendorId, request.id);
  const message = stage.published(request, 'request:1');
  const heard = await stage.send(message);
  const isLater = heard.status === 202;
  const events = isLater ? await stage.posted(wireId, stage.waitMs, 0) : (heard.events ?? []);
  const submitted = events.filter(({ name }) => name === 'offer.submitted');
  const reads = submitted.map((event) => ({ event, read: readOne(event, request, wireId, stage) }));
  const offers = reads.flatMap(({ read }) => (read.ok ? [read.offer] : []));
  const refusals = reads.flatMap(({ read }) => (read.ok ? [] : [read]));
  const of = (...reasons: readonly RefusalReason[]) =>
    refusals.filter(({ reason }) => reasons.includes(reason)).flatMap(({ problems }) => problems);
  const asked = submitted.flatMap(overAsked);
  const findings = [
    answeredOffers(heard, isLater, events, stage),
    ...judgedOf(submitted.length, [
      ['terms', of('terms_rejected')],
      [
        'form',
        [
          ...of('schema', 'requirement_contradicted', 'revision_stale', 'late', 'not_invited', 'not_improved').filter(
            (problem) => !problem.startsWith('data_needed'),
          ),
          ...foreign(submitted, wireId),
        ],
      ],
      ['money', of('price_inconsistent')],
      ['personal-data', asked],
      ['words', submitted.flatMap(unsaid)],
    ]),
    inTime(heard, isLater),
    said(events),
    await repeated(stage, message, { isLater, submitted, wireId }),
  ];
  return { findings, offers: once(offers) };
}

/** As the concierge itself would read it. */
export function readOne(event: VendorEvent, request: RequestForOffers, wireRequestId: string, stage: Stage, known: readonly Offer[] = []) {
  const { vendorId, placeOf } = stage;
  const from = { vendorId, vendorName: 'Checked', demo: true, wireRequestId, placeOf, known };
  return parseOffer(event.data, request, from, request.tripId, stage.now());
}

function answeredOffers(
  { result, status, events: inline }: Heard,
  isLater: boolean,
  events: readonly VendorEvent[],
  { waitMs }: Stage,
): Finding {
  if (result.type === 'timeout') return fail('offers', 'no answer in time');
  if (result.type === 'unreached') return fail('offers', `the endpoint could not be reached: ${causeOf(result.cause)}`);
  if (isLater && events.length === 0)
    return fail(
      'offers',
      `202, and nothing came to the offers address in ${Math.round(waitMs / 1000)} s: a vendor that never answers, or a person who does so later; --wait waits longer`,
    );
  if (!isLater && (status !== 200 || inline === undefined))
    return fail('offers', `answered ${status}${inline === undefined ? ', with something that is no event' : ''}`);
  if (events.some(({ name }) => name === 'offer.submitted')) return pass('offers');
  return skip('offers', 'declined this request: try another --category or --place');
}

function causeOf(cause: unknown): string {
  return cause instanceof Error ? cause.message || cause.name : 'no connection';
}

/** Nothing to judge where nothing was offered. */
function judgedOf(count: number, all: readonly (readonly [Check, readonly string[]])[]): readonly Finding[] {
  return all.map(([check, problems]) => (count === 0 ? skip(check, 'nothing was offered') : judged(check, problems)));
}

function foreign(submitted: readonly VendorEvent[], wireId: string): readonly string[] {
  return submitted.flatMap(({ subject }) => (subject === wireId ? [] : ['subject: another request']));
}

/** Fields that no offer may ask for, at the hold or to confirm. */
function overAsked({ data }: VendorEvent): readonly string[] {
  const needed = isPlain(data) && isPlain(data['data_needed']) ? data['data_needed'] : {};
  const beyond = (name: 'for_hold' | 'for_confirm' | 'for_price', allowed: RegExp) => {
    const list: unknown = needed[name];
    const fields = Array.isArray(list) ? list : [];
    return fields
      .filter((field) => typeof field !== 'string' || !allowed.test(field))
      .map((field) => `data_needed.${name}: ${String(field).slice(0, 60)}`);
  };
  return [...beyond('for_hold', HOLD_FIELD), ...beyond('for_confirm', CONFIRM_FIELD), ...beyond('for_price', PRICE_FIELD)];
}

/** Words that would be heard otherwise than they were written. */
function unsaid({ data }: VendorEvent): readonly string[] {
  if (!isPlain(data)) return [];
  const said = isPlain(data['speakable']) ? data['speakable'] : {};
  const own = (['fr', 'en'] as const).map((name) => [`speakable.${name}`, said[name], vendorSentence] as const);
  return [...own, ['vendor_note', data['vendor_note'], vendorNote] as const].flatMap(([name, raw, heard]) => {
    if (typeof raw !== 'string') return [];
    const plain = heard(raw, name === 'vendor_note' ? MAX_VENDOR_TEXT : SPEAKABLE_MAX);
    return plain === raw.replace(/\.$/, '') || plain === raw ? [] : [`${name}: is heard as "${plain}"`];
  });
}

function inTime({ result, ms, status }: Heard, isLater: boolean): Finding {
  if (result.type !== 'answer' || (status ?? 500) >= 500) return skip('time', 'there was no answer');
  if (ms <= LIVE_MS) return pass('time');
  return fail(
    'time',
    `${isLater ? 'said 202' : 'answered'} after ${ms} ms, and a live turn waits ${LIVE_MS}: answer 202 at once and post the offers later`,
  );
}

/** One event each under one id, and one offer under one offer id. */
function said(events: readonly VendorEvent[]): Finding {
  const ids = events.map(({ id }) => id);
  const offerIds = events.flatMap(({ name, data }) => (name === 'offer.submitted' && isPlain(data) ? [String(data['offer_id'])] : []));
  return judged('once', [...doubles('event id', ids), ...doubles('offer', offerIds)]);
}

export function doubles(what: string, ids: readonly string[]): readonly string[] {
  return [...Map.groupBy(ids, (id) => id)].flatMap(([id, all]) =>
    all.length > 1 ? [`${what} ${id.slice(0, 60)} is said ${all.length} times`] : [],
  );
}

interface First {
  readonly isLater: boolean;
  readonly submitted: readonly VendorEvent[];
  readonly wireId: string;
}

async function repeated(stage: Stage, message: ReturnType<Stage['published']>, { isLater, submitted }: First): Promise<Finding> {
  const again = await stage.send(message);
  if (again.result.type !== 'answer') return fail('replay', 'no answer to the same request again');
  if ((again.status ?? 500) >= 500) return fail('replay', `answered ${again.status} to the same request again`);
  if (isLater || submitted.length === 0 || again.events?.length === 0) return pass('replay');
  const promised = (events: readonly VendorEvent[]) =>
    [...new Set(events.filter(({ name }) => name === 'offer.submitted').map(promiseOf))].toSorted();
  const [before, after] = [promised(submitted), promised(again.events ?? [])];
  return judged('replay', before.join() === after.join() ? [] : ['the same request again brought other offers or prices']);
}

function promiseOf({ data }: VendorEvent): string {
  if (!isPlain(data)) return '';
  return `${String(data['offer_id'])} ${isPlain(data['price']) ? String(data['price']['total']) : ''}`;
}

function once(offers: readonly Offer[]): readonly Offer[] {
  return [...new Map(offers.map((offer) => [offer.id, offer])).values()];
}
