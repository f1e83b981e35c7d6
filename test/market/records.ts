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
import { carRequest, NOW } from './support.ts';
import { briefOf, dice, rolled } from './trips.ts';

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

/** A request's life: published, told twice (offers joined between), awarded to the first. */
export function life(offers: readonly Offer[]): WholeEvidence {
  const seal = (known: readonly Offer[]): Came => ({
    offers: sealedOf(REQUEST, known, briefOf(['car']), NOW, drawSecret(SECRET)),
    refused: [commitmentOf(REFUSED)],
  });
  const { state: _state, ...request } = REQUEST;
  const first = seal(offers.slice(0, 2));
  const all = seal(offers);
  const spoken = [{ kind: 'best' as const, lines: [first.offers[0]?.offer ?? ''], effectiveMinor: 1, misses: [], totalMinor: 2 }];
  const steps: readonly Recorded[] = [
    { type: 'published', request, terms: 'sha256-terms', draw: drawCommitment(SECRET, 'rfo-car') },
    { type: 'opened', ...filed(first), spoken },
    { type: 'opened', ...filed(all), spoken },
    { type: 'awarded', ...filed(all), offer: all.offers[0]?.offer ?? '' },
  ];
  const log = chainOf(steps);
  const lists = [first, all].filter((came) => filed(came).whole !== undefined);
  return wholeEvidence('trip-1', SECRET, [{ request: 'rfo-car', ...ended(log), offers, refused: [REFUSED], lists, wires: [] }]);
}

/** A log with the head that it ends in. */
export function ended(log: readonly Entry[]) {
  const last = log.at(-1);
  return { log, ...(last && { head: { seq: last.seq, hash: last.hash } }) };
}

export function someOffers(seed: number, count: number): readonly Offer[] {
  const roll = dice(seed);
  return Array.from({ length: count }, (_, i) => ({ ...rolled('car', i, roll), requestId: 'rfo-car' }));
}
