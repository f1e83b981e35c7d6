import { createHmac } from 'node:crypto';
import type { Place } from '../places/place.ts';
import type { Instant } from '../time.ts';
import type { Party } from '../trip/party.ts';
import type { Offer } from './offer.ts';
import { RELAY_FIELD } from './relay.ts';
import { type RequestForOffers, wireIdOf } from './request.ts';
import type { ToldForPrice, WirePlace } from './wire.ts';

export type AgeBand = RequestForOffers['party']['childAgeBands'][number];

/** What one vendor sees instead of one of our ids: another value at every vendor and in every trip, so that two cannot join what they got. */
export function pseudonym(kind: 'req' | 'line' | 'evt' | 'key' | 'link', secret: string, vendorId: string, id: string): string {
  const code = createHmac('sha256', secret).update(`${kind}\n${vendorId}\n${id}`).digest('base64url').slice(0, 22);
  return `${kind}_${code}`;
}

/** The vendor's name for a request: `subject` of its messages and the last part of its offers URL. */
export function requestPseudonym(secret: string, vendorId: string, requestId: string): string {
  return pseudonym('req', secret, vendorId, requestId);
}

export interface PseudonymDoc {
  readonly tripId: string;
  readonly requestId: string;
  readonly vendorId: string;
}

/** The item to store at publication (PSEUDO#<pseudonym> / META): how a late offer finds its request. Kept three days past the closing. */
export function pseudonymItem(
  secret: string,
  vendorId: string,
  request: Pick<RequestForOffers, 'id' | 'tripId' | 'closesAt' | 'revises'>,
): { readonly pk: string; readonly sk: 'META'; readonly doc: PseudonymDoc; readonly expiresAt: Instant } {
  return {
    pk: pseudonymKey(requestPseudonym(secret, vendorId, wireIdOf(request))),
    sk: 'META',
    doc: { tripId: request.tripId, requestId: request.id, vendorId },
    expiresAt: new Date(Date.parse(request.closesAt) + 3 * 86_400_000).toISOString(),
  };
}

export function pseudonymKey(wireRequestId: string): string {
  return `PSEUDO#${wireRequestId}`;
}

export function ageBand(age: number): AgeBand {
  if (age < 2) return '0-1';
  if (age < 6) return '2-5';
  return age < 12 ? '6-11' : '12-17';
}

/** Bands of the children, youngest first; a child whose age was not told counts as 6–11. */
export function ageBands(party: Party): readonly AgeBand[] {
  const ages = [...party.childAges].sort((a, b) => a - b).map(ageBand);
  return [...ages, ...Array<AgeBand>(Math.max(0, party.children - ages.length)).fill('6-11')].sort(
    (a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10),
  );
}

/** A public place, to about a kilometre. */
export function coarsePlace(place: Place): WirePlace {
  return {
    place_id: place.id,
    name: place.name,
    country: place.country,
    lat: Math.round(place.lat * 100) / 100,
    lon: Math.round(place.lon * 100) / 100,
    time_zone: place.timeZone,
  };
}

type LeadName = { readonly given?: string; readonly family: string };
/** Filled in on the private form, by the vendors' field names; "passengers.2.birth_date" where a field is asked of everybody. */
export type Details = Readonly<Record<string, string>>;

/** What an offer may ask for before the vendor holds: who books, and no more. */
export const HOLD_FIELD = /^(lead\.(given|family)_name|contact\.relay)$/;
/** What it may ask for to confirm, a closed list: nothing about money, no document but a driver's licence. "passengers.2.…" asks it of one. */
export const CONFIRM_FIELD =
  /^((lead|driver)\.(given|family)_name|passengers\.([1-9]\d?\.)?(given_name|family_name|birth_date)|driver\.(birth_date|licence_number)|contact\.(email|phone|([a-z]{1,20}_)?relay))$/;

/** What a price may depend on beyond what was published; told to who is asked for its best price, if it lists it and it is known. */
export const PRICE_FIELD = /^(party\.child_ages|driver\.age_band|residence\.country|loyalty\.tier)$/;

/** Tier 1, to one of the best three: what its price depends on, of what it listed and the traveller has said. Undefined where that is nothing. */
export function toldForPrice(
  offer: Offer,
  party: Party | undefined,
  request: Pick<RequestForOffers, 'party' | 'requirements'>,
): ToldForPrice | undefined {
  const asked = offer.dataNeeded.forPrice ?? [];
  const ages = asked.includes('party.child_ages') ? exactAges(party, request.party) : undefined;
  const band = asked.includes('driver.age_band') ? driverBand(request.requirements) : undefined;
  if (ages === undefined && band === undefined) return undefined;
  return { ...(ages && { child_ages: ages }), ...(band !== undefined && { driver_age_band: band }) };
}

/** Youngest first; undefined where they are not those that were published in bands. */
function exactAges(party: Party | undefined, published: RequestForOffers['party']): readonly number[] | undefined {
  if (!party || party.children === 0) return undefined;
  const isWhole = party.childAges.length === party.children && ageBands(party).join() === published.childAgeBands.join();
  return isWhole ? [...party.childAges].sort((a, b) => a - b) : undefined;
}

const DRIVER_BANDS = [
  [70, '70+'],
  [30, '30-69'],
  [25, '25-29'],
  [21, '21-24'],
  [0, '18-20'],
] as const;

/** Of whoever drives, as they said it for the car: the age that its desk may ask at most. */
function driverBand(requirements: RequestForOffers['requirements']): (typeof DRIVER_BANDS)[number][1] | undefined {
  const age = requirements.find(({ attr, op }) => attr === 'minDriverAge' && op === 'lte')?.value;
  return typeof age === 'number' ? DRIVER_BANDS.find(([from]) => age >= from)?.[1] : undefined;
}

/** Ours to give, and asked of nobody. */
export function isRelay(field: string): boolean {
  return /^contact\.(\w+_)?relay$/.test(field);
}

/** What is known for one field: the lead name as it was said, else what the form holds. Never a relay: no form has one. */
export function knownDetail(field: string, lead: LeadName | undefined, details: Details = {}): string | undefined {
  if (isRelay(field)) return undefined;
  if (field === 'lead.family_name' && lead) return lead.family;
  if (field === 'lead.given_name' && lead?.given) return lead.given;
  return Object.hasOwn(details, field) ? details[field] : undefined;
}

/** Who buys, as far as it is known. */
export interface Buyer {
  readonly leadName?: LeadName;
  readonly details?: Details;
  /** Where the vendor may write (relay.ts). */
  readonly relay?: string;
}

/** What leaves with an acceptance: the fields the offer asked for, as far as they are known. A field of all passengers leaves one by one. */
export function buyerData(asked: readonly string[], { leadName, details = {}, relay }: Buyer): Details {
  const fields = asked.flatMap((field) => [field, ...ofEach(field, details)]);
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = field === RELAY_FIELD ? relay : knownDetail(field, leadName, details);
      return value === undefined ? [] : [[field, value]];
    }),
  );
}

function ofEach(field: string, details: Details): readonly string[] {
  return Object.keys(details).filter((name) => field === name.replace(/^passengers\.\d+\.(\w+)$/, 'passengers.$1') && name !== field);
}
