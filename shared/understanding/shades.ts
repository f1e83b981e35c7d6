import type { Reading } from './found.ts';
import { matches } from './hits.ts';
import type { TermSums } from './terms.ts';

/** "Une plus petite", "une plus grande", where cars are what there is to choose from; a bigger one of a trip where it is named. */
export function sized(terms: TermSums, plain: string, reading: Reading): TermSums {
  const { phase, known } = reading.context;
  if (phase !== 'choosing' && phase !== 'confirming') return terms;
  const [only] = known.needs.length === 1 ? known.needs : [];
  const isBig = matches(reading.grammar, 'big', plain);
  if (only === 'transfer' && isBig) return wished(terms, 'ride:large');
  if ((only === 'car' && isBig) || matches(reading.grammar, 'bigOne', plain)) return withSeats(terms, reading);
  return only === 'car' && matches(reading.grammar, 'small', plain) ? wished(terms, 'car:compact') : terms;
}

/** One seat more than the car has that is spoken of. */
function withSeats(terms: TermSums, { context: { known } }: Reading): TermSums {
  const isCar = known.needs.includes('car') && known.seats !== undefined;
  return isCar ? { ...terms, slots: { ...terms.slots, seats: (known.seats ?? 0) + 1 } } : terms;
}

function wished(terms: TermSums, pref: string): TermSums {
  return { ...terms, prefs: [...new Set([...terms.prefs, pref])] };
}

/** Who asks for a taxi shares it with nobody. */
export function unshared(terms: TermSums, plain: string, { grammar }: Reading): TermSums {
  const taxi = terms.needs.includes('ride') && matches(grammar, 'taxi', plain);
  return taxi ? wished(terms, 'ride:private') : terms;
}
