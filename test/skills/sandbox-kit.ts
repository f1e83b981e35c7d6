import { randomBytes } from 'node:crypto';
import { standardWebhooks } from '../../shared/adapters/webhook.ts';
import { requestPseudonym } from '../../shared/market/disclosure.ts';
import { itemFromWire } from '../../shared/market/item-wire.ts';
import { acceptance, cancelRequest } from '../../shared/market/messages.ts';
import type { Item, Offer } from '../../shared/market/offer.ts';
import { parseOffer } from '../../shared/market/parse-offer.ts';
import type { RequestForOffers } from '../../shared/market/request.ts';
import { requestPublished } from '../../shared/market/to-wire.ts';
import { readEvents, type VendorEvent } from '../../shared/market/vendor-message.ts';
import type { WireOffer } from '../../shared/market/wire-offer.ts';
import { placeById } from '../../shared/places/places.ts';
import type { Category, Requirement } from '../../shared/trip/brief.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../skills/vendors/sandbox/sandbox.ts';
import { scratch } from '../support/scratch.ts';

export const NOW = '2026-11-21T10:00:00.000Z';
export const SECRET = 'a trip secret';
export const SOURCE = 'http://127.0.0.1:3999/vendors/v1';

export function freshDir(): string {
  return scratch('sandbox');
}

export function open(options: Partial<SandboxOptions> = {}): Sandbox {
  return createSandbox({
    dataDir: options.dataDir ?? freshDir(),
    now: () => NOW,
    seed: 'concierge',
    baseUrl: () => 'http://127.0.0.1:3999',
    sleep: async () => undefined,
    places: { place: placeById },
    secret: (bytes) => randomBytes(bytes).toString('hex'),
    ...options,
  });
}

interface Wanted {
  readonly where: readonly string[];
  readonly from?: readonly string[];
  readonly start: string;
  readonly end?: string;
  readonly time?: string;
  readonly oneWay?: boolean;
  readonly adults?: number;
  readonly children?: RequestForOffers['party']['childAgeBands'];
  readonly requirements?: readonly Requirement[];
}

export function ask(category: Category, wanted: Wanted): RequestForOffers {
  return {
    id: 'rfo-1',
    tripId: 'trip-1',
    needId: 'need-1',
    revision: 1,
    category,
    openedAt: NOW,
    closesAt: '2026-11-21T10:15:00.000Z',
    state: 'open',
    where: wanted.where,
    from: wanted.from ?? [],
    start: wanted.start,
    end: wanted.end ?? wanted.start,
    ...(wanted.time === undefined ? {} : { time: wanted.time }),
    oneWay: wanted.oneWay ?? false,
    party: { adults: wanted.adults ?? 2, childAgeBands: wanted.children ?? [] },
    requirements: wanted.requirements ?? [],
    currency: 'EUR',
    locale: 'fr-FR',
    briefKey: 'brief',
    invited: [],
  };
}

export const must = (attr: string, value: Requirement['value'], op: Requirement['op'] = 'eq'): Requirement => ({
  attr,
  op,
  value,
  strength: 'must',
});

/** Signs and sends one event to a vendor, as the concierge would. */
export async function send(sandbox: Sandbox, vendorId: string, event: { readonly id: string }) {
  const vendor = sandbox.vendors().find(({ id }) => id === vendorId);
  if (!vendor) throw new Error(`no vendor ${vendorId}`);
  const body = JSON.stringify(event);
  const headers = await standardWebhooks.sign(vendor.secrets, event.id, body);
  return sandbox.handle({ path: new URL(vendor.endpoint).pathname, headers, rawBody: Buffer.from(body) });
}

export function envelope(vendorId: string, key: string, secret = SECRET) {
  return { source: SOURCE, secret, vendorId, requestId: 'rfo-1', key, now: NOW };
}

export async function publishTo(sandbox: Sandbox, vendorId: string, request: RequestForOffers, secret = SECRET) {
  const event = requestPublished(request, envelope(vendorId, 'publish', secret), { placeOf: placeById, testMode: true });
  return send(sandbox, vendorId, event);
}

export const submitted = (body: string): readonly VendorEvent[] =>
  (readEvents(body) ?? []).filter(({ name }) => name === 'offer.submitted');

/** What every vendor of the category offers, parsed as the market does; refused ones are thrown. */
export async function offersFor(sandbox: Sandbox, request: RequestForOffers): Promise<readonly Offer[]> {
  const vendors = sandbox.vendors().filter(({ categories }) => categories.includes(request.category));
  const lists = await Promise.all(
    vendors.map(async (vendor) => {
      const { status, body } = await publishTo(sandbox, vendor.id, request);
      if (status !== 200) return [];
      return submitted(body).map(({ data }) => parsed(data, request, { id: vendor.id, name: vendor.name }));
    }),
  );
  return lists.flat();
}

function parsed(data: unknown, request: RequestForOffers, vendor: { readonly id: string; readonly name: string }): Offer {
  const wireRequestId = requestPseudonym(SECRET, vendor.id, request.id);
  const sender = { vendorId: vendor.id, vendorName: vendor.name, demo: true, wireRequestId, placeOf: placeById };
  const read = parseOffer(data, request, sender, request.tripId, NOW);
  if (!read.ok) throw new Error(`${vendor.id}: ${read.reason}: ${read.problems.join('; ')}`);
  return read.offer;
}

export function itemOf(data: unknown): Item {
  const read = itemFromWire((data as WireOffer).item);
  if (!read.ok) throw new Error(read.problems.join('; '));
  return read.item;
}

/** The parsed offers of one vendor for a request. */
export async function offersOf(sandbox: Sandbox, vendorId: string, request: RequestForOffers): Promise<readonly Offer[]> {
  const name = sandbox.vendors().find(({ id }) => id === vendorId)?.name ?? vendorId;
  const { body } = await publishTo(sandbox, vendorId, request);
  return submitted(body).map(({ data }) => parsed(data, request, { id: vendorId, name }));
}

/** The one event of an answer: its name and data. */
export function told(answer: { readonly body: string }): { readonly name: string; readonly data: unknown } {
  const [event] = readEvents(answer.body) ?? [];
  if (!event) throw new Error(`no event in ${answer.body}`);
  return { name: event.name, data: event.data };
}

type Accepting = Parameters<typeof acceptance>[1];

export function accepting(offer: Offer, more: Partial<Accepting>, key: string) {
  const accept: Accepting = { mode: 'hold', offer, expectedTotal: offer.total, leadName: { given: 'Camille', family: 'Martin' }, ...more };
  return acceptance(envelope(offer.vendorId, key), accept);
}

export function leaving(offer: Offer, what: { holdId?: string; reservationId?: string; quoteOnly?: boolean }, key: string) {
  return cancelRequest(envelope(offer.vendorId, key), { offer, quoteOnly: false, ...what });
}
