import { ConciergeError } from '../errors.ts';
import { buyerData, pseudonym } from '../market/disclosure.ts';
import {
  type Asked,
  askedKey,
  closingForPeople,
  forPerson,
  type Invitation,
  invitationItem,
  invitationKey,
  isPerson,
  linkToken,
} from '../market/invitation.ts';
import type { Letter } from '../market/letter.ts';
import type { Offer } from '../market/offer.ts';
import type { RequestForOffers } from '../market/request.ts';
import { money } from '../money.ts';
import type { AcceptanceDetails, Clock, Item, Mail, Store, VendorAnswer, VendorRecord, Vendors } from '../ports.ts';
import { addMinutes, type Instant } from '../time.ts';
import type { Trip } from '../trip-record.ts';
import type { Verb } from './vendor-calls.ts';

export interface PeopleOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly mail: Mail;
  /** In the vendor's language. */
  readonly write: (
    letter: Letter,
    request: RequestForOffers,
    to: VendorRecord,
  ) => Promise<{ readonly subject: string; readonly text: string }>;
  /** Links are `<baseUrl>/vendors/v1/form/<token>`. */
  readonly baseUrl: string;
}

/** Vendors without an API: requests and acceptances go to them as letters with a link, their answers wait in the store. */
export interface People {
  publish(request: RequestForOffers, trip: Trip, vendor: VendorRecord): Promise<void>;
  withdraw(request: RequestForOffers, trip: Trip, vendor: VendorRecord): Promise<void>;
  answer(...call: Parameters<Vendors['answer']>): Promise<void>;
  reserve(verb: Verb, details: AcceptanceDetails, effectKey: string, vendor: VendorRecord): Promise<VendorAnswer>;
}

export function createPeople(options: PeopleOptions): People {
  return {
    publish: async (request, trip, vendor) => {
      const { closesAt } = forPerson(request);
      const about = { type: 'offer' } as const;
      const link = await linkFor({ tripId: trip.id, requestId: request.id, vendorId: vendor.id, about, closesAt }, trip, options);
      await post({ type: 'offer', link, closesAt }, request, { trip, vendor, options });
    },
    withdraw: async (request, trip, vendor) => {
      await revoke(linkToken(trip.secret, { vendorId: vendor.id, requestId: request.id, about: { type: 'offer' } }), options);
    },
    answer: async ({ to, replyTo, text, key }, request, trip, vendor) => {
      await post({ type: 'answer', text }, request, { trip, vendor, options }, key, { to, replyTo });
    },
    reserve: (verb, details, effectKey, vendor) => reserve(verb, details, effectKey, { trip: details.trip, vendor, options }),
  };
}

/** The same vendors, with those who have no API asked by letter; without anybody who writes letters they are not there at all. */
export function withPeople(others: Vendors, people: People | undefined): Vendors {
  const ask =
    (verb: Verb, other: Vendors['hold']): Vendors['hold'] =>
    async (details, calling) => {
      const vendor = await others.byId(details.offer.vendorId);
      if (!vendor || !isPerson(vendor)) return other(details, calling);
      return people?.reserve(verb, details, calling.idempotencyKey, vendor) ?? { type: 'unknown' };
    };
  return {
    forCategory: async (category) => (await others.forCategory(category)).filter((vendor) => people !== undefined || !isPerson(vendor)),
    byId: others.byId,
    publish: async (request, trip, vendor, calling) => {
      if (!isPerson(vendor)) return others.publish(request, trip, vendor, calling);
      await people?.publish(request, trip, vendor);
      return [];
    },
    // Whoever is written to said its best at once: a second letter within minutes would find nobody.
    inviteBest: async (offer, standing, to, trip, calling) =>
      isPerson(to.vendor) ? [] : others.inviteBest(offer, standing, to, trip, calling),
    tell: async (notice, request, trip, vendor, calling) =>
      isPerson(vendor) ? undefined : others.tell(notice, request, trip, vendor, calling),
    answer: async (...call) => people?.answer(...call),
    withdraw: async (request, trip, vendor, calling) =>
      isPerson(vendor) ? people?.withdraw(request, trip, vendor) : others.withdraw(request, trip, vendor, calling),
    hold: ask('hold', others.hold),
    confirm: ask('confirm', others.confirm),
    release: ask('release', others.release),
    quoteCancel: ask('quote', others.quoteCancel),
    cancel: ask('cancel', others.cancel),
    status: ask('status', others.status),
  };
}

interface Desk {
  readonly trip: Trip;
  readonly vendor: VendorRecord;
  readonly options: PeopleOptions;
}

/** The link, once what it opens is stored. */
async function linkFor(invitation: Invitation, trip: Trip, { store, baseUrl }: PeopleOptions): Promise<string> {
  const token = linkToken(trip.secret, invitation);
  await store.put(invitationItem(token, invitation), 0);
  return `${baseUrl}/vendors/v1/form/${token}`;
}

async function revoke(token: string, { store, clock }: PeopleOptions): Promise<void> {
  const item = await store.get<Invitation>(invitationKey(token), 'META');
  if (!item || item.doc.revokedAt !== undefined) return;
  await store.put({ ...invitationItem(token, { ...item.doc, revokedAt: clock.now() }) }, item.v);
}

/** The same letter has the same id however often it is sent. Rejects 'vendor-failed' when the mail is not taken over. */
async function post(
  letter: Letter,
  request: RequestForOffers,
  { trip, vendor, options }: Desk,
  key = 'offer',
  between: { readonly to: string; readonly replyTo?: string } = { to: vendor.endpoint.slice('mailto:'.length) },
): Promise<void> {
  const { subject, text } = await options.write(letter, request, vendor);
  // Message ids travel openly: nothing of the link is in them.
  const id = `${letter.type}-${pseudonym('evt', trip.secret, vendor.id, `mail\n${request.id}\n${key}`)}`;
  try {
    await options.mail.send({ id, ...between, subject, text });
  } catch (cause) {
    throw new ConciergeError('vendor-failed', `the mail to vendor ${vendor.id} was not taken over`, { cause });
  }
}

async function reserve(verb: Verb, details: AcceptanceDetails, effectKey: string, desk: Desk): Promise<VendorAnswer> {
  const now = desk.options.clock.now();
  switch (verb) {
    case 'hold':
      return held(details.offer, now);
    case 'confirm':
      return (await standing(details, effectKey, desk)) ?? ask(details, effectKey, desk);
    case 'status':
      return (await standing(details, effectKey, desk)) ?? { type: 'unknown', none: true };
    case 'release':
      return { type: 'released' };
    case 'quote':
      return { type: 'cancel_quoted', ...leaving(details.offer, now), validUntil: addMinutes(now, 30) };
    case 'cancel':
      return (await standing(details, effectKey, desk)) ?? cancel(details, effectKey, desk);
  }
}

/** Whoever offers on the page promises to keep the offer: the promise is the hold. */
function held({ hold, validUntil, id }: Offer, now: Instant): VendorAnswer {
  if (!hold.possible) return { type: 'failed', reason: 'technical' };
  const until = addMinutes(now, hold.maxMinutes);
  if (validUntil <= now) return { type: 'failed', reason: 'expired' };
  return { type: 'held', holdId: `kept-${id.slice(-60)}`, expiresAt: until < validUntil ? until : validUntil };
}

/** Letter first, record after: what is on record was asked. */
async function ask(details: AcceptanceDetails, effectKey: string, desk: Desk): Promise<VendorAnswer> {
  const { options, trip, vendor } = desk;
  const { offer, expectedTotal } = details;
  const now = options.clock.now();
  const request = trip.requests.find(({ id }) => id === offer.requestId);
  if (!request) return { type: 'failed', reason: 'technical' };
  const closesAt = closingForPeople({ openedAt: now });
  const about = { type: 'booking', key: effectKey } as const;
  const link = await linkFor({ tripId: trip.id, requestId: request.id, vendorId: vendor.id, about, closesAt }, trip, options);
  await post({ type: 'booking', link, closesAt, total: expectedTotal }, request, desk, effectKey);
  const buyer = buyerData(offer.dataNeeded.forConfirm, details);
  const { minor: totalMinor, currency } = expectedTotal;
  const doc: Asked = { offerId: offer.id, requestId: request.id, askedAt: now, totalMinor, currency, buyer };
  await options.store.put({ pk: `TRIP#${trip.id}`, sk: askedKey(vendor.id, effectKey), doc, expiresAt: keptUntil(request) }, 0);
  return pending(doc, now);
}

/** As long as an offer is kept. */
function keptUntil({ end }: RequestForOffers): Instant {
  return new Date(Date.parse(`${end}T00:00:00Z`) + 30 * 86_400_000).toISOString();
}

async function standing(
  { trip, offer }: AcceptanceDetails,
  effectKey: string,
  { vendor, options }: Desk,
): Promise<VendorAnswer | undefined> {
  const item = await options.store.get<Asked>(`TRIP#${trip.id}`, askedKey(vendor.id, effectKey));
  if (!item) return undefined;
  const asked = await endedIfOver(item, options);
  if (!asked.answer) return pending(asked, options.clock.now());
  return answerOf(asked, asked.answer, offer);
}

/** Once the link is over unanswered, so is the purchase. One conditional write decides between the page and whoever looks. */
async function endedIfOver(item: Item<Asked>, { store, clock }: PeopleOptions): Promise<Asked> {
  const { v, doc, ...rest } = item;
  if (doc.answer || closingForPeople({ openedAt: doc.askedAt }) > clock.now()) return doc;
  const over: Asked = { ...doc, answer: { type: 'expired' } };
  if ((await store.put({ ...rest, doc: over }, v)) !== undefined) return over;
  return (await store.get<Asked>(item.pk, item.sk))?.doc ?? over;
}

/** Left on the offer's terms of when it was written, unless the vendor waives them; without an answer all the same, and that is said. */
function leftOf({ askedAt, currency }: Asked, feeMinor: number, answer: NonNullable<Asked['answer']>): VendorAnswer {
  const isWaived = answer.type === 'noted' && answer.waived;
  const left = { fee: money(isWaived ? 0 : feeMinor, currency), refund: money(0, currency) };
  return { type: 'cancelled', ...left, ...(answer.type === 'noted' ? {} : { sentAt: askedAt }) };
}

function answerOf(asked: Asked, answer: NonNullable<Asked['answer']>, { vendorId, supportPhone }: Offer): VendorAnswer {
  const { totalMinor, currency } = asked;
  if (asked.leaving || answer.type === 'noted') return leftOf(asked, asked.leaving?.feeMinor ?? 0, answer);
  if (answer.type === 'refused') return { type: 'failed', reason: 'sold_out' };
  if (answer.type === 'expired') return { type: 'failed', reason: 'expired' };
  return {
    type: 'confirmed',
    reservationId: `${vendorId}-${answer.reference}`,
    reference: answer.reference,
    total: money(totalMinor, currency),
    paid: money(0, currency),
    ...(supportPhone === undefined ? {} : { supportPhone }),
  };
}

const LONGEST_WAIT_MS = 2 * 3_600_000;

/** People are looked after ever less often, and at last when their time is over; an answer makes the next look come at once. */
function pending({ askedAt }: Asked, now: Instant): VendorAnswer {
  const ageMs = Date.parse(now) - Date.parse(askedAt);
  const waitMs = Math.min(LONGEST_WAIT_MS, Math.max(60_000, ageMs / 2));
  const next = new Date(Date.parse(now) + waitMs).toISOString();
  const closesAt = closingForPeople({ openedAt: askedAt });
  return { type: 'pending', checkAfter: next < closesAt ? next : closesAt, patient: true };
}

/** Paid on the spot: leaving costs what the offer says, and nothing comes back. */
function leaving({ cancellation, total }: Offer, now: Instant) {
  const fee = cancellation.schedule.find(({ until }) => until > now)?.fee ?? total;
  return { fee, refund: money(0, total.currency) };
}

/** Written to like a purchase, and followed like one: the vendor notes it on its page, may waive the fee, and may not refuse. */
async function cancel(details: AcceptanceDetails, effectKey: string, desk: Desk): Promise<VendorAnswer> {
  const { options, trip, vendor } = desk;
  const { offer } = details;
  const now = options.clock.now();
  const request = trip.requests.find(({ id }) => id === offer.requestId);
  const { fee, refund } = leaving(offer, now);
  if (!request) return { type: 'cancelled', fee, refund, sentAt: now };
  const closesAt = closingForPeople({ openedAt: now });
  const about = { type: 'booking', key: effectKey } as const;
  const link = await linkFor({ tripId: trip.id, requestId: request.id, vendorId: vendor.id, about, closesAt }, trip, options);
  const reference = (details.reservationId ?? '').slice(vendor.id.length + 1);
  await post({ type: 'cancelled', link, closesAt, reference, fee }, request, desk, effectKey);
  const { minor: totalMinor, currency } = details.expectedTotal;
  const left = { reference, feeMinor: fee.minor };
  const doc: Asked = { offerId: offer.id, requestId: request.id, askedAt: now, totalMinor, currency, buyer: {}, leaving: left };
  await options.store.put({ pk: `TRIP#${trip.id}`, sk: askedKey(vendor.id, effectKey), doc, expiresAt: keptUntil(request) }, 0);
  return pending(doc, now);
}
