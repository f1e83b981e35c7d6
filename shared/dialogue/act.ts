import type { LocalDate, LocalTime } from '../time.ts';
import type { Category, Spot } from '../trip/brief.ts';
import type { Part } from '../trip/party.ts';

/**
 * What the traveller did with the words. The first block is contracts/understanding.md; the second is what the dialogue tells apart beyond it.
 * `book` is only the explicit commitment to confirm or pay; "réserve", "vas-y", "oui" are affirm.
 */
export const ACTS = [
  'request', // an opening trip wish, or one that asks vendors ("que pouvez-vous trouver")
  'inform', // an answer to a question
  'affirm',
  'deny',
  'select', // picks from the list last spoken
  'more_options',
  'refine', // cheaper, earlier, closer
  'change', // corrects a known slot
  'remove', // drops a need
  'ask', // a question about an offer or the trip
  'status',
  'book',
  'cancel_booking',
  'repeat', // "répète": the whole answer again
  'help',
  'stop',
  'wait', // "attendez"
  'restart',
  'human',
  'dont_care',
  'greet',
  'thanks',
  'goodbye',
  'oos',
  // beyond the contract
  'what', // "quoi ?": shorter than repeat
  'later', // "plus tard", "je réfléchis"
  'unhold', // "ne bloque rien", "annule" of what is held and not bought
  'undo', // "non, reviens en arrière", "annule ça"
  'why', // "pourquoi celui-là ?"
  'who_pays', // "qui vous paie ?"
  'who_are_you', // "vous êtes une vraie personne ?"
  'my_trips',
  'new_trip',
  'move_channel', // "continuer sur mon téléphone"
  'give_code', // "le code est 4 8 2 7"
  'card_number', // a card number was spoken: nothing of it is kept
  'birth_date', // so was a date of birth, where one was asked for on the form
  'by_form', // "je veux le formulaire": what was asked for aloud is rather written
  'spell', // "épelle la référence"
  'tell_budget', // "dites-leur mon budget": the one thing vendors may learn before a choice
  'tell_why', // "dites-leur pourquoi": those who are not chosen hear the reason
  'message', // "prévenez l'hôtel qu'on arrive tard": for a vendor's people, and nothing of the trip
  'skip', // "on passe", "pas celui-là": this one is left out
  'vote', // "on n'est pas d'accord", "on vote"
  'better', // "ils peuvent faire mieux ?": the best are asked for their last price
  'watch', // "préviens-moi si ça passe sous 300 euros"
  'unwatch', // "arrête de surveiller le prix"
  'recap', // "récapitule", "what did I ask for?": the request, and what is on the table
  'know_of_me', // "que savez-vous de moi ?"
  'forget_me',
] as const;
export type Act = (typeof ACTS)[number];

const NAMES: ReadonlySet<string> = new Set(ACTS);

/** What a rule or a model names is an act. */
export function isAct(name: string): name is Act {
  return NAMES.has(name);
}

/** Needs as people name them; `transport` is any carrier, `ride` is taxi or transfer, `all` is everything. */
export type NeedWord = Category | 'coach' | 'ski_school' | 'activity' | 'transport' | 'ride' | 'all';

export interface PlaceValue {
  readonly id: string;
  readonly name: string;
}

export type Hub = 'station' | 'airport';

/** A share with what it is of: a need word, or `ski` for all that skiing takes. */
export interface Shared extends Part {
  readonly need: string;
}

/** Everything with a value that one utterance said. Absent = not said. Names are the contract's in camelCase. */
export interface Slots {
  origin?: readonly PlaceValue[];
  destination?: readonly PlaceValue[];
  /** "Florence, puis Rome": the places of `destination` one after the other, each with its alternatives. */
  stages?: readonly (readonly PlaceValue[])[];
  near?: readonly PlaceValue[];
  /** "En avion à Genève", beside a resort: where the flight lands, and no place to stay. */
  landing?: readonly PlaceValue[];
  carPickup?: readonly PlaceValue[];
  carDropoff?: readonly PlaceValue[];
  rideFrom?: readonly PlaceValue[];
  rideTo?: readonly PlaceValue[];
  /** "Un taxi de la gare": the one of the town that the ride is in, at either end. */
  rideHub?: { readonly from?: Hub; readonly to?: Hub };
  carHub?: Hub; // "une voiture à l'aéroport": likewise
  start?: LocalDate;
  end?: LocalDate;
  startAfter?: LocalDate;
  startBefore?: LocalDate;
  endBefore?: LocalDate;
  /** "La semaine du 14": the day that was said; `start` and `end` are from Monday to Sunday. */
  weekOf?: LocalDate;
  nights?: number;
  days?: number;
  each?: true; // "deux nuits chacune": so long is each of several stages
  dateMode?: 'window' | 'approx';
  /** "Entre le 10 et le 20, quatre nuits": all of the stay lies in the window. */
  inside?: true;
  named?: string;
  flexDays?: number;
  time?: LocalTime;
  timeMode?: 'at' | 'before' | 'after' | 'around';
  timeRef?: 'depart' | 'arrive';
  /** "J'ai une réunion à 14 h": `time` is when something begins there; its day, where others were said beside it. */
  meeting?: true;
  meetingDay?: LocalDate;
  /** "Retour dimanche vers 18 h"; "home by eight" is when one is there. */
  returnTime?: { readonly time: LocalTime; readonly mode?: 'at' | 'before' | 'after' | 'around'; readonly home?: true };
  daypart?: 'morning' | 'noon' | 'afternoon' | 'evening' | 'night';
  returnDaypart?: 'morning' | 'noon' | 'afternoon' | 'evening' | 'night';
  /** Days of one thing inside the stay: "un dîner le samedi". */
  own?: readonly { readonly need: Category; readonly start: LocalDate; readonly end?: LocalDate }[];
  adults?: number;
  children?: number;
  infants?: number;
  /** The whole number of people, speaker included. */
  party?: number;
  childAges?: readonly number[];
  /** "Des jumeaux de cinq ans": the one age is that of each. */
  agesAlike?: true;
  /** "Skis pour 3", "pas de ski pour ma femme": whom single things are for; who travels stays as it is. */
  shares?: readonly Shared[];
  partyType?: 'solo' | 'couple' | 'friends' | 'family';
  /** Major units: 1500 or 82.5. `atPrice`: "celui à 120 euros", that of one of the list and no ceiling. */
  budgetMax?: number;
  atPrice?: true;
  budgetMin?: number;
  budgetAbout?: number;
  currency?: string; // ISO 4217, only if named
  budgetScope?: 'total' | 'per_person' | 'per_night';
  priceLevel?: 'low' | 'high';
  rooms?: number;
  /** "Chambres séparées": so many rooms it takes for those who were counted. */
  apart?: number;
  driverAge?: number; // whole years, of whoever drives the hired car
  stars?: number;
  seats?: number;
  bags?: number;
  cabin?: 'first' | 'business' | 'economy';
  tripType?: 'one_way' | 'round_trip';
  cuisine?: string;
  activity?: string;
  skiLevel?: 'beginner' | 'intermediate' | 'advanced';
  sort?: 'cheaper' | 'cheapest' | 'earlier' | 'earliest' | 'later' | 'closer';
  select?: number; // 1…n in the list last spoken; -1 = the last
  /** What else of the list was named beside it, by another voice or in a comparison. */
  alsoSelect?: readonly number[];
  /** "cheapest", "other", "previous", "most_flexible", "closest": a handle that is not an ordinal. */
  selectBy?: string;
  /** price cancellation departure_time address weather snow breakfast cheapest distance included altitude duration total when reference documents paid catch, or a preference tag ("pool") */
  ask?: readonly string[];
  /** A vendor whose offer is on the table, named beside a choice: "la première, mais avec le vol de Ligne Claire". */
  seller?: string;
  /** Children come, and nobody said how many: "ma femme et les gosses". `adults` are counted beside them. */
  young?: true;
  /** "On décolle de Paris": nobody asked for a ticket, and it is no train. */
  byAir?: true;
  /** "Un week-end à Bruxelles en train": the way there of a stay, no ticket alone. */
  stays?: true;
  /** "Un hôtel pour ce soir", "tomorrow night": of a bed alone, until the day after. */
  oneNight?: true;
  /** "Un week-end": of the two days one is a Saturday; "un week-end prolongé": `days` counts three, and it is from Friday to Monday. */
  weekend?: true;
  longWeekend?: true;
  /** What a yes names beside what was offered: "oui, et les forfaits" adds to it, "oui, juste l'hôtel" is all of it. Else `and`: "un vol aussi". */
  beside?: 'and' | 'only';
  /** "La première, mais plus tôt": what is compared is a condition of the choice, no reason for it. */
  but?: true;
  changed?: readonly string[];
  keep?: readonly string[];
  trip?: string;
  /** What a vendor offers after a change, named where it is asked. */
  option?: 'accept' | 'rebook' | 'refund' | 'voucher';
  /** A person's name, where one was asked or corrected. */
  name?: { readonly given?: string; readonly family: string };
  /** The first name alone, put right. */
  givenName?: string;
  code?: string; // of a hand-over, digits only
  /** "préviens-moi si ça passe sous 300 euros": the threshold of a watch, in major units; `currency` and `budgetScope` go with it. */
  watchBelow?: number;
  /** "surveille jusqu'à vendredi": the last day of the watch. */
  watchUntil?: LocalDate;
  /** "pas Saint-Gervais", "anywhere but Verbier": places that are not wanted. */
  notPlaces?: readonly PlaceValue[];
  /** "Un équipement de plus": beside those that are booked, for so many more. */
  extra?: true;
  /** Streets and landmarks that are no place here, as they were said. */
  spots?: readonly Spot[];
  /** "on vient en voiture": no carrier is needed. */
  ownCar?: boolean;
}

/** Why a value could not be taken: the dialogue asks one targeted question. */
export type Doubt =
  | { readonly type: 'place'; readonly slot: keyof Slots; readonly candidates: readonly PlaceValue[] }
  | { readonly type: 'amount'; readonly values: readonly number[] }
  | { readonly type: 'date'; readonly said: { readonly day: number; readonly month: number }; readonly options: readonly LocalDate[] }
  | { readonly type: 'past'; readonly date: LocalDate }
  /** A name that is no place known here. */
  | { readonly type: 'unknown'; readonly slot: 'origin' | 'destination'; readonly name: string };

/** What one turn said: the frame of contracts/understanding.md, typed. Platform slots and raw text both end here. */
export interface Heard {
  readonly acts: readonly Act[];
  readonly needs: readonly NeedWord[];
  readonly needsNot: readonly NeedWord[];
  readonly slots: Slots;
  /** "<need>:<tag>" of the contract: "car:4x4", "lodging:spa". */
  readonly prefs: readonly string[];
  readonly prefsNot: readonly string[];
  readonly doubts: readonly Doubt[];
}

/** What was asked last, so that short answers can be read. */
export type Asked =
  | 'who'
  | 'origin'
  | 'what_else'
  | 'budget'
  | 'place'
  | 'dates'
  | 'nights'
  | 'ages'
  | 'children' // how many of them, and how old
  | 'time'
  | 'name'
  | 'choose'
  | 'yes_no'
  | 'either' // an A-or-B question: "le premier", or one of the two named
  | 'option' // what a vendor leaves open after a change: accept, refuse, or what it offers instead
  | 'confirm' // the read-back's last question
  | 'wrong' // what is not right in it
  | 'reread' // all of it again, or a part
  | 'open';

/** All that understanding may know besides the words. */
export interface HearingContext {
  readonly locale: string;
  /** The civil moment and zone of the traveller. */
  readonly today: LocalDate;
  readonly timeNow: LocalTime;
  readonly timeZone: string;
  /** Absent on an opening turn. */
  readonly asked?: Asked;
  /** A watch was told of last: a bare "jusqu'à vendredi" is its end. */
  readonly watching?: true;
  /** A trip or offers are on the table: bare slots are changes, questions are about them. */
  readonly phase: 'briefing' | 'waiting' | 'choosing' | 'confirming' | 'booking' | 'settled';
  /** What is known already, for relative changes ("un jour de plus") and for short answers ("le 5 ou le 6 ?"). */
  readonly known: {
    readonly start?: LocalDate;
    readonly end?: LocalDate;
    /** "En mai": where the days lie that are still to be said. */
    readonly window?: { readonly start: LocalDate; readonly end: LocalDate };
    /** How long, where the days are still to be said. */
    readonly nights?: number;
    readonly party?: number;
    /** Counted by heads: nobody said yet how many of them are children. */
    readonly heads?: true;
    /** Of those, so many children. */
    readonly children?: number;
    /** Of the house and of the car that are chosen, or lead the list. */
    readonly rooms?: number;
    readonly seats?: number;
    readonly budgetMax?: number;
    readonly origin?: string;
    readonly where?: readonly string[];
    /** Of the one ride that is all there is. */
    readonly time?: LocalTime;
    readonly activity?: string;
    /** What it is to be booked under. */
    readonly name?: { readonly given?: string; readonly family: string };
    readonly needs: readonly Category[];
  };
  /** The list last spoken, in its order: the words each may be picked by (names of place, hotel, vendor, in the locale). */
  readonly listed: readonly (readonly string[])[];
  /** Its sums as they were spoken, in whole euros. */
  readonly prices?: readonly number[];
  /** Vendors with offers on the table, by the names they are spoken by. */
  readonly sellers?: readonly string[];
}

/** The empty frame: what silence or noise says. */
export const NOTHING_HEARD: Heard = { acts: [], needs: [], needsNot: [], slots: {}, prefs: [], prefsNot: [], doubts: [] };
