import type { Money } from '../money.ts';
import type { LocalDate, LocalTime } from '../time.ts';
import type { Part, Party } from './party.ts';

/** Category names of contracts/http.md. The first eight are what vendors are asked for today. */
export const CATEGORIES = ['flight', 'train', 'lodging', 'car', 'ski_hire', 'ski_pass', 'transfer', 'restaurant'] as const;
export type Category = (typeof CATEGORIES)[number];

/** A condition on a need. `must` filters, `wish` is worth money (market/score.ts). `attr` is a key of the category's attributes. */
export interface Requirement {
  readonly attr: string;
  readonly op: 'eq' | 'gte' | 'lte';
  readonly value: string | number | boolean;
  readonly strength: 'must' | 'wish';
  /** 0…1, how much of the category's usual worth of this wish ("trendy, mais pas trop": 0.6). Default 1. */
  readonly weight?: number;
}

export type Daypart = 'morning' | 'noon' | 'afternoon' | 'evening' | 'night';

/** An hour as it was said. */
export interface SaidHour {
  readonly time: LocalTime;
  readonly mode?: 'at' | 'before' | 'after' | 'around';
}

/** Hours of the way there and back, whichever carrier it will be. */
export interface Hours {
  readonly out?: Daypart;
  readonly back?: Daypart;
  /** Before or after which one leaves. */
  readonly depart?: SaidHour;
  /** When one is to be there. */
  readonly arrive?: SaidHour;
  /** What begins there at that hour of that day: one arrives some time before it, and leaves some time after. */
  readonly meeting?: { readonly time: LocalTime; readonly day?: LocalDate };
  /** When the way home begins. */
  readonly leave?: SaidHour;
  /** When one is home. */
  readonly home?: SaidHour;
}

/** In the traveller's own words, a street ("12 rue de la République") or what something is to be near ("près de la fac"): no place of ours, and told to no vendor. */
export interface Spot {
  readonly type: 'street' | 'landmark';
  readonly words: string;
}

/** One thing to buy for the trip. Where and when default to the trip's. */
export interface Need {
  /** "need-1": unique within the trip, never reused. */
  readonly id: string;
  readonly category: Category;
  /** Place ids. flight/train: where it goes to (gateway); car: pick-up; lodging, ski, restaurant: where. More than one = alternatives. */
  readonly where?: readonly string[];
  /** flight/train/transfer: where it starts. */
  readonly from?: readonly string[];
  readonly start?: LocalDate;
  readonly end?: LocalDate;
  /** Restaurant or transfer time, civil at its place. */
  readonly time?: LocalTime;
  readonly daypart?: Daypart;
  /** flight/train: of the way home. */
  readonly returnDaypart?: Daypart;
  readonly oneWay?: boolean;
  readonly party?: Party;
  readonly requirements: readonly Requirement[];
  /** Only looked for in the place of this need, which is booked. */
  readonly insteadOf?: string;
  /** Nobody said it: it goes when the traveller names another thing instead. */
  readonly implied?: boolean;
}

/** The trip as described so far. Absence means not known yet; `skipped` says that it was asked and waved away. */
export interface Brief {
  /** Place ids: one, alternatives, or one region. */
  readonly where?: readonly string[];
  /** Where one goes after `where`, one after the other, each with its alternatives: one stage is planned at a time. */
  readonly later?: readonly (readonly string[])[];
  /** Where the way home leads after the last stage, once the first is booked. */
  readonly home?: readonly string[];
  /** Nights of each stage, where all are as long. */
  readonly each?: number;
  /** The last day of all stages, where it was said. */
  readonly until?: LocalDate;
  /** Place ids that were refused ("pas Valmorel"): no bed and no table there. */
  readonly notWhere?: readonly string[];
  readonly origin?: readonly string[];
  readonly start?: LocalDate;
  readonly end?: LocalDate;
  /** "une semaine en février": a length without days, inside a window. */
  readonly nights?: number;
  /** "Un week-end prolongé": from a Friday to a Monday. */
  readonly longWeekend?: true;
  /** One night, from a Saturday. */
  readonly weekend?: true;
  /** `inside`: the last day lies in it too. */
  readonly window?: { readonly start: LocalDate; readonly end: LocalDate; readonly inside?: true };
  readonly party?: Party;
  /** "On est quatre": counted by heads, and nobody said yet who of them is a child. */
  readonly heads?: true;
  /** What is not for all of them: "skis pour 3", "pas de ski pour ma femme". Kept here too for what is asked for later. */
  readonly parts?: Readonly<Partial<Record<Category, Part>>>;
  /** Children come, nobody said how many yet, and `party` is not known until then: with so many adults, where they were counted. */
  readonly kids?: { readonly adults?: number };
  readonly budget?: { readonly max: Money; readonly scope: 'total' | 'per_person' | 'per_night' };
  /** The traveller wants vendors to know the ceiling; without it they never do. */
  readonly tellsBudget?: true;
  /** Those who are not chosen may hear why; without it they hear their own rank alone. */
  readonly tellsWhy?: true;
  /** ski, beach, city, …: decides what is worth asking. */
  readonly activity?: string;
  readonly needs: readonly Need[];
  /** Kept here too for a carrier that is named later. */
  readonly hours?: Hours;
  /** "Un aller simple": nobody comes back by what is bought. */
  readonly oneWay?: boolean;
  /** Arrives by own car: no flight, no train, no transfer. */
  readonly ownCar?: boolean;
  /** Questions that need no answer any more ("peu importe", "plus tard", asked twice). */
  readonly skipped: readonly string[];
  /** What was wished for and no vendor can be asked for, by name ("ski_school"): told once, kept for the trip page. */
  readonly notes?: readonly string[];
  /** Told once and kept likewise. */
  readonly spots?: readonly Spot[];
  /** Categories that were refused ("sans la voiture"): never proposed again by itself. */
  readonly declined: readonly Category[];
}
