import type { Item } from '../../../../shared/market/offer.ts';
import type { Place } from '../../../../shared/places/place.ts';
import type { Ask } from '../ask.ts';
import { type Atlas, distanceKm } from '../atlas.ts';
import type { Draft, Vendor } from '../draft.ts';
import type { Draw } from '../draw.ts';
import { costOf, nameFor } from '../names.ts';
import { stayFactor } from '../season.ts';
import { fitting, shortlist } from '../shortlist.ts';
import { dayPrice } from './ski-pass.ts';

type Kind = Extract<Item, { category: 'lodging' }>['kind'];

export interface House {
  /** Place id of the town or resort. */
  readonly town: string;
  readonly name: string;
  readonly kind: Kind;
  readonly quarter?: string;
  readonly stars?: number;
  readonly slopes?: number;
  readonly centre: number;
  readonly breakfast?: boolean;
  readonly checkInUntil?: string;
  /** Euros once a stay. */
  readonly cleaning?: number;
  /** What can be let: people it sleeps, bedrooms, euros a night in an ordinary week. */
  readonly units: readonly { readonly sleeps: number; readonly bedrooms: number; readonly nightly: number }[];
  readonly has: readonly string[];
  /** Usual facts that this house does not tell. */
  readonly silent?: readonly string[];
}

export interface Lodger extends Vendor {
  readonly houses: readonly House[];
  /** The house it has in every town or resort that the list does not name. */
  readonly anywhere?: {
    readonly market: 'mountain' | 'town' | 'both';
    readonly house: Omit<House, 'town' | 'name'>;
    readonly names: 'hotel' | 'apartment' | 'residence' | 'guesthouse' | 'chalet';
    readonly nth: number;
    readonly except?: readonly string[];
    /** How much dearer its houses are in resorts than in towns. */
    readonly uphill?: number;
  };
  /** Offers a house in the next valley too, when one place alone is asked for. */
  readonly beside?: boolean;
}

interface Kit {
  readonly atlas: Atlas;
  readonly draw: Draw;
}

const USUAL = ['spa', 'pool', 'sauna', 'parking', 'kitchen', 'pets', 'accessible'];
const SAME_KM = 6;
/** A house much too large is offered only to those who ask for its kind. */
const SPARE_BEDS = 3;
const BESIDE_KM = 25;

/** The vendor's houses that sleep the party at the places asked for, those that meet every must. */
export function lodgings(ask: Ask, vendor: Lodger, { atlas, draw }: Kit): readonly Draft[] {
  if (ask.nights < 1) return [];
  const places = shortlist(ask.places, atlas);
  const drafts = places.flatMap((place) =>
    housesAt(place, places.length === 1, vendor, { atlas, draw }).map(({ house, at }) => draftOf(ask, vendor, house, at, draw)),
  );
  const perPlace = places.length > 3 ? 1 : 6;
  return fitting(
    drafts.filter((draft) => draft !== undefined),
    { terms: vendor.terms },
    ask,
    perPlace,
  ).slice(0, 6);
}

function housesAt(
  place: Place,
  alone: boolean,
  vendor: Lodger,
  { atlas, draw }: Kit,
): readonly { readonly house: House; readonly at: Place }[] {
  const here = (house: House) => isAt(place, house.town, atlas);
  const own = vendor.houses.filter(here).map((house) => ({ house, at: place }));
  const next = vendor.beside && alone ? vendor.houses.filter((house) => !here(house) && isNear(place, house.town, BESIDE_KM, atlas)) : [];
  const beside = next
    .flatMap((house) => {
      const at = atlas.place(house.town);
      return at ? [{ house, at }] : [];
    })
    .sort((a, b) => distanceKm(place, a.at) - distanceKm(place, b.at));
  const generated = own.length === 0 ? houseAnywhere(place, vendor, draw) : undefined;
  return [...own, ...(generated ? [{ house: generated, at: place }] : []), ...beside.slice(0, 1)];
}

/** A town may be a resort under another id (Chamonix is both); two resorts are never the same, however near. */
function isAt(place: Place, town: string, atlas: Atlas): boolean {
  return place.id === town || (place.resort === undefined && isNear(place, town, SAME_KM, atlas));
}

function isNear(place: Place, town: string, km: number, atlas: Atlas): boolean {
  const there = atlas.place(town);
  return there !== undefined && distanceKm(place, there) <= km;
}

function houseAnywhere(place: Place, { id, anywhere }: Lodger, draw: Draw): House | undefined {
  const market = place.resort ? 'mountain' : 'town';
  if (!anywhere || (anywhere.market !== 'both' && anywhere.market !== market)) return undefined;
  if (place.kind === 'country' || place.kind === 'region' || anywhere.except?.includes(place.id)) return undefined;
  const spread = draw(id, place.id, 'house');
  const { slopes, units, ...rest } = anywhere.house;
  const dear = market === 'mountain' ? (anywhere.uphill ?? 1) * prestigeOf(place) : 1;
  return {
    ...rest,
    town: place.id,
    units: units.map((unit) => ({ ...unit, nightly: Math.round(unit.nightly * dear) })),
    name: nameFor(anywhere.names, place, anywhere.nth, draw),
    centre: Math.round(anywhere.house.centre * (0.6 + spread)),
    ...(slopes === undefined || market === 'town' ? {} : { slopes: Math.round(slopes * (0.5 + spread)) }),
  };
}

/** A famous domain makes every bed in it dearer. */
function prestigeOf(place: Place): number {
  return Math.min(1.35, Math.max(0.85, dayPrice(place) / 60));
}

function draftOf(ask: Ask, vendor: Lodger, house: House, at: Place, draw: Draw): Draft | undefined {
  const let_ = unitFor(ask, house);
  if (!let_) return undefined;
  const { unit, rooms } = let_;
  const market = at.resort ? 'mountain' : 'town';
  const jitter = 0.985 + 0.03 * draw(vendor.id, house.town, house.name, ask.start);
  const nightly = Math.round(unit.nightly * stayFactor(market, ask.start, ask.nights) * costOf(at) * jitter) * rooms * 100;
  const cleaning = (house.cleaning ?? 0) * 100;
  const tax = Math.round(ask.adults * ask.nights * (house.stars && house.stars > 3 ? 245 : 165));
  return {
    key: `${house.town}/${house.name}/${unit.sleeps}`,
    item: itemOf(ask, house, at, { ...unit, rooms }),
    lines: [
      { type: 'base', label: 'nights', minor: nightly * ask.nights - tax },
      { type: 'tax', label: 'tourist_tax', minor: tax },
      ...(cleaning > 0 ? [{ type: 'fee', label: 'cleaning', minor: cleaning } as const] : []),
    ],
    inclusions: house.breakfast ? ['breakfast'] : [],
    start: ask.start,
    startsAt: '18:00',
    timeZone: at.timeZone,
    unitMinor: nightly,
  };
}

/** The cheapest thing that sleeps everyone; hotels add rooms when one is too small or when more are asked for. */
function unitFor(ask: Ask, house: House): { readonly unit: House['units'][number]; readonly rooms: number } | undefined {
  const asked = ask.required.find(({ attr, op }) => attr === 'rooms' && op !== 'lte')?.value;
  const wanted = typeof asked === 'number' ? asked : 1;
  const asksKind = ask.required.some(({ attr }) => attr === 'kind');
  const several = house.kind === 'hotel' || house.kind === 'guesthouse';
  return house.units
    .map((unit) => ({ unit, rooms: several ? Math.max(wanted, Math.ceil(ask.persons / unit.sleeps)) : 1 }))
    .filter(({ unit, rooms }) => unit.sleeps * rooms >= ask.persons && rooms <= 12 && (asksKind || unit.sleeps <= ask.persons + SPARE_BEDS))
    .sort((a, b) => a.unit.nightly * a.rooms - b.unit.nightly * b.rooms)[0];
}

/** From when a room is ready and by when it is left, as is usual for its kind. */
const HOURS: Readonly<Record<Kind, { readonly checkInFrom: string; readonly checkOutBy: string }>> = {
  hotel: { checkInFrom: '15:00', checkOutBy: '11:00' },
  guesthouse: { checkInFrom: '16:00', checkOutBy: '10:30' },
  hostel: { checkInFrom: '15:00', checkOutBy: '10:00' },
  apartment: { checkInFrom: '16:00', checkOutBy: '10:00' },
  residence: { checkInFrom: '17:00', checkOutBy: '10:00' },
  chalet: { checkInFrom: '17:00', checkOutBy: '10:00' },
};

function itemOf(ask: Ask, house: House, at: Place, unit: { sleeps: number; bedrooms: number; rooms: number }): Item {
  const { quarter, stars, slopes, breakfast, checkInUntil } = house;
  const has = [...new Set([...house.has, ...(house.centre <= 5 ? ['city_centre'] : []), ...(slopes === 0 ? ['ski_in'] : [])])].sort();
  return {
    category: 'lodging',
    name: house.name,
    kind: house.kind,
    place: at.id,
    ...(quarter === undefined ? {} : { quarter }),
    checkIn: ask.start,
    checkOut: ask.end,
    ...HOURS[house.kind],
    ...(checkInUntil === undefined ? {} : { checkInUntil }),
    rooms: unit.rooms,
    bedrooms: unit.bedrooms * unit.rooms,
    sleeps: unit.sleeps * unit.rooms,
    ...(stars === undefined ? {} : { stars }),
    ...(slopes === undefined ? {} : { slopesMinutes: slopes }),
    centreMinutes: house.centre,
    ...(breakfast === undefined ? {} : { breakfast }),
    has,
    hasNot: USUAL.filter((tag) => !has.includes(tag) && !house.silent?.includes(tag)),
  };
}
