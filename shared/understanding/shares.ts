import type { Shared } from '../dialogue/act.ts';
import type { Part } from '../trip/party.ts';
import type { Groups, Makers } from './chart.ts';
import { count, type Found, type Reading, wordValue } from './found.ts';

/** Who is left out: the speaker, one of the family, the child of that age, so many of them. */
function leftOut(groups: Groups): Part['without'] {
  if (groups['child'] !== undefined) return { children: 1, ...(groups['age'] === undefined ? {} : { age: Number(groups['age']) }) };
  if (groups['kids'] !== undefined) return { children: 'all' };
  return { adults: groups['some'] === undefined ? 1 : (count(groups['some']) ?? 1) };
}

/** "Skis pour les enfants": for none of the adults, however many they are. */
const MANY = 99;

/** Rules of who one thing is for, beside who travels: "skis pour 3", "forfaits pour tous", "pas de ski pour ma femme". */
export function shareMakers(reading: Reading): Makers<Found> {
  const made = (groups: Groups, share: Part) => {
    const need = wordValue(reading, 'shared', groups['need']) ?? 'ski';
    return { mark: 'w', value: { type: 'share', value: { ...share, need: String(need) } } } as const;
  };
  return {
    // "On sera entre 8 et 10": as many as may come
    upto: (groups) => ({ mark: 'g', value: { type: 'people', value: { total: count(groups['n']) ?? 1 } } }),
    share: (groups) => made(groups, groups['n'] === undefined ? {} : { count: count(groups['n']) ?? 1 }),
    young: (groups) => made(groups, { without: { adults: MANY } }),
    spare: (groups) => {
      const without = leftOut(groups);
      return made(groups, without === undefined ? {} : { without });
    },
  };
}

/** What was said of single things. */
export function sharesOf(things: readonly Found[]): readonly Shared[] {
  return things.flatMap((thing) => (thing.type === 'share' ? [thing.value] : []));
}

/** Where nobody else is counted and nobody was before, as many as one thing is for are those who travel. */
export function headsIn(shares: readonly Shared[], { context }: Reading): number | undefined {
  const counts = shares.flatMap((share) => share.count ?? []);
  return context.known.party === undefined && counts.length > 0 ? Math.max(...counts) : undefined;
}
