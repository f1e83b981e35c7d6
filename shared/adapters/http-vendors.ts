import { requestPseudonym, toldForPrice } from '../market/disclosure.ts';
import { MAX_REFUSALS, type Refusal, refusalItem, refusalsOf, wireItem } from '../market/evidence.ts';
import { acceptance, bestInvited, cancelRequest, type Envelope, noticeTo, statusQuery, withdrawal } from '../market/messages.ts';
import type { Offer } from '../market/offer.ts';
import { parseOffer } from '../market/parse-offer.ts';
import { type RequestForOffers, wireIdOf } from '../market/request.ts';
import { requestPublished } from '../market/to-wire.ts';
import type { VendorEvent } from '../market/vendor-message.ts';
import type { BuyerMessage } from '../market/wire.ts';
import type { Place } from '../places/place.ts';
import type { AcceptanceDetails, CallOptions, Clock, Log, Store, VendorRecord, Vendors } from '../ports.ts';
import { offersKeptUntil } from '../runner/keys.ts';
import { addMinutes } from '../time.ts';
import type { Party } from '../trip/party.ts';
import type { Trip } from '../trip-record.ts';
import { type Call, createCall, delivered, publishedEvents, reservationAnswer, type Verb } from './vendor-calls.ts';
import { createVendorHttp } from './vendor-http.ts';

export interface HttpVendorsOptions {
  /** Every vendor that may be asked: the operator's and, where it runs, the sandbox's. */
  readonly registry: () => Promise<readonly VendorRecord[]>;
  readonly clock: Clock;
  readonly log: Log;
  /** Base of our public address: offers come to `<baseUrl>/vendors/v1/requests/<id>/offers`. */
  readonly baseUrl: string;
  /** Demonstration vendors on this machine may be called on loopback; nobody else ever. */
  readonly allowLoopback: boolean;
  readonly placeOf: (id: string) => Place | undefined;
  /** Of the buyer's terms; the default ones when absent. */
  readonly termsHash?: string;
  /** Agreements that the operator takes in place of those terms. */
  readonly agreements?: readonly string[];
  /** Where refused offers are kept with their reason, as LOG# items of the trip. */
  readonly store?: Store;
}

export interface HttpVendors extends Vendors {
  /** Lets go of idle connections. */
  close(): Promise<void>;
}

/** The market's wire over signed HTTP. A lost, late or unreadable answer to an acceptance is `unknown`; `failed` is only what a vendor said. */
export function createHttpVendors(options: HttpVendorsOptions): HttpVendors {
  const { registry, clock } = options;
  const http = createVendorHttp();
  const call = createCall(options, http);
  const byId = async (id: string) => (await registry()).find((vendor) => vendor.id === id);
  const envelopeOf: EnvelopeOf = (trip, vendorId, requestId, key) => ({
    source: `${options.baseUrl}/vendors/v1`,
    secret: trip.secret,
    vendorId,
    requestId,
    key,
    now: clock.now(),
  });
  const ask = (verb: Verb) => reserving(verb, byId, envelopeOf, call, clock);
  return {
    forCategory: async (category) =>
      (await registry()).filter((vendor) => vendor.categories.includes(category)).sort((a, b) => (a.id < b.id ? -1 : 1)),
    byId,
    publish: async (request, trip, vendor, calling) => {
      const { respondByLive } = calling;
      const { placeOf, termsHash } = options;
      const terms = termsHash === undefined ? {} : { termsHash };
      const publishing = { placeOf, testMode: vendor.demo, ...terms, ...(respondByLive === undefined ? {} : { respondByLive }) };
      const message = requestPublished(request, envelopeOf(trip, vendor.id, wireIdOf(request), calling.idempotencyKey), publishing);
      const events = publishedEvents(await call(vendor, message, calling), vendor, calling.onLater);
      return receive(events, { request, trip, vendor, known: [], calling }, options);
    },
    inviteBest: async (offer, standing, to, trip, calling) => {
      const { request, vendor, known } = to;
      const closesAt = request.round?.closesAt ?? request.closesAt;
      const told = toldForPrice(offer, partyOf(trip, request), request);
      const envelope = envelopeOf(trip, vendor.id, wireIdOf(request), calling.idempotencyKey);
      const message = bestInvited(envelope, offer, standing, { closesAt, told });
      const events = publishedEvents(await call(vendor, message, calling), vendor);
      return receive(events, { request, trip, vendor, known, calling }, options);
    },
    ...telling(call, envelopeOf),
    hold: ask('hold'),
    confirm: ask('confirm'),
    release: ask('release'),
    quoteCancel: ask('quote'),
    cancel: ask('cancel'),
    status: ask('status'),
    close: () => http.close(),
  };
}

function partyOf({ brief }: Trip, { needId }: RequestForOffers): Party | undefined {
  return brief.needs.find(({ id }) => id === needId)?.party ?? brief.party;
}

/** What a vendor need not answer. */
function telling(call: Call, envelopeOf: EnvelopeOf): Pick<Vendors, 'tell' | 'withdraw' | 'answer'> {
  return {
    // What is answered to a letter goes by mail (person-vendors.ts).
    answer: async () => undefined,
    tell: async (notice, request, trip, vendor, calling) => {
      delivered(
        await call(vendor, noticeTo(envelopeOf(trip, vendor.id, wireIdOf(request), calling.idempotencyKey), notice), calling),
        vendor,
      );
    },
    withdraw: async (request, trip, vendor, calling) => {
      delivered(await call(vendor, withdrawal(envelopeOf(trip, vendor.id, wireIdOf(request), calling.idempotencyKey)), calling), vendor);
    },
  };
}

type EnvelopeOf = (trip: Trip, vendorId: string, requestId: string, key: string) => Envelope;

function reserving(verb: Verb, byId: Vendors['byId'], envelopeOf: EnvelopeOf, call: Call, clock: Clock): Vendors['hold'] {
  return async (details, calling) => {
    const { offer, trip } = details;
    const vendor = await byId(offer.vendorId);
    if (!vendor) return { type: 'unknown' };
    const message = reservationMessage(verb, envelopeOf(trip, vendor.id, askedUnder(trip, offer), calling.idempotencyKey), details, vendor);
    return reservationAnswer(verb, await call(vendor, message, calling), message.subject, addMinutes(clock.now(), 1));
  };
}

/** The request that an offer answered, by the id that its vendor knows. */
function askedUnder({ requests }: Trip, { requestId }: Offer): string {
  const request = requests.find(({ id }) => id === requestId);
  return request ? wireIdOf(request) : requestId;
}

function reservationMessage(verb: Verb, envelope: Envelope, details: AcceptanceDetails, vendor: VendorRecord): BuyerMessage {
  switch (verb) {
    case 'hold':
      return acceptance(envelope, { ...details, mode: 'hold' });
    case 'confirm':
      return acceptance(envelope, { ...details, mode: 'confirm', payment: vendor.demo ? 'sandbox' : 'pay_at_property' });
    case 'release':
    case 'cancel':
      return cancelRequest(envelope, { ...details, quoteOnly: false });
    case 'quote':
      return cancelRequest(envelope, { ...details, quoteOnly: true });
    case 'status':
      return statusQuery(envelope, details.offer);
  }
}

/** More than this from one vendor for one need is noise. */
const MAX_OFFERS = 20;

interface Receiving {
  readonly request: RequestForOffers;
  readonly trip: Trip;
  readonly vendor: VendorRecord;
  /** What the vendor offered before. */
  readonly known: readonly Offer[];
  readonly calling: CallOptions;
}

/** The offers among the events, checked; refused ones are logged and kept as evidence with their reason, never shown. */
async function receive(
  events: readonly VendorEvent[],
  { request, trip, vendor, known, calling }: Receiving,
  { clock, log, placeOf, store, agreements = [] }: HttpVendorsOptions,
): Promise<readonly Offer[]> {
  const wireRequestId = requestPseudonym(trip.secret, vendor.id, wireIdOf(request));
  const from = { vendorId: vendor.id, vendorName: vendor.name, demo: vendor.demo, agreements, wireRequestId, placeOf };
  const offers = new Map<string, Offer>();
  const submitted = events.filter(({ name, subject }) => name === 'offer.submitted' && subject === wireRequestId);
  for (const event of submitted.slice(0, MAX_OFFERS)) {
    const sofar = [...known, ...offers.values()];
    const read = parseOffer(event.data, request, { ...from, known: sofar }, trip.id, clock.now());
    if (read.ok && !offers.has(read.offer.id)) {
      offers.set(read.offer.id, read.offer);
      calling.onReceived?.({ eventId: event.id, offer: read.offer });
      await store?.put(wireItem(read.offer, event.data, offersKeptUntil(request)), 0);
    }
    if (read.ok) continue;
    log.event('offer-refused', { vendor: vendor.id, reason: read.reason });
    calling.onRefused?.({ eventId: event.id, reason: read.reason, problems: read.problems });
    await keepRefusal({ request, vendor, eventId: event.id }, { at: clock.now(), reason: read.reason, problems: read.problems }, store);
  }
  return [...offers.values()];
}

interface Refused {
  readonly request: RequestForOffers;
  readonly vendor: VendorRecord;
  readonly eventId: string;
}

async function keepRefusal({ request, vendor, eventId }: Refused, refusal: Refusal, store: Store | undefined): Promise<void> {
  const before = await store?.query(refusalsOf(request, vendor.id), MAX_REFUSALS);
  if (before && before.length < MAX_REFUSALS) await store?.put(refusalItem(request, vendor.id, eventId, refusal), 0);
}
