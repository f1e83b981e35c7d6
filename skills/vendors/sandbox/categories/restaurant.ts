import { fromMajor } from '../../../../shared/money.ts';
import type { Place } from '../../../../shared/places/place.ts';
import { addCivilMinutes, instantOf, type LocalDateTime, timeOf, weekday } from '../../../../shared/time.ts';
import type { Ask } from '../ask.ts';
import { type Atlas, distanceKm } from '../atlas.ts';
import type { Draft, Vendor } from '../draft.ts';
import type { Draw } from '../draw.ts';
import { costOf, nameFor } from '../names.ts';
import { fitting, shortlist } from '../shortlist.ts';

interface Table {
  readonly name: string;
  readonly cuisine: string;
  readonly trendy: number;
  /** Euros a person, drinks apart. */
  readonly about: number;
  /** Minutes from the hour asked for to its free table. */
  readonly offset: number;
  /** ISO weekdays without service. */
  readonly closed: readonly number[];
  readonly has: readonly string[];
}

export interface Restaurateur extends Vendor {
  readonly tables: readonly (Table & { readonly town: string })[];
  /** The table it has in every other town; the name comes from the place, the cuisine may be any of these. */
  readonly anywhere?: Omit<Table, 'name' | 'cuisine'> & {
    readonly names: 'restaurant' | 'bistro';
    readonly nth: number;
    readonly cuisines: readonly string[];
    readonly countries: readonly string[];
    /** Towns left to the houses there. */
    readonly except: readonly string[];
  };
}

const USUAL = ['terrace', 'vegetarian', 'gluten_free', 'romantic', 'accessible'];
const MOST_COVERS = 14;
const SAME_KM = 8;
/** A table in less than this is not taken from afar. */
const NOTICE_MINUTES = 45;

const HOURS: Readonly<Record<string, string>> = { morning: '09:00', noon: '12:30', afternoon: '13:30', evening: '20:00', night: '21:30' };

/** Free tables within half an hour of the time asked for; nothing is due, and leaving is free until some hours before. */
export function tables(ask: Ask, vendor: Restaurateur, { atlas, draw }: { atlas: Atlas; draw: Draw }): readonly Draft[] {
  if (ask.persons > MOST_COVERS) return [];
  const drafts = shortlist(ask.places, atlas).flatMap((place) =>
    tablesAt(place, ask, vendor, { atlas, draw }).map((table) => draftOf(ask, table, place)),
  );
  return fitting(
    drafts.filter((draft) => draft !== undefined),
    vendor,
    ask,
    2,
  ).slice(0, 6);
}

function tablesAt(place: Place, ask: Ask, vendor: Restaurateur, { atlas, draw }: { atlas: Atlas; draw: Draw }): readonly Table[] {
  const own = vendor.tables.filter(({ town }) => isAt(place, town, atlas));
  const { anywhere } = vendor;
  if (own.length > 0 || !anywhere || anywhere.except.includes(place.id) || place.kind === 'country' || place.kind === 'region') return own;
  if (anywhere.countries.length > 0 && !anywhere.countries.includes(place.country)) return [];
  const asked = [...ask.required, ...ask.desired].find(({ attr }) => attr === 'cuisine')?.value;
  const cuisine = anywhere.cuisines.find((known) => known === asked) ?? anywhere.cuisines[0] ?? 'local';
  const spread = draw(vendor.id, place.id, 'trendy') * 0.16 - 0.08;
  return [{ ...anywhere, name: nameFor(anywhere.names, place, anywhere.nth, draw), cuisine, trendy: round(anywhere.trendy + spread) }];
}

function isAt(place: Place, town: string, atlas: Atlas): boolean {
  if (place.id === town) return true;
  const there = atlas.place(town);
  return there !== undefined && distanceKm(place, there) < SAME_KM;
}

const round = (share: number) => Math.min(1, Math.max(0, Math.round(share * 100) / 100));

function timeFor(ask: Ask, { offset }: Table): LocalDateTime {
  const wanted = ask.time ?? HOURS[ask.daypart ?? 'evening'] ?? '20:00';
  return addCivilMinutes(`${ask.start}T${wanted}`, offset);
}

function draftOf(ask: Ask, table: Table, place: Place): Draft | undefined {
  const at = timeFor(ask, table);
  if (at.slice(0, 10) !== ask.start || table.closed.includes(weekday(ask.start))) return undefined;
  if (Date.parse(instantOf(at, place.timeZone)) < Date.parse(ask.now) + NOTICE_MINUTES * 60_000) return undefined;
  return {
    key: `${place.id}/${table.name}`,
    item: {
      category: 'restaurant',
      name: table.name,
      place: place.id,
      at,
      covers: ask.persons,
      aboutPerPerson: fromMajor(Math.round(table.about * costOf({ ...place, population: 0 })), 'EUR'),
      trendy: table.trendy,
      cuisine: table.cuisine,
      has: [...table.has].sort(),
      hasNot: USUAL.filter((tag) => !table.has.includes(tag)),
    },
    lines: [{ type: 'base', label: 'table', minor: 0 }],
    inclusions: [],
    start: ask.start,
    startsAt: timeOf(at),
    timeZone: place.timeZone,
  };
}
