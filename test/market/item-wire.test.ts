import { itemFromWire, itemToWire } from '../../shared/market/item-wire.ts';
import type { Item } from '../../shared/market/offer.ts';

const LEG = { from: 'NTE', to: 'LYS', departs: '2027-03-20T07:10', arrives: '2027-03-20T08:25', number: 'AL 1203', stops: 0 };

const ITEMS: readonly Item[] = [
  { category: 'flight', outbound: LEG, inbound: { ...LEG, from: 'LYS', to: 'NTE' }, cabin: 'economy', bagsPerPerson: 1, documents: false },
  { category: 'train', outbound: LEG, cabin: 'second', bagsPerPerson: 2, documents: false },
  {
    category: 'lodging',
    name: 'Résidence Les Mélèzes',
    kind: 'residence',
    place: 'resort:les-arcs',
    quarter: 'Arc 1800',
    checkIn: '2027-03-20',
    checkOut: '2027-03-25',
    checkInUntil: '22:00',
    rooms: 1,
    bedrooms: 2,
    sleeps: 4,
    stars: 3,
    slopesMinutes: 4,
    breakfast: false,
    has: ['kitchen', 'pool'],
    hasNot: ['spa'],
  },
  {
    category: 'car',
    model: 'Dacia Duster 4x4 ou similaire',
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
    deskCloses: '23:00',
    minDriverAge: 23,
    has: ['ski_rack'],
  },
  {
    category: 'ski_hire',
    shop: 'Ski Sept',
    place: 'resort:les-arcs',
    sets: 2,
    level: 'intermediate',
    boots: true,
    from: '2027-03-20',
    to: '2027-03-25',
    has: ['helmet'],
  },
  { category: 'ski_pass', domain: 'Paradiski', place: 'resort:les-arcs', persons: 2, days: 5, from: '2027-03-21', to: '2027-03-25' },
  {
    category: 'transfer',
    vehicle: 'shared',
    from: 'LYS',
    to: 'resort:les-arcs',
    out: '2027-03-20',
    back: '2027-03-25T09:30',
    minutes: 150,
    seats: 8,
    skis: true,
  },
  {
    category: 'restaurant',
    name: 'La Table du Lac',
    place: 'city:FR:annecy',
    at: '2026-11-28T20:00',
    covers: 2,
    aboutPerPerson: { minor: 4500, currency: 'EUR' },
    trendy: 0.6,
    has: ['terrace'],
    hasNot: [],
  },
];

describe('items on the wire', () => {
  test.each(ITEMS)('a $category written and read again is the same', (item) => {
    expect(itemFromWire(JSON.parse(JSON.stringify(itemToWire(item))))).toEqual({ ok: true, item });
  });

  test('facts are written in snake_case and money as a decimal string', () => {
    expect(itemToWire(ITEMS[7] ?? assertNever())).toMatchObject({
      category: 'restaurant',
      about_per_person: { amount: '45.00', currency: 'EUR' },
    });
    expect(itemToWire(ITEMS[3] ?? assertNever())).toMatchObject({ driven_wheels: 'four', min_driver_age: 23, short_model: 'Duster' });
  });

  test.each([
    ['item: not an object', null],
    ['item.category: not one that is asked for', { category: 'yacht' }],
    ['item.category: not one that is asked for', { category: 'toString' }],
    ['item.driven_wheels: not one of the known values', { ...itemToWire(ITEMS[3] ?? assertNever()), driven_wheels: 'six' }],
    ['item.seats: not a whole number in range', { ...itemToWire(ITEMS[3] ?? assertNever()), seats: 4.5 }],
    ['item.seats: not a whole number in range', { ...itemToWire(ITEMS[3] ?? assertNever()), seats: '5' }],
    ['item.from: not a day YYYY-MM-DD', { ...itemToWire(ITEMS[3] ?? assertNever()), from: '2027-02-31' }],
    ['item.model: not a text of 1 to 80 characters in one script', { ...itemToWire(ITEMS[3] ?? assertNever()), model: 'Dаcia' }],
    ['item.model: missing', { ...itemToWire(ITEMS[3] ?? assertNever()), model: undefined }],
    [
      'item.outbound.departs: not a civil moment YYYY-MM-DDTHH:MM',
      { ...itemToWire(ITEMS[1] ?? assertNever()), outbound: { ...LEG, departs: '2027-03-20 07:10' } },
    ],
    [
      'item.about_per_person: not an amount and a currency',
      { ...itemToWire(ITEMS[7] ?? assertNever()), about_per_person: { amount: 45, currency: 'EUR' } },
    ],
    ['item.trendy: not a number in range', { ...itemToWire(ITEMS[7] ?? assertNever()), trendy: 1.2 }],
    ['item.has: not a list of at most 60 tags', { ...itemToWire(ITEMS[7] ?? assertNever()), has: ['<b>'] }],
  ])('%s', (problem, wire) => {
    expect(itemFromWire(wire)).toEqual({ ok: false, problems: [problem] });
  });

  test('facts that the table does not know are dropped', () => {
    const read = itemFromWire({ ...itemToWire(ITEMS[5] ?? assertNever()), sponsored: true, __proto__: { polluted: true } });
    expect(read).toEqual({ ok: true, item: ITEMS[5] });
  });

  test('names lose markup, controls and bidi marks', () => {
    const read = itemFromWire({ ...itemToWire(ITEMS[4] ?? assertNever()), shop: '<b>Ski\u202e</b>\u0000\u200b  Sept' });
    expect(read).toMatchObject({ ok: true, item: { shop: 'Ski Sept' } });
  });
});

function assertNever(): never {
  throw new Error('the table of items is shorter than expected');
}
