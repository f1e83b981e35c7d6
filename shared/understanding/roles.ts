import type { PlaceValue } from '../dialogue/act.ts';
import { at, type Groups, type Makers, run } from './chart.ts';
import type { Found, Reading } from './found.ts';
import { eitherIn, listedIn, type Stops, stopsIn } from './stops.ts';
import { taken } from './terms.ts';

export type PlaceSlot = 'origin' | 'destination' | 'landing' | 'near' | 'carPickup' | 'carDropoff' | 'rideFrom' | 'rideTo';

export interface PlaceRole {
  readonly slot: PlaceSlot;
  readonly places: readonly PlaceValue[];
  readonly ambiguous: boolean;
  /** "Florence, puis Rome": where one goes, one after the other. */
  readonly stops?: Stops;
  readonly index: number;
  /** A preposition says what the place is; false when it was only named. */
  readonly led: boolean;
}

/** Rules that name one place, by what its words say of it. */
const SINGLE = ['first', 'leaving', 'arriving', 'boarding', 'home', 'from', 'to', 'goto', 'near', 'towards', 'dropoff', 'bare'] as const;
type Said = (typeof SINGLE)[number];

const CAR_KINDS: ReadonlySet<string> = new Set(['car:compact', 'car:automatic', 'car:unlimited_km']);

/** A kind of car names the car. */
export function isCarKind(pref: string | undefined): boolean {
  return pref !== undefined && CAR_KINDS.has(pref);
}

/** The need that a place belongs to: the last one named before it, when that is a car or a ride; "a compact in Nice" is a car. */
function governing(before: string, found: readonly Found[], kept: ReadonlySet<number>): string | undefined {
  const marks = before.match(/@k\d+/g) ?? [];
  let kind: string | undefined;
  for (const mark of marks.reverse()) {
    const thing = kept.has(Number(mark.slice(2))) ? undefined : at(found, mark);
    if (thing?.type !== 'term') continue;
    const { need, pref, slot } = thing.term;
    // "A car in Lyon, driving to Annecy" is picked up in one and goes to the other
    if (need !== undefined || slot === 'ownCar') return need;
    if (isCarKind(pref)) kind = 'car';
  }
  return kind;
}

/** "Aller à Annecy en covoiturage": the ride is named after the place, and nothing else is asked for. */
function onlyRide(text: string, found: readonly Found[]): string | undefined {
  const needs = (text.match(/@k\d+/g) ?? []).flatMap((mark) => {
    const thing = at(found, mark);
    return thing?.type === 'term' && thing.term.need !== undefined ? [thing.term.need] : [];
  });
  return needs.length > 0 && needs.every((need) => need === 'ride') ? 'ride' : undefined;
}

function carSlot(said: Said): PlaceSlot {
  if (said === 'dropoff' || said === 'home') return 'carDropoff';
  return said === 'goto' || said === 'arriving' ? 'destination' : 'carPickup';
}

/** Nobody lives at an airport or a station. */
function isHub(thing: Found | undefined): boolean {
  return thing?.type === 'place' && thing.places.every(({ id }) => /^(?:[A-Z]{3}$|station:)/.test(id));
}

/** "On prend l'avion à Paris" leaves from there; a car that is taken there is none of it. */
function isFrom(said: Said, need: string | undefined): boolean {
  return said === 'from' || said === 'leaving' || (said === 'boarding' && (need === 'flight' || need === 'train'));
}

/** "Vers Cassis" is near it for who looks for a bed, a table or a place at all; who travels goes there. */
function isAround(need: string | undefined, { context }: Reading): boolean {
  return need === 'lodging' || need === 'restaurant' || context.asked === 'place';
}

/** "Du côté de Quimper" is near it, but where it is asked from where. */
function isNear(said: Said, need: string | undefined, reading: Reading): boolean {
  return said === 'near' ? reading.context.asked !== 'origin' : said === 'towards' && isAround(need, reading);
}

/** "We land in Geneva and need a shuttle to Morzine": where one arrives the ride begins. */
function rideSlot(said: Said): PlaceSlot {
  return said === 'arriving' || isFrom(said, 'ride') ? 'rideFrom' : 'rideTo';
}

function slotFor(said: Said, need: string | undefined, reading: Reading): PlaceSlot {
  if (said === 'first') return 'destination';
  if (isNear(said, need, reading)) return 'near';
  if (need === 'car' && said !== 'leaving') return carSlot(said);
  // "Je peux la rendre à Marseille ?", of the car that is spoken of
  if (said === 'dropoff' && need === undefined && reading.context.known.needs.includes('car')) return 'carDropoff';
  if (need === 'ride') return rideSlot(said);
  // "Une visite du Louvre"
  if (need === 'activity' && said === 'from') return 'destination';
  return isFrom(said, need) || said === 'home' || (said !== 'dropoff' && reading.context.asked === 'origin') ? 'origin' : 'destination';
}

/** "Back in London" is where one came from, unless one goes nowhere else or leaves from another place. */
function withHome(roles: readonly (PlaceRole & { readonly said: Said })[]): readonly (PlaceRole & { readonly said: Said })[] {
  const leaves = roles.some((role) => role.slot === 'origin' && role.said !== 'home');
  const goes = roles.some((role) => role.slot === 'destination' || role.slot === 'near');
  return roles.map((role) =>
    role.said === 'home' && role.slot === 'origin' && (leaves || !goes) ? { ...role, slot: 'destination' } : role,
  );
}

/** "A car at Lyon airport, leaving from London": a car is picked up in one place, so the traveller comes from the other. */
function withOnePickup(roles: readonly (PlaceRole & { readonly said: Said })[]): readonly PlaceRole[] {
  const single = roles.filter((role) => role.slot === 'carPickup').length < 2;
  return roles.map(({ said, ...role }) => (single || role.slot !== 'carPickup' || said !== 'from' ? role : { ...role, slot: 'origin' }));
}

/** "From Paris, then Lyon, then Nice": one leaves from the first of them. */
function inTurn<R extends PlaceRole>(role: R, stops: Stops, { context }: Reading): readonly R[] {
  const [first = [], ...then] = stops;
  if (role.slot !== 'origin' || context.asked === 'origin') return [{ ...role, stops }];
  return [
    { ...role, places: first },
    { ...role, slot: 'destination', places: then.flat(), stops: then },
  ];
}

/** Which place is what, from prepositions, the need it belongs to, and what was asked. */
export function rolesOf(text: string, reading: Reading, found: Found[]): readonly PlaceRole[] {
  const roles: (PlaceRole & { readonly said: Said })[] = [];
  const kept = taken(text, reading, 'keep', found);
  const ride = onlyRide(text, found);
  const add = (said: Said, mark: string | undefined, before: string, among: string | undefined) => {
    const thing = at(found, mark);
    if (thing?.type !== 'place') return;
    const need = among === 'pair' ? 'flight' : (among ?? governing(before, found, kept));
    const slot = slotFor(said, need ?? ride, reading);
    const { places, ambiguous, stops } = thing;
    const role = { slot, said, places, ambiguous, index: Number(mark?.slice(2)), led: said !== 'bare' && among !== 'pair' };
    roles.push(...(stops ? inTurn(role, stops, reading) : [role]));
  };
  const done = { mark: 'w', value: { type: 'when', when: {} } } as const;
  const single = (said: Said) => (groups: Groups, match: string, before: string) => {
    add(said, groups['p'], said === 'boarding' ? `${before}${match}` : before, undefined);
    return done;
  };
  const both = (other: string, stays?: string) => (groups: Groups, _match: string, before: string) => {
    const need = governing(before, found, kept);
    const among = need !== undefined && (need === 'ride' || need === stays) ? need : other;
    add('from', groups['from'], before, among);
    add('to', groups['to'], before, among);
    return done;
  };
  const makers: Makers<Found> = {
    fromto: both('flight'),
    tofrom: both('flight', 'car'),
    pair: both('pair'),
    // "De chez moi à l'aéroport" goes there; "de chez moi à Villeurbanne" leaves from it
    abode: (groups, match, before) => single(isHub(at(found, groups['p'])) ? 'to' : 'from')(groups, match, before),
    ...Object.fromEntries(SINGLE.map((said) => [said, single(said)])),
    either: (_groups, match) => eitherIn(match, found),
    listed: (_groups, match) => listedIn(match, found),
    stops: (_groups, match) => stopsIn(match, found),
  };
  run(text, reading.grammar.stages['places'], makers, found);
  return withOnePickup(withHome(roles));
}
