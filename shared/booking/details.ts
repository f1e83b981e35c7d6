import { isRelay, knownDetail } from '../market/disclosure.ts';
import type { Offer } from '../market/offer.ts';
import { RELAY_FIELD } from '../market/relay.ts';
import { partySize } from '../trip/party.ts';
import type { Trip } from '../trip-record.ts';
import type { Booking } from './booking.ts';

export type DetailType = 'name' | 'date' | 'email' | 'phone' | 'text';
/** What a field is about: the phrase `data.<kind>` says it aloud. */
export type DetailKind =
  | 'name'
  | 'given_name'
  | 'people_names'
  | 'birth_dates'
  | 'driver_name'
  | 'driver_birth_date'
  | 'licence'
  | 'email'
  | 'phone'
  | 'relay'
  | 'other';

/** The fields of `data_needed` that are asked of a traveller; nothing else is, whatever an offer lists. */
const KNOWN: Readonly<Record<string, { readonly type: DetailType; readonly kind: DetailKind }>> = {
  'lead.given_name': { type: 'name', kind: 'given_name' },
  'lead.family_name': { type: 'name', kind: 'name' },
  'passengers.given_name': { type: 'name', kind: 'people_names' },
  'passengers.family_name': { type: 'name', kind: 'people_names' },
  'passengers.birth_date': { type: 'date', kind: 'birth_dates' },
  'driver.given_name': { type: 'name', kind: 'driver_name' },
  'driver.family_name': { type: 'name', kind: 'driver_name' },
  'driver.birth_date': { type: 'date', kind: 'driver_birth_date' },
  'driver.licence_number': { type: 'text', kind: 'licence' },
  'contact.email': { type: 'email', kind: 'email' },
  'contact.phone': { type: 'phone', kind: 'phone' },
};

type Bought = Pick<Booking, 'needId' | 'offer'>;

/** One value that a vendor wants. A field of everybody ("passengers.birth_date") is one for each: "passengers.2.birth_date". */
export interface Detail {
  readonly name: string;
  readonly type: DetailType;
  readonly kind: DetailKind;
  /** 1 is the lead traveller. */
  readonly person?: number;
  /** Who asks for it. */
  readonly vendors: readonly string[];
}

const ORDER = Object.keys(KNOWN);

/** What these offers ask for of the traveller, each value once, in the order of a form. Never the relay, which is ours to give. */
export function askedDetails(bookings: readonly Booking[], trip: Trip): readonly Detail[] {
  const asked = new Map<string, Detail>();
  for (const booking of bookings)
    for (const one of detailsOf(booking, trip)) {
      const vendors = [...(asked.get(one.name)?.vendors ?? []), booking.offer.vendorName];
      asked.set(one.name, { ...one, vendors: [...new Set(vendors)] });
    }
  return [...asked.values()].toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** What is still to be given before these bookings can be confirmed: on the form, never aloud. */
export function missingDetails(bookings: readonly Booking[], trip: Trip): readonly Detail[] {
  return askedDetails(bookings, trip).filter(({ name }) => knownDetail(name, trip.leadName, trip.details) === undefined);
}

/** What these vendors will be told of the traveller, each kind once, and of how many people. `relays`: the operator has addresses to be written to at. */
export function passedOn(bookings: readonly Booking[], trip: Trip, relays: boolean): readonly Kinds[] {
  const told = askedDetails(bookings, trip).filter(({ name }) => knownDetail(name, trip.leadName, trip.details) !== undefined);
  const kinds = kindsOf(told.map((one) => (one.kind === 'given_name' ? { ...one, kind: 'name' } : one)));
  return relays && bookings.some(({ offer }) => isRelayed(offer)) ? [...kinds, { kind: 'relay', people: 1 }] : kinds;
}

/** True when the vendor wants to be able to write to whoever books. */
export function isRelayed(offer: Offer): boolean {
  return fieldsOf(offer).includes(RELAY_FIELD);
}

export interface Kinds {
  readonly kind: DetailKind;
  readonly people: number;
}

/** Fields as they are told: their kinds, and of how many people. */
export function kindsOf(details: readonly Detail[]): readonly Kinds[] {
  const people = new Set(details.map(({ person = 1 }) => person)).size;
  return [...new Set(details.map(({ kind }) => kind))].map((kind) => ({ kind, people }));
}

/** True when the vendor can be asked to hold: it does so for nothing, and what it wants to know for that is known. */
export function isHoldable({ needId, offer }: Bought, trip: Trip): boolean {
  if (!offer.hold.possible || offer.hold.fee.minor > 0) return false;
  const wanted = detailsOf({ needId, offer }, trip, offer.dataNeeded.forHold);
  return wanted.every(({ name }) => knownDetail(name, trip.leadName, trip.details) !== undefined);
}

/** The form's values that this booking's vendor asked for, of those who travel. */
export function detailsFor(booking: Booking, trip: Trip): Readonly<Record<string, string>> {
  const given = trip.details ?? {};
  const names = detailsOf(booking, trip).map(({ name }) => name);
  return Object.fromEntries(names.flatMap((name) => (Object.hasOwn(given, name) ? [[name, given[name] ?? '']] : [])));
}

function detailsOf({ needId, offer }: Bought, trip: Trip, fields = fieldsOf(offer)): readonly Omit<Detail, 'vendors'>[] {
  const party = trip.brief.needs.find((need) => need.id === needId)?.party ?? trip.brief.party;
  return fields.filter((field) => !isRelay(field)).flatMap((field) => each(field, party ? partySize(party) : 1));
}

function fieldsOf({ dataNeeded }: Offer): readonly string[] {
  return [...dataNeeded.forHold, ...dataNeeded.forConfirm];
}

function each(field: string, people: number): readonly Omit<Detail, 'vendors'>[] {
  const [, ofAll] = /^passengers\.([a-z_]+)$/.exec(field) ?? [];
  if (ofAll === undefined) return known(field);
  return Array.from({ length: people }, (_, i) => known(`passengers.${i + 1}.${ofAll}`)).flat();
}

function known(name: string): readonly Omit<Detail, 'vendors'>[] {
  const person = /^passengers\.(\d+)\./.exec(name)?.[1];
  const general = name.replace(/^passengers\.\d+\./, 'passengers.');
  const field = Object.hasOwn(KNOWN, general) ? KNOWN[general] : undefined;
  return field ? [{ name, ...field, ...(person === undefined ? {} : { person: Number(person) }) }] : [];
}

/** People one after the other, each with their fields together. */
function placeOf({ name, person = 0 }: Detail): number {
  const at = ORDER.indexOf(name.replace(/^passengers\.\d+\./, 'passengers.'));
  const group = name.startsWith('passengers.') ? 100 + person * 100 : name.startsWith('lead.') ? 0 : 10_000;
  return group + at;
}
