import type { Item } from '../../../../shared/market/offer.ts';
import type { Place } from '../../../../shared/places/place.ts';
import { addDays, daysBetween, type LocalDate } from '../../../../shared/time.ts';
import type { Ask } from '../ask.ts';
import { type Atlas, resortAt } from '../atlas.ts';
import popular from '../catalogue/popular.json' with { type: 'json' };
import type { Draft, Vendor } from '../draft.ts';
import type { Draw } from '../draw.ts';
import { costOf, nameFor } from '../names.ts';
import { seasonFactor } from '../season.ts';
import { fitting, shortlist } from '../shortlist.ts';

export interface SkiShop extends Vendor {
  /** Euros a day for a set with boots. */
  readonly adultDaily: number;
  readonly childDaily: number;
  readonly has: readonly string[];
  /** Which of the shop names of a resort is its own. */
  readonly nth: number;
  /** The brand is the shop's name everywhere; otherwise each resort's shop has its own. */
  readonly ownName?: boolean;
}

type Level = Extract<Item, { category: 'ski_hire' }>['level'];

const LEVEL_FACTOR: Readonly<Record<Level, number>> = { beginner: 0.86, intermediate: 1, advanced: 1.3 };

/** Sets with boots for all who are six or older, from the first full day to the last, one offer a resort. */
export function skiSets(ask: Ask, shop: SkiShop, { atlas, draw }: { atlas: Atlas; draw: Draw }): readonly Draft[] {
  const places = shortlist(ask.places, atlas).filter((place) => resortAt(place, atlas, popular) !== undefined);
  return fitting(
    places.map((place) => draftOf(ask, shop, place, draw)),
    shop,
    ask,
  ).slice(0, 6);
}

/** The whole days on snow: neither that of arriving nor that of leaving, unless there is no other or every day is asked for. */
export function skiDays({ start, end, desired }: Pick<Ask, 'start' | 'end' | 'desired'>): {
  from: LocalDate;
  to: LocalDate;
  days: number;
} {
  const whole = daysBetween(start, end) >= 2 && !desired.some(({ attr }) => attr === 'every_day');
  const [from, to] = whole ? [addDays(start, 1), addDays(end, -1)] : [start, end];
  return { from, to, days: daysBetween(from, to) + 1 };
}

/** Everybody but children under six. */
export function skiers(ask: Ask): { readonly adults: number; readonly children: number } {
  const teens = ask.children.filter((band) => band === '12-17').length;
  return { adults: ask.adults + teens, children: ask.children.filter((band) => band === '6-11').length };
}

function levelOf(ask: Ask): Level {
  const asked = [...ask.required, ...ask.desired].find(({ attr }) => attr === 'level')?.value;
  return asked === 'beginner' || asked === 'advanced' ? asked : 'intermediate';
}

function draftOf(ask: Ask, shop: SkiShop, place: Place, draw: Draw): Draft {
  const { from, to, days } = skiDays(ask);
  const { adults, children } = skiers(ask);
  const level = levelOf(ask);
  const daily = shop.adultDaily * adults + shop.childDaily * children;
  const season = 0.5 + 0.5 * seasonFactor('mountain', from);
  const longer = days >= 6 ? 0.88 : 1;
  const jitter = 0.97 + 0.06 * draw(shop.id, place.id, ask.start);
  const minor = Math.max(1, Math.round(daily * days * LEVEL_FACTOR[level] * season * longer * costOf(place) * jitter)) * 100;
  return {
    key: `${place.id}/${level}`,
    item: {
      category: 'ski_hire',
      shop: shop.ownName ? shop.brand : nameFor('shop', place, shop.nth, draw),
      place: place.id,
      sets: Math.max(1, adults + children),
      level,
      boots: true,
      from,
      to,
      has: shop.has,
    },
    lines: [{ type: 'base', label: 'ski_sets', minor }],
    inclusions: ['boots', 'poles'],
    start: from,
    startsAt: '08:30',
    timeZone: place.timeZone,
    unitMinor: Math.round(minor / days),
  };
}
