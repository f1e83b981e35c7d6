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

/** "Pour les enfants", "pour les adultes": however many they are. */
const ALL = 99;

/** Whom alone it is for: "pour moi", "pour ma fille et moi", "pour les enfants". */
function meant(groups: Groups): NonNullable<Part['only']> {
  const kids = groups['kids'] === undefined ? 0 : ALL;
  const grown = groups['grown'] === undefined ? 0 : ALL;
  const child = (groups['child'] === undefined ? 0 : 1) + (groups['kid'] === undefined ? 0 : 1);
  const some = count(groups['me'] ?? groups['adult'] ?? groups['one'] ?? groups['some']) ?? 0;
  const age = groups['age'] === undefined ? {} : { age: Number(groups['age']) };
  return { adults: grown + some + (groups['and'] === undefined ? 0 : 1), children: kids + child, ...age };
}

/** A pass or skis for somebody are for nobody else; of a table or a taxi it must be said ("only"), and of one person where nobody was counted yet. */
function isOnly(groups: Groups, need: unknown, { context }: Reading): boolean {
  if ((groups['j1'] ?? groups['j2'] ?? groups['j3'] ?? groups['kids'] ?? groups['grown']) !== undefined) return true;
  return String(need).startsWith('ski') && context.known.party !== undefined;
}

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
    only: (groups) =>
      isOnly(groups, wordValue(reading, 'shared', groups['need']), reading) ? made(groups, { only: meant(groups) }) : undefined,
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
  const counts = shares.flatMap(({ count: n, only }) => n ?? (only ? only.adults + only.children : [])).filter((n) => n < ALL);
  return context.known.party === undefined && counts.length > 0 ? Math.max(...counts) : undefined;
}
