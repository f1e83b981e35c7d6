import type { Booking, BookingStatus } from '../../shared/booking/booking.ts';
import { NO_TALK } from '../../shared/dialogue/talk.ts';
import type { Item, Offer } from '../../shared/market/offer.ts';
import type { Money } from '../../shared/money.ts';
import type { Place } from '../../shared/places/place.ts';
import type { Trip } from '../../shared/trip-record.ts';

const eur = (minor: number): Money => ({ minor, currency: 'EUR' });

const FLIGHT: Item = {
  category: 'flight',
  outbound: { from: 'NTE', to: 'LYS', departs: '2027-03-20T07:10', arrives: '2027-03-20T08:20', number: 'EA 412', stops: 0 },
  inbound: { from: 'LYS', to: 'NTE', departs: '2027-03-25T19:20', arrives: '2027-03-25T20:30', number: 'EA 419', stops: 0 },
  cabin: 'economy',
  bagsPerPerson: 1,
  documents: true,
};

const HOTEL: Item = {
  category: 'lodging',
  name: 'Hôtel Les Mélèzes',
  kind: 'hotel',
  place: 'resort:les-arcs',
  quarter: 'Arc 1800',
  checkIn: '2027-03-20',
  checkOut: '2027-03-25',
  rooms: 1,
  bedrooms: 1,
  sleeps: 4,
  breakfast: true,
  has: [],
  hasNot: [],
};

const CAR: Item = {
  category: 'car',
  model: 'Dacia Duster',
  shortModel: 'Duster',
  drivenWheels: 'four',
  winterEquipment: true,
  automatic: false,
  seats: 5,
  pickup: 'LYS',
  dropoff: 'LYS',
  from: '2027-03-20',
  to: '2027-03-25',
  deskOpens: '07:00',
  deskCloses: '22:00',
  minDriverAge: 25,
  has: [],
};

function offer(needId: string, vendorName: string, item: Item, total: number, more: Partial<Offer> = {}): Offer {
  return {
    id: `rfo-${needId}/${vendorName}/1`,
    vendorOfferId: '1',
    vendorId: vendorName.toLowerCase(),
    vendorName,
    demo: true,
    tripId: 'trip-1',
    needId,
    requestId: `rfo-${needId}`,
    revision: 1,
    receivedAt: '2026-11-21T10:00:00Z',
    validUntil: '2026-11-22T10:00:00Z',
    category: item.category,
    item,
    meets: {},
    total: eur(total),
    dueNow: eur(0),
    dueLater: [],
    dueAtDestination: eur(total),
    includes: [],
    cancellation: { refundability: 'refundable', schedule: [{ until: '2027-03-13T23:00:00Z', fee: eur(0) }] },
    hold: { possible: true, maxMinutes: 1440, fee: eur(0) },
    dataNeeded: { forHold: [], forConfirm: ['lead.family_name'] },
    remuneration: { kind: 'none' },
    supportPhone: '+33 4 00 00 00 01',
    commitment: 'c0ffee',
    ...more,
  };
}

function booking(id: string, status: BookingStatus, offered: Offer, more: Partial<Booking> = {}): Booking {
  return { id, needId: offered.needId, offer: offered, status, terms: offered.cancellation, ...more };
}

/** The trip of the first conversation of the design: a flight, a hotel and a car, one of each fate. */
export function skiTrip(more: Partial<Trip> = {}): Trip {
  const flight = offer('need-1', 'Air Estuaire', FLIGHT, 46_200, {
    dueNow: eur(46_200),
    dueAtDestination: eur(0),
    cancellation: { refundability: 'partially_refundable', schedule: [{ until: '2027-03-12T23:00:00Z', fee: eur(9_000) }] },
  });
  return {
    schema: 1,
    id: 'trip-1',
    traveller: 'person-1',
    createdAt: '2026-11-21T10:00:00Z',
    key: 'open-sesame-0123456789',
    secret: 'never-leaves',
    phase: 'settled',
    brief: {
      where: ['resort:les-arcs'],
      origin: ['city:FR:nantes'],
      start: '2027-03-20',
      end: '2027-03-25',
      party: { adults: 2, children: 1, childAges: [8] },
      budget: { max: eur(350_000), scope: 'total' },
      activity: 'ski',
      needs: [
        { id: 'need-1', category: 'flight', requirements: [] },
        { id: 'need-2', category: 'lodging', requirements: [] },
        { id: 'need-3', category: 'car', requirements: [] },
      ],
      skipped: [],
      declined: [],
    },
    past: [],
    requests: [],
    listed: [],
    heardBefore: [],
    bookings: [
      booking('book-1', 'confirmed', flight, { reference: 'K7R2QX', confirmedTotal: eur(46_200), paid: eur(46_200) }),
      booking('book-2', 'confirmed', offer('need-2', 'Maison Vanoise', HOTEL, 178_000), { reference: 'MV-40912' }),
      booking('book-3', 'cancelled', offer('need-3', 'Alpes Location', CAR, 41_800), {
        reference: 'AL-77',
        hours: { from: '2027-03-20T09:30', to: '2027-03-25T16:30' },
      }),
      booking('book-4', 'released', offer('need-3', 'Autre Loueur', CAR, 40_000)),
    ],
    leadName: { given: 'Camille', family: 'Martin' },
    talk: NO_TALK,
    turns: [],
    outbox: [],
    counters: { need: 3, request: 3, booking: 4, leave: 2 },
    ...more,
  };
}

const PLACES: Readonly<Record<string, Place>> = {
  NTE: { id: 'NTE', kind: 'airport', name: 'Nantes', country: 'FR', lat: 47.153, lon: -1.61, timeZone: 'Europe/Paris' },
  LYS: { id: 'LYS', kind: 'airport', name: 'Lyon', country: 'FR', lat: 45.726, lon: 5.081, timeZone: 'Europe/Paris' },
  'city:FR:nantes': { id: 'city:FR:nantes', kind: 'city', name: 'Nantes', country: 'FR', lat: 47.22, lon: -1.55, timeZone: 'Europe/Paris' },
  'resort:les-arcs': {
    id: 'resort:les-arcs',
    kind: 'resort',
    name: 'Les Arcs',
    country: 'FR',
    lat: 45.57,
    lon: 6.83,
    timeZone: 'Europe/Paris',
  },
};

export const placeOf = (id: string): Place | undefined => PLACES[id];
