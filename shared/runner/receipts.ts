import { refusalItem } from '../market/evidence.ts';
import type { Receipted } from '../market/notice.ts';
import type { Offer } from '../market/offer.ts';
import type { RequestForOffers } from '../market/request.ts';
import type { CallOptions, Ports, VendorRecord } from '../ports.ts';
import type { Instant } from '../time.ts';
import type { Effect } from '../trip-record.ts';
import { type Delivery, enqueue } from './deliveries.ts';
import { offerItem, sha256 } from './keys.ts';

type Refused = Parameters<NonNullable<CallOptions['onRefused']>>[0];

/** What became of the offers in one answer. */
interface Heard {
  readonly calling: CallOptions;
  readonly refused: readonly Refused[];
  readonly received: readonly Receipted[];
}

/** The same call, with what came of its answer written down. */
export function listening(options: CallOptions): Heard {
  const refused: Refused[] = [];
  const received: Receipted[] = [];
  const calling: CallOptions = {
    ...options,
    onRefused: (each) => void refused.push(each),
    onReceived: ({ eventId, offer: { vendorOfferId, commitment, receivedAt } }) =>
      void received.push({ eventId: eventId.slice(0, 200), offerId: vendorOfferId, commitment, receivedAt }),
  };
  return { calling, refused, received };
}

/** Keeps what counts. Another offer under an id that is taken does not: the first stands, and the vendor is told why. */
export async function stored(
  offers: readonly Offer[],
  heard: Heard,
  { request, vendor }: { readonly request: RequestForOffers; readonly vendor: Pick<VendorRecord, 'id'> },
  { store, clock }: Ports,
): Promise<Heard> {
  const doubles = new Set<string>();
  for (const offer of offers) {
    const item = offerItem(offer, request);
    if (await store.put(item, 0)) continue;
    const known = await store.get<Offer>(item.pk, item.sk);
    if (known && known.doc.commitment !== offer.commitment) doubles.add(offer.commitment);
  }
  const refused = heard.received
    .filter(({ commitment }) => doubles.has(commitment))
    .map(({ eventId }): Refused => ({ eventId, reason: 'duplicate', problems: ['offer_id: there is another offer under it'] }));
  for (const { eventId, problems } of refused)
    await store.put(refusalItem(request, vendor.id, eventId, { at: clock.now(), reason: 'duplicate', problems }), 0);
  const received = heard.received.filter(({ commitment }) => !doubles.has(commitment));
  return { ...heard, received, refused: [...heard.refused, ...refused] };
}

/** Receipts wait this long: they take no time from a turn that is still asking, nor from a worker that has many to ask. */
const AFTER_MS = 30_000;

/** Offers in a 200 body have no answer that a receipt or a refusal could come in: each vendor is told by itself, once the offers are stored. */
export async function receipt({ refused, received }: Heard, delivery: Delivery, ports: Ports): Promise<void> {
  const { effect } = delivery;
  const requestId = 'requestId' in effect ? effect.requestId : '';
  const now = ports.clock.now();
  const soon = new Date(Date.parse(now) + AFTER_MS).toISOString();
  for (const { eventId, reason, problems } of refused) {
    const notice = { name: 'offer.refused', eventId: eventId.slice(0, 200), reason, problems: problems.slice(0, 10) } as const;
    const key = `refused:${requestId}:${sha256(notice.eventId).slice(0, 16)}`;
    await tell({ type: 'notice', key, requestId, notice }, delivery, now, ports);
  }
  if (received.length === 0) return;
  const mark = sha256(received.map(({ commitment }) => commitment).join()).slice(0, 16);
  const notice = { name: 'offer.received', receipts: received } as const;
  await tell({ type: 'notice', key: `received:${requestId}:${mark}`, requestId, notice }, delivery, soon, ports);
}

async function tell(effect: Effect, { tripId, vendorId }: Delivery, at: Instant, ports: Ports): Promise<void> {
  await enqueue({ schema: 1, tripId, effect, state: 'waiting', tries: 0, ...(vendorId === undefined ? {} : { vendorId }) }, at, ports);
}
