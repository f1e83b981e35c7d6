import type { Leg } from '../../../../shared/market/offer.ts';
import type { Place } from '../../../../shared/places/place.ts';
import { addMinutes, civilAt, instantOf, type LocalDate, type LocalTime, minutesOf } from '../../../../shared/time.ts';
import type { Ask } from '../ask.ts';
import { type Atlas, distanceKm } from '../atlas.ts';
import stationList from '../catalogue/stations.json' with { type: 'json' };
import type { Draft, Vendor } from '../draft.ts';
import type { Draw } from '../draw.ts';
import { advanceFactor, seasonFactor, travelDayFactor } from '../season.ts';
import { fitting, shortlist } from '../shortlist.ts';
import { fitsDaypart, isCatchable } from './flight.ts';

export interface Railway extends Vendor {
  readonly code: string;
  readonly factor: number;
  /** Longest journey sold. */
  readonly farMinutes: number;
  readonly tunnel?: boolean;
  readonly tunnelOnly?: boolean;
  /** Sells inside these countries alone; whoever names none sells there nothing where another does. */
  readonly within?: readonly string[];
  readonly cabins?: readonly ('business' | 'first')[];
  readonly rotations: readonly { readonly out: LocalTime; readonly back: LocalTime; readonly factor?: number }[];
}

interface StationFacts {
  readonly uic: string;
  /** Minutes from Paris and from Lyon. */
  readonly paris: number;
  readonly lyon: number;
  /** The Paris station of its line; Gare de Lyon when absent. */
  readonly parisStation?: string;
  readonly changes?: number;
  readonly tunnel?: boolean;
  /** Where the line before it ends, offered beside it. */
  readonly beside?: string;
}

interface Stop {
  readonly place: Place;
  readonly facts: StationFacts;
}

interface Ride {
  readonly from: Place;
  readonly to: Place;
  readonly minutes: number;
  readonly stops: number;
  readonly tunnel: boolean;
  /** The country that it does not leave. */
  readonly country?: string;
}

const STATIONS: readonly StationFacts[] = stationList;
const PARIS = '8768600';
const LYON = '8772319';
const NEAR_KM = 28;
/** A station further from what was asked is not there. */
const GATEWAY_KM = 110;
const BY_RAIL = ['FR', 'CH', 'BE', 'LU', 'DE', 'NL', 'IT', 'AT', 'ES', 'PT', 'GB'];
const ISLAND = 'GB';

/** Journeys between the stations of two places, direct or with a change in Paris or Lyon; across the sea only by the tunnel. */
export function trains(ask: Ask, railway: Railway, { atlas, draw }: { atlas: Atlas; draw: Draw }): readonly Draft[] {
  const rides = ridesFor(ask, atlas).filter((ride) => sells(railway, ride));
  const wanted = around(ask.time ?? leaving(ask), railway) ?? railway.rotations.filter(({ out }) => fitsDaypart(out, ask.daypart));
  const rotations = wanted.length > 0 ? wanted : railway.rotations.slice(0, 1);
  const drafts = rides.flatMap((ride, index) =>
    sensible(ride, [...inTime(ask, railway, ride), ...(index === 0 ? rotations : rotations.slice(0, 1))])
      .map((rotation) => homeward(rotation, ask))
      .map((rotation) => draftOf(ask, railway, ride, rotation, draw)),
  );
  return fitting(
    drafts.filter((draft) => isCatchable(draft, ask)),
    railway,
    ask,
  ).slice(0, 6);
}

const FIRST_HOUR = 6;
const LAST_HOUR = 21;

/** Trains run by the hour: those before and after the time asked for, at the minute of the railway. */
function around(time: LocalTime | undefined, { rotations }: Railway): Railway['rotations'] | undefined {
  const [first] = rotations;
  if (time === undefined || !first) return undefined;
  const minute = first.out.slice(3);
  const hour = Number(time.slice(0, 2)) - (time.slice(3) < minute ? 1 : 0);
  const runs = [hour, hour + 1].filter((each) => each >= FIRST_HOUR && each <= LAST_HOUR);
  return runs.map((each) => ({ ...first, out: `${String(each).padStart(2, '0')}:${minute}` }));
}

/** The hour before or after which one leaves. */
function leaving({ required }: Ask): LocalTime | undefined {
  const at = required.find(({ attr }) => attr === 'leaveMinutes')?.value;
  return typeof at === 'number' ? clock(at) : undefined;
}

/** The last two that arrive by the hour that one must be there. */
function inTime({ required }: Ask, railway: Railway, { minutes }: Ride): Railway['rotations'] {
  const by = required.find(({ attr, op }) => attr === 'arriveMinutes' && op === 'lte')?.value;
  if (typeof by !== 'number' || by <= minutes) return [];
  const leaves = by - minutes;
  const hours = [0, 1].map((earlier) => clock(leaves - 60 * earlier));
  return hours.flatMap((time) => around(time, railway)?.slice(0, 1) ?? []);
}

function clock(minutes: number): LocalTime {
  const at = Math.max(0, minutes);
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
}

const HOME = ['08:12', '10:12', '12:42', '15:05', '17:38', '19:12', '20:40'];

/** Trains run home by the hour too: in the part of the day that is wanted, and not before one can leave. */
function homeward(rotation: Railway['rotations'][number], { required, desired, returnDaypart }: Ask): Railway['rotations'][number] {
  const bounds = [...required, ...desired].filter(({ attr }) => attr === 'returnMinutes');
  const isWanted = (time: LocalTime) =>
    fitsDaypart(time, returnDaypart) &&
    bounds.every(({ op, value }) => typeof value === 'number' && (op === 'lte' ? minutesOf(time) <= value : minutesOf(time) >= value));
  return { ...rotation, back: [rotation.back, ...HOME].find(isWanted) ?? rotation.back };
}

const LAST_ARRIVAL = 23 * 60 + 40;
const EARLIER_BACK = ['15:05', '13:05', '10:12', '07:40'];

/** Nobody arrives in the night: long rides leave in the morning, both ways. */
function sensible(ride: Ride, rotations: Railway['rotations']): Railway['rotations'] {
  const inTime = (time: LocalTime) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + ride.minutes <= LAST_ARRIVAL;
  return rotations.flatMap((rotation) => {
    const back = [rotation.back, ...EARLIER_BACK].find(inTime);
    return inTime(rotation.out) && back !== undefined ? [{ ...rotation, back }] : [];
  });
}

function sells(railway: Railway, { minutes, tunnel, country }: Ride): boolean {
  const isOurs = railway.within?.includes(country ?? '') ?? country !== ISLAND;
  if (!isOurs) return false;
  if (tunnel ? !railway.tunnel : railway.tunnelOnly) return false;
  return minutes <= railway.farMinutes;
}

function ridesFor(ask: Ask, atlas: Atlas): readonly Ride[] {
  const starts = ask.from.flatMap((place) => stopsOf(place, atlas).slice(0, 1));
  const ends = ask.places.flatMap((asked) =>
    shortlist([asked], atlas)
      .flatMap((place) => stopsOf(place, atlas))
      .filter((stop) => distanceKm(stop.place, asked) < GATEWAY_KM),
  );
  const rides = starts.flatMap((from) => ends.map((to) => rideOf(from, to, atlas))).filter((ride) => ride !== undefined);
  return [...new Map(rides.map((ride) => [`${ride.from.id}>${ride.to.id}`, ride])).values()];
}

/** A station itself, a resort's gateway, a town's station; the stop before it too where it is cheaper to leave there. */
function stopsOf(place: Place, atlas: Atlas): readonly Stop[] {
  const own = place.resort?.gatewayStation ?? (place.kind === 'station' ? place.id : undefined);
  const main = (own && stopOf(own.replace('station:', ''), atlas)) || nearest(place, atlas);
  if (!main) return fallback(place);
  const beside = main.facts.beside ? stopOf(main.facts.beside, atlas) : undefined;
  return beside ? [main, beside] : [main];
}

function stopOf(uic: string, atlas: Atlas): Stop | undefined {
  const facts = STATIONS.find((station) => station.uic === uic);
  const place = atlas.place(`station:${uic}`);
  return facts && place ? { place, facts } : undefined;
}

function nearest(place: Place, atlas: Atlas): Stop | undefined {
  return STATIONS.map((facts) => stopOf(facts.uic, atlas))
    .filter((stop) => stop !== undefined)
    .map((stop) => ({ stop, km: distanceKm(place, stop.place) }))
    .filter(({ km }) => km < NEAR_KM)
    .sort((a, b) => a.km - b.km)[0]?.stop;
}

const PARIS_POINT = { lat: 48.8566, lon: 2.3522 };
const LYON_POINT = { lat: 45.7605, lon: 4.8596 };

/** A town whose station is not in the catalogue, in a country one reaches by rail: times by distance. */
function fallback(place: Place): readonly Stop[] {
  if (!BY_RAIL.includes(place.country) || place.kind === 'country' || place.kind === 'region') return [];
  const minutes = (km: number) => Math.round((25 + km * 0.4) / 5) * 5;
  const [paris, lyon] = [minutes(distanceKm(place, PARIS_POINT)), minutes(distanceKm(place, LYON_POINT))];
  const facts = { uic: '', paris, lyon, changes: 1, tunnel: place.country === ISLAND };
  return [{ place, facts }];
}

function rideOf(from: Stop, to: Stop, atlas: Atlas): Ride | undefined {
  if (from.place.id === to.place.id) return undefined;
  const tunnel = (from.facts.tunnel ?? false) !== (to.facts.tunnel ?? false);
  const changes = (from.facts.changes ?? 0) + (to.facts.changes ?? 0);
  const ends = { from: inParis(from, to, atlas), to: inParis(to, from, atlas), tunnel };
  if (from.facts.uic === PARIS) return { ...ends, minutes: to.facts.paris, stops: changes };
  if (to.facts.uic === PARIS) return { ...ends, minutes: from.facts.paris, stops: changes };
  if (from.facts.uic === LYON) return { ...ends, minutes: to.facts.lyon, stops: changes };
  if (to.facts.uic === LYON) return { ...ends, minutes: from.facts.lyon, stops: changes };
  return viaHub(from, to, { ...ends, changes });
}

/** Neither end is a hub: with a change at one of them, or by the lines of the one country, where those are a detour. */
function viaHub(
  from: Stop,
  to: Stop,
  { changes, ...ends }: Pick<Ride, 'from' | 'to' | 'tunnel'> & { readonly changes: number },
): Ride | undefined {
  const minutes = Math.min(from.facts.paris + to.facts.paris + 60, from.facts.lyon + to.facts.lyon + 30);
  const km = distanceKm(from.place, to.place);
  const isDetour = minutes > 120 + km * 1.3;
  const { country } = from.place;
  if (country === to.place.country && (isDetour || country === ISLAND)) return inland({ ...ends, country }, km);
  return isDetour ? undefined : { ...ends, minutes, stops: changes + 1 };
}

/** Nearer than this there is a train without a change. */
const DIRECT_KM = 300;

/** By the lines of one country, which neither Paris nor Lyon is on: times by distance. */
function inland(ride: Omit<Ride, 'minutes' | 'stops'>, km: number): Ride {
  return { ...ride, minutes: Math.round((20 + km * 0.55) / 5) * 5, stops: km > DIRECT_KM ? 1 : 0 };
}

/** Paris has a station for each direction. */
function inParis(stop: Stop, other: Stop, atlas: Atlas): Place {
  if (stop.facts.uic !== PARIS || !other.facts.parisStation) return stop.place;
  return atlas.place(`station:${other.facts.parisStation}`) ?? stop.place;
}

function legOf(ride: Ride, date: LocalDate, time: LocalTime, number: string): Leg {
  const departs = `${date}T${time}`;
  const arrives = civilAt(addMinutes(instantOf(departs, ride.from.timeZone), ride.minutes), ride.to.timeZone);
  return { from: ride.from.id, to: ride.to.id, departs, arrives, number, stops: ride.stops };
}

const CABIN_FACTOR = { second: 1, business: 1.9, first: 1.45 } as const;

function draftOf(ask: Ask, railway: Railway, ride: Ride, rotation: Railway['rotations'][number], draw: Draw): Draft {
  const asked = [...ask.required, ...ask.desired].find(({ attr }) => attr === 'cabin')?.value;
  const cabin = railway.cabins?.find((known) => known === asked) ?? 'second';
  const number = 2000 + Math.floor(draw(railway.id, ride.from.id, ride.to.id, rotation.out) * 3500) * 2;
  const ways = ask.oneWay ? [ask.start] : [ask.start, ask.end];
  // Not by the ride: the stop before the last must stay the cheaper one.
  const jitter = 0.97 + 0.06 * draw(railway.id, ask.start, ask.end, rotation.out);
  const seat = ways.reduce((total, date) => total + fare(ask, railway, ride, date), 0);
  const adultMinor = Math.round(seat * (rotation.factor ?? 1) * CABIN_FACTOR[cabin] * jitter) * 100;
  const seats =
    ask.adults * adultMinor + ask.children.reduce((total, band) => total + Math.round((adultMinor * childShare(band)) / 100) * 100, 0);
  const home = { ...ride, from: ride.to, to: ride.from };
  return {
    key: `${ride.from.id}-${ride.to.id}-${rotation.out}`,
    item: {
      category: 'train',
      outbound: legOf(ride, ask.start, rotation.out, `${railway.code} ${number}`),
      ...(ask.oneWay ? {} : { inbound: legOf(home, ask.end, rotation.back, `${railway.code} ${number + 1}`) }),
      cabin,
      bagsPerPerson: 2,
      documents: ride.tunnel,
    },
    lines: [{ type: 'base', label: 'seats', minor: seats }],
    inclusions: ['reserved_seat'],
    start: ask.start,
    startsAt: rotation.out,
    timeZone: ride.from.timeZone,
    co2Kg: Math.max(1, Math.round(distanceKm(ride.from, ride.to) * 0.005 * ways.length * ask.persons)),
  };
}

const childShare = (band: string) => (band === '0-1' ? 0 : band === '12-17' ? 1 : 0.5);

function fare(ask: Ask, railway: Railway, { from, to, stops }: Ride, date: LocalDate): number {
  const base = 10 + 0.135 * distanceKm(from, to) + 2 * stops;
  return base * railway.factor * seasonFactor('travel', date) * travelDayFactor(date) * advanceFactor(ask.today, date);
}
