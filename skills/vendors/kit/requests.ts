import type { RequestForOffers } from '../../../shared/market/request.ts';
import type { Place } from '../../../shared/places/place.ts';
import { addDays, type Instant } from '../../../shared/time.ts';

type Category = RequestForOffers['category'];
type Known = Readonly<Record<string, Place>>;

const at = (id: string, kind: Place['kind'], name: string, lat: number, lon: number): Place => ({
  ...{ id, kind, name, country: 'FR', lat, lon },
  timeZone: 'Europe/Paris',
});

/** Real places, so that a vendor that looks them up finds them. */
export const KIT_PLACES: Known = Object.fromEntries(
  [
    at('LYS', 'airport', 'Lyon Saint-Exupéry', 45.73, 5.08),
    at('NTE', 'airport', 'Nantes Atlantique', 47.15, -1.61),
    at('resort:les-arcs', 'resort', 'Les Arcs', 45.57, 6.83),
    at('city:FR:annecy', 'city', 'Annecy', 45.9, 6.13),
    at('city:FR:paris', 'city', 'Paris', 48.85, 2.35),
    at('city:FR:lyon', 'city', 'Lyon', 45.75, 4.85),
  ].map((place) => [place.id, place]),
);

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

/** What the check asks for: two adults and a child, five days some two months ahead; a table on one of them. `place` asks for another place. */
export function kitRequest(category: Category, now: Instant, id: string, place?: string): RequestForOffers {
  const start = addDays(now.slice(0, 10), 60);
  const { where, from } = WHERE[category];
  return {
    id,
    tripId: 'check',
    needId: 'need-1',
    revision: 1,
    category,
    openedAt: now,
    closesAt: new Date(Date.parse(now) + 15 * 60_000).toISOString(),
    state: 'open',
    where: [place ?? where],
    from: from === undefined ? [] : [from],
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
