import type { PlaceValue } from '../dialogue/act.ts';
import { isWithin } from '../places/places.ts';
import type { Category } from '../trip/brief.ts';
import type { Reading } from './found.ts';
import type { PlaceRole } from './roles.ts';
import type { TermSums } from './terms.ts';

/** "Venice", where Italy was said, and a resort, where mountains were: the place is told more nearly. */
function isInside({ id }: PlaceValue, where: readonly string[]): boolean {
  return where.some((wide) => isWithin(id, wide));
}

/** What starts somewhere else than where it ends. */
const MOVED: ReadonlySet<Category> = new Set(['flight', 'train', 'transfer']);

/** "I said Manchester, not Munich": where one leaves from, named again, put right or named alone, is no place to go. */
export function isOrigin({ led, slot, places }: PlaceRole, refused: readonly PlaceValue[], isLone: boolean, { context }: Reading): boolean {
  const { origin, where, activity, needs } = context.known;
  if (led || slot !== 'destination' || context.asked === 'place') return false;
  // One of the towns that were offered, or another.
  if (context.asked === 'either' && context.listed.length > 0) return false;
  // A lone town, when where to is known and from where is not.
  if (origin === undefined)
    return (
      isLone &&
      (activity !== undefined || needs.some((need) => MOVED.has(need))) &&
      where !== undefined &&
      context.phase === 'briefing' &&
      !places.some((place) => isInside(place, where))
    );
  return [...places, ...refused].some(({ id }) => id === origin);
}

/** "Verbier … flying to Geneva": beside the resort where one stays, a town that one flies to is where the flight lands. */
export function landed(roles: readonly PlaceRole[], isByAir: boolean, { context }: Reading): readonly PlaceRole[] {
  const isResort = ({ slot, places }: PlaceRole) =>
    (slot === 'destination' || slot === 'near') && places.every(({ id }) => id.startsWith('resort:'));
  const stays =
    roles.some((role) => isResort(role) || isUpTo(role)) || (context.known.where?.every((id) => id.startsWith('resort:')) ?? false);
  if (!isByAir || !stays) return roles;
  const lands = ({ slot, places }: PlaceRole) =>
    slot === 'destination' && places.length === 1 && places.every(({ id }) => /^(?:city:|[A-Z]{3}$)/.test(id));
  return roles.flatMap(upTo).map((role) => (lands(role) ? { ...role, slot: 'landing' } : role));
}

const isResortId = ({ id }: PlaceValue): boolean => id.startsWith('resort:');

/** "Genève, puis Morzine ou Les Gets": from where one lands up to where one stays. */
function isUpTo({ slot, stops = [] }: PlaceRole): boolean {
  const [first = [], ...then] = stops;
  return slot === 'destination' && !first.some(isResortId) && then.length > 0 && then.flat().every(isResortId);
}

function upTo(role: PlaceRole): readonly PlaceRole[] {
  if (!isUpTo(role)) return [role];
  const { stops = [], ...rest } = role;
  const [first = [], ...then] = stops;
  return [
    { ...rest, places: first },
    { ...rest, places: then.flat(), ...(then.length > 1 ? { stops: then } : {}) },
  ];
}

/** "A hotel and a car in Annecy": the town is where one stays, an airport is the desk of the car alone. */
export function forTheStay(roles: readonly PlaceRole[], { needs }: TermSums): readonly PlaceRole[] {
  const stays = needs.includes('lodging') && !roles.some(({ slot }) => slot === 'destination' || slot === 'near');
  const isTown = ({ slot, places }: PlaceRole) => slot === 'carPickup' && places.every(({ id }) => /^(?:city|resort):/.test(id));
  return stays ? roles.map((role) => (isTown(role) ? { ...role, slot: 'destination' } : role)) : roles;
}
