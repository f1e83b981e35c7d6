import type { RequestForOffers } from '../../../shared/market/request.ts';
import { addDays, type Instant } from '../../../shared/time.ts';

type Category = RequestForOffers['category'];

/** Real places, so that a vendor that looks them up finds them. */
const WHERE: Readonly<Record<Category, { readonly where: string; readonly from?: string }>> = {
  flight: { where: 'LYS', from: 'NTE' },
  train: { where: 'city:FR:lyon', from: 'city:FR:paris' },
  lodging: { where: 'resort:les-arcs' },
  car: { where: 'LYS' },
  ski_hire: { where: 'resort:les-arcs' },
  ski_pass: { where: 'resort:les-arcs' },
  transfer: { where: 'resort:les-arcs', from: 'LYS' },
  restaurant: { where: 'city:FR:annecy' },
};

export type Elsewhere = Partial<(typeof WHERE)[Category]>;

/** What the check asks for: two adults and a child, five days some two months ahead; a table on one of them. `place` and `from` ask for other places. */
export function kitRequest(category: Category, now: Instant, id: string, other: Elsewhere = {}): RequestForOffers {
  const start = addDays(now.slice(0, 10), 60);
  const { where, from } = { ...WHERE[category], ...other };
  return {
    id,
    tripId: 'check',
    needId: 'need-1',
    revision: 1,
    category,
    openedAt: now,
    closesAt: new Date(Date.parse(now) + 15 * 60_000).toISOString(),
    state: 'open',
    where: [where],
    from: from === undefined || WHERE[category].from === undefined ? [] : [from],
    start,
    end: category === 'restaurant' ? start : addDays(start, 5),
    ...(category === 'restaurant' ? { time: '20:00' } : {}),
    oneWay: false,
    party: { adults: 2, childAgeBands: ['6-11'] },
    requirements: [],
    currency: 'EUR',
    locale: 'fr-FR',
    briefKey: 'check',
    invited: [],
  };
}
