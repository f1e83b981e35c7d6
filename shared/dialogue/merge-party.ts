import type { Party } from '../trip/party.ts';
import type { Slots } from './act.ts';

/** Who travels after what was said; undefined when it says nothing new. */
export function mergeParty(known: Party | undefined, slots: Slots): Party | undefined {
  if (slots.young) return undefined;
  const said = slots.adults ?? slots.children ?? slots.infants ?? slots.party ?? slots.childAges;
  if (said === undefined) return undefined;
  const childAges = agesOf(known, slots);
  const children = childrenOf(known, slots, childAges);
  const adults = slots.adults ?? adultsOf(known, slots, children);
  const type = slots.partyType ?? known?.type;
  const party: Party = { adults: Math.max(adults, 0), children, childAges: childAges.slice(0, children), ...(type ? { type } : {}) };
  return known && JSON.stringify(known) === JSON.stringify(party) ? undefined : party;
}

/** Under two, as nobody says it in years. */
const INFANT = 1;

/** Those that were said, and the youngest; what is not said anew stays. */
function agesOf(known: Party | undefined, slots: Slots): readonly number[] {
  const babies = Array<number>(slots.infants ?? 0).fill(INFANT);
  if (known && isBabyMore(slots, known)) return [...babies, ...known.childAges];
  const [age] = slots.childAges ?? [];
  if (slots.agesAlike && age !== undefined) return Array<number>(slots.children ?? 1).fill(age);
  if (slots.childAges ?? slots.infants) return [...babies, ...(slots.childAges ?? [])];
  return keepsChildren(known, slots) ? (known?.childAges ?? []) : [];
}

/** "Huit et dix ans": how old those are who were counted. */
function isOnlyAges({ adults, children, party, infants, childAges }: Slots, known: Party | undefined): boolean {
  const said = (childAges?.length ?? 0) + (infants ?? 0);
  const open = known ? known.children - known.childAges.length : 0;
  return said > 0 && (adults ?? children ?? party) === undefined && open > 0 && said <= (known?.children ?? 0);
}

/** "Et un bébé aussi": beside children whose ages are known. */
function isBabyMore({ adults, children, party, infants, childAges }: Slots, known: Party): boolean {
  const isAlone = (adults ?? children ?? party ?? childAges) === undefined && infants !== undefined;
  return isAlone && known.children > 0 && known.childAges.length === known.children && !known.childAges.some((age) => age < 2);
}

/** "On sera quatre" changes how many adults come, unless they were counted too. */
function keepsChildren(known: Party | undefined, { children, party, adults }: Slots): boolean {
  return children === undefined && (party === undefined || (adults === undefined && (known?.children ?? 0) < party));
}

/** Nobody was counted anew but a baby. */
function countedBefore(known: Party, slots: Slots): number | undefined {
  if (isOnlyAges(slots, known)) return known.children;
  return isBabyMore(slots, known) ? known.children + (slots.infants ?? 0) : undefined;
}

function childrenOf(known: Party | undefined, slots: Slots, childAges: readonly number[]): number {
  const infants = slots.infants ?? 0;
  const counted = known && countedBefore(known, slots);
  if (counted !== undefined) return counted;
  if (slots.children !== undefined || slots.infants !== undefined) return Math.max((slots.children ?? 0) + infants, childAges.length);
  if (childAges.length > 0) return childAges.length;
  if (slots.party !== undefined && known && known.children < slots.party && slots.adults === undefined) return known.children;
  return slots.party !== undefined && slots.adults !== undefined ? Math.max(0, slots.party - slots.adults) : 0;
}

function adultsOf(known: Party | undefined, slots: Slots, children: number): number {
  if (slots.party !== undefined) return slots.party - children;
  return known?.adults ?? 1;
}
