import { type Field, ITEM_FIELDS, LEG_FIELDS } from '../../../shared/market/item-fields.ts';
import { snake } from '../../../shared/market/item-wire.ts';
import type { RequestForOffers } from '../../../shared/market/request.ts';
import type { Place } from '../../../shared/places/place.ts';

/** One question of the form. `name` is the path in the wire offer ("item.check_in_until"). */
export interface Question {
  readonly name: string;
  /** Key of its label among the words. */
  readonly label: string;
  readonly type: 'text' | 'integer' | 'yes_no' | 'choice' | 'place' | 'time' | 'date' | 'moment' | 'amount';
  readonly optional: boolean;
  readonly min?: number;
  readonly max?: number;
  /** choice: the wire's values, whose words are under `label`; place: place ids. */
  readonly options?: readonly string[];
  /** What is filled in already, because the request says it. */
  readonly given?: string;
  /** The way of a journey that it belongs to. */
  readonly leg?: 'outbound' | 'inbound';
}

type PlaceOf = (id: string) => Place | undefined;

/** What the request fixes, or what nobody selling by hand would know. */
const NOT_ASKED: Readonly<Record<RequestForOffers['category'], readonly string[]>> = {
  flight: [],
  train: [],
  lodging: ['checkIn', 'checkOut', 'has', 'hasNot'],
  car: ['from', 'to', 'has'],
  ski_hire: ['has'],
  ski_pass: [],
  transfer: [],
  restaurant: ['has', 'hasNot', 'trendy'],
};

/** Every fact of the category's item, in its order: what the request fixes is left out, what it suggests is filled in. */
export function questionsOf(request: RequestForOffers, placeOf: PlaceOf): readonly Question[] {
  const { category } = request;
  return Object.entries(ITEM_FIELDS[category]).flatMap(([fact, field]) => {
    if (NOT_ASKED[category].includes(fact) || (fact === 'back' && request.oneWay)) return [];
    if (field.type === 'leg') return fact === 'inbound' && request.oneWay ? [] : legQuestions(fact, request, placeOf);
    return [question(fact, field, request, placeOf)];
  });
}

function question(fact: string, field: Field, request: RequestForOffers, placeOf: PlaceOf): Question {
  const given = givenFor(fact, request);
  const label = request.category === 'transfer' && field.type === 'place' ? `transfer${capital(fact)}` : fact;
  return { ...asked(`item.${snake(fact)}`, label, field, placesFor(fact, request, placeOf)), ...(given === undefined ? {} : { given }) };
}

function legQuestions(fact: string, request: RequestForOffers, placeOf: PlaceOf): readonly Question[] {
  const leg = fact === 'inbound' ? 'inbound' : 'outbound';
  const [from, to] = leg === 'outbound' ? [request.from, request.where] : [request.where, request.from];
  return Object.entries(LEG_FIELDS).map(([name, field]) => {
    const label = field.type === 'place' ? `leg${capital(name)}` : name;
    const places = within(name === 'from' ? from : to, placeOf);
    return { ...asked(`item.${leg}.${snake(name)}`, label, field, places), leg, ...(name === 'stops' ? { given: '0' } : {}) };
  });
}

function asked(name: string, label: string, field: Field, places: readonly string[]): Question {
  const common = { name, label, optional: field.optional === true };
  switch (field.type) {
    case 'place':
      return { ...common, type: 'place', options: places };
    case 'one_of':
      return { ...common, type: 'choice', options: field.values };
    case 'boolean':
      return { ...common, type: 'yes_no' };
    case 'integer':
    case 'number':
      return { ...common, type: 'integer', min: field.min, max: field.max };
    case 'date_time':
      return { ...common, type: label === 'at' ? 'time' : 'moment' };
    case 'day_or_moment':
      return { ...common, type: 'time', optional: true };
    case 'money':
      return { ...common, type: 'amount' };
    case 'time':
    case 'date':
    case 'text':
      return { ...common, type: field.type };
    case 'tags':
    case 'leg':
      return { ...common, type: 'text' };
  }
}

function placesFor(fact: string, request: RequestForOffers, placeOf: PlaceOf): readonly string[] {
  return within(request.category === 'transfer' && fact === 'from' ? request.from : request.where, placeOf);
}

/** Towns of a region, airports of a city: an offer names one. */
function within(ids: readonly string[], placeOf: PlaceOf): readonly string[] {
  return [...new Set(ids.flatMap((id) => placeOf(id)?.members ?? [id]))];
}

function givenFor(fact: string, { category, start, end, time, party, requirements }: RequestForOffers): string | undefined {
  const must = requirements.find(({ attr, op, strength }) => attr === fact && op === 'eq' && strength === 'must')?.value;
  if (typeof must === 'string' && !must.startsWith('not:')) return must;
  const people = party.adults + party.childAgeBands.length;
  const skiers = party.adults + party.childAgeBands.filter((band) => band === '6-11' || band === '12-17').length;
  const known: Readonly<Record<string, string | undefined>> = {
    from: category === 'transfer' ? undefined : start,
    to: category === 'transfer' ? undefined : end,
    sleeps: String(people),
    covers: String(people),
    persons: String(skiers),
    sets: String(skiers),
    at: time,
    out: time,
  };
  return Object.hasOwn(known, fact) ? known[fact] : undefined;
}

function capital(name: string): string {
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

const USUAL_TAGS: Partial<Readonly<Record<RequestForOffers['category'], readonly string[]>>> = {
  lodging: ['parking', 'kitchen', 'spa', 'pool', 'sauna', 'pets', 'accessible', 'quiet', 'mountain_view', 'half_board'],
  car: ['unlimited_km', 'child_seat', 'ski_rack', 'ski_box', 'snow_chains'],
  ski_hire: ['helmet', 'snowboard', 'delivery'],
  restaurant: ['terrace', 'vegetarian', 'gluten_free', 'romantic', 'accessible'],
};

/** What may be ticked as there: what was asked for first, then what is usual. */
export function tagsOf(request: RequestForOffers): readonly string[] {
  const usual = USUAL_TAGS[request.category];
  if (!usual) return [];
  const facts = ITEM_FIELDS[request.category];
  const wanted = request.requirements.map(({ attr }) => attr).filter((attr) => !Object.hasOwn(facts, attr) && attr !== 'refundable');
  return [...new Set([...wanted, ...usual])];
}
