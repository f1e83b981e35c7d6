import type { Place } from '../../../../shared/places/place.ts';
import type { Ask } from '../ask.ts';
import { type Atlas, resortAt } from '../atlas.ts';
import domains from '../catalogue/domains.json' with { type: 'json' };
import popular from '../catalogue/popular.json' with { type: 'json' };
import type { Draft, Vendor } from '../draft.ts';
import { shortlist } from '../shortlist.ts';
import { skiDays, skiers } from './ski-hire.ts';

export interface PassSeller extends Vendor {
  readonly factor: number;
  /** Euros a person for the right to change one's mind. */
  readonly cover?: number;
}

const DAY_PRICES = new Map<string, number>(Object.entries(domains));
const CHILD_SHARE = 0.8;

/** Passes for everybody of six or older, one offer a resort; under six one skis free. */
export function skiPasses(ask: Ask, seller: PassSeller, { atlas }: { atlas: Atlas }): readonly Draft[] {
  return shortlist(ask.places, atlas).flatMap((place) => {
    const resort = resortAt(place, atlas, popular);
    return resort ? [draftOf(ask, seller, place, resort)] : [];
  });
}

/** One adult's day in euros: the domain's own price, else by altitude. */
export function dayPrice({ resort }: Place): number {
  if (!resort) return 45;
  return DAY_PRICES.get(resort.domain) ?? 38 + Math.round(resort.altitudeM / 150);
}

function draftOf(ask: Ask, seller: PassSeller, place: Place, resort: Place): Draft {
  const { from, to, days } = skiDays(ask);
  const { adults, children } = skiers(ask);
  const persons = Math.max(1, adults + children);
  const each = dayPrice(resort) * days * Math.max(0.86, 1 - 0.025 * (days - 1)) * seller.factor;
  const adult = Math.round(each) * 100;
  const child = Math.round(each * CHILD_SHARE) * 100;
  const cover = (seller.cover ?? 0) * persons * 100;
  return {
    key: place.id,
    item: { category: 'ski_pass', domain: resort.resort?.domain ?? resort.name, place: place.id, persons, days, from, to },
    lines: [
      { type: 'base', label: 'passes', minor: Math.max(adult, adult * adults + child * children) },
      ...(cover > 0 ? [{ type: 'fee', label: 'flexible_cover', minor: cover } as const] : []),
    ],
    inclusions: cover > 0 ? ['flexible_cover'] : [],
    start: from,
    startsAt: '08:30',
    timeZone: place.timeZone,
  };
}
