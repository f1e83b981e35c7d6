import { placeById, townOfHub, townsFor } from '../places/places.ts';
import type { Brief, Spot } from '../trip/brief.ts';
import type { Heard, PlaceValue, Slots } from './act.ts';

/** "En Italie", "in Tuscany", "à la mer": wider than what sellers are asked for, and nobody goes skiing. The towns to choose from, at most three; empty where a place will do. */
export function townsToChoose({ where = [], activity }: Brief): readonly string[] {
  const [only = `trip:${activity}`, other] = where;
  if (other !== undefined || activity === 'ski') return [];
  const towns = townsFor(only);
  return towns.length > 1 ? towns : [];
}

/** "Près du Louvre", "à Madère": sellers are asked for its one town; what the town does not say stays in the traveller's words. */
export function inTown(heard: Heard): Heard {
  const { destination = [], near = [], spots = [], ...rest } = heard.slots;
  const sights = [...destination, ...near].filter(({ id }) => townsFor(id).length === 1);
  if (sights.length === 0) return heard;
  const towns = distinct([...destination, ...near].flatMap((place) => (sights.includes(place) ? [townOf(place)] : [])));
  const isTold = destination.some((place) => !sights.includes(place));
  const slots: Slots = {
    ...rest,
    destination: isTold ? destination.filter((place) => !sights.includes(place)) : towns,
    ...(near.some((place) => !sights.includes(place)) && { near: near.filter((place) => !sights.includes(place)) }),
    spots: [...spots, ...sights.map(({ name }): Spot => ({ type: 'landmark', words: name }))],
  };
  return { ...heard, slots };
}

function townOf({ id }: PlaceValue): PlaceValue {
  const [town = id] = townsFor(id);
  return placeValue(town);
}

function placeValue(id: string): PlaceValue {
  return { id, name: placeById(id)?.name ?? '' };
}

function distinct(places: readonly PlaceValue[]): readonly PlaceValue[] {
  return places.filter(({ id }, i) => places.findIndex((one) => one.id === id) === i);
}

/** "From 5 Baker Street to Heathrow", of a ride and nothing else: the street is in the town that the airport or the station serves. */
export function besideHub(heard: Heard, brief: Brief): Heard {
  const { rideHub, spots = [] } = heard.slots;
  const isStreet = [...spots, ...(brief.spots ?? [])].some(({ type }) => type === 'street');
  if (!isStreet || rideHub || !isRideAlone(heard, brief)) return heard;
  const { from, to } = endsTold(heard.slots, brief);
  const [hub = '', ...more] = from ?? to ?? [];
  const town = (from && to) || more.length > 0 ? undefined : townOfHub(hub);
  return town ? { ...heard, slots: { ...heard.slots, [from ? 'rideTo' : 'rideFrom']: [placeValue(town)] } } : heard;
}

const RIDES: ReadonlySet<string> = new Set(['ride', 'transfer']);

function isRideAlone({ needs }: Heard, brief: Brief): boolean {
  const all = [...needs, ...brief.needs.map(({ category }) => category)];
  return all.length > 0 && all.every((need) => RIDES.has(need));
}

function endsTold({ rideFrom, rideTo, origin, destination }: Slots, { needs: [ride], origin: start, where }: Brief) {
  return { from: idsOf(rideFrom ?? origin) ?? ride?.from ?? start, to: idsOf(rideTo ?? destination) ?? ride?.where ?? where };
}

function idsOf(places: readonly PlaceValue[] | undefined): readonly string[] | undefined {
  return places?.map(({ id }) => id);
}
