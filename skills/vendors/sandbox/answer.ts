import type { BuyerMessage, CloudEvent, WireAcceptance, WireInvitation, WireRequest } from '../../../shared/market/wire.ts';
import type { WireOffer } from '../../../shared/market/wire-offer.ts';
import { parseDecimal } from '../../../shared/money.ts';
import type { Seller } from './catalogue.ts';
import { askLater, cancelLater, changeLater, refundLater, tellLater } from './changes.ts';
import type { Fault, Step } from './faults.ts';
import { empty, json, problem, type SandboxResponse } from './http.ts';
import type { Answered } from './ledger.ts';
import { lastingFault, lied } from './personas.ts';
import { bettered, publish } from './publish.ts';
import { accept, cancel, type Desk, status } from './reservations.ts';
import { deliver, eventOf, type Shop } from './shop.ts';

const SLOW_MS = 3_000;
/** Longer than any caller waits. */
const HANG_MS = 60_000;
const FAILING_SHARE = 0.34;
const RAISE = '18.00';

/** A message whose signature was right, and the second at which it was signed. */
export interface Received {
  readonly message: BuyerMessage;
  readonly atSeconds: number;
}

/** One vendor's answer to one message. */
export async function answer({ message, atSeconds }: Received, seller: Seller, shop: Shop): Promise<SandboxResponse> {
  switch (message.type) {
    case 'org.rfo.request.published.v1':
    case 'org.rfo.request.revised.v1':
      return publication({ ...message, atSeconds }, seller, shop);
    case 'org.rfo.bafo.invited.v1': {
      const { data, subject } = message;
      return troubled('best', seller, shop, () => betterFor(data, subject, seller, shop));
    }
    case 'org.rfo.offer.accepted.v1': {
      const { data, subject } = message;
      return troubled(data.mode, seller, shop, (fault) => {
        const answered = accepted(data, seller, shop, fault);
        if (fault?.kind === 'cancels') cancelLater(answered, { ...message, atSeconds }, seller, shop);
        if (fault?.kind === 'tells') tellLater(fault, answered, { ...message, atSeconds }, seller, shop);
        if (fault?.kind === 'changes') changeLater(fault, answered, { ...message, atSeconds }, seller, shop);
        return [eventOf(answered, subject, seller, shop)];
      });
    }
    case 'org.rfo.reservation.cancel_requested.v1': {
      const { data, subject } = message;
      return troubled('cancel', seller, shop, () => [eventOf(cancel(data, deskOf(seller, shop)), subject, seller, shop)]);
    }
    case 'org.rfo.reservation.status_requested.v1':
      return events([eventOf(status(message.data, deskOf(seller, shop)), message.subject, seller, shop)]);
    case 'org.rfo.request.withdrawn.v1':
    case 'org.rfo.offer.received.v1':
    case 'org.rfo.offer.refused.v1':
    case 'org.rfo.offer.declined.v1':
    case 'org.rfo.question.answered.v1':
      return empty(204);
    case 'org.rfo.change.answered.v1':
      refundLater({ ...message, atSeconds }, seller, shop);
      return empty(204);
  }
}

function events(list: readonly CloudEvent[]): SandboxResponse {
  if (list.length === 0) return empty(204);
  const [only] = list;
  return list.length === 1 ? json(200, only, 'application/cloudevents+json') : json(200, list, 'application/cloudevents-batch+json');
}

function deskOf({ vendor }: Seller, { ledger, now }: Shop): Desk {
  const { id: vendorId, phone, gives } = vendor;
  return { vendorId, phone, ...(gives && { gives }), ledger, now: now() };
}

/** Does the work as the next fault of this step wants it: before, after or not at all, answered, refused or left hanging. */
async function troubled(step: Step, seller: Seller, shop: Shop, work: (fault?: Fault) => readonly CloudEvent[]): Promise<SandboxResponse> {
  const fault = shop.faults.take(seller.vendor.id, step) ?? lastingFault(seller, step);
  switch (fault?.kind) {
    case undefined:
    case 'sold_out':
    case 'price_changed':
    case 'expired_hold':
    case 'wants':
    case 'discount':
    case 'lies':
    case 'refuses_terms':
    case 'cancels':
    case 'changes':
    case 'tells':
    case 'asks':
      return events(work(fault));
    case 'chatter':
      return events(chattered(work(fault)));
    case 'duplicate':
      work(fault);
      return events(step === 'publish' ? work(fault).flatMap((event) => [event, event]) : work(fault));
    case 'timeout_after_commit':
      work(fault);
      return hang(shop);
    case 'hang':
      return hang(shop);
    case 'mute':
      return step === 'publish' ? empty(202) : hang(shop);
    case 'http500':
      return problem(500, 'out of order');
  }
}

/** Everything three times, under the same ids and under others, the last first. */
function chattered(list: readonly CloudEvent[]): readonly CloudEvent[] {
  const again = list.map((event) => ({ ...event, id: `${event.id}-again` }));
  return [...again, ...list, ...list].reverse();
}

async function hang(shop: Shop): Promise<SandboxResponse> {
  await shop.sleep(HANG_MS);
  return problem(504, 'too late');
}

function accepted(acceptance: WireAcceptance, seller: Seller, shop: Shop, fault: Fault | undefined): Answered {
  const desk = deskOf(seller, shop);
  if (fault?.kind === 'price_changed' && !isRaised(acceptance.offer_id, seller, shop)) raise(acceptance.offer_id, seller, shop, fault);
  const answer = accept(acceptance, desk, fault?.kind === 'sold_out');
  const stand = answer.standId === undefined ? undefined : shop.ledger.stand(desk.vendorId, answer.standId);
  if (fault?.kind === 'expired_hold' && stand?.state === 'held') shop.ledger.save(desk.vendorId, { ...stand, holdUntil: desk.now });
  return answer;
}

/** Whoever always raises does so once an offer: it would never sell otherwise. */
function isRaised(offerId: string, { vendor }: Seller, { ledger }: Shop): boolean {
  const offer = ledger.promised(vendor.id, offerId);
  return vendor.persona === 'price_changer' && offer?.totalMinor !== parseDecimal(offer?.wire.price.total, offer?.currency ?? '')?.minor;
}

function raise(offerId: string, { vendor }: Seller, { ledger }: Shop, { amount = RAISE }: Fault): void {
  const offer = ledger.promised(vendor.id, offerId);
  if (!offer) return;
  const more = parseDecimal(amount, offer.currency)?.minor ?? 0;
  const dueNowMinor = offer.dueNowMinor > 0 ? offer.dueNowMinor + more : 0;
  ledger.reprice(vendor.id, { ...offer, totalMinor: offer.totalMinor + more, dueNowMinor });
}

type Publication = Extract<BuyerMessage, { type: 'org.rfo.request.published.v1' | 'org.rfo.request.revised.v1' }> &
  Pick<Received, 'atSeconds'>;

async function publication(message: Publication, seller: Seller, shop: Shop): Promise<SandboxResponse> {
  const { data, subject, atSeconds } = message;
  const { persona, id } = seller.vendor;
  if (persona === 'mute') return empty(202);
  const offered = (fault?: Fault) => offersFor(data, subject, seller, shop, fault);
  if (persona === 'failing' && shop.kit.draw(id, asked(data), 'fails') < FAILING_SHARE) {
    return problem(500, 'out of order');
  }
  if (persona === 'late') {
    const list = offered();
    void deliver(list, { url: data.offers_url, atSeconds }, seller, shop).catch(() => undefined);
    return empty(202);
  }
  if (persona === 'slow') await shop.sleep(SLOW_MS);
  if (!shop.isOpen()) return problem(503, 'closed');
  return troubled('publish', seller, shop, (fault) => {
    if (fault?.kind === 'asks') askLater(fault, message, seller, shop);
    return offered(fault);
  });
}

/** What is asked of everybody alike: a vendor that fails fails for the same days and places. */
function asked({ window: { flex_days: _always, ...days }, places }: WireRequest): string {
  return JSON.stringify([days, places.map(({ radius_km: _reach, ...place }) => place)]);
}

/** A vendor that gives way betters an offer, once; the others have nothing to add. */
function betterFor(invitation: WireInvitation, subject: string, { vendor, ...seller }: Seller, shop: Shop): readonly CloudEvent[] {
  const data = bettered(invitation, subject, vendor, shop.ledger);
  return data ? [eventOf({ name: 'offer.submitted', data }, subject, { vendor, ...seller }, shop)] : [];
}

/** The offers as events, or one that says there are none. */
function offersFor(request: WireRequest, subject: string, seller: Seller, shop: Shop, fault: Fault | undefined): readonly CloudEvent[] {
  const wants = fault?.kind === 'wants' ? (fault.fields ?? ['passengers.birth_date']) : [];
  const lessMinor = fault?.kind === 'discount' ? (parseDecimal(fault.amount ?? RAISE, 'EUR')?.minor ?? 0) : 0;
  const offers = publish(request, seller, shop.kit, { ledger: shop.ledger, now: shop.now(), wants, lessMinor });
  if (fault?.kind === 'price_changed') for (const offer of offers) raise(offer.offer_id, seller, shop, fault);
  if (offers.length === 0 || fault?.kind === 'sold_out') {
    const data = { request_id: request.request_id, reason: 'nothing_fits' };
    return [eventOf({ name: 'request.declined', data }, subject, seller, shop)];
  }
  return offers.map((data) => eventOf({ name: 'offer.submitted', data: offeredWith(fault, data) }, subject, seller, shop));
}

function offeredWith(fault: Fault | undefined, offer: WireOffer): WireOffer {
  if (fault?.kind === 'lies') return lied(offer);
  return fault?.kind === 'refuses_terms' ? { ...offer, terms_response: 'reject' } : offer;
}
