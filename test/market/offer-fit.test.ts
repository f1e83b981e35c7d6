import { itemToWire } from '../../shared/market/item-wire.ts';
import type { Item } from '../../shared/market/offer.ts';
import { reachKm } from '../../shared/market/offer-fit.ts';
import { parseOffer, type Sender } from '../../shared/market/parse-offer.ts';
import type { RequestForOffers } from '../../shared/market/request.ts';
import type { Category } from '../../shared/trip/brief.ts';
import { carRequest, NOW, PLACES, wireCarOffer } from './support.ts';

const FROM: Sender = { vendorId: 'alpes-location', vendorName: 'Alpes Location', demo: true, wireRequestId: 'req_K2Z9' };

function parse(wire: unknown, request = carRequest(), now = NOW, from: Sender = FROM) {
  return parseOffer(wire, request, from, 'trip-1', now);
}

describe('fit by category', () => {
  const leg = (from: string, to: string, day: string) => ({
    from,
    to,
    departs: `${day}T07:10`,
    arrives: `${day}T08:25`,
    number: 'AE 12',
    stops: 0,
  });
  const flight: Item = {
    category: 'flight',
    outbound: leg('NTE', 'LYS', '2027-03-20'),
    inbound: leg('LYS', 'NTE', '2027-03-25'),
    cabin: 'economy',
    bagsPerPerson: 1,
    documents: false,
  };
  const lodging: Item = {
    category: 'lodging',
    name: 'Les Mélèzes',
    kind: 'hotel',
    place: 'resort:les-arcs',
    checkIn: '2027-03-20',
    checkOut: '2027-03-25',
    rooms: 1,
    bedrooms: 1,
    sleeps: 3,
    has: [],
    hasNot: [],
  };
  const pass: Item = {
    category: 'ski_pass',
    domain: 'Paradiski',
    place: 'resort:les-arcs',
    persons: 3,
    days: 4,
    from: '2027-03-21',
    to: '2027-03-24',
  };
  const ride: Item = {
    category: 'transfer',
    vehicle: 'taxi',
    from: 'LYS',
    to: 'resort:les-arcs',
    out: '2027-03-20T09:00',
    back: '2027-03-25',
    minutes: 150,
    seats: 4,
    skis: true,
  };

  function parseItem(item: Item, over: Partial<RequestForOffers> = {}, from: Sender = FROM, facts: Readonly<Record<string, unknown>> = {}) {
    const journey = ['flight', 'train'].includes(item.category);
    const request = carRequest({
      category: item.category satisfies Category,
      where: journey ? ['LYS'] : ['resort:les-arcs'],
      from: journey ? ['NTE'] : ['LYS'],
      requirements: [],
      ...over,
    });
    return parse(wireCarOffer({ item: { ...itemToWire(item), ...facts }, meets: [] }), request, NOW, from);
  }

  test.each<[string, Item]>([
    ['both ways', flight],
    ['every night', lodging],
    ['the days between', pass],
    ['there and back', ride],
  ])('%s fits', (_, item) => {
    expect(parseItem(item)).toMatchObject({ ok: true });
  });

  test.each<[string, Item, Partial<RequestForOffers>]>([
    ['a way back that was not asked', flight, { oneWay: true }],
    ['the day before', { ...flight, outbound: leg('NTE', 'LYS', '2027-03-19') }, {}],
    ['home on another day', { ...flight, inbound: leg('LYS', 'NTE', '2027-03-26') }, {}],
    ['another airport', { ...flight, outbound: leg('CDG', 'LYS', '2027-03-20') }, {}],
    ['a journey of three days', { ...flight, outbound: { ...leg('NTE', 'LYS', '2027-03-20'), arrives: '2027-03-23T08:25' } }, {}],
    ['a night short', { ...lodging, checkOut: '2027-03-24' }, {}],
    ['a bed short', { ...lodging, sleeps: 2 }, {}],
    ['a pass for two', { ...pass, persons: 2 }, {}],
    ['a pass of one day', { ...pass, days: 1 }, {}],
    ['a pass that leaves out days', { ...pass, from: '2027-03-22', days: 3 }, {}],
  ])('%s is refused', (_, item, over) => {
    expect(parseItem(item, over)).toMatchObject({ ok: false, reason: 'requirement_contradicted' });
  });

  test.each<[string, Item, string]>([
    ['a flight home', flight, 'inbound'],
    ['a ride back', ride, 'back'],
  ])('%s that is missing is refused', (_, item, fact) => {
    expect(parseItem(item, {}, FROM, { [fact]: undefined })).toMatchObject({ ok: false, reason: 'requirement_contradicted' });
  });

  const near = { ...FROM, placeOf: (id: string) => NEAR[id] };
  const arcs = PLACES['resort:les-arcs'];
  const NEAR: Record<string, NonNullable<typeof arcs>> = arcs
    ? {
        ...PLACES,
        'resort:la-plagne': { ...arcs, id: 'resort:la-plagne', name: 'La Plagne', lat: 45.507, lon: 6.677 },
        'resort:megeve': {
          ...arcs,
          id: 'resort:megeve',
          name: 'Megève',
          lat: 45.857,
          lon: 6.617,
          resort: { altitudeM: 1113, domain: 'Évasion', roadMinutes: {} },
        },
        'region:alps': { ...arcs, id: 'region:alps', kind: 'region', members: ['resort:les-arcs', 'resort:megeve'] },
      }
    : {};

  test('a stay in the next village is kept, as beside the place', () => {
    expect(parseItem({ ...lodging, place: 'resort:la-plagne' }, {}, near)).toMatchObject({
      ok: true,
      offer: { meets: { place: 'not_met' } },
    });
    expect(parseItem({ ...lodging, place: 'resort:la-plagne' })).toMatchObject({ ok: false });
    expect(parseItem({ ...lodging, place: 'resort:megeve' }, {}, near)).toMatchObject({ ok: false, reason: 'requirement_contradicted' });
  });

  test('what vendors are told of how far an offer may be is what it is held to', () => {
    const arcsKm = (lat: number, lon: number) =>
      6371 * (Math.PI / 180) * Math.hypot((lon - 6.8292) * Math.cos(((lat + 45.5722) / 2) * (Math.PI / 180)), lat - 45.5722);
    for (const id of ['resort:la-plagne', 'resort:megeve']) {
      const { lat = 0, lon = 0 } = NEAR[id] ?? {};
      expect(parseItem({ ...lodging, place: id }, {}, near).ok).toBe(arcsKm(lat, lon) <= reachKm('lodging'));
    }
    expect(parseItem({ ...ride, to: 'resort:la-plagne' }, {}, near).ok).toBe(reachKm('transfer') > 0);
  });

  test('a pass is at home in its whole domain', () => {
    const read = parseItem({ ...pass, place: 'resort:la-plagne' }, {}, near);
    expect(read.ok && read.offer.meets).toEqual({});
  });

  test('a member of a region is in it', () => {
    const read = parseItem({ ...lodging, place: 'resort:megeve' }, { where: ['region:alps'] }, near);
    expect(read.ok && read.offer.meets).toEqual({});
  });
});
