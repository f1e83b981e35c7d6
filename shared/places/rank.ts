import { crowKm } from './distance.ts';
import { find, type Gazetteer, idsOf, type Language, townsOf } from './gazetteer.ts';
import type { Place, PlaceHint, PlaceKind, PlaceResolution } from './place.ts';
import { airportFor, stationFor } from './transport.ts';
import { liesIn } from './within.ts';

/** Two places nearer than this are one to a traveller: Megève the resort and Megève the town. */
const SAME_PLACE_KM = 25;
/** Nearer than this the larger is meant. A little under Fribourg – Freiburg (142 km), which must be asked. */
const TELL_APART_KM = 140;
/** Within this factor of weight nobody can guess. */
const UNSURE_FACTOR = 3;
const NEARBY_KM = 150;
/** Stand-ins for inhabitants where a place has none. */
const WEIGHT: Readonly<Record<Exclude<PlaceKind, 'city'>, number>> = {
  country: 1e9,
  region: 1e8,
  airport: 1e5,
  metro: 1e4,
  resort: 15_000,
  station: 1000,
};

/** The language whose names count for a locale; English for those we have no names for. */
export function languageOf(locale: string): Language {
  return locale.slice(0, 2) === 'fr' ? 'fr' : 'en';
}

/** Every place that bears exactly this name, in no order. */
export function bearers(key: string, locale: string, data: Gazetteer): readonly Place[] {
  const others = idsOf(key, languageOf(locale), data).flatMap((id) => find(id, data) ?? []);
  return [...new Map([...townsOf(key, data), ...others].map((place) => [place.id, place])).values()];
}

/** How likely a place is meant when only its name is known: at home, among travellers of this concierge, by its size. */
export function weightOf(place: Place, locale: string, { core }: Gazetteer): number {
  const { home, country, place: known } = core.weights;
  return own(place, known) * (home[locale]?.[place.country] ?? country[place.country] ?? 1);
}

function own(place: Place, known: Readonly<Record<string, number>>): number {
  return known[place.id] ?? (place.kind === 'city' ? Math.max(place.population ?? 0, 500) : WEIGHT[place.kind]);
}

/** One place, the question between several, or none: after kinds, activity, nearness and weight (facts in the constants above). */
export function resolve(candidates: readonly Place[], hint: PlaceHint, data: Gazetteer): PlaceResolution {
  const weight = (place: Place) => weightOf(place, hint.locale, data);
  const kept = distinct(decided(ofKinds(within(candidates, hint, data), hint.kinds, data), hint), data);
  const ranked = kept.sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1));
  const top = near(ranked, hint, data) ?? ranked[0];
  if (!top) return { type: 'none' };
  if (hint.nearId !== undefined && top !== ranked[0]) return { type: 'found', place: top };
  const rivals = ranked.filter(
    (place) => place !== top && weight(place) * UNSURE_FACTOR >= weight(top) && crowKm(place, top) > TELL_APART_KM && canBeTold(place, top),
  );
  return rivals.length === 0 ? { type: 'found', place: top } : { type: 'ambiguous', candidates: [top, ...rivals.slice(0, 2)] };
}

/** Only what lies in the region or country that was named, where anything does. */
function within(places: readonly Place[], { withinId, withinArea }: PlaceHint, data: Gazetteer): readonly Place[] {
  if (withinArea !== undefined) return ofArea(places, withinArea, withinId === 'country:US');
  const area = withinId === undefined ? undefined : find(withinId, data);
  const inside = area ? places.filter((place) => liesIn(place, area)) : [];
  return inside.length > 0 ? inside : places;
}

/** The largest American town of a name has no state beside it: it is meant where no other has that state. */
function ofArea(places: readonly Place[], name: string, isState: boolean): readonly Place[] {
  const there = places.filter(({ area }) => area?.['en'] === name);
  const isPlain = ({ kind, country, area }: Place) => isState && kind === 'city' && country === 'US' && area === undefined;
  return there.length > 0 ? there : places.filter(isPlain);
}

/** Two towns of one country are asked about only where each has an area to tell it by; else the larger is meant. */
function canBeTold(one: Place, other: Place): boolean {
  return one.country !== other.country || one.kind !== 'city' || (one.area !== undefined && other.area !== undefined);
}

/** Only the kinds asked for; a town stands for its airport or station where those are asked for. */
function ofKinds(places: readonly Place[], kinds: PlaceHint['kinds'], data: Gazetteer): readonly Place[] {
  if (!kinds) return places;
  const direct = places.filter((place) => kinds.includes(place.kind));
  if (direct.length > 0) return direct;
  if (kinds.includes('airport') || kinds.includes('metro')) return places.flatMap((place) => airportFor(place, data) ?? []);
  return kinds.includes('station') ? places.flatMap((place) => stationFor(place, data) ?? []) : [];
}

/** Who goes skiing means the resort, or the mountains. */
function decided(places: readonly Place[], hint: PlaceHint): readonly Place[] {
  if (hint.activity !== 'ski') return places;
  const snowy = places.filter((place) => place.kind === 'resort' || (place.kind === 'region' && (place.members?.length ?? 0) > 0));
  return snowy.length > 0 ? snowy : places;
}

/** Of places in the same spot only the one that a trip is planned for. */
function distinct(places: readonly Place[], data: Gazetteer): Place[] {
  const ordered = [...places].sort((a, b) => use(b, data) - use(a, data));
  return ordered.filter((place, index) => !ordered.slice(0, index).some((other) => isSameSpot(place, other)));
}

function isSameSpot(a: Place, b: Place): boolean {
  return a.kind === 'region' || b.kind === 'region' ? false : crowKm(a, b) < SAME_PLACE_KM;
}

/** A resort before its village, a capital before its country of the same name, an airport before the village it stands in. */
function use(place: Place, data: Gazetteer): number {
  if (place.kind === 'resort') return 1e9;
  return place.kind === 'country' ? 0 : own(place, data.core.weights.place);
}

function near(ranked: readonly Place[], hint: PlaceHint, data: Gazetteer): Place | undefined {
  const here = hint.nearId === undefined ? undefined : find(hint.nearId, data);
  const top = ranked[0];
  if (!here || !top) return undefined;
  return ranked.find(
    (place) => crowKm(place, here) < NEARBY_KM && weightOf(place, hint.locale, data) * 30 > weightOf(top, hint.locale, data),
  );
}
