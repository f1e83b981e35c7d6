import type { Brief, Category, Need } from '../trip/brief.ts';
import { type Part, partOf } from '../trip/party.ts';
import type { Shared, Slots } from './act.ts';
import type { Merged } from './merge.ts';

/** What may be for some of those who travel alone, and is told so. */
export const SHARED = ['flight', 'train', 'ski_hire', 'ski_pass', 'transfer', 'restaurant'] as const satisfies readonly Category[];

function isOf({ need }: Shared, category: Category): boolean {
  return need === category || (need === 'ski' && (category === 'ski_hire' || category === 'ski_pass'));
}

/** "Skis pour 3" of a trip that is skis alone counts who travels, unless they were counted beside it. */
export function counted(brief: Brief, slots: Slots): Slots {
  const { shares = [] } = slots;
  const [only] = shares;
  const isPeople = slots.party ?? slots.adults ?? slots.children;
  if (only?.count === undefined || shares.length > 1 || isPeople !== undefined || brief.needs.length === 0) return slots;
  const { shares: _, ...rest } = slots;
  return brief.needs.every(({ category }) => isOf(only, category)) ? { ...rest, party: only.count } : slots;
}

/** The brief with whom single things are for; each need takes its part of those who travel. */
export function apportioned(merged: Merged, { shares = [] }: Slots): Merged {
  const said = SHARED.filter((category) => shares.some((share) => isOf(share, category)));
  const { brief } = merged;
  if (said.length === 0 && !brief.parts) return merged;
  const parts: Partial<Record<Category, Part>> = { ...brief.parts };
  for (const category of said) {
    const { need: _, ...part } = shares.findLast((share) => isOf(share, category)) ?? { need: category };
    if (Object.keys(part).length > 0) parts[category] = part;
    else delete parts[category];
  }
  const needs = brief.needs.map((need) =>
    parts[need.category] || said.some((each) => each === need.category) ? portioned(need, parts, brief) : need,
  );
  const moved = JSON.stringify([parts, needs]) !== JSON.stringify([brief.parts ?? {}, brief.needs]);
  const changed = moved ? new Set([...merged.changed, 'parts' as const]) : merged.changed;
  const parted = merged.changed.has('party') ? SHARED : said;
  return { ...merged, brief: { ...brief, needs, parts }, changed, parted };
}

function portioned(need: Need, parts: NonNullable<Brief['parts']>, { party }: Brief): Need {
  const part = parts[need.category];
  const { party: _, ...whole } = need;
  const own = part && party ? partOf(party, part) : undefined;
  return own ? { ...whole, party: own } : whole;
}
