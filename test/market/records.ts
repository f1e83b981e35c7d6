import { commitmentOf } from '../../shared/market/canonical.ts';
import {
  append,
  type Came,
  drawCommitment,
  drawSecret,
  type Entry,
  filed,
  type Recorded,
  type RefusalDoc,
  sealedOf,
} from '../../shared/market/evidence.ts';
import { type WholeEvidence, wholeEvidence } from '../../shared/market/evidence-file.ts';
import type { Offer } from '../../shared/market/offer.ts';
import type { RequestForOffers } from '../../shared/market/request.ts';
import { RULES } from '../../shared/market/to-wire.ts';
import { contextOf, type Weighing } from '../../shared/market/weighing.ts';
import { carRequest, NOW } from './support.ts';
import { type CATEGORIES, dice, rolled } from './trips.ts';

export const SECRET = 'secret of the trip';
export const REQUEST = carRequest({ id: 'rfo-car', needId: 'need-car', closesAt: '2026-11-21T10:15:00Z' });

export const REFUSED: RefusalDoc = {
  type: 'offer-refused',
  requestId: 'rfo-car',
  vendorId: 'v1',
  eventId: 'e',
  at: NOW,
  reason: 'late',
  problems: [],
};

export function chainOf(steps: readonly Recorded[]): readonly Entry[] {
  const log: Entry[] = [];
  for (const data of steps) log.push(append(log.at(-1), NOW, data));
  return log;
}

/** What the traveller said of the car, and nobody else is to know. */
export const WISHES: Weighing = {
  requirements: [
    { attr: 'drivenWheels', op: 'eq', value: 'four', strength: 'must' },
    { attr: 'automatic', op: 'eq', value: false, strength: 'wish', weight: 0.5 },
  ],
};

/** What an entry holds of offers: their order by what they are weighed by. */
export function summed(known: readonly Offer[], request: RequestForOffers = REQUEST, by: Weighing = WISHES) {
  const context = contextOf(by, request, NOW);
  const offers = sealedOf(request.id, known, { context, now: NOW, secret: drawSecret(SECRET) });
  const came: Came = { offers, refused: [commitmentOf(REFUSED)] };
  return { came, entry: { ...filed(came), by } };
}

/** A request's life: published, told twice (offers joined between), awarded to the first. */
export function life(offers: readonly Offer[], asked: RequestForOffers = REQUEST, by: Weighing = WISHES): WholeEvidence {
  const { state: _state, ...request } = asked;
  const first = summed(offers.slice(0, 2), asked, by);
  const all = summed(offers, asked, by);
  const told = first.came.offers[0];
  const totalMinor = offers.find(({ id }) => id === told?.offer)?.total.minor ?? 0;
  const effectiveMinor = told?.lot?.effectiveMinor ?? 0;
  const spoken = [{ kind: 'best' as const, lines: [told?.offer ?? ''], effectiveMinor, misses: [], totalMinor }];
  const steps: readonly Recorded[] = [
    { type: 'published', request, terms: 'sha256-terms', rules: RULES.hash, draw: drawCommitment(SECRET, asked.id) },
    { type: 'opened', ...first.entry, spoken },
    { type: 'opened', ...all.entry, spoken },
    { type: 'awarded', ...all.entry, offer: all.came.offers[0]?.offer ?? '' },
  ];
  const log = chainOf(steps);
  const lists = [first, all].flatMap(({ came, entry }) => (entry.whole === undefined ? [] : [came]));
  return wholeEvidence('trip-1', SECRET, [{ request: asked.id, ...ended(log), offers, refused: [REFUSED], lists, wires: [] }]);
}

/** A log with the head that it ends in. */
export function ended(log: readonly Entry[]) {
  const last = log.at(-1);
  return { log, ...(last && { head: { seq: last.seq, hash: last.hash } }) };
}

export function someOffers(seed: number, count: number, category: (typeof CATEGORIES)[number] = 'car'): readonly Offer[] {
  const roll = dice(seed);
  return Array.from({ length: count }, (_, i) => rolled(category, i, roll));
}

/** Every leaf of a JSON value by its path. */
export function leaves(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, [...path, name]));
}

/** The value with the leaf at the path made another one. */
export function changed(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) {
    if (typeof value === 'string') return `${value}x`;
    return typeof value === 'number' ? value + 1 : value !== true;
  }
  if (Array.isArray(value)) return value.map((inner, i) => (String(i) === name ? changed(inner, rest) : inner));
  return { ...(value as object), [name]: changed((value as Record<string, unknown>)[name], rest) };
}
