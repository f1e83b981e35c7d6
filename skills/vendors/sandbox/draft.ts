import { itemToWire, snake } from '../../../shared/market/item-wire.ts';
import type { Item } from '../../../shared/market/offer.ts';
import type { WireOffer } from '../../../shared/market/wire-offer.ts';
import { money, toDecimal } from '../../../shared/money.ts';
import { addDays, instantOf, type LocalDate, type LocalTime } from '../../../shared/time.ts';
import type { Ask } from './ask.ts';
import { digestOf } from './draw.ts';
import { metBy } from './meets.ts';
import { type Deal, dueOf, leavingOf, type Terms } from './terms.ts';

/** What every vendor of the sandbox has, whatever it sells. */
export interface Vendor {
  readonly id: string;
  readonly brand: string;
  readonly legalName: string;
  readonly country: string;
  readonly phone: string;
  readonly rating: number;
  /** Share of the total that it pays to whoever brings the traveller; most pay none. */
  readonly commission?: number;
  /** Share by which it lowers an offer that does not lead, when asked for better; most stay. */
  readonly yields?: number;
  /** It gives way in front as well. */
  readonly yieldsAhead?: true;
  readonly terms: Terms;
  /** What it says of every offer beside price and terms. */
  readonly tells?: Pick<
    WireOffer,
    'speakable' | 'change_policy' | 'deposit_or_guarantee' | 'delivery' | 'exclusions' | 'evidence' | 'media' | 'capacity'
  >;
  /** What it gives once something is bought: a ticket to show, a code for its door, an address to write to. */
  readonly gives?: { readonly ticket?: true; readonly pin?: true; readonly email?: string };
  readonly persona?: Persona;
  /** How many of the same offer it can sell. */
  readonly stock?: number;
}

/**
 * slow: answers inline after some seconds. late: answers 202, then by itself. mute: 202 and nothing. failing: an error for some requests.
 * The others break the rules (personas.ts).
 */
export type Persona =
  | 'slow'
  | 'late'
  | 'mute'
  | 'failing'
  | 'liar'
  | 'price_changer'
  | 'vanishing'
  | 'chatterbox'
  | 'curious'
  | 'terms_refuser';

/** One offer as a category's catalogue makes it, before terms and identifiers. */
export interface Draft {
  /** Tells this offer from the vendor's others for the same request. */
  readonly key: string;
  readonly item: Item;
  readonly lines: readonly PriceLine[];
  readonly inclusions: readonly string[];
  readonly start: LocalDate;
  readonly startsAt: LocalTime;
  readonly timeZone: string;
  /** One night or day of it, for fees counted so. */
  readonly unitMinor?: number;
  readonly terms?: Terms;
  readonly co2Kg?: number;
  readonly note?: string;
}

export interface PriceLine {
  readonly type: 'base' | 'tax' | 'fee' | 'surcharge' | 'discount';
  readonly label: string;
  readonly minor: number;
}

const CURRENCY = 'EUR';
const decimal = (minor: number) => toDecimal(money(minor, CURRENCY));

export function totalOf(draft: Draft): number {
  return draft.lines.reduce((total, { minor }) => total + minor, 0);
}

/** The offer on the wire. `request_id` and `revision` are the asker's; all else depends on what is asked and on the day alone. */
export function offerOf(draft: Draft, vendor: Vendor, ask: Ask, request: { readonly id: string; readonly revision: number }): WireOffer {
  const total = totalOf(draft);
  const terms = draft.terms ?? vendor.terms;
  const deal = dealOf(draft, ask);
  const leaving = leavingOf(terms, deal);
  const due = dueOf(terms, deal);
  const refundable = leaving.refundability !== 'non_refundable';
  return {
    offer_id: `${vendor.id}-${digestOf(10, vendor.id, ask.key, ask.today, draft.key)}`,
    request_id: request.id,
    revision: request.revision,
    terms_response: 'accept',
    seller: { legal_name: vendor.legalName, brand: vendor.brand, country: vendor.country, support_phone: vendor.phone },
    item: itemToWire(draft.item),
    meets: meetsOf(draft.item, refundable, ask),
    price: {
      total: decimal(total),
      currency: CURRENCY,
      breakdown: draft.lines.map(({ type, label, minor }) => ({ type, label, amount: decimal(minor) })),
      due_now: decimal(due.nowMinor),
      due_later: due.later ? [{ amount: decimal(due.later.minor), when: due.later.when }] : [],
      ...(due.thereMinor > 0 ? { due_at_destination: decimal(due.thereMinor) } : {}),
    },
    cancellation: {
      refundability: leaving.refundability,
      schedule: leaving.schedule.map(({ until, feeMinor }) => ({ until, fee: decimal(feeMinor) })),
    },
    inclusions: draft.inclusions,
    hold: { possible: terms.holdMinutes > 0, max_minutes: terms.holdMinutes, fee: decimal(0) },
    valid_until: instantOf(`${addDays(ask.today, 2)}T20:00`, draft.timeZone),
    data_needed: { for_hold: [], for_confirm: neededFor(draft.item) },
    intermediary_remuneration: vendor.commission
      ? { kind: 'commission', amount: decimal(Math.round(total * vendor.commission)) }
      : { kind: 'none' },
    rating: vendor.rating,
    ...vendor.tells,
    ...(draft.co2Kg === undefined ? {} : { co2_kg: draft.co2Kg }),
    ...(draft.note === undefined ? {} : { vendor_note: draft.note }),
  };
}

/** Carriers want the whole name, a house or a desk the family name and a way to reach, a table a name. */
function neededFor({ category }: Item): readonly string[] {
  if (category === 'restaurant') return ['lead.family_name'];
  const carrier = category === 'flight' || category === 'train';
  return [...(carrier ? ['lead.given_name'] : []), 'lead.family_name', 'contact.relay'];
}

function dealOf(draft: Draft, ask: Ask): Deal {
  const { start, startsAt, timeZone, unitMinor = 0 } = draft;
  return { totalMinor: totalOf(draft), start, startsAt, timeZone, persons: ask.persons, unitMinor, today: ask.today, now: ask.now };
}

function meetsOf(item: Item, refundable: boolean, ask: Ask): WireOffer['meets'] {
  return [...ask.required, ...ask.desired].flatMap((requirement) => {
    const status = metBy(item, refundable, requirement);
    return status === undefined ? [] : [{ attr: snake(requirement.attr), status }];
  });
}
