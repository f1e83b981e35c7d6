import type { Money } from '../money.ts';
import { addDays, type Instant, type LocalDate, type LocalTime } from '../time.ts';
import type { Category, Requirement } from '../trip/brief.ts';

/** A request for offers: one need as vendors see it. Holds nothing personal (market.md tier 0). Stored under TRIP#id / RFO#n. */
export interface RequestForOffers {
  /** "rfo-1" within the trip; vendors see a pseudonym of it. */
  readonly id: string;
  readonly tripId: string;
  readonly needId: string;
  readonly revision: number;
  readonly category: Category;
  readonly openedAt: Instant;
  readonly closesAt: Instant;
  readonly state: 'open' | 'closed' | 'withdrawn' | 'awarded';
  /** Place ids where the thing is wanted; several = candidates that the vendor may choose from (offers name one each). */
  readonly where: readonly string[];
  /** flight, train, transfer: where it starts. */
  readonly from: readonly string[];
  readonly start: LocalDate;
  readonly end: LocalDate;
  readonly time?: LocalTime;
  readonly daypart?: string;
  readonly returnDaypart?: string;
  readonly oneWay: boolean;
  readonly party: { readonly adults: number; readonly childAgeBands: readonly ('0-1' | '2-5' | '6-11' | '12-17')[] };
  readonly requirements: readonly Requirement[];
  /** What the traveller wants to spend at most, only where they had it told. */
  readonly ceiling?: { readonly max: Money; readonly scope: 'total' | 'per_person' | 'per_night' };
  readonly currency: string;
  readonly locale: string;
  /** sha256 of what was asked: a changed brief gives another key, so offers of an old one are stale. */
  readonly briefKey: string;
  /** Asked for other days than the trip's, so many later: never counted with the trip's own. */
  readonly shiftDays?: number;
  /** Asked for a watched price: never counted with the trip's own either. */
  readonly watchId?: string;
  /** The one best-and-final round: which offers (our ids, the leading first) were asked for better, and until when; which of them all the traveller had been told of, and which could not be asked. */
  readonly round?: {
    readonly openedAt: Instant;
    readonly closesAt: Instant;
    readonly offers: readonly string[];
    readonly told?: readonly string[];
    readonly aside?: readonly string[];
  };
  /** How often a wish was added since it was published: each time vendors were told, as a revision under the same id, and what they had offered stands until they answer. */
  readonly wishes?: number;
  /** Everyone who was asked has answered and nobody has anything: no offer is waited for, though one may still come. */
  readonly answered?: true;
  /** It takes the place of another, as vendors see it: under that one's id (ours, of the first), and in which members of the wire it differs. */
  readonly revises?: { readonly id: string; readonly changed: readonly string[] };
  /** Vendors invited, in id order; none = all of the category. */
  readonly invited: readonly string[];
  /** The one vendor that is not asked: it has just left what the traveller had booked with it. */
  readonly except?: string;
}

/** The id that a request's pseudonyms are made of: a revision keeps that of the first. */
export function wireIdOf({ id, revises }: Pick<RequestForOffers, 'id' | 'revises'>): string {
  return revises?.id ?? id;
}

/** Until when an offer is waited for; undefined once that is over, or nobody is left who could make one. */
export function awaitedUntil({ state, closesAt, answered }: RequestForOffers, now: Instant): Instant | undefined {
  return state === 'open' && answered !== true && closesAt > now ? closesAt : undefined;
}

/** Names what vendors are asked: another one for each wish that was added. */
export function askingKey({ id, wishes }: Pick<RequestForOffers, 'id' | 'wishes'>): string {
  return wishes === undefined ? `request:${id}` : `request:${id}:${wishes}`;
}

/** Which members of the wire differ. */
export function changedFrom(old: RequestForOffers, next: RequestForOffers): readonly string[] {
  const parts: Readonly<Record<string, (request: RequestForOffers) => unknown>> = {
    line: ({ requirements }) => requirements,
    window: ({ start, end, time, daypart, returnDaypart, oneWay }) => [start, end, time ?? '', daypart ?? '', returnDaypart ?? '', oneWay],
    places: ({ where }) => where,
    from: ({ from }) => from,
    party: ({ party }) => party,
    budget_ceiling: ({ ceiling }) => ceiling ?? '',
  };
  return Object.entries(parts).flatMap(([name, part]) => (JSON.stringify(part(old)) === JSON.stringify(part(next)) ? [] : [name]));
}

/** How long an offer outlives the thing it offers; one to a watched price, which is asked for every day, its request. */
const OFFER_KEPT_DAYS = 30;
const WATCHED_KEPT_DAYS = 3;

/** Offers and what was put on record of them go together. */
export function offersKeptUntil({ watchId, openedAt, end }: RequestForOffers): Instant {
  const lastDay = watchId === undefined ? addDays(end, OFFER_KEPT_DAYS) : addDays(openedAt.slice(0, 10), WATCHED_KEPT_DAYS);
  return `${lastDay}T00:00:00.000Z`;
}
