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
