import type { WirePlace, WireRequest, WireRequirement } from '../../../shared/market/wire.ts';
import type { Place, PlaceKind } from '../../../shared/places/place.ts';
import {
  civilAt,
  dateOf,
  daysBetween,
  type Instant,
  isLocalDate,
  isLocalTime,
  type LocalDate,
  type LocalTime,
} from '../../../shared/time.ts';
import type { Category } from '../../../shared/trip/brief.ts';
import type { Atlas } from './atlas.ts';
import { digestOf } from './draw.ts';
import { fromSnake } from './meets.ts';

/** A request for offers as a vendor's catalogue reads it: places known, days counted, nothing about who asks. */
export interface Ask {
  readonly category: Category;
  readonly places: readonly Place[];
  readonly from: readonly Place[];
  readonly start: LocalDate;
  readonly end: LocalDate;
  /** 0 when it starts and ends the same day. */
  readonly nights: number;
  readonly time?: LocalTime;
  readonly daypart?: string;
  readonly returnDaypart?: string;
  readonly oneWay: boolean;
  /** How far from a place that is asked for something may still be offered. */
  readonly reachKm: number;
  readonly adults: number;
  readonly children: readonly string[];
  readonly persons: number;
  readonly required: readonly WireRequirement[];
  readonly desired: readonly WireRequirement[];
  readonly now: Instant;
  readonly today: LocalDate;
  /** Hash of what is asked and of nothing else: two travellers who ask the same get the same offers. */
  readonly key: string;
}

const ORIGIN: Place = { id: 'nowhere', kind: 'city', name: '', country: '', lat: 0, lon: 0, timeZone: 'UTC' };

/** Undefined when another category is asked, or the days or places cannot be served: the vendor declines. */
export function askOf(request: WireRequest, category: Category, atlas: Atlas, now: Instant): Ask | undefined {
  const { start_date: start, end_date: end, time, daypart, return_daypart: returnDaypart } = request.window;
  if (request.line.kind !== category || !isLocalDate(start) || !isLocalDate(end) || end < start || request.places.length === 0)
    return undefined;
  const places = request.places.map((wire) => placeOf(wire, atlas));
  const children = request.party.child_age_bands;
  const today = dateOf(civilAt(now, places[0]?.timeZone ?? 'UTC'));
  if (start < today) return undefined;
  return {
    category,
    places,
    from: request.from.map((wire) => placeOf(wire, atlas)),
    start,
    end,
    nights: daysBetween(start, end),
    ...(isLocalTime(time) ? { time } : {}),
    ...(daypart === undefined ? {} : { daypart }),
    ...(returnDaypart === undefined ? {} : { returnDaypart }),
    oneWay: request.window.one_way === true,
    reachKm: Math.min(...[...request.places, ...request.from].map(({ radius_km }) => radius_km)),
    adults: request.party.adults,
    children,
    persons: Math.max(1, request.party.adults + children.length),
    required: request.line.required.map(fromSnake),
    desired: request.line.desired.map(fromSnake),
    now,
    today,
    key: keyOf(request),
  };
}

function keyOf({ line, window: { flex_days: _always, ...window }, places, from, party }: WireRequest): string {
  const ids = (list: readonly WirePlace[]) => list.map(({ place_id }) => place_id);
  return digestOf(24, JSON.stringify([line.kind, line.required, line.desired, window, ids(places), ids(from), party]));
}

function placeOf(wire: WirePlace, atlas: Atlas): Place {
  const { place_id: id, name, country, lat, lon, time_zone: timeZone } = wire;
  return atlas.place(id) ?? { ...ORIGIN, id, kind: kindOf(id), name, country, lat, lon, timeZone };
}

const KINDS: readonly PlaceKind[] = ['station', 'city', 'resort', 'region', 'country'];

function kindOf(id: string): PlaceKind {
  return KINDS.find((kind) => id.startsWith(`${kind}:`)) ?? 'airport';
}
