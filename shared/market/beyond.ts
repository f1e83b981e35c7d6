import { isCarrier } from '../trip/categories.ts';
import type { Offer } from './offer.ts';
import { WORTH } from './score.ts';

/** What a trip of several lines is weighed by beyond them: for how many the road is long, and how long it is from where they arrive to where they sleep. On record with what was told. */
export interface Beyond {
  readonly people: number;
  readonly roads: readonly { readonly from: string; readonly to: string; readonly minutes: number }[];
}

/** How a pair is weighed: with the trip's people, whether anything carries them, and the roads. */
export interface Pairing {
  readonly people: number;
  readonly travels: boolean;
  readonly roadMinutes: (from: string, to: string) => number | undefined;
}

/** Share of the price that a shop in another village of the domain costs in walking. */
const OTHER_VILLAGE = 0.03;

/** What it is worth, as a cost, that these two are had together: the road to where one sleeps, walking to another village's shop. 0 where the first is no stay. */
export function pairMinor(stay: Offer, other: Offer, { people, travels, roadMinutes }: Pairing): number {
  if (stay.item.category !== 'lodging') return 0;
  const { item } = other;
  if (item.category === 'ski_hire' || item.category === 'ski_pass')
    return item.place === stay.item.place ? 0 : Math.round(OTHER_VILLAGE * other.total.minor);
  const gateway = gatewayOf(other, travels);
  const minutes = gateway === undefined ? 0 : (roadMinutes(gateway, stay.item.place) ?? 0);
  return Math.round(minutes * WORTH.roadMinuteMinor * people);
}

/** Where one arrives: by the journey, or where there is none, at the car. */
function gatewayOf({ item }: Offer, travels: boolean): string | undefined {
  if (item.category === 'flight' || item.category === 'train') return item.outbound.to;
  return item.category === 'car' && !travels ? item.pickup : undefined;
}

/** The roads between the lines of one trip, to be put down with it; undefined for a line alone. */
export function beyondOf(lines: readonly Offer[], { people, roadMinutes }: Omit<Pairing, 'travels'>): Beyond | undefined {
  if (lines.length < 2) return undefined;
  const travels = isCarried(lines);
  const roads = lines.flatMap(({ item: stay }) =>
    stay.category === 'lodging' ? lines.flatMap((other) => roadTo(stay.place, gatewayOf(other, travels), roadMinutes)) : [],
  );
  return { people, roads };
}

function roadTo(to: string, from: string | undefined, roadMinutes: Pairing['roadMinutes']): Beyond['roads'] {
  const minutes = from === undefined ? undefined : roadMinutes(from, to);
  return from === undefined || minutes === undefined ? [] : [{ from, to, minutes }];
}

export function isCarried(lines: readonly Pick<Offer, 'category'>[]): boolean {
  return lines.some(isCarrier);
}

/** What these lines weigh beyond each alone, made again from what was put down with them. */
export function beyondMinor(lines: readonly Offer[], { people, roads }: Beyond): number {
  const known = new Map(roads.map(({ from, to, minutes }) => [`${from} ${to}`, minutes]));
  const pairing: Pairing = { people, travels: isCarried(lines), roadMinutes: (from, to) => known.get(`${from} ${to}`) };
  const pairs = lines.flatMap((a) => lines.map((b) => (a === b ? 0 : pairMinor(a, b, pairing))));
  return pairs.reduce((sum, each) => sum + each, 0);
}
