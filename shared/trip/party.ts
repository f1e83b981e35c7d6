/** Who travels. Children's ages are whole years; under 18 a child, under 2 an infant (still listed in `childAges`). */
export interface Party {
  readonly adults: number;
  readonly children: number;
  readonly childAges: readonly number[];
  /** Said to be friends: one room each. */
  readonly type?: 'solo' | 'couple' | 'friends' | 'family';
}

export function partySize(party: Party): number {
  return party.adults + party.children;
}

/** Whom one thing is for, when not for all who travel: so many of them, these alone, or all but these. */
export interface Part {
  readonly count?: number;
  readonly only?: { readonly adults: number; readonly children: number; readonly age?: number };
  readonly without?: { readonly adults?: number; readonly children?: number | 'all'; readonly age?: number };
}

/** Those of a party that a part of it names; of a bare number the adults first, then the eldest. Undefined when that is everyone, or nobody. */
export function partOf(party: Party, { count, only, without }: Part): Party | undefined {
  const left = only ? these(party, only) : count === undefined ? leaving(party, without) : counting(party, count);
  const size = partySize(left);
  return size === partySize(party) || size === 0 ? undefined : left;
}

function counting({ adults, children, childAges }: Party, count: number): Party {
  const young = Math.min(children, Math.max(0, count - adults));
  return { adults: Math.min(adults, count), children: young, childAges: eldest(childAges, young) };
}

/** The child of that age, or the eldest; of those who were counted by heads so many. */
function these(party: Party, { adults, children, age = -1 }: NonNullable<Part['only']>): Party {
  if (party.children === 0) return counting(party, adults + children);
  const young = Math.min(children, party.children);
  const named = party.childAges.includes(age) ? [age] : eldest(party.childAges, young);
  return { adults: Math.min(adults, party.adults), children: young, childAges: named };
}

function eldest(ages: readonly number[], count: number): readonly number[] {
  return [...ages]
    .sort((a, b) => b - a)
    .slice(0, count)
    .sort((a, b) => a - b);
}

function leaving(party: Party, without: Part['without']): Party {
  const gone = without?.children === 'all' ? party.children : (without?.children ?? 0);
  const children = Math.max(0, party.children - gone);
  const place = party.childAges.indexOf(without?.age ?? -1);
  const named = place < 0 ? undefined : party.childAges.filter((_, i) => i !== place);
  return { adults: Math.max(0, party.adults - (without?.adults ?? 0)), children, childAges: named ?? eldest(party.childAges, children) };
}
