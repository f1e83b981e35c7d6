import { sha256 } from '../../shared/market/canonical.ts';
import { type PseudonymDoc, pseudonymKey } from '../../shared/market/disclosure.ts';
import { MAX_REFUSALS, refusalItem, refusalsOf, wireItem } from '../../shared/market/evidence.ts';
import type { Offer } from '../../shared/market/offer.ts';
import { parseOffer, type RefusalReason } from '../../shared/market/parse-offer.ts';
import type { RequestForOffers } from '../../shared/market/request.ts';
import type { VendorEvent } from '../../shared/market/vendor-message.ts';
import { type NewsRefusal, readNews, type VendorNews } from '../../shared/market/vendor-news.ts';
import type { WireReceipt } from '../../shared/market/wire.ts';
import type { VendorRecord } from '../../shared/ports.ts';
import type { Instant } from '../../shared/time.ts';
import type { VendorApi } from './api.ts';
import { isPersonal } from './personal.ts';

/** More offers than this from one vendor for one need are noise. */
const MAX_OFFERS = 20;
/** Webhooks are sent again for three days; a receipt outlives that. */
const RECEIPT_DAYS = 7;

/** What became of one message. */
export interface Receipt extends WireReceipt {
  readonly reason?: RefusalReason | NewsRefusal;
}

/** Where a message is taken: the vendor it is from, the request it must be about. */
export interface Desk {
  readonly wireRequestId: string;
  readonly request: RequestForOffers;
  readonly vendor: VendorRecord;
  readonly api: VendorApi;
}

/** Takes one message once: sent again it gets the receipt it had. The offer is stored before its receipt, so nothing that was receipted is lost. */
export async function take(event: VendorEvent, desk: Desk): Promise<Receipt> {
  const { api, vendor, wireRequestId } = desk;
  const pk = `IDEM#offer#${sha256([vendor.id, wireRequestId, event.source, event.id].join('\n'))}`;
  const known = await api.store.get<Receipt>(pk, 'IDEM');
  if (known) return known.doc;
  const receipt = await judged(event, desk);
  const expiresAt = new Date(Date.parse(api.now()) + RECEIPT_DAYS * 86_400_000).toISOString();
  await api.store.put({ pk, sk: 'IDEM', doc: receipt, expiresAt }, 0);
  return receipt;
}

async function judged(event: VendorEvent, desk: Desk): Promise<Receipt> {
  const { api, request, vendor, wireRequestId } = desk;
  const at = api.now();
  if (event.subject !== wireRequestId) return refused(event, desk, 'schema', ['subject: another request']);
  const read = readNews(event);
  if (read) return read.ok ? heard(event, read.news, desk) : refused(event, desk, 'schema', read.problems);
  if (event.name !== 'offer.submitted') return { event_id: event.id, status: 'noted', received_at: at };
  const known = (await knownOffers(desk)).map(({ doc }) => doc);
  const { placeOf, agreements = [] } = api;
  const from = { vendorId: vendor.id, vendorName: vendor.name, demo: vendor.demo, agreements, wireRequestId, placeOf, known };
  const offered = parseOffer(event.data, request, from, request.tripId, at);
  if (!offered.ok) return refused(event, desk, offered.reason, offered.problems);
  return stored(event, offered.offer, desk);
}

/** What a vendor says by itself goes to the trip, once it may: a question about who travels never does. */
async function heard(event: VendorEvent, news: VendorNews, desk: Desk): Promise<Receipt> {
  const { api, request, vendor } = desk;
  const at = api.now();
  if (news.type === 'question' && isPersonal([news.text, ...news.choices]))
    return refused(event, desk, 'question_personal', ['text: asks who travels']);
  const from = { id: event.id, at, requestId: request.id, vendorId: vendor.id, seller: vendor.name, news, told: false };
  const taken = await api.hearVendor(request.tripId, from);
  if (taken !== 'taken') return refused(event, desk, taken, ['subject: nothing of the kind can be taken now']);
  return { event_id: event.id, status: 'received', received_at: at };
}

function knownOffers({ api, request, vendor }: Desk) {
  return api.store.query<Offer>({ pk: `TRIP#${request.tripId}`, skPrefix: `OFFER#${request.id}#${vendor.id}#` }, MAX_OFFERS + 1);
}

async function stored(event: VendorEvent, offer: Offer, desk: Desk): Promise<Receipt> {
  const { api, request } = desk;
  const item = api.offerItem(offer, request);
  const mine = await knownOffers(desk);
  const same = mine.find(({ sk }) => sk === item.sk);
  if (same && same.doc.commitment !== offer.commitment)
    return refused(event, desk, 'duplicate', ['offer_id: there is another offer under it']);
  if (!same && mine.length >= MAX_OFFERS) return refused(event, desk, 'schema', [`offers: at most ${MAX_OFFERS} for one request`]);
  await api.store.put(wireItem(offer, event.data, item.expiresAt), 0);
  await api.store.put(item, 0);
  await keepAddress(item.expiresAt, desk);
  return {
    event_id: event.id,
    status: 'received',
    received_at: offer.receivedAt,
    offer_id: offer.vendorOfferId,
    commitment: `sha256-${offer.commitment}`,
  };
}

/** Who has offered may ask what became of it for as long as it is on record. */
async function keepAddress(expiresAt: Instant | undefined, { wireRequestId, api }: Desk): Promise<void> {
  const stored = await api.store.get<PseudonymDoc>(pseudonymKey(wireRequestId), 'META');
  if (!stored || expiresAt === undefined || (stored.expiresAt ?? '') >= expiresAt) return;
  await api.store.put({ pk: stored.pk, sk: stored.sk, doc: stored.doc, expiresAt }, stored.v);
}

async function refused(
  event: VendorEvent,
  desk: Desk,
  reason: NonNullable<Receipt['reason']>,
  problems: readonly string[],
): Promise<Receipt> {
  const { api, request, vendor } = desk;
  const at = api.now();
  api.log.event('offer-refused', { vendor: vendor.id, reason });
  const before = await api.store.query(refusalsOf(request, vendor.id), MAX_REFUSALS);
  if (before.length < MAX_REFUSALS) await api.store.put(refusalItem(request, vendor.id, event.id, { at, reason, problems }), 0);
  return { event_id: event.id, status: 'refused', received_at: at, reason, problems };
}
