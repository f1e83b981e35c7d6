import type { Heard } from './act.ts';

/** One topic that says what another only touches: "combien de chambres ?" counts rooms, not euros. */
const NARROW: readonly string[] = [
  'stopover',
  'station',
  'cards',
  'parking_price',
  'real_price',
  'each',
  'hold_until',
  'payment',
  'car_terms',
  'driver_age',
  'way',
  'rating',
  'bedrooms',
  'luggage',
  'breakfast',
  'company',
  'check_in',
  'check_out',
  'written',
];

/** What was asked after, or the wishes that a question named. */
export function topicsOf({ slots, prefs, needs }: Heard): readonly string[] {
  const topics = (slots.ask ?? []).filter((topic) => topic !== WHICH);
  const narrow = NARROW.find((topic) => topics.includes(topic));
  // What is asked for on the spot and what is paid in advance go by one word in English.
  if (topics.includes('deposit')) return ['deposit', ...(narrow === 'payment' ? [narrow] : [])];
  if (narrow) return [narrow];
  const wishes = prefs.map((pref) => TOPIC_OF[pref] ?? pref.slice(pref.indexOf(':') + 1));
  // "La première, elle est bien ?": what it is.
  const isBare = topics.length + wishes.length + needs.length === 0 && slots.select !== undefined;
  return isBare ? ['included', 'rating'] : topics.length > 0 ? topics : wishes;
}

/** Wishes that are told as something else when they are asked about. */
const TOPIC_OF: Readonly<Record<string, string>> = {
  'any:free_cancel': 'cancellation',
  'flight:direct': 'stopover',
  'train:direct': 'stopover',
};

const WHICH = 'which';

/** "Laquelle a…", "do any of them…": of each of the list, whichever was spoken of before. */
export function isOfEach({ slots }: Heard): boolean {
  return slots.ask?.includes(WHICH) ?? false;
}
