import type { Slots } from '../dialogue/act.ts';
import type { Reading } from './found.ts';
import { matches } from './hits.ts';

const GROWN = 18;

/** "Deux", "deux, quatre et six ans", "quatre et six": how many, how old, or both. */
function countedIn(numbers: readonly number[]): Pick<Slots, 'children' | 'childAges'> | undefined {
  const [first, ...rest] = numbers;
  if (first === undefined || numbers.some((n) => n >= GROWN)) return undefined;
  if (rest.length === 0) return { children: first };
  return rest.length === first ? { children: first, childAges: rest } : { children: numbers.length, childAges: numbers };
}

/** The answer to how many children come, and how old they are: what was read in it, unless its bare numbers say more. */
export function childrenSaid(read: Slots, plain: string, { grammar }: Reading): Slots {
  if (matches(grammar, 'childless', plain)) return { children: 0 };
  if (read.adults !== undefined || read.party !== undefined || read.infants !== undefined) return read;
  const numbers = plain.match(/(?<= )\d{1,2}(?= )/g)?.map(Number) ?? [];
  const counted = countedIn(numbers);
  if (!counted) return read;
  const listed = counted.childAges !== undefined && counted.childAges.length < numbers.length;
  return listed || (counted.children ?? 0) > (read.children ?? 0) ? { ...read, ...counted } : read;
}
