import type { Booking } from '../booking/booking.ts';
import { detailsFor, isRelayed } from '../booking/details.ts';
import { ConciergeError } from '../errors.ts';
import { standingOf } from '../market/best-round.ts';
import { type PseudonymDoc, pseudonymItem } from '../market/disclosure.ts';
import { drawSecret } from '../market/evidence.ts';
import { forPerson, isPerson } from '../market/invitation.ts';
import { wireNotice } from '../market/notice.ts';
import type { Offer } from '../market/offer.ts';
import { relayAddress, relayItem } from '../market/relay.ts';
import { wireIdOf } from '../market/request.ts';
import type { WireNotice } from '../market/wire.ts';
import { type AcceptanceDetails, type CallOptions, type Outcome, type Ports, TERMINAL, type VendorAnswer } from '../ports.ts';
import type { Instant } from '../time.ts';
import type { Effect, Trip } from '../trip-record.ts';
import { type Delivery, deliveryKey } from './deliveries.ts';
import { offersKeptUntil } from './keys.ts';
import { listening, receipt, stored } from './receipts.ts';
import { offersOf } from './records.ts';

/** How one try ended. `outcome` is for the trip; `again` (at an instant, or when backoff says) keeps the delivery going. */
export interface Result {
  readonly outcome?: Outcome;
  readonly again?: Instant | 'backoff';
  /** This one was no try: whoever answers has time. */
  readonly uncounted?: true;
  /** It was heard, and what it is answered comes later. */
  readonly later?: true;
}

/** How a call is bounded: the live turn by its signal, the worker by time alone. */
export type Bounds = Omit<CallOptions, 'idempotencyKey'>;

const DONE: Result = {};
const AGAIN: Result = { again: 'backoff' };

type BookingEffect = Extract<Effect, { readonly bookingId: string }>;

/** Makes the call of a delivery, under its key; `last` when none comes after it. Resolves whatever the vendor does; rejects only when the store fails. */
export async function perform(delivery: Delivery, trip: Trip, ports: Ports, bounds: Bounds, last = false): Promise<Result> {
  const { effect } = delivery;
  const options: CallOptions = { ...bounds, idempotencyKey: deliveryKey(delivery) };
  switch (effect.type) {
    case 'request-offers':
      return requestOffers(delivery, trip, ports, options);
    case 'invite-best':
      return inviteBest(delivery, trip, ports, options);
    case 'notice':
      return tell(effect, delivery, trip, ports, options);
    case 'withdraw':
      return withdraw(delivery, trip, ports, options);
    case 'hold':
    case 'confirm':
    case 'release':
    case 'quote-cancel':
    case 'cancel':
      return settle(effect, { heardBefore: delivery.tries > 1, last }, trip, ports, options);
    case 'letter':
      return answer(effect, delivery, trip, ports);
    case 'watch':
      return { outcome: { type: 'due' } };
  }
}

async function answer(letter: Extract<Effect, { type: 'letter' }>, delivery: Delivery, trip: Trip, ports: Ports): Promise<Result> {
  const to = await addressee(delivery, trip, ports);
  if (!to) return DONE;
  const sent = await ports.vendors.answer(letter, to.request, trip, to.vendor).then(
    () => true,
    (error: unknown) => lost(error, ports),
  );
  return sent ? DONE : AGAIN;
}

/** A vendor that cannot be reached now may be later; anything else is our bug and is logged as one. */
function lost(error: unknown, ports: Ports): undefined {
  if (!(error instanceof ConciergeError)) throw error;
  if (error.code === 'store-down') throw error;
  ports.log.event('vendor.failed', { code: error.code });
  return undefined;
}

async function addressee({ effect, vendorId = '' }: Delivery, trip: Trip, ports: Ports) {
  const requestId = 'requestId' in effect ? effect.requestId : '';
  const request = trip.requests.find((each) => each.id === requestId);
  const vendor = await ports.vendors.byId(vendorId);
  return request && vendor ? { request, vendor } : undefined;
}

function closingOf({ request, vendor }: NonNullable<Awaited<ReturnType<typeof addressee>>>) {
  return isPerson(vendor) ? forPerson(request) : request;
}

async function requestOffers(delivery: Delivery, trip: Trip, ports: Ports, options: CallOptions): Promise<Result> {
  const to = await addressee(delivery, trip, ports);
  if (to?.request.state !== 'open' || closingOf(to).closesAt <= ports.clock.now()) return DONE;
  // Before the call: an offer posted a moment later must find its request.
  await pointTo(to.request.id, pseudonymItem(trip.secret, to.vendor.id, closingOf(to)), ports);
  let later = false;
  const heard = listening({
    ...options,
    onLater: () => {
      later = true;
    },
  });
  const offers = await ports.vendors.publish(to.request, trip, to.vendor, heard.calling).catch((error: unknown) => lost(error, ports));
  if (!offers) return AGAIN;
  await receipt(await stored(offers, heard, to, ports), delivery, ports);
  const [any] = offers;
  if (any) await keepAddress(any, trip, ports);
  return later ? { later } : DONE;
}

/** What a vendor is told and need not answer; nobody is told that they lost who won or never bid. */
async function tell(effect: NoticeEffect, delivery: Delivery, trip: Trip, ports: Ports, options: CallOptions): Promise<Result> {
  const to = await addressee(delivery, trip, ports);
  const notice = to && noticeFor(effect, delivery, to);
  if (!to || !notice) return DONE;
  const told = await ports.vendors.tell(notice, to.request, trip, to.vendor, options).then(
    () => true,
    (error: unknown) => lost(error, ports),
  );
  return told ? DONE : AGAIN;
}

type NoticeEffect = Extract<Effect, { readonly type: 'notice' }>;
type Addressee = NonNullable<Awaited<ReturnType<typeof addressee>>>;

function noticeFor({ notice }: NoticeEffect, { declined }: Delivery, { request, vendor }: Addressee): WireNotice | undefined {
  if (notice.name !== 'offer.declined') return wireNotice(notice, vendor.id, request.revision);
  return declined && { name: notice.name, data: declined };
}

/** One vendor of the best three is told where its offer stands; what it answers at once is stored like any offer. */
async function inviteBest(delivery: Delivery, trip: Trip, ports: Ports, options: CallOptions): Promise<Result> {
  const to = await addressee(delivery, trip, ports);
  const { round } = to?.request ?? {};
  if (!to || !round || to.request.state !== 'open' || round.closesAt <= ports.clock.now()) return DONE;
  const need = trip.brief.needs.find(({ id }) => id === to.request.needId);
  const all = await offersOf(trip.id, ports, `OFFER#${to.request.id}#`);
  const offer = all.find(({ id, vendorId }) => vendorId === to.vendor.id && round.offers.includes(id));
  if (!need || !offer) return DONE;
  const context = { need, brief: trip.brief, now: round.openedAt };
  const known = all.filter(({ vendorId }) => vendorId === to.vendor.id);
  const others = all.filter(({ counters }) => counters === undefined);
  const standing = standingOf(offer, others, context, drawSecret(trip.secret));
  const heard = listening(options);
  const better = await ports.vendors
    .inviteBest(offer, standing, { ...to, known }, trip, heard.calling)
    .catch((error: unknown) => lost(error, ports));
  if (!better) return AGAIN;
  await receipt(await stored(better, heard, to, ports), delivery, ports);
  return DONE;
}

/** A revision is known by the id of the one before: from now on that leads to it. */
async function pointTo(requestId: string, item: ReturnType<typeof pseudonymItem>, { store }: Ports): Promise<void> {
  if (await store.put(item, 0)) return;
  const stored = await store.get<PseudonymDoc>(item.pk, item.sk);
  if (stored && stored.doc.requestId !== requestId) await store.put(item, stored.v);
}

/** Asked again under the same id: the revision itself says that what was before is over. */
function isRevised({ request, vendor }: Addressee, trip: Trip): boolean {
  const under = wireIdOf(request);
  const later = trip.requests.filter((each) => wireIdOf(each) === under && each.revision > request.revision);
  return !isPerson(vendor) && later.some(({ invited }) => invited.length === 0 || invited.includes(vendor.id));
}

async function withdraw(delivery: Delivery, trip: Trip, ports: Ports, options: CallOptions): Promise<Result> {
  const to = await addressee(delivery, trip, ports);
  if (!to || isRevised(to, trip)) return DONE;
  const told = await ports.vendors.withdraw(to.request, trip, to.vendor, options).then(
    () => true,
    (error: unknown) => lost(error, ports),
  );
  return told ? DONE : AGAIN;
}

/** What ends an effect. Any other answer to a status query means that the vendor has not heard it. */
const ENDS: Readonly<Record<BookingEffect['type'], readonly VendorAnswer['type'][]>> = {
  hold: ['held', 'failed', 'released'],
  confirm: ['confirmed', 'failed'],
  release: ['released', 'cancelled', 'failed'],
  'quote-cancel': ['cancel_quoted', 'failed'],
  cancel: ['cancelled', 'failed'],
};

/**
 * Nobody wants it any more: the booking ended, or is being let go, before the vendor was asked. A hold that may have been heard goes to its end
 * all the same: only its own answer tells what is to be given back.
 */
function isMoot(effect: BookingEffect, booking: Booking, heardBefore: boolean): boolean {
  if (effect.type !== 'hold' && effect.type !== 'confirm') return false;
  if (effect.type === 'hold' && heardBefore) return false;
  return TERMINAL.includes(booking.status) || booking.status === 'releasing';
}

interface Try {
  readonly heardBefore: boolean;
  readonly last: boolean;
}

async function settle(effect: BookingEffect, { heardBefore, last }: Try, trip: Trip, ports: Ports, options: CallOptions): Promise<Result> {
  const booking = trip.bookings.find((each) => each.id === effect.bookingId);
  if (!booking || isMoot(effect, booking, heardBefore)) return DONE;
  if (options.signal && (await goesByMail(effect, booking, ports))) return resultOf({ type: 'pending', checkAfter: ports.clock.now() });
  const details = { ...detailsOf(booking, trip), ...(await relayFor(effect, booking, trip, ports)) };
  const ask = (call: Promise<VendorAnswer>): Promise<VendorAnswer> =>
    call.catch((error: unknown) => lost(error, ports) ?? { type: 'unknown' });
  const standing = heardBefore ? await ask(ports.vendors.status(details, options)) : undefined;
  const stands = standing !== undefined && (standing.type === 'pending' || ENDS[effect.type].includes(standing.type));
  if (standing && !stands && last && effect.type === 'confirm') return givenUp(standing);
  const answer = stands ? standing : await ask(call(effect, details, ports, options));
  if (answer.type === 'confirmed') await keepAddress(booking.offer, trip, ports);
  return resultOf(answer);
}

/** Letters are the worker's: no turn waits for a mail server. */
async function goesByMail({ type }: BookingEffect, { offer }: Booking, { vendors }: Ports): Promise<boolean> {
  if (type !== 'confirm' && type !== 'cancel') return false;
  const vendor = await vendors.byId(offer.vendorId);
  return vendor !== undefined && isPerson(vendor);
}

/** Who has offered may ask what became of it, and who has confirmed may write about it, until what it offers is over. */
async function keepAddress(offer: Offer, trip: Trip, { store }: Ports): Promise<void> {
  const request = trip.requests.find(({ id }) => id === offer.requestId);
  if (!request) return;
  const item = pseudonymItem(trip.secret, offer.vendorId, request);
  const stored = await store.get(item.pk, item.sk);
  await store.put({ ...item, expiresAt: offersKeptUntil(request) }, stored?.v ?? 0);
}

/** Where the vendor may write to whoever books, if it wants to: stored before it is told. */
async function relayFor(
  { type }: BookingEffect,
  { id, offer }: Booking,
  trip: Trip,
  ports: Ports,
): Promise<Pick<AcceptanceDetails, 'relay'>> {
  if (type !== 'hold' && type !== 'confirm') return {};
  const { store, settings, vendors } = ports;
  const { relayDomain } = settings;
  const request = trip.requests.find((each) => each.id === offer.requestId);
  if (relayDomain === undefined || !request || !isRelayed(offer)) return {};
  const seller = (await vendors.byId(offer.vendorId))?.name ?? offer.vendorName;
  const doc = { tripId: trip.id, bookingId: id, requestId: request.id, vendorId: offer.vendorId, seller };
  await store.put(relayItem(trip.secret, doc, offersKeptUntil(request)), 0);
  return { relay: relayAddress(trip.secret, offer.vendorId, id, relayDomain) };
}

/** A purchase is not sent once more when nobody will ask after it: it failed if the vendor says that it never heard of it, else nobody knows. */
function givenUp(standing: VendorAnswer): Result {
  const isNone = standing.type === 'unknown' && standing.none === true;
  return isNone ? { outcome: { type: 'failed', reason: 'technical' } } : resultOf({ type: 'unknown' });
}

function resultOf(answer: VendorAnswer): Result {
  if (answer.type === 'unknown') return { outcome: answer, again: 'backoff' };
  if (answer.type !== 'pending') return { outcome: answer };
  return { outcome: answer, again: answer.checkAfter, ...(answer.patient && { uncounted: true }) };
}

function detailsOf(booking: Booking, trip: Trip): AcceptanceDetails {
  return {
    trip,
    bookingId: booking.id,
    offer: booking.offer,
    expectedTotal: booking.readTotal ?? booking.offer.total,
    ...(booking.holdId !== undefined && { holdId: booking.holdId }),
    ...(booking.reservationId !== undefined && { reservationId: booking.reservationId }),
    ...(trip.readback && { readbackHash: trip.readback.hash }),
    ...(booking.hours && { hours: booking.hours }),
    ...(trip.leadName && { leadName: trip.leadName }),
    ...(trip.details && { details: detailsFor(booking, trip) }),
  };
}

async function call(effect: BookingEffect, details: AcceptanceDetails, ports: Ports, options: CallOptions): Promise<VendorAnswer> {
  const { vendors, payment } = ports;
  switch (effect.type) {
    case 'hold':
      return vendors.hold(details, options);
    case 'confirm': {
      const paid = await payment.authorise(details.expectedTotal, `${details.trip.id}/${options.idempotencyKey}`);
      return paid.ok ? vendors.confirm(details, options) : { type: 'failed', reason: paid.reason };
    }
    // Nothing is known to be held: a hold still under way is given back when its answer comes.
    case 'release':
      return details.holdId === undefined ? { type: 'released' } : vendors.release(details, options);
    case 'quote-cancel':
      return vendors.quoteCancel(details, options);
    case 'cancel':
      return vendors.cancel(details, options);
  }
}
