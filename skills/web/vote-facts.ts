import type { VoteOption } from '../../shared/booking/vote.ts';
import type { Item } from '../../shared/market/offer.ts';
import type { Writing } from './trip-lines.ts';
import { counted } from './words.ts';

/** What the house of a choice has that not every choice has, as its seller states it: stars, how near the slopes or the centre, a spa, a pool. */
export function differingFacts(options: readonly VoteOption[], at: number, writing: Writing): readonly string[] {
  const all = options.map(({ offers }) => offers.flatMap(({ item }) => houseFacts(item, writing)));
  const mine = all[at] ?? [];
  return mine.filter((fact) => !all.every((facts) => facts.includes(fact)));
}

function houseFacts(item: Item, { locale, words }: Writing): readonly string[] {
  if (item.category !== 'lodging') return [];
  const { house } = words;
  const { stars, slopesMinutes, centreMinutes } = item;
  const slopes = slopesMinutes === undefined ? [] : [slopesMinutes <= 2 ? house.onSlopes : counted(locale, house.slopes, slopesMinutes)];
  const centre = centreMinutes === undefined ? [] : [centreMinutes <= 2 ? house.inCentre : counted(locale, house.centre, centreMinutes)];
  const has: Readonly<Record<string, string>> = house.has;
  return [
    ...(stars === undefined ? [] : [counted(locale, house.stars, stars)]),
    ...(slopes.length > 0 ? slopes : centre),
    ...item.has.flatMap((tag) => has[tag] ?? []),
  ];
}
