import type { Item, Offer } from '../../shared/market/offer.ts';
import { offerOf } from './support.ts';

type ItemOf<C extends Item['category']> = Extract<Item, { category: C }>;

const leg = (from: string, to: string, departs: string, arrives: string) => ({ from, to, departs, arrives, number: 'AE 1', stops: 0 });
export const flight = (arrives = '2027-03-20T08:25', departs = '2027-03-25T19:20', to = 'LYS'): ItemOf<'flight' | 'train'> => ({
  category: 'flight',
  outbound: leg('NTE', to, '2027-03-20T06:10', arrives),
  inbound: leg(to, 'NTE', departs, '2027-03-25T23:00'),
  cabin: 'economy',
  bagsPerPerson: 1,
  documents: false,
});
export const lodging = (place = 'resort:les-arcs', over: Partial<Extract<Item, { category: 'lodging' }>> = {}): ItemOf<'lodging'> => ({
  category: 'lodging',
  name: 'Les Mélèzes',
  kind: 'hotel',
  place,
  checkIn: '2027-03-20',
  checkOut: '2027-03-25',
  rooms: 1,
  bedrooms: 1,
  sleeps: 3,
  has: [],
  hasNot: [],
  ...over,
});
export const car = (deskCloses = '23:00', pickup = 'LYS'): ItemOf<'car'> => ({
  category: 'car',
  model: 'Duster',
  shortModel: 'Duster',
  drivenWheels: 'four',
  winterEquipment: true,
  automatic: false,
  seats: 5,
  pickup,
  dropoff: pickup,
  from: '2027-03-20',
  to: '2027-03-25',
  deskOpens: '07:00',
  deskCloses,
  minDriverAge: 23,
  has: [],
});
export const hire = (place: string): ItemOf<'ski_hire'> => ({
  category: 'ski_hire',
  shop: 'Ski Sept',
  place,
  sets: 3,
  level: 'intermediate',
  boots: true,
  from: '2027-03-20',
  to: '2027-03-25',
  has: [],
});
export const pass = (place: string, domain: string): ItemOf<'ski_pass'> => ({
  category: 'ski_pass',
  domain,
  place,
  persons: 3,
  days: 6,
  from: '2027-03-20',
  to: '2027-03-25',
});
export const ride = (to = 'resort:les-arcs', from = 'LYS'): ItemOf<'transfer'> => ({
  category: 'transfer',
  vehicle: 'taxi',
  from,
  to,
  out: '2027-03-20',
  back: '2027-03-25',
  minutes: 150,
  seats: 4,
  skis: true,
});

let count = 0;
/** A checked offer around the item, with an id of its own. */
export function offer(item: Item, minor = 50_000, over: Partial<Offer> = {}): Offer {
  count += 1;
  return offerOf(item, { id: `rfo-${item.category}/v/${count}`, needId: `need-${item.category}`, ...over }, minor);
}

/** One of each category, for tests that go through all. */
export const ITEMS = {
  flight: flight(),
  lodging: lodging(),
  car: car(),
  ski_hire: hire('resort:les-arcs'),
  ski_pass: pass('resort:les-arcs', 'Paradiski'),
  transfer: ride(),
  restaurant: {
    category: 'restaurant',
    name: 'La Table du Lac',
    place: 'city:FR:annecy',
    at: '2026-11-28T20:00',
    covers: 2,
    aboutPerPerson: { minor: 4_500, currency: 'EUR' },
    trendy: 0.6,
    has: ['terrace'],
    hasNot: [],
  },
} as const satisfies Readonly<Record<string, Item>>;
