import { matches } from './answers.ts';
import type { Reading } from './found.ts';
import type { TermSums } from './terms.ts';

/** "Une plus petite", "une plus grande", where cars are what there is to choose from. */
export function sized(terms: TermSums, plain: string, { context, grammar }: Reading): TermSums {
  const cars = context.phase === 'choosing' && context.known.needs.length === 1 && context.known.needs[0] === 'car';
  const { seats } = context.known;
  if (cars && seats !== undefined && matches(grammar, 'big', plain)) return { ...terms, slots: { ...terms.slots, seats: seats + 1 } };
  const isSmall = cars && !terms.prefs.includes('car:compact') && matches(grammar, 'small', plain);
  return isSmall ? { ...terms, prefs: [...terms.prefs, 'car:compact'] } : terms;
}

/** Who asks for a taxi shares it with nobody. */
export function unshared(terms: TermSums, plain: string, { grammar }: Reading): TermSums {
  const taxi = terms.needs.includes('ride') && matches(grammar, 'taxi', plain);
  return taxi ? { ...terms, prefs: [...terms.prefs, 'ride:private'] } : terms;
}
