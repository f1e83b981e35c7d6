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
