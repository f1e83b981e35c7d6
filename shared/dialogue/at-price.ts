import type { Heard } from './act.ts';
import { type Reaction, say } from './reaction.ts';
import type { State } from './state.ts';

/** "Celui à 120 euros", and nothing of the list has that price: it is said, and is no ceiling. */
export function atPrice({ trip }: State, { acts, slots, needsNot }: Heard): Reaction | undefined {
  const { atPrice: isPrice, budgetMax = 0, currency = 'EUR' } = slots;
  if (!isPrice || !acts.includes('select') || trip.phase !== 'choosing' || trip.listed.length === 0 || needsNot.length > 0)
    return undefined;
  const { pending } = trip.talk;
  const price = { minor: Math.round(budgetMax * 100), currency };
  return { trip, says: [say('price.none_at', { price })], ...(pending ? { ask: pending } : {}), back: true };
}
