import { ConciergeError } from '../../shared/errors.ts';
import type { Offer } from '../../shared/market/offer.ts';
import type { RequestForOffers } from '../../shared/market/request.ts';
import type { AcceptanceDetails, CallOptions, VendorAnswer, VendorRecord, Vendors } from '../../shared/ports.ts';
import type { Instant } from '../../shared/time.ts';

/** One call as a vendor saw it. */
export interface Call {
  readonly verb: string;
  readonly key: string;
  readonly vendor: string;
}

/** hangs: never answers · fails: cannot be reached · lost: does it, and the answer is lost the first time. */
export type Behaviour = 'good' | 'hangs' | 'fails' | 'lost';

/** Vendors as the port promises them, with the book that an auditor would read. */
export interface VendorLedger extends Vendors {
  readonly calls: Call[];
  /** What was done, by idempotency key: holds, confirmations. */
  readonly done: Map<string, VendorAnswer>;
  readonly behave: Map<string, Behaviour>;
}

export function requestFixture(tripId: string, id: string, now: Instant): RequestForOffers {
  return {
    id,
    tripId,
    needId: `need-${id}`,
    revision: 1,
    category: 'lodging',
    openedAt: now,
    closesAt: new Date(Date.parse(now) + 900_000).toISOString(),
    state: 'open',
    where: ['resort:les-arcs'],
    from: [],
    start: '2027-03-20',
    end: '2027-03-25',
    oneWay: false,
    party: { adults: 2, childAgeBands: [] },
    requirements: [],
    currency: 'EUR',
    locale: 'fr-FR',
    briefKey: 'brief',
    invited: [],
  };
}

export function offerFixture(request: RequestForOffers, vendor: VendorRecord): Offer {
  const total = { minor: 80_000, currency: 'EUR' };
  return {
    id: `${request.id}/${vendor.id}/o-1`,
    vendorOfferId: 'o-1',
    vendorId: vendor.id,
    vendorName: vendor.name,
    demo: vendor.demo,
    tripId: request.tripId,
    needId: request.needId,
    requestId: request.id,
    revision: request.revision,
    receivedAt: request.openedAt,
    validUntil: '2026-12-01T00:00:00.000Z',
    category: 'lodging',
    item: {
      category: 'lodging',
      name: `Hôtel ${vendor.name}`,
      kind: 'hotel',
      place: 'resort:les-arcs',
      checkIn: request.start,
      checkOut: request.end,
      rooms: 1,
      bedrooms: 1,
      sleeps: 2,
      has: [],
      hasNot: [],
    },
    meets: {},
    total,
    dueNow: total,
    dueLater: [],
    includes: [],
    cancellation: { refundability: 'non_refundable', schedule: [] },
    hold: { possible: true, maxMinutes: 60, fee: { minor: 0, currency: 'EUR' } },
    dataNeeded: { forHold: [], forConfirm: [] },
    remuneration: { kind: 'none' },
    commitment: 'c',
  };
}

function vendorRecord(id: string): VendorRecord {
  return { id, name: id, demo: true, categories: ['lodging'], endpoint: `http://127.0.0.1/${id}`, secrets: [], country: 'FR' };
}

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new ConciergeError('timeout', 'aborted')), { once: true });
  });
}

export function vendorLedger(ids: readonly string[]): VendorLedger {
  const vendors = ids.map(vendorRecord);
  const calls: Call[] = [];
  const done = new Map<string, VendorAnswer>();
  const behave = new Map<string, Behaviour>();

  const doOnce = async (
    verb: string,
    { trip, offer }: AcceptanceDetails,
    options: CallOptions,
    answer: VendorAnswer,
  ): Promise<VendorAnswer> => {
    const key = `${trip.id}/${options.idempotencyKey}`;
    calls.push({ verb, key, vendor: offer.vendorId });
    const behaviour = behave.get(offer.vendorId);
    if (behaviour === 'hangs') return untilAborted(options.signal);
    if (behaviour === 'fails') return { type: 'unknown' };
    const before = done.get(key);
    if (!before) done.set(key, answer);
    return behaviour === 'lost' && !before ? { type: 'unknown' } : (before ?? answer);
  };
  const released: VendorAnswer = { type: 'released' };
  const total = { minor: 80_000, currency: 'EUR' };
  return {
    calls,
    done,
    behave,
    forCategory: async () => vendors,
    byId: async (id) => vendors.find((vendor) => vendor.id === id),
    publish: async (request, trip, vendor, options) => {
      calls.push({ verb: 'publish', key: `${trip.id}/${options.idempotencyKey}`, vendor: vendor.id });
      const behaviour = behave.get(vendor.id);
      if (behaviour === 'hangs') return untilAborted(options.signal);
      if (behaviour === 'fails') throw new ConciergeError('vendor-failed', 'unreachable');
      return [offerFixture(request, vendor)];
    },
    answer: async ({ to }, _request, trip, vendor) => {
      calls.push({ verb: 'answer', key: `${trip.id}/${to}`, vendor: vendor.id });
    },
    inviteBest: async (offer, standing, { vendor }, trip, options) => {
      calls.push({ verb: 'invite', key: `${trip.id}/${options.idempotencyKey}`, vendor: vendor.id });
      if (behave.get(vendor.id) === 'hangs') return untilAborted(options.signal);
      const id = `${offer.vendorOfferId}-better`;
      const better: Offer = { ...offer, id: `${offer.id}-better`, vendorOfferId: id, counters: offer.vendorOfferId };
      return standing.youAre === 'leading' ? [] : [{ ...better, total: { ...offer.total, minor: offer.total.minor - 5_000 } }];
    },
    tell: async ({ name }, _request, trip, vendor, options) => {
      calls.push({ verb: name, key: `${trip.id}/${options.idempotencyKey}`, vendor: vendor.id });
    },
    withdraw: async (_request, trip, vendor, options) => {
      calls.push({ verb: 'withdraw', key: `${trip.id}/${options.idempotencyKey}`, vendor: vendor.id });
    },
    hold: (details, options) =>
      doOnce('hold', details, options, { type: 'held', holdId: `h-${details.bookingId}`, expiresAt: '2026-11-21T11:00:00.000Z' }),
    confirm: (details, options) =>
      doOnce('confirm', details, options, {
        type: 'confirmed',
        reservationId: `r-${details.bookingId}`,
        reference: `REF${done.size}`,
        total,
        paid: total,
      }),
    release: (details, options) => doOnce('release', details, options, released),
    quoteCancel: (details, options) => doOnce('quote', details, options, released),
    cancel: (details, options) => doOnce('cancel', details, options, released),
    status: async ({ trip, offer }, options) => {
      const key = `${trip.id}/${options.idempotencyKey}`;
      calls.push({ verb: 'status', key, vendor: offer.vendorId });
      if (behave.get(offer.vendorId) === 'fails') return { type: 'unknown' };
      return done.get(key) ?? { type: 'unknown' };
    },
  };
}
