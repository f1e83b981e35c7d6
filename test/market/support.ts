import type { Item, Offer } from '../../shared/market/offer.ts';
import type { RequestForOffers } from '../../shared/market/request.ts';
import { money } from '../../shared/money.ts';
import type { Place } from '../../shared/places/place.ts';

export const NOW = '2026-11-21T10:00:00Z';

export const PLACES: Readonly<Record<string, Place>> = {
  LYS: { id: 'LYS', kind: 'airport', name: 'Lyon Saint-Exupéry', country: 'FR', lat: 45.72556, lon: 5.08111, timeZone: 'Europe/Paris' },
  NTE: { id: 'NTE', kind: 'airport', name: 'Nantes Atlantique', country: 'FR', lat: 47.15319, lon: -1.61073, timeZone: 'Europe/Paris' },
  'resort:les-arcs': {
    id: 'resort:les-arcs',
    kind: 'resort',
    name: 'Les Arcs',
    country: 'FR',
    lat: 45.5722,
    lon: 6.8292,
    timeZone: 'Europe/Paris',
    resort: { altitudeM: 1800, domain: 'Paradiski', roadMinutes: { LYS: 140 } },
  },
};

/** A request for a 4x4 at Lyon airport, two adults and a child. */
export function carRequest(over: Partial<RequestForOffers> = {}): RequestForOffers {
  return {
    id: 'rfo-2',
    tripId: 'trip-1',
    needId: 'need-2',
    revision: 1,
    category: 'car',
    openedAt: '2026-11-21T09:59:58Z',
    closesAt: '2026-11-21T10:15:00Z',
    state: 'open',
    where: ['LYS'],
    from: [],
    start: '2027-03-20',
    end: '2027-03-25',
    oneWay: false,
    party: { adults: 2, childAgeBands: ['6-11'] },
    requirements: [
      { attr: 'drivenWheels', op: 'eq', value: 'four', strength: 'must' },
      { attr: 'ski_rack', op: 'eq', value: true, strength: 'wish', weight: 0.3 },
    ],
    currency: 'EUR',
    locale: 'fr-FR',
    briefKey: 'k',
    invited: ['alpes-location', 'neige-auto'],
    ...over,
  };
}

/** A checked offer around an item; the price in minor units. */
export function offerOf(item: Item, over: Partial<Offer> & { readonly id: string; readonly needId: string }, minor = 10_000): Offer {
  const [requestId = 'rfo-1', vendorId = 'v', vendorOfferId = 'o'] = over.id.split('/');
  return {
    vendorOfferId,
    vendorId,
    vendorName: vendorId,
    demo: true,
    tripId: 'trip-1',
    requestId,
    revision: 1,
    receivedAt: NOW,
    validUntil: '2026-11-22T10:00:00Z',
    category: item.category,
    item,
    meets: {},
    total: money(minor),
    dueNow: money(0),
    dueLater: [],
    includes: [],
    cancellation: { refundability: 'non_refundable', schedule: [] },
    hold: { possible: true, maxMinutes: 1440, fee: money(0) },
    dataNeeded: { forHold: [], forConfirm: [] },
    remuneration: { kind: 'none' },
    commitment: '0',
    ...over,
  };
}

/** The data of `offer.submitted` for carRequest, as a fair vendor sends it. Overrides replace whole members. */
export function wireCarOffer(over: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    offer_id: 'alp-991',
    request_id: 'req_K2Z9',
    revision: 1,
    terms_response: 'accept',
    seller: { legal_name: 'Alpes Location SAS', brand: 'Alpes Location', country: 'FR', support_phone: '+33 4 00 00 00 00' },
    item: {
      category: 'car',
      model: 'Dacia Duster 4x4 ou similaire',
      short_model: 'Duster',
      driven_wheels: 'four',
      winter_equipment: true,
      automatic: false,
      seats: 5,
      pickup: 'LYS',
      dropoff: 'LYS',
      from: '2027-03-20',
      to: '2027-03-25',
      desk_opens: '07:00',
      desk_closes: '23:00',
      min_driver_age: 23,
      has: [],
    },
    meets: [
      { attr: 'driven_wheels', status: 'met' },
      { attr: 'ski_rack', status: 'not_met' },
    ],
    price: {
      total: '412.50',
      currency: 'EUR',
      breakdown: [
        { type: 'base', label: '5 jours', amount: '318.00' },
        { type: 'tax', label: 'TVA 20 %', amount: '68.75' },
        { type: 'fee', label: 'airport_fee', amount: '25.75' },
      ],
      due_now: '0.00',
      due_later: [],
      due_at_destination: '412.50',
    },
    cancellation: {
      refundability: 'refundable',
      schedule: [
        { until: '2027-03-18T10:00:00+01:00', fee: '0.00' },
        { until: '2027-03-20T10:00:00+01:00', fee: '82.50' },
      ],
    },
    inclusions: ['unlimited_km'],
    hold: { possible: true, max_minutes: 1440, fee: '0.00' },
    valid_until: '2026-11-22T18:00:00Z',
    data_needed: { for_hold: [], for_confirm: ['lead.family_name'] },
    intermediary_remuneration: { kind: 'commission', amount: '20.00' },
    rating: 4.4,
    ...over,
  };
}
