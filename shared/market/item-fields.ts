import type { Item, Leg } from './offer.ts';

/** How one fact of an item is written on the wire. `optional` = the vendor may leave it out. */
export type Field = (
  | { readonly type: 'text' | 'place' | 'date' | 'time' | 'date_time' | 'day_or_moment' | 'boolean' | 'tags' | 'leg' | 'money' }
  | { readonly type: 'integer' | 'number'; readonly min: number; readonly max: number }
  | { readonly type: 'one_of'; readonly values: readonly string[] }
) & { readonly optional?: true };

export type ItemCategory = Item['category'];

/** Every fact of the category, under the name the core uses. A fact added to Item and not here breaks the build. */
type FieldsOf<I extends Item> = { readonly [K in Exclude<keyof I, 'category'>]-?: Field };

const text = { type: 'text' } as const;
const place = { type: 'place' } as const;
const date = { type: 'date' } as const;
const time = { type: 'time' } as const;
const yes = { type: 'boolean' } as const;
const tags = { type: 'tags' } as const;
const leg = { type: 'leg' } as const;
const moment = { type: 'day_or_moment' } as const;
const count = (max = 500, min = 0) => ({ type: 'integer', min, max }) as const;
const share = { type: 'number', min: 0, max: 1 } as const;
const oneOf = (...values: string[]) => ({ type: 'one_of', values }) as const;
const maybe = <F extends Field>(field: F) => ({ ...field, optional: true }) as const;

const journey: FieldsOf<Extract<Item, { category: 'flight' | 'train' }>> = {
  outbound: leg,
  inbound: maybe(leg),
  cabin: oneOf('economy', 'business', 'first', 'second'),
  bagsPerPerson: count(9),
  documents: yes,
};

const lodging: FieldsOf<Extract<Item, { category: 'lodging' }>> = {
  name: text,
  kind: oneOf('hotel', 'apartment', 'residence', 'chalet', 'guesthouse', 'hostel'),
  place,
  quarter: maybe(text),
  checkIn: date,
  checkOut: date,
  checkInFrom: maybe(time),
  checkInUntil: maybe(time),
  checkOutBy: maybe(time),
  rooms: count(200, 1),
  bedrooms: count(200),
  sleeps: count(500, 1),
  stars: maybe(count(5)),
  slopesMinutes: maybe(count(600)),
  centreMinutes: maybe(count(600)),
  breakfast: maybe(yes),
  has: tags,
  hasNot: tags,
};

const car: FieldsOf<Extract<Item, { category: 'car' }>> = {
  model: text,
  shortModel: text,
  drivenWheels: oneOf('two', 'four'),
  winterEquipment: yes,
  automatic: yes,
  seats: count(20, 1),
  pickup: place,
  dropoff: place,
  from: date,
  to: date,
  deskOpens: time,
  deskCloses: time,
  minDriverAge: count(99),
  has: tags,
};

const skiHire: FieldsOf<Extract<Item, { category: 'ski_hire' }>> = {
  shop: text,
  place,
  sets: count(500, 1),
  level: oneOf('beginner', 'intermediate', 'advanced'),
  boots: yes,
  from: date,
  to: date,
  has: tags,
};

const skiPass: FieldsOf<Extract<Item, { category: 'ski_pass' }>> = {
  domain: text,
  place,
  persons: count(500, 1),
  days: count(365, 1),
  from: date,
  to: date,
};

const transfer: FieldsOf<Extract<Item, { category: 'transfer' }>> = {
  vehicle: oneOf('taxi', 'minibus', 'shared'),
  from: place,
  to: place,
  out: moment,
  back: maybe(moment),
  minutes: count(1440, 1),
  seats: count(500, 1),
  skis: yes,
};

const restaurant: FieldsOf<Extract<Item, { category: 'restaurant' }>> = {
  name: text,
  place,
  at: { type: 'date_time' },
  covers: count(500, 1),
  aboutPerPerson: { type: 'money' },
  trendy: maybe(share),
  cuisine: maybe(text),
  has: tags,
  hasNot: tags,
};

/** One way of a journey. */
export const LEG_FIELDS: { readonly [K in keyof Leg]-?: Field } = {
  from: place,
  to: place,
  departs: { type: 'date_time' },
  arrives: { type: 'date_time' },
  number: text,
  stops: count(9),
};

/** The facts of each category in Item's order: what is parsed, written and published as JSON Schema. */
export const ITEM_FIELDS: Readonly<Record<ItemCategory, Readonly<Record<string, Field>>>> = {
  flight: journey,
  train: journey,
  lodging,
  car,
  ski_hire: skiHire,
  ski_pass: skiPass,
  transfer,
  restaurant,
};
