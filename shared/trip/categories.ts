import type { Category, Requirement } from './brief.ts';

/** What one wish word means for a category: an attribute of its items and the value wanted. */
export interface Preference {
  /** A key of the category's Item (market/offer.ts), or a tag of its `has` list. */
  readonly attr: string;
  readonly op: Requirement['op'];
  readonly value: string | number | boolean;
  /** must when people who say it mean it ("un 4x4", "avec parking"); else wish. */
  readonly strength: Requirement['strength'];
}

/** What a need must know before vendors are asked. */
export type Gap = 'where' | 'from' | 'start' | 'end' | 'party' | 'time';

export interface CategoryEntry {
  readonly gaps: readonly Gap[];
  /** By preference tag, without the "<need>:" prefix. Tags absent here are tags of the item's `has` list, wished for. */
  readonly preferences: Readonly<Record<string, Preference>>;
  /** Sold per person: another party size is another price, so vendors are asked again. */
  readonly perPerson: boolean;
  /** Bought last when bookings are confirmed, because leaving it usually costs. */
  readonly travels: boolean;
}

const must = (attr: string, op: Requirement['op'], value: Preference['value']): Preference => ({ attr, op, value, strength: 'must' });
const wish = (attr: string, op: Requirement['op'], value: Preference['value']): Preference => ({ attr, op, value, strength: 'wish' });
const tag = (attr: string): Preference => must(attr, 'eq', true);

/** Attributes, questions and wishes of every category: adding a category is adding an entry here and its words in locales/. */
export const CATEGORY: Readonly<Record<Category, CategoryEntry>> = {
  flight: {
    gaps: ['where', 'from', 'start', 'end', 'party'],
    preferences: {
      direct: wish('stops', 'eq', 0),
      checked_bag: wish('bagsPerPerson', 'gte', 1),
      business: must('cabin', 'eq', 'business'),
      first: must('cabin', 'eq', 'first'),
    },
    perPerson: true,
    travels: true,
  },
  train: {
    gaps: ['where', 'from', 'start', 'end', 'party'],
    preferences: { direct: wish('stops', 'eq', 0), first: must('cabin', 'eq', 'first') },
    perPerson: true,
    travels: true,
  },
  lodging: {
    gaps: ['where', 'start', 'end', 'party'],
    preferences: {
      near_slopes: wish('slopesMinutes', 'lte', 10),
      ski_in: wish('slopesMinutes', 'lte', 2),
      city_centre: wish('centreMinutes', 'lte', 10),
      breakfast: wish('breakfast', 'eq', true),
      apartment: must('kind', 'eq', 'apartment'),
      chalet: must('kind', 'eq', 'chalet'),
      hotel: must('kind', 'eq', 'hotel'),
      guesthouse: wish('kind', 'eq', 'guesthouse'),
      not_hostel: must('kind', 'eq', 'not:hostel'),
      parking: tag('parking'),
      kitchen: tag('kitchen'),
      pets: tag('pets'),
      accessible: tag('accessible'),
      pool: wish('pool', 'eq', true),
      spa: wish('spa', 'eq', true),
      sauna: wish('sauna', 'eq', true),
    },
    perPerson: false,
    travels: false,
  },
  car: {
    gaps: ['where', 'start', 'end', 'party'],
    preferences: {
      '4x4': must('drivenWheels', 'eq', 'four'),
      automatic: must('automatic', 'eq', true),
      electric: tag('electric'),
      snow_tyres: must('winterEquipment', 'eq', true),
      snow_chains: must('winterEquipment', 'eq', true),
      minibus: must('seats', 'gte', 7),
      van: must('seats', 'gte', 7),
      child_seat: wish('child_seat', 'eq', true),
    },
    perPerson: false,
    travels: false,
  },
  ski_hire: {
    gaps: ['where', 'start', 'end', 'party'],
    preferences: { boots: wish('boots', 'eq', true), helmet: wish('helmet', 'eq', true), snowboard: tag('snowboard') },
    perPerson: true,
    travels: false,
  },
  ski_pass: { gaps: ['where', 'start', 'end', 'party'], preferences: {}, perPerson: true, travels: false },
  transfer: {
    gaps: ['where', 'from', 'start', 'time', 'party'],
    preferences: {
      ski_bags: must('skis', 'eq', true),
      large: wish('vehicle', 'eq', 'minibus'),
      private: must('vehicle', 'eq', 'not:shared'),
    },
    perPerson: true,
    travels: false,
  },
  restaurant: {
    gaps: ['where', 'start', 'party', 'time'],
    preferences: {
      terrace: wish('terrace', 'eq', true),
      quiet: wish('trendy', 'eq', 0.2),
      vegetarian: tag('vegetarian'),
      gluten_free: tag('gluten_free'),
      romantic: wish('romantic', 'eq', true),
    },
    perPerson: false,
    travels: false,
  },
};

/** The requirement that a preference word puts on a category, wished for or refused ("surtout pas une auberge"). */
export function requirementOf(category: Category, word: string, wanted: boolean): Requirement {
  const known = CATEGORY[category].preferences[word] ?? wish(word, 'eq', true);
  if (wanted) return known;
  if (known.value === true) return { ...known, value: false, strength: 'must' };
  return { attr: known.attr, op: 'eq', value: `not:${known.value}`, strength: 'must' };
}

/** What carries those who travel there and back. */
export function isCarrier({ category }: { readonly category: Category }): boolean {
  return CATEGORY[category].travels;
}

/** The journey before all else, as it is read back: the rest hangs on its days. */
export function journeyFirst<T>(lines: readonly T[], categoryOf: (line: T) => Category): readonly T[] {
  return lines.toSorted((a, b) => Number(CATEGORY[categoryOf(b)].travels) - Number(CATEGORY[categoryOf(a)].travels));
}
