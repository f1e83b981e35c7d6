import type { Heard } from './act.ts';

/** One topic that says what another only touches: "combien de chambres ?" counts rooms, not euros. */
const NARROW: readonly string[] = [
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
  const topics = slots.ask ?? [];
  const narrow = NARROW.find((topic) => topics.includes(topic));
  // What is asked for on the spot and what is paid in advance go by one word in English.
  if (topics.includes('deposit')) return ['deposit', ...(narrow === 'payment' ? [narrow] : [])];
  if (narrow) return [narrow];
  const wishes = prefs.map((pref) => pref.slice(pref.indexOf(':') + 1));
  // "La première, elle est bien ?": what it is.
  const isBare = topics.length + wishes.length + needs.length === 0 && slots.select !== undefined;
  return isBare ? ['included', 'rating'] : topics.length > 0 ? topics : wishes;
}
